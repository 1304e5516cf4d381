"""The JSON report keeps its contract: the shipped schema, stable ids, no symbols, no secrets."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema_rs
import msgspec
import pytest

from ringfence.model.assessment import Assessment, Judged, Verdict
from ringfence.model.asset import AssetKind
from ringfence.model.boundary import Custodian
from ringfence.model.claims import Evidence, Wall
from ringfence.model.facts import MAYBE, Source, Unknown
from ringfence.model.resource import At
from ringfence.report.document import Document, asset_id
from ringfence.report.formats.json import render
from ringfence.report.view import View
from tests.report.cases import CASES, STATED, account, assessment, asset, leak, opened

SCHEMA = json.loads(files("ringfence").joinpath("schemas/assessment-1.json").read_bytes())
VALIDATOR = jsonschema_rs.validator_for(SCHEMA)


def report(of: Assessment) -> dict[str, Any]:
    """Return the report as JSON, validated."""
    decoded: dict[str, Any] = json.loads(render(of, View()))
    VALIDATOR.validate(decoded)
    return decoded


@pytest.mark.parametrize("name", CASES)
def test_every_report_is_valid(name: str) -> None:
    decoded = report(CASES[name]())
    assert decoded["schema"] == "ringfence-assessment/1"
    msgspec.json.decode(render(CASES[name](), View()), type=Document)


@pytest.mark.parametrize("name", CASES)
def test_a_report_is_the_same_in_every_run(name: str) -> None:
    assert render(CASES[name](), View()) == render(CASES[name](), View())


@pytest.mark.parametrize("name", CASES)
def test_no_report_holds_private_use_characters(name: str) -> None:
    text = json.dumps(report(CASES[name]()), ensure_ascii=False)
    assert not any("\ue000" <= char <= "\uf8ff" for char in text)


def test_the_schema_refuses_what_is_not_in_the_contract() -> None:
    decoded = report(opened())
    breaks: tuple[Callable[[Any], Any], ...] = (
        lambda of: of.update(extra=1),
        lambda of: of["findings"][0].pop("hours"),
        lambda of: of["findings"][0].update(outcome="maybe"),
        lambda of: of["assets"][0].update(address="a\ue000b"),
        lambda of: of["assets"][0].update(depth=4),
        lambda of: of["assets"][0].update(depth=2, wall="a wall"),
    )
    for break_it in breaks:
        broken = json.loads(json.dumps(decoded))
        break_it(broken)
        assert not VALIDATOR.is_valid(broken)


def test_what_is_not_computed_yet_is_null_or_empty() -> None:
    decoded = report(opened())
    assert decoded["seal"] is None
    finding = decoded["findings"][0]
    assert (finding["hours"], finding["owner"], finding["fixes"]) == (None, None, [])
    assert finding["accepted"] is None


def test_values_of_the_contract() -> None:
    of = opened()
    decoded = report(of)
    assert decoded["started"] == "2026-11-20T09:00:00.000Z"
    assert decoded["finished"] == "2026-11-20T09:00:01.250Z"
    assert decoded["complete"] is True
    assert decoded["boundary"]["inferred"] is True
    assert decoded["boundary"]["source"] is None
    assert decoded["boundary"]["regions"] == ["EU"]
    assert decoded["estate"] == {
        "resources": 143,
        "sources": [{"reader": "terraform", "path": ".", "resources": 143, "gaps": 0}],
    }
    finding = decoded["findings"][0]
    dumps = next(each for each in decoded["assets"] if each["name"] == "dumps")
    assert finding["asset"] == dumps["id"]
    assert dumps["source"] == {"file": "main.tf", "line": 40}
    assert finding["path"][-1]["address"] == dumps["address"]
    assert finding["path"][0]["evidence"] == [
        {
            "source": {"file": "main.tf", "line": 12},
            "pointer": "properties.networkAcls.defaultAction",
            "value": "Allow",
        }
    ]
    addresses = [each["address"] for each in decoded["assets"]]
    assert addresses == sorted(addresses)


def test_the_wall_is_named_at_depth_one_only() -> None:
    depths = {each["name"]: (each["depth"], each["wall"]) for each in report(opened())["assets"]}
    assert depths["one"] == (1, "the firewall of `one` denies the internet")
    assert depths["two"] == (2, None)
    assert depths["three"] == (3, None)
    assert depths["none"] == (None, None)
    assert depths["weights"] == (0, None)


def test_a_stated_boundary_tells_where_and_who() -> None:
    custodian = Custodian("group:ml", frozenset({AssetKind.WEIGHTS}))
    decoded = report(assessment([], boundary=replace(STATED, custodians=(custodian,))))
    assert decoded["boundary"]["source"] == {"file": "ringfence.yaml", "line": 1}
    assert decoded["boundary"]["custodians"] == [{"principal": "group:ml", "reads": ["weights"]}]


def test_accepted_findings_say_why_and_until_when() -> None:
    (finding,) = report(CASES["accepted"]())["findings"]
    assert finding["accepted"] == {
        "reason": "public by decision of the board",
        "until": "2027-01-31",
    }


def test_estate_level_findings_have_no_asset() -> None:
    finding = report(CASES["mixed"]())["findings"][-1]
    assert finding["asset"] is None
    assert finding["outcome"] == "unknown"


def test_gaps_name_the_assets_that_wait() -> None:
    decoded = report(CASES["unknown"]())
    waiting = next(each["id"] for each in decoded["assets"] if each["verdict"] == "unknown")
    assert [gap["blocks"] for gap in decoded["gaps"]] == [[waiting], []]
    assert decoded["complete"] is False
    assert (
        "not known: variable `ranges` has no value" in decoded["findings"][0]["path"][0]["because"]
    )


def test_ids_of_assets_depend_on_root_and_address_only() -> None:
    left, right = account("a", line=1), account("a", line=99)
    assert asset_id(asset(left)) == asset_id(asset(right))
    right.root = "other"
    assert asset_id(asset(left)) != asset_id(asset(right))


def evidence_of(pointer: str, body: dict[str, Any], shown: str = "") -> Any:
    """Return the value that the report gives for a property."""
    resource = account("data")
    resource.body = body
    value = resource.look(pointer)
    of = asset(resource)
    found = leak(of, resource)
    step = replace(found.path[0], evidence=(Evidence(resource, pointer, value, shown),))  # type: ignore[arg-type]
    found.path = (step,)
    decoded = report(assessment([Judged(of, Verdict.OPEN, 0)], [found]))
    return decoded["findings"][0]["path"][0]["evidence"][0]["value"]


def test_unknown_values_say_why() -> None:
    body = {"a": [1, Unknown("variable `x` has no value")], "b": {MAYBE: Unknown("count"), "c": 1}}
    assert evidence_of("a", body) == [1, {"unknown": "variable `x` has no value"}]
    assert evidence_of("b", body) == {"maybe": "count", "c": 1}
    assert evidence_of("missing", body) is None


def test_long_values_are_cut() -> None:
    assert len(evidence_of("a", {"a": "x" * 5000})) == 240
    many = evidence_of("a", {"a": list(range(500))})
    assert many[-1] == "… and 480 more"
    deep: Any = "x"
    for _ in range(50):
        deep = [deep]
    assert "…" in json.dumps(evidence_of("a", {"a": deep}), ensure_ascii=False)
    assert evidence_of("a", {"a": 2**70}) == str(2**70)


def test_what_is_shown_replaces_the_value() -> None:
    assert evidence_of("a", {"a": "x"}, "three ranges") == "three ranges"


def test_names_that_no_encoder_takes_are_replaced() -> None:
    resource = account("data")
    resource.origin = At(Source("caf\udce9.tf", 3))
    decoded = report(
        assessment([Judged(asset(resource), Verdict.SEALED, 1, (Wall("w", "a", "w"),))])
    )
    assert decoded["assets"][0]["source"] == {"file": "caf?.tf", "line": 3}


def test_sources_without_a_place_are_null_and_requests_are_named() -> None:
    resource = account("data")
    resource.origin = At(Source(page="https://example.org"))
    assert (
        report(assessment([Judged(asset(resource), Verdict.SEALED, 2)]))["assets"][0]["source"]
        is None
    )
    resource.origin = At(Source(request="GET /x"))
    decoded = report(assessment([Judged(asset(resource), Verdict.SEALED, 2)]))
    assert decoded["assets"][0]["source"] == {"request": "GET /x"}
