"""JSON as people and tools write it, with the place of every value, found only when asked for.

`decode` reads strict JSON at full speed and falls back to what ARM tooling accepts as well:
comments, trailing commas, line breaks inside strings, a byte order mark. No positions are kept:
`Places` walks the text again for the few values that a report shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import msgspec

MAX_DEPTH: Final = 400
"""How deep objects and lists may nest. Compiled templates reach about 100."""

MAX_DIGITS: Final = 1000
"""Longest number that is read."""

NESTED_TOO_DEEPLY: Final = f"is nested more than {MAX_DEPTH} levels deep"

Step = str | int


class JsonError(ValueError):
    """Text that is not JSON. `line` and `column` are 1-based; the message is one clause."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a JSON text holds.

    `commented` tells that the text is no strict JSON (it may hold comments). `duplicates` are the
    keys that an object holds twice, with the line of the later one, which wins.
    """

    value: Any
    commented: bool = False
    duplicates: tuple[tuple[str, int], ...] = ()


def decode(data: bytes) -> Decoded:
    """Decode UTF-8 (with or without byte order mark) or UTF-16 JSON.

    Raises JsonError with line and column.
    """
    data = as_utf8(data)
    try:
        value = msgspec.json.decode(data)
    except RecursionError:
        raise JsonError(NESTED_TOO_DEEPLY, *_deepest(data)) from None
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return _tolerant(data)
    if data.count(b"[") + data.count(b"{") > MAX_DEPTH:
        _bound_depth(data)
    if _has_duplicates(data, value):
        return Decoded(value, duplicates=_duplicates(data))
    return Decoded(value)


def as_utf8(data: bytes) -> bytes:
    """Return the text as UTF-8 without byte order mark. Raises JsonError for other encodings."""
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16").encode()
        except UnicodeError as error:
            raise JsonError("is not valid utf-16", 1, 1) from error
    return data


def _tolerant(data: bytes) -> Decoded:
    """Decode what is no strict JSON; say where it breaks if it is not even that."""
    zero = data.find(b"\0")
    if zero >= 0:
        raise JsonError("is binary (a zero byte)", line_of_offset(data, zero))
    _bound_depth(data)
    plain = without_comments(data)
    try:
        text = plain.decode()
    except UnicodeDecodeError as error:
        line = line_of_offset(data, error.start)
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise JsonError("is not valid utf-8", line, column) from error
    try:
        value = json.loads(text, strict=False, parse_constant=_no_constant, parse_int=_whole)
    except json.JSONDecodeError as error:
        end = "" if text[error.pos :].strip() else " (the file ends here)"
        what = error.msg[:1].lower() + error.msg[1:]
        raise JsonError(f"is not valid JSON: {what}{end}", error.lineno, error.colno) from error
    except ValueError as error:
        place = _odd_number(plain)
        raise JsonError(f"is not valid JSON: {error}", *place) from error
    except RecursionError:
        raise JsonError(NESTED_TOO_DEEPLY, *_deepest(data)) from None
    return Decoded(value, commented=True, duplicates=_duplicates(plain))


def _no_constant(name: str) -> None:
    raise ValueError(f"`{name}` is no JSON number")


def _whole(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError(f"a number has {len(digits)} digits")
    return int(digits)


_NUMBER = re.compile(
    rb'"(?:[^"\\]++|\\.)*+"|(NaN|-?Infinity|\d{%d,})' % (MAX_DIGITS + 1), re.DOTALL
)


def _odd_number(data: bytes) -> tuple[int, int]:
    """Return line and column of the first number that is none, or that is too long."""
    found = next((match for match in _NUMBER.finditer(data) if match[1]), None)
    at = found.start() if found is not None else 0
    return line_of_offset(data, at), at - data.rfind(b"\n", 0, at)


_COMMENT = re.compile(
    rb'("(?:[^"\\]++|\\.)*+"?)'  # a string, perhaps cut off: kept
    rb"|//[^\r\n]*|/\*.*?(?:\*/|\Z)"  # a comment: blanked
    rb"|,(?=(?:\s|//[^\r\n]*+|/\*.*?\*/)*+[}\]])",  # a trailing comma: blanked
    re.DOTALL,
)


def without_comments(data: bytes) -> bytes:
    """Return the text with comments and trailing commas blanked, every other byte in its place."""

    def blank(match: re.Match[bytes]) -> bytes:
        kept = match[1]
        return kept if kept is not None else _NOT_NEWLINE.sub(b" ", match[0])

    return _COMMENT.sub(blank, data)


_NOT_NEWLINE = re.compile(rb"[^\r\n]")


# Depth

_NESTING = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[\[{]|[\]}]', re.DOTALL)


def _bound_depth(data: bytes) -> None:
    """Raise JsonError if the text nests too deeply, without walking texts that cannot."""
    if not _may_be_deep(data):
        return
    line, column = _deepest(data)
    if line:
        raise JsonError(NESTED_TOO_DEEPLY, line, column)


def _may_be_deep(data: bytes) -> bool:
    """Tell cheaply whether the text may be deep: deep text opens far more than it closes early.

    The running difference of openings and closings over blocks bounds the depth from above, as
    brackets inside strings only make it larger or smaller by their number.
    """
    block = 1 << 12
    depth = highest = 0
    for start in range(0, len(data), block):
        piece = data[start : start + block]
        opened = piece.count(b"{") + piece.count(b"[")
        highest = max(highest, depth + opened)
        depth += opened - piece.count(b"}") - piece.count(b"]")
        if highest > MAX_DEPTH:
            return True
    return False


def _deepest(data: bytes) -> tuple[int, int]:
    """Return line and column of the first bracket past MAX_DEPTH, (0, 0) if there is none."""
    depth = 0
    for match in _NESTING.finditer(data):
        first = match[0][:1]
        if first in b"[{":
            depth += 1
            if depth > MAX_DEPTH:
                offset = match.start()
                return line_of_offset(data, offset), offset - data.rfind(b"\n", 0, offset)
        elif first in b"]}":
            depth -= 1
    return 0, 0


# Duplicate keys

_KEY_END = re.compile(rb'"\s*:')
MAX_DUPLICATES: Final = 20


def _has_duplicates(data: bytes, value: Any) -> bool:
    """Tell whether the text holds more keys than the decoded value.

    Both are counted as texts: what looks like a key inside a string looks so in both.
    """
    kept = msgspec.json.encode(value).count(b'":')
    return data.count(b'":') != kept and sum(1 for _ in _KEY_END.finditer(data)) != kept


def _duplicates(data: bytes) -> tuple[tuple[str, int], ...]:
    """Return the first keys that occur twice in one object, with the line of the later one."""
    found: list[tuple[str, int]] = []
    seen: list[set[bytes]] = []
    for match in _KEYS.finditer(data):
        key = match[1]
        if key is not None and match[2] is None:
            continue  # a string that is no key
        if key is not None:
            if seen and key in seen[-1]:
                found.append((_text(key), line_of_offset(data, match.start())))
                if len(found) >= MAX_DUPLICATES:
                    break
            elif seen:
                seen[-1].add(key)
        elif match[0] in (b"{", b"["):
            seen.append(set())
        elif match[0] in (b"}", b"]") and seen:
            seen.pop()
    return tuple(found)


_KEYS = re.compile(rb'("(?:[^"\\]++|\\.)*+")\s*+(:)?|[\[\]{}]', re.DOTALL)


def _text(quoted: bytes) -> str:
    try:
        return str(json.loads(quoted, strict=False))
    except ValueError:
        return quoted.decode(errors="replace").strip('"')


# Places


def line_of_offset(data: bytes, offset: int) -> int:
    """Return the 1-based line that holds byte `offset`."""
    return data.count(b"\n", 0, offset) + 1


_WHITE = re.compile(rb"[\s,]*")
_KEY = re.compile(rb'("(?:[^"\\]++|\\.)*+")\s*+:\s*+', re.DOTALL)
_PIECE = re.compile(
    rb'"(?:[^"\\]++|\\.)*+"'
    rb'|\{[^{}\[\]"]*+(?:"(?:[^"\\]++|\\.)*+"[^{}\[\]"]*+)*+\}'  # an object without inner ones
    rb"|[\[\]{}]",
    re.DOTALL,
)
_SCALAR = re.compile(rb"[^\s,\]}]*")


def end_of(data: bytes, offset: int) -> int:
    """Return the offset behind the value that begins at `offset`."""
    first = data[offset : offset + 1]
    if first not in (b"{", b"[", b'"'):
        match = _SCALAR.match(data, offset)
        return match.end() if match else offset
    depth = 0
    for match in _PIECE.finditer(data, offset):
        piece = match[0]
        if len(piece) == 1:
            depth += 1 if piece in b"[{" else -1
        if depth == 0:
            return match.end()
    return len(data)


def elements(data: bytes, offset: int) -> Iterator[int]:
    """Yield the offset of every element of the list that begins at `offset`."""
    at = _skip(data, offset + 1)
    while at < len(data) and data[at : at + 1] != b"]":
        yield at
        after = _skip(data, end_of(data, at))
        if after <= at:
            return
        at = after


def members(data: bytes, offset: int) -> Iterator[tuple[str, int, int]]:
    """Yield `(key, offset of the key, offset of the value)` of the object at `offset`."""
    at = _skip(data, offset + 1)
    while match := _KEY.match(data, at):
        yield _text(match[1]), at, match.end()
        at = _skip(data, end_of(data, match.end()))


def member(data: bytes, offset: int, key: str) -> int | None:
    """Return the offset of the value of `key` (the last, exact before case-insensitive) or None."""
    if data[offset : offset + 1] != b"{":
        return None
    wanted = key.lower()
    found = near = None
    for name, _, value in members(data, offset):
        if name == key:
            found = value
        elif name.lower() == wanted:
            near = value
    return near if found is None else found


def _skip(data: bytes, offset: int) -> int:
    match = _WHITE.match(data, offset)
    return match.end() if match else offset


_BLOCK: Final = 1 << 12
_BIG: Final = 1 << 20


class Places:
    """Finds where in one JSON text a value stands. Remembers what it walked past."""

    def __init__(self, data: bytes, *, commented: bool = False) -> None:
        data = as_utf8(data)
        self.data = without_comments(data) if commented else data
        self.root = _skip(self.data, 0)
        self._lists: dict[int, list[int]] = {}
        self._objects: dict[int, tuple[dict[str, int], dict[str, int]]] = {}
        self._ends: dict[int, int] = {self.root: len(self.data.rstrip())}
        self._newlines: list[int] | None = None

    def line(self, offset: int) -> int:
        """Return the 1-based line of an offset."""
        if self._newlines is None:
            counts, total = [0], 0
            for start in range(0, len(self.data), _BLOCK):
                total += self.data.count(b"\n", start, start + _BLOCK)
                counts.append(total)
            self._newlines = counts
        block = offset // _BLOCK
        return self._newlines[block] + self.data.count(b"\n", block * _BLOCK, offset) + 1

    def child(self, offset: int, step: Step) -> int | None:
        """Return the offset of a member or an element of the value at `offset`, or None.

        Of members that differ in case only, the one spelt exactly so; else the last.
        """
        if isinstance(step, str):
            exact, near = self._members(offset)
            return exact[step] if step in exact else near.get(step.lower())
        listed = self._elements(offset)
        return listed[step] if 0 <= step < len(listed) else None

    def _elements(self, offset: int) -> list[int]:
        if offset not in self._lists:
            listed: list[int] = []
            if self.data[offset : offset + 1] == b"[":
                listed = self._fast_elements(offset) or list(elements(self.data, offset))
            self._lists[offset] = listed
        return self._lists[offset]

    def _members(self, offset: int) -> tuple[dict[str, int], dict[str, int]]:
        """Return the members of an object by name, and by lower-case name."""
        if offset not in self._objects:
            exact: dict[str, int] = {}
            near: dict[str, int] = {}
            if self.data[offset : offset + 1] == b"{":
                for name, value in self._fast_members(offset) or (
                    (name, value) for name, _, value in members(self.data, offset)
                ):
                    exact[name] = near[name.lower()] = value
            self._objects[offset] = exact, near
        return self._objects[offset]

    def _raw(self, offset: int, shape: Any) -> Any:
        """Return the parts of a big container as undecoded text, None if it is not big."""
        end = self._ends.get(offset)
        if end is None or end - offset < _BIG:
            return None
        try:
            return msgspec.json.decode(memoryview(self.data)[offset:end], type=shape)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None  # no strict JSON: walked in the slow way

    def _fast_elements(self, offset: int) -> list[int] | None:
        raws: list[msgspec.Raw] | None = self._raw(offset, list[msgspec.Raw])
        if raws is None:
            return None
        listed, at = [], offset + 1
        for raw in raws:
            at = _skip(self.data, at)
            listed.append(at)
            at += memoryview(raw).nbytes
        return listed

    def _fast_members(self, offset: int) -> list[tuple[str, int]] | None:
        raws: dict[str, msgspec.Raw] | None = self._raw(offset, dict[str, msgspec.Raw])
        if raws is None:
            return None
        listed, at = [], offset + 1
        for name, raw in raws.items():
            match = _KEY.match(self.data, _skip(self.data, at))
            if match is None or _text(match[1]) != name:
                return None  # a key that occurs twice: lengths cannot be told apart
            listed.append((name, match.end()))
            at = match.end() + memoryview(raw).nbytes
            self._ends[match.end()] = at
        return listed if self.data[_skip(self.data, at)] == 0x7D else None

    def find(self, path: tuple[Step, ...]) -> int | None:
        """Return the offset of the value at `path`, None if there is none."""
        at: int | None = self.root
        for step in path:
            if at is None:
                return None
            at = self.child(at, step)
        return at

    def nearest(self, path: tuple[Step, ...]) -> int:
        """Return the offset of the value at `path`, or of its nearest parent that is there."""
        at = self.root
        for step in path:
            below = self.child(at, step)
            if below is None:
                break
            at = below
        return at
