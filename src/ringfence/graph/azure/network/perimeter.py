"""Network security perimeters: rules above the firewalls of the resources that they hold.

Source: collected facts (network.yaml, network_security_perimeter). While an association is
enforced, or a resource is secured by its perimeter, the rules of the profile alone decide about
public traffic; in learning (transition) mode they admit beside the resource's own rules. A
resource that is secured by a perimeter and in none admits nobody. A rule admits addresses, or
whoever calls with an identity of a subscription; members of one perimeter admit each other.
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
from ringfence.graph.azure.network.outsiders import UNKNOWN, Outside, Outsiders, subscription_of
from ringfence.graph.azure.network.places import show_origin
from ringfence.graph.azure.network.public import Asker, PublicSide
from ringfence.graph.azure.network.ways import Way, stated
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate, parent_key
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource
from ringfence.model.symbols import same, show

LIMITS: Final = (
    "a network security perimeter that is linked to another one may admit what the other holds: "
    "a doubt",
)

PERIMETER: Final = "Microsoft.Network/networkSecurityPerimeters"
OUTSIDE_NETWORK: Final = "RF-RCH-03"
_NOBODY: Final = Reading("filtered", "only what the rules of its perimeter list gets in")
_SUBSCRIPTIONS: Final = "properties.subscriptions"


@dataclass(frozen=True, slots=True)
class Association:
    """A resource in a perimeter: the profile (a key, "" if unknown), and whether it is enforced."""

    resource: Resource
    profile: str
    enforced: bool | None
    doubts: tuple[Unknown, ...] = ()


@dataclass(frozen=True, slots=True)
class _Subscriber:
    """A subscription that a rule of a profile admits: a reference, as written."""

    rule: Resource
    pointer: str
    reference: Value | Absent
    doubts: tuple[Unknown, ...]


class Perimeters:
    """Judges public traffic to resources that stand in perimeters."""

    def __init__(self, estate: Estate, outsiders: Outsiders) -> None:
        self._estate = estate
        self._outsiders = outsiders

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

    def _holding(self, resource: Resource) -> list[Association]:
        """Return the associations of a resource, those that only may be its own included."""
        if not self._by_resource:
            return []
        return [*self._by_resource.get(resource.key, ()), *self._by_resource.get("", ())]

    def ways(
        self, public: PublicSide, asker: Asker, resource: Resource, endpoint: Endpoint, door: Door
    ) -> Iterator[Way]:
        """Yield the ways through the resource's own firewall and through its perimeter."""
        held = self._holding(resource)
        enforced = [each.enforced for each in held]
        if not door.perimeter and True not in enforced:
            perhaps = _perhaps(resource, held)
            for way in public.ways(asker, resource, endpoint, door):
                yield replace(way, gates=(*way.gates, *perhaps)) if perhaps else way
        for association in held:
            gate = self._gate(public, asker, association)
            yield _way(show_origin(asker.origin), resource, endpoint, gate, association.doubts)
        if door.perimeter and not held:
            what = f"`{resource.address}` is secured by a perimeter and in none"
            gate = Gate(f"perimeter:{resource.key}", resource, what, shut=True)
            yield _way(show_origin(asker.origin), resource, endpoint, gate, ())

    def strangers(self, resource: Resource, endpoint: Endpoint) -> Iterator[tuple[str, str, Way]]:
        """Yield `(origin, label, way)` for every subscription outside that a rule admits."""
        for association in self._holding(resource):
            for subscriber in self._subscribers(association):
                outside = self._outside(subscriber)
                if outside is None:
                    continue
                gate = Gate(
                    f"perimeter-rule:{subscriber.rule.key}",
                    subscriber.rule,
                    "",
                    shut=False,
                    because=f"a rule of its perimeter admits that subscription: {outside.because}",
                    evidence=(Evidence(subscriber.rule, subscriber.pointer),),
                )
                doubts = (*association.doubts, *subscriber.doubts, *outside.doubts)
                who = f"anything in {outside.label.replace(':', ' ')}"
                way = _way(who, resource, endpoint, gate, tuple(dict.fromkeys(doubts)))
                tag = f"perimeter:{subscriber.rule.key}:{subscriber.pointer}"
                yield outside.label, outside.label, replace(way, tag=tag, rule=OUTSIDE_NETWORK)

    def _outside(self, subscriber: _Subscriber) -> Outside | None:
        reference = subscriber.reference
        if isinstance(reference, Unknown):
            return Outside(UNKNOWN, "which one it is, is not known", doubts=(reference,))
        return self._outsiders.account(reference.lower()) if isinstance(reference, str) else None

    def _subscribers(self, association: Association) -> Iterator[_Subscriber]:
        for rule in self._rules.get(association.profile, ()):
            presence = () if rule.presence is None else (rule.presence,)
            for index, (element, doubt) in enumerate(members(rule.look(_SUBSCRIPTIONS))):
                reference = element.get("id", ABSENT) if isinstance(element, dict) else element
                doubts = presence if doubt is None else (*presence, doubt)
                yield _Subscriber(rule, f"{_SUBSCRIPTIONS}[{index}].id", reference, doubts)

    def _gate(self, public: PublicSide, asker: Asker, association: Association) -> Gate:
        """Return the perimeter as a barrier: it admits addresses, subscriptions and members."""
        gate = public.gate(self._firewall(association), asker)
        carrier = asker.origin.partition(":")[2]
        if gate.shut is False or not carrier:
            return gate
        perimeter = parent_key(association.resource.key)
        for member in self._by_resource.get(carrier, ()):
            if parent_key(member.resource.key) == perimeter and member.enforced:
                because = "both are members of one perimeter"
                return replace(gate, shut=False, because=because, doubts=())
        doubts = list(gate.doubts)
        for subscriber in self._subscribers(association):
            if isinstance(subscriber.reference, Unknown):
                doubts.append(subscriber.reference)
            if not isinstance(subscriber.reference, str):
                continue
            equal = same(
                subscriber.reference.strip("/"), f"subscriptions/{subscription_of(carrier)}"
            )
            if equal and not subscriber.doubts:
                because = f"a rule of its perimeter admits `{show(subscriber.reference)}`"
                return replace(gate, shut=False, because=because, doubts=())
            if equal is not False:
                why = Unknown("whether a rule of the perimeter admits its subscription")
                doubts += subscriber.doubts or (why,)
        return replace(gate, shut=None, doubts=tuple(doubts)) if doubts else gate

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
        for link in self._estate.inside(parent_key(association.resource.key), f"{PERIMETER}/links"):
            why = Unknown(f"what `{link.address}` lets in from another perimeter is not modelled")
            listed.append(Source(None, "", "properties", why, link))
        return Firewall(association.resource, _NOBODY, open_to_all=False, sources=tuple(listed))


def _way(
    who: str, resource: Resource, endpoint: Endpoint, gate: Gate, doubts: tuple[Unknown, ...]
) -> Way:
    return Way(
        tag="perimeter",
        rule=endpoint.rule,
        step="network-security-perimeter",
        change=gate.opener(gate.holder),
        says=lambda: f"{who} reaches {endpoint.serves} of `{resource.address}`",
        because=lambda: stated((gate,)) or "its perimeter admits it",
        gates=(gate,),
        doubts=doubts,
        presence=() if resource.presence is None else (resource.presence,),
    )


def _perhaps(resource: Resource, held: list[Association]) -> tuple[Gate, ...]:
    """Return the barrier of perimeters that may be enforced."""
    doubts = tuple(doubt for each in held if each.enforced is None for doubt in each.doubts)
    if not doubts:
        return ()
    what = f"the perimeter of `{resource.address}` may be enforced"
    return (Gate(f"perimeter:{resource.key}", resource, what, None, "", (), doubts),)
