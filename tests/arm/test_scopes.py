"""Where resources lie, what they are called, and the estate's form of them."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.model.facts import Unknown
from ringfence.model.symbols import context, placeholder
from ringfence.readers.identity import client, principal
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
    assert made.id.startswith("/" + placeholder("parameter target", MAIN))


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
