"""Hiding a fact may turn an answer into unknown, never into sealed: end to end, for templates."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ringfence.engine.assess import Question, assess
from ringfence.model.assessment import Verdict
from ringfence.readers.read import ReadOptions, read_paths
from tests.arm.reading import STORAGE, nested, storage, template, thing, values
from tests.build import policy

TODAY = date(2026, 11, 20)
SEALED_ACCOUNT: dict[str, Any] = {
    "publicNetworkAccess": "Disabled",
    "allowBlobPublicAccess": False,
    "allowSharedKeyAccess": False,
}
DENY: dict[str, Any] = {
    "defaultAction": "Deny",
    "bypass": "None",
    "ipRules": [],
    "virtualNetworkRules": [],
}
CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c"


def account(**properties: Any) -> dict[str, Any]:
    """Return the account that holds the weights."""
    return storage(
        "stweights",
        sku={"name": "Standard_ZRS"},
        kind="StorageV2",
        tags={"data": "weights"},
        properties={**SEALED_ACCOUNT, **properties},
    )


def endpoint(subnet: str = "s") -> list[dict[str, Any]]:
    """Return a network and a private endpoint of the account in it."""
    return [
        thing(
            "Microsoft.Network/virtualNetworks", "v", location="westeurope",
            properties={
                "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
                "subnets": [{"name": subnet, "properties": {"addressPrefix": "10.0.1.0/24"}}],
            },
        ),
        thing(
            "Microsoft.Network/privateEndpoints", "pe", location="westeurope",
            properties={
                "subnet": {"id": f"[resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', '{subnet}')]"},
                "privateLinkServiceConnections": [
                    {"name": "c", "properties": {
                        "privateLinkServiceId": f"[resourceId('{STORAGE}', 'stweights')]",
                        "groupIds": ["blob"],
                    }}
                ],
            },
        ),
    ]  # fmt: skip


def container(access: str) -> dict[str, Any]:
    """Return a container of the account."""
    return thing(
        f"{STORAGE}/blobServices/containers",
        "stweights/default/weights",
        properties={"publicAccess": access},
    )


PUBLIC = {"publicNetworkAccess": "Enabled", "networkAcls": {**DENY, "defaultAction": "Allow"}}
ESTATES: dict[str, dict[str, Any]] = {
    "sealed": template(account(networkAcls=DENY), container("None"), *endpoint()),
    "anonymous": template(account(**{**PUBLIC, "allowBlobPublicAccess": True}), container("Blob")),
    "open firewall": template(account(**PUBLIC)),
    "addresses that add up": template(
        account(publicNetworkAccess="Enabled", networkAcls={
            **DENY, "ipRules": [{"value": "0.0.0.0/1"}, {"value": "128.0.0.0/1"}],
        })
    ),
    "replica elsewhere": template(
        {**account(networkAcls=DENY), "location": "brazilsouth", "sku": {"name": "Standard_GRS"}}
    ),
    "condition": template(
        {**account(**PUBLIC), "condition": "[equals(variables('open'), 'yes')]"},
        {**account(networkAcls=DENY), "condition": "[not(equals(variables('open'), 'yes'))]"},
        variables={"open": "yes"},
    ),
    "nested": template(
        nested(
            "d",
            template(
                storage("[parameters('name')]", sku={"name": "Standard_ZRS"}, tags={"data": "weights"},
                        properties="[parameters('properties')]"),
                parameters={"name": {"type": "string"}, "properties": {"type": "object"}},
            ),
            evaluated="inner",
            parameters={"name": {"value": "stweights"}, "properties": {"value": PUBLIC}},
        )
    ),
    "loop": template(
        {**account(publicNetworkAccess="Enabled", networkAcls={
            "defaultAction": "Deny", "bypass": "None",
            "copy": [{"name": "ipRules", "count": "[length(variables('ips'))]",
                      "input": {"value": "[variables('ips')[copyIndex('ipRules')]]"}}],
        })},
        variables={"ips": ["203.0.113.7", "198.51.100.0/24"]},
    ),
    "grant": template(
        account(networkAcls=DENY),
        thing("Microsoft.Authorization/roleAssignments", "[guid('x')]", properties={
            "principalId": "00000000-0000-4000-8000-0000000000ff", "principalType": "User",
            "roleDefinitionId": f"[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '{CONTRIBUTOR}')]",
        }),
    ),
    "logs elsewhere": template(
        account(networkAcls=DENY),
        thing("Microsoft.OperationalInsights/workspaces", "law", location="eastus", properties={
            "publicNetworkAccessForQuery": "Disabled", "publicNetworkAccessForIngestion": "Disabled",
        }),
        thing("Microsoft.Insights/diagnosticSettings", "d", scope=f"{STORAGE}/stweights/blobServices/default",
              properties={
            "workspaceId": "[resourceId('Microsoft.OperationalInsights/workspaces', 'law')]",
            "logs": [{"category": "StorageRead", "enabled": True}],
        }),
    ),
    "managed network": template(
        account(networkAcls=DENY),
        thing("Microsoft.MachineLearningServices/workspaces", "ml", location="westeurope",
              identity={"type": "SystemAssigned"}, properties={
            "storageAccount": f"[resourceId('{STORAGE}', 'stweights')]",
            "publicNetworkAccess": "Disabled",
            "managedNetwork": {"isolationMode": "AllowInternetOutbound"},
        }),
    ),
}  # fmt: skip
KEPT = {"type", "apiVersion", "$schema", "contentVersion"}


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the place of every value that may be hidden: scalars, and whole objects and lists."""
    if path and path[-1] not in KEPT and "expressionEvaluationOptions" not in path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("type", "$schema", "contentVersion", "apiVersion"):
                yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*path, index))


def hidden(body: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    """Return the template with one value replaced by a parameter that nobody gives a value."""
    made = copy.deepcopy(body)
    at: Any = made
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = "[parameters('hidden')]"
    made.setdefault("parameters", {})["hidden"] = {"type": "string"}
    return made


def judged(folder: Path, files: dict[str, Any]) -> list[tuple[str, Verdict]]:
    """Return the type and the verdict of every asset of a tree."""
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content))
    estate = read_paths([folder], ReadOptions())
    result = assess(estate, Question(policy("EU"), all_data=True, today=TODAY))
    assert not result.faults
    return [(each.asset.resource.type, each.verdict) for each in result.assets]


def verdicts(folder: Path, files: dict[str, Any]) -> set[Verdict]:
    """Return the verdicts of all assets of a tree."""
    return {verdict for _, verdict in judged(folder, files)}


@pytest.mark.parametrize("name", ESTATES)
def test_what_the_estates_are(name: str, tmp_path: Path) -> None:
    expected = Verdict.SEALED if name == "sealed" else Verdict.OPEN
    assert expected in verdicts(tmp_path, {"main.json": ESTATES[name]})


@pytest.mark.parametrize("name", [name for name in ESTATES if name != "sealed"])
def test_hiding_a_fact_never_seals(name: str, tmp_path: Path) -> None:
    body = ESTATES[name]
    before = judged(tmp_path, {"main.json": body})
    sealed = [type_ for type_, verdict in before if verdict is Verdict.SEALED]
    sections = {key: value for key, value in body.items() if key in ("resources", "variables")}
    for path in leaves(sections):
        if path in (("resources",), ("variables",)):
            continue
        after = judged(tmp_path, {"main.json": hidden(body, path)})
        for type_, verdict in after:
            assert verdict is not Verdict.SEALED or type_ in sealed, (path, type_)


def test_hiding_a_file_never_seals(tmp_path: Path) -> None:
    linked = template(
        account(networkAcls=DENY),
        thing("Microsoft.Resources/deployments", "d", properties={
            "mode": "Incremental", "templateLink": {"relativePath": "open.json"},
        }),
    )  # fmt: skip
    opening = template(account(**PUBLIC))
    both = {"main.json": linked, "open.json": opening}
    assert Verdict.SEALED not in verdicts(tmp_path, both)
    (tmp_path / "open.json").unlink()
    assert Verdict.SEALED not in verdicts(tmp_path, {"main.json": linked})
    (tmp_path / "main.json").unlink()
    for damage in (
        b"{",
        b"\x00\xff",
        b'{"$schema": "https://x/deploymentTemplate.json#", "resources": [',
    ):
        (tmp_path / "second.json").write_bytes(damage)
        assert Verdict.SEALED not in verdicts(tmp_path, {"main.json": ESTATES["sealed"]})


def test_parameter_files_decide(tmp_path: Path) -> None:
    body = template(
        account(
            publicNetworkAccess="[parameters('access')]",
            networkAcls={"defaultAction": "[parameters('action')]"},
        ),
        parameters={"access": {"type": "string"}, "action": {"type": "string"}},
    )
    leaky, safe = values(access="Enabled", action="Allow"), values(access="Disabled", action="Deny")
    assert verdicts(tmp_path, {"main.json": body, "main.parameters.json": leaky}) == {Verdict.OPEN}
    assert verdicts(tmp_path, {"main.json": body, "main.parameters.json": safe}) == {Verdict.SEALED}
    assert verdicts(
        tmp_path,
        {"main.json": body, "main.parameters.json": safe, "main.parameters.dev.json": leaky},
    ) == {Verdict.UNKNOWN}


def in_groups(one: str, two: str) -> dict[str, Any]:
    """Return a template with the weights in group `one`, and a Contributor at group `two`."""
    grant = thing("Microsoft.Authorization/roleAssignments", "[guid('x')]", properties={
        "principalId": "00000000-0000-4000-8000-0000000000ff", "principalType": "User",
        "roleDefinitionId": f"[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '{CONTRIBUTOR}')]",
    })  # fmt: skip
    names = {"one": {"type": "string"}, "two": {"type": "string"}}
    return template(
        nested("a", template(account(networkAcls=DENY)), resourceGroup=one),
        nested("b", template(grant), resourceGroup=two),
        parameters=names,
    )


def test_two_unknown_names_may_be_one(tmp_path: Path) -> None:
    body = in_groups("[parameters('one')]", "[parameters('two')]")
    for two, verdict in (("rg-a", Verdict.OPEN), ("rg-b", Verdict.SEALED)):
        given = values(one="rg-a", two=two)
        assert verdicts(tmp_path, {"main.json": body, "main.parameters.json": given}) == {verdict}
    (tmp_path / "main.parameters.json").unlink()
    assert verdicts(tmp_path, {"main.json": body}) == {Verdict.UNKNOWN}
    twice = in_groups("[parameters('one')]", "[parameters('one')]")
    assert verdicts(tmp_path, {"main.json": twice}) == {Verdict.OPEN}
    cut = in_groups("[parameters('one')]", "[trim(parameters('one'))]")
    assert verdicts(tmp_path, {"main.json": cut}) == {Verdict.UNKNOWN}
    own = in_groups("[parameters('one')]", "[resourceGroup().name]")
    assert verdicts(tmp_path, {"main.json": own}) == {Verdict.UNKNOWN}
