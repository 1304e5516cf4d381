"""CSV (RFC 4180): one line for each finding, for spreadsheets and trackers.

A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from typing import Final

from ringfence.model.assessment import Assessment, Finding, Judged
from ringfence.report.causes import doubts, why
from ringfence.report.disclosure import clean
from ringfence.report.document import asset_id
from ringfence.report.screen import visible
from ringfence.report.view import View

COLUMNS: Final = (
    "id",
    "rule",
    "kind",
    "severity",
    "confidence",
    "outcome",
    "asset_id",
    "asset",
    "asset_kind",
    "verdict",
    "depth",
    "change",
    "root",
    "file",
    "line",
    "outsider",
    "title",
    "why",
    "fix",
    "not_known",
    "accepted_until",
    "accepted_because",
    "new",
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a cell a formula in the usual spreadsheets (OWASP, CSV injection)."""


def render(assessment: Assessment, view: View) -> bytes:
    """Return a header and one record for each finding, worst first, UTF-8, lines end in CRLF."""
    judged = {each.asset.key: each for each in assessment.assets}
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for finding in assessment.findings:
        of = judged.get(finding.asset.key) if finding.asset else None
        writer.writerow([_cell(value) for value in _record(finding, of, view)])
    return text.getvalue().encode()


def _record(finding: Finding, judged: Judged | None, view: View) -> list[str | int | None]:
    asset, accepted = finding.asset, finding.accepted
    source = finding.resource.locate() if finding.resource is not None else None
    return [
        finding.id,
        finding.rule,
        finding.kind.value,
        finding.severity.value,
        finding.confidence.value,
        finding.outcome.value,
        asset_id(asset) if asset else "",
        asset.resource.address if asset else "",
        asset.kind.value if asset else "",
        judged.verdict.value if judged else "",
        judged.depth if judged else None,
        finding.address,
        finding.root,
        source.file if source else "",
        (source.line or None) if source else None,
        finding.outsider,
        finding.title,
        why(finding),
        finding.remedy,
        "; ".join(doubts(finding)),
        accepted.until.isoformat() if accepted else "",
        accepted.reason if accepted else "",
        "" if view.baseline is None else ("no" if view.known(finding.id) else "yes"),
    ]


def _cell(value: str | int | None) -> str:
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    text = visible(clean(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
