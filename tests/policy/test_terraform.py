"""Location policies as Terraform writes them, with the built-in one named in three ways."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ringfence.engine.assess import Question, assess
from ringfence.readers.read import ReadOptions, read_paths
from tests.build import policy

ESTATE = """
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "~> 4.50" }
  }
}

data "azurerm_subscription" "current" {}

%s

resource "azurerm_storage_account" "weights" {
  name                     = "stweights"
  resource_group_name      = "rg"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "LRS"
}

resource "azurerm_subscription_policy_assignment" "regions" {
  name                 = "regions"
  subscription_id      = data.azurerm_subscription.current.id
  policy_definition_id = %s
  parameters = jsonencode({
    listOfAllowedLocations = { value = [%s] }
  })
}
"""
GUID = "e56962a6-4747-49cd-b67b-bf8b01975c4c"
BY_ID = ("", f'"/providers/Microsoft.Authorization/policyDefinitions/{GUID}"')
BY_TITLE = (
    'data "azurerm_policy_definition" "regions" {\n  display_name = "Allowed locations"\n}',
    "data.azurerm_policy_definition.regions.id",
)
BY_NAME = (
    f'data "azurerm_policy_definition_built_in" "regions" {{\n  name = "{GUID}"\n}}',
    "data.azurerm_policy_definition_built_in.regions.id",
)
CUSTOM = (
    'data "azurerm_policy_definition" "regions" {\n  display_name = "Regions of ours"\n}',
    "data.azurerm_policy_definition.regions.id",
)
INSIDE, WIDER = '"westeurope", "northeurope"', '"westeurope", "eastus"'


def unguarded(tmp_path: Path, named: tuple[str, str], locations: str) -> list[tuple[str, str]]:
    (tmp_path / "main.tf").write_text(ESTATE % (*named, locations))
    estate = read_paths([tmp_path], ReadOptions())
    answers = assess(estate, Question(policy("EU"), today=date(2026, 11, 20)))
    assert not answers.faults
    return [
        (finding.rule, finding.outcome.value)
        for finding in answers.findings
        if finding.kind.value == "unguarded"
    ]


@pytest.mark.parametrize("named", [BY_ID, BY_TITLE, BY_NAME])
def test_the_built_in_policy_however_it_is_named(tmp_path: Path, named: tuple[str, str]) -> None:
    assert unguarded(tmp_path, named, INSIDE) == []
    assert unguarded(tmp_path, named, WIDER) == [("RF-UNG-02", "fail")]


def test_a_policy_that_only_a_data_source_knows(tmp_path: Path) -> None:
    assert unguarded(tmp_path, CUSTOM, INSIDE) == [("RF-UNG-01", "unknown")]
