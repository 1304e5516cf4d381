"""A refused listing may turn an answer into `unknown`, never into `sealed`."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from ringfence.model.assessment import Assessment, Verdict
from ringfence.model.estate import top_key
from tests.snapshots.printing import records_of
from tests.snapshots.test_twins import MANIFEST, TOLD, findings, printed
from tests.states.storing import literal
from tests.twins.test_twins import LEAKS
from tests.twins.twin import Twin, scan_text

REFUSED = (401, 403, 429, 500, 503)
BESIDE = ("policyassignments", "policyexemptions", "policydefinitions", "policysetdefinitions")
"""What guards the estate stands beside the verdicts: nobody's content moves by it."""

EVERY = {
    "an anonymous container, and one that the firewall hides",
    "a public model endpoint, and a private one",
    "a public vault, and one that admits our office only",
    "an allow from the internet, and from our office",
    "a group in a group",
    "a setting on the account has metrics only",
    "logs to an event hub abroad, and metrics only",
    "a server is replicated abroad, and within the Union",
}
"""Twins of which every listing is refused in turn; of the others a few are."""


def refused(records: list[Any], at: int) -> dict[str, str]:
    told = copy.deepcopy(records)
    told[at]["status"] = REFUSED[at % len(REFUSED)]
    told[at]["body"] = {"error": {"code": "AuthorizationFailed", "message": "no"}}
    return {
        "snap/snapshot.json": MANIFEST,
        "snap/all.ndjson": "".join(json.dumps(each) + "\n" for each in told),
    }


def chosen(twin: Twin, records: list[Any]) -> range:
    return range(len(records)) if twin.name in EVERY else range(len(twin.name) % 9, len(records), 9)


def seen(assessment: Assessment, key: str) -> Verdict | None:
    return next((j.verdict for j in assessment.assets if literal(j.asset.key) == key), None)


def leaking(assessment: Assessment) -> set[str]:
    """Return the top-level resources that surely leak."""
    return {top_key(key) for *_, key in findings(assessment, sure=True)}


@pytest.mark.parametrize("leaky", [True, False], ids=["leaky", "safe"])
@pytest.mark.parametrize("twin", [twin for twin in LEAKS if twin in TOLD], ids=str)
def test_no_refusal_seals(twin: Twin, leaky: bool) -> None:
    expected, things, directory = printed(twin, leaky)
    records = [*records_of(things), *directory]
    for at in chosen(twin, records):
        found = scan_text(refused(records, at), twin.boundary)
        url = records[at]["request"]
        told = [gap for gap in found.gaps if "refused" in gap.reason]
        assert told or "graph.microsoft" in url, url
        assert not found.faults
        for judged in expected.assets:
            verdict = seen(found, literal(judged.asset.key))
            if verdict is None:  # nobody said that it is there: then something else must say so
                hidden = {j.asset.kind.value for j in found.assets if j.verdict == "unknown"}
                assert hidden or any(gap.hides for gap in found.gaps), url
            elif judged.verdict is Verdict.OPEN:
                assert verdict is not Verdict.SEALED, url
            elif not any(each in url.lower() for each in BESIDE):
                assert verdict is not Verdict.OPEN, url
        if "roleassignments" not in url.lower():  # who is a custodian hangs on them
            assert leaking(found) <= leaking(expected), url


def test_refusals_that_matter_take_the_seal_away() -> None:
    twin = next(t for t in LEAKS if t.name.startswith("an anonymous container, and one that the"))
    _, things, directory = printed(twin, False)
    records = [*records_of(things), *directory]
    kept = 0
    for at, record in enumerate(records):
        verdicts = {j.verdict.value for j in scan_text(refused(records, at)).assets}
        if "sealed" in verdicts:
            kept += 1
            assert any(each in record["request"].lower() for each in BESIDE) or (
                "/providers/"
                in record["request"].partition("/providers/")[2]  # another asset's own
                or "/stllmprod/" in record["request"]
            ), record["request"]
    assert kept < len(records) / 2
