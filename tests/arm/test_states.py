"""The state of resources, the outputs of deployments, and what needs itself."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.model.facts import Unknown
from ringfence.model.symbols import context, symbol
from ringfence.readers.identity import principal
from tests.arm.reading import (
    DEPLOYMENTS,
    MAIN,
    STORAGE,
    nested,
    only,
    read,
    storage,
    template,
    thing,
)

SUBSCRIPTION = f"/subscriptions/{context('subscription', MAIN)}"
GROUP = f"{SUBSCRIPTION}/resourceGroups/{context('resourceGroup', MAIN)}"
WHO = {"who": {"type": "string", "defaultValue": "parent"}}


def linked(link: Any, name: str = "d", **more: Any) -> dict[str, Any]:
    """Return a deployment of a template in another file."""
    return thing(
        DEPLOYMENTS, name, properties={"mode": "Incremental", "templateLink": link, **more}
    )


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
