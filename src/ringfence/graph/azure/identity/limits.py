"""What limits a grant beside its role: conditions (ABAC), and deny assignments."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.identity import conditions
from ringfence.graph.azure.identity.assignments import Assignments
from ringfence.graph.azure.identity.directory import Principal
from ringfence.graph.azure.identity.grants import Grant
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
        self, principal: Principal, grant: Grant, allowed: Allowed, target: Resource
    ) -> tuple[bool | Unknown, bool]:
        """Tell whether conditions and denials leave an action, and whether nothing limits it."""
        denied = self._denied(principal, allowed, target)
        if denied is True:
            return False, False
        stated = (grant.condition, allowed.condition)
        texts = [text for text in stated if isinstance(text, Unknown) or text]
        if not texts:
            return (True if denied is False else denied), denied is False
        answers: list[bool | Unknown] = [denied] if isinstance(denied, Unknown) else []
        frees: list[bool] = []
        for text in texts:
            if isinstance(text, Unknown):
                answers.append(text)
                continue
            answer, free = self._under(text, principal, grant, allowed, target)
            answers.append(answer)
            frees.append(free)
        if any(answer is False for answer in answers):
            return False, False
        unsure = [answer for answer in answers if isinstance(answer, Unknown)]
        return (unsure[0] if unsure else True), all(frees) and not unsure

    def _under(
        self, text: str, principal: Principal, grant: Grant, allowed: Allowed, target: Resource
    ) -> tuple[bool | Unknown, bool]:
        test = conditions.parse(text)
        address = grant.resource.address
        doubt = Unknown(
            f"the condition of `{address}` is not understood",
            grant.resource.locate("properties.condition"),
        )
        if test is None:
            return doubt, False
        if allowed.action in ASSIGN_ROLES.actions:
            return self._delegates(test, text, principal, grant, target)
        answer = test(conditions.Asked(allowed.action, _attributes(target)))
        if answer is None:
            why = f"whether the condition of `{address}` holds depends on the request"
            return Unknown(why, grant.resource.locate("properties.condition")), False
        return answer, False

    def _delegates(
        self,
        test: conditions.Test,
        text: str,
        principal: Principal,
        grant: Grant,
        target: Resource,
    ) -> tuple[bool | Unknown, bool]:
        """Tell whether a delegation condition lets its holder grant itself a way in.

        The second answer tells whether one of the roles opens the network as well.
        """
        unsure: Unknown | None = None
        way_in = network = False
        for answer, role in self._grantable(test, text, principal, target):
            opens = None if role is None else self.opens(role, target)
            if answer and role is not None:
                way_in = way_in or bool(opens)
                network = network or self._opens_network(role, target)
            if opens is not False and unsure is None:
                unsure = Unknown(
                    f"what the condition of `{grant.resource.address}` lets it grant is not known",
                    grant.resource.locate("properties.condition"),
                )
            if way_in and network:
                break
        if way_in:
            return True, network
        return (unsure if unsure is not None else False), False

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

    def _opens_network(self, role: Role, target: Resource) -> bool:
        """Tell whether a role surely lets its holder open the network of a resource."""
        need = service_of((self._estate.top(target) or target).type).opens
        if need is None:
            return role.guid == OWNER
        return any(each.doubt is None and not each.condition for each in role.allowed(need))

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
