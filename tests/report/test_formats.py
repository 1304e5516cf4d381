"""Formats for other programs: each is read back by somebody else's reader."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema

from ringfence.model.assessment import Assessment, Outcome
from ringfence.report.formats import names, renderer
from ringfence.report.formats.markdown import LIMIT, code, escape, prose
from ringfence.report.view import View
from tests.report.cases import CASES, account, assessment, asset, leak, mixed, opened
from tests.report.test_screens import compare

VIEW = View(paths=("examples/retail",))
AWKWARD = "a`b``c|d<img src=x onerror=alert(1)>[x](javascript:1)@team #12 **b** _i_ \\ &amp; ~~s~~"


TEXTS = [name for name in names() if name != "pdf"]


def text(name: str, of: Assessment, view: View = VIEW) -> str:
    return renderer(name)(of, view).decode("utf-8")


def awkward() -> Assessment:
    """Names that are markup, formulas and mentions at once."""
    resource = account("data")
    resource.address = AWKWARD
    of = asset(resource)
    of.name = "=cmd|' /C calc'!A0"
    found = leak(of, resource, title=f"`{AWKWARD}` is open to {AWKWARD}")
    return assessment([], [found])


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", TEXTS)
def test_every_state_renders_without_what_no_reader_sees(name: str, case: str) -> None:
    shown = text(name, CASES[case]())
    assert not re.search("[\ue000-\uf8ff]", shown)
    if name not in ("json", "sarif", "ocsf"):  # programs get names as they are
        assert not re.search("[\u202a-\u202e\u200b\x00-\x08\x0b\x0c\x0e-\x1f]", shown)
    assert text(name, CASES[case]()) == shown


# CSV


def rows(of: Assessment, view: View = VIEW) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text("csv", of, view), newline="")))


@pytest.mark.parametrize("case", CASES)
def test_csv_has_a_record_for_each_finding(case: str) -> None:
    of = CASES[case]()
    found = rows(of)
    assert [row["id"] for row in found] == [finding.id for finding in of.findings]
    assert all(None not in row for row in found)


def test_csv_says_what_a_tracker_needs() -> None:
    first = rows(opened())[0]
    assert first["verdict"] == "open"
    assert first["depth"] == "0"
    assert (first["file"], first["line"]) == ("main.tf", "12")
    assert first["why"] == "`properties.networkAcls.defaultAction` is `Allow`"
    unknown = next(row for row in rows(mixed()) if row["outcome"] == "unknown")
    assert unknown["not_known"] == "variable `ranges` has no value"
    baseline = View(baseline=frozenset({opened().findings[0].id}))
    assert [row["new"] for row in rows(opened(), baseline)] == ["no", "yes", "yes", "yes"]


@pytest.mark.parametrize("sign", "=+-@\t")
def test_no_cell_of_a_csv_is_a_formula(sign: str) -> None:
    resource = account("data")
    resource.address = f"{sign}HYPERLINK(1)"
    for row in rows(assessment([], [leak(asset(resource), resource)])):
        for cell in row.values():
            assert not cell.startswith(tuple("=+-@\t\r"))


# JUnit


def suites(of: Assessment) -> dict[str, ET.Element]:
    top = ET.fromstring(text("junit", of))
    return {str(suite.get("name")): suite for suite in top}


@pytest.mark.parametrize("case", [*CASES, "awkward"])
def test_junit_counts_what_it_holds(case: str) -> None:
    of = awkward() if case == "awkward" else CASES[case]()
    for suite in suites(of).values():
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases))
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert suite.get(name) == str(sum(each.find(tag) is not None for each in cases))
        for each in cases:
            assert len(each) <= 1  # a case has one outcome
            assert each.get("classname")
            assert each.get("name")


def test_junit_passes_only_what_is_sealed() -> None:
    of = mixed()
    failing = sum(
        finding.outcome is Outcome.FAIL for finding in of.findings if finding.asset is not None
    )
    suite = suites(of)["assets"]
    assert suite.get("failures") == str(failing)
    passed = [each for each in suite.findall("testcase") if not len(each)]
    assert {each.get("name") for each in passed} == {"sealed"} if passed else True
    assert suites(CASES["sealed"]())["assets"].get("failures") == "0"
    assert suites(CASES["accepted"]())["assets"].get("skipped") == "1"
    faulty = suites(CASES["faulty"]())
    assert faulty["estate"].get("errors") == "1"
    assert faulty["assets"].get("errors") == "1"  # unknown is not passed


# OCSF


@pytest.fixture(scope="module")
def published() -> dict[int, jsonschema_rs.Validator]:
    schema = OcsfJsonSchemaEmbedded(get_ocsf_schema("1.5.0"))
    classes = {2003: "compliance_finding", 2004: "detection_finding"}
    return {
        uid: jsonschema_rs.validator_for(schema.get_class_schema(name))
        for uid, name in classes.items()
    }


@pytest.mark.parametrize("case", [*CASES, "awkward"])
def test_ocsf_is_valid_against_the_published_schema(
    case: str, published: dict[int, jsonschema_rs.Validator]
) -> None:
    of = awkward() if case == "awkward" else CASES[case]()
    events = json.loads(text("ocsf", of, View(baseline=frozenset())))
    assert len(events) == len(of.findings)
    for event in events:
        published[event["class_uid"]].validate(event)
        broken: dict[str, Any] = {**event, "severity_id": "high"}
        assert not published[event["class_uid"]].is_valid(broken)
        assert event["type_uid"] == event["class_uid"] * 100 + event["activity_id"]


def test_ocsf_tells_leaks_from_all_else_and_draws_the_path() -> None:
    of = mixed()
    events = json.loads(text("ocsf", of))
    for event, finding in zip(events, of.findings, strict=True):
        assert event["class_uid"] == (2004 if finding.kind.is_leak else 2003)
        assert event["metadata"]["uid"] == finding.id
        if finding.kind.is_leak:
            assert event["is_alert"] == (finding.outcome is Outcome.FAIL)
            graph = event["resources"][0]["resource_relationship"]
            assert len(graph["nodes"]) == len(finding.path)
    (accepted,) = json.loads(text("ocsf", CASES["accepted"]()))
    assert accepted["status"] == "Suppressed"
    assert not accepted["is_alert"]


# Markdown


@pytest.mark.parametrize("case", ["mixed", "sealed", "hostile", "faulty"])
def test_markdown(case: str) -> None:
    compare(f"markdown-{case}", renderer("markdown")(CASES[case](), VIEW))


def test_a_comment_fits_what_code_hosts_allow() -> None:
    long = text("markdown", CASES["crowded"]())
    assert len(long) < LIMIT
    assert "… and 175 more" in long


@given(st.text(max_size=40) | st.sampled_from([AWKWARD]))
def test_no_name_becomes_markup(name: str) -> None:
    reader = MarkdownIt("gfm-like", {"linkify": False})
    for shown in (escape(name), prose(name)):
        (block, *_) = [token for token in reader.parse("x " + shown) if token.type == "inline"]
        for token in block.children or ():
            harmless = token.type in ("text", "code_inline", "text_special")
            assert harmless or token.content == "<!-- -->", shown
    if name.strip():
        inline = reader.parseInline("x " + code(name))[0].children or []
        assert {token.type for token in inline} <= {"text", "code_inline"}


def test_folded_headlines_hold_no_markup_of_names() -> None:
    shown = text("markdown", awkward())
    summary = re.search(r"<summary>(.*)</summary>", shown)
    assert summary is not None
    known = {"<b>", "</b>", "<code>", "</code>", "<!-- -->"}
    assert set(re.findall(r"<[^>]*>", summary[1])) <= known
    outside = re.sub("<code>.*?</code>", "", summary[1])
    assert "@<!-- -->team" in outside
    assert "#<!-- -->12" in outside
