"""Load balancers: which backend pools and inbound rules a public frontend passes traffic on to.

Source: load balancer pages (read 2026-11-20): the client's address stays the source, so security
groups judge the real client.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from ringfence.graph.addresses import parse
from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.network.choices import Choice, last_of, may_be, name_of, ref_of
from ringfence.graph.azure.network.names import Names
from ringfence.graph.boxes import Boxes, Interval
from ringfence.model.estate import Estate, top_key
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import same, show

BALANCER: Final = "Microsoft.Network/loadBalancers"
POOL: Final = f"{BALANCER}/backendAddressPools"
BALANCED: Final = (
    "loadBalancerBackendAddressPools",
    "loadBalancerInboundNatRules",
    "loadBalancerInboundNatPools",
)
"""Where an IP configuration says which pools and rules of load balancers it belongs to."""

_ALL: Final[Interval] = (0, 65535)
_ADDRESSES: Final = "loadBalancerBackendAddresses"


@dataclass(frozen=True, slots=True)
class Front:
    """A port that a frontend of a load balancer passes on."""

    balancer: Resource
    pointer: str
    ports: tuple[Interval, ...]
    doubts: tuple[Unknown, ...] = ()


@dataclass(frozen=True, slots=True)
class _Member:
    """That a pool (a key) has an address among its members, with a doubt."""

    pool: str | Unknown
    doubt: Unknown | None


@dataclass(slots=True)
class _Members:
    """Members of pools that are written as addresses: literal ones, those that are assigned later
    to a resource (by its key), and those of which nothing is known.
    """

    literal: list[tuple[Interval, _Member]] = field(default_factory=list)
    owned: dict[str, list[_Member]] = field(default_factory=lambda: defaultdict(list))
    hidden: list[_Member] = field(default_factory=list)


class Balancers:
    """The load balancers of an estate, and what their frontends pass on."""

    def __init__(self, estate: Estate, names: Names) -> None:
        self._estate = estate
        self._names = names

    def holding(
        self, holder: Resource, address: Boxes | None, space: Callable[[], Boxes]
    ) -> Iterator[tuple[str | Unknown, Unknown | None]]:
        """Yield the pools (keys) that hold an address of `holder` by address, each with a doubt.

        `address` is None where it is assigned later, somewhere in `space`.
        """
        for member in self._members.owned.get(holder.key, ()):
            yield member.pool, member.doubt
        for member in self._members.hidden:
            yield member.pool, member.doubt
        for (low, high), member in self._members.literal:
            if address is not None:
                if (low,) in address or (high,) in address:
                    yield member.pool, member.doubt
            elif (low,) in space():
                why = Unknown(
                    f"the address of `{holder.address}` is assigned later and may be one in a "
                    "backend pool"
                )
                yield member.pool, either(member.doubt, why)

    @cached_property
    def _members(self) -> _Members:
        found = _Members()
        for address, pool, doubt in self._addresses():
            literal = parse(address) if isinstance(address, str) else None
            owner = self._names.owner(address) if isinstance(address, str) else None
            if literal is not None:
                found.literal.append((literal, _Member(pool, doubt)))
            elif owner is not None:
                found.owned[owner.key].append(_Member(pool, doubt))
            elif address is not ABSENT and address is not None:
                hidden = Unknown("an address in a backend pool is not known")
                why = address if isinstance(address, Unknown) else hidden
                found.hidden.append(_Member(pool, either(doubt, why)))
        return found

    def _addresses(self) -> Iterator[tuple[Value | Absent, str | Unknown, Unknown | None]]:
        """Yield every address in a pool, with the pool (a key) and a doubt."""
        listed: list[tuple[Value | Absent, str | Unknown, Unknown | None]] = [
            (pool.look(f"properties.{_ADDRESSES}"), pool.key, pool.presence)
            for pool in self._estate.of(POOL)
        ]
        for balancer in self._estate.of(BALANCER):
            for inline, doubt in members(balancer.look("properties.backendAddressPools")):
                name = name_of(inline)
                key = name if isinstance(name, Unknown) else _pool(balancer, name)
                listed.append((dig(inline, f"properties.{_ADDRESSES}"), key, doubt))
        for addresses, key, unsure in listed:
            for element, doubt in members(addresses):
                yield dig(element, "properties.ipAddress"), key, either(doubt, unsure)

    def fronts(self, target: str | Unknown) -> list[Front]:
        """Return what public frontends pass on to a backend pool or inbound NAT rule (a key).

        A target that is not known, or that may be of a load balancer here, may be any of them.
        """
        if isinstance(target, str):
            found = self._published.get(target, ()) or self._alike(target)
            if found or self._estate.get(top_key(target)) is not None:
                return [*found, *self._published.get(f"{top_key(target)}/", ())]
            lookup = self._estate.lookup(top_key(target), BALANCER)
            if lookup.doubt is None:
                return []
            perhaps = {each.key for each in lookup.perhaps}
            return self._perhaps(lambda front: front.balancer.key in perhaps, lookup.doubt)
        return self._perhaps(lambda _: True, target)

    def _alike(self, target: str) -> list[Front]:
        """Return what is passed on to a part that may be this one, under a name nobody knows."""
        return [
            replace(front, doubts=(*front.doubts, why))
            for key, listed in self._published.items()
            if may_be(key, target)
            for why in [Unknown(f"whether `{show(key)}` is `{show(target)}` is not known")]
            for front in listed
        ]

    def _perhaps(self, wanted: Callable[[Front], bool], doubt: Unknown) -> list[Front]:
        every = (front for listed in self._published.values() for front in listed)
        return [replace(each, doubts=(*each.doubts, doubt)) for each in every if wanted(each)]

    def behind(self, frontend: str) -> list[tuple[str, Front]] | Unknown:
        """Return the keys of the pools and rules that one frontend (a key) passes on to."""
        balancer = self._estate.get(top_key(frontend))
        if balancer is None:
            owner = self._names.owner(frontend)
            lookup = self._estate.lookup(top_key(frontend), BALANCER)
            if owner is None and lookup.doubt is None:
                return []
            return either(lookup.doubt, Unknown("which frontend it is, is not known"))
        chosen = Choice({frontend.rpartition("/")[2]: None})
        return list(_passed_on(balancer, chosen))

    @cached_property
    def _published(self) -> dict[str, list[Front]]:
        found: dict[str, list[Front]] = defaultdict(list)
        for balancer in self._estate.of(BALANCER):
            for target, front in _passed_on(balancer, public_frontends(balancer)):
                found[target].append(front)
        return found


def _pool(balancer: Resource, name: str) -> str:
    return f"{balancer.key}/backendaddresspools/{name}"


def _passed_on(balancer: Resource, chosen: Choice) -> Iterator[tuple[str, Front]]:
    """Yield what each rule of a load balancer passes on from some frontends, and to where.

    A target that is not known is the key of the balancer with a slash behind it.
    """
    for name in ("loadBalancingRules", "inboundNatRules", "inboundNatPools"):
        pointer = f"properties.{name}"
        for index, (rule, doubt) in enumerate(members(balancer.look(pointer))):
            inner = dig(rule, "properties")
            used, why = chosen.find(last_of(dig(inner, "frontendIPConfiguration")))
            if not used:
                continue
            port = dig(inner, "backendPort")
            ports = ((port, port),) if isinstance(port, int) and port else (_ALL,)
            hidden = port if isinstance(port, Unknown) else None
            each = (balancer.presence, doubt, why, hidden)
            front = Front(
                balancer, f"{pointer}[{index}]", ports, tuple(d for d in each if d is not None)
            )
            yield from _to(balancer, name, rule, front)


def _to(balancer: Resource, kind: str, rule: Value, front: Front) -> Iterator[tuple[str, Front]]:
    """Yield a front with each target of its rule: pools, or the rule itself for inbound NAT."""
    inner = dig(rule, "properties")
    named = name_of(rule)
    targets: set[str] = set()
    doubts: list[Unknown] = []
    listed = [
        dig(inner, "backendAddressPool"),
        *(e for e, _ in members(dig(inner, "backendAddressPools"))),
    ]
    for reference in [ref_of(each) for each in listed]:
        if isinstance(reference, Unknown):
            doubts.append(reference)
        elif reference:
            targets.add(reference)
            if same(top_key(reference), balancer.key) is None:
                why = f"whether `{show(reference)}` is a part of `{balancer.address}` is not known"
                doubts.append(Unknown(why))
    if isinstance(named, Unknown):
        doubts.append(named)
    else:
        targets.add(f"{balancer.key}/{kind.lower()}/{named}")
    for target in sorted(targets):
        yield target, front
    for doubt in doubts:
        yield f"{balancer.key}/", replace(front, doubts=(*front.doubts, doubt))


def public_frontends(balancer: Resource) -> Choice:
    """Return the public frontends of a load balancer."""
    found = Choice()
    for element, doubt in members(balancer.look("properties.frontendIPConfigurations")):
        inner = dig(element, "properties")
        address = dig(inner, "publicIPAddress")
        if address is ABSENT or address is None:
            address = dig(inner, "publicIPPrefix")
        if isinstance(address, Unknown):
            found.add(name_of(element), address)
        elif address is not ABSENT and address is not None:
            found.add(name_of(element), doubt)
    return found
