"""Templates: parameters, variables, loops, conditions."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.model.facts import MAYBE, Unknown
from ringfence.model.symbols import context, placeholder, show
from ringfence.readers.options import Options
from tests.arm.reading import (
    MAIN,
    STORAGE,
    nested,
    only,
    problems,
    read,
    storage,
    template,
    thing,
)

GROUP = f"/subscriptions/{context('subscription', MAIN)}/resourceGroups/{context('resourceGroup', MAIN)}"
BLOB_OWNER = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"


def test_a_resource_is_read_as_it_is_declared() -> None:
    harvest = read(
        template(
            storage(
                "stweights",
                sku={"name": "Standard_LRS"},
                dependsOn=["x"],
                comments="c",
                properties={"allowBlobPublicAccess": False},
            )
        )
    )
    account = only(harvest)
    assert account.address == f"{STORAGE}/stweights"
    assert account.id == f"{GROUP}/providers/{STORAGE}/stweights"
    assert account.root == MAIN
    assert account.api_version == "2024-01-01"
    assert account.body == {
        "location": "westeurope",
        "sku": {"name": "Standard_LRS"},
        "properties": {"allowBlobPublicAccess": False},
    }
    assert harvest.reports[0].resources == 1
    assert harvest.reports[0].gaps == 0


def test_parameters_and_variables_may_refer_to_each_other() -> None:
    harvest = read(
        template(
            storage("[variables('name')]", location="[parameters('Location')]"),
            parameters={
                "prefix": {"type": "string", "defaultValue": "st"},
                "location": {"type": "string", "defaultValue": "[variables('where').eu]"},
            },
            variables={
                "name": "[toLower(concat(parameters('PREFIX'), 'One'))]",
                "where": {"eu": "northeurope"},
            },
        )
    )
    account = only(harvest)
    assert account.name == "stone"
    assert account.body["location"] == "northeurope"


def test_command_line_values_have_the_type_of_their_parameter() -> None:
    body = template(
        storage(
            "[parameters('name')]",
            properties={"a": "[parameters('flag')]", "b": "[parameters('rules')]"},
        ),
        parameters={
            "name": {"type": "string", "defaultValue": "x"},
            "flag": {"type": "bool"},
            "rules": {"type": "array"},
        },
    )
    options = Options({"NAME": "stx", "flag": "True", "rules": '["1.2.3.4"]'})
    account = only(read(body, options=options))
    assert account.name == "stx"
    assert account.body["properties"] == {"a": True, "b": ["1.2.3.4"]}
    broken = only(read(body, options=Options({"rules": "[", "flag": "false"})))
    assert isinstance(broken.look("properties.b"), Unknown)


def test_a_parameter_without_value_is_unknown_in_properties_and_a_symbol_in_ids() -> None:
    harvest = read(
        template(
            storage(
                "[parameters('name')]", properties={"publicNetworkAccess": "[parameters('open')]"}
            ),
            thing(
                "Microsoft.Network/privateEndpoints",
                "pe",
                properties={
                    "target": f"[resourceId('{STORAGE}', parameters('name'))]",
                    "workspace": "[parameters('id')]",
                    "built": "[concat(resourceGroup().id, '/providers/A.B/c/', parameters('name'))]",
                },
            ),
            parameters={each: {"type": "string"} for each in ("name", "open", "id")},
        )
    )
    account = only(harvest)
    assert account.name == placeholder("parameter name", MAIN)
    access = account.look("properties.publicNetworkAccess")
    assert isinstance(access, Unknown)
    assert access.reason == "parameter `open` has no value"
    assert (access.source.file, access.source.line > 1) == (MAIN, True)
    endpoint = only(harvest, "Microsoft.Network/privateEndpoints")
    assert endpoint.look("properties.target") == account.id
    assert isinstance(endpoint.look("properties.workspace"), Unknown)
    assert show(str(endpoint.look("properties.built"))).endswith("/A.B/c/<parameter name>")


def test_a_parameter_with_one_allowed_value_has_it_and_a_nullable_one_is_null() -> None:
    account = only(
        read(
            template(
                storage(properties={"a": "[parameters('a')]", "b": "[parameters('b')]"}),
                parameters={
                    "a": {"type": "string", "allowedValues": ["Deny"]},
                    "b": {"type": "string", "nullable": True},
                },
            )
        )
    )
    assert account.body["properties"] == {"a": "Deny", "b": None}


def test_secrets_stay_out_of_every_value() -> None:
    secret = "hunter2-hunter2"
    harvest = read(
        template(
            thing(
                "A.B/c",
                "[concat('x', parameters('password'))]",
                properties={
                    "password": "[parameters('password')]",
                    "text": "[format('pw={0}', parameters('password'))]",
                    "config": "[parameters('config').password]",
                    "empty": "[empty(parameters('none'))]",
                },
            ),
            parameters={
                "password": {"type": "secureString", "defaultValue": secret},
                "config": {"type": "secureObject", "defaultValue": {"password": secret}},
                "none": {"type": "securestring", "defaultValue": ""},
            },
        )
    )
    resource = only(harvest, "A.B/c")
    assert secret not in repr((resource.id, resource.address, resource.body, harvest.blinds))
    for name in ("password", "text", "config"):
        assert isinstance(resource.look(f"properties.{name}"), Unknown)
    assert resource.look("properties.empty") is True


def test_names_of_the_template_count_in_any_case() -> None:
    body = {
        "$Schema": template()["$schema"],
        "ContentVersion": "1.0.0.0",
        "Parameters": {"a": {"Type": "string", "DefaultValue": "x"}},
        "Resources": [
            {
                "Type": STORAGE,
                "ApiVersion": "2024-01-01",
                "Name": "[parameters('A')]",
                "Location": "westeurope",
                "Properties": {
                    "allowblobpublicaccess": True,
                    "NetworkAcls": {"DefaultAction": "Deny"},
                    "encryption": {"keyVaultProperties": {"keyVaultUri": "u"}},
                },
                "tags": {"networkacls": "mine"},
            }
        ],
    }
    account = only(read(body))
    assert account.name == "x"
    assert account.look("properties.allowBlobPublicAccess") is True
    assert account.look("properties.networkAcls.defaultAction") == "Deny"
    assert account.look("properties.encryption.keyvaultproperties.keyvaulturi") == "u"
    assert account.body["tags"] == {"networkacls": "mine"}


def test_texts_that_resource_manager_reads_as_booleans_and_numbers() -> None:
    harvest = read(
        template(
            storage(
                properties={
                    "allowBlobPublicAccess": "True",
                    "isHnsEnabled": "[parameters('flag')]",
                    "rules": "[variables('rules')]",
                    "customDomain": {"name": "true"},
                },
                tags={"allowBlobPublicAccess": "true"},
            ),
            parameters={"flag": {"type": "string", "defaultValue": "false"}},
            variables={"rules": [{"name": "1", "properties": {"priority": "100"}}]},
        )
    )
    assert only(harvest).body["properties"] == {
        "allowBlobPublicAccess": True,
        "isHnsEnabled": False,
        "rules": [{"name": "1", "properties": {"priority": 100}}],
        "customDomain": {"name": "true"},
    }
    assert only(harvest).body["tags"] == {"allowBlobPublicAccess": "true"}


def test_escaped_brackets_are_text() -> None:
    account = only(read(template(storage(properties={"a": "[[parameters('x')]", "b": "[x"}))))
    assert account.body["properties"] == {"a": "[parameters('x')]", "b": "[x"}


def test_keys_may_be_expressions() -> None:
    harvest = read(
        template(
            thing(
                "Microsoft.Compute/virtualMachines",
                "vm",
                identity={
                    "type": "UserAssigned",
                    "userAssignedIdentities": {
                        "[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id')]": {}
                    },
                },
            )
        )
    )
    machine = only(harvest, "Microsoft.Compute/virtualMachines")
    assert machine.look("identity.userAssignedIdentities") == {
        f"{GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id": {}
    }


# Loops


def test_a_loop_makes_one_resource_for_each_pass() -> None:
    harvest = read(
        template(
            storage(
                "[concat('st', variables('names')[copyIndex()])]",
                copy={"name": "all", "count": "[length(variables('names'))]"},
                tags={"number": "[copyIndex('all', 1)]"},
            ),
            variables={"names": ["a", "b"]},
        )
    )
    assert [r.name for r in harvest.resources] == ["sta", "stb"]
    assert [r.body["tags"] for r in harvest.resources] == [{"number": 1}, {"number": 2}]


def test_instances_of_a_loop_share_nothing() -> None:
    first, second = read(
        template(
            storage("[concat('st', copyIndex())]", copy={"name": "all", "count": 2},
                    properties={"acls": {"rules": [1]}, "more": "[variables('list')]"}),
            variables={"list": [{"a": 1}]},
        )
    ).resources  # fmt: skip
    properties: Any = first.body["properties"]
    properties["acls"]["rules"].append(2)
    properties["more"][0]["a"] = 2
    assert second.body["properties"] == {"acls": {"rules": [1]}, "more": [{"a": 1}]}


def test_a_loop_of_unknown_length_is_zero_or_more() -> None:
    harvest = read(
        template(
            storage(
                "[concat('st', copyIndex())]", copy={"name": "all", "count": "[parameters('n')]"}
            ),
            parameters={"n": {"type": "int"}},
        )
    )
    account = only(harvest)
    assert account.presence is not None
    assert "parameter `n` has no value" in account.presence.reason
    assert show(str(account.name)) == "st<copyIndex(all)>"


def test_a_loop_of_none_makes_nothing() -> None:
    assert read(template(storage(copy={"name": "all", "count": 0}))).resources == []


def test_a_huge_loop_is_bounded_and_said_so() -> None:
    harvest = read(
        template(storage("[concat('st', copyIndex())]", copy={"name": "all", "count": 10**9}))
    )
    assert len(harvest.resources) == 10_000
    assert problems(harvest) == [
        ("copy loop `all`", "asks for 1000000000 copies, of which 10000 are read")
    ]


def test_loops_inside_loops_are_bounded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ringfence.readers.arm.expanding.MAX_RESOURCES", 12_000)
    inner = template(storage("[concat('st', copyIndex())]", copy={"name": "i", "count": 9_000}))
    body = template(
        nested(
            "[concat('d', copyIndex())]",
            inner,
            evaluated="inner",
            copy={"name": "o", "count": 9_000},
        )
    )
    harvest = read(body)
    assert 0 < len(harvest.resources) <= 12_000
    assert any("declares more than" in reason for _, reason in problems(harvest))


def test_loops_over_properties_and_variables() -> None:
    account = only(
        read(
            template(
                storage(
                    properties={
                        "networkAcls": {
                            "defaultAction": "Deny",
                            "copy": [
                                {
                                    "name": "ipRules",
                                    "count": "[length(variables('ips'))]",
                                    "input": {"value": "[variables('ips')[copyIndex('ipRules')]]"},
                                }
                            ],
                        },
                        "names": "[variables('top')]",
                        "inner": "[variables('holder').inner]",
                    }
                ),
                variables={
                    "ips": ["1.2.3.4", "5.6.7.8"],
                    "copy": [{"name": "top", "count": 2, "input": "[copyIndex('top', 5)]"}],
                    "holder": {
                        "copy": [{"name": "inner", "count": 1, "input": "[copyIndex('inner')]"}]
                    },
                },
            )
        )
    )
    assert account.body["properties"] == {
        "networkAcls": {
            "defaultAction": "Deny",
            "ipRules": [{"value": "1.2.3.4"}, {"value": "5.6.7.8"}],
        },
        "names": [5, 6],
        "inner": [0],
    }


def test_a_property_loop_of_unknown_length_keeps_what_its_elements_look_like() -> None:
    account = only(
        read(
            template(
                storage(
                    properties={
                        "copy": [
                            {
                                "name": "rules",
                                "count": "[length(parameters('ips'))]",
                                "input": {
                                    "value": "[parameters('ips')[copyIndex('rules')]]",
                                    "action": "Allow",
                                },
                            }
                        ]
                    }
                ),
                parameters={"ips": {"type": "array"}},
            )
        )
    )
    rules: Any = account.look("properties.rules")
    (rule,) = rules
    assert rule["action"] == "Allow"
    assert isinstance(rule["value"], Unknown)
    assert isinstance(rule[MAYBE], Unknown)


# Conditions


@pytest.mark.parametrize(
    ("condition", "there"),
    [
        (True, True),
        (False, False),
        ("[equals(1, 1)]", True),
        ("[equals(1, 2)]", False),
        ("false", False),
    ],
)
def test_conditions(condition: Any, *, there: bool) -> None:
    assert bool(read(template(storage(condition=condition))).resources) is there


def test_an_unknown_condition_makes_a_resource_doubtful() -> None:
    harvest = read(
        template(storage(condition="[parameters('flag')]"), parameters={"flag": {"type": "bool"}})
    )
    presence = only(harvest).presence
    assert presence is not None
    assert presence.reason == "parameter `flag` has no value"


def test_the_condition_of_a_parent_is_not_that_of_its_children() -> None:
    child = {"type": "blobServices", "name": "default", "apiVersion": "2024-01-01"}
    harvest = read(template(storage(condition=False, resources=[child])))
    assert [r.type for r in harvest.resources] == [f"{STORAGE}/blobServices"]
