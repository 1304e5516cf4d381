"""The retail example: what it plants is found, and its twin is sealed. The screens are kept whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ringfence.model.assessment import Kind, Outcome, Verdict
from tests.test_readme import screen
from tests.twins.twin import scan_folder

BASE = Path(__file__).parent.parent.parent
SCREENS = Path(__file__).parent / "screens"

PLANTED = {
    (Kind.EXPOSED, 'azurerm_storage_container.content["checkpoints"]', "internet"),
    (Kind.REACHABLE, 'azurerm_storage_account.store["customers"]', "internet"),
    (Kind.REACHABLE, "azurerm_managed_disk.checkpoints", "internet"),
    (Kind.REACHABLE, "azurerm_kubernetes_cluster.serving", "internet"),
    (Kind.REACHABLE, "azurerm_application_insights.pricing", "internet"),
    (Kind.PLACED, "azurerm_container_registry.images", "region:eastus2"),
    (Kind.PLACED, "azurerm_cognitive_deployment.advisor", "region:global"),
    (Kind.PLACED, "azurerm_log_analytics_workspace.logs", "region:eastus"),
    (Kind.EGRESS, 'azurerm_storage_account.store["customers"]', "internet"),
    (Kind.EGRESS, "azurerm_container_registry.images", "internet"),
    (Kind.CHAINED, 'azurerm_storage_account.store["customers"]', "principal:pricing-data-science"),
    (
        Kind.CHAINED,
        'azurerm_storage_account.store["models"]',
        "principal:repo:lichtwerk-agency/price-advisor:ref:refs/heads/main",
    ),
    (Kind.BLIND, 'azurerm_storage_account.store["customers"]', ""),
}


def test_every_planted_leak_is_found() -> None:
    assessment = scan_folder(BASE / "examples" / "retail" / "leaky")
    found = {
        (finding.kind, finding.asset.resource.address, finding.outsider)
        for finding in assessment.findings
        if finding.asset and finding.outcome is Outcome.FAIL
    }
    assert found >= PLANTED, PLANTED - found
    assert any(finding.kind is Kind.UNGUARDED for finding in assessment.findings)
    assert not assessment.faults
    assert assessment.complete


def test_the_twin_is_sealed_and_silent() -> None:
    assessment = scan_folder(BASE / "examples" / "retail" / "sealed")
    assert not assessment.findings
    assert {judged.verdict for judged in assessment.assets} == {Verdict.SEALED}
    assert all(judged.depth for judged in assessment.assets)


@pytest.mark.parametrize("name", ["leaky", "sealed"])
def test_the_screen_is_as_kept(name: str) -> None:
    """`RINGFENCE_UPDATE_SCREENS=1` writes it anew; read the difference before you keep it."""
    kept = SCREENS / f"retail-{name}.txt"
    printed = screen(f"examples/retail/{name}")
    if os.environ.get("RINGFENCE_UPDATE_SCREENS"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(printed)
    assert printed == kept.read_text()
