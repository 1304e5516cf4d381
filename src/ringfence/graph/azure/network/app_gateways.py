"""Application gateways: which backends a public listener passes requests on to.

Source: application gateway component pages (read 2026-11-20): a request rule joins a listener, and
so a frontend address, with a backend pool, directly or through a path map.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ringfence.graph.azure.network.forwarders import Forward
from ringfence.graph.boxes import Interval
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

GATEWAY: Final = "Microsoft.Network/applicationGateways"


def forwards(estate: Estate) -> Iterator[Forward]:
    """Yield what every application gateway publishes."""
    for gateway in estate.of(GATEWAY):
        yield from _of(gateway)


def _of(gateway: Resource) -> Iterator[Forward]:
    ports, doubts = _public_ports(gateway)
    pools = _published(gateway, set(ports))
    if not pools:
        return
    if gateway.presence is not None:
        doubts = (*doubts, gateway.presence)
    subnet = _subnet(gateway)
    spans = tuple(sorted({span for listed in ports.values() for span in listed}))
    pointer = "properties.backendAddressPools"
    for index, (pool, doubt) in enumerate(members(gateway.look(pointer))):
        at = f"{pointer}[{index}]"
        name = _name(pool)
        if name and "*" not in pools and name not in pools:
            continue
        own = doubts if doubt is None else (*doubts, doubt)
        for backend in _backends(gateway, pool, name):
            yield Forward(gateway, at, backend, subnet, subnet, spans, None, own)


def _backends(gateway: Resource, pool: Value, name: str) -> Iterator[Value]:
    if isinstance(pool, Unknown):
        yield pool
        return
    yield f"{gateway.key}/backendaddresspools/{name}"
    listed = dig(pool, "properties.backendAddresses")
    for element, doubt in members(listed):
        if isinstance(element, Unknown):
            yield element
            continue
        for key in ("fqdn", "ipAddress"):
            value = dig(element, key)
            if not isinstance(value, Absent) and value is not None:
                yield value if doubt is None else doubt


def _subnet(gateway: Resource) -> str:
    for config, _ in members(gateway.look("properties.gatewayIPConfigurations")):
        reference = dig(config, "properties.subnet.id")
        if isinstance(reference, str):
            return reference.lower()
    return ""


def _public_ports(gateway: Resource) -> tuple[dict[str, list[Interval]], tuple[Unknown, ...]]:
    """Return the ports of public listeners by the name of the listener, and doubts."""
    public: dict[str, Unknown | None] = {}
    for frontend, _ in members(gateway.look("properties.frontendIPConfigurations")):
        address = dig(frontend, "properties.publicIPAddress")
        if isinstance(address, Unknown):
            public[_name(frontend)] = address
        elif address is not ABSENT and address is not None:
            public[_name(frontend)] = None
    numbers = {
        _name(port): dig(port, "properties.port")
        for port, _ in members(gateway.look("properties.frontendPorts"))
    }
    found: dict[str, list[Interval]] = {}
    doubts: list[Unknown] = []
    for listener, unsure in members(gateway.look("properties.httpListeners")):
        frontend = _ref(dig(listener, "properties.frontendIPConfiguration"))
        if frontend and frontend not in public:
            continue
        why = unsure or public.get(frontend)
        if why is not None:
            doubts.append(why)
        number = numbers.get(_ref(dig(listener, "properties.frontendPort")))
        span = (number, number) if isinstance(number, int) else (0, 65535)
        found.setdefault(_name(listener), []).append(span)
    return found, tuple(doubts)


def _published(gateway: Resource, listeners: set[str]) -> set[str]:
    """Return the names of the pools that rules join with a public listener, "*" for any."""
    paths = {_name(each): each for each, _ in members(gateway.look("properties.urlPathMaps"))}
    pools: set[str] = set()
    for rule, _ in members(gateway.look("properties.requestRoutingRules")):
        if isinstance(rule, Unknown):
            pools.add("*")
            continue
        listener = _ref(dig(rule, "properties.httpListener"))
        if listener and listener not in listeners:
            continue
        pools.add(_ref(dig(rule, "properties.backendAddressPool")))
        mapped = paths.get(_ref(dig(rule, "properties.urlPathMap")))
        if mapped is not None:
            pools.add(_ref(dig(mapped, "properties.defaultBackendAddressPool")))
            for path, _ in members(dig(mapped, "properties.pathRules")):
                pools.add(_ref(dig(path, "properties.backendAddressPool")))
    return pools - {""}


def _name(element: Value) -> str:
    name = element.get("name") if isinstance(element, dict) else None
    return name.lower() if isinstance(name, str) else ""


def _ref(value: object) -> str:
    reference = value.get("id") if isinstance(value, dict) else value
    return reference.rpartition("/")[2].lower() if isinstance(reference, str) else ""
