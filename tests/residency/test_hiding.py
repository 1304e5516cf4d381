"""Hiding any single fact never turns an asset that leaves the boundary into a sealed one."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from ringfence.engine.findings import find
from ringfence.graph.azure import assets, residency
from ringfence.graph.program import Level
from ringfence.graph.proof import derive
from ringfence.graph.scene import Scene
from ringfence.model.assessment import Kind
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from tests.build import TODAY, policy, res

STORAGE = "Microsoft.Storage/storageAccounts"
WORKSPACE = "Microsoft.MachineLearningServices/workspaces"
COGNITIVE = "Microsoft.CognitiveServices/accounts"
LOGS = "Microsoft.OperationalInsights/workspaces"
HIDDEN = Unknown("hidden")


def estate() -> list[Resource]:
    """Return an estate in which every asset leaves the boundary in a way of its own."""
    west: dict[str, Any] = {"location": "westeurope"}
    plain = {"name": "Standard_LRS"}
    source = res(STORAGE, "stweights", sku=plain, **west)
    target = res(STORAGE, "stcopy", sku=plain, location="eastus")
    logs = res(LOGS, "law", location="eastus")
    vault = res("Microsoft.KeyVault/vaults", "kv", location="eastus2")
    named = {"keyvaulturi": "https://kv.vault.azure.net/", "keyname": "k"}
    oai = res(COGNITIVE, "oai", kind="OpenAI", **west)
    setting = res(
        "Microsoft.Insights/diagnosticSettings",
        "audit",
        scope=oai.id,
        properties={"workspaceId": logs.id, "logs": [{"category": "Audit", "enabled": True}]},
    )
    setting.body["scope"] = oai.id
    linked = res(STORAGE, "st1", location="westus", sku=plain)
    disk = res("Microsoft.Compute/disks", "disk-checkpoints", **west)
    return [
        source,
        target,
        logs,
        vault,
        oai,
        setting,
        linked,
        disk,
        res(
            f"{STORAGE}/objectReplicationPolicies",
            "stweights",
            "p",
            properties={"sourceAccount": source.id, "destinationAccount": target.id},
        ),
        res(f"{COGNITIVE}/deployments", "oai", "gpt", sku={"name": "GlobalStandard"}),
        res(
            STORAGE,
            "stpair",
            location="brazilsouth",
            sku={"name": "Standard_GRS"},
            tags={"data": "weights"},
        ),
        res(
            STORAGE,
            "stlocked",
            sku=plain,
            tags={"data": "training-data"},
            properties={"encryption": {"keyvaultproperties": named}},
            **west,
        ),
        res(WORKSPACE, "mlw", properties={"storageAccount": linked.id}, location="northeurope"),
        res(f"{WORKSPACE}/computes", "mlw", "gpu", location="southcentralus"),
        res("Microsoft.ContainerRegistry/registries", "cr", **west),
        res("Microsoft.ContainerRegistry/registries/replications", "cr", "x", location="eastus2"),
        res(
            "Microsoft.Compute/snapshots",
            "snap",
            location="eastus",
            properties={"creationData": {"sourceResourceId": disk.id}},
        ),
        res(
            "Microsoft.DocumentDB/databaseAccounts",
            "cosmos-prompts",
            properties={
                "locations": [{"locationName": "West Europe"}, {"locationName": "East US"}],
                "backupPolicy": {"type": "Continuous"},
            },
            **west,
        ),
    ]


def leaving(resources: list[Resource]) -> set[str]:
    """Return the keys of the assets that leave, or may leave."""
    of = policy("EU")
    held = Estate(resources)
    scene = Scene(held, of, assets.find(held, of, all_data=False), TODAY)
    residency.PLANE(scene)
    assert not scene.faults
    found = find(scene, derive(scene.program, Level.SURE), derive(scene.program, Level.MAY))
    return {each.asset.key for each in found if each.asset and each.kind is Kind.PLACED}


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every value in a body, containers included."""
    if path:
        yield path
    pairs: list[tuple[Any, Any]] = list(value.items()) if isinstance(value, dict) else []
    if isinstance(value, list):
        pairs = list(enumerate(value))
    for key, element in pairs:
        yield from leaves(element, (*path, key))


def hide(resource: Resource, path: tuple[Any, ...]) -> None:
    *way, last = path
    value: Any = resource.body
    for step in way:
        value = value[step]
    value[last] = HIDDEN


PLACES = [
    (number, path) for number, resource in enumerate(estate()) for path in leaves(resource.body)
]


def test_every_asset_of_the_estate_leaves() -> None:
    held = Estate(estate())
    named = {each.key for each in assets.find(held, policy("EU"), all_data=False)}
    assert leaving(estate()) == named
    assert len(named) > 12


@pytest.mark.parametrize(("number", "path"), PLACES, ids=[str(place) for place in PLACES])
def test_hiding_a_value_seals_nothing(number: int, path: tuple[Any, ...]) -> None:
    before = leaving(estate())
    resources = copy.deepcopy(estate())
    hide(resources[number], path)
    assert before <= leaving(resources)


@pytest.mark.parametrize("number", range(len(estate())))
def test_hiding_a_name_or_a_presence_seals_nothing(number: int) -> None:
    before = leaving(estate())
    for attribute in ("name", "presence"):
        resources = estate()
        setattr(resources[number], attribute, HIDDEN)
        assert before <= leaving(resources)
