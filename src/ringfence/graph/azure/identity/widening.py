"""Widening a custom role that one holds, by the right to change role definitions.

Changing a definition takes the right at every scope at which the role can be assigned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ringfence.graph.azure.identity import words
from ringfence.graph.azure.identity.holdings import Held, Holdings
from ringfence.graph.azure.identity.ledger import Words
from ringfence.graph.azure.identity.limits import DEFINE_ROLES
from ringfence.graph.azure.identity.principals import Principal
from ringfence.graph.azure.identity.scopes import scope_key
from ringfence.graph.azure.rights import WRITE
from ringfence.model.claims import Claim, Evidence
from ringfence.model.facts import Unknown, members
from ringfence.model.resource import Resource


class Widening:
    """Finds who can widen a role that it holds."""

    def __init__(self, holdings: Holdings) -> None:
        self._ledger = holdings.ledger
        self._holdings = holdings

    def write(
        self, principal: Principal, asset: Resource, helds: Sequence[Held]
    ) -> tuple[Claim, bool] | None:
        """Write that a principal widens a custom role it holds on an asset, if it can.

        Return the claim, and whether it surely holds.
        """
        unsure: tuple[Held, Resource, Held, tuple[Unknown, ...]] | None = None
        for held in helds:
            definition = held.grant.role.definition
            if definition is None or held.inside:
                continue
            for definer, doubts in self._definers(principal, definition):
                every = held.doubts + doubts
                if not every:
                    return self._write(principal, asset, held, definition, definer, ()), True
                unsure = unsure or (held, definition, definer, every)
        if unsure is None:
            return None
        return self._write(principal, asset, *unsure), False

    def _definers(
        self, principal: Principal, definition: Resource
    ) -> Iterator[tuple[Held, tuple[Unknown, ...]]]:
        """Yield the grants of a principal that let it change a definition, with doubts."""
        listed = list(members(definition.look("properties.assignableScopes")))
        scopes = [scope_key(text) for text, _ in listed if isinstance(text, str)]
        hidden = tuple(doubt for _, doubt in listed if doubt is not None)
        for held in self._holdings.of(principal):
            allowed = held.grant.role.allowed(DEFINE_ROLES)
            above = held.grant.scope
            if not allowed or not (scopes or hidden):
                continue
            if any(not _within(scope, above) for scope in scopes):
                continue
            own = () if allowed[0].doubt is None else (allowed[0].doubt,)
            yield held, (*held.doubts, *own, *hidden)

    def _write(
        self,
        principal: Principal,
        asset: Resource,
        held: Held,
        definition: Resource,
        definer: Held,
        doubts: tuple[Unknown, ...],
    ) -> Claim:
        claim = ("authz", principal.token, asset.key, WRITE)
        self._ledger.write(
            claim,
            (),
            Words(
                rule="grant",
                resource=definer.grant.resource,
                says=lambda: (
                    f"{words.who(principal)} widens {held.grant.role.label}, which it holds"
                ),
                because="it may change the definition of the role",
                evidence=(
                    Evidence(definition, "properties.permissions", None, held.grant.role.label),
                    Evidence(definer.grant.resource, "properties.roleDefinitionId"),
                ),
                doubts=doubts,
            ),
        )
        return claim


def _within(scope: str, above: str) -> bool:
    return scope == above or scope.startswith(above.rstrip("/") + "/")
