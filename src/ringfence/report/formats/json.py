"""JSON: the whole assessment for scripts, in the shape of `schemas/assessment-1.json`."""

from __future__ import annotations

import msgspec

from ringfence.model.assessment import Assessment
from ringfence.report.document import document
from ringfence.report.view import View


def render(assessment: Assessment, view: View) -> bytes:
    """Return the assessment as one JSON document, indented, with a line feed at its end."""
    del view
    encoded = msgspec.json.encode(document(assessment))
    return msgspec.json.format(encoded, indent=2) + b"\n"
