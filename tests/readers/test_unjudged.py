"""What is not judged yet is a gap over what it names, whichever door it comes through."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ringfence.model.estate import Blind, Estate
from ringfence.readers.read import ReadOptions, read_paths
from ringfence.readers.terraform.catalogue import all_types, mapping_of
from ringfence.readers.unjudged import unjudged_types
from tests.mapping.reading import HEADER

GROUP = "/subscriptions/s/resourceGroups/rg"
FACTORY = "Microsoft.DataFactory/factories"

ACCOUNTS = """
resource "azurerm_storage_account" "weights" {
  name                     = "stweights"
  resource_group_name      = "rg"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "LRS"
}
resource "azurerm_storage_account" "logs" {
  name                     = "stlogs"
  resource_group_name      = "rg"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "LRS"
}
"""


def terraform(folder: Path, block: str) -> Estate:
    (folder / "main.tf").write_text(HEADER.format(version="~> 4.0") + ACCOUNTS + block, "utf-8")
    return read_paths([folder], ReadOptions())


def template(folder: Path, *resources: object, **parameters: object) -> Estate:
    accounts: list[object] = [
        {
            "type": "Microsoft.Storage/storageAccounts",
            "apiVersion": "2023-05-01",
            "name": name,
            "location": "westeurope",
            "properties": {},
        }
        for name in ("stweights", "stlogs")
    ]
    body = {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": parameters,
        "resources": [*accounts, *resources],
    }
    (folder / "main.json").write_text(json.dumps(body), "utf-8")
    return read_paths([folder], ReadOptions())


def linked(url: str) -> dict[str, object]:
    return {
        "type": f"{FACTORY}/linkedservices",
        "apiVersion": "2018-06-01",
        "name": "adf/out",
        "properties": {"type": "AzureBlobFS", "typeProperties": {"url": url}},
    }


def gaps(estate: Estate) -> list[Blind]:
    return [blind for blind in estate.blinds if not blind.inert]


def names(blinds: list[Blind]) -> set[str]:
    return {key.rpartition("/")[2] for blind in blinds for key in blind.resources}


def test_a_linked_service_bears_on_the_account_that_it_leads_to(tmp_path: Path) -> None:
    hcl = f"""
resource "azurerm_data_factory_linked_service_data_lake_storage_gen2" "out" {{
  name                 = "out"
  data_factory_id      = "{GROUP}/providers/{FACTORY}/adf"
  url                  = "https://stweights.dfs.core.windows.net"
  use_managed_identity = true
}}
"""
    code, json_ = tmp_path / "tf", tmp_path / "arm"
    for folder in (code, json_):
        folder.mkdir()
    assert names(gaps(terraform(code, hcl))) == {"stweights"}
    estate = template(json_, linked("https://stweights.dfs.core.windows.net"))
    assert names(gaps(estate)) == {"stweights"}


def test_its_twin_leads_elsewhere_and_bears_on_nothing(tmp_path: Path) -> None:
    estate = template(tmp_path, linked("https://stother.dfs.core.windows.net"))
    assert gaps(estate) == []
    (notice,) = [blind for blind in estate.blinds if "out" in blind.what]
    assert notice.inert


def test_where_it_leads_may_be_hidden(tmp_path: Path) -> None:
    estate = template(tmp_path, linked("[parameters('url')]"), url={"type": "string"})
    assert any(
        blind.what.endswith("`") and blind.resources == frozenset() for blind in gaps(estate)
    )


@pytest.mark.parametrize(
    ("script", "named"),
    [
        ("az storage blob download --account-name stweights -c weights", {"stweights"}),
        ("az storage blob download --account-name stnobody -c weights", set()),
    ],
)
def test_a_script_bears_on_what_it_speaks_of(tmp_path: Path, script: str, named: set[str]) -> None:
    resource = {
        "type": "Microsoft.Resources/deploymentScripts",
        "apiVersion": "2023-08-01",
        "name": "copy",
        "location": "westeurope",
        "kind": "AzureCLI",
        "properties": {"azCliVersion": "2.59.0", "scriptContent": script},
    }
    assert names(gaps(template(tmp_path, resource))) == named


def test_its_group_is_no_part_of_what_it_acts_on(tmp_path: Path) -> None:
    hcl = f"""
resource "azurerm_resource_group" "rg" {{
  name     = "rg"
  location = "westeurope"
}}
resource "azapi_resource" "copy" {{
  type      = "Microsoft.Resources/deploymentScripts@2023-08-01"
  parent_id = azurerm_resource_group.rg.id
  name      = "copy"
  location  = "westeurope"
  body = {{
    kind       = "AzureCLI"
    properties = {{ azCliVersion = "2.59.0", scriptContent = "az group list" }}
  }}
}}
resource "azapi_resource" "extension" {{
  type      = "Microsoft.KubernetesConfiguration/extensions@2023-05-01"
  parent_id = "{GROUP}/providers/Microsoft.Storage/storageAccounts/stlogs"
  name      = "x"
  body      = {{ properties = {{ extensionType = "y" }} }}
}}
"""
    assert names(gaps(terraform(tmp_path, hcl))) == {"stlogs"}


def test_an_azapi_resource_bears_on_what_it_names(tmp_path: Path) -> None:
    hcl = f"""
resource "azapi_resource" "copy" {{
  type      = "Microsoft.StreamAnalytics/streamingjobs/outputs@2021-10-01-preview"
  parent_id = "{GROUP}/providers/Microsoft.StreamAnalytics/streamingjobs/job"
  name      = "out"
  body = {{
    properties = {{
      datasource = {{
        type       = "Microsoft.Storage/Blob"
        properties = {{ storageAccounts = [{{ accountName = azurerm_storage_account.weights.name }}] }}
      }}
    }}
  }}
}}
"""
    assert names(gaps(terraform(tmp_path, hcl))) == {"stweights"}


def test_every_type_is_spelled_as_mappings_spell_it() -> None:
    """A type that no mapping has may be a slip; those that only other doors know are these."""
    arms = {mapping.arm.lower() for name in all_types() if (mapping := mapping_of(name))}
    assert set(unjudged_types()) - arms == ELSEWHERE


ELSEWHERE = {
    "microsoft.containerregistry/registries/exportpipelines",
    "microsoft.containerregistry/registries/importpipelines",
    "microsoft.hdinsight/clusters",
    "microsoft.marketplace/roleassignments",
    "microsoft.netapp/netappaccounts/backupvaults",
    "microsoft.network/networkvirtualappliances",
    "microsoft.signalrservice/signalr",
    "microsoft.signalrservice/webpubsub",
    "microsoft.signalrservice/webpubsub/hubs",
    "microsoft.solutions/applications",
    "microsoft.sql/servers/administrators",
    "microsoft.sql/servers/auditingsettings",
    "microsoft.sql/servers/databases/auditingsettings",
    "microsoft.sql/servers/jobagents/jobs",
    "microsoft.synapse/workspaces/auditingsettings",
    "microsoft.synapse/workspaces/sqlpools/auditingsettings",
    "microsoft.web/connections",
    "microsoft.web/sites/sourcecontrols",
}
