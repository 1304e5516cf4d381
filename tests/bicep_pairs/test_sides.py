"""What compiled Bicep and its source say in different words: read alike, and told apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bench.pairs.__main__ import score
from bench.pairs.sides import Side, restored, split, stale, values

from ringfence.model.facts import Unknown
from ringfence.readers.arm.read import read_template
from ringfence.readers.arm.values import Segment, equal
from ringfence.readers.bicep.read import read_bicep
from ringfence.readers.options import Options
from ringfence.readers.tree import Tree
from tests.arm.reading import STORAGE, deployment, read, storage, template, tree_of
from tests.bicep_pairs.test_cluster import SERVICE

SOURCE = """param name string
param tier string = 'Hot'
module avm 'br/public:avm/store:1.0.0' = { name: 'avm', params: { name: name } }
module own 'own.bicep' = { name: 'own', params: { name: name } }
resource st 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: 'westeurope'
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: { accessTier: tier }
}
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: st
  name: 'logs'
  properties: { workspaceId: blob.id }
}
resource blob 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' existing = {
  parent: st
  name: 'default'
}
"""
VERSION = "2023-05-01"


def nested(name: str) -> dict[str, Any]:
    """A module as the compiler puts it into a template."""
    inner = template(
        storage("[concat(parameters('name'), '2')]"), parameters={"name": {"type": "string"}}
    )
    return {
        "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": name,
        "properties": {
            "mode": "Incremental", "expressionEvaluationOptions": {"scope": "inner"},
            "parameters": {"name": {"value": "[parameters('name')]"}}, "template": inner,
        },
    }  # fmt: skip


def product() -> dict[str, Any]:
    """What the compiler makes of the source: ids from names that are cut again, relative scopes."""
    account = {
        "type": STORAGE, "apiVersion": VERSION, "name": "[parameters('name')]",
        "location": "westeurope", "kind": "StorageV2", "sku": {"name": "Standard_LRS"},
        "properties": {"accessTier": "[parameters('tier')]"},
    }  # fmt: skip
    child = "format('{0}/{1}', parameters('name'), 'default')"
    cut = ", ".join(f"split({child}, '/')[{index}]" for index in (0, 1))
    logs = {
        "type": "Microsoft.Insights/diagnosticSettings", "apiVersion": "2021-05-01-preview",
        "scope": f"[format('{STORAGE}/{{0}}', parameters('name'))]", "name": "logs",
        "properties": {"workspaceId": f"[resourceId('{STORAGE}/blobServices', {cut})]"},
    }  # fmt: skip
    parameters = {"name": {"type": "string"}, "tier": {"type": "string", "defaultValue": "Hot"}}
    body = template(account, logs, nested("avm"), nested("own"), parameters=parameters)
    return {**body, "metadata": {"_generator": {"name": "bicep", "version": "1"}}}


OWN = """param name string
resource st 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: concat(name, '2')
  location: 'westeurope'
}
"""


def write(folder: Path, source: str, body: dict[str, Any]) -> None:
    (folder / "main.bicep").write_text(source)
    (folder / "own.bicep").write_text(OWN)
    (folder / "main.json").write_text(json.dumps(body))


def test_a_pair_with_a_module_of_a_registry_reads_alike(tmp_path: Path) -> None:
    write(tmp_path, SOURCE, product())
    made = score(tmp_path, "main.json")
    assert made.misses == {}
    assert (made.pairs, made.equal, made.restored, made.stale) == (1, 1, 1, {})


def test_a_pair_that_differs_is_a_miss(tmp_path: Path) -> None:
    write(tmp_path, SOURCE.replace("accessTier: tier", "accessTier: 'Cool'"), product())
    made = score(tmp_path, "main.json")
    assert [miss.reason for miss in made.misses["main.bicep"]] == [
        "unknown compiled"
    ] or made.misses


def test_values_are_those_of_the_file_beside_the_product(tmp_path: Path) -> None:
    write(tmp_path, SOURCE, product())
    stated = {
        "parameters": {"name": {"value": "st"}, "list": {"value": [1]}, "none": {"value": None}}
    }
    (tmp_path / "main.parameters.json").write_text(json.dumps(stated))
    assert values(Tree.at(tmp_path), "main.json") == {"name": "st", "list": "[1]"}
    assert score(tmp_path, "main.json", valued=True).equal == 1


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("param tier string = 'Hot'", "param tier string = 'Cool'", "another default of `tier`"),
        ("param tier string = 'Hot'", "param kind string = 'Hot'", "other parameters: kind, tier"),
        ("storageAccounts@2023-05-01", "storageAccounts@2024-01-01", "has no microsoft.storage"),
        ("accessTier: tier", "accessTier: 'Cool'", ""),
    ],
)
def test_products_of_another_source_are_told(old: str, new: str, why: str) -> None:
    tree = tree_of({"main.bicep": SOURCE.replace(old, new, 1), "own.bicep": OWN})
    side = Side(tree)
    side.add(dict(tree.contents))
    found = stale(side, "main.bicep", json.dumps(product()).encode())
    assert why in found
    assert bool(found) == bool(why)


def test_sides_see_nothing_of_each_other(tmp_path: Path) -> None:
    write(tmp_path, SOURCE, product())
    (tmp_path / "main.parameters.json").write_text("{}")
    sources, products = split(Tree.at(tmp_path), {"main.json"})
    assert set(sources.files) == {"main.bicep", "own.bicep"}
    assert set(products.files) == {"main.json"}
    made = restored(sources, "main.bicep", products.read("main.json"))
    assert list(made) == [".restored/br/mcr.microsoft.com/bicep$avm$store/1.0.0$/main.json"]


# What both sides need


def test_parts_of_a_text_with_unknown_pieces() -> None:
    made = deployment(parameters={"a": {"type": "string"}, "b": {"type": "string"}})
    from ringfence.readers.arm.evaluating import resolve

    def value(expression: str) -> Any:
        return resolve(f"[{expression}]", made.frame, made.file, None)

    part = value("split(concat(parameters('a'), '/x/', parameters('b')), '/')[0]")
    assert isinstance(part, Segment)
    assert part.stand_in == value("parameters('a')").stand_in
    # It may hold a slash: then it is not the part.
    assert equal(part, value("parameters('a')")) is None
    assert value("split(concat('lit/', parameters('b')), '/')[0]") == "lit"
    assert value("last(split(concat(parameters('a'), '/end'), '/'))") == "end"
    assert isinstance(value("last(split(concat('lit/', parameters('b')), '/'))"), Unknown)
    assert isinstance(value("split(concat('lit/', parameters('b')), '/')[7]"), Unknown)
    assert isinstance(value("length(split(concat('lit/', parameters('b')), '/'))"), Unknown)


def test_a_relative_scope_that_ends_in_an_unknown_name_is_an_id_of_the_group() -> None:
    logs = {
        "type": "Microsoft.Insights/diagnosticSettings", "apiVersion": "1", "name": "logs",
        "scope": f"[format('{STORAGE}/{{0}}', parameters('name'))]", "properties": {},
    }  # fmt: skip
    account = storage("[parameters('name')]")
    harvest = read(template(account, logs, parameters={"name": {"type": "string"}}))
    first, second = harvest.resources
    assert second.body["scope"] == first.id


def test_an_empty_group_is_the_own_one() -> None:
    body = template(
        {
            **nested("inner"),
            "scope": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/",
        },
        parameters={"name": {"type": "string", "defaultValue": "st"}},
    )
    harvest = read(body)
    assert [each.name for each in harvest.resources] == ["st2"]


def test_elements_of_an_unknown_array_differ_from_loop_to_loop() -> None:
    loop = "resource {0} 'Microsoft.Storage/storageAccounts@2023-05-01' = [for x in names: {{ name: x }}]\n"
    text = "param names array\n" + loop.format("a") + loop.format("b")
    harvest = read_bicep(tree_of({"main.bicep": text}), "main.bicep", Options())
    first, second = harvest.resources
    assert first.id != second.id


def test_kubernetes_objects_of_bicep_are_those_of_the_template() -> None:
    text = """extension kubernetes with { namespace: 'models', kubeConfig: '' } as k8s
resource svc 'core/Service@v1' = {
  metadata: { name: 'llm' }
  spec: { type: 'LoadBalancer', ports: [{ port: 80 }] }
}
"""
    ours = read_bicep(tree_of({"main.bicep": text}), "main.bicep", Options())
    imports = {"k8s": {"provider": "Kubernetes", "config": {"namespace": "models"}}}
    body = template({"svc": SERVICE}, imports=imports, variables={"kind": "LoadBalancer"})
    theirs = read_template(tree_of({"main.json": body}), "main.json", Options())
    (mine,), (other,) = ours.resources, theirs.resources
    assert (mine.type, mine.name, mine.body, mine.address) == (
        other.type, other.name, other.body, other.address,
    )  # fmt: skip
    assert not [blind for blind in ours.blinds if not blind.inert]
