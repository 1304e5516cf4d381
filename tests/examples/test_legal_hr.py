"""The law firm: what it plants is found, in Bicep, and its twin is sealed. The screens are kept whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ringfence.model.assessment import Kind, Outcome, Verdict
from tests.test_readme import screen
from tests.twins.twin import scan_folder

BASE = Path(__file__).parent.parent.parent
SCREENS = Path(__file__).parent / "screens"

VENDOR = "41f0c6d8-95be-4a72-8d13-7b2e60a9f5c4"
PLANTED = {
    ("RF-EXP-02", "caseStores.accounts[0]", "tenant:e80d1f3c-7a25-49b6-bc14-52f6a0d97e38"),
    ("RF-PLC-04", "caseStores.accounts[0]", f"account:{VENDOR}"),
    ("RF-EGR-03", "caseStores.accounts[0]", "internet"),
    ("RF-RCH-01", "caseIndex.search", "internet"),
    ("RF-PLC-05", "assistant.deployments[0]", "region:EU"),
    ("RF-PLC-03", "assistant.chats", "region:uksouth"),
    ("RF-CHN-02", "peopleStore.accounts[0]", "principal:access.payroll"),
}
BESIDE = {"RF-UNG-03", "RF-BLD-02", "RF-BLD-03"}


def test_every_planted_leak_is_found_and_no_other() -> None:
    assessment = scan_folder(BASE / "examples" / "legal-hr" / "leaky")
    leaks = {
        (finding.rule, finding.asset.resource.address, finding.outsider)
        for finding in assessment.findings
        if finding.asset
        and finding.outcome is Outcome.FAIL
        and finding.kind not in (Kind.BLIND, Kind.UNGUARDED)
    }
    assert leaks >= PLANTED, PLANTED - leaks
    assert {(rule, outsider) for rule, _, outsider in leaks} == {
        (rule, outsider) for rule, _, outsider in PLANTED
    }
    beside = {each.rule for each in assessment.findings} - {rule for rule, _, _ in PLANTED}
    assert beside == BESIDE
    assert not assessment.faults


def test_the_twin_is_sealed_and_silent() -> None:
    assessment = scan_folder(BASE / "examples" / "legal-hr" / "sealed")
    assert not assessment.findings
    assert {judged.verdict for judged in assessment.assets} == {Verdict.SEALED}
    assert all(judged.depth for judged in assessment.assets)
    assert assessment.complete


@pytest.mark.parametrize("name", ["leaky", "sealed"])
def test_the_screen_is_as_kept(name: str) -> None:
    """`RINGFENCE_UPDATE_SCREENS=1` writes it anew; read the difference before you keep it."""
    kept = SCREENS / f"legal-hr-{name}.txt"
    printed = screen(f"examples/legal-hr/{name}")
    if os.environ.get("RINGFENCE_UPDATE_SCREENS"):
        kept.write_text(printed)
    assert printed == kept.read_text()
