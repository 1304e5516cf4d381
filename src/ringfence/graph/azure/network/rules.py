"""Security rules as they are written, read into what they surely and possibly match."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure.network import tags
from ringfence.graph.azure.network.packets import ALL, ANY_PORT, ANY_PROTOCOL, DESTINATION, SOURCE
from ringfence.graph.azure.network.tags import Field, Vantage
from ringfence.graph.boxes import EMPTY, Boxes, Interval, merge
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

INBOUND: Final = "inbound"
OUTBOUND: Final = "outbound"

_PRIORITIES: Final[Interval] = (100, 4096)
_ACCESS: Final = {"allow": True, "deny": False}
PROTOCOLS: Final[dict[str, Interval]] = {
    "*": ANY_PROTOCOL,
    "any": ANY_PROTOCOL,
    "icmp": (1, 1),
    "tcp": (6, 6),
    "udp": (17, 17),
    "esp": (50, 50),
    "ah": (51, 51),
    "icmpv6": (58, 58),
}
"""Protocol numbers (IANA) under the names that rules use."""

_DEFAULTS: Final = {
    INBOUND: (
        (65000, "AllowVnetInBound", True, "VirtualNetwork", "VirtualNetwork"),
        (65001, "AllowAzureLoadBalancerInBound", True, "AzureLoadBalancer", "*"),
        (65500, "DenyAllInBound", False, "*", "*"),
    ),
    OUTBOUND: (
        (65000, "AllowVnetOutBound", True, "VirtualNetwork", "VirtualNetwork"),
        (65001, "AllowInternetOutBound", True, "*", "Internet"),
        (65500, "DenyAllOutBound", False, "*", "*"),
    ),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule in one direction: what it matches (sure ⊆ true ⊆ may), and where it stands.

    `allows` is None where it is not known whether the rule allows or denies. `first` and `last`
    bound the priority. A rule that may not exist surely matches nothing.
    """

    label: str
    pointer: str
    allows: bool | None
    first: int
    last: int
    sure: Boxes
    may: Boxes
    doubts: tuple[Unknown, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether its priority is known."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Spread:
    """Numbers (ports, protocols) as disjoint intervals: sure ⊆ true ⊆ may."""

    sure: tuple[Interval, ...]
    may: tuple[Interval, ...]
    doubts: tuple[Unknown, ...] = ()


_ANY_PORTS: Final = Spread((ANY_PORT,), (ANY_PORT,))
_ANY_PROTOCOLS: Final = Spread((ANY_PROTOCOL,), (ANY_PROTOCOL,))


def ports(value: Value | Absent) -> Spread:
    """Return the ports of a port, a range (`80`, `443-450`, `*`) or a list of them."""
    sure: list[Interval] = []
    may: list[Interval] = []
    doubts: list[Unknown] = []
    for element, doubt in members(value):
        found = None if doubt is not None else _port(element)
        if found is not None:
            sure.append(found)
        else:
            may.append(ANY_PORT)
            doubts.append(_reason(doubt, f"`{element}` is no port or range of ports"))
    return Spread(tuple(merge(sure)), tuple(merge(sure + may)), tuple(doubts))


def _port(value: Value) -> Interval | None:
    text = str(value).strip()
    if text.lower() in ("*", "any"):
        return ANY_PORT
    low, dash, high = text.partition("-")
    if not low.isdecimal() or (dash and not high.isdecimal()):
        return None
    return int(low), int(high) if dash else int(low)


def protocols(value: Value | Absent) -> Spread:
    """Return the protocol numbers of a protocol name or a list of them."""
    sure: list[Interval] = []
    may: list[Interval] = []
    doubts: list[Unknown] = []
    for element, doubt in members(value):
        found = PROTOCOLS.get(str(element).lower()) if doubt is None else None
        if found is not None:
            sure.append(found)
        else:
            may.append(ANY_PROTOCOL)
            doubts.append(_reason(doubt, f"`{element}` is no protocol"))
    return Spread(tuple(merge(sure)), tuple(merge(sure + may)), tuple(doubts))


def _reason(doubt: Unknown | None, otherwise: str) -> Unknown:
    return Unknown(otherwise) if doubt is None else doubt


def rules_of(nsg: Resource, direction: str, vantage: Vantage) -> list[Rule]:
    """Return the rules of a group in one direction, the default rules last."""
    return [*_written(nsg, direction, vantage), *_default_rules(direction, vantage)]


def _default_rules(direction: str, vantage: Vantage) -> Iterator[Rule]:
    for priority, name, allows, source, destination in _DEFAULTS[direction]:
        sides = (
            tags.prefixes(source, vantage, near=direction == OUTBOUND),
            tags.prefixes(destination, vantage, near=direction == INBOUND),
        )
        sure, may = _match(direction, sides, _ANY_PROTOCOLS, _ANY_PORTS, _ANY_PORTS)
        doubts = sides[0].doubts + sides[1].doubts
        label = f"default rule `{name}` ({priority})"
        pointer = "properties.securityRules"
        yield Rule(label, pointer, allows, priority, priority, sure, may, doubts)


def _written(nsg: Resource, direction: str, vantage: Vantage) -> Iterator[Rule]:
    for index, (element, doubt) in enumerate(members(nsg.look("properties.securityRules"))):
        pointer = f"properties.securityRules[{index}]"
        if isinstance(element, dict):
            rule = _rule(element, doubt, pointer, direction, vantage)
            if rule is not None:
                yield rule
        else:
            why = _reason(doubt, "a security rule could not be read")
            yield Rule("a rule that is not known", pointer, None, *_PRIORITIES, EMPTY, ALL, (why,))


def _rule(
    element: dict[str, Value], doubt: Unknown | None, pointer: str, direction: str, vantage: Vantage
) -> Rule | None:
    """Return one written rule, None if it surely speaks of the other direction."""
    heading = _word(element, "direction")
    if heading in (INBOUND, OUTBOUND) and heading != direction:
        return None
    existence: tuple[Unknown, ...] = () if doubt is None else (doubt,)
    if isinstance(heading, Unknown) or heading != direction:
        existence += (_unclear(heading, "direction"),)
    access = _word(element, "access")
    allows = None if isinstance(access, Unknown) else _ACCESS.get(access)
    unclear = () if allows is not None else (_unclear(access, "access"),)
    first, last, unordered = _priority(dig(element, "properties.priority"))
    sides = (
        _side(element, "source", vantage, local=direction == OUTBOUND),
        _side(element, "destination", vantage, local=direction == INBOUND),
    )
    protocol = protocols(dig(element, "properties.protocol"))
    if not protocol.may:
        protocol = Spread((), (ANY_PROTOCOL,), (Unknown("`protocol` is not set"),))
    target = _ports(element, "destinationPort")
    origin = _ports(element, "sourcePort")
    sure, may = _match(direction, sides, protocol, target, origin)
    doubts = existence + unclear + unordered
    for part in (*sides, protocol, target, origin):
        doubts += part.doubts
    label = f"rule `{element.get('name')}`" + (f" ({first})" if first == last else "")
    return Rule(label, pointer, allows, first, last, EMPTY if existence else sure, may, doubts)


def _word(element: dict[str, Value], name: str) -> str | Unknown:
    value = dig(element, f"properties.{name}")
    if isinstance(value, Unknown):
        return value
    return value.lower() if isinstance(value, str) else ""


def _unclear(value: str | Unknown, name: str) -> Unknown:
    return (
        value if isinstance(value, Unknown) else Unknown(f"`{name}` of a security rule is not set")
    )


def _priority(value: Value | Absent) -> tuple[int, int, tuple[Unknown, ...]]:
    if isinstance(value, str) and value.isdecimal():
        value = int(value)
    if isinstance(value, int | float):
        return int(value), int(value), ()
    why = value if isinstance(value, Unknown) else Unknown("`priority` of a rule is not set")
    return *_PRIORITIES, (why,)


def _side(element: dict[str, Value], side: str, vantage: Vantage, *, local: bool) -> Field:
    """Return what the source or destination of a rule covers: all its forms together."""
    covered = Field()
    for form in ("AddressPrefix", "AddressPrefixes"):
        value = dig(element, f"properties.{side}{form}")
        if value is not ABSENT and value not in (None, ""):
            covered = covered.join(tags.prefixes(value, vantage, near=local))
    listed = dig(element, f"properties.{side}ApplicationSecurityGroups")
    if listed is not ABSENT:
        covered = covered.join(tags.groups(listed, vantage, local=local))
    if not covered.may and not covered.doubts and not _says(element, side):
        return Field(EMPTY, tags.ANYWHERE, (Unknown(f"the {side} of a rule is not set"),))
    return covered


def _says(element: dict[str, Value], side: str) -> bool:
    """Tell whether a rule names any source or destination (a group without members is one)."""
    forms = ("AddressPrefix", "AddressPrefixes", "ApplicationSecurityGroups")
    return any(dig(element, f"properties.{side}{form}") for form in forms)


def _ports(element: dict[str, Value], side: str) -> Spread:
    """Return the ports of one side, singular and plural together.

    ARM refuses a rule without ports; one that names none is read as not known, but for source
    ports, which nobody restricts by leaving them out.
    """
    parts: list[Value] = []
    for form in ("Range", "Ranges"):
        value = dig(element, f"properties.{side}{form}")
        if isinstance(value, list):
            parts += value
        elif not isinstance(value, Absent) and value not in (None, ""):
            parts.append(value)
    if parts:
        return ports(parts)
    if side == "sourcePort":
        return _ANY_PORTS
    return Spread((), (ANY_PORT,), (Unknown("the ports of a security rule are not set"),))


def _match(
    direction: str, sides: tuple[Field, Field], protocol: Spread, target: Spread, origin: Spread
) -> tuple[Boxes, Boxes]:
    """Return the packets that surely and possibly match."""
    sure = _product(
        direction, (sides[0].sure, sides[1].sure), protocol.sure, target.sure, origin.sure
    )
    exact = not any(part.doubts for part in (*sides, protocol, target, origin))
    if exact:
        return sure, sure
    may = _product(direction, (sides[0].may, sides[1].may), protocol.may, target.may, origin.may)
    return sure, may


def _product(
    direction: str,
    sides: tuple[Boxes, Boxes],
    protocol: tuple[Interval, ...],
    target: tuple[Interval, ...],
    origin: tuple[Interval, ...],
) -> Boxes:
    """Return the packets of all combinations; only the far side can be a published service."""
    near, far = (SOURCE, DESTINATION) if direction == OUTBOUND else (DESTINATION, SOURCE)
    ends = [
        ((here, there) if near == SOURCE else (there, here), owner)
        for here in tags.plain(sides[near])
        for there, *owner in sides[far]
    ]
    return Boxes.disjoint(
        (source, destination, number, port, source_port, service, region)
        for (source, destination), (service, region) in ends
        for number in protocol
        for port in target
        for source_port in origin
    )
