"""JSON text to nodes that know where they stand, without recursion, repeated keys kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

import msgspec

from ringfence.syntax.hcl.expression import MAX_DEPTH, MAX_DIGITS
from ringfence.syntax.hcl.template import REPLACEMENT, RESERVED

_TOKEN: Final = re.compile(
    rb"[ \t\r\n]*(?:([\[\]{},:])|(\"(?:[^\"\\\x00-\x1f]|\\.)*\")"
    rb"|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)\b)"
)
_SPOOF: Final = re.compile(f"[{chr(RESERVED[0])}-{chr(RESERVED[1])}]")


@dataclass(slots=True)
class Scalar:
    """A text, number, bool or null. `start` and `end` are byte offsets."""

    value: None | bool | int | float | str
    start: int
    end: int


@dataclass(slots=True)
class Array:
    """A list."""

    items: list[Node]
    start: int
    end: int = 0


@dataclass(slots=True)
class Object:
    """Pairs in written order; a key may be there twice."""

    items: list[tuple[Scalar, Node]]
    start: int
    end: int = 0


Node: TypeAlias = "Scalar | Array | Object"


class Invalid(Exception):
    """Not JSON; `at` is the offset."""

    def __init__(self, at: int, what: str) -> None:
        super().__init__(what)
        self.at = at


def scan(data: bytes) -> Node:
    """Return the tree of a JSON text. Raises Invalid."""
    return _Scanner(data).run()


class _Scanner:
    """Reads one value without recursion. `expect` is what may come next."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.stack: list[Array | Object] = []
        self.keys: list[Scalar | None] = []
        self.expect = "value"
        self.root: Node | None = None

    def run(self) -> Node:
        at = 3 if self.data.startswith(b"\xef\xbb\xbf") else 0
        while match := _TOKEN.match(self.data, at):
            start, at = match.start(match.lastindex or 0), match.end()
            if self.root is not None:
                raise Invalid(start, "more than one value")
            mark = match[1]
            if mark is None:
                self.scalar(_scalar(match, start, at))
            elif mark in (b",", b":"):
                self.separator(mark.decode(), start)
            elif mark in (b"]", b"}"):
                self.close(mark.decode(), start, at)
            else:
                self.open(mark.decode(), start)
        rest = self.data[at:].strip()
        if self.root is not None and not rest:
            return self.root
        raise Invalid(len(self.data) - len(self.data[at:].lstrip()), _complaint(rest, self.expect))

    def separator(self, mark: str, start: int) -> None:
        if self.expect != mark:
            raise Invalid(start, f"`{mark}` is unexpected here")
        inside_list = mark == "," and isinstance(self.stack[-1], Array)
        self.expect = "value" if mark == ":" or inside_list else "key"

    def open(self, mark: str, start: int) -> None:
        if self.expect not in ("value", "close"):
            raise Invalid(start, f"`{mark}` is unexpected here")
        if len(self.stack) >= MAX_DEPTH:
            raise Invalid(start, f"is nested more than {MAX_DEPTH} levels deep")
        made = Array([], start) if mark == "[" else Object([], start)
        self.append(made)
        self.stack.append(made)
        self.keys.append(None)
        self.expect = "close" if mark == "[" else "key?"

    def close(self, mark: str, start: int, end: int) -> None:
        opened = self.stack[-1] if self.stack else None
        if (
            opened is None
            or self.expect not in (",", "close", "key?")
            or isinstance(opened, Array) is not (mark == "]")
        ):
            raise Invalid(start, f"`{mark}` is unexpected here")
        opened.end = end
        self.stack.pop()
        self.keys.pop()
        self.finish(opened)

    def scalar(self, made: Scalar) -> None:
        if self.expect in ("key", "key?"):
            if not isinstance(made.value, str):
                raise Invalid(made.start, "a key must be a text")
            self.keys[-1] = made
            self.expect = ":"
        elif self.expect in ("value", "close"):
            self.append(made)
            self.finish(made)
        else:
            raise Invalid(made.start, f"`{self.expect}` is missing")

    def append(self, made: Node) -> None:
        if not self.stack:
            return
        parent, key = self.stack[-1], self.keys[-1]
        if isinstance(parent, Array):
            parent.items.append(made)
        else:
            assert key is not None
            parent.items.append((key, made))

    def finish(self, made: Node) -> None:
        self.expect = ","
        if not self.stack:
            self.root = made


def _complaint(rest: bytes, expect: str) -> str:
    if not rest:
        return "the file ends too early"
    return (
        "this is not valid JSON"
        if expect in ("value", "key", "key?", "close")
        else f"`{expect}` is missing"
    )


def _scalar(match: re.Match[bytes], start: int, end: int) -> Scalar:
    text = match[2]
    if text is not None:
        try:
            value: None | bool | int | float | str = (
                msgspec.json.decode(text) if b"\\" in text else text[1:-1].decode()
            )
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise Invalid(start, "a text is not valid") from error
        assert isinstance(value, str)
        return Scalar(_SPOOF.sub(REPLACEMENT, value), start, end)
    if match[3] is not None:
        digits = match[3].decode()
        if len(digits) > MAX_DIGITS:
            raise Invalid(start, f"a number has more than {MAX_DIGITS} digits")
        value = float(digits) if not digits.lstrip("-").isdigit() else int(digits)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return Scalar(value, start, end)
    return Scalar({b"true": True, b"false": False}.get(match[4]), start, end)
