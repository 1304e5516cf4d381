"""Reads every kind of assignment into grants: Azure roles, PIM, Lighthouse delegations, denials."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.identity.directory import Directory
from ringfence.graph.azure.identity.grants import Deny, Grant, Grants
from ringfence.graph.azure.identity.principals import Principal
from ringfence.graph.azure.identity.roles import Listed, Rights, Role, Roles
from ringfence.graph.azure.identity.scopes import NearScopes, ScopeTree, scope_key
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import CLOSE, OPEN, is_context, show

ASSIGNMENTS: Final = "Microsoft.Authorization/roleAssignments"
ACTIVE: Final = (
    ASSIGNMENTS,
    "Microsoft.Authorization/roleAssignmentScheduleRequests",
    "Microsoft.Authorization/roleAssignmentSchedules",
    "Microsoft.Authorization/roleAssignmentScheduleInstances",
)
ELIGIBLE: Final = (
    "Microsoft.Authorization/roleEligibilityScheduleRequests",
    "Microsoft.Authorization/roleEligibilitySchedules",
    "Microsoft.Authorization/roleEligibilityScheduleInstances",
)
DENIES: Final = "Microsoft.Authorization/denyAssignments"
DELEGATIONS: Final = "Microsoft.ManagedServices/registrationAssignments"
DELEGATION_TERMS: Final = "Microsoft.ManagedServices/registrationDefinitions"
_TAKES_AWAY: Final = frozenset({"adminremove", "selfdeactivate", "adminexpire"})


class Assignments:
    """Reads the assignments of an estate.

    `unscoped` are those whose scope is not known, with the reason: they may stand anywhere.
    """

    def __init__(self, estate: Estate, directory: Directory, tenants: frozenset[str]) -> None:
        self._estate = estate
        self._directory = directory
        self.roles = Roles(estate)
        self.grants = Grants(ScopeTree(estate, tenants), NearScopes(estate))
        self.unscoped: list[tuple[Grant, Unknown]] = []
        self._tenants = frozenset(tenant.lower() for tenant in tenants)
        for resource in estate.of(*ACTIVE, *ELIGIBLE):
            self._assignment(resource)
        for resource in estate.of(DELEGATIONS):
            self._delegation(resource)
        for resource in estate.of(DENIES):
            self.grants.denies.extend(_denials(resource))

    def _assignment(self, resource: Resource) -> None:
        kind = resource.look("properties.requestType")
        if isinstance(kind, str) and kind.lower() in _TAKES_AWAY:
            return
        principal = self.principal(
            resource.look("properties.principalId"),
            resource,
            "properties.principalId",
            resource.look("properties.principalType"),
        )
        condition = resource.look("properties.condition")
        self._keep(
            resource,
            resource.look("properties.scope"),
            Grant(
                resource,
                principal,
                self.roles.named(
                    resource.look("properties.roleDefinitionId"),
                    resource.look("properties.roleDefinitionName"),
                    resource,
                ),
                "",
                condition if isinstance(condition, str | Unknown) else "",
                () if resource.presence is None else (resource.presence,),
                eligible=resource.kind in {each.lower() for each in ELIGIBLE},
            ),
        )

    def _keep(self, resource: Resource, scope: Value | Absent, grant: Grant) -> None:
        """Add a grant at its scope; without one it stands where its id says."""
        if isinstance(scope, Absent) or scope is None:
            scope = resource.id.rpartition("/providers/")[0] or "/"
        if isinstance(scope, Unknown):
            self.unscoped.append((grant, scope))
            return
        text = str(scope)
        if text.startswith(OPEN) and text.endswith(CLOSE) and text.count(OPEN) == 1:
            if not show(text).endswith(".id>") or is_context(text):
                why = f"the scope of `{resource.address}` is `{show(text)}`, which is not resolved"
                self.unscoped.append((grant, Unknown(why, resource.locate("properties.scope"))))
            return  # the id of something that is not modelled: nothing of ours lies below it
        grant.scope = scope_key(text)
        self.grants.add(grant)

    def principal(
        self, value: Value | Absent, resource: Resource, pointer: str, type_: Value | Absent = None
    ) -> Principal:
        """Return who an assignment names; one that is not known is named after the assignment."""
        if isinstance(value, str) and value:
            token = value.lower()
            self._directory.note_type(token, type_)
            return self._directory.named(token)
        doubt = value if isinstance(value, Unknown) else None
        if doubt is not None and (known := self._directory.mentioned(doubt, resource.root)):
            return known
        why = either(
            doubt, Unknown(f"`{resource.address}` names no principal", resource.locate(pointer))
        )
        return self._directory.unknown(f"?{resource.key}#{pointer}", resource.address, why)

    def _delegation(self, resource: Resource) -> None:
        """A delegation gives the roles that its definition lists to principals of another tenant."""
        reference = resource.look("properties.registrationDefinitionId")
        found = self._estate.lookup(reference, DELEGATION_TERMS)
        scope = resource.look("scope")
        terms = [(found.found, None)] if found.found else [(r, found.doubt) for r in found.perhaps]
        if not terms:
            why = f"what `{resource.address}` delegates is not declared here"
            doubt = Unknown(why, resource.locate())
            stranger = self._directory.unknown(f"?{resource.key}", resource.address, doubt)
            role = Role("roles that are not known", doubt=doubt)
            self._keep(resource, scope, Grant(resource, stranger, role, ""))
        for definition, unsure in terms:
            if not self._ours(definition):
                for grant in self._delegated(resource, definition, unsure):
                    self._keep(resource, scope, grant)

    def _ours(self, definition: Resource) -> bool:
        tenant = definition.look("properties.managedByTenantId")
        return isinstance(tenant, str) and tenant.lower() in self._tenants

    def _delegated(
        self, resource: Resource, definition: Resource, unsure: Unknown | None
    ) -> Iterator[Grant]:
        for name in ("authorizations", "eligibleAuthorizations"):
            for element, doubt in members(definition.look(f"properties.{name}")):
                body = element if isinstance(element, dict) else {}
                value: Value = element if isinstance(element, Unknown) else body.get("principalId")
                label = body.get("principalIdDisplayName")
                principal = self.principal(value, definition, f"properties.{name}")
                if isinstance(label, str) and principal.label == principal.token:
                    principal.label = label
                doubts = (unsure, doubt, resource.presence, definition.presence)
                yield Grant(
                    resource,
                    principal,
                    self.roles.named(dig(element, "roleDefinitionId"), None, definition),
                    "",
                    doubts=tuple(each for each in doubts if each is not None),
                    eligible=name.startswith("eligible"),
                    pointer="properties.registrationDefinitionId",
                )


def _denials(resource: Resource) -> Iterator[Deny]:
    """Yield what a deny assignment denies; one that is not known protects nothing for sure."""
    scope = resource.look("properties.scope")
    if isinstance(scope, Absent) or scope is None:
        scope = resource.id.rpartition("/providers/")[0] or "/"
    if not isinstance(scope, str):
        return
    permissions = list(members(resource.look("properties.permissions")))
    denied = tuple(
        Rights(
            _listed(dig(each, "actions")),
            _listed(dig(each, "notActions")),
            _listed(dig(each, "dataActions")),
            _listed(dig(each, "notDataActions")),
        )
        for each, _ in permissions
    )
    unsure = [hidden for _, hidden in permissions if hidden is not None]
    doubt = either(resource.presence, unsure[0] if unsure else None)
    listed = {
        name: [
            element.get("id") if isinstance(element, dict) else element
            for element, _ in members(resource.look(f"properties.{name}"))
        ]
        for name in ("principals", "excludePrincipals")
    }
    if any(not isinstance(each, str) for names in listed.values() for each in names):
        doubt = either(doubt, Unknown("whom a deny assignment is about is not known"))
    spared = resource.look("properties.doNotApplyToChildScopes")
    yield Deny(
        Role("a deny assignment", denied),
        scope_key(scope),
        frozenset(str(each).lower() for each in listed["principals"] if isinstance(each, str)),
        frozenset(
            str(each).lower() for each in listed["excludePrincipals"] if isinstance(each, str)
        ),
        spared is not True,
        doubt,
    )


def _listed(value: Value | Absent) -> Listed:
    entries = list(members(value))
    hidden = [hidden for _, hidden in entries if hidden is not None]
    texts = tuple(text for text, _ in entries if isinstance(text, str))
    return Listed(texts, hidden[0] if hidden else None)
