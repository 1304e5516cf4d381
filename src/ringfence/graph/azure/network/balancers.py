"""Load balancers: which backend pools and inbound rules a public frontend passes traffic on to.

Source: load balancer pages (read 2026-11-20): the client's address stays the source, so security
groups judge the real client.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ringfence.graph.boxes import Interval
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown, members
from ringfence.model.resource import Resource

BALANCER: Final = "Microsoft.Network/loadBalancers"
_ALL: Final[Interval] = (0, 65535)


@dataclass(frozen=True, slots=True)
class Front:
    """A port that a public frontend of a load balancer passes on."""

    balancer: Resource
    pointer: str
    ports: tuple[Interval, ...]
    doubts: tuple[Unknown, ...] = ()


class Balancers:
    """The public load balancers of an estate."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate

    def fronts(self, target: str) -> list[Front]:
        """Return what public frontends pass on to a backend pool or inbound NAT rule (a key)."""
        return self._published.get(target, [])

    @cached_property
    def _published(self) -> dict[str, list[Front]]:
        found: dict[str, list[Front]] = defaultdict(list)
        for balancer in self._estate.of(BALANCER):
            for target, front in _passed_on(balancer):
                found[target].append(front)
        return found


def _passed_on(balancer: Resource) -> Iterator[tuple[str, Front]]:
    """Yield what each rule of a load balancer passes on from a public frontend, and to where."""
    public = _public_frontends(balancer)
    if not public:
        return
    presence = () if balancer.presence is None else (balancer.presence,)
    for name in ("loadBalancingRules", "inboundNatRules", "inboundNatPools"):
        pointer = f"properties.{name}"
        for index, (rule, doubt) in enumerate(members(balancer.look(pointer))):
            inner = rule.get("properties") if isinstance(rule, dict) else None
            if not isinstance(rule, dict) or not isinstance(inner, dict):
                continue
            doubts = presence if doubt is None else (*presence, doubt)
            frontend = _id(inner.get("frontendIPConfiguration")).rpartition("/")[2]
            if frontend in public and public[frontend] is not None:
                doubts = (*doubts, *_one(public[frontend]))
            elif frontend not in public:
                continue
            port = inner.get("backendPort")
            whole = isinstance(port, Unknown) or not isinstance(port, int) or port == 0
            ports = (_ALL,) if whole or not isinstance(port, int) else ((port, port),)
            front = Front(balancer, f"{pointer}[{index}]", ports, doubts)
            for target in _targets(inner, f"{balancer.key}/{name.lower()}/{rule.get('name')}"):
                yield target, front


def _targets(inner: Mapping[str, object], own: str) -> Iterator[str]:
    yield own.lower()
    if pool := _id(inner.get("backendAddressPool")):
        yield pool
    listed = inner.get("backendAddressPools")
    if isinstance(listed, list):
        for each in listed:
            if (pool := _id(each)) and pool != _id(inner.get("backendAddressPool")):
                yield pool


def _public_frontends(balancer: Resource) -> dict[str, Unknown | None]:
    """Return the names of the public frontends, with a doubt where they only may be public."""
    found: dict[str, Unknown | None] = {}
    for element, doubt in members(balancer.look("properties.frontendIPConfigurations")):
        if not isinstance(element, dict):
            continue
        inner = element.get("properties")
        name = element.get("name")
        if not isinstance(name, str) or not isinstance(inner, dict):
            continue
        address = inner.get("publicIPAddress", inner.get("publicIPPrefix"))
        if isinstance(address, Unknown):
            found[name.lower()] = address
        elif address is not None:
            found[name.lower()] = doubt
    return found


def _id(value: object) -> str:
    reference = value.get("id") if isinstance(value, dict) else value
    return reference.lower() if isinstance(reference, str) else ""


def _one(doubt: Unknown | None) -> tuple[Unknown, ...]:
    return () if doubt is None else (doubt,)
