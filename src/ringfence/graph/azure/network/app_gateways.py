"""Application gateways: which backends a public listener passes requests on to.

Source: application gateway component pages (read 2026-11-20): a request rule joins a listener, and
so a frontend address, with a backend pool, directly or through a path map.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.network.forwarders import Forward, stands_in
from ringfence.graph.boxes import Interval
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

GATEWAY: Final = "Microsoft.Network/applicationGateways"
_ANY: Final[Interval] = (0, 65535)


@dataclass(slots=True)
class _Choice:
    """Named parts of a gateway that matter, each with a doubt or None.

    `others` is set where parts whose names are not known may matter too.
    """

    named: dict[str, Unknown | None] = field(default_factory=dict)
    others: Unknown | None = None

    def add(self, name: str | Unknown, doubt: Unknown | None) -> None:
        """Take a part in; a certain mention outweighs a doubtful one."""
        if isinstance(name, Unknown):
            self.others = either(self.others, name)
        elif name and (name not in self.named or doubt is None):
            self.named[name] = doubt

    def find(self, name: str | Unknown) -> tuple[bool, Unknown | None]:
        """Tell whether a part matters or may matter, and why that is not sure."""
        if isinstance(name, Unknown):
            return bool(self.named) or self.others is not None, name
        if name in self.named:
            return True, self.named[name]
        return self.others is not None, self.others


def forwards(estate: Estate) -> Iterator[Forward]:
    """Yield what every application gateway publishes."""
    for gateway in estate.of(GATEWAY):
        yield from _of(gateway)


def _of(gateway: Resource) -> Iterator[Forward]:
    listeners, ports = _listeners(gateway, _frontends(gateway))
    pools = _pools(gateway, listeners)
    place, subnet = stands_in(gateway, "properties.gatewayIPConfigurations")
    pointer = "properties.backendAddressPools"
    for index, (pool, doubt) in enumerate(members(gateway.look(pointer))):
        name = _name(pool)
        used, why = pools.find(name)
        if not used:
            continue
        doubts = tuple(each for each in (doubt, why, gateway.presence) if each is not None)
        for backend in _backends(gateway, pool, name):
            yield Forward(
                gateway, f"{pointer}[{index}]", backend, place, subnet, ports, None, doubts
            )


def _frontends(gateway: Resource) -> _Choice:
    public = _Choice()
    for frontend, doubt in members(gateway.look("properties.frontendIPConfigurations")):
        address = dig(frontend, "properties.publicIPAddress")
        if isinstance(address, Unknown):
            public.add(_name(frontend), address)
        elif address is not ABSENT and address is not None:
            public.add(_name(frontend), doubt)
    return public


def _listeners(gateway: Resource, public: _Choice) -> tuple[_Choice, tuple[Interval, ...]]:
    """Return the listeners on public frontends, and their ports."""
    numbers = {
        _name(port): dig(port, "properties.port")
        for port, _ in members(gateway.look("properties.frontendPorts"))
    }
    found = _Choice()
    spans: set[Interval] = set()
    for listener, doubt in members(gateway.look("properties.httpListeners")):
        on_public, why = public.find(_ref(dig(listener, "properties.frontendIPConfiguration")))
        if not on_public:
            continue
        found.add(_name(listener), either(doubt, why))
        number = numbers.get(_ref(dig(listener, "properties.frontendPort")))
        spans.add((number, number) if isinstance(number, int) else _ANY)
    return found, tuple(sorted(spans)) if _ANY not in spans else (_ANY,)


def _pools(gateway: Resource, listeners: _Choice) -> _Choice:
    """Return the backend pools that rules join with a public listener."""
    maps = {_name(each): each for each, _ in members(gateway.look("properties.urlPathMaps"))}
    pools = _Choice()
    for rule, doubt in members(gateway.look("properties.requestRoutingRules")):
        published, why = listeners.find(_ref(dig(rule, "properties.httpListener")))
        if not published:
            continue
        unsure = either(doubt, why)
        pools.add(_ref(dig(rule, "properties.backendAddressPool")), unsure)
        reference = _ref(dig(rule, "properties.urlPathMap"))
        chosen = maps.values() if isinstance(reference, Unknown) else [maps.get(reference)]
        for mapped in chosen:
            if mapped is None:
                continue
            pools.add(_ref(dig(mapped, "properties.defaultBackendAddressPool")), unsure)
            for path, own in members(dig(mapped, "properties.pathRules")):
                pools.add(_ref(dig(path, "properties.backendAddressPool")), either(unsure, own))
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


def _name(element: Value | Absent) -> str | Unknown:
    if isinstance(element, Unknown):
        return element
    name = element.get("name") if isinstance(element, dict) else None
    return name.lower() if isinstance(name, str) else name if isinstance(name, Unknown) else ""


def _ref(value: Value | Absent) -> str | Unknown:
    """Return the last name of a reference, "" for none."""
    reference = value.get("id") if isinstance(value, dict) else value
    if isinstance(reference, Unknown):
        return reference
    return reference.rpartition("/")[2].lower() if isinstance(reference, str) else ""
