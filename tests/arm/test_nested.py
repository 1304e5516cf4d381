"""Deployments inside deployments: scopes of evaluation, scopes of deployment, links, states."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.model.facts import Unknown
from ringfence.model.symbols import context, show, symbol
from ringfence.readers.identity import principal
from tests.arm.reading import (
    DEPLOYMENTS,
    MAIN,
    STORAGE,
    by_address,
    nested,
    only,
    problems,
    read,
    roots,
    storage,
    template,
    thing,
    values,
)

SUBSCRIPTION = f"/subscriptions/{context('subscription', MAIN)}"
GROUP = f"{SUBSCRIPTION}/resourceGroups/{context('resourceGroup', MAIN)}"
WHO = {"who": {"type": "string", "defaultValue": "parent"}}


def linked(link: Any, name: str = "d", **more: Any) -> dict[str, Any]:
    """Return a deployment of a template in another file."""
    return thing(
        DEPLOYMENTS, name, properties={"mode": "Incremental", "templateLink": link, **more}
    )


# Which template's parameters an expression means


def _account(scope: str) -> Any:
    inner = template(
        storage("st", tags={"who": "[parameters('who')]", "at": "[resourceGroup().name]"}),
        parameters={"who": {"type": "string", "defaultValue": "child"}},
    )
    return only(
        read(template(nested("d", inner, evaluated=scope, resourceGroup="other"), parameters=WHO))
    )


def test_inner_scope_evaluates_in_the_nested_template() -> None:
    account = _account("inner")
    assert account.body["tags"] == {"who": "child", "at": "other"}
    assert account.id == f"{SUBSCRIPTION}/resourceGroups/other/providers/{STORAGE}/st"


@pytest.mark.parametrize("scope", ["outer", ""])
def test_outer_scope_evaluates_in_the_parent(scope: str) -> None:
    account = _account(scope)
    assert account.body["tags"] == {"who": "parent", "at": context("resourceGroup", MAIN)}
    assert account.id == f"{SUBSCRIPTION}/resourceGroups/other/providers/{STORAGE}/st"


def test_what_is_escaped_in_outer_scope_is_meant_for_the_nested_template() -> None:
    inner = template(
        storage("st", tags={"who": "[[parameters('own')]"}),
        parameters={"own": {"type": "string", "defaultValue": "child"}},
    )
    assert only(read(template(nested("d", inner)))).body["tags"] == {"who": "child"}


def test_values_are_passed_on_through_several_levels() -> None:
    parameter = {"name": {"type": "string"}}
    innermost = template(storage("[parameters('name')]"), parameters=parameter)
    middle = template(
        nested("b", innermost, evaluated="inner", parameters={"NAME": {"value": "[concat(parameters('name'), '2')]"}}),
        parameters=parameter,
    )  # fmt: skip
    outer = template(nested("a", middle, evaluated="inner", parameters={"name": {"value": "st"}}))
    assert only(read(outer)).name == "st2"


def test_a_parameter_that_is_not_passed_on_is_unknown_and_keeps_its_identity() -> None:
    parameter = {"name": {"type": "string"}}
    inner = template(
        storage("[parameters('name')]"),
        thing("A.B/c", "x", properties={"id": f"[resourceId('{STORAGE}', parameters('name'))]"}),
        parameters=parameter,
    )
    made = by_address(read(template(nested("d", inner, evaluated="inner"))))
    account, user = made.values()
    assert user.look("properties.id") == account.id
    assert "parameter name of" in show(account.id)


def test_parameters_may_be_made_by_a_loop() -> None:
    inner = template(
        thing("A.B/c", "x", properties={"all": "[parameters('all')]"}),
        parameters={"all": {"type": "array"}},
    )
    loop = {"copy": [{"name": "value", "count": 2, "input": "[copyIndex('value')]"}]}
    made = only(
        read(template(nested("d", inner, evaluated="inner", parameters={"all": loop}))), "A.B/c"
    )
    assert made.look("properties.all") == [0, 1]


def test_a_secret_of_a_vault_is_a_symbol() -> None:
    inner = template(
        thing("A.B/c", "x", properties={"p": "[parameters('p')]"}),
        parameters={"p": {"type": "secureString"}},
    )
    secret = {
        "reference": {
            "keyVault": {"id": "[resourceId('Microsoft.KeyVault/vaults', 'kv')]"},
            "secretName": "pw",
        }
    }
    made = only(
        read(template(nested("d", inner, evaluated="inner", parameters={"p": secret}))), "A.B/c"
    )
    vault = f"{GROUP}/providers/Microsoft.KeyVault/vaults/kv"
    assert made.look("properties.p") == symbol(f"secret pw of {vault}", MAIN)


# Where a nested deployment goes


@pytest.mark.parametrize(
    ("level", "where", "scope"),
    [
        ("group", {}, GROUP),
        ("group", {"resourceGroup": "rg"}, f"{SUBSCRIPTION}/resourceGroups/rg"),
        ("group", {"subscriptionId": "s", "resourceGroup": "rg"}, "/subscriptions/s/resourceGroups/rg"),
        ("group", {"subscriptionId": "s"}, "/subscriptions/s"),
        ("group", {"scope": "/"}, ""),
        ("subscription", {"resourceGroup": "rg"}, f"{SUBSCRIPTION}/resourceGroups/rg"),
        ("tenant", {"scope": "Microsoft.Management/managementGroups/mg"},
         "/providers/Microsoft.Management/managementGroups/mg"),
        ("management", {"subscriptionId": "s"}, "/subscriptions/s"),
        ("tenant", {"scope": "/subscriptions/s"}, "/subscriptions/s"),
    ],
)  # fmt: skip
def test_scopes_of_nested_deployments(level: str, where: dict[str, Any], scope: str) -> None:
    inner = template(thing("Microsoft.Authorization/locks", "l"))
    (made,) = read(template(nested("d", inner, evaluated="inner", **where), level=level)).resources
    assert made.id == f"{scope}/providers/Microsoft.Authorization/locks/l"


def test_the_location_of_a_group_is_what_declares_it_or_its_own_symbol() -> None:
    inner = template(storage("st", location="[resourceGroup().location]"))
    deployed = nested("d", inner, evaluated="inner", resourceGroup="rg")
    group = thing("Microsoft.Resources/resourceGroups", "rg", location="northeurope")
    declared = only(read(template(deployed, group, level="subscription")))
    assert declared.body["location"] == "northeurope"
    foreign = only(read(template(deployed)))
    assert foreign.body["location"] == context("location of rg", MAIN)
    own = only(read(template(storage("st", location="[resourceGroup().location]"))))
    assert own.body["location"] == context("resourceGroup.location", MAIN)


def test_a_doubtful_deployment_makes_what_it_declares_doubtful() -> None:
    for condition, count in (("[parameters('flag')]", 1), (False, 0)):
        harvest = read(
            template(
                nested("d", template(storage("st")), evaluated="inner", condition=condition),
                parameters={"flag": {"type": "bool"}},
            )
        )
        assert len(harvest.resources) == count
        assert all(r.presence is not None for r in harvest.resources)


# Linked templates

STORE = template(
    storage("[parameters('name')]"), parameters={"name": {"type": "string", "defaultValue": "st"}}
)
LINKS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"relativePath": "nested/store.json"}, {}),
    ({"uri": "[uri(deployment().properties.templateLink.uri, 'nested/store.json')]"}, {}),
    (
        {
            "uri": "[concat(parameters('_artifactsLocation'), '/nested/store.json', parameters('sas'))]"
        },
        {"_artifactsLocation": {"type": "string"}, "sas": {"type": "securestring"}},
    ),
    (
        {
            "uri": "[uri(parameters('_artifactsLocation'), concat('nested/store.json', parameters('sas')))]"
        },
        {
            "_artifactsLocation": {
                "type": "string",
                "defaultValue": "[deployment().properties.templateLink.uri]",
            },
            "sas": {"type": "securestring", "defaultValue": ""},
        },
    ),
    (
        {
            "uri": "https://raw.githubusercontent.com/acme/infra/main/deploy/nested/store.json?token=1"
        },
        {},
    ),
]


@pytest.mark.parametrize(("link", "parameters"), LINKS)
def test_linked_templates_are_found_in_the_tree(link: dict[str, Any], parameters: Any) -> None:
    body = template(linked(link, parameters={"name": {"value": "stx"}}), parameters=parameters)
    files = {"nested/store.json": STORE, "other/store.json": STORE}
    harvest = read(body, files)
    assert problems(harvest) == []
    account = only(harvest)
    assert account.name == "stx"
    assert account.locate("location").file == "nested/store.json"
    assert roots({MAIN: body, "nested/store.json": STORE}) == [MAIN]


@pytest.mark.parametrize(
    ("link", "files"),
    [
        ({"relativePath": "nested/gone.json"}, {}),
        ({"relativePath": "../../store.json"}, {"store.json": STORE}),
        ({"uri": "https://example.org/azuredeploy.json"}, {"azuredeploy.json": STORE}),
        ({"uri": "https://example.org/x/store.json"}, {"far/store.json": STORE}),
        ({"uri": "[concat(parameters('base'), 'store.json')]"}, {"a/store.json": STORE, "b/store.json": STORE}),
        ({"uri": "[concat('https://x/nested/', parameters('base'), '.json')]"}, {"nested/a.json": STORE}),
        ({"id": "[resourceId('Microsoft.Resources/templateSpecs/versions', 's', '1')]"}, {}),
        ({"uri": "[parameters('base')]"}, {"a.json": STORE}),
    ],
)  # fmt: skip
def test_a_template_that_cannot_be_had_may_hold_anything(
    link: dict[str, Any], files: dict[str, Any]
) -> None:
    body = template(linked(link), parameters={"base": {"type": "string"}})
    harvest = read(body, files)
    assert harvest.resources == []
    (blind,) = (blind for blind in harvest.blinds if not blind.inert)
    assert (blind.root, blind.types, blind.resources) == (MAIN, frozenset(), frozenset())
    assert blind.source.file == MAIN
    assert blind.source.line > 1


def test_circles_of_links_end() -> None:
    files: dict[str, Any] = {
        "a.json": template(linked({"relativePath": "b.json"})),
        "b.json": template(linked({"relativePath": "a.json"}), storage("st")),
    }
    assert roots(files) == ["a.json"]
    harvest = read(template(linked({"relativePath": "a.json"})), files)
    assert len(harvest.resources) == 1
    assert "deploys itself" in problems(harvest)[0][1]


def test_deployments_without_end_are_bounded() -> None:
    body: Any = template(storage("st"))
    for _ in range(60):
        body = template(nested("d", body, evaluated="inner"))
    harvest = read(body)
    assert any("deep" in reason for _, reason in problems(harvest))


def test_what_only_a_false_condition_links_is_no_root() -> None:
    body = template({**linked({"relativePath": "nested/store.json"}), "condition": False})
    assert roots({MAIN: body, "nested/store.json": STORE}) == [MAIN]


def test_a_broken_linked_template_is_a_gap_with_its_line() -> None:
    harvest = read(template(linked({"relativePath": "x.json"})), {"x.json": '{"resources": [\n{'})
    assert "x.json" in problems(harvest)[0][1]
    assert "line 2" in problems(harvest)[0][1]


def test_linked_parameters() -> None:
    body = template(
        linked(
            {"relativePath": "nested/store.json"}, parametersLink={"relativePath": "nested/p.json"}
        )
    )
    harvest = read(body, {"nested/store.json": STORE, "nested/p.json": values(name="stp")})
    assert only(harvest).name == "stp"


def test_one_linked_template_used_often_shares_nothing() -> None:
    body = template(
        linked({"relativePath": "x.json"}, "a"), linked({"relativePath": "x.json"}, "b")
    )
    shared = template(storage("st", properties={"acls": {"rules": []}}))
    first, second = read(body, {"x.json": shared}).resources
    assert first.body["properties"] is not second.body["properties"]


# The state of resources


def _state(expression: str, *resources: Any, **sections: Any) -> Any:
    user = thing("A.B/user", "u", properties={"value": f"[{expression}]"})
    harvest = read(template(*resources, user, **sections))
    return only(harvest, "A.B/user").look("properties.value")


ACCOUNT = storage(
    "st", properties={"mode": "[variables('mode')]", "acls": {"rules": [{"value": "1.2.3.4"}]}}
)
ID = f"resourceId('{STORAGE}', 'st')"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (f"reference({ID}).mode", "Deny"),
        (f"reference({ID}, '2024-01-01').acls.rules[0].value", "1.2.3.4"),
        ("reference('st').mode", "Deny"),
        (f"reference({ID}, '2024-01-01', 'Full').location", "westeurope"),
        (f"reference({ID}, '2024-01-01', 'full').properties.mode", "Deny"),
        ("reference('Microsoft.Storage/storageAccounts/st').mode", "Deny"),
        (f"reference({ID}).primaryEndpoints.blob", "https://st.blob.core.windows.net/"),
        (f"reference({ID}).acls", {"rules": [{"value": "1.2.3.4"}]}),
    ],
)
def test_what_a_resource_states_is_its_state(expression: str, expected: Any) -> None:
    assert _state(expression, ACCOUNT, variables={"mode": "Deny"}) == expected


def test_what_the_provider_computes_is_a_symbol() -> None:
    id_ = f"{GROUP}/providers/{STORAGE}/st"
    found = _state(f"reference({ID}).creationTime", ACCOUNT, variables={"mode": "x"})
    assert found == symbol(f"{id_}.creationTime", MAIN)
    found = _state(f"reference({ID}, '1', 'Full').identity.principalId", ACCOUNT)
    assert found == principal(id_)
    found = _state(
        f"reference(concat({ID}, '/providers/Microsoft.ManagedIdentity/Identities/default'), '1').principalId",
        ACCOUNT,
    )
    assert found == principal(id_)
    found = _state(f"reference({ID}, '1', 'Full').identity.tenantId", ACCOUNT)
    assert found == context("tenant", MAIN)


def test_an_identity_made_by_an_expression_still_has_a_principal() -> None:
    machine = thing(
        "Microsoft.Compute/virtualMachines",
        "vm",
        identity="[if(true(), createObject('type', 'SystemAssigned'), null())]",
    )
    found = _state(
        "reference(resourceId('Microsoft.Compute/virtualMachines', 'vm'), '1', 'Full').identity.principalId",
        machine,
    )
    assert found == principal(f"{GROUP}/providers/Microsoft.Compute/virtualMachines/vm")


def test_the_state_of_a_user_assigned_identity() -> None:
    identity = "Microsoft.ManagedIdentity/userAssignedIdentities"
    for resources in ([], [thing(identity, "id")]):
        found = _state(f"reference(resourceId('{identity}', 'id')).principalId", *resources)
        assert found == principal(f"{GROUP}/providers/{identity}/id")


def test_the_state_of_what_is_not_in_the_template_is_not_known() -> None:
    found = _state(f"reference({ID}).mode")
    assert isinstance(found, Unknown)
    assert "is not in this template" in found.reason
    external = {"existing": True, "type": STORAGE, "apiVersion": "1", "name": "st"}
    assert isinstance(_state(f"reference({ID}).mode", external), Unknown)


def test_an_existing_resource_that_is_declared_elsewhere_has_its_state() -> None:
    harvest = read(
        template(
            {
                "there": {"existing": True, **thing(STORAGE, "st")},
                "user": thing("A.B/user", "u", properties={"value": "[reference('there').mode]"}),
                "module": nested(
                    "d",
                    template({"st": storage("st", properties={"mode": "x"})}),
                    evaluated="inner",
                ),
            }
        )
    )
    assert only(harvest, "A.B/user").look("properties.value") == "x"


def test_a_part_of_another_resource_has_a_state() -> None:
    network = thing(
        "Microsoft.Network/virtualNetworks",
        "v",
        properties={"subnets": [{"name": "s", "properties": {"addressPrefix": "10.0.0.0/24"}}]},
    )
    subnet = (
        "reference(resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 's')).addressPrefix"
    )
    assert _state(subnet, network) == "10.0.0.0/24"
    change = thing(
        "Microsoft.Network/virtualNetworks/subnets",
        "v/s",
        properties={"addressPrefix": f"[{subnet}]"},
    )
    assert _state(subnet, network, change) == "10.0.0.0/24"
    assert isinstance(_state(subnet, change), Unknown)


def test_states_are_found_whatever_the_order() -> None:
    early = thing("A.B/c", "[reference('late').mode]", properties={"m": "[reference('late').mode]"})
    late = thing("A.B/d", "late", properties={"mode": "x"})
    inner = template(
        thing("A.B/e", "e", tags={"m": "[parameters('m')]"}), parameters={"m": {"type": "string"}}
    )
    passing = nested(
        "n", inner, evaluated="inner", parameters={"m": {"value": "[reference('late').mode]"}}
    )
    harvest = read(template(passing, early, late))
    assert only(harvest, "A.B/c").look("properties.m") == "x"
    assert only(harvest, "A.B/e").body["tags"] == {"m": "x"}


def test_outputs_of_deployments() -> None:
    inner = template(
        storage("st"),
        outputs={
            "id": {"type": "string", "value": f"[resourceId('{STORAGE}', 'st')]"},
            "all": {"type": "array", "copy": {"count": 2, "input": "[copyIndex()]"}},
            "deep": {"type": "object", "value": {"a": ["[parameters('p')]"]}},
        },
        parameters={"p": {"type": "string"}},
    )
    child = nested(
        "d", inner, evaluated="inner", parameters={"p": {"value": "x"}}, resourceGroup="rg"
    )
    for by in ("'d'", f"resourceId('rg', '{DEPLOYMENTS}', 'd')"):
        out = f"reference({by}, '2022-09-01').outputs"
        assert _state(f"{out}.id.value", child) == (
            f"{SUBSCRIPTION}/resourceGroups/rg/providers/{STORAGE}/st"
        )
        assert _state(f"{out}.all.value[1]", child) == 1
        assert _state(f"{out}.deep.value.a[0]", child) == "x"
    assert isinstance(_state("reference('d').outputs.missing.value", child), Unknown)
    gone = linked({"relativePath": "gone.json"})
    found = _state("reference('d').outputs.id.value", gone)
    assert isinstance(found, Unknown)
    assert "not in the tree" in found.reason


def test_outputs_by_symbolic_name_and_loop() -> None:
    inner = template(
        thing("A.B/c", "[parameters('n')]"),
        parameters={"n": {"type": "string"}},
        outputs={"n": {"type": "string", "value": "[parameters('n')]"}},
    )
    harvest = read(
        template(
            {
                "each": nested(
                    "[format('d{0}', copyIndex())]",
                    inner,
                    evaluated="inner",
                    parameters={"n": {"value": "[format('n{0}', copyIndex())]"}},
                    copy={"name": "each", "count": 2},
                ),
                "user": thing(
                    "A.B/user",
                    "u",
                    properties={
                        "second": "[reference(format('each[{0}]', 1)).outputs.n.value]",
                        "all": "[map(references('each'), lambda('d', lambdaVariables('d').outputs.n.value))]",
                        "id": "[resourceInfo('each[0]').name]",
                    },
                ),
            }
        )
    )
    user = only(harvest, "A.B/user")
    assert user.body["properties"] == {"second": "n1", "all": ["n0", "n1"], "id": "d0"}


def test_outputs_that_need_themselves_end() -> None:
    inner = template(outputs={"x": {"type": "string", "value": "[reference('d').outputs.x.value]"}})
    child = nested("d", inner)
    assert isinstance(_state("reference('d').outputs.x.value", child), Unknown)


def test_variables_that_need_themselves_are_named_with_their_line() -> None:
    harvest = read(
        template(
            storage("[variables('a')]", properties={"x": "[variables('b')]"}),
            variables={"a": "[concat(variables('b'))]", "b": "[variables('a')]"},
        )
    )
    noted = [b for b in harvest.blinds if b.reason == "refers to itself"]
    assert noted
    assert noted[0].source.line > 1
    assert isinstance(only(harvest).look("properties.x"), Unknown)


def test_long_chains_of_variables_end() -> None:
    variables = {f"v{n}": f"[variables('v{n + 1}')]" for n in range(3_000)} | {"v3000": "x"}
    harvest = read(
        template(
            storage("st", tags={"a": "[variables('v2990')]", "b": "[variables('v0')]"}),
            variables=variables,
        )
    )
    account = only(harvest)
    assert account.look("tags.a") == "x"
    assert isinstance(account.look("tags.b"), Unknown)
