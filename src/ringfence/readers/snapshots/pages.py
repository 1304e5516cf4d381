"""Answers as they were saved: what each page holds, and whether it is all that there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from ringfence.readers.snapshots.documents import Documents
from ringfence.readers.snapshots.requests import Request, parse

Json = dict[str, Any]

ROWS: Final = frozenset({100, 1000})
"""How many rows Resource Graph gives at once: by default, and at most.
https://learn.microsoft.com/azure/governance/resource-graph/concepts/work-with-data#paging-results"""

_LISTS: Final = ("value", "data")
_NEXT: Final = ("nextLink", "@odata.nextLink", "odata.nextLink", "next_link")
_SKIPS: Final = ("skip_token", "skipToken", "$skipToken")
_TOTALS: Final = ("total_records", "totalRecords")
_CODES: Final = 40
NOTHING: Final = frozenset({204, 404})
"""Answers that say that there is nothing."""


@dataclass(slots=True)
class Page:
    """One answer. `items` are its objects with their lines.

    `request` is None where nobody kept what was asked. `listed` tells a list from the answer about
    one thing. `refused` says why there is no answer, `cut` why there is more than this. `next` is
    the address of the next page, whether somebody read it or not.
    """

    file: str
    line: int
    items: list[tuple[Json, int]] = field(default_factory=list)
    request: Request | None = None
    status: int = 200
    refused: str = ""
    cut: str = ""
    next: str = ""
    listed: bool = False
    time: str = ""


def pages_of(name: str, documents: Documents) -> Iterator[Page]:
    """Yield the pages of a file. Lines of one object each are one page together."""
    together = Page(name, 1, listed=True)
    for value, line in documents.values:
        if is_record(value):
            yield _record(name, line, value)
        elif documents.listed and isinstance(value, dict) and not _is_envelope(value):
            together.items.append((value, line))
        elif isinstance(value, list) and any(is_record(each) for each in value):
            yield from (_record(name, line, each) for each in value if is_record(each))
        else:
            page = Page(name, line)
            _fill(page, value)
            yield page
    if together.items:
        _doubt_rows(together)
        yield together


def is_record(value: Any) -> bool:
    """Tell whether an object is a saved answer: the request, its status and what came back."""
    return isinstance(value, dict) and "request" in value and "status" in value


def _record(name: str, line: int, value: Json) -> Page:
    status = value.get("status")
    page = Page(name, line, request=parse(value["request"]), time=str(value.get("time") or ""))
    page.status = status if isinstance(status, int) and not isinstance(status, bool) else 0
    body = value.get("body")
    if isinstance(body, str):
        try:
            body = msgspec.json.decode(body)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            body = None
    if page.status in NOTHING:
        return page
    if not 200 <= page.status < 300:
        page.refused = f"refused with status {page.status}{_code(body)}"
    elif body is None:
        page.refused = "the answer has no body that can be read"
    else:
        _fill(page, body)
        if page.next == page.request.url if page.request is not None else False:
            page.cut = "its next page is itself"
    return page


def _code(body: Any) -> str:
    """Return the code of an error, which is a word; its message may hold anything."""
    error = body.get("error") if isinstance(body, dict) else None
    code = error.get("code") if isinstance(error, dict) else None
    return f" ({code[:_CODES]})" if isinstance(code, str) and code.isalnum() else ""


def _is_envelope(value: Json) -> bool:
    return any(isinstance(value.get(name), list | dict) for name in _LISTS) and "id" not in value


def _fill(page: Page, value: Any) -> None:
    """Take in a body: a list, an envelope around one, or one thing."""
    if isinstance(value, list):
        page.listed = True
        _add(page, value)
        _doubt_rows(page)
    elif not isinstance(value, dict):
        return
    elif _is_envelope(value):
        page.listed = True
        listed = next(value[name] for name in _LISTS if isinstance(value.get(name), list | dict))
        rows = _rows(listed) if isinstance(listed, dict) else listed
        _add(page, rows)
        _bounds(page, value, len(rows))
    elif isinstance(value.get("error"), dict) and "id" not in value:
        page.refused = f"an error instead of an answer{_code(value)}"
    else:
        page.items.append((value, page.line))


def _add(page: Page, values: list[Any]) -> None:
    for each in values:
        if isinstance(each, dict):
            page.items.append((each, page.line))
        elif isinstance(each, list):  # pages that somebody put into one list
            _add(page, each)


def _rows(table: Json) -> list[Any]:
    """Return the objects of a table of columns and rows, the older form of Resource Graph."""
    columns, rows = table.get("columns"), table.get("rows")
    if not isinstance(columns, list) or not isinstance(rows, list):
        return []
    names = [str(each.get("name")) if isinstance(each, dict) else "" for each in columns]
    return [dict(zip(names, row, strict=False)) for row in rows if isinstance(row, list)]


def _bounds(page: Page, envelope: Json, count: int) -> None:
    """Note whether an envelope says that there is more."""
    for name in _NEXT:
        if isinstance(envelope.get(name), str) and envelope[name]:
            page.next = envelope[name]
    for name in _SKIPS:
        if isinstance(envelope.get(name), str) and envelope[name]:
            page.next = envelope[name]
    for name in _TOTALS:
        total = envelope.get(name)
        if isinstance(total, int) and total > count and not page.next and page.request is None:
            page.cut = f"holds {count} of {total} rows"
    if str(envelope.get("resultTruncated", "")).lower() in ("true", "1"):
        page.cut = f"holds {count} rows of a result that was cut"


def _doubt_rows(page: Page) -> None:
    """Doubt a bare list of rows of Resource Graph that is exactly as long as one page of them."""
    if len(page.items) in ROWS and "subscriptionId" in page.items[0][0]:
        page.cut = f"holds {len(page.items)} rows, as many as Resource Graph gives at once"
