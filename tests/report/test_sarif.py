"""SARIF: valid against the OASIS schema where that is at hand, and against what we need of it.

The OASIS schema (sarif-schema-2.1.0.json, errata 01) is looked for in `tests/data` and where
`RINGFENCE_SARIF_SCHEMA` points. Without it the tests below still hold every log against a profile
written here after the specification, and the one test that needs the schema says that it did not
run.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from ringfence.catalog.rules import leaks
from ringfence.model.assessment import Assessment
from ringfence.model.facts import Source
from ringfence.model.resource import At
from ringfence.report.formats.sarif import render
from ringfence.report.view import View
from tests.report.cases import CASES, mixed, opened

LEVELS = ["none", "note", "warning", "error"]
TEXT = {"type": "string", "minLength": 1}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"}


def closed(*needed: str, **properties: Any) -> dict[str, Any]:
    """Return the schema of an object that holds these properties and no others."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(needed),
        "properties": properties,
    }


def many(items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


MESSAGE = closed("text", text=TEXT)
MULTIFORMAT = closed("text", text=TEXT, markdown=TEXT)
LOCATION = closed(
    physicalLocation=closed(
        "artifactLocation",
        artifactLocation=closed(
            "uri",
            # 3.4.4: a relative reference (RFC 3986), no scheme, no leading slash, no spaces
            uri={"type": "string", "pattern": r"^(?!/)[A-Za-z0-9._~!$&'()*+,;=@%/-]+$"},
            uriBaseId={"const": "SRCROOT"},
        ),
        region=closed("startLine", startLine={"type": "integer", "minimum": 1}),
    ),
    logicalLocations=many(
        closed("fullyQualifiedName", fullyQualifiedName=TEXT, kind=TEXT), minItems=1
    ),
    message=MESSAGE,
)
RULE = closed(
    "id",
    id=TEXT,
    shortDescription=MULTIFORMAT,
    fullDescription=MULTIFORMAT,
    help=MULTIFORMAT,
    defaultConfiguration=closed(level={"enum": LEVELS}),
    properties={"type": "object"},
)
RESULT = closed(
    "ruleId",
    "message",
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    kind={"enum": ["fail", "open"]},
    level={"enum": LEVELS},
    message=MESSAGE,
    locations=many(LOCATION, maxItems=1),
    codeFlows=many(
        closed(
            "threadFlows",
            threadFlows=many(
                closed(
                    "locations",
                    locations=many(
                        closed("location", location=LOCATION, kinds=many(TEXT, uniqueItems=True)),
                        minItems=1,
                    ),
                ),
                minItems=1,
            ),
        )
    ),
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
    suppressions=many(
        closed(
            "kind",
            kind={"enum": ["inSource", "external"]},
            status={"const": "accepted"},
            justification=TEXT,
            properties={"type": "object"},
        )
    ),
    baselineState={"enum": ["new", "unchanged"]},
    properties={"type": "object"},
)
RUN = closed(
    "tool",
    "results",
    tool=closed(
        "driver",
        driver=closed(
            "name", "rules", name=TEXT, version=TEXT, semanticVersion=TEXT, rules=many(RULE)
        ),
    ),
    invocations=many(
        closed(
            "executionSuccessful",
            executionSuccessful={"type": "boolean"},
            startTimeUtc=TIME,
            endTimeUtc=TIME,
            toolExecutionNotifications=many(
                closed("message", level={"enum": LEVELS}, message=MESSAGE, locations=many(LOCATION))
            ),
        ),
        minItems=1,
        maxItems=1,
    ),
    originalUriBaseIds={"type": "object"},
    results=many(RESULT),
    properties={"type": "object"},
)
PROFILE = jsonschema_rs.validator_for(
    closed("version", "runs", **{"$schema": TEXT}, version={"const": "2.1.0"}, runs=many(RUN))
)
BASELINE = View(baseline=frozenset({opened().findings[0].id}))


def schema_file() -> Path:
    named = os.environ.get("RINGFENCE_SARIF_SCHEMA")
    here = Path(__file__).parent.parent / "data" / "sarif-schema-2.1.0.json"
    return Path(named) if named else here


def log(of: Assessment, view: View | None = None) -> dict[str, Any]:
    """Return the run of the SARIF log, held against the profile and the rules of the standard."""
    decoded: dict[str, Any] = json.loads(render(of, view or View()))
    PROFILE.validate(decoded)
    (run,) = decoded["runs"]
    for result in run["results"]:
        # 3.27.10: a level other than `none` requires the kind `fail`, and the other way round
        assert (result["kind"] == "fail") == (result["level"] != "none")
        if "ruleIndex" in result:
            assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    states = [result.get("baselineState") for result in run["results"]]
    assert all(states) or not any(states)  # 3.27.24: all results have it, or none
    found: dict[str, Any] = run
    return found


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("view", [View(), BASELINE], ids=["plain", "baseline"])
def test_every_log_is_valid(name: str, view: View) -> None:
    assert len(log(CASES[name](), view)["results"]) == len(CASES[name]().findings)


@pytest.mark.skipif(
    not schema_file().is_file(),
    reason="DID NOT RUN: the OASIS schema is not at hand (RINGFENCE_SARIF_SCHEMA=FILE)",
)
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("view", [View(), BASELINE], ids=["plain", "baseline"])
def test_every_log_is_valid_against_the_oasis_schema(name: str, view: View) -> None:
    schema = json.loads(schema_file().read_bytes())
    assert "SARIF" in schema["title"]
    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    validator.validate(json.loads(render(CASES[name](), view)))
    broken = json.loads(render(CASES[name](), view))
    broken["runs"][0]["results"].append({"level": "fatal"})
    assert not validator.is_valid(broken)


def test_levels_follow_severities() -> None:
    results = log(mixed())["results"]
    levels = {(each["properties"]["severity"], each["kind"]): each["level"] for each in results}
    assert levels == {
        ("critical", "fail"): "error",
        ("high", "fail"): "error",
        ("medium", "fail"): "warning",
        ("low", "fail"): "note",
        ("critical", "open"): "none",
        ("medium", "open"): "none",
    }


def test_a_result_points_at_the_resource_to_change_and_flows_to_the_asset() -> None:
    result = log(opened())["results"][0]
    physical = result["locations"][0]["physicalLocation"]
    assert physical == {
        "artifactLocation": {"uri": "main.tf", "uriBaseId": "SRCROOT"},
        "region": {"startLine": 12},
    }
    steps = result["codeFlows"][0]["threadFlows"][0]["locations"]
    last = steps[-1]["location"]
    assert last["logicalLocations"][0]["fullyQualifiedName"] == "azurerm_storage_container.dumps"
    assert last["physicalLocation"]["region"] == {"startLine": 40}
    assert last["message"]["text"] == "internet obtains `dumps`: nobody has to sign in"
    assert result["partialFingerprints"] == {"ringfence/v1": opened().findings[0].id}
    assert result["properties"]["verdict"] == "open"


def test_accepted_findings_are_suppressed_and_others_are_not() -> None:
    (accepted,) = log(CASES["accepted"]())["results"]
    assert accepted["suppressions"][0]["justification"] == "public by decision of the board"
    assert all("suppressions" not in result for result in log(opened())["results"])


def test_faults_make_the_run_unsuccessful_and_gaps_do_not() -> None:
    faulty = log(CASES["faulty"]())["invocations"][0]
    assert faulty["executionSuccessful"] is False
    assert faulty["toolExecutionNotifications"][0]["level"] == "error"
    gaps = log(CASES["unknown"]())["invocations"][0]
    assert gaps["executionSuccessful"] is True
    assert [note["level"] for note in gaps["toolExecutionNotifications"]] == ["warning", "note"]


def test_a_baseline_marks_what_is_new() -> None:
    states = [each["baselineState"] for each in log(opened(), BASELINE)["results"]]
    assert states == ["unchanged", "new", "new", "new"]


def test_every_rule_of_the_catalogue_is_described() -> None:
    rules = log(CASES["empty"]())["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(leaks())
    assert all("{" not in rule["shortDescription"]["text"] for rule in rules)


def test_file_names_become_uris_and_braces_are_doubled() -> None:
    of = opened()
    finding = of.findings[3]
    assert finding.resource is not None
    finding.resource.origin = At(Source("a b/café#1?.tf", 0))
    finding.title = "a {name}"
    result = log(of)["results"][3]
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "a%20b/caf%C3%A9%231%3F.tf", "uriBaseId": "SRCROOT"}
    }
    assert result["message"]["text"].startswith("a {{name}}")


def test_estate_level_results_need_no_place() -> None:
    result = log(mixed())["results"][-1]
    assert result["properties"]["asset"] is None
    assert result["locations"] == []
