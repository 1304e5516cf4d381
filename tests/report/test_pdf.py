"""The report on paper says what the other reports say, and is the same for the same answers."""

from __future__ import annotations

import io
import re

import pypdf
import pytest

from ringfence.model.assessment import Assessment
from ringfence.report.causes import groups, sort
from ringfence.report.formats.pdf import render
from ringfence.report.view import View
from tests.report.cases import CASES, mixed
from tests.report.test_formats import awkward

VIEW = View(paths=("examples/retail",))


def words(of: Assessment) -> str:
    pages = pypdf.PdfReader(io.BytesIO(render(of, VIEW))).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


@pytest.mark.parametrize("case", CASES)
def test_every_state_prints(case: str) -> None:
    of = CASES[case]()
    shown = words(of).replace("\u200b", "").replace(" ", "")
    causes = [cause for _, each in groups(sort(of.findings, of.threshold)) for cause in each]
    for cause in causes[:100]:
        assert cause.first.id in shown
    for judged in of.assets[:3]:
        assert judged.verdict.value in shown


def test_names_are_text_and_never_markup() -> None:
    shown = words(awkward()).replace("\u200b", "").replace(" ", "")
    assert "<imgsrc=xonerror=alert(1)>" in shown
    assert "#12**b**" in shown


def test_the_same_answers_give_the_same_bytes() -> None:
    first = render(mixed(), VIEW)
    assert first == render(mixed(), VIEW)
    assert first.startswith(b"%PDF-")
