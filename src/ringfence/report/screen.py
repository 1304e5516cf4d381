"""Lines for a terminal: width, wrapping, colours, and nothing that could play tricks on it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from ringfence.report.view import View

MIN_WIDTH: Final = 60
MAX_WIDTH: Final = 120
MIN_PIECE: Final = 20
"""Columns that must be left on a line for the beginning of a word that is longer than any line."""

STYLES: Final = {
    "": "",
    "bold": "1",
    "dim": "2",
    "critical": "1;31",
    "high": "31",
    "medium": "33",
    "low": "36",
    "open": "1;31",
    "unknown": "1;33",
    "sealed": "1;32",
}
"""ANSI colour codes by what they mark."""

GLUE: Final = "\u00a0"
"""A space at which no line breaks; it is printed as a plain one."""

Span = tuple[str, str]
"""A text and the name of its style."""

_ASCII: Final = str.maketrans({"→": "->", "…": "...", "·": "-", "×": "x", "–": "-"})
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Categories of characters that a terminal acts upon or does not show: controls, bidi marks,
zero-width characters, line separators, private use."""


@lru_cache(maxsize=65536)
def visible(text: str) -> str:
    """Return a text in which every character shows: what does not is written as its code."""
    if text.isprintable() or text.replace(GLUE, " ").isprintable():
        return text
    return "".join(
        char if unicodedata.category(char) not in _HIDDEN else _code(char) for char in text
    )


def pad(text: str, width: int) -> str:
    """Return a text of at least `width` columns that does not break, for what stands in columns."""
    return (text + " " * (width - columns(text))).replace(" ", GLUE)


def _code(char: str) -> str:
    named = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
    point = ord(char)
    return named.get(char, f"\\x{point:02x}" if point < 256 else f"\\u{point:04x}")


def columns(text: str) -> int:
    """Return how many columns a visible text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(char) else 2 if _is_wide(char) else 1 for char in text)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in ("W", "F")


def shorten(text: str, limit: int) -> str:
    """Return a text of at most `limit` columns; what is taken out is taken from its middle.

    The beginning of an address says which module it is in, the end which resource it is.
    """
    if columns(text) <= limit:
        return text
    room = max(limit - 1, 2)
    left, right = room // 3, room - room // 3
    head, tail = text[:left], text[-right:]
    while columns(head) + columns(tail) > room and (head or tail):
        head, tail = (head[:-1], tail) if columns(head) > columns(tail) else (head, tail[1:])
    return f"{head}…{tail}"


class Screen:
    """Collects lines for one reader. A `whole` screen breaks long words and shortens none."""

    def __init__(self, view: View, *, whole: bool = False) -> None:
        self._whole = whole
        self.width = max(MIN_WIDTH, min(view.width, MAX_WIDTH))
        self._view = view
        self._lines: list[str] = []

    def blank(self) -> None:
        """Add an empty line, never two in a row and none at the top."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def heading(self, title: str, remark: str = "") -> None:
        """Add a heading with an empty line above it."""
        self.blank()
        spans = [(f"{title}:", "bold"), (remark, "dim")] if remark else [(title, "bold")]
        self.flow(spans, rest=2)

    def flow(self, spans: Iterable[Span], *, first: int = 0, rest: int | None = None) -> None:
        """Add spans, joined by spaces, as lines that fit.

        `first` is the indent of the first line, `rest` that of the others (by default two more).
        A line breaks at spaces only; a word longer than a line is shortened in its middle, or
        goes on in the next where the screen shows everything whole.
        """
        rest = first + 2 if rest is None else rest
        line: list[Span] = []
        indent = first
        for word, style in _words(spans):
            left, fresh = word, self.width - rest
            while left:
                room = self.width - indent - _used(line) - bool(line)
                fits = columns(left) <= room
                if line and not fits and (columns(left) <= fresh or room < MIN_PIECE):
                    self._put(indent, line)
                    line, indent = [], rest
                    continue
                piece, left = (left, "") if fits else self._break(left, room)
                line.append((piece, style))
                if left:
                    self._put(indent, line)
                    line, indent = [], rest
        if line:
            self._put(indent, line)

    def _break(self, word: str, room: int) -> tuple[str, str]:
        """Return what of a long word is shown on this line, and what is left for the next."""
        if not self._whole:
            return shorten(word, room), ""
        piece = word[:room]
        while columns(piece) > room:
            piece = piece[:-1]
        return piece, word[len(piece) :]

    def labelled(
        self, label: str, spans: Iterable[Span], *, first: int = 2, width: int = 4
    ) -> None:
        """Add spans behind a dim label that is `width` wide; further lines align with them."""
        padded = label.ljust(width).replace(" ", GLUE)
        self.flow([(padded, "dim"), *spans], first=first, rest=first + width + 1)

    def render(self) -> bytes:
        """Return all lines in UTF-8, or in ASCII where the view asks for it."""
        text = "\n".join(self._lines).rstrip("\n") + "\n"
        if self._view.ascii:
            return text.translate(_ASCII).encode("ascii", "backslashreplace")
        return text.encode("utf-8", "replace")

    def _put(self, indent: int, words: list[Span]) -> None:
        """Add one line; neighbours of one style are painted as one."""
        painted: list[str] = []
        run: list[str] = []
        current = words[0][1]
        for word, style in words:
            if style != current:
                painted.append(self._paint(" ".join(run), current))
                run, current = [], style
            run.append(word)
        painted.append(self._paint(" ".join(run), current))
        line = " " * indent + " ".join(painted)
        self._lines.append(line.replace(GLUE, " "))

    def _paint(self, text: str, style: str) -> str:
        code = STYLES[style] if self._view.color else ""
        return f"\x1b[{code}m{text}\x1b[0m" if code else text


def _used(line: Sequence[Span]) -> int:
    """Return the columns that the words of a line take, with a space between each two."""
    return sum(columns(word) for word, _ in line) + max(len(line) - 1, 0)


_TIED: Final = "\0"
QUOTED: Final = 40
"""Longest code in backticks that no line break may cut."""


def _words(spans: Iterable[Span]) -> Iterable[Span]:
    """Split spans where a line may break: at spaces, but not inside short code in backticks."""
    for text, style in spans:
        pieces = visible(text).split("`")
        for number in range(1, len(pieces) - 1, 2):
            if len(pieces[number]) <= QUOTED:
                pieces[number] = pieces[number].replace(" ", _TIED)
        for word in "`".join(pieces).split(" "):
            if word:
                yield word.replace(_TIED, " "), style
