"""Application gateways: which backends a public listener passes requests on to.

Source: application gateway component pages (after the collected facts in network.yaml): a request
rule joins a listener, and so a frontend address, with a backend pool, directly or through a path
map.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.network.choices import Choice, last_of, name_of
from ringfence.graph.azure.network.forwarders import Forward, stands_in
from ringfence.graph.boxes import Interval
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

GATEWAY: Final = "Microsoft.Network/applicationGateways"
_ANY: Final[Interval] = (0, 65535)


def forwards(estate: Estate) -> Iterator[Forward]:
    """Yield what every application gateway publishes."""
    for gateway in estate.of(GATEWAY):
        yield from _of(gateway)


def _of(gateway: Resource) -> Iterator[Forward]:
    listeners, ports, unread = _listeners(gateway, _frontends(gateway))
    pools = _pools(gateway, listeners)
    place, subnet = stands_in(gateway, "properties.gatewayIPConfigurations")
    pointer = "properties.backendAddressPools"
    for index, (pool, doubt) in enumerate(members(gateway.look(pointer))):
        name = name_of(pool)
        used, why = pools.find(name)
        if not used:
            continue
        unsure = (doubt, why, unread, gateway.presence)
        doubts = tuple(each for each in unsure if each is not None)
        for backend in _backends(gateway, pool, name):
            yield Forward(
                gateway, f"{pointer}[{index}]", backend, place, subnet, ports, None, doubts
            )


def _frontends(gateway: Resource) -> Choice:
    public = Choice()
    for frontend, doubt in members(gateway.look("properties.frontendIPConfigurations")):
        address = dig(frontend, "properties.publicIPAddress")
        if isinstance(address, Unknown):
            public.add(name_of(frontend), address)
        elif address is not ABSENT and address is not None:
            public.add(name_of(frontend), doubt)
    return public


def _listeners(
    gateway: Resource, public: Choice
) -> tuple[Choice, tuple[Interval, ...], Unknown | None]:
    """Return the listeners on public frontends, their ports, and why those are not known."""
    numbers = {
        name_of(port): dig(port, "properties.port")
        for port, _ in members(gateway.look("properties.frontendPorts"))
    }
    found = Choice()
    spans: set[Interval] = set()
    hidden: Unknown | None = None
    for listener, doubt in members(gateway.look("properties.httpListeners")):
        on_public, why = public.find(last_of(dig(listener, "properties.frontendIPConfiguration")))
        if not on_public:
            continue
        found.add(name_of(listener), either(doubt, why))
        number = numbers.get(last_of(dig(listener, "properties.frontendPort")))
        if isinstance(number, int):
            spans.add((number, number))
        else:
            hidden = Unknown(f"the port of a listener of `{gateway.address}` is not known")
    return found, tuple(sorted(spans)) if hidden is None else (_ANY,), hidden


def _pools(gateway: Resource, listeners: Choice) -> Choice:
    """Return the backend pools that rules join with a public listener."""
    maps = [(name_of(each), each) for each, _ in members(gateway.look("properties.urlPathMaps"))]
    pools = Choice()
    for rule, doubt in members(gateway.look("properties.requestRoutingRules")):
        published, why = listeners.find(last_of(dig(rule, "properties.httpListener")))
        if not published:
            continue
        unsure = either(doubt, why)
        pools.add(last_of(dig(rule, "properties.backendAddressPool")), unsure)
        reference = last_of(dig(rule, "properties.urlPathMap"))
        for name, mapped in maps if reference != "" else ():
            hidden = next((each for each in (reference, name) if isinstance(each, Unknown)), None)
            if name != reference and hidden is None:
                continue
            vague = either(unsure, hidden)
            pools.add(last_of(dig(mapped, "properties.defaultBackendAddressPool")), vague)
            for path, own in members(dig(mapped, "properties.pathRules")):
                pools.add(last_of(dig(path, "properties.backendAddressPool")), either(vague, own))
    return pools


def _backends(gateway: Resource, pool: Value, name: str | Unknown) -> Iterator[Value]:
    if isinstance(pool, Unknown):
        yield pool
        return
    if isinstance(name, str):
        yield f"{gateway.key}/backendaddresspools/{name}"
    for element, doubt in members(dig(pool, "properties.backendAddresses")):
        if isinstance(element, Unknown):
            yield element
            continue
        for key in ("fqdn", "ipAddress"):
            value = dig(element, key)
            if not isinstance(value, Absent) and value is not None:
                yield value if doubt is None else doubt
