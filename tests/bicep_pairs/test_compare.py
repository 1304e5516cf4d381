"""The judge of the golden pairs is judged: it finds what differs, and only that."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bench.pairs.__main__ import main, pairs
from bench.pairs.compare import Reading, compare

from ringfence.readers.arm.read import read_template
from ringfence.readers.options import Options
from ringfence.readers.tree import Tree

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"


def template() -> dict[str, Any]:
    """A template with names that are not known, a loop, a condition, a module and a grant."""
    inner = {
        "$schema": SCHEMA,
        "contentVersion": "1.0.0.0",
        "parameters": {"label": {"type": "string"}},
        "resources": [
            {
                "type": "Microsoft.KeyVault/vaults",
                "apiVersion": "2023-07-01",
                "name": "[concat('kv-', parameters('label'))]",
                "location": "westeurope",
                "properties": {"publicNetworkAccess": "Disabled"},
            }
        ],
    }
    return {
        "$schema": SCHEMA,
        "contentVersion": "1.0.0.0",
        "parameters": {"name": {"type": "string"}, "many": {"type": "int"}},
        "resources": [
            {
                "type": "Microsoft.Storage/storageAccounts",
                "apiVersion": "2023-05-01",
                "name": "[parameters('name')]",
                "location": "[resourceGroup().location]",
                "properties": {"allowBlobPublicAccess": True, "accessTier": "Hot"},
            },
            {
                "type": "Microsoft.Storage/storageAccounts/blobServices/containers",
                "apiVersion": "2023-05-01",
                "name": "[format('{0}/default/weights', parameters('name'))]",
                "properties": {"publicAccess": "Container"},
            },
            {
                "type": "Microsoft.Resources/deployments",
                "apiVersion": "2022-09-01",
                "name": "keys",
                "properties": {
                    "mode": "Incremental",
                    "expressionEvaluationOptions": {"scope": "inner"},
                    "parameters": {"label": {"value": "[parameters('name')]"}},
                    "template": inner,
                },
            },
        ],
    }


def read(folder: Path, name: str, body: dict[str, Any]) -> Reading:
    (folder / name).write_text(json.dumps(body))
    return Reading(name, read_template(Tree.at(folder), name, Options()))


def test_equal_but_for_the_file_and_the_label_of_a_module(tmp_path: Path) -> None:
    other = template()
    other["resources"] = dict(zip(["a", "b", "c"], other["resources"], strict=True))
    other["languageVersion"] = "2.0"
    left = read(tmp_path, "left.json", template())
    assert compare(left, read(tmp_path, "deeper.json", other)) == []


def change(body: dict[str, Any], what: str) -> None:
    account, container, module = body["resources"]
    vault = module["properties"]["template"]["resources"][0]
    if what == "value":
        account["properties"]["allowBlobPublicAccess"] = False
    elif what == "property only compiled":
        account["properties"]["minimumTlsVersion"] = "TLS1_2"
    elif what == "property only in Bicep":
        del account["properties"]["accessTier"]
    elif what == "unknown compiled":
        account["properties"]["accessTier"] = "[parameters('name')]"
    elif what == "condition":
        vault["condition"] = "[equals(parameters('label'), 'x')]"
    elif what == "only in Bicep":
        body["resources"].remove(container)
    elif what == "only compiled":
        body["resources"].append({**vault, "name": "another"})
    elif what == "api version":
        vault["apiVersion"] = "2024-01-01"
    elif what == "gap compiled":
        body["resources"].append({**vault, "type": "[parameters('name')]"})


@pytest.mark.parametrize(
    "what",
    [
        "value", "property only compiled", "property only in Bicep", "unknown compiled",
        "condition", "only in Bicep", "only compiled", "api version", "gap compiled",
    ],
)  # fmt: skip
def test_each_kind_of_difference_is_found(tmp_path: Path, what: str) -> None:
    other = template()
    change(other, what)
    misses = compare(read(tmp_path, "l.json", template()), read(tmp_path, "r.json", other))
    assert what in {miss.reason for miss in misses}


def test_symbols_that_both_sides_have_stand_for_themselves(tmp_path: Path) -> None:
    """Names that are swapped throughout are no renaming: each parameter has its own."""
    body = template()
    body["parameters"]["tier"] = {"type": "string"}
    body["resources"][1]["name"] = (
        "[format('{0}/default/{1}', parameters('name'), parameters('tier'))]"
    )
    other = json.loads(json.dumps(body))
    other["resources"][1]["name"] = (
        "[format('{1}/default/{0}', parameters('name'), parameters('tier'))]"
    )
    misses = compare(read(tmp_path, "l.json", body), read(tmp_path, "r.json", other))
    assert {miss.reason for miss in misses} == {"only in Bicep", "only compiled"}


def test_pairs_are_products_of_the_compiler(tmp_path: Path) -> None:
    for name, maker in (("made", "bicep"), ("written", "hand")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "main.bicep").write_text("param x string\n")
        body = {"metadata": {"_generator": {"name": maker}}, **template()}
        (folder / "main.json").write_text(json.dumps(body))
    found = list(pairs(Tree.at(tmp_path), "main.json"))
    assert found == [("made/main.bicep", "made/main.json")]


def test_without_a_corpus_it_says_so_loudly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.delenv("RINGFENCE_CORPUS", raising=False)
    assert main([]) == 0
    assert capsys.readouterr().out.startswith("DID NOT RUN")
    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().out.count("DID NOT RUN") == 2
