"""Destination translation: what Azure Firewall passes on from its public addresses.

Source: firewall DNAT pages (after the collected facts in network.yaml): a translation rule admits
by source, rewrites the destination, and sends from the firewall's own subnet.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.network.forwarders import Forward, stands_in
from ringfence.graph.azure.network.tags import Area, Vantage, prefixes
from ringfence.graph.azure.network.transit import FIREWALL
from ringfence.graph.boxes import EMPTY, Boxes
from ringfence.model.estate import Estate, parent_key
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

POLICY: Final = "Microsoft.Network/firewallPolicies"
IP_GROUP: Final = "Microsoft.Network/ipGroups"


def forwards(estate: Estate) -> Iterator[Forward]:
    """Yield what every firewall translates to addresses inside."""
    places = {
        firewall.key: stands_in(firewall, "properties.ipConfigurations")[0]
        for firewall in estate.of(FIREWALL)
    }
    policies: dict[str, list[Resource]] = {}
    for firewall in estate.of(FIREWALL):
        yield from _classic(estate, firewall, places[firewall.key])
        for policy in _chain(estate, firewall):
            policies.setdefault(policy, []).append(firewall)
    if not policies:
        return
    for group in estate.of(f"{POLICY}/ruleCollectionGroups"):
        for firewall in policies.get(parent_key(group.key), ()):
            yield from _of_group(estate, group, places[firewall.key])


def _chain(estate: Estate, firewall: Resource) -> Iterator[str]:
    """Yield the keys of the policies of a firewall, its own and those it inherits from."""
    reference = firewall.look("properties.firewallPolicy.id")
    seen: set[str] = set()
    while isinstance(reference, str) and reference.lower() not in seen:
        seen.add(reference.lower())
        yield reference.lower()
        policy = estate.get(reference)
        reference = ABSENT if policy is None else policy.look("properties.basePolicy.id")


def _of_group(estate: Estate, group: Resource, place: str) -> Iterator[Forward]:
    presence: tuple[Unknown, ...] = () if group.presence is None else (group.presence,)
    pointer = "properties.ruleCollections"
    for index, (collection, doubt) in enumerate(members(group.look(pointer))):
        kind = dig(collection, "ruleCollectionType")
        if isinstance(kind, str) and "nat" not in kind.lower():
            continue
        for number, (rule, own) in enumerate(members(dig(collection, "rules"))):
            at = f"{pointer}[{index}].rules[{number}]"
            doubts = tuple(each for each in (*presence, doubt, own) if each is not None)
            yield from _rule(estate, group, at, rule, place, doubts)


def _classic(estate: Estate, firewall: Resource, place: str) -> Iterator[Forward]:
    presence: tuple[Unknown, ...] = () if firewall.presence is None else (firewall.presence,)
    pointer = "properties.natRuleCollections"
    for index, (collection, doubt) in enumerate(members(firewall.look(pointer))):
        listed = dig(collection, "properties.rules")
        for number, (rule, own) in enumerate(members(listed)):
            at = f"{pointer}[{index}].properties.rules[{number}]"
            doubts = tuple(each for each in (*presence, doubt, own) if each is not None)
            yield from _rule(estate, firewall, at, rule, place, doubts)


def _rule(
    estate: Estate,
    holder: Resource,
    pointer: str,
    rule: Value,
    place: str,
    doubts: tuple[Unknown, ...],
) -> Iterator[Forward]:
    admitted = _sources(estate, rule)
    for name in ("translatedAddress", "translatedFqdn"):
        backend = dig(rule, name)
        if isinstance(backend, str | Unknown):
            unsure = (*doubts, *(admitted.doubts if not admitted.sure else ()))
            yield Forward(holder, pointer, backend, place, "", admitted=admitted, doubts=unsure)


def _sources(estate: Estate, rule: Value) -> Area:
    """Return the public sources that a rule admits."""
    covered = prefixes(dig(rule, "sourceAddresses"), Vantage())
    area = Area(_addresses(covered.sure), _addresses(covered.may), covered.doubts)
    for reference, doubt in members(dig(rule, "sourceIpGroups")):
        area = area.join(_group(estate, reference, doubt))
    return area


def _group(estate: Estate, reference: Value | Absent, doubt: Unknown | None) -> Area:
    group = estate.lookup(reference, IP_GROUP).found
    if group is None or doubt is not None:
        why = either(doubt, Unknown("an IP group is not known"))
        return Area(EMPTY, _addresses(prefixes("*", Vantage()).may), (why,))
    covered = prefixes(group.look("properties.ipAddresses"), Vantage())
    return Area(_addresses(covered.sure), _addresses(covered.may), covered.doubts)


def _addresses(boxes: Boxes) -> Boxes:
    return Boxes.line(box[0] for box in boxes)
