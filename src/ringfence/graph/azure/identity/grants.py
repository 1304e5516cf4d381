"""Role assignments: who holds which role where, indexed by the scope they stand at.

A grant bears on everything below its scope. Grants are looked up from a resource upwards; whether
a scope that holds a symbol is the one asked about may be unknown, and the grant then counts in
doubt; where a tree of many configurations leaves too many such questions, they are not asked one by
one (`crowded`). Grants above resource groups are collected once for all that lies below.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.identity.principals import Principal
from ringfence.graph.azure.identity.roles import Role
from ringfence.graph.azure.identity.scopes import GROUP_PREFIX, ROOT, NearScopes, ScopeTree
from ringfence.model.estate import top_key
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource

MOST_NEAR: Final = 64
"""Grants that are collected from scopes which may be the one asked about."""


@dataclass(slots=True, eq=False)
class Grant:
    """One role assignment at `scope` (a key).

    `condition` is the text of its condition, or the `Unknown` why it is not known, "" for none.
    `doubts` are why it may not be there. An `eligible` one has to be activated by its holder.
    """

    resource: Resource
    principal: Principal
    role: Role
    scope: str
    condition: str | Unknown = ""
    doubts: tuple[Unknown, ...] = ()
    eligible: bool = False
    pointer: str = "properties.principalId"


@dataclass(frozen=True, slots=True)
class Bearing:
    """A grant that bears on a resource; `doubt` says why its scope may be another one.

    A `near` one does so only if two names that the deployment decides turn out to be the same.
    """

    grant: Grant
    doubt: Unknown | None = None
    near: bool = False


@dataclass(frozen=True, slots=True)
class Deny:
    """A deny assignment: what it denies, written as a role, where, to whom but whom."""

    role: Role
    scope: str
    principals: frozenset[str]
    spared: frozenset[str]
    children: bool = True
    doubt: Unknown | None = None

    def meets(self, principal: Principal, key: str) -> bool:
        """Tell whether it is about a principal and a resource."""
        everybody = "00000000-0000-0000-0000-000000000000" in self.principals
        if not (everybody or principal.token in self.principals) or principal.token in self.spared:
            return False
        return key == self.scope or (self.children and key.startswith(self.scope + "/"))


class Grants:
    """All grants of an estate, by scope and by principal."""

    def __init__(self, tree: ScopeTree, near: NearScopes) -> None:
        self.tree = tree
        self.all: list[Grant] = []
        self.denies: list[Deny] = []
        self.by_principal: dict[str, list[Grant]] = defaultdict(list)
        self._near = near
        self._at: dict[str, list[Grant]] = defaultdict(list)
        self._at_groups: dict[str, list[Grant]] = {}
        self._inside: dict[str, list[Grant]] = defaultdict(list)
        self._above: dict[str, tuple[Bearing, ...]] = {}
        self._crowded: set[str] = set()

    def add(self, grant: Grant) -> None:
        """Add a grant whose scope is known. All are added before the first is looked up."""
        self.all.append(grant)
        self.by_principal[grant.principal.token].append(grant)
        if grant.scope not in self._at:
            self._near.add(grant.scope)
        self._at[grant.scope].append(grant)
        if grant.scope.startswith(GROUP_PREFIX):
            self._at_groups[grant.scope] = self._at[grant.scope]
        top = top_key(grant.scope)
        if top != grant.scope:
            self._inside[top].append(grant)

    def inside(self, top: str) -> list[Grant]:
        """Return the grants at children of a top-level resource."""
        return self._inside.get(top, [])

    def at(self, key: str) -> list[Bearing]:
        """Return the grants at this very scope, and those that may be, unless it is `crowded`."""
        found = [Bearing(grant) for grant in self._at.get(key, ())]
        near: list[Bearing] = []
        for other in self._near.near(key):
            doubt = Unknown(
                f"whether {self._near.told(other)}, where a role is assigned, is "
                f"{self._near.told(key)} is decided when it is deployed"
            )
            near += [Bearing(grant, doubt, near=True) for grant in self._at[other]]
            if len(near) > MOST_NEAR:
                self._crowded.add(key)
                return found
        return found + near

    def crowded(self, key: str) -> bool:
        """Tell whether a resource, or a scope above it, may be one of too many others."""
        while key and self._crowded:
            if key in self._crowded:
                return True
            key = self.tree.parent(key)
        return False

    def above(self, key: str) -> tuple[Bearing, ...]:
        """Return the grants at every scope above `key`, without those at it."""
        parent = self.tree.parent(key)
        kept_as = parent or f"above {key}"
        found = self._above.get(kept_as)
        if found is None:
            here = self.at(parent) + list(self.above(parent)) if parent else self._outermost(key)
            found = self._above[kept_as] = tuple(here)
        return found

    def _outermost(self, key: str) -> list[Bearing]:
        """Return the grants at the management groups above a subscription, and at the root."""
        found = [Bearing(grant) for grant in self._at.get(ROOT, ())] if key != ROOT else []
        if not key.startswith("/subscriptions/"):
            return found
        known = self.tree.groups_above(key)
        for group, doubt in known.items():
            if self.tree.is_root_group(group):
                continue
            found += [Bearing(each.grant, either(doubt, each.doubt)) for each in self.at(group)]
        for scope, grants in self._at_groups.items():
            if self.tree.is_root_group(scope):
                found += [Bearing(grant) for grant in grants]
            elif scope not in known and (doubt := self.tree.may_hold(scope, key)) is not None:
                found += [Bearing(grant, doubt) for grant in grants]
        return found
