"""`ringfence init`, end to end: its file changes no answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ringfence.readers.boundaryfile import load
from tests.cli.conftest import Run
from tests.report.test_json import VALIDATOR
from tests.report.test_sarif import PROFILE

TERRAFORM = """\
variable "ranges" {
  type = list(string)
}

resource "azurerm_resource_group" "ml" {
  name     = "rg-ml"
  location = "westeurope"
}

resource "azurerm_storage_account" "weights" {
  name                            = "stweightsprod"
  resource_group_name             = azurerm_resource_group.ml.name
  location                        = azurerm_resource_group.ml.location
  account_tier                    = "Standard"
  account_replication_type        = "LRS"
  allow_nested_items_to_be_public = true
}

resource "azurerm_storage_container" "dumps" {
  name                  = "checkpoints"
  storage_account_name  = azurerm_storage_account.weights.name
  container_access_type = "blob"
}

resource "azurerm_storage_account" "prompts" {
  name                            = "stprompts"
  resource_group_name             = azurerm_resource_group.ml.name
  location                        = "brazilsouth"
  account_tier                    = "Standard"
  account_replication_type        = "LRS"
  allow_nested_items_to_be_public = false
  network_rules {
    default_action = "Deny"
    ip_rules       = var.ranges
  }
}

resource "azurerm_role_assignment" "reader" {
  scope                = azurerm_storage_account.prompts.id
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = "11111111-2222-3333-4444-555555555555"
}
"""

TEMPLATE = {
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "contentVersion": "1.0.0.0",
    "resources": [
        {
            "type": "Microsoft.Storage/storageAccounts",
            "apiVersion": "2023-01-01",
            "name": "stweightsprod",
            "location": "[resourceGroup().location]",
            "sku": {"name": "Standard_LRS"},
            "kind": "StorageV2",
            "properties": {"publicNetworkAccess": "Disabled"},
        }
    ],
}


@pytest.fixture(params=["terraform", "arm"])
def tree(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A tree whose locations are literal, and one where only the deployment knows them."""
    folder = tmp_path / "estate"
    folder.mkdir()
    if request.param == "terraform":
        (folder / "main.tf").write_text(TERRAFORM)
    else:
        (folder / "azuredeploy.json").write_text(json.dumps(TEMPLATE, indent=2))
    return folder


def answers(ringfence: Run, tree: Path) -> tuple[int, dict[str, Any]]:
    """Return the code and the report, without what differs between any two runs."""
    result = ringfence("scan", tree, "-f", "json")
    report: dict[str, Any] = json.loads(result.stdout)
    VALIDATOR.validate(report)
    for name in ("started", "finished"):
        del report[name]
    return result.exit_code, report


def test_the_file_changes_no_answer(ringfence: Run, tree: Path) -> None:
    code, before = answers(ringfence, tree)
    assert before["boundary"]["inferred"] is True
    assert before["boundary"]["source"] is None
    result = ringfence("init", tree)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith(f"wrote {tree / 'ringfence.yaml'}")
    policy = load(tree / "ringfence.yaml")
    again, after = answers(ringfence, tree)
    assert again == code
    # What the file states is no longer inferred; what it cannot state still is.
    assert after["boundary"].pop("inferred") is not bool(policy.boundary.regions)
    assert after["boundary"].pop("source")["file"] == "ringfence.yaml"
    del before["boundary"]["inferred"], before["boundary"]["source"]
    assert after == before
    assert before["assets"]


def test_the_log_of_a_real_scan_is_valid(ringfence: Run, tree: Path) -> None:
    PROFILE.validate(json.loads(ringfence("scan", tree, "-f", "sarif").stdout))


def test_a_file_that_is_there_is_not_overwritten(ringfence: Run, tree: Path) -> None:
    file = tree / "ringfence.yaml"
    file.write_text("threshold: nonsense\n")
    result = ringfence("init", tree)
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "error: there is a boundary file already",
        f"at: {file}",
        "help: overwrite it with --force",
    ]
    assert file.read_text() == "threshold: nonsense\n"
    assert ringfence("init", tree, "--force").exit_code == 0
    assert load(file).threshold.value == "medium"


def test_nothing_to_read_writes_nothing(ringfence: Run, tmp_path: Path) -> None:
    result = ringfence("init", tmp_path)
    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_leaky_tree_and_the_same_with_its_holes_closed(ringfence: Run, tmp_path: Path) -> None:
    """The first answers 1; in its twin only what is not known is left, which answers 3."""
    tree = tmp_path
    (tree / "main.tf").write_text(TERRAFORM)
    assert ringfence("scan", tree).exit_code == 1
    wanted = next(word for word in ringfence("scan", tree).stdout.split() if word.startswith("F-"))
    told = ringfence("explain", wanted, tree).stdout
    assert "STEP BY STEP" in told
    assert "(main.tf:" in told
    closed = TERRAFORM.replace("= true", "= false").replace('"brazilsouth"', '"westeurope"')
    closed = closed.replace('container_access_type = "blob"', 'container_access_type = "private"')
    (tree / "main.tf").write_text(closed)
    exposed = ringfence("scan", tree, "--fail-on", "exposed", "--fail-on", "placed")
    assert exposed.exit_code == 3
    assert "variable `ranges` has no value" in exposed.stdout
