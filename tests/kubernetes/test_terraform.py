"""Objects of Kubernetes that Terraform declares are judged like manifests."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.model.assessment import Verdict
from tests.kubernetes.terraform_twins import LAND, SERVER, TWINS, front
from tests.twins.test_twins import check_hidden, hideable
from tests.twins.twin import HEAD, Twin, asset_of, leaks_of, scan, scan_text


@pytest.mark.parametrize("twin", TWINS, ids=str)
def test_the_leaky_twin_is_open_with_its_lines(twin: Twin) -> None:
    assessment = scan(twin, leaky=True)
    leaks = [leak for leak in leaks_of(assessment, twin.asset) if leak.kind is twin.kind]
    assert leaks, [(f.kind, f.outcome, f.title) for f in assessment.findings]
    assert asset_of(assessment, twin.asset).verdict is Verdict.OPEN
    for leak in leaks:
        assert leak.path[-1].address == twin.asset
        assert all(each.source.line for step in leak.path for each in step.evidence)


@pytest.mark.parametrize("twin", TWINS, ids=str)
def test_the_safe_twin_is_sealed(twin: Twin) -> None:
    assessment = scan(twin, leaky=False)
    assert not leaks_of(assessment, twin.asset)
    assert asset_of(assessment, twin.asset).verdict is Verdict.SEALED, [
        *((gap.what, gap.reason) for gap in assessment.gaps),
        *((f.title, [d.reason for d in f.doubts]) for f in assessment.findings),
    ]


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_hiding_a_value_never_seals(data: st.DataObject) -> None:
    twin = data.draw(st.sampled_from(TWINS))
    check_hidden(twin, data.draw(st.integers(0, len(hideable(twin)) - 1)))


CHART = """
resource "helm_release" "other" {{
  name  = "other"
  chart = "{chart}"
}}
"""


@pytest.mark.parametrize(
    ("chart", "verdict"), [("acme/anything", Verdict.UNKNOWN), ("cert-manager", Verdict.SEALED)]
)
def test_a_chart_that_nobody_knows_is_a_gap(chart: str, verdict: Verdict) -> None:
    text = HEAD + LAND + SERVER + front("ClusterIP") + CHART.format(chart=chart)
    assessment = scan_text({"main.tf": text})
    assert asset_of(assessment, TWINS[0].asset).verdict is verdict
    assert assessment.complete is (verdict is Verdict.SEALED)
