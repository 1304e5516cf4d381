"""Widening a custom role that one holds, by the right to change role definitions.

Changing a definition takes the right at every scope at which the role can be assigned.
"""

from __future__ import annotations

from collections.abc import Sequence

from ringfence.graph.azure.identity import words
from ringfence.graph.azure.identity.directory import Principal
from ringfence.graph.azure.identity.holdings import Held, Holdings
from ringfence.graph.azure.identity.ledger import Words
from ringfence.graph.azure.identity.limits import DEFINE_ROLES
from ringfence.graph.azure.identity.scopes import scope_key
from ringfence.graph.azure.rights import WRITE
from ringfence.model.claims import Claim, Evidence
from ringfence.model.facts import members
from ringfence.model.resource import Resource


class Widening:
    """Finds who can widen a role that it holds."""

    def __init__(self, holdings: Holdings) -> None:
        self._ledger = holdings.ledger
        self._holdings = holdings

    def write(self, principal: Principal, asset: Resource, helds: Sequence[Held]) -> Claim | None:
        """Write that a principal widens a custom role it holds on an asset, if it can."""
        for held in helds:
            definition = held.grant.role.definition
            if definition is None or held.doubts or held.inside:
                continue
            definer = self._definer(principal, definition)
            if definer is not None:
                return self._write(principal, asset, held, definition, definer)
        return None

    def _definer(self, principal: Principal, definition: Resource) -> Held | None:
        scopes = [
            scope_key(text)
            for text, _ in members(definition.look("properties.assignableScopes"))
            if isinstance(text, str)
        ]
        for held in self._holdings.of(principal):
            allowed = held.grant.role.allowed(DEFINE_ROLES)
            if held.doubts or not allowed or allowed[0].doubt is not None:
                continue
            above = held.grant.scope
            if scopes and all(
                scope == above or scope.startswith(above.rstrip("/") + "/") for scope in scopes
            ):
                return held
        return None

    def _write(
        self,
        principal: Principal,
        asset: Resource,
        held: Held,
        definition: Resource,
        definer: Held,
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
            ),
        )
        return claim
