"""Parts that policy types share; the scope is the only thing that differs between them."""

from __future__ import annotations

from typing import Final

from ringfence.model.facts import ABSENT, Absent, Value
from ringfence.readers.terraform.build import document, each, move
from ringfence.readers.terraform.mapping import Part
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.shared import IDENTITY


def _selectors(default: Value | Absent) -> Part:
    return each(
        "selectors",
        to="selectors",
        parts=(
            move("kind", to="kind", default=default),
            move("in", to="in"),
            move("not_in", to="notIn"),
        ),
    )


def assignment(scope: str) -> tuple[Part, ...]:
    """Return the parts of a policy assignment whose scope stands in argument `scope`."""
    return (
        move(scope, to="scope"),
        IDENTITY,
        move("location", to="location"),
        move("policy_definition_id", to="properties.policyDefinitionId"),
        move("display_name", to="properties.displayName"),
        document("parameters", to="properties.parameters"),
        move("not_scopes", to="properties.notScopes"),
        move(
            "enforce",
            to="properties.enforcementMode",
            default="Default",
            convert={
                True: "Default",
                False: "DoNotEnforce",
                "true": "Default",
                "false": "DoNotEnforce",
            },
        ),
        each(
            "overrides",
            to="properties.overrides",
            parts=(
                Fixed("kind", "policyEffect"),
                move("value", to="value"),
                _selectors("policyDefinitionReferenceId"),
            ),
        ),
        each(
            "resource_selectors",
            to="properties.resourceSelectors",
            parts=(move("name", to="name"), _selectors(ABSENT)),
        ),
    )


def exemption(scope: str) -> tuple[Part, ...]:
    """Return the parts of a policy exemption whose scope stands in argument `scope`."""
    return (
        move(scope, to="scope"),
        move("policy_assignment_id", to="properties.policyAssignmentId"),
        move("exemption_category", to="properties.exemptionCategory"),
        move("expires_on", to="properties.expiresOn"),
        move("display_name", to="properties.displayName"),
        move("description", to="properties.description"),
        move("policy_definition_reference_ids", to="properties.policyDefinitionReferenceIds"),
    )


DEFINITION: Final[tuple[Part, ...]] = (
    move("policy_type", to="properties.policyType"),
    move("mode", to="properties.mode"),
    move("display_name", to="properties.displayName"),
    document("policy_rule", to="properties.policyRule"),
    document("parameters", to="properties.parameters"),
)
"""A policy definition."""

DEFINITION_SET: Final[tuple[Part, ...]] = (
    move("policy_type", to="properties.policyType"),
    move("display_name", to="properties.displayName"),
    document("parameters", to="properties.parameters"),
    each(
        "policy_definition_reference",
        to="properties.policyDefinitions",
        parts=(
            move("policy_definition_id", to="policyDefinitionId"),
            move("reference_id", to="policyDefinitionReferenceId"),
            document("parameter_values", to="parameters"),
            move("policy_group_names", to="groupNames"),
        ),
    ),
)
"""A set of policy definitions (an initiative)."""
