"""Large files in pieces that begin at top-level blocks, each parsed within a bound of time.

So memory and time stay linear, a syntax error spoils its own block only, and text that is no HCL
at all, on which the grammar's search for a good repair may take very long, is given up in time.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tree_sitter import Node
    from tree_sitter import Parser as Grammar

PIECE: Final = 32 * 1024
"""Bytes that are parsed at once; a piece ends where a top-level block begins."""
REACH: Final = 16
"""How many pieces are tried together where one by itself has an error."""
MAX_EXTENSIONS: Final = 6
"""How often in a file that is tried in vain."""
SLOW: Final = 256 * 1024
"""Bytes from which on the time of parsing is bounded, and the bytes that are handed out then."""
SECONDS: Final = 1.0
SECONDS_PER_BYTE: Final = 2e-6
"""Time that a text may take; valid HCL takes a quarter of a microsecond a byte."""

TOP: Final = re.compile(
    rb"^(?=(?:resource|data|module|variable|output|locals|provider|terraform|moved|import|removed"
    rb"|check|ephemeral|action)\b[^=\n]*\{)",
    re.MULTILINE,
)
_EXPONENT: Final = re.compile(rb"(?<![\w.-])\d+[eE][+-]?\d+(?![\w.])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file and its tree; `late` says that the parser was stopped on the way."""

    start: int
    end: int
    root: Node
    late: bool = False


@cache
def _grammar() -> Grammar:
    import tree_sitter
    import tree_sitter_hcl

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_hcl.language()))


def pieces(data: bytes) -> Iterator[Piece]:
    """Yield pieces that together are the file.

    A piece that has an error may have been cut inside of a heredoc, a comment or a block: it is
    tried again with more of the file. If that does not help the error is real, and the piece is
    taken apart into its top-level blocks.
    """
    cuts = _cuts(data)
    tries = MAX_EXTENSIONS
    at = 0
    while at + 1 < len(cuts):
        piece, last = _parse(data, cuts[at], cuts[at + 1]), at + 1
        if piece.root.has_error and last + 1 < len(cuts) and tries > 0:
            whole, reached = _extended(data, cuts, at)
            if whole is None:
                tries -= 1
            else:
                piece, last = whole, reached
        if piece.root.has_error:
            yield from _blocks(data, piece)
        else:
            yield piece
        at = last


def _extended(data: bytes, cuts: list[int], at: int) -> tuple[Piece | None, int]:
    """Try a piece with more and more of the file; None if it never is without error."""
    reach, last = 1, at + 1
    while last + 1 < len(cuts) and reach <= REACH:
        last = min(at + 1 + reach, len(cuts) - 1)
        reach *= 2
        longer = _parse(data, cuts[at], cuts[last])
        if longer.late:
            break
        if not longer.root.has_error:
            return longer, last
    return None, at


def _blocks(data: bytes, piece: Piece) -> Iterator[Piece]:
    """Yield every top-level block of a piece on its own, since one of them is broken."""
    inner = [match.start() for match in TOP.finditer(data, piece.start + 1, piece.end)]
    if not inner:
        yield piece
        return
    for left, right in pairwise([piece.start, *inner, piece.end]):
        yield _parse(data, left, right)


def _parse(data: bytes, start: int, end: int) -> Piece:
    """Parse a part. The grammar knows no `1e3`: it is shown a name of the same length."""
    part = data[start:end]
    root, late = _tree(part)
    if root.has_error and not late and _EXPONENT.search(part):
        again, late_again = _tree(_EXPONENT.sub(lambda match: b"_" * len(match[0]), part))
        if not again.has_error and not late_again:
            root = again
    return Piece(start, end, root, late)


def _tree(part: bytes) -> tuple[Node, bool]:
    """Return the root node, and whether the text was withheld from some point on."""
    if len(part) <= SLOW:
        return _grammar().parse(part).root_node, False
    ends = time.monotonic() + SECONDS + SECONDS_PER_BYTE * len(part)
    late = False

    def read(offset: int, _point: object) -> bytes:
        nonlocal late
        late = late or (offset < len(part) and time.monotonic() > ends)
        return b"" if late else part[offset : offset + SLOW // 16]

    return _grammar().parse(read).root_node, late


def _cuts(data: bytes) -> list[int]:
    """Return offsets, first 0 and last the end, where the file may be cut."""
    cuts = [0]
    while len(data) - cuts[-1] > PIECE:
        match = TOP.search(data, cuts[-1] + PIECE)
        if match is None:
            break
        cuts.append(match.start())
    cuts.append(len(data))
    return cuts
