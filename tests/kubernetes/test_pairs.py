"""Every pair is told apart, and hiding any one fact of a leak never seals it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.model.assessment import Verdict
from tests.kubernetes import egress_pairs, pairs
from tests.kubernetes.pair import Pair, scan
from tests.twins.twin import asset_of, leaks_of, scan_text

PAIRS = [*pairs.PAIRS, *egress_pairs.PAIRS]
VALUE = re.compile(r"(?<=[:\[,] )(?![{\[])[^\s,\]}][^,\]}\n]*")


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_the_leaky_one_is_open_and_its_path_ends_at_the_asset(pair: Pair) -> None:
    assessment = scan(pair, leaky=True)
    judged = asset_of(assessment, pair.asset)
    leaks = [leak for leak in leaks_of(assessment, pair.asset) if leak.kind is pair.kind]
    assert leaks, [(f.kind, f.outcome, f.title, f.doubts) for f in assessment.findings]
    assert judged.verdict is Verdict.OPEN
    for leak in leaks:
        assert leak.path[-1].address == pair.asset
        assert all(step.because and step.claim for step in leak.path)
        assert any(step.evidence for step in leak.path)
    if pair.outsider:
        assert pair.outsider in {leak.outsider for leak in leaks}


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_the_safe_one_is_sealed(pair: Pair) -> None:
    assessment = scan(pair, leaky=False)
    judged = asset_of(assessment, pair.asset)
    assert not leaks_of(assessment, pair.asset), [f.title for f in assessment.findings]
    assert judged.verdict is Verdict.SEALED, [
        *((gap.what, gap.reason) for gap in assessment.gaps),
        *((f.title, [d.reason for d in f.doubts]) for f in assessment.findings),
    ]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_hiding_a_value_of_a_manifest_never_seals(data: st.DataObject) -> None:
    pair = data.draw(st.sampled_from(PAIRS))
    text = pair.files(leaky=True)["deploy/app.yaml"]
    found = list(VALUE.finditer(text))
    check_hidden(pair, data.draw(st.integers(0, len(found) - 1)))


def check_hidden(pair: Pair, number: int) -> None:
    files = pair.files(leaky=True)
    text = files["deploy/app.yaml"]
    match = list(VALUE.finditer(text))[number]
    files["deploy/app.yaml"] = text[: match.start()] + '"${HIDDEN}"' + text[match.end() :]
    assessment = scan_text(files, pair.boundary)
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.end()]
    kind, slash, _ = pair.asset.partition("/")  # a hidden name or namespace is another address
    verdicts = [
        each.verdict
        for each in assessment.assets
        if each.asset.resource.address.startswith(f"{kind}{slash}")
    ]
    if verdicts:
        assert any(verdict is not Verdict.SEALED for verdict in verdicts), line
    else:
        assert not assessment.complete or any(gap.blocks for gap in assessment.gaps), line


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_an_unreadable_document_never_seals(pair: Pair) -> None:
    files = pair.files(leaky=True)
    documents = files["deploy/app.yaml"].split("---\n")[1:]
    for number in range(len(documents)):
        broken = [
            text if at != number else text.replace(":", ": [", 1)
            for at, text in enumerate(documents)
        ]
        files["deploy/app.yaml"] = "---\n".join(["", *broken])
        for judged in scan_text(files, pair.boundary).assets:
            assert judged.verdict is not Verdict.SEALED, documents[number]
