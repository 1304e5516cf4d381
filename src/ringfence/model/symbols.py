"""Symbols: values that are not literals, yet are no gaps.

The id of a resource that code declares, the principal of an identity, the current subscription:
nobody knows the characters, but everybody knows that two mentions of one mean the same thing. A
symbol is a piece of text between two private-use characters, so that interpolation, joining and
equality of plain strings work on it unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

OPEN: Final = "\ue000"
CLOSE: Final = "\ue001"
_SYMBOL = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_SLASH: Final = "\ue004"
_INNER_OPEN: Final = "\ue005"
_INNER_CLOSE: Final = "\ue006"
_MARKS = re.compile(f"([{_INNER_OPEN}{_INNER_CLOSE}])")
_INNERMOST = re.compile(f"{_INNER_OPEN}([^{_INNER_OPEN}{_INNER_CLOSE}]*){_INNER_CLOSE}")
_FREE: Final = "\ue008"
_UNSHIELDED: Final = {_INNER_OPEN: OPEN, _INNER_CLOSE: CLOSE}
CONTEXT: Final = "@"
"""First character of a context symbol (current subscription, tenant, resource group)."""


def symbol(name: str, root: str = "") -> str:
    """Return the symbol `name` of `root`; symbols of different roots never are the same text.

    Slashes inside are shielded, so that splitting an id at `/` never cuts a symbol; so are
    symbols inside (the principal of a resource whose id holds symbols).
    """
    inside = f"{root}#{name}".replace("/", _SLASH)
    if OPEN in inside:
        inside = inside.replace(OPEN, _INNER_OPEN).replace(CLOSE, _INNER_CLOSE)
    return f"{OPEN}{inside}{CLOSE}"


def every(text: str) -> Iterator[tuple[str, str]]:
    """Yield root and name of every symbol in `text`, each followed by those that it is made of."""
    for found in _SYMBOL.finditer(text):
        yield from named(found[0])


def placeholder(name: str, root: str = "") -> str:
    """Return the symbol of a text that nobody knows (a parameter without a value, what a function
    makes of one).

    Unlike the symbol of a declared thing it may equal any other text, also what another placeholder
    of the same root stands for: each has a root of its own. Equal names in one root are one text.
    """
    return symbol(name, f"{root}{_FREE}{name}".replace("#", ""))


def has_placeholder(text: str) -> bool:
    """Tell whether a symbol in `text` is a placeholder, or is made of one."""
    return _FREE in text


def unshielded(inside: str) -> str:
    """Return the text that the inside of a symbol was made from."""
    if _INNER_OPEN not in inside:
        return inside.replace(_SLASH, "/")
    made, depth = [], 0
    for piece in _MARKS.split(inside):
        opening, closing = piece == _INNER_OPEN, piece == _INNER_CLOSE
        if depth == (1 if closing else 0):  # what lies deeper is for the inner symbol to unshield
            made.append(_UNSHIELDED.get(piece) or piece.replace(_SLASH, "/"))
        else:
            made.append(piece)
        depth = max(0, depth + opening - closing)
    return "".join(made)


def named(text: str) -> Iterator[tuple[str, str]]:
    """Yield root and name of the first symbol in `text`, then of those that it was made from."""
    found = _SYMBOL.search(text)
    if found is None:
        return
    for inside in (found[1], *(part[1] for part in _INNERMOST.finditer(found[1]))):
        root, hash_, name = unshielded(inside).partition("#")
        if hash_:
            yield root, name


def context(name: str, root: str = "") -> str:
    """Return the symbol of something that the deployment context decides (`subscription` ...)."""
    return symbol(CONTEXT + name, root)


def has_symbol(text: str) -> bool:
    """Tell whether any part of `text` is a symbol."""
    return OPEN in text


def is_symbol(text: str) -> bool:
    """Tell whether `text` is exactly one symbol."""
    return _SYMBOL.fullmatch(text) is not None


def is_context(text: str) -> bool:
    """Tell whether `text` is exactly one context symbol."""
    match = _SYMBOL.fullmatch(text)
    return match is not None and match[1].partition("#")[2].startswith(CONTEXT)


def show(text: str) -> str:
    """Return `text` as a person should see it: symbols as `<name>`, without their root."""
    if OPEN not in text:
        return text
    return _SYMBOL.sub(_shown, text).replace(_SLASH, "/")


def _shown(match: re.Match[str]) -> str:
    return f"<{show(unshielded(match[1].partition('#')[2].lstrip(CONTEXT)))}>"


def same(left: str, right: str) -> bool | None:
    """Tell whether two texts mean the same: yes, no, or None where a symbol hides it.

    Case-insensitive, as ids and names are in Azure. A symbol equals itself. A symbol and a
    literal may be equal; two different symbols of one root are two different things, unless one is
    a placeholder; symbols of different roots may be the same thing.
    """
    left, right = left.lower(), right.lower()
    if left == right:
        return True
    if OPEN not in left and OPEN not in right:
        return False
    return None if _may_equal(left, right) else False


def _may_equal(left: str, right: str) -> bool:
    """Align two texts segment by segment (`/`), since a symbol never spans a separator..."""
    parts_left, parts_right = left.split("/"), right.split("/")
    if len(parts_left) != len(parts_right):
        # ... but for a symbol that stands for a whole id at the start of the text.
        return _whole_id(parts_left, parts_right) or _whole_id(parts_right, parts_left)
    return all(_segment_may_equal(a, b) for a, b in zip(parts_left, parts_right, strict=True))


def _whole_id(short: list[str], long: list[str]) -> bool:
    if not short or not _SYMBOL.fullmatch(short[0]) or len(short) > len(long):
        return False
    if len(short) == 1:
        return True
    return all(
        _segment_may_equal(a, b) for a, b in zip(short[1:], long[-(len(short) - 1) :], strict=True)
    )


@lru_cache(maxsize=65536)
def _segment_may_equal(left: str, right: str) -> bool:
    """Compare two segments after taking off what they share at both ends."""
    if left == right:
        return True
    ours, theirs = _tokens(left), _tokens(right)
    while ours and theirs and ours[0] == theirs[0]:
        del ours[0], theirs[0]
    while ours and theirs and ours[-1] == theirs[-1]:
        del ours[-1], theirs[-1]
    symbolic = [any(token[0] == OPEN for token in side) for side in (ours, theirs)]
    if not any(symbolic):
        return False
    if all(symbolic):
        if len(ours) == len(theirs) == 1:  # two symbols: two things, unless their roots differ
            return ours[0].partition("#")[0] != theirs[0].partition("#")[0]
        return True
    pattern, literal = (ours, theirs) if symbolic[0] else (theirs, ours)
    wild = "".join(".*" if token[0] == OPEN else re.escape(token) for token in pattern)
    return re.fullmatch(wild, "".join(literal)) is not None


def _tokens(text: str) -> list[str]:
    """Split into single characters and whole symbols."""
    return re.findall(f"{OPEN}[^{CLOSE}]*{CLOSE}|.", text, re.DOTALL)
