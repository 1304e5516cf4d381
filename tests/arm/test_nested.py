"""Deployments inside deployments: scopes of evaluation, scopes of deployment, links, states."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.model.symbols import context, show, symbol
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


def test_links_are_found_however_their_key_is_written() -> None:
    deployment = thing(
        DEPLOYMENTS, "d", properties={"templatelink": {"RelativePath": "nested/store.json"}}
    )
    files = {MAIN: template(deployment), "nested/store.json": STORE}
    assert roots(files) == [MAIN]
    assert only(read(files[MAIN], {"nested/store.json": STORE})).name == "st"


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
