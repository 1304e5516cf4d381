"""Templates: text with `${}` interpolations and `%{}` directives, from pieces to one expression.

The pieces come in reading order (`Text`, `Interpolation`, `Directive`). Trimming (`~`), the
removal of common indentation (`<<-`) and the nesting of directives follow the order in which
HashiCorp's parser does them, which shows where they meet: a `~` trims one line at most, since
every line of a heredoc is a piece of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Final, TypeAlias

from ringfence.syntax.hcl.tree import (
    Broken,
    Expression,
    Literal,
    Template,
    TemplateFor,
    TemplateIf,
)

RESERVED: Final = (0xE000, 0xE00F)
"""Private-use characters that mark symbols (`model.symbols`): no file may bring them in."""
REPLACEMENT: Final = "\ufffd"


@dataclass(slots=True)
class Text:
    """A run of text that does not reach beyond its line, line end included."""

    text: str


@dataclass(slots=True)
class Interpolation:
    """`${ }`; `left` and `right` tell of the `~` markers."""

    value: Expression
    left: bool
    right: bool


@dataclass(slots=True)
class Directive:
    """`%{ }` with `word` one of if, else, endif, for, endfor."""

    word: str
    left: bool
    right: bool
    value: Expression | None = None
    names: tuple[str, str] = ("", "")


Piece: TypeAlias = "Text | Interpolation | Directive"

_ESCAPE: Final = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.|$)|\$\$\{|%%\{", re.DOTALL)
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_PLAIN: Final = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}


class BadTemplate(Exception):
    """A template that is not valid; the message is one clause."""


def unescape(text: str) -> str:
    """Return the meaning of the inside of a quoted text. Raises BadTemplate."""
    if "\\" not in text and "{" not in text:
        return text
    return _ESCAPE.sub(_meaning, text)


def _meaning(match: re.Match[str]) -> str:
    found = match[0]
    if found[0] != "\\":
        return found[1:]
    if len(found) > 2:
        code = int(found[2:], 16)
        if code > 0x10FFFF or 0xD800 <= code < 0xE000:
            raise BadTemplate(f"`{found}` is no character")
        return REPLACEMENT if RESERVED[0] <= code <= RESERVED[1] else chr(code)
    if found[1:] not in _PLAIN:
        raise BadTemplate("a quoted text has a `\\` that starts no escape sequence")
    return _PLAIN[found[1:]]


def unescape_markers(text: str) -> str:
    """Return the meaning of heredoc or file text, where only `$${` and `%%{` are escapes."""
    if "{" not in text:
        return text
    return text.replace("$${", "${").replace("%%{", "%{")


def lines(text: str, meaning: Callable[[str], str] = unescape_markers) -> list[Piece]:
    """Return a run of text as pieces of one line each."""
    return [Text(meaning(line)) for line in _LINE.findall(text)]


def build(pieces: list[Piece], *, flush: bool = False) -> Expression:
    """Return the expression that a template stands for; `flush` removes common indentation.

    A template of one interpolation is the value itself, not its text.
    """
    _trim(pieces)
    if flush:
        _dedent(pieces)
    if len(pieces) == 1 and isinstance(pieces[0], Interpolation):
        return pieces[0].value
    try:
        parts, rest = _nest(pieces, 0, ())
    except BadTemplate as error:
        return Broken(str(error))
    assert rest == len(pieces)
    return _joined(parts)


def _joined(parts: list[Expression]) -> Expression:
    """Meld neighbouring texts; a template without anything to evaluate is a text."""
    melded: list[Expression] = []
    for textual, run in groupby(parts, key=lambda part: _text(part) is not None):
        if textual:
            melded.append(Literal("".join(_text(part) or "" for part in run)))
        else:
            melded += run
    if not melded:
        return Literal("")
    if len(melded) == 1 and _text(melded[0]) is not None:
        return melded[0]
    return Template(tuple(melded))


def _text(part: Expression) -> str | None:
    return part.value if isinstance(part, Literal) and isinstance(part.value, str) else None


def _trim(pieces: list[Piece]) -> None:
    """Let every `~` eat the white space of the text piece next to it."""
    eat = False
    previous: Piece | None = None
    for piece in pieces:
        if isinstance(piece, Text):
            if eat:
                piece.text = piece.text.lstrip()
            eat = False
        else:
            if piece.left and isinstance(previous, Text):
                previous.text = previous.text.rstrip()
            eat = piece.right
        previous = piece


def _dedent(pieces: list[Piece]) -> None:
    """Remove the indentation that all lines share; lines of white space do not count."""
    least: int | None = None
    starts: list[Text] = []
    newline = True
    for piece in pieces:
        if newline:
            newline = False
            spaces: int | None = 0
            if isinstance(piece, Text):
                stripped = piece.text.lstrip()
                if not stripped and piece.text.endswith("\n"):
                    spaces = None
                else:
                    spaces = len(piece.text) - len(stripped)
                    starts.append(piece)
            if spaces is not None and (least is None or spaces < least):
                least = spaces
        if isinstance(piece, Text) and piece.text.endswith("\n"):
            newline = True
    for text in starts:
        text.text = text.text[least or 0 :]


def _nest(pieces: list[Piece], at: int, until: tuple[str, ...]) -> tuple[list[Expression], int]:
    """Return the parts from `at` up to a directive in `until` (or the end), and its index."""
    parts: list[Expression] = []
    while at < len(pieces):
        piece = pieces[at]
        if isinstance(piece, Text):
            parts.append(Literal(piece.text))
        elif isinstance(piece, Interpolation):
            parts.append(piece.value)
        elif piece.word in until:
            return parts, at
        elif piece.word == "if":
            part, at = _if(pieces, at, piece)
            parts.append(part)
        elif piece.word == "for":
            inner, at = _nest(pieces, at + 1, ("endfor",))
            assert piece.value is not None
            parts.append(TemplateFor(*piece.names, piece.value, _joined(inner)))
        else:
            raise BadTemplate(f"`%{{ {piece.word} }}` ends nothing")
        at += 1
    if until:
        raise BadTemplate(f"`%{{ {until[-1]} }}` is missing")
    return parts, at


def _if(pieces: list[Piece], at: int, opening: Directive) -> tuple[Expression, int]:
    assert opening.value is not None
    then, at = _nest(pieces, at + 1, ("else", "endif"))
    otherwise: list[Expression] = []
    closing = pieces[at]
    if isinstance(closing, Directive) and closing.word == "else":
        otherwise, at = _nest(pieces, at + 1, ("endif",))
    return TemplateIf(opening.value, _joined(then), _joined(otherwise)), at
