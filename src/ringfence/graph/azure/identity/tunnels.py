"""Reaching a resource through compute: code that somebody runs in a network acts from there.

Whoever holds a key but is kept out by the firewall may run a command on a machine that the firewall
lets in, or put a machine of its own into such a subnet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Final, TypeAlias

from ringfence.graph.azure.identity import words
from ringfence.graph.azure.identity.entries import CREATE, Entries
from ringfence.graph.azure.identity.holdings import Holdings
from ringfence.graph.azure.identity.ledger import Words
from ringfence.graph.azure.identity.places import Network
from ringfence.graph.azure.identity.principals import Principal
from ringfence.graph.azure.identity.roles import Role
from ringfence.graph.azure.rights import service_of, services
from ringfence.graph.azure.rights.virtual_network import JOIN
from ringfence.graph.scene import Scene
from ringfence.model.claims import Claim
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource

SUBNETS: Final = "Microsoft.Network/virtualNetworks/subnets"
MOST_STATIONS: Final = 8
"""Networks that are tried for one principal; of more it is said that they are not."""

Station: TypeAlias = "tuple[str, Claim, Resource]"


class Tunnels:
    """Finds the networks in which principals can run code."""

    def __init__(
        self, scene: Scene, network: Network, holdings: Holdings, entries: Entries
    ) -> None:
        self._scene = scene
        self._ledger = holdings.ledger
        self._network = network
        self._holdings = holdings
        self._entries = entries
        self._stations: dict[str, tuple[list[Station], bool]] = {}
        self._leading: dict[int, bool] = {}
        self._below: dict[str, list[Resource]] | None = None
        self._written: dict[tuple[str, str], bool] = {}

    def into(self, principal: Principal, top: Resource) -> list[Claim]:
        """Return the claim that code a principal runs reaches a resource, [] if it runs none."""
        key = (principal.token, top.key)
        if key not in self._written:
            self._written[key] = self._write(principal, top)
        return [("tunnels", *key)] if self._written[key] else []

    def _write(self, principal: Principal, top: Resource) -> bool:
        found = self._stations.get(principal.token)
        if found is None:
            found = self._stations[principal.token] = self._all(principal)
        stations, more = found
        for origin, claim, at in stations:
            self._ledger.write(
                ("tunnels", principal.token, top.key),
                (claim, self._network.net(origin, top)),
                Words(
                    rule="acts-through",
                    resource=at,
                    says=lambda: f"{words.who(principal)} reaches `{top.address}`",
                    because=f"code on `{at.address}` does",
                ),
            )
        doubt = self._somebody
        if more:
            why = f"{words.who(principal)} runs code in more networks than are tried one by one"
            doubt = Unknown(why)
        if doubt is not None:
            self._ledger.write(
                ("tunnels", principal.token, top.key),
                (),
                Words(
                    rule="acts-through",
                    resource=top,
                    says=lambda: f"{words.who(principal)} reaches `{top.address}`",
                    because="code that it runs in a network may",
                    doubts=(doubt,),
                ),
            )
        return bool(stations) or doubt is not None

    @cached_property
    def _somebody(self) -> Unknown | None:
        """Why somebody unknown, who may be anybody, runs code somewhere; None if nobody does."""
        for held in self._holdings.unknown:
            if self._leads(held.grant.role):
                return held.principal.doubt
        return None

    def _all(self, principal: Principal) -> tuple[list[Station], bool]:
        found: dict[str, Station] = {}
        for origin, claim, at in self._each(principal):
            if origin not in found and len(found) == MOST_STATIONS:
                return list(found.values()), True
            found.setdefault(origin, (origin, claim, at))
        return list(found.values()), False

    def _each(self, principal: Principal) -> Iterator[Station]:
        scopes = self._scopes(principal)
        below = self._index() if scopes else {}
        seen: set[str] = set()
        for scope in scopes:
            for resource in below.get(scope, ()):
                if resource.key in seen:
                    continue
                seen.add(resource.key)
                if resource.kind == SUBNETS.lower():
                    yield from self._joined(principal, resource)
                    continue
                entry = self._entries.by(principal, resource)
                if entry is not None:
                    for origin in self._network.origins_of(resource):
                        yield origin, entry.claim, resource

    def _scopes(self, principal: Principal) -> list[str]:
        """Return the scopes at which a principal holds rights to run code or join subnets."""
        found: dict[str, None] = {}
        for held in self._holdings.of(principal):
            if self._leads(held.grant.role):
                found[held.grant.scope] = None
        return list(found)

    def _leads(self, role: Role) -> bool:
        """Tell whether a role runs code or joins subnets."""
        known = self._leading.get(id(role))
        if known is None:
            known = self._leading[id(role)] = bool(role.allowed(JOIN)) or any(
                role.allowed(need)
                for service in services().values()
                for way in service.runs
                for need in way.needs
            )
        return known

    def _joined(self, principal: Principal, subnet: Resource) -> Iterator[Station]:
        network = self._scene.estate.top(subnet)
        if network is None:
            return
        helds = self._holdings.on(network, service_of(network.type)).get(principal.token, [])
        join = self._holdings.can(principal, JOIN, subnet, helds)
        create = self._holdings.can(principal, CREATE, subnet, self._holdings.of(principal))
        if join is None or create is None:
            return
        claim = ("runs", principal.token, subnet.key)
        self._ledger.write(
            claim,
            (join.claim, create.claim),
            Words(
                rule="runs-code",
                resource=subnet,
                says=lambda: f"{words.who(principal)} runs code in `{subnet.address}`",
                because="it may create compute and join the subnet",
            ),
        )
        yield f"subnet:{subnet.key}", claim, subnet

    def _index(self) -> dict[str, list[Resource]]:
        """Return compute and subnets by every scope above them, and by themselves."""
        if self._below is None:
            self._below = defaultdict(list)
            tree = self._holdings.grants.tree
            kinds = [type_ for type_, service in services().items() if service.runs]
            for resource in self._scene.estate.of(*kinds, SUBNETS):
                key = resource.key
                while key:
                    self._below[key].append(resource)
                    key = tree.parent(key)
        return self._below
