"""The offline evaluator: operators, real built-in rules, and that an answer is never a guess."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.graph.azure.policy.conditions import evaluate
from ringfence.graph.azure.policy.expressions import Scope, resolve
from ringfence.graph.azure.policy.subject import Subject
from ringfence.model.facts import ABSENT, Unknown, Value
from ringfence.model.symbols import symbol
from tests.build import res

STORAGE = "Microsoft.Storage/storageAccounts"
REGISTRY = "Microsoft.ContainerRegistry/registries"
COSMOS = "Microsoft.DocumentDB/databaseAccounts"
VAULT = "Microsoft.KeyVault/vaults"
RULES = json.loads((Path(__file__).parents[1] / "data" / "policy_rules.json").read_text())["rules"]
HIDDEN = Unknown("hidden")


def ask(condition: Any, type_: str = STORAGE, parameters: Any = None, **body: Any) -> Any:
    """Return True, False or "unknown"."""
    location = str(body.pop("location", "westeurope"))
    subject = Subject(res(type_, "st1", **body), location, ABSENT, frozenset())
    bound = {key.lower(): value for key, value in (parameters or {}).items()}
    answer = evaluate(condition, Scope(bound, subject))
    return "unknown" if isinstance(answer, Unknown) else answer


@pytest.mark.parametrize(
    ("guid", "type_", "body", "parameters", "expected"),
    [
        ("4fa4b6c0", STORAGE, {"properties": {"allowBlobPublicAccess": True}}, {}, True),
        ("4fa4b6c0", STORAGE, {"properties": {"allowBlobPublicAccess": False}}, {}, False),
        ("4fa4b6c0", STORAGE, {"properties": {}}, {}, True),
        ("4fa4b6c0", VAULT, {"properties": {}}, {}, False),
        ("92a89a79", STORAGE, {"properties": {"allowCrossTenantReplication": False}}, {}, False),
        ("7433c107", STORAGE, {"sku": {"name": "Standard_GRS"}}, ["Standard_LRS"], True),
        ("7433c107", STORAGE, {"sku": {"name": "standard_lrs"}}, ["Standard_LRS"], False),
        ("7433c107", STORAGE, {"sku": {"name": HIDDEN}}, ["Standard_LRS"], "unknown"),
        ("b2982f36", STORAGE, {"properties": {"publicNetworkAccess": "disabled"}}, {}, False),
        (
            "34c877ad",
            STORAGE,
            {"properties": {"networkAcls": {"defaultAction": "Deny"}}},
            {},
            False,
        ),
        ("34c877ad", STORAGE, {"properties": {"networkAcls": HIDDEN}}, {}, "unknown"),
        (
            "2a1a9cdf",
            STORAGE,
            {"properties": {"networkAcls": {"defaultAction": "Deny", "ipRules": []}}},
            {},
            False,
        ),
        (
            "2a1a9cdf",
            STORAGE,
            {"properties": {"networkAcls": {"defaultAction": "Deny", "ipRules": [{"value": "x"}]}}},
            {},
            True,
        ),
        ("e8eef0a8", REGISTRY, {"properties": {"privateEndpointConnections": []}}, {}, True),
        (
            "e8eef0a8",
            REGISTRY,
            {
                "properties": {
                    "privateEndpointConnections": [
                        {
                            "properties": {
                                "privateLinkServiceConnectionState": {"status": "Approved"}
                            }
                        }
                    ]
                }
            },
            {},
            False,
        ),
        ("d0793b48", REGISTRY, {"properties": {}}, {}, True),
        ("d0793b48", REGISTRY, {"properties": {"publicNetworkAccess": "Disabled"}}, {}, False),
        ("dc921057", REGISTRY, {"properties": {"adminUserEnabled": True}}, {}, True),
        ("dc921057", REGISTRY, {"properties": {"adminUserEnabled": False}}, {}, False),
        ("8c6a50c6", STORAGE, {"properties": {}}, {}, True),
        ("8c6a50c6", STORAGE, {"properties": {"allowSharedKeyAccess": False}}, {}, False),
        ("12d4fa5e", VAULT, {"properties": {"enableRbacAuthorization": True}}, {}, False),
        (
            "6fac406b",
            STORAGE,
            {"properties": {"encryption": {"keySource": "Microsoft.Keyvault"}}},
            {},
            False,
        ),
    ],
)
def test_built_in_rules(
    guid: str, type_: str, body: dict[str, Any], parameters: Any, expected: Any
) -> None:
    rule = next(rule for key, rule in RULES.items() if key.startswith(guid))
    bound = {"listOfAllowedSKUs": parameters} if isinstance(parameters, list) else parameters
    assert ask(rule["if"], type_, {**rule["parameters"], **bound}, **body) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [(["West Europe"], False), (["West Europe", "East US"], True), ([HIDDEN], "unknown")],
)
def test_the_locations_of_cosmos(names: list[Any], expected: Any) -> None:
    rule = RULES["0473574d-2d43-4217-aefe-941fcdf7e684"]
    locations = [{"locationName": name} for name in names]
    allowed = {"listOfAllowedLocations": ["westeurope"]}
    assert ask(rule["if"], COSMOS, allowed, properties={"locations": locations}) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"field": "name", "equals": "ST1"}, True),
        ({"field": "name", "like": "s*1"}, True),
        ({"field": "name", "like": "s*2"}, False),
        ({"field": "name", "notLike": "s*2"}, True),
        ({"field": "name", "match": "??#"}, True),
        ({"field": "name", "match": "ST#"}, False),
        ({"field": "name", "matchInsensitively": "ST#"}, True),
        ({"field": "name", "notMatch": "ST#"}, True),
        ({"field": "name", "contains": "T1"}, True),
        ({"field": "name", "notContains": "x"}, True),
        ({"field": "type", "in": [STORAGE.upper()]}, True),
        ({"field": "type", "notIn": []}, True),
        ({"field": "location", "equals": "West Europe"}, True),
        ({"field": "tags", "containsKey": "TEAM"}, True),
        ({"field": "tags['team']", "equals": "ml"}, True),
        ({"field": "tags.absent", "exists": "false"}, True),
        ({"field": "tags[absent]", "exists": True}, False),
        ({"field": "Microsoft.Storage/storageAccounts/size", "greater": 2}, True),
        ({"field": "Microsoft.Storage/storageAccounts/size", "lessOrEquals": 2}, False),
        ({"field": "Microsoft.Storage/storageAccounts/size", "less": "x"}, "unknown"),
        ({"field": "Microsoft.Storage/storageAccounts/list[*]", "equals": "a"}, False),
        ({"field": "Microsoft.Storage/storageAccounts/list[*]", "notEquals": "c"}, True),
        ({"field": "Microsoft.Storage/storageAccounts/none[*]", "equals": "a"}, True),
        ({"value": "[length(field('name'))]", "equals": 3}, True),
        ({"value": "[if(equals(1, 1), 'a', 'b')]", "equals": "a"}, True),
        ({"value": "[toUpper(concat('a', field('name')))]", "equals": "AST1"}, True),
        ({"value": "[split('a,b', ',')[1]]", "equals": "b"}, True),
        ({"value": "[magic()]", "equals": "b"}, "unknown"),
        ({"value": "[broken(", "equals": "[broken("}, True),
        ({"value": "[broken(]", "equals": "x"}, "unknown"),
        ({"count": {"value": ["a", "b"], "name": "n"}, "equals": 2}, True),
        (
            {
                "count": {
                    "value": ["a", "b"],
                    "name": "n",
                    "where": {"value": "[current('n')]", "equals": "a"},
                },
                "equals": 1,
            },
            True,
        ),
        ({"not": {"field": "name", "equals": "st1"}}, False),
        (
            {"anyOf": [{"field": "name", "equals": HIDDEN}, {"field": "name", "equals": "st1"}]},
            True,
        ),
        ({"allOf": [{"field": "name", "equals": HIDDEN}, {"field": "name", "equals": "x"}]}, False),
        ({"allOf": [{"field": "name", "equals": HIDDEN}]}, "unknown"),
        ({"field": "name", "equals": symbol("x")}, "unknown"),
        ({"field": "name", "resembles": "x"}, "unknown"),
        (HIDDEN, "unknown"),
        ("no condition", "unknown"),
    ],
)
def test_operators(condition: Any, expected: Any) -> None:
    body: dict[str, Any] = {"tags": {"Team": "ml"}, "properties": {"size": 3, "list": ["a", "b"]}}
    assert ask(condition, **body) == expected


def test_escaped_brackets_are_text() -> None:
    assert resolve("[[parameters('x')]", Scope({})) == "[parameters('x')]"


def test_depth_is_bounded() -> None:
    condition: Any = {"field": "name", "equals": "x"}
    for _ in range(500):
        condition = {"not": condition}
    assert ask(condition) == "unknown"


values = st.sampled_from(["a", "b", "ab", ""])
leaves = st.builds(
    lambda field, operator, value: {"field": field, operator: value},
    st.sampled_from(["kind", "tags.t", "Microsoft.Storage/storageAccounts/p"]),
    st.sampled_from(["equals", "notEquals", "like", "contains"]),
    values,
) | st.builds(
    lambda field, operator, listed: {"field": field, operator: listed},
    st.sampled_from(["kind", "tags.t"]),
    st.sampled_from(["in", "notIn"]),
    st.lists(values, max_size=3),
)
conditions = st.recursive(
    leaves,
    lambda inner: (
        st.builds(lambda each: {"allOf": each}, st.lists(inner, max_size=3))
        | st.builds(lambda each: {"anyOf": each}, st.lists(inner, max_size=3))
        | st.builds(lambda each: {"not": each}, inner)
    ),
    max_leaves=6,
)
SLOTS = ("kind", "tag", "property")


def _body(filled: dict[str, Value]) -> dict[str, Any]:
    return {
        "kind": filled["kind"],
        "tags": {"t": filled["tag"]},
        "properties": {"p": filled["property"]},
    }


@settings(max_examples=300)
@given(conditions, st.lists(values, min_size=3, max_size=3), st.sets(st.sampled_from(SLOTS)))
def test_an_answer_holds_whatever_the_hidden_values_are(
    condition: Any, concrete: list[str], hidden: set[str]
) -> None:
    filled: dict[str, Value] = dict(zip(SLOTS, concrete, strict=True))
    blank: dict[str, Value] = dict.fromkeys(hidden, HIDDEN)
    abstract = ask(condition, **_body({**filled, **blank}))
    completions = [
        ask(condition, **_body({**filled, **dict(zip(sorted(hidden), each, strict=True))}))
        for each in product(["a", "b", "ab", "", "c"], repeat=len(hidden))
    ]
    assert "unknown" not in completions
    if abstract != "unknown":
        assert set(completions) == {abstract}
