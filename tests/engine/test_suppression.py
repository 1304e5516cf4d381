"""Accepting: which findings an entry meets, until when, and that nothing else changes."""

from __future__ import annotations

import json
from datetime import date

import pytest

from ringfence.model.assessment import Assessment, Finding, Verdict
from tests.twins.twin import BOUNDARY, HEAD, asset_of, scan_text

WEIGHTS = "azurerm_storage_account.weights"
ABROAD = """
resource "azurerm_storage_account" "weights" {
  name                          = "stweights"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = "brazilsouth"
  account_tier                  = "Standard"
  account_replication_type      = "GRS"
  public_network_access_enabled = false
}
"""


def accepting(*entries: dict[str, str]) -> Assessment:
    listed = json.dumps([{"reason": "moves in spring", **entry} for entry in entries])
    return scan_text({"main.tf": HEAD + ABROAD}, f"{BOUNDARY}\naccept: {listed}\n")


def accepted(assessment: Assessment) -> set[str]:
    return {finding.rule for finding in assessment.findings if finding.accepted is not None}


def told(finding: Finding) -> tuple[object, ...]:
    """Return everything that a report shows of a finding, but for its acceptance."""
    steps = [(step.address, step.claim, step.because) for step in finding.path]
    return (finding.id, finding.rule, finding.outcome, finding.title, steps)


@pytest.mark.parametrize("address", [WEIGHTS, "azurerm_storage_account.*", "*"])
def test_an_entry_meets_an_address_or_a_pattern(address: str) -> None:
    entry = {"rule": "rf-plc-01", "address": address, "until": "2026-11-20"}
    assert accepted(accepting(entry)) == {"RF-PLC-01"}


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"until": "2026-11-19"}, "expired on 2026-11-19"),
        ({"rule": "RF-PLC-03"}, "matches no finding"),
        ({"address": "azurerm_storage_account.w"}, "matches no finding"),
    ],
)
def test_an_entry_that_accepts_nothing_is_reported(entry: dict[str, str], why: str) -> None:
    whole = {"rule": "RF-PLC-01", "address": WEIGHTS, "until": "2027-01-31", **entry}
    assessment = accepting(whole)
    assert not accepted(assessment)
    assert [gap.blocks for gap in assessment.gaps if gap.reason == why] == [()]


def test_a_leak_that_is_left_keeps_the_asset_open() -> None:
    one = {"rule": "RF-PLC-01", "address": WEIGHTS, "until": "2027-01-31"}
    other = one | {"rule": "RF-PLC-02"}
    assert asset_of(accepting(one), WEIGHTS).verdict is Verdict.OPEN
    both = asset_of(accepting(one, other), WEIGHTS)
    assert both.verdict is Verdict.SEALED
    assert both.depth == 1


def test_accepting_changes_no_other_finding() -> None:
    before = scan_text({"main.tf": HEAD + ABROAD}, BOUNDARY)
    after = accepting({"rule": "RF-PLC-01", "address": WEIGHTS, "until": "2027-01-31"})
    assert [told(finding) for finding in after.findings] == [
        told(finding) for finding in before.findings
    ]
    assert accepted(after) == {"RF-PLC-01"}
    assert date(2027, 1, 31) in {f.accepted.until for f in after.findings if f.accepted}
