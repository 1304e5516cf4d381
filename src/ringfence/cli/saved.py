"""Assessments that were saved as JSON: baselines, and findings that are explained later."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ringfence.cli.trouble import Trouble

if TYPE_CHECKING:
    from ringfence.report.document import Document


def load(path: Path) -> Document:
    """Return a saved assessment. Raises Trouble if the file holds none, or one of another schema."""
    import msgspec

    from ringfence.report.document import SCHEMA, Document

    help_ = "it is what `ringfence scan PATH -f json -o FILE` writes"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Trouble(f"cannot be read: {error.strerror or error}", str(path), help_) from error
    try:
        document = msgspec.json.decode(data, type=Document)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise Trouble(f"is no ringfence assessment: {_lower(error)}", str(path), help_) from error
    if document["schema"] != SCHEMA:
        raise Trouble(f"has the schema `{document['schema']}`, not `{SCHEMA}`", str(path), help_)
    return document


def _lower(error: Exception) -> str:
    text = str(error)
    return text[:1].lower() + text[1:]


def proven(document: Document) -> frozenset[str]:
    """Return the ids of the findings that an assessment had proven and nobody had accepted.

    What was only possible then and is proven now is news, and so is what was accepted and no
    longer is.
    """
    return frozenset(
        finding["id"]
        for finding in document["findings"]
        if finding["outcome"] == "fail" and finding["accepted"] is None
    )
