"""Assignments, definitions and exemptions for the tests of the policy plane."""

from __future__ import annotations

from typing import Any

from ringfence.graph.azure import policy as plane
from ringfence.graph.scene import Scene
from ringfence.model.assessment import Finding
from ringfence.model.resource import Resource
from tests.build import GROUP, SUBSCRIPTION, asset, findings, policy, res, scene

STORAGE = "Microsoft.Storage/storageAccounts"
SUB = f"/subscriptions/{SUBSCRIPTION}"
ALLOWED = (
    "/providers/Microsoft.Authorization/policyDefinitions/e56962a6-4747-49cd-b67b-bf8b01975c4c"
)
GROUPS_ONLY = (
    "/providers/Microsoft.Authorization/policyDefinitions/e765b5de-1225-4ba3-bd56-1ac6695af988"
)
ASSIGNMENTS = "Microsoft.Authorization/policyAssignments"
EXEMPTIONS = "Microsoft.Authorization/policyExemptions"
DEFINITIONS = "Microsoft.Authorization/policyDefinitions"
INITIATIVES = "Microsoft.Authorization/policySetDefinitions"
MANAGEMENT = "Microsoft.Management/managementGroups"


def assign(
    scope: Any = SUB,
    definition: Any = ALLOWED,
    locations: Any = ("westeurope", "northeurope"),
    name: str = "regions",
    parameters: dict[str, Any] | None = None,
    **properties: Any,
) -> Resource:
    """Return an assignment of `definition` at `scope`."""
    bound = dict(parameters or {})
    if locations is not None:
        listed = list(locations) if isinstance(locations, tuple) else locations
        bound["listOfAllowedLocations"] = {"value": listed}
    made = res(
        ASSIGNMENTS,
        name,
        scope=scope if isinstance(scope, str) else "/unknown",
        properties={"policyDefinitionId": definition, "parameters": bound, **properties},
    )
    made.body["scope"] = scope
    return made


def define(rule: Any, name: str = "own", mode: str = "All", **parameters: Any) -> Resource:
    """Return a custom definition in the subscription; `parameters` are defaults."""
    declared = {key: {"type": "Array", "defaultValue": value} for key, value in parameters.items()}
    body = {"policyRule": rule, "mode": mode, "parameters": declared}
    return res(DEFINITIONS, name, scope=SUB, properties=body)


def exempt(assignment: Any, scope: str = GROUP, name: str = "e", **properties: Any) -> Resource:
    """Return an exemption of `scope` from an assignment."""
    named = assignment.id if isinstance(assignment, Resource) else assignment
    body = {"policyAssignmentId": named, "exemptionCategory": "Waiver", **properties}
    made = res(EXEMPTIONS, name, scope=scope, properties=body)
    made.body["scope"] = scope
    return made


def store(name: str = "st", scope: str = GROUP, **body: Any) -> Resource:
    body.setdefault("location", "westeurope")
    return res(STORAGE, name, scope=scope, **body)


def at(
    *others: Resource, of: tuple[Resource, ...] = (), regions: tuple[str, ...] = ("EU",)
) -> Scene:
    """Return a scene with the stores `of` (by default one) as assets."""
    return scene([asset(each) for each in of or (store(),)], *others, of=policy(*regions))


def unguarded(
    *others: Resource, of: tuple[Resource, ...] = (), regions: tuple[str, ...] = ("EU",)
) -> list[Finding]:
    """Return what the plane finds."""
    return findings(at(*others, of=of, regions=regions), plane.PLANE)


def told(found: list[Finding]) -> list[tuple[str, str]]:
    """Return rule and outcome of each finding."""
    return [(each.rule, each.outcome.value) for each in found]
