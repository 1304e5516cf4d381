"""Where principals act from, and what they reach: `reaches` claims.

An identity on compute acts from where the compute stands; everybody else from the internet and
from inside the boundary's networks. Whoever may write the firewall of a resource reaches it by
opening it: the management plane answers everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from ringfence.graph.azure.identity import words
from ringfence.graph.azure.identity.holdings import Grip, Held, Holdings
from ringfence.graph.azure.identity.ledger import Words
from ringfence.graph.azure.identity.limits import ASSIGN_OPENING
from ringfence.graph.azure.identity.principals import Principal
from ringfence.graph.azure.rights import service_of
from ringfence.model.claims import Claim
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource

EVERYBODY: Final = "*"
INTERNET: Final = "internet"
INSIDE: Final = "inside"


class Network(Protocol):
    """What the network plane answers; see `graph.azure.network.reach`."""

    def net(self, origin: str, resource: Resource) -> Claim:
        """Return the claim that an origin reaches the data endpoint of a resource."""
        ...

    def origins_of(self, carrier: Resource) -> list[str]:
        """Return the origins from which code on a compute resource acts."""
        ...


class Places:
    """Writes what principals reach, each answer once."""

    def __init__(self, network: Network, holdings: Holdings) -> None:
        self._ledger = holdings.ledger
        self._network = network
        self._holdings = holdings
        self._written: set[tuple[str, str]] = set()
        self._origins: dict[str, list[tuple[str, Unknown | None]]] = {}

    def opens(self, principal: Principal, top: Resource, helds: Sequence[Held]) -> Grip | None:
        """Return the grip by which a principal opens the network of a resource."""
        need = service_of(top.type).opens
        if need is not None and (grip := self._holdings.can(principal, need, top, helds)):
            return grip
        if service_of(top.type).grantable:
            return self._holdings.can(principal, ASSIGN_OPENING, top, helds)
        return None

    def reaches(self, principal: Principal, top: Resource, helds: Sequence[Held]) -> Claim:
        """Return the claim that a principal reaches the data endpoint of a resource."""
        grip = self.opens(principal, top, helds)
        standing = self.origins(principal)
        everywhere = not principal.carriers and principal.sort != "outside"
        if everywhere and grip is None:
            return self._everybody(top)
        claim = ("reaches", principal.token, top.key)
        if (principal.token, top.key) in self._written:
            return claim
        self._written.add((principal.token, top.key))
        if grip is not None:
            self._ledger.write(
                claim,
                (grip.claim,),
                Words(
                    rule="opens-network",
                    resource=top,
                    says=lambda: f"{words.who(principal)} opens the network of `{top.address}`",
                    because="the control plane lets it change what closes it, from anywhere",
                ),
            )
            if grip.sure:
                return claim
        for origin, doubt in standing:
            self._stands(claim, principal, origin, top, doubt)
        return claim

    def origins(self, principal: Principal) -> list[tuple[str, Unknown | None]]:
        """Return where a principal acts from, each with a doubt where it may not."""
        found = self._origins.get(principal.token)
        if found is None:
            found = self._origins[principal.token] = self._places(principal)
        return found

    def _places(self, principal: Principal) -> list[tuple[str, Unknown | None]]:
        if principal.sort == "outside":
            return [(INTERNET, None), *principal.standing]
        found: dict[str, Unknown | None] = {}
        for carrier, doubt in principal.carriers:
            for origin in self._network.origins_of(carrier):
                if origin not in found or doubt is None:
                    found[origin] = doubt
        doubts = [doubt for _, doubt in principal.carriers if doubt is not None]
        if len(doubts) == len(principal.carriers):
            unattached = doubts[0] if doubts else None
            for origin in (INTERNET, INSIDE):
                found.setdefault(origin, unattached)
        return list(found.items())

    def _everybody(self, top: Resource) -> Claim:
        """Return the claim that whoever stands nowhere in particular reaches a resource."""
        claim = ("reaches", EVERYBODY, top.key)
        if (EVERYBODY, top.key) not in self._written:
            self._written.add((EVERYBODY, top.key))
            for origin in (INTERNET, INSIDE):
                self._ledger.write(
                    claim,
                    (self._network.net(origin, top),),
                    Words(
                        rule="acts-from",
                        resource=top,
                        says=f"people and services outside Azure compute reach `{top.address}`",
                        because=f"they act from {_place(origin)}",
                    ),
                )
        return claim

    def _stands(
        self,
        claim: Claim,
        principal: Principal,
        origin: str,
        top: Resource,
        doubt: Unknown | None,
    ) -> None:
        self._ledger.write(
            claim,
            (self._network.net(origin, top),),
            Words(
                rule="acts-from",
                resource=top,
                says=lambda: f"{words.who(principal)} reaches `{top.address}`",
                because=f"it acts from {_place(origin)}",
                doubts=() if doubt is None else (doubt,),
            ),
        )


def _place(origin: str) -> str:
    names = {INTERNET: "the internet", INSIDE: "the boundary's public addresses"}
    kind, _, key = origin.partition(":")
    name = key.rpartition("/")[2]
    kinds = {
        "subnet": f"the subnet `{name}`",
        "vnet": f"the network `{name}`",
        "managed": "its provider's network",
        "unplaced": "a subnet that is not known",
    }
    return names.get(origin) or kinds.get(kind) or f"`{origin}`"
