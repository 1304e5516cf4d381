"""Rules of Azure Firewall as they are written, in a policy or in the firewall itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure.network import tags
from ringfence.graph.azure.network.packets import (
    ALL,
    ANY_ADDRESS,
    ANY_PORT,
    ANY_PROTOCOL,
    ANY_REGION,
    ANY_SERVICE,
    TCP,
)
from ringfence.graph.azure.network.rules import Spread, ports, protocols
from ringfence.graph.azure.network.tags import ANYWHERE, Field, Vantage
from ringfence.graph.boxes import EMPTY, Boxes, Interval
from ringfence.model.estate import Estate, parent_key
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import has_symbol, show

FIREWALLS: Final = "Microsoft.Network/azureFirewalls"
POLICIES: Final = "Microsoft.Network/firewallPolicies"
GROUPS: Final = f"{POLICIES}/ruleCollectionGroups"
IP_GROUPS: Final = "Microsoft.Network/ipGroups"

_PRIORITIES: Final[Interval] = (100, 65000)
_LEVEL: Final = 10**12
_GROUP: Final = 10**6
AFTER: Final = 10**15
"""What the place of an application rule is raised by: all network rules come before it."""

_ACCESS: Final = {"allow": True, "deny": False}
_WEB_PORTS: Final = {"http": 80, "https": 443, "mssql": 1433}


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a rule names instead of addresses: `fqdn`, `tag`, `category` or `url`.

    `text` is "" where it is not known; `doubt` then says why.
    """

    kind: str
    text: str
    doubt: Unknown | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """One rule: where it stands, what it says, and what it covers (sure ⊆ true ⊆ may).

    `sure` and `may` are the packets to its addresses. `frame` and `frame_may` are the packets of
    its sources, protocols and ports to anywhere: those to the `names` are among them. A rule that
    may not exist surely covers nothing.
    """

    label: str
    holder: Resource
    pointer: str
    application: bool
    allows: bool | None
    first: int
    last: int
    sure: Boxes = EMPTY
    may: Boxes = EMPTY
    frame: Boxes = EMPTY
    frame_may: Boxes = EMPTY
    names: tuple[Target, ...] = ()
    doubts: tuple[Unknown, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a collection stands: who holds it, how it is ordered, what it does."""

    holder: Resource
    pointer: str
    label: str
    allows: bool | None
    first: int
    last: int
    existence: tuple[Unknown, ...]
    doubts: tuple[Unknown, ...]


def rules_of(estate: Estate, firewall: Resource) -> list[Written]:
    """Return the outbound rules of a firewall: those of its policy if it has one, else its own."""
    reference = firewall.look("properties.firewallPolicy.id")
    if reference is ABSENT or reference is None:
        return list(_classic(estate, firewall))
    return list(_policies(estate, firewall, reference))


def _policies(estate: Estate, firewall: Resource, reference: Value | Absent) -> Iterator[Written]:
    """Yield the rules of a policy and of the policies it is based on, the base first."""
    chain: list[Resource] = []
    while reference is not ABSENT and reference is not None:
        lookup = estate.lookup(reference, POLICIES)
        policy = lookup.found
        if policy is None or policy in chain:
            name = show(reference.rpartition("/")[2]) if isinstance(reference, str) else ""
            why = Unknown(f"the firewall policy `{name}` is not declared here")
            doubt = reference if isinstance(reference, Unknown) else lookup.doubt
            yield _unknown(firewall, "properties.firewallPolicy", why if doubt is None else doubt)
            break
        chain.append(policy)
        if policy.external is not None:
            yield _unknown(policy, "properties", policy.external)
        reference = policy.look("properties.basePolicy.id")
        if policy.external is not None and isinstance(reference, Unknown):
            break
    for group in estate.of(GROUPS):
        if has_symbol(group.key) and estate.get(parent_key(group.key)) is None:
            why = Unknown(f"which policy `{group.address}` belongs to is not known", group.locate())
            yield _unknown(group, "properties", why)
    for level, policy in enumerate(reversed(chain)):
        for group in estate.inside(policy.key, GROUPS):
            yield from _group(estate, group, level)


def _group(estate: Estate, group: Resource, level: int) -> Iterator[Written]:
    low, high, doubts = _priority(group.look("properties.priority"), "a rule collection group")
    pointer = "properties.ruleCollections"
    for index, (element, doubt) in enumerate(members(group.look(pointer))):
        at = f"{pointer}[{index}]"
        existence = tuple(d for d in (group.presence, doubt) if d is not None)
        if not isinstance(element, dict):
            yield _unknown(group, at, _first(existence, "a rule collection could not be read"))
            continue
        if "nat" in str(element.get("ruleCollectionType", "")).lower():
            continue
        place = _place(
            group, at, element, (level * _LEVEL + low * _GROUP, level * _LEVEL + high * _GROUP),
            existence, doubts,
        )  # fmt: skip
        for number, (rule, unsure) in enumerate(members(element.get("rules"))):
            kind = str(rule.get("ruleType", "")).lower() if isinstance(rule, dict) else ""
            application = kind == "applicationrule" or (
                not kind and isinstance(rule, dict) and "ipProtocols" not in rule
            )
            yield _rule(
                estate, place, f"{at}.rules[{number}]", rule, unsure, application=application
            )


def _classic(estate: Estate, firewall: Resource) -> Iterator[Written]:
    for name, application in (("networkRuleCollections", False), ("applicationRuleCollections", True)):  # fmt: skip
        pointer = f"properties.{name}"
        for index, (element, doubt) in enumerate(members(firewall.look(pointer))):
            at = f"{pointer}[{index}]"
            existence = () if doubt is None else (doubt,)
            if not isinstance(element, dict):
                yield _unknown(firewall, at, _first(existence, "a rule collection was not read"))
                continue
            inner = element.get("properties")
            body: dict[str, Value] = inner if isinstance(inner, dict) else {}
            named = {**body, "name": element.get("name")}
            if isinstance(inner, Unknown):
                yield _unknown(firewall, at, inner)
                continue
            place = _place(firewall, at, named, (0, 0), existence, ())
            for number, (rule, unsure) in enumerate(members(body.get("rules"))):
                spot = f"{at}.properties.rules[{number}]"
                yield _rule(estate, place, spot, rule, unsure, application=application)


def _place(
    holder: Resource,
    pointer: str,
    element: dict[str, Value],
    base: Interval,
    existence: tuple[Unknown, ...],
    doubts: tuple[Unknown, ...],
) -> _Place:
    low, high, unordered = _priority(element.get("priority", ABSENT), "a rule collection")
    action = dig(element, "action.type")
    if action is ABSENT and isinstance(element.get("action"), str):
        action = element["action"]
    allows = _ACCESS.get(action.lower()) if isinstance(action, str) else None
    unclear: tuple[Unknown, ...] = ()
    if allows is None:
        unread = Unknown("the action of a rule collection is not known")
        unclear = (action if isinstance(action, Unknown) else unread,)
    label = f"collection `{element.get('name')}`"
    return _Place(
        holder, pointer, label, allows, base[0] + low, base[1] + high, existence,
        doubts + unordered + unclear,
    )  # fmt: skip


def _priority(value: Value | Absent, what: str) -> tuple[int, int, tuple[Unknown, ...]]:
    if isinstance(value, str) and value.isdecimal():
        value = int(value)
    if isinstance(value, int | float):
        return int(value), int(value), ()
    unread = Unknown(f"the priority of {what} is not known")
    return *_PRIORITIES, (value if isinstance(value, Unknown) else unread,)


def _first(doubts: Sequence[Unknown], otherwise: str) -> Unknown:
    return doubts[0] if doubts else Unknown(otherwise)


def _unknown(holder: Resource, pointer: str, doubt: Unknown) -> Written:
    """Return a rule that may be anything, anywhere."""
    return Written(
        "a rule that is not known", holder, pointer, False, None, 0, AFTER, EMPTY, ALL, EMPTY, ALL,
        (), (doubt,),
    )  # fmt: skip


def _rule(
    estate: Estate,
    place: _Place,
    pointer: str,
    rule: Value,
    doubt: Unknown | None,
    *,
    application: bool,
) -> Written:
    existence = place.existence if doubt is None else (*place.existence, doubt)
    if not isinstance(rule, dict):
        return _unknown(place.holder, pointer, _first(existence, "a rule could not be read"))
    source = _addresses(estate, rule, "source")
    target = Field() if application else _addresses(estate, rule, "destination")
    numbers, open_ports = _web(rule) if application else _traffic(rule)
    names = tuple(_names(rule))
    doubts = existence + place.doubts
    for part in (source, target, numbers, open_ports):
        doubts += part.doubts
    if not source.may and not source.doubts:
        source = Field(EMPTY, ANYWHERE)
        doubts += (Unknown("the sources of a firewall rule are not set"),)
    lift = AFTER if application else 0
    empty = bool(existence)
    return Written(
        f"rule `{rule.get('name')}` of {place.label}",
        place.holder,
        pointer,
        application,
        place.allows,
        place.first + lift,
        place.last + lift,
        EMPTY if empty else _packets(source.sure, target.sure, numbers.sure, open_ports.sure),
        _packets(source.may, target.may, numbers.may, open_ports.may),
        EMPTY if empty else _packets(source.sure, ANYWHERE, numbers.sure, open_ports.sure),
        _packets(source.may, ANYWHERE, numbers.may, open_ports.may),
        names,
        doubts,
    )


def _addresses(estate: Estate, rule: dict[str, Value], side: str) -> Field:
    covered = tags.prefixes(rule.get(f"{side}Addresses"), Vantage())
    for reference, doubt in members(rule.get(f"{side}IpGroups")):
        covered = covered.join(_ip_group(estate, reference, doubt))
    return covered


def _ip_group(estate: Estate, reference: Value, doubt: Unknown | None) -> Field:
    if doubt is not None:
        return Field(EMPTY, ANYWHERE, (doubt,))
    lookup = estate.lookup(reference, IP_GROUPS)
    if lookup.found is None:
        missing = Unknown(f"the IP group `{show(str(reference))}` is not declared here")
        return Field(EMPTY, ANYWHERE, (missing if lookup.doubt is None else lookup.doubt,))
    return tags.prefixes(lookup.found.look("properties.ipAddresses"), Vantage())


def _traffic(rule: dict[str, Value]) -> tuple[Spread, Spread]:
    said = rule.get("ipProtocols", rule.get("protocols"))
    numbers = protocols(said)
    if not numbers.may:
        numbers = Spread((), (ANY_PROTOCOL,), (Unknown("the protocols of a rule are not set"),))
    open_ports = ports(rule.get("destinationPorts"))
    if not open_ports.may:
        open_ports = Spread((), (ANY_PORT,), (Unknown("the ports of a rule are not set"),))
    return numbers, open_ports


def _web(rule: dict[str, Value]) -> tuple[Spread, Spread]:
    """Return TCP and the ports of the protocols (`{protocolType, port}` or `Https:443`)."""
    listed: list[Value] = []
    for element, doubt in members(rule.get("protocols")):
        if doubt is not None or isinstance(element, Unknown):
            listed.append(doubt)
            continue
        kind, port = dig(element, "protocolType"), dig(element, "port")
        if isinstance(element, str):
            kind, _, port = element.partition(":")
        if port is ABSENT or port is None or port == "":
            port = _WEB_PORTS.get(str(kind).lower(), ABSENT)
        listed.append(Unknown("the port of a rule is not set") if isinstance(port, Absent) else port)  # fmt: skip
    if not listed:
        # A rule with FQDN tags takes its protocols from the tag.
        listed = [80, 443]
    return Spread((TCP,), (TCP,)), ports(listed)


_NAMED: Final = (
    ("destinationFqdns", "fqdn"),
    ("targetFqdns", "fqdn"),
    ("targetUrls", "url"),
    ("fqdnTags", "tag"),
    ("webCategories", "category"),
)


def _names(rule: dict[str, Value]) -> Iterator[Target]:
    for field, kind in _NAMED:
        for element, doubt in members(rule.get(field)):
            if doubt is not None:
                yield Target(kind, "", doubt)
            elif isinstance(element, str):
                yield Target(kind, element)


def _packets(
    source: Boxes, target: Boxes, numbers: Sequence[Interval], open_ports: Sequence[Interval]
) -> Boxes:
    return Boxes.disjoint(
        (start, address, number, port, ANY_PORT, service, region)
        for start in tags.plain(source)
        for address, service, region in target
        for number in numbers
        for port in open_ports
    )


def everywhere(service: Interval = ANY_SERVICE, region: Interval = ANY_REGION) -> Boxes:
    """Return all packets to the addresses of a service, or to any address."""
    box = (ANY_ADDRESS, ANY_ADDRESS, ANY_PROTOCOL, ANY_PORT, ANY_PORT, service, region)
    return Boxes.disjoint([box])
