"""OpenTofu, Terragrunt, CDKTF, stacks and tests: what is read and what is a gap."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ringfence.model.estate import Estate
from ringfence.readers.read import ReadOptions, read_paths

ACCOUNT = """
resource "azurerm_storage_account" "weights" {
  name                          = "stweights"
  resource_group_name           = "rg"
  location                      = "westeurope"
  account_tier                  = "Standard"
  account_replication_type      = "LRS"
  public_network_access_enabled = %s
}
"""


def read(folder: Path, **files: str) -> Estate:
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, "utf-8")
    return read_paths([folder], ReadOptions())


def access(estate: Estate) -> object:
    (account,) = estate.of("Microsoft.Storage/storageAccounts")
    return account.look("properties.publicNetworkAccess")


def gaps(estate: Estate) -> list[str]:
    return [blind.what for blind in estate.blinds if not blind.inert]


def test_opentofu_reads_files_of_its_own(tmp_path: Path) -> None:
    estate = read(tmp_path, main__tofu=ACCOUNT % "false")
    assert access(estate) == "Disabled"
    assert gaps(estate) == []


def test_a_file_of_opentofu_stands_for_the_other_and_leaves_a_gap(tmp_path: Path) -> None:
    estate = read(tmp_path, main__tofu=ACCOUNT % "false", main__tf=ACCOUNT % "true")
    assert access(estate) == "Disabled"
    assert gaps(estate) == ["`main.tf`"]


def test_overrides_of_opentofu_come_last(tmp_path: Path) -> None:
    change = (
        'resource "azurerm_storage_account" "weights" {\n  public_network_access_enabled = false\n}'
    )
    estate = read(tmp_path, main__tf=ACCOUNT % "true", a_override__tofu=change)
    assert access(estate) == "Disabled"
    assert gaps(estate) == []


@pytest.mark.parametrize(
    "name", ["terragrunt.hcl", "llm.tfcomponent.hcl", "llm.tfdeploy.hcl", "llm.tfstack.hcl"]
)
def test_what_calls_modules_from_outside_is_a_gap(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('terraform {\n  source = "../modules/llm"\n}\n', "utf-8")
    assert gaps(read(tmp_path, main__tf=ACCOUNT % "false")) == [f"`{name}`"]


def test_tests_declare_nothing(tmp_path: Path) -> None:
    run = 'run "x" {\n  command = plan\n}\n'
    estate = read(tmp_path, main__tf=ACCOUNT % "false", main__tftest__hcl=run)
    assert gaps(estate) == []


def test_what_the_cdk_prints_is_configuration(tmp_path: Path) -> None:
    made = {
        "//": {"metadata": {"backend": "local", "stackName": "llm", "version": "0.20.0"}},
        "provider": {"azurerm": [{"features": [{}], "subscription_id": "s"}]},
        "resource": {
            "azurerm_resource_group": {"rg": {"location": "westeurope", "name": "rg"}},
            "azurerm_storage_account": {
                "weights": {
                    "//": {"metadata": {"path": "llm/weights", "uniqueId": "weights"}},
                    "name": "stweights",
                    "resource_group_name": "${azurerm_resource_group.rg.name}",
                    "location": "${azurerm_resource_group.rg.location}",
                    "account_tier": "Standard",
                    "account_replication_type": "LRS",
                    "network_rules": {"default_action": "Deny"},
                }
            },
        },
    }
    estate = read(tmp_path, cdk__tf__json=json.dumps(made))
    (account,) = estate.of("Microsoft.Storage/storageAccounts")
    assert account.look("properties.networkAcls.defaultAction") == "Deny"
    assert account.look("location") == "westeurope"
    assert account.id.endswith(
        "/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stweights"
    )
