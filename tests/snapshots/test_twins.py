"""What the cloud would answer about an estate gives the answers of the code that made it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest

from ringfence.model.assessment import Assessment, Kind
from ringfence.model.estate import Estate
from ringfence.readers.read import ReadOptions, read_paths
from tests.snapshots.printing import (
    NotPrintable,
    by_type,
    directory_of,
    flattened,
    records_of,
    row,
    things_of,
)
from tests.states.storing import literal
from tests.twins import handed
from tests.twins.test_twins import BESIDE, LEAKS
from tests.twins.twin import HEAD, Twin, scan_text

TOLD = [twin for twin in (*LEAKS, *BESIDE) if twin not in handed.TWINS]
"""No answer tells the keys that settings hold: see `test_what_settings_hold_never_seals`."""
MANIFEST = json.dumps({"schema": "ringfence-snapshot/1", "collected": "2026-11-20", "scope": []})


def estate_of(text: str) -> Estate:
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "main.tf").write_text(text)
        return read_paths([Path(name)], ReadOptions())


def verdicts(assessment: Assessment) -> dict[str, tuple[str, int | None]]:
    return {literal(j.asset.key): (j.verdict.value, j.depth) for j in assessment.assets}


def findings(assessment: Assessment, *, sure: bool = False) -> set[tuple[str, str, str, str]]:
    """Return the findings, by the literal key of their asset; what guards the estate apart."""
    return {
        (
            f.kind.value,
            f.outcome.value,
            f.outsider.partition(":")[0],
            literal(f.asset.key) if f.asset else "",
        )
        for f in assessment.findings
        if (f.outcome.value == "fail" and f.kind.is_leak) or not sure
        if f.kind is not Kind.UNGUARDED or f.outcome.value == "fail"
    }


def snapshot(things: list[Any], directory: list[Any]) -> dict[str, str]:
    listed = [*records_of(things), *directory]
    files = {f"snap/raw/{at:04}.json": json.dumps(each) for at, each in enumerate(listed)}
    return {"snap/snapshot.json": MANIFEST, **files}


def printed(twin: Twin, leaky: bool) -> tuple[Assessment, list[Any], list[Any]]:
    text = HEAD + twin.same + (twin.leaky if leaky else twin.safe)
    estate = estate_of(text)
    try:
        return (
            scan_text({"main.tf": text}, twin.boundary),
            things_of(estate),
            list(directory_of(estate)),
        )
    except NotPrintable as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("leaky", [True, False], ids=["leaky", "safe"])
@pytest.mark.parametrize("twin", TOLD, ids=str)
def test_a_whole_snapshot_gives_the_answers_of_the_code(twin: Twin, leaky: bool) -> None:
    expected, things, directory = printed(twin, leaky)
    found = scan_text(snapshot(things, directory), twin.boundary)
    why = [(gap.what, gap.reason) for gap in found.gaps if not gap.what.startswith("a value")]
    assert verdicts(found) == verdicts(expected), why
    assert findings(found) == findings(expected), why
    assert not found.faults


@pytest.mark.parametrize("twin", handed.TWINS, ids=str)
def test_what_settings_hold_never_seals(twin: Twin) -> None:
    estate = estate_of(HEAD + twin.same + twin.leaky)
    things: list[Any] = things_of(estate)
    for each in things:  # what the cloud keeps to itself
        properties = each.get("properties") or {}
        for name in ("appSettings", "connectionStrings"):
            properties.get("siteConfig", {}).pop(name, None)
        for secret in properties.get("configuration", {}).get("secrets", ()):
            secret.pop("value", None)
    found = scan_text(snapshot(things, list(directory_of(estate))), twin.boundary)
    store = next(verdict for key, verdict in verdicts(found).items() if key.endswith("/stweights"))
    assert store[0] != "sealed"


def check(found: Assessment, expected: Assessment) -> None:
    """Check answers of exports: no leak is lost or made up, and nothing is called safe too early."""
    assert findings(found, sure=True) == findings(expected, sure=True)
    told, surely = verdicts(found), verdicts(expected)
    for key in told.keys() - surely.keys():  # what may be a sink of logs, for all that is known
        assert told[key][0] != "open"
    for key, (verdict, _) in surely.items():
        assert told[key][0] in {"open": ("open",), "sealed": ("sealed", "unknown")}.get(
            verdict, ("unknown",)
        ), key
    assert not found.faults


@pytest.mark.parametrize("form", ["array", "rows", "lines", "shown", "listed"])
@pytest.mark.parametrize("leaky", [True, False], ids=["leaky", "safe"])
@pytest.mark.parametrize("twin", TOLD, ids=str)
def test_exports_find_the_same_leaks(twin: Twin, leaky: bool, form: str) -> None:
    expected, things, directory = printed(twin, leaky)
    files = {"directory.json": json.dumps(directory)} if directory else {}
    if form == "array":
        files["all.json"] = json.dumps(things)
    elif form == "rows":
        rows = [row(each) for each in things]
        files["rows.json"] = json.dumps(
            {"count": len(rows), "data": rows, "skip_token": None, "total_records": len(rows)}
        )
    elif form == "lines":
        files["all.ndjson"] = "".join(json.dumps(each) + "\n" for each in things)
    elif form == "shown":
        files |= by_type(things, flattened)
    else:
        files |= by_type(things, lambda each: each)
    check(scan_text(files, twin.boundary), expected)
