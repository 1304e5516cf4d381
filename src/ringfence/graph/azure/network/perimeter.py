"""Network security perimeters: rules above the firewalls of the resources that they hold.

Source: storage and monitor pages on perimeters (read 2026-11-20). While an association is enforced,
or a resource is secured by its perimeter, the rules of the profile alone decide about public
traffic; in learning (transition) mode they admit beside the resource's own rules. A resource that
is secured by a perimeter and in none admits nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from ringfence.graph.azure.door_reading import reading, sources
from ringfence.graph.azure.doors import Door, Endpoint, Firewall, Gate, Reading, Source
from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.network.places import show_origin
from ringfence.graph.azure.network.public import Asker, PublicSide
from ringfence.graph.azure.network.ways import Way, stated
from ringfence.model.estate import Estate, parent_key
from ringfence.model.facts import ABSENT, Unknown
from ringfence.model.resource import Resource

LIMITS: Final = (
    "of a network security perimeter the inbound address rules are modelled; inbound rules for "
    "subscriptions and links between perimeters are not",
)

PERIMETER: Final = "Microsoft.Network/networkSecurityPerimeters"
_NOBODY: Final = Reading("filtered", "only what the rules of its perimeter list gets in")


@dataclass(frozen=True, slots=True)
class Association:
    """A resource in a perimeter: the profile (a key, "" if unknown), and whether it is enforced."""

    resource: Resource
    profile: str
    enforced: bool | None
    doubts: tuple[Unknown, ...] = ()


class Perimeters:
    """Judges public traffic to resources that stand in perimeters."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate

    @cached_property
    def _by_resource(self) -> dict[str, list[Association]]:
        found: dict[str, list[Association]] = defaultdict(list)
        for each in self._estate.of(f"{PERIMETER}/resourceAssociations"):
            target = each.look("properties.privateLinkResource.id")
            profile = each.look("properties.profile.id")
            mode = reading(
                each, "properties.accessMode", "learning", "transition", "enforced", "audit"
            )
            doubts = list(mode.doubts)
            if each.presence is not None:
                doubts.append(each.presence)
            if isinstance(target, Unknown):
                doubts.append(target)
            enforced = None if doubts else mode.among("enforced")
            key = target.lower() if isinstance(target, str) else ""
            where = profile.lower() if isinstance(profile, str) else ""
            found[key].append(Association(each, where, enforced, tuple(doubts)))
        return found

    @cached_property
    def _rules(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = defaultdict(list)
        for rule in self._estate.of(f"{PERIMETER}/profiles/accessRules"):
            direction = rule.text("properties.direction", "Inbound")
            if direction.lower() == "inbound":
                found[parent_key(rule.key)].append(rule)
        return found

    def ways(
        self, public: PublicSide, asker: Asker, resource: Resource, endpoint: Endpoint, door: Door
    ) -> Iterator[Way]:
        """Yield the ways through the resource's own firewall and through its perimeter."""
        if not self._by_resource and not door.perimeter:
            yield from public.ways(asker, resource, endpoint, door)
            return
        held = [*self._by_resource.get(resource.key, ()), *self._by_resource.get("", ())]
        enforced = [each.enforced for each in held]
        if not door.perimeter and True not in enforced:
            for way in public.ways(asker, resource, endpoint, door):
                yield replace(way, gates=(*way.gates, *_perhaps(resource, held)))
        if not door.perimeter and not held:
            return
        for association in held:
            gate = public.gate(self._firewall(association), asker)
            yield self._way(asker, resource, endpoint, gate, association.doubts)
        if not held:
            what = f"`{resource.address}` is secured by a perimeter and in none"
            gate = Gate(f"perimeter:{resource.key}", resource, what, shut=True)
            yield self._way(asker, resource, endpoint, gate, ())

    def _way(
        self,
        asker: Asker,
        resource: Resource,
        endpoint: Endpoint,
        gate: Gate,
        doubts: tuple[Unknown, ...],
    ) -> Way:
        origin = show_origin(asker.origin)
        return Way(
            tag="perimeter",
            rule=endpoint.rule,
            step="network-security-perimeter",
            change=gate.holder,
            says=lambda: f"{origin} reaches {endpoint.serves} of `{resource.address}`",
            because=lambda: stated((gate,)) or "its perimeter admits it",
            gates=(gate,),
            doubts=doubts,
            presence=() if resource.presence is None else (resource.presence,),
        )

    def _firewall(self, association: Association) -> Firewall:
        listed: list[Source] = []
        for rule in self._rules.get(association.profile, ()):
            doubt = rule.presence
            listed += [
                replace(each, holder=rule, doubt=either(each.doubt, doubt))
                for each in sources(rule, "properties.addressPrefixes")
            ]
            tags = rule.look("properties.serviceTags")
            if tags not in (ABSENT, None, []):
                why = Unknown(f"the service tags of `{rule.address}` are not modelled")
                listed.append(Source(None, "", "properties.serviceTags", why, rule))
        if not association.profile or self._estate.get(association.profile) is None:
            why = Unknown(f"the profile of `{association.resource.address}` is not in the tree")
            listed.append(Source(None, "", "properties.profile.id", why))
        return Firewall(association.resource, _NOBODY, open_to_all=False, sources=tuple(listed))


def _perhaps(resource: Resource, held: list[Association]) -> tuple[Gate, ...]:
    """Return the barrier of perimeters that may be enforced."""
    doubts = tuple(doubt for each in held if each.enforced is None for doubt in each.doubts)
    if not doubts:
        return ()
    what = f"the perimeter of `{resource.address}` may be enforced"
    return (Gate(f"perimeter:{resource.key}", resource, what, None, "", (), doubts),)
