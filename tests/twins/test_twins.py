"""Every twin is told apart, and hiding any one fact of a leak never seals it."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.model.assessment import Kind, Outcome, Verdict
from tests.twins import (
    beside,
    chained,
    doors,
    egress,
    entitled,
    exposed,
    handed,
    network,
    placed,
    placed_more,
    published,
    reachable,
)
from tests.twins.twin import HEAD, Twin, asset_of, leaks_of, scan, scan_text

LEAKS = [
    *exposed.TWINS,
    *doors.TWINS,
    *reachable.TWINS,
    *published.TWINS,
    *network.TWINS,
    *placed.TWINS,
    *placed_more.TWINS,
    *chained.TWINS,
    *entitled.TWINS,
    *egress.TWINS,
    *handed.TWINS,
]
BESIDE = [*beside.BLIND, *beside.UNGUARDED]


@pytest.mark.parametrize("twin", LEAKS, ids=str)
def test_the_leaky_twin_is_open_and_its_path_ends_at_the_asset(twin: Twin) -> None:
    assessment = scan(twin, leaky=True)
    judged = asset_of(assessment, twin.asset)
    leaks = [leak for leak in leaks_of(assessment, twin.asset) if leak.kind is twin.kind]
    assert leaks, [(f.kind, f.outcome, f.title) for f in assessment.findings]
    assert judged.verdict is Verdict.OPEN
    assert judged.depth == 0
    for leak in leaks:
        assert leak.path[-1].address == twin.asset
        assert all(step.because and step.claim for step in leak.path)
        assert any(step.evidence for step in leak.path)
    if twin.outsider:
        assert twin.outsider in {leak.outsider for leak in leaks}


@pytest.mark.parametrize("twin", LEAKS, ids=str)
def test_the_safe_twin_is_not_accused(twin: Twin) -> None:
    assessment = scan(twin, leaky=False)
    judged = asset_of(assessment, twin.asset)
    assert not leaks_of(assessment, twin.asset), [f.title for f in leaks_of(assessment, twin.asset)]
    assert judged.verdict.value == twin.safe_verdict, [
        (gap.what, gap.reason) for gap in assessment.gaps
    ]
    assert judged.depth != 0
    if judged.depth == 1:
        assert judged.walls[0].what


@pytest.mark.parametrize("twin", BESIDE, ids=str)
def test_what_stands_beside_the_verdict_is_told_apart(twin: Twin) -> None:
    for leaky in (True, False):
        assessment = scan(twin, leaky=leaky)
        found = [
            f for f in assessment.findings if f.kind is twin.kind and f.outcome is Outcome.FAIL
        ]
        if twin.kind is Kind.BLIND:
            found = [f for f in found if f.asset and f.asset.resource.address == twin.asset]
        assert bool(found) is leaky, [f.title for f in found]
        assert asset_of(assessment, twin.asset).verdict is Verdict.SEALED


VALUE = re.compile(r"^(\s+\w+\s*=\s*)([^{\[\n]+|\[[^\]\n]*\])$", re.MULTILINE)


@cache
def hideable(twin: Twin) -> list[re.Match[str]]:
    return list(VALUE.finditer(HEAD + twin.same + twin.leaky))


def hidden(twin: Twin, number: int) -> str:
    """Return the leaky twin with one attribute replaced by a variable without a value."""
    text = HEAD + twin.same + twin.leaky
    match = hideable(twin)[number]
    changed = text[: match.start(2)] + "var.hidden" + text[match.end(2) :]
    return changed + '\nvariable "hidden" {}\n'


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_hiding_a_fact_never_seals(data: st.DataObject) -> None:
    twin = data.draw(st.sampled_from(LEAKS))
    number = data.draw(st.integers(0, len(hideable(twin)) - 1))
    check_hidden(twin, number)


def check_hidden(twin: Twin, number: int) -> None:
    text = hidden(twin, number)
    assessment = scan_text({"main.tf": text}, twin.boundary)
    verdicts = {j.asset.resource.address: j.verdict for j in assessment.assets}
    line = hideable(twin)[number][0].strip()
    if twin.asset in verdicts:
        assert verdicts[twin.asset] is not Verdict.SEALED, line
    else:
        # What hides the asset itself (its name) must leave something unanswered.
        assert not assessment.complete or any(gap.blocks for gap in assessment.gaps), line


@pytest.mark.parametrize("twin", LEAKS, ids=str)
def test_an_unreadable_file_never_seals(twin: Twin) -> None:
    blocks = re.split(r"(?m)^(?=resource )", HEAD + twin.same + twin.leaky)
    for number in range(1, len(blocks)):
        files = {"main.tf": "".join(blocks[:number] + blocks[number + 1 :])}
        files["broken.tf"] = blocks[number].replace("{", "\x00", 1)
        assessment = scan_text(files, twin.boundary)
        for judged in assessment.assets:
            assert judged.verdict is not Verdict.SEALED, blocks[number].splitlines()[0]
