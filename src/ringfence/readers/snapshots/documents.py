"""The JSON documents of a file: one, several in a row, or one on each line.

What `az` prints is one document. A shell that appends makes several, and collectors write one on
each line. A file that was cut short still holds what stands before the cut.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from ringfence.syntax.jsontext import MAX_DEPTH, NESTED_TOO_DEEPLY, JsonError, as_utf8

_SPACE: Final = re.compile(r"[\s,\ufeff\x00]*")
_DECODER: Final = json.JSONDecoder(strict=False)
BROKEN: Final = (msgspec.MsgspecError, UnicodeDecodeError)
MAX_PROBLEMS: Final = 20
"""Most places of a file that are told one by one; the rest are counted."""


@dataclass(slots=True)
class Documents:
    """What a file holds: values with the line that each begins in, and what could not be read.

    `listed` tells that the documents stand one on each line, as the elements of one list.
    `lined` tells that the lines are exact; in one large document they are found when asked for.
    """

    values: list[tuple[Any, int]] = field(default_factory=list)
    problems: list[tuple[str, int]] = field(default_factory=list)
    listed: bool = False

    def problem(self, reason: str, line: int) -> None:
        """Note that something could not be read."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append((reason, line))
        elif len(self.problems) == MAX_PROBLEMS:
            self.problems.append(("there is more that cannot be read", line))


def read_documents(data: bytes) -> Documents:
    """Return the documents of a file in UTF-8 or UTF-16.

    Never raises for bad content: what cannot be read is a problem with its line.
    """
    found = Documents()
    try:
        data = as_utf8(data)
    except JsonError as error:
        found.problem(str(error), error.line)
        return found
    try:
        found.values.append((_whole(data), 1))
    except RecursionError:
        found.problem(NESTED_TOO_DEEPLY, 1)
    except BROKEN:
        _several(data, found)
    return found


def _several(data: bytes, found: Documents) -> None:
    if _one_per_line(data):
        _lines(data, found)
    else:
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            found.problem("is not UTF-8", data.count(b"\n", 0, error.start) + 1)
            text = data.decode("utf-8", "replace")
        _in_a_row(text, found)


def _whole(data: bytes) -> Any:
    value = msgspec.json.decode(data)
    if data.count(b"[") + data.count(b"{") > MAX_DEPTH and _depth(value) > MAX_DEPTH:
        raise RecursionError
    return value


def _depth(value: Any) -> int:
    """Return how deep a value nests, no deeper than one past the limit; without recursion."""
    level, depth = [value], 0
    while level and depth <= MAX_DEPTH:
        depth += 1
        inner: list[Any] = []
        for each in level:
            if type(each) is dict:
                inner += [part for part in each.values() if type(part) in (dict, list)]
            elif type(each) is list:
                inner += [part for part in each if type(part) in (dict, list)]
        level = inner
    return depth


def _one_per_line(data: bytes) -> bool:
    """Tell whether the first line that says anything is a whole object."""
    first = data.lstrip()[: 1 << 22].partition(b"\n")[0].strip()
    if not first.startswith(b"{"):
        return False
    try:
        msgspec.json.decode(first)
    except (*BROKEN, RecursionError):
        return False
    return True


def _lines(data: bytes, found: Documents) -> None:
    found.listed = True
    for number, line in enumerate(data.split(b"\n"), 1):
        text = line.strip()
        if not text:
            continue
        try:
            found.values.append((_whole(text), number))
        except RecursionError:
            found.problem(NESTED_TOO_DEEPLY, number)
        except BROKEN:
            found.problem("is no JSON object", number)


def _in_a_row(text: str, found: Documents) -> None:
    """Read documents that follow each other; of one that is cut short, the elements before it."""
    at = 0
    while (at := _skip(text, at)) < len(text):
        line = text.count("\n", 0, at) + 1
        try:
            value, end = _DECODER.raw_decode(text, at)
        except RecursionError:
            found.problem(NESTED_TOO_DEEPLY, line)
            return
        except ValueError as error:
            where = getattr(error, "lineno", line)
            rescued = list(_rescued(text, at))
            found.values += rescued
            what = "is cut short or broken" if text[at] in "[{" else "is no JSON"
            more = f"; {len(rescued)} entries before it were read" if rescued else ""
            found.problem(f"{what}{more}", where)
            return
        found.values.append((value, line))
        at = end


def _rescued(text: str, at: int) -> Iterator[tuple[Any, int]]:
    """Yield the whole elements of the list that begins at `at`, or in the object there.

    They are given as a list that is known to be cut: see `pages.CUT`.
    """
    start = at if text[at] == "[" else _list_in(text, at)
    if start < 0:
        return
    at = start + 1
    line, counted = text.count("\n", 0, at) + 1, at
    while (at := _skip(text, at)) < len(text) and text[at] != "]":
        line += text.count("\n", counted, at)
        counted = at
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value, line


_LIST: Final = re.compile(r'\{\s*(?:"(?:[^"\\]|\\.)*"\s*:\s*(?:"(?:[^"\\]|\\.)*"|[\w.+-]+)\s*,\s*)*'
                          r'"(?:value|data)"\s*:\s*\[')  # fmt: skip


def _list_in(text: str, at: int) -> int:
    """Return where the list of an envelope (`{"value": [`) begins, -1 where there is none."""
    found = _LIST.match(text, at)
    return found.end() - 1 if found is not None else -1


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match is not None else at
