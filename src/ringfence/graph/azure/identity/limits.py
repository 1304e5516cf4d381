"""What limits a grant beside its role: conditions (ABAC), and deny assignments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.identity import conditions
from ringfence.graph.azure.identity.assignments import Assignments
from ringfence.graph.azure.identity.grants import Grant
from ringfence.graph.azure.identity.principals import Principal
from ringfence.graph.azure.identity.roles import Allowed, Role, built_in_role
from ringfence.graph.azure.rights import WRITE, Answer, Case, Need, Way, service_of
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import has_symbol
from ringfence.reference import roles as built_in

ASSIGN_ROLES: Final = Need(
    "assign-roles",
    "assign roles on {it}",
    actions=(
        "Microsoft.Authorization/roleAssignments/write",
        "Microsoft.Authorization/roleAssignmentScheduleRequests/write",
        "Microsoft.Authorization/roleEligibilityScheduleRequests/write",
    ),
    at="asset",
)
ASSIGN_OPENING: Final = Need(
    "assign-opening-roles",
    "assign roles that open the network of {it}",
    actions=ASSIGN_ROLES.actions,
)
DEFINE_ROLES: Final = Need(
    "define-roles",
    "change custom roles",
    actions=("Microsoft.Authorization/roleDefinitions/write",),
)
ROLE_WRITE: Final = Way(
    "grants-itself", WRITE, (ASSIGN_ROLES,), "grants itself a role that opens {it}"
)
OWNER: Final = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"
_CONTRIBUTOR: Final = "b24988ac-6180-42a0-ab88-20f7382dd24c"
_UNNAMED: Final = "ffffffff-ffff-4fff-bfff-ffffffffffff"
"""Stands for every role that a condition does not name."""


class Limits:
    """Whether an action that a role allows is left to its holder on a resource."""

    def __init__(self, estate: Estate, assignments: Assignments) -> None:
        self._estate = estate
        self._roles = assignments.roles
        self._denies = assignments.grants.denies
        self._opening: dict[tuple[int, str], bool | None] = {}

    def admits(
        self, principal: Principal, grant: Grant, need: Need, allowed: Allowed, target: Resource
    ) -> bool | Unknown:
        """Tell whether conditions and denials leave an action that is needed."""
        denied = self._denied(principal, allowed, target)
        if denied is True:
            return False
        answers: list[bool | Unknown] = [denied] if isinstance(denied, Unknown) else []
        for text in (grant.condition, allowed.condition):
            if isinstance(text, Unknown):
                answers.append(text)
            elif text:
                answers.append(self._under(text, principal, grant, need, allowed, target))
        if any(answer is False for answer in answers):
            return False
        unsure = [answer for answer in answers if isinstance(answer, Unknown)]
        return unsure[0] if unsure else True

    def _under(
        self,
        text: str,
        principal: Principal,
        grant: Grant,
        need: Need,
        allowed: Allowed,
        target: Resource,
    ) -> bool | Unknown:
        test = conditions.parse(text)
        address = grant.resource.address
        where = grant.resource.locate("properties.condition")
        if test is None:
            return Unknown(f"the condition of `{address}` is not understood", where)
        answer: bool | None
        if need is ASSIGN_ROLES or need is ASSIGN_OPENING:
            leads = self.opens if need is ASSIGN_ROLES else self._opens_network
            answer = self._delegates(test, text, principal, target, leads)
            why = f"what the condition of `{address}` lets it grant is not known"
        else:
            answer = test(conditions.Asked(allowed.action, _attributes(target)))
            why = f"whether the condition of `{address}` holds depends on the request"
        return Unknown(why, where) if answer is None else answer

    def _delegates(
        self,
        test: conditions.Test,
        text: str,
        principal: Principal,
        target: Resource,
        leads: Callable[[Role, Resource], bool | None],
    ) -> bool | None:
        """Tell whether a delegation condition lets its holder grant itself a role that leads on."""
        found: bool | None = False
        for answer, role in self._grantable(test, text, principal, target):
            opens = None if role is None else leads(role, target)
            if answer and opens:
                return True
            if opens is not False:
                found = None
        return found

    def _grantable(
        self, test: conditions.Test, text: str, principal: Principal, target: Resource
    ) -> Iterator[tuple[bool | None, Role | None]]:
        """Yield the roles that a condition lets a principal grant itself, surely or perhaps.

        That is Owner, those that the condition names, and, where it lets in what it does not
        name ("all but privileged roles"), the provider's roles that lead to such a resource.
        """
        named = dict.fromkeys((OWNER, *conditions.guids(text)))
        for guid in named:
            answer = test(_assigning(guid, principal))
            if answer is not False:
                yield answer, self._roles.by_guid(guid)
        answer = test(_assigning(_UNNAMED, principal))
        if answer is not False:
            top = self._estate.top(target) or target
            for guid, role in _leading_to(service_of(top.type).types[0]):
                if guid not in named:
                    yield answer, role
                    if not answer:
                        return  # no further role makes it any surer

    def _opens_network(self, role: Role, target: Resource) -> bool | None:
        """Tell whether a role lets its holder open the network of a resource."""
        need = service_of((self._estate.top(target) or target).type).opens
        if need is None:
            return role.guid == OWNER
        allowed = role.allowed(need)
        if any(each.doubt is None and not each.condition for each in allowed):
            return True
        return None if allowed else False

    def opens(self, role: Role, target: Resource) -> bool | None:
        """Tell whether a role opens a resource by itself, None where that is not known."""
        key = (id(role), target.key)
        if key not in self._opening:
            self._opening[key] = self._opens(role, target)
        return self._opening[key]

    def _opens(self, role: Role, target: Resource) -> bool | None:
        top = self._estate.top(target) or target
        unsure = False
        for way in (*service_of(top.type).all_ways, ROLE_WRITE):
            given = [role.allowed(need) for need in way.needs]
            if not way.fits(target.kind) or not all(given):
                continue
            answer = way.when(Case(self._estate, top, target, top)) if way.when else Answer(True)
            if not answer.open:
                continue
            if not answer.doubts and all(each[0].doubt is None for each in given):
                return True
            unsure = True
        return None if unsure else False

    def _denied(self, principal: Principal, allowed: Allowed, target: Resource) -> bool | Unknown:
        unsure: Unknown | None = None
        for deny in self._denies:
            if not deny.meets(principal, target.key):
                continue
            for hit in deny.role.gives(allowed.action, allowed.data):
                if hit.doubt is None and deny.doubt is None:
                    return True
                unsure = either(hit.doubt, deny.doubt)
        return unsure if unsure is not None else False


@cache
def _leading_to(type_: str) -> tuple[tuple[str, Role], ...]:
    """Return the built-in roles that hold all that some way into a service needs, by GUID."""
    ways = service_of(type_).all_ways
    guids = sorted(built_in.ids(), key=lambda guid: (guid != _CONTRIBUTOR, guid))
    return tuple(
        (guid, role)
        for guid in guids
        if (role := built_in_role(guid)) is not None
        and any(all(role.allowed(need) for need in way.needs) for way in ways)
    )


def _attributes(target: Resource) -> dict[str, str]:
    """Return what a condition may ask of the resource of a request: the names along its id."""
    found: dict[str, str] = {}
    _, _, tail = target.id.partition("/providers/")
    namespace, *parts = tail.split("/")
    type_ = namespace
    for kind, name in zip(parts[::2], parts[1::2], strict=False):
        type_ = f"{type_}/{kind}"
        found[f"resource {type_}:name".lower()] = name
    return found


def _assigning(guid: str, principal: Principal) -> conditions.Asked:
    """Return the request to assign a role to oneself."""
    attributes: dict[str, str] = {}
    for source in ("request", "resource"):
        stem = f"{source} microsoft.authorization/roleassignments:"
        attributes[f"{stem}roledefinitionid"] = guid
        if not has_symbol(principal.token) and principal.doubt is None:
            attributes[f"{stem}principalid"] = principal.token
        types = {"user": "User", "group": "Group", "service": "ServicePrincipal"}
        type_ = types.get(principal.sort if principal.sort != "identity" else "service")
        if type_ is not None:
            attributes[f"{stem}principaltype"] = type_
    return conditions.Asked(ASSIGN_ROLES.actions[0], attributes)
