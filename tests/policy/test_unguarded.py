"""Unguarded scopes, each with a twin that a policy guards."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.graph.azure import policy as plane
from ringfence.model.boundary import Boundary, Policy
from ringfence.model.facts import Unknown
from ringfence.model.symbols import context, symbol
from tests.build import GROUP, asset, findings, res, scene
from tests.policy.build import (
    ALLOWED,
    GROUPS_ONLY,
    INITIATIVES,
    MANAGEMENT,
    STORAGE,
    SUB,
    assign,
    at,
    define,
    exempt,
    store,
    told,
    unguarded,
)

HIDDEN = Unknown("variable `x` has no value")
OTHER = f"{SUB}/resourceGroups/other"
TAGS = "/providers/Microsoft.Authorization/policyDefinitions/871b6d14-10aa-478d-b590-94f262ecfa99"
WEAK = [("RF-UNG-02", "fail")]
DOUBTFUL = [("RF-UNG-02", "unknown")]


class TestAssignments:
    @pytest.mark.parametrize("scope", [SUB, GROUP, store().id, SUB.upper()])
    def test_an_enforced_list_guards(self, scope: str) -> None:
        held = at(assign(scope))
        assert findings(held, plane.PLANE) == []
        assert any("does not see resource groups" in note for note in held.notes)

    def test_no_assignment_at_all_is_one_question(self) -> None:
        assert told(unguarded(of=(store(), store("st2")))) == [("RF-UNG-04", "unknown")]
        assert unguarded(of=(store(),))[0].asset is None

    def test_no_assets_no_question(self) -> None:
        assert findings(scene([], store()), plane.PLANE) == []

    def test_an_assignment_about_something_else_guards_nothing(self) -> None:
        found = unguarded(assign(definition=TAGS, locations=None))
        assert told(found) == [("RF-UNG-01", "fail")]
        assert found[0].asset is None
        assert found[0].address == "storageAccounts.st"

    def test_a_group_is_named_where_the_code_declares_it(self) -> None:
        group = res("Microsoft.Resources/resourceGroups", "rg", location="westeurope")
        group.id, group.key = GROUP, GROUP.lower()
        found = unguarded(assign(definition=TAGS, locations=None), group)
        assert found[0].address == "resourceGroups.rg"

    def test_scopes_are_joined_where_nothing_is_guarded(self) -> None:
        two = (store(), store("st2", OTHER))
        other = assign(definition=TAGS, locations=None)
        assert told(unguarded(other, of=two)) == [("RF-UNG-01", "fail")]
        half = assign(GROUP, name="half")
        found = unguarded(other, half, of=two)
        assert told(found) == [("RF-UNG-01", "fail")]
        assert found[0].address == "storageAccounts.st2"

    def test_groups_only(self) -> None:
        assert told(unguarded(assign(definition=GROUPS_ONLY))) == [("RF-UNG-01", "fail")]
        assert unguarded(assign(definition=GROUPS_ONLY), assign(name="both")) == []

    def test_another_subscription(self) -> None:
        elsewhere = "/subscriptions/00000000-0000-0000-0000-00000000000b"
        assert told(unguarded(assign(elsewhere))) == [("RF-UNG-01", "fail")]


class TestWeak:
    @pytest.mark.parametrize(
        "properties",
        [
            {"enforcementMode": "DoNotEnforce"},
            {"locations": ("westeurope", "eastus")},
            {"locations": ("westeurope", "switzerlandnorth")},
            {"parameters": {"effect": {"value": "Audit"}}},
            {"parameters": {"effect": {"value": "Disabled"}}},
            {"notScopes": [GROUP]},
            {"notScopes": [SUB + "/resourceGroups/RG"]},
            {"overrides": [{"kind": "policyEffect", "value": "Audit"}]},
            {
                "resourceSelectors": [
                    {"name": "s", "selectors": [{"kind": "resourceLocation", "in": ["eastus"]}]}
                ]
            },
            {
                "resourceSelectors": [
                    {"selectors": [{"kind": "resourceType", "in": ["Microsoft.Compute/disks"]}]}
                ]
            },
        ],
    )
    def test_assigned_but_not_holding(self, properties: dict[str, Any]) -> None:
        found = unguarded(assign(**properties))
        assert told(found) == WEAK
        assert found[0].address == "policyAssignments.regions"

    @pytest.mark.parametrize(
        "properties",
        [
            {"enforcementMode": "Default"},
            {"locations": ("West Europe", "NorthEurope", "global")},
            {"parameters": {"effect": {"value": "deny"}}},
            {"notScopes": [OTHER]},
            {"overrides": [{"kind": "policyEffect", "value": "Deny"}]},
            {
                "overrides": [
                    {
                        "kind": "policyEffect",
                        "value": "Audit",
                        "selectors": [{"kind": "resourceType", "in": ["Microsoft.Compute/disks"]}],
                    }
                ]
            },
            {"resourceSelectors": [{"selectors": [{"kind": "resourceType", "in": [STORAGE]}]}]},
            {"resourceSelectors": []},
        ],
    )
    def test_the_twin_holds(self, properties: dict[str, Any]) -> None:
        assert unguarded(assign(**properties)) == []

    @pytest.mark.parametrize(
        "properties",
        [
            {"enforcementMode": HIDDEN},
            {"locations": HIDDEN},
            {"locations": ["westeurope", HIDDEN]},
            {"parameters": {"effect": {"value": HIDDEN}}},
            {"notScopes": [HIDDEN]},
            {"notScopes": HIDDEN},
            {"overrides": HIDDEN},
            {"resourceSelectors": [HIDDEN]},
            {"scope": HIDDEN},
        ],
    )
    def test_what_is_hidden_may_hold_or_not(self, properties: dict[str, Any]) -> None:
        assert told(unguarded(assign(**properties))) == DOUBTFUL

    @pytest.mark.parametrize(
        "definition",
        [HIDDEN, f"{SUB}/providers/Microsoft.Authorization/policyDefinitions/elsewhere"],
    )
    def test_what_is_assigned_may_be_about_locations(self, definition: Any) -> None:
        many = [assign(definition=definition, name=f"a{number}") for number in range(3)]
        assert told(unguarded(*many)) == [("RF-UNG-01", "unknown")]

    def test_a_definition_of_another_template_is_known_by_its_name(self) -> None:
        def scope(root: str) -> str:
            return f"/providers/{MANAGEMENT}/{symbol('parameter top', root)}"

        tags = define({"if": {"field": "tags.x", "exists": "false"}, "then": {"effect": "deny"}})
        tags.id = f"{scope('a')}/providers/Microsoft.Authorization/policyDefinitions/own"
        tags.key = tags.id.lower()
        given = assign(definition=tags.id.replace(scope("a"), scope("b")), locations=None)
        assert told(unguarded(tags, given)) == [("RF-UNG-01", "fail")]
        rule: dict[str, Any] = {
            "if": {"field": "location", "notIn": ["westeurope"]},
            "then": {"effect": "deny"},
        }
        tags.body["properties"] = {"policyRule": rule}
        assert told(unguarded(tags, given)) == [("RF-UNG-01", "unknown")]

    def test_an_assignment_that_may_not_exist(self) -> None:
        maybe = assign()
        maybe.presence = HIDDEN
        assert told(unguarded(maybe)) == DOUBTFUL

    def test_a_list_too_wide_stays_too_wide_whatever_is_hidden(self) -> None:
        wide = assign(locations=["eastus", HIDDEN])
        assert told(unguarded(wide)) == WEAK

    def test_two_assignments_may_guard_together(self) -> None:
        outside_us = define(
            {
                "if": {"field": "location", "in": "[parameters('denied')]"},
                "then": {"effect": "deny"},
            },
            denied=["eastus", "eastus2"],
        )
        wide = assign(locations=("westeurope", "eastus", "eastus2"))
        assert told(unguarded(wide)) == WEAK
        both = assign(definition=outside_us.id, locations=None, name="us")
        assert unguarded(wide, outside_us, both) == []

    def test_a_weak_one_beside_a_guard_is_no_finding(self) -> None:
        audit = assign(name="audit", enforcementMode="DoNotEnforce")
        assert unguarded(audit, assign(GROUP, name="deny")) == []


class TestManagementGroups:
    def test_a_group_above_the_subscription(self) -> None:
        mg = f"/providers/{MANAGEMENT}/llm"
        group = res(MANAGEMENT, "llm", scope="", properties={"subscriptions": [SUB]})
        other = res(MANAGEMENT, "web", scope="", properties={"subscriptions": []})
        assert unguarded(assign(mg), group) == []
        found = unguarded(assign(f"/providers/{MANAGEMENT}/web"), group, other)
        assert told(found) == [("RF-UNG-01", "fail")]

    def test_a_group_above_the_group(self) -> None:
        top = f"/providers/{MANAGEMENT}/top"
        group = res(
            MANAGEMENT, "llm", scope="", properties={"subscriptions": [SUB], "parentId": top}
        )
        assert unguarded(assign(top), group) == []

    def test_a_group_whose_place_is_not_in_the_code(self) -> None:
        mg = f"/providers/{MANAGEMENT}/llm"
        assert told(unguarded(assign(mg))) == DOUBTFUL
        group = res(
            MANAGEMENT, "llm", scope="", properties={"subscriptions": [SUB], "parentId": HIDDEN}
        )
        assert told(unguarded(assign(f"/providers/{MANAGEMENT}/root"), group)) == DOUBTFUL


class TestInitiatives:
    GLOBAL = (
        "/providers/Microsoft.Authorization/policySetDefinitions/"
        "c1cbff38-87c0-4b9f-9f70-035c7a3b5523"
    )
    RESIDENCY = (
        "/providers/Microsoft.Authorization/policySetDefinitions/"
        "bebfcba2-e789-4da6-9043-726ef3a00d02"
    )
    BENCHMARK = (
        "/providers/Microsoft.Authorization/policySetDefinitions/"
        "1f3afdf9-d0c9-4c3d-847f-89da613e70a8"
    )

    def test_built_in_ones(self) -> None:
        assert unguarded(assign(definition=self.GLOBAL)) == []
        assert told(unguarded(assign(definition=self.GLOBAL, locations=("eastus",)))) == WEAK
        audit = {"effect": {"value": "Audit"}}
        assert told(unguarded(assign(definition=self.RESIDENCY, parameters=audit))) == WEAK
        assert unguarded(assign(definition=self.RESIDENCY)) == []

    def test_a_benchmark_holds_no_location_policy(self) -> None:
        found = unguarded(assign(definition=self.BENCHMARK, locations=None))
        assert told(found) == [("RF-UNG-01", "fail")]

    def test_one_of_ones_own_passes_parameters_on(self) -> None:
        def initiative(passed: Any) -> Any:
            entry = {
                "policyDefinitionId": ALLOWED,
                "policyDefinitionReferenceId": "where",
                "parameters": {"listOfAllowedLocations": {"value": passed}},
            }
            declared = {"regions": {"type": "Array", "defaultValue": ["westeurope"]}}
            return res(
                INITIATIVES,
                "own",
                scope=SUB,
                properties={"parameters": declared, "policyDefinitions": [entry]},
            )

        for passed, expected in (
            ("[parameters('regions')]", []),
            (["westeurope"], []),
            (["eastus"], WEAK),
            (HIDDEN, DOUBTFUL),
            ("[parameters('missing')]", DOUBTFUL),
        ):
            own = initiative(passed)
            assert told(unguarded(own, assign(definition=own.id, locations=None))) == expected
        own = initiative("[parameters('regions')]")
        wider = {"regions": {"value": ["westeurope", "eastus"]}}
        given = assign(definition=own.id, locations=None, parameters=wider)
        assert told(unguarded(own, given)) == WEAK

    def test_a_member_whose_name_is_hidden_may_be_the_one_that_is_exempted(self) -> None:
        for name, expected in (
            ("where", ["RF-UNG-03 fail"]),
            ("other", []),
            (HIDDEN, ["RF-UNG-02 unknown", "RF-UNG-03 unknown"]),
        ):
            entry = {
                "policyDefinitionId": ALLOWED,
                "policyDefinitionReferenceId": name,
                "parameters": {"listOfAllowedLocations": {"value": ["westeurope"]}},
            }
            own = res(INITIATIVES, "own", scope=SUB, properties={"policyDefinitions": [entry]})
            given = assign(definition=own.id, locations=None)
            found = unguarded(own, given, exempt(given, policyDefinitionReferenceIds=["Where"]))
            assert sorted(f"{each.rule} {each.outcome.value}" for each in found) == expected

    def test_an_override_of_one_member(self) -> None:
        selectors = [{"kind": "policyDefinitionReferenceId", "in": ["allowedLocations"]}]
        override = {"kind": "policyEffect", "value": "Audit", "selectors": selectors}
        found = unguarded(assign(definition=self.RESIDENCY, overrides=[override]))
        assert told(found) == WEAK
        selectors[0]["in"] = ["allowedLocationsCosmosDB"]
        assert unguarded(assign(definition=self.RESIDENCY, overrides=[override])) == []


class TestCustom:
    @pytest.mark.parametrize(
        ("condition", "guards"),
        [
            ({"field": "location", "notIn": "[parameters('allowed')]"}, True),
            ({"not": {"field": "location", "in": "[parameters('allowed')]"}}, True),
            ({"field": "location", "notEquals": "westeurope"}, True),
            ({"field": "location", "in": ["eastus"]}, False),
            (
                {
                    "allOf": [
                        {"field": "type", "equals": STORAGE},
                        {"field": "location", "notIn": "[parameters('allowed')]"},
                    ]
                },
                True,
            ),
            (
                {
                    "allOf": [
                        {"field": "type", "equals": "Microsoft.Compute/disks"},
                        {"field": "location", "notIn": "[parameters('allowed')]"},
                    ]
                },
                False,
            ),
            (
                {
                    "allOf": [
                        {"field": "tags['sovereign']", "equals": "true"},
                        {"field": "location", "notIn": "[parameters('allowed')]"},
                    ]
                },
                False,
            ),
            (
                {
                    "anyOf": [
                        {"field": "location", "exists": "false"},
                        {"field": "location", "notLike": "*europe"},
                    ]
                },
                False,  # admits neither `ukwest` nor `eastus`, but no region ends so outside the EU
            ),
            (
                {
                    "value": "[contains(parameters('allowed'), field('location'))]",
                    "equals": "false",
                },
                True,
            ),
        ],
    )
    def test_rules(self, condition: dict[str, Any], guards: bool) -> None:
        rule = {"if": condition, "then": {"effect": "deny"}}
        own = define(rule, allowed=["westeurope", "northeurope"])
        found = unguarded(own, assign(definition=own.id, locations=None))
        if "anyOf" in condition:  # every region outside the EU ends otherwise
            assert found == []
        else:
            assert (found == []) is guards

    def test_tags_of_the_asset_decide(self) -> None:
        condition = {
            "allOf": [
                {"field": "tags.sovereign", "equals": True},
                {"field": "location", "notIn": ["westeurope"]},
            ]
        }
        own = define({"if": condition, "then": {"effect": "Deny"}})
        given = assign(definition=own.id, locations=None)
        tagged, plain = store(tags={"Sovereign": "true"}), store("st2", tags={})
        assert unguarded(own, given, of=(tagged,)) == []
        assert unguarded(own, given, of=(plain,)) != []
        assert unguarded(own, given, of=(tagged, plain)) != []
        hidden = store(tags=HIDDEN)
        assert told(unguarded(own, given, of=(hidden,))) == DOUBTFUL

    def test_modify_guards_nothing(self) -> None:
        rule = {"if": {"field": "location", "notIn": ["westeurope"]}, "then": {"effect": "modify"}}
        own = define(rule)
        assert told(unguarded(own, assign(definition=own.id, locations=None))) == WEAK

    def test_the_place_of_the_group(self) -> None:
        rule = {
            "if": {"field": "location", "notEquals": "[resourceGroup().location]"},
            "then": {"effect": "deny"},
        }
        own = define(rule)
        given = assign(definition=own.id, locations=None)
        group = res("Microsoft.Resources/resourceGroups", "rg", location="westeurope")
        group.id, group.key = GROUP, GROUP.lower()
        assert unguarded(own, given, group) == []
        assert told(unguarded(own, given)) == DOUBTFUL

    def test_data_plane_modes_are_not_asked_at_creation(self) -> None:
        rule = {"if": {"field": "location", "notIn": ["westeurope"]}, "then": {"effect": "deny"}}
        own = define(rule, mode="Microsoft.KeyVault.Data")
        found = unguarded(own, assign(definition=own.id, locations=None))
        assert told(found) == [("RF-UNG-01", "fail")]

    def test_a_hidden_rule(self) -> None:
        own = define(HIDDEN)
        found = unguarded(own, assign(definition=own.id, locations=None))
        assert told(found) == [("RF-UNG-01", "unknown")]

    def test_a_built_in_one_by_its_display_name(self) -> None:
        named = define({}, "data")
        named.external = HIDDEN
        named.body["properties"] = {"displayName": "Allowed locations"}
        assert unguarded(named, assign(definition=named.id)) == []
        named.body["properties"] = {"displayName": "Something of ours"}
        found = unguarded(named, assign(definition=named.id))
        assert told(found) == [("RF-UNG-01", "unknown")]


class TestExemptions:
    def test_an_exemption_opens_the_policy(self) -> None:
        given = assign()
        found = unguarded(given, exempt(given))
        assert told(found) == [("RF-UNG-03", "fail")]
        assert found[0].address == "policyExemptions.e"

    @pytest.mark.parametrize("category", ["Waiver", "Mitigated"])
    def test_it_is_reported_where_no_asset_is(self, category: str) -> None:
        given = assign()
        elsewhere = exempt(given, OTHER, exemptionCategory=category)
        assert told(unguarded(given, elsewhere)) == [("RF-UNG-03", "fail")]
        at_nothing = scene([], given, elsewhere)
        assert told(findings(at_nothing, plane.PLANE)) == [("RF-UNG-03", "fail")]

    @pytest.mark.parametrize(
        ("expires", "expected"),
        [
            ("2026-11-19T00:00:00Z", []),
            ("2026-11-21", [("RF-UNG-03", "fail")]),
            (None, [("RF-UNG-03", "fail")]),
            (HIDDEN, [("RF-UNG-02", "unknown"), ("RF-UNG-03", "unknown")]),
            ("soon", [("RF-UNG-02", "unknown"), ("RF-UNG-03", "unknown")]),
        ],
    )
    def test_it_ends(self, expires: Any, expected: list[tuple[str, str]]) -> None:
        given = assign()
        assert sorted(told(unguarded(given, exempt(given, expiresOn=expires)))) == expected

    def test_from_a_member_of_an_initiative(self) -> None:
        given = assign(definition=TestInitiatives.GLOBAL)
        for listed, count in ((["AllowedLocations"], 1), (["AllowedLocationsForAzureCosmosDB"], 0)):
            found = unguarded(given, exempt(given, policyDefinitionReferenceIds=listed))
            assert len(found) == count

    def test_from_an_assignment_about_something_else(self) -> None:
        tags = assign(definition=TAGS, locations=None, name="tags")
        assert unguarded(assign(), tags, exempt(tags)) == []

    def test_from_an_assignment_that_is_not_in_the_code(self) -> None:
        foreign = "/providers/Microsoft.Management/managementGroups/x/providers/p/a/n"
        for named in (foreign, HIDDEN):
            found = unguarded(assign(), exempt(named, OTHER))
            assert ("RF-UNG-03", "unknown") in told(found)

    def test_from_an_assignment_that_denies_nothing_anyway(self) -> None:
        loose = assign(enforcementMode="DoNotEnforce")
        assert told(unguarded(loose, exempt(loose))) == WEAK


class TestSymbols:
    def test_the_current_subscription(self) -> None:
        sub = f"/subscriptions/{context('subscription')}"
        here = store(scope=f"{sub}/resourceGroups/rg")
        assert unguarded(assign(sub), of=(here,)) == []
        assert told(unguarded(assign(SUB), of=(here,))) == DOUBTFUL

    def test_a_boundary_inferred_from_the_place_of_the_group(self) -> None:
        symbol = context("resourceGroup.location")
        settled = Policy(Boundary(regions=frozenset({symbol}), stated=("<rg>",), inferred=True))

        def judged(*locations: str) -> list[tuple[str, str]]:
            held = scene([asset(store(location=symbol))], assign(locations=locations), of=settled)
            return told(findings(held, plane.PLANE))

        assert judged(symbol) == []
        assert [outcome for _, outcome in judged("westeurope")] == ["unknown"]
        assert judged("westeurope", "eastus") == WEAK

    def test_without_regions_nothing_is_known(self) -> None:
        held = scene([asset(store())], assign(), of=Policy(Boundary()))
        assert told(findings(held, plane.PLANE)) == [("RF-UNG-01", "unknown")]
