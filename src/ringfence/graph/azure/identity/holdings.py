"""Who holds which right on a resource: from grants to `can` claims.

For a resource everything that bears on it is collected once, by principal; groups stand for
themselves and for their members. Roles are held against a need once for each role; only conditions
and denials are looked at one by one. A right that is surely held needs one clause; one that only
may be held gets a clause for each grant that may give it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

from ringfence.graph.azure.identity import words
from ringfence.graph.azure.identity.assignments import Assignments
from ringfence.graph.azure.identity.directory import Directory
from ringfence.graph.azure.identity.grants import Bearing, Grant
from ringfence.graph.azure.identity.ledger import Ledger, Words
from ringfence.graph.azure.identity.limits import ASSIGN_ROLES, DEFINE_ROLES, Limits
from ringfence.graph.azure.identity.principals import Principal
from ringfence.graph.azure.identity.roles import Allowed, Role
from ringfence.graph.azure.rights import Need, Service
from ringfence.graph.scene import Scene
from ringfence.model.claims import Claim, Evidence
from ringfence.model.estate import top_key
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import has_symbol, same

MOST_NEAR: Final = 8
"""Grants at scopes that only may be those of a resource: more of them are one gap."""
MOST_DOUBTFUL: Final = 4
"""Clauses for one right that only may be held; more of them would tell nobody more."""


@dataclass(slots=True, eq=False)
class Held:
    """A grant as somebody holds it, perhaps as a member of the group that it was made to.

    `above` tells that its scope lies above the top-level resource; `inside` that it is a child.
    """

    principal: Principal
    grant: Grant
    doubts: tuple[Unknown, ...]
    above: bool = False
    inside: bool = False
    via: Principal | None = None


@dataclass(frozen=True, slots=True)
class Grip:
    """A right that somebody holds: for sure or not, and whether by a role from above alone."""

    claim: Claim
    sure: bool
    above: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A right that is asked for on a resource, and what a principal holds there."""

    need: Need
    target: Resource
    helds: Sequence[Held]


Helds: TypeAlias = dict[str, list[Held]]


class Holdings:
    """The rights of an estate, written as clauses when they are asked for.

    `crowded` holds the resources about which too many grants may be: those that stand at scopes
    which may be theirs. Such grants are then left out, and who reads says so.
    """

    def __init__(self, scene: Scene, directory: Directory, assignments: Assignments) -> None:
        self._scene = scene
        self._estate = scene.estate
        self.ledger = Ledger(scene.program)
        self.directory = directory
        self.grants = assignments.grants
        self.crowded: dict[str, Resource] = {}
        self._on: dict[str, Helds] = {}
        self._from_above: dict[tuple[str, str], tuple[list[Held], bool]] = {}
        self._unknown_on: dict[str, list[Held]] = {}
        self._grips: dict[tuple[str, Need, str], Grip | None] = {}
        self._asset_ancestors = _ancestors(asset.key for asset in scene.assets)
        self._limits = Limits(scene.estate, assignments)

    def on(self, top: Resource, service: Service) -> Helds:
        """Return what everybody holds on a top-level resource or inside it, by object id."""
        found = self._on.get(top.key)
        if found is None:
            found = self._on[top.key] = self._collect(top, service)
        return found

    def of(self, principal: Principal) -> list[Held]:
        """Return everything that a principal holds anywhere, through groups as well."""
        found = [
            Held(principal, grant, grant.doubts, above=True)
            for grant in self.grants.by_principal.get(principal.token, ())
        ]
        for group, doubt in self.directory.groups_of(principal.token):
            for grant in self.grants.by_principal.get(group, ()):
                doubts = grant.doubts if doubt is None else (*grant.doubts, doubt)
                found.append(
                    Held(principal, grant, doubts, above=True, via=self.directory.named(group))
                )
        return found

    def _collect(self, top: Resource, service: Service) -> Helds:
        parent = self.grants.tree.parent(top.key)
        key = (parent or f"above {top.key}", service.types[0])
        above = self._from_above.get(key)
        if above is None:
            bearings, thinned = self._thinned(self.grants.above(top.key), service)
            held_above = list(self._expand(bearings, service, above=True))
            above = self._from_above[key] = held_above, thinned
        found: Helds = defaultdict(list)
        at, thin = self._thinned(self.grants.at(top.key), service)
        own = self._expand(at, service)
        children = [Bearing(grant) for grant in self.grants.inside(top.key)]
        for held in (*above[0], *own, *self._expand(children, service, inside=True)):
            found[held.principal.token].append(held)
        if thin or above[1] or self.grants.crowded(top.key):
            self.crowded[top.key] = top
        unknown = [h for helds in found.values() for h in helds if h.principal.doubt is not None]
        if unknown:
            self._unknown_on[top.key] = unknown
        return dict(found)

    def _thinned(
        self, bearings: Sequence[Bearing], service: Service
    ) -> tuple[Sequence[Bearing], bool]:
        """Return the grants without those that only may be about a resource, if these are many."""
        near = sum(each.near and bool(self.rights(each.grant.role, service)) for each in bearings)
        if near <= MOST_NEAR:
            return bearings, False
        return [each for each in bearings if not each.near], True

    def _expand(
        self,
        bearings: Iterable[Bearing],
        service: Service,
        *,
        above: bool = False,
        inside: bool = False,
    ) -> Iterable[Held]:
        for bearing in bearings:
            grant = bearing.grant
            if not self.rights(grant.role, service):
                continue
            doubts = grant.doubts if bearing.doubt is None else (*grant.doubts, bearing.doubt)
            yield Held(grant.principal, grant, doubts, above, inside)
            if grant.principal.sort != "group":
                continue
            for member, doubt in self.directory.members_of(grant.principal.token):
                unsure = doubts if doubt is None else (*doubts, doubt)
                who = self.directory.named(member)
                yield Held(who, grant, unsure, above, inside, via=grant.principal)

    def rights(self, role: Role, service: Service) -> frozenset[Need]:
        """Return which of the rights that are asked for on a service a role may give."""
        known = role.matters.get(service.types[0])
        if known is None:
            needs = (*service.needs(), ASSIGN_ROLES, DEFINE_ROLES)
            known = frozenset(need for need in needs if role.allowed(need))
            role.matters[service.types[0]] = known
        return known

    def may(self, helds: Sequence[Held], service: Service) -> frozenset[Need]:
        """Return the rights that grants on a service may give together."""
        if len(helds) == 1:
            return self.rights(helds[0].grant.role, service)
        return frozenset().union(*(self.rights(held.grant.role, service) for held in helds))

    def can(
        self, principal: Principal, need: Need, target: Resource, helds: Sequence[Held]
    ) -> Grip | None:
        """Return the grip of a principal on a right on a resource, None if it has none.

        Its clauses are written the first time.
        """
        key = (principal.token, need, target.key)
        if key not in self._grips:
            self._grips[key] = self._grasp(principal, need, target, helds)
        return self._grips[key]

    def together(
        self, principal: Principal, needs: Sequence[Asked], top: Resource | None
    ) -> list[Grip] | None:
        """Return the grips of a principal on several rights, None if it lacks one of them.

        Where it holds some, an assignment whose principal is not known may give it the others; so
        may any assignment to a principal that is not known itself. `top` is where those are looked
        for (the rights that count anywhere are looked for everywhere).
        """
        grips = [self.can(principal, asked.need, asked.target, asked.helds) for asked in needs]
        found = [grip for grip in grips if grip is not None]
        if not found or len(found) == len(grips):
            return found or None
        for grip, asked in zip(grips, needs, strict=True):
            if grip is None:
                lent = self._lent(principal, asked, top)
                if lent is None:
                    return None
                found.append(lent)
        return found

    def _lent(self, principal: Principal, asked: Asked, top: Resource | None) -> Grip | None:
        everywhere = asked.need.at == "anywhere" or top is None
        for held in self.unknown if everywhere else self._strangers(principal, top):
            given = self._given(held, asked.need, asked.target)
            if given is None:
                continue
            allowed, doubts = given
            who = held.principal.doubt if held.principal.doubt is not None else principal.doubt
            assert who is not None
            claim = _claim(principal, asked.need, asked.target)
            mine = Held(principal, held.grant, held.doubts, held.above, held.inside)
            self._write(claim, asked.need, asked.target, mine, allowed, (*doubts, who))
            return Grip(claim, sure=False, above=held.above)
        return None

    def lent(self, principal: Principal, top: Resource, service: Service) -> frozenset[Need]:
        """Return the rights that assignments to somebody unknown may add to a principal's own."""
        return self.may(self._strangers(principal, top), service)

    def _strangers(self, principal: Principal, top: Resource | None) -> list[Held]:
        """Return what is held on a resource by somebody who may be the principal."""
        if top is None:
            return []
        if principal.doubt is not None:
            return [held for helds in self._on[top.key].values() for held in helds]
        return self._unknown_on.get(top.key, [])

    @cached_property
    def unknown(self) -> list[Held]:
        """What is held anywhere by somebody unknown; by anybody, for somebody unknown."""
        return [
            Held(grant.principal, grant, grant.doubts, above=True)
            for grant in self.grants.all
            if grant.principal.doubt is not None
        ]

    def _grasp(
        self, principal: Principal, need: Need, target: Resource, helds: Sequence[Held]
    ) -> Grip | None:
        doubtful: list[tuple[Held, Allowed, tuple[Unknown, ...]]] = []
        best: tuple[Held, Allowed] | None = None
        for held in helds:
            given = self._given(held, need, target)
            if given is None:
                continue
            allowed, doubts = given
            if doubts:
                doubtful.append((held, allowed, doubts))
            elif best is None or (held.above and not best[0].above):
                best = (held, allowed)
        claim = _claim(principal, need, target)
        if best is not None:
            held, allowed = best
            self._write(claim, need, target, held, allowed, ())
            return Grip(claim, True, held.above)
        for held, allowed, doubts in doubtful[:MOST_DOUBTFUL]:
            self._write(claim, need, target, held, allowed, doubts)
        if not doubtful:
            return None
        above = all(held.above for held, _, _ in doubtful)
        return Grip(claim, False, above)

    def _given(
        self, held: Held, need: Need, target: Resource
    ) -> tuple[Allowed, tuple[Unknown, ...]] | None:
        """Return the action that a grant gives of a need on a resource, and the doubts."""
        reached = self.covers(held, need, target)
        if reached is False:
            return None
        scope_doubts = () if reached is True else (reached,)
        unsure: tuple[Allowed, tuple[Unknown, ...]] | None = None
        for allowed in held.grant.role.allowed(need):
            answer = self._limits.admits(held.principal, held.grant, need, allowed, target)
            if answer is False:
                continue
            doubts = held.doubts + scope_doubts
            if allowed.doubt is not None:
                doubts = (*doubts, allowed.doubt)
            if isinstance(answer, Unknown):
                doubts = (*doubts, answer)
            if not doubts:
                return allowed, ()
            unsure = unsure or (allowed, doubts)
        return unsure

    def covers(self, held: Held, need: Need, target: Resource) -> bool | Unknown:
        """Tell whether the scope of a grant covers a resource, or lies in it and bears on it."""
        if not held.inside or need.at == "anywhere":
            return True
        scope, key = held.grant.scope, target.key
        if key == scope or key.startswith(scope + "/"):
            return True
        if need.at != "asset":
            return False
        if scope.startswith(key + "/"):
            return self._is_content(scope, key)
        if (has_symbol(scope) or has_symbol(key)) and same(scope, key) is None:
            both = self._estate.get(scope), self._estate.get(key)
            if both[0] is None or both[1] is None or both[0].root != both[1].root:
                return Unknown(f"`{held.grant.resource.address}` may be about another child")
        return False

    def _is_content(self, scope: str, key: str) -> bool:
        """Tell whether reading a child is reading the asset: not if the child is known to be none."""
        if self._estate.get(scope) is None or scope in self._asset_ancestors:
            return True
        while scope != key and scope:
            if scope in self._scene.by_key:
                return True
            scope = self.grants.tree.parent(scope)
        return False

    def _write(
        self,
        claim: Claim,
        need: Need,
        target: Resource,
        held: Held,
        allowed: Allowed,
        doubts: tuple[Unknown, ...],
    ) -> None:
        grant, estate = held.grant, self._estate

        def because() -> str:
            holder = "" if held.via is None else f"it is in {words.who(held.via)}, which holds "
            kind = "data action" if allowed.data else "action"
            role = words.role_at(estate, grant)
            return f"{holder}{role} with the {kind} `{allowed.action}`"

        self.ledger.keep(
            claim,
            (),
            Words(
                rule="grant",
                resource=grant.resource,
                says=lambda: f"{words.who(held.principal)} may {need.verb.format(it=_it(target))}",
                because=because,
                evidence=(
                    Evidence(
                        grant.resource, grant.pointer, None, words.who(held.via or held.principal)
                    ),
                    Evidence(grant.resource, "properties.roleDefinitionId", None, grant.role.label),
                    Evidence(grant.resource, "properties.scope", grant.scope),
                ),
                doubts=doubts,
            ),
        )


def _it(target: Resource) -> str:
    return f"`{target.address}`"


def _claim(principal: Principal, need: Need, target: Resource) -> Claim:
    action = (*need.actions, *need.data)[0]
    return ("can", principal.token, f"{need.name} {action}", target.key)


def _ancestors(keys: Iterable[str]) -> frozenset[str]:
    """Return everything between assets and the top-level resources that contain them."""
    found: set[str] = set()
    for key in keys:
        top = top_key(key)
        while len(key) > len(top):
            found.add(key)
            key = key.rpartition("/")[0].rpartition("/")[0]  # noqa: PLW2901 - walks up
    return frozenset(found)
