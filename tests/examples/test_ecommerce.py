"""The e-commerce example: Terraform, manifests and workflows together. The screens are kept whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ringfence.model.assessment import Kind, Outcome, Verdict
from tests.test_readme import screen
from tests.twins.twin import scan_folder

BASE = Path(__file__).parent.parent.parent
SCREENS = Path(__file__).parent / "screens"

MODELS = 'azurerm_storage_account.store["models"]'
PULL = "principal:whoever can open a pull request in fadenlauf/recommender"
PLANTED = {
    (Kind.EXPOSED, "deployment/reco/ranker", "internet"),
    (Kind.EXPOSED, "deployment/reco/embedder", "internet"),
    (Kind.REACHABLE, MODELS, "internet"),
    (Kind.REACHABLE, "azurerm_cosmosdb_account.profiles", "internet"),
    (Kind.PLACED, "azurerm_cosmosdb_account.profiles", "region:uksouth"),
    (Kind.PLACED, "azurerm_cognitive_deployment.stylist", "region:eastus2"),
    (Kind.EGRESS, MODELS, "internet"),
    (Kind.EGRESS, "statefulset/reco/vectors", "internet"),
    (Kind.CHAINED, MODELS, PULL),
    (Kind.CHAINED, "statefulset/reco/vectors", PULL),
    (Kind.CHAINED, "statefulset/reco/vectors", "principal:shop-oncall"),
    (Kind.BLIND, "azurerm_cosmosdb_account.profiles", ""),
}
UNTOUCHED = {
    'azurerm_storage_account.store["events"]',
    "azurerm_key_vault.keys",
    "azurerm_log_analytics_workspace.logs",
}


def test_every_planted_leak_is_found_and_what_is_left_alone_stays_sealed() -> None:
    assessment = scan_folder(BASE / "examples" / "ecommerce" / "leaky")
    found = {
        (finding.kind, finding.asset.resource.address, finding.outsider)
        for finding in assessment.findings
        if finding.asset and finding.outcome is Outcome.FAIL
    }
    assert found >= PLANTED, PLANTED - found
    assert any(finding.kind is Kind.UNGUARDED for finding in assessment.findings)
    sealed = {
        judged.asset.resource.address
        for judged in assessment.assets
        if judged.verdict is Verdict.SEALED
    }
    assert sealed >= UNTOUCHED
    assert not assessment.faults
    assert assessment.complete


def test_pictures_of_what_is_for_sale_are_no_asset() -> None:
    for name in ("leaky", "sealed"):
        assessment = scan_folder(BASE / "examples" / "ecommerce" / name)
        addresses = {judged.asset.resource.address for judged in assessment.assets}
        assert "azurerm_storage_account.pictures" not in addresses


def test_the_twin_is_sealed_and_silent() -> None:
    assessment = scan_folder(BASE / "examples" / "ecommerce" / "sealed")
    assert not assessment.findings
    assert {judged.verdict for judged in assessment.assets} == {Verdict.SEALED}
    assert all(judged.depth for judged in assessment.assets)


@pytest.mark.parametrize("name", ["leaky", "sealed"])
def test_the_screen_is_as_kept(name: str) -> None:
    """`RINGFENCE_UPDATE_SCREENS=1` writes it anew; read the difference before you keep it."""
    kept = SCREENS / f"ecommerce-{name}.txt"
    printed = screen(f"examples/ecommerce/{name}")
    if os.environ.get("RINGFENCE_UPDATE_SCREENS"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(printed)
    assert printed == kept.read_text()
