"""Templates: names, ids, scopes, loops, conditions, children, and the shape of bodies."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.model.facts import MAYBE, Unknown
from ringfence.model.symbols import context, show, symbol
from ringfence.readers.identity import client, principal
from ringfence.readers.options import Options
from tests.arm.reading import (
    MAIN,
    STORAGE,
    by_address,
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
    assert account.name == symbol("parameter name", MAIN)
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


# Children, extensions, scopes


def test_children_inside_and_beside_their_parent_have_the_same_form() -> None:
    inside = storage(
        "st",
        resources=[
            thing(
                "blobServices",
                "default",
                resources=[thing("containers", "weights", properties={"publicAccess": "Blob"})],
            )
        ],
    )
    beside = thing(
        f"{STORAGE}/blobServices/containers",
        "st/default/weights",
        properties={"publicAccess": "Blob"},
    )
    expected = f"{GROUP}/providers/{STORAGE}/st/blobServices/default/containers/weights"
    for body in (template(inside), template(storage("st"), beside)):
        container = only(read(body), f"{STORAGE}/blobServices/containers")
        assert container.id == expected
        assert container.name == "weights"
        assert container.address == f"{STORAGE}/blobServices/containers/st/default/weights"


def test_a_child_whose_parent_is_not_known_is_adrift() -> None:
    container = f"{STORAGE}/blobServices/containers"
    named = read(
        template(
            storage("[parameters('name')]"),
            thing(container, "[concat(parameters('name'), '/default/a')]"),
            parameters={"name": {"type": "string"}},
        )
    )
    # It lies in a service of the declared account, which is not declared itself.
    assert [d.types for d in named.danglings] == []
    loose = read(
        template(
            storage("st"),
            thing(f"{STORAGE}/blobServices", "[concat(parameters('name'), '/default')]"),
            parameters={"name": {"type": "string"}},
        )
    )
    assert [d.types for d in loose.danglings] == [(STORAGE,)]
    deep = read(
        template(
            storage("st"),
            thing(container, "[concat(parameters('name'), '/default/weights')]"),
            thing(f"{STORAGE}/blobServices", "[concat('st', '/', 'default')]"),
            parameters={"name": {"type": "string"}},
        )
    )
    assert [d.types for d in deep.danglings] == [(f"{STORAGE}/blobServices", STORAGE)]
    assert loose.danglings[0].doubt.reason == "parameter `name` has no value"


SCOPED = [
    # an extension by `scope`: relative, absolute, of the tenant, of the deployment
    (
        {"type": "Microsoft.Authorization/locks", "name": "l", "scope": f"{STORAGE}/st"},
        f"{GROUP}/providers/{STORAGE}/st/providers/Microsoft.Authorization/locks/l",
    ),
    (
        {
            "type": "Microsoft.Authorization/locks",
            "name": "l",
            "scope": f"[resourceId('{STORAGE}', 'st')]",
        },
        f"{GROUP}/providers/{STORAGE}/st/providers/Microsoft.Authorization/locks/l",
    ),
    (
        {"type": "Microsoft.Management/managementGroups", "name": "mg", "scope": "/"},
        "/providers/Microsoft.Management/managementGroups/mg",
    ),
    (
        {
            "type": "Microsoft.Authorization/policyAssignments",
            "name": "p",
            "scope": "Microsoft.Management/managementGroups/mg",
        },
        "/providers/Microsoft.Management/managementGroups/mg/providers/Microsoft.Authorization/policyAssignments/p",
    ),
    (
        {"type": "Microsoft.Authorization/roleAssignments", "name": "r"},
        f"{GROUP}/providers/Microsoft.Authorization/roleAssignments/r",
    ),
    # an extension by its type, as older templates write it
    (
        {
            "type": f"{STORAGE}/blobServices/providers/diagnosticSettings",
            "name": "st/default/Microsoft.Insights/audit",
        },
        f"{GROUP}/providers/{STORAGE}/st/blobServices/default/providers/Microsoft.Insights/diagnosticSettings/audit",
    ),
    # an existing resource of another group
    (
        {
            "type": STORAGE,
            "name": "st",
            "existing": True,
            "subscriptionId": "s",
            "resourceGroup": "other",
        },
        f"/subscriptions/s/resourceGroups/other/providers/{STORAGE}/st",
    ),
]


@pytest.mark.parametrize(("resource", "expected"), SCOPED)
def test_where_resources_lie(resource: dict[str, Any], expected: str) -> None:
    (made,) = read(template({"apiVersion": "2024-01-01", **resource})).resources
    assert made.id == expected


def test_an_extension_inside_the_resource_it_extends() -> None:
    inside = thing("providers/diagnosticSettings", "Microsoft.Insights/audit", properties={})
    made = only(
        read(template(storage("st", resources=[inside]))), "Microsoft.Insights/diagnosticSettings"
    )
    assert made.body["scope"] == f"{GROUP}/providers/{STORAGE}/st"
    lock = thing("Microsoft.Authorization/locks", "l")
    made = only(read(template(storage("st", resources=[lock]))), "Microsoft.Authorization/locks")
    assert made.body["scope"] == f"{GROUP}/providers/{STORAGE}/st"


@pytest.mark.parametrize(
    ("level", "scope"),
    [
        ("subscription", f"/subscriptions/{context('subscription', MAIN)}"),
        (
            "management",
            f"/providers/Microsoft.Management/managementGroups/{context('managementGroup', MAIN)}",
        ),
        ("tenant", ""),
    ],
)
def test_templates_for_higher_scopes(level: str, scope: str) -> None:
    definition = thing("Microsoft.Authorization/policyDefinitions", "p", properties={})
    (made,) = read(template(definition, level=level)).resources
    assert made.id == f"{scope}/providers/Microsoft.Authorization/policyDefinitions/p"


def test_resource_groups_are_read_with_their_own_kind_of_id() -> None:
    group = thing("Microsoft.Resources/resourceGroups", "rg", location="westeurope")
    (made,) = read(template(group, level="subscription")).resources
    assert made.id == f"/subscriptions/{context('subscription', MAIN)}/resourceGroups/rg"


def test_an_unknown_scope_stays_in_the_body() -> None:
    harvest = read(
        template(
            thing("Microsoft.Insights/diagnosticSettings", "d", scope="[parameters('target')]"),
            parameters={"target": {"type": "string"}},
        )
    )
    (made,) = harvest.resources
    assert isinstance(made.body["scope"], Unknown)
    assert made.id.startswith("/" + symbol("parameter target", MAIN))


# The estate's form


def test_role_assignments_have_their_scope_and_the_built_in_role() -> None:
    role = f"[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '{BLOB_OWNER.upper()}')]"
    grant = thing(
        "Microsoft.Authorization/roleAssignments",
        "[guid('x')]",
        scope=f"{STORAGE}/st",
        properties={"roleDefinitionId": role, "principalId": "p"},
    )
    (made,) = read(template(grant)).resources
    assert made.body["properties"] == {
        "roleDefinitionId": f"/providers/Microsoft.Authorization/roleDefinitions/{BLOB_OWNER}",
        "principalId": "p",
        "scope": f"{GROUP}/providers/{STORAGE}/st",
    }
    own = "00000000-0000-4000-8000-000000000001"
    custom = {
        **grant,
        "properties": {
            "roleDefinitionId": f"[resourceId('Microsoft.Authorization/roleDefinitions', '{own}')]"
        },
    }
    (made,) = read(template(custom)).resources
    assert made.look("properties.roleDefinitionId") == (
        f"{GROUP}/providers/Microsoft.Authorization/roleDefinitions/{own}"
    )


def test_identities_have_principals() -> None:
    harvest = read(
        template(
            thing("Microsoft.ManagedIdentity/userAssignedIdentities", "id"),
            thing("A.B/c", "system", identity={"type": "SystemAssigned, UserAssigned"}),
            thing("A.B/c", "perhaps", identity={"type": "[parameters('type')]"}),
            thing("A.B/c", "user", identity={"type": "UserAssigned"}),
            parameters={"type": {"type": "string"}},
        )
    )
    made = by_address(harvest)
    identity = made["Microsoft.ManagedIdentity/userAssignedIdentities/id"]
    assert identity.look("properties.principalId") == principal(identity.id)
    assert identity.look("properties.clientId") == client(identity.id)
    for name in ("system", "perhaps"):
        resource = made[f"A.B/c/{name}"]
        assert resource.look("identity.principalId") == principal(resource.id)
    assert made["A.B/c/user"].body["identity"] == {"type": "UserAssigned"}


def test_management_groups_and_their_subscriptions() -> None:
    harvest = read(
        template(
            thing(
                "Microsoft.Management/managementGroups",
                "child",
                properties={
                    "details": {
                        "parent": {
                            "id": "[tenantResourceId('Microsoft.Management/managementGroups', 'top')]"
                        }
                    }
                },
            ),
            thing("Microsoft.Management/managementGroups/subscriptions", "child/s1"),
            level="tenant",
        )
    )
    (group,) = harvest.resources
    assert (
        group.look("properties.parentId") == "/providers/Microsoft.Management/managementGroups/top"
    )
    (fold,) = harvest.folds
    assert (fold.target, fold.pointer, fold.value) == (
        "/providers/Microsoft.Management/managementGroups/child",
        "properties.subscriptions",
        "/subscriptions/s1",
    )


def test_parts_are_named_so_that_references_meet_them() -> None:
    harvest = read(
        template(
            thing(
                "Microsoft.Network/virtualNetworks",
                "v",
                properties={
                    "subnets": [{"name": "[parameters('subnet')]", "properties": {"addressPrefix": "10.0.0.0/24"}}]
                },
                sku={"name": "[parameters('subnet')]"},
            ),
            thing("A.B/c", "x", properties={
                "id": "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', parameters('subnet'))]"
            }),
            parameters={"subnet": {"type": "string"}},
        )
    )  # fmt: skip
    made = by_address(harvest)
    network = made["Microsoft.Network/virtualNetworks/v"]
    name = network.look("properties.subnets[0].name")
    assert made["A.B/c/x"].look("properties.id") == f"{network.id}/subnets/{name}"
    assert isinstance(network.look("sku.name"), Unknown)


# Symbolic names


def test_symbolic_names_are_addresses() -> None:
    harvest = read(
        template(
            {
                "store": storage("st"),
                "more": storage(
                    "[format('st{0}', copyIndex())]", copy={"name": "more", "count": 2}
                ),
                "old": {"existing": True, **thing(STORAGE, "there")},
                "checkpoints": nested(
                    "d", template({"container": thing("A.B/c", "x")}), evaluated="inner"
                ),
                "each": nested(
                    "[format('e{0}', copyIndex())]",
                    template({"thing": thing("A.B/c", "y")}),
                    evaluated="inner",
                    copy={"name": "each", "count": 2},
                ),
            }
        )
    )
    assert list(by_address(harvest)) == [
        "store", "more[0]", "more[1]", "old", "checkpoints.container", "each[0].thing", "each[1].thing",
    ]  # fmt: skip
    assert by_address(harvest)["old"].external is not None


def test_addresses_are_unique() -> None:
    harvest = read(template(storage("st"), storage("st", condition=True)))
    assert [r.address for r in harvest.resources] == [f"{STORAGE}/st", f"{STORAGE}/st#2"]


def test_directory_objects() -> None:
    harvest = read(
        template(
            {
                "team": {
                    "import": "graph",
                    "type": "Microsoft.Graph/groups@v1.0",
                    "properties": {
                        "uniqueName": "ml", "displayName": "ml-platform",
                        "members": {"relationships": ["[reference('app').principalId]"]},
                    },
                },
                "app": thing("Microsoft.ManagedIdentity/userAssignedIdentities", "id"),
                "grant": thing("Microsoft.Authorization/roleAssignments", "r", properties={"principalId": "[reference('team').id]"}),
                "client": {"extension": "graph", "type": "Microsoft.Graph/applications@v1.0", "properties": {"uniqueName": "ci"}},
                "trust": {
                    "extension": "graph",
                    "type": "Microsoft.Graph/applications/federatedIdentityCredentials@v1.0",
                    "properties": {"name": "ci/github", "issuer": "https://x", "subject": "repo:a/b:*"},
                },
            }
        )
    )  # fmt: skip
    made = by_address(harvest)
    team = made["team"]
    assert team.type == "Microsoft.Graph/groups"
    assert team.look("properties.members") == [principal(made["app"].id)]
    assert (
        made["grant"].look("properties.principalId")
        == principal(team.id)
        == team.look("properties.id")
    )
    assert made["client"].look("properties.appId") == client(made["client"].id)
    assert made["trust"].id == f"{made['client'].id}/federatedIdentityCredentials/github"


def test_other_extensions_are_gaps() -> None:
    harvest = read(
        template({"svc": {"import": "kubernetes", "type": "core/Service@v1", "properties": {}}})
    )
    assert harvest.resources == []
    assert "not modelled" in problems(harvest)[0][1]
