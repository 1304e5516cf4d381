"""An assessment is complete when no asset is left open, and none can be out of sight."""

from __future__ import annotations

import pytest

from ringfence.cli.exitcode import exit_code
from ringfence.model.assessment import Verdict
from tests.twins.twin import HEAD, scan_text

BROKEN = 'resource "azurerm_storage_account" "weights" {\n  name = '
MISSING = 'module "stores" {\n  source = "git::https://example.org/stores.git"\n}\n'
STORE = """
resource "azurerm_storage_account" "weights" {
  name                          = "stweights"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = azurerm_resource_group.rg.location
  account_tier                  = "Standard"
  account_replication_type      = "ZRS"
  public_network_access_enabled = false
}
"""
RECORDED = """
resource "azurerm_monitor_diagnostic_setting" "blob" {
  name                       = "blob"
  target_resource_id         = "${azurerm_storage_account.weights.id}/blobServices/default"
  log_analytics_workspace_id = azurerm_log_analytics_workspace.logs.id

  enabled_log {
    category_group = "audit"
  }
}

resource "azurerm_log_analytics_workspace" "logs" {
  name                       = "law"
  resource_group_name        = azurerm_resource_group.rg.name
  location                   = azurerm_resource_group.rg.location
  internet_query_enabled     = false
  internet_ingestion_enabled = false
}
"""


def test_a_sealed_estate_is_complete() -> None:
    assessment = scan_text({"main.tf": HEAD + STORE + RECORDED})
    assert {judged.verdict for judged in assessment.assets} == {Verdict.SEALED}
    assert assessment.complete
    assert exit_code(assessment) == 0


@pytest.mark.parametrize("text", [BROKEN, MISSING])
def test_what_could_not_be_read_may_hold_assets(text: str) -> None:
    assessment = scan_text({"main.tf": text})
    assert not assessment.assets
    assert not assessment.complete
    assert exit_code(assessment) == 3


def test_another_root_is_answered_but_the_whole_is_not_complete() -> None:
    files = {"app/main.tf": HEAD + STORE + RECORDED, "hub/main.tf": HEAD + MISSING}
    assessment = scan_text(files)
    assert {judged.verdict for judged in assessment.assets} == {Verdict.SEALED}
    assert exit_code(assessment) == 3


def test_what_bears_on_nothing_leaves_it_complete() -> None:
    unmapped = 'resource "azurerm_email_communication_service" "x" {\n  name = "x"\n}\n'
    assert scan_text({"main.tf": HEAD + unmapped}).complete
