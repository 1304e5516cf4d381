"""Texts of two readings made comparable: the root's name taken out, symbols paired one to one.

A symbol carries the root that it was read from, and the name of an unknown may carry the address
of a module, which differs between the two forms. So symbols that only one side has may stand for
symbols that only the other has: one for one, through the whole pair. One that both sides have
stands for itself alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ringfence.model.facts import Unknown, Value
from ringfence.model.symbols import CLOSE, OPEN, placeholder, symbol
from ringfence.readers.harvest import Harvest

_SYMBOL = re.compile(f"({OPEN}[^{CLOSE}]*{CLOSE})")


class Renamed:
    """Takes the name of one root out of texts."""

    def __init__(self, root: str) -> None:
        self._root = symbol("", root)[1:-2]
        self._cluster = f"/kubernetes/{root}/"
        # After the root stands the mark of a symbol, or that of a placeholder.
        self._ends = [each[-2] for each in (symbol("", root), placeholder("", root)[:-1])]

    def __call__(self, text: str) -> str:
        """Return the text as it would read in a root without a name."""
        text = text.replace(self._cluster, "/kubernetes/root/")
        for end in self._ends:
            text = text.replace(self._root + end, end)
        return text


def texts_in(value: Value) -> Iterator[str]:
    """Yield every text of a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)


def texts_of(harvest: Harvest) -> Iterator[str]:
    """Yield every text of what was read."""
    for resource in [*harvest.resources, *(each.resource for each in harvest.danglings)]:
        yield resource.id
        yield from texts_in(resource.body)
    for fold in harvest.folds:
        yield from texts_in(fold.target)
        yield from texts_in(fold.value)


class Pairing:
    """Which symbol of the left stands for which of the right."""

    def __init__(self, left: Iterator[str], right: Iterator[str]) -> None:
        ours = {piece for text in left for piece in _symbols(text)}
        theirs = {piece for text in right for piece in _symbols(text)}
        self._shared = ours & theirs
        self._there: dict[str, str] = {}
        self._back: dict[str, str] = {}

    def same(self, left: str, right: str) -> bool:
        """Tell whether two texts are equal; pairs the symbols that this takes.

        Case does not count in ids (docs/house.md): the compiler writes the types in them as its
        library spells them.
        """
        if left == right:
            return True
        fold = left[:1] == right[:1] == "/"
        ours, theirs = _SYMBOL.split(left), _SYMBOL.split(right)
        if len(ours) != len(theirs):
            return False
        literal = zip(ours[::2], theirs[::2], strict=True)
        if any((a.lower() != b.lower()) if fold else a != b for a, b in literal):
            return False
        return all(self._paired(a, b) for a, b in zip(ours[1::2], theirs[1::2], strict=True))

    def _paired(self, left: str, right: str) -> bool:
        if left in self._shared or right in self._shared:
            return left == right
        if left not in self._there and right not in self._back:
            self._there[left], self._back[right] = right, left
        return self._there.get(left) == right


def _symbols(text: str) -> list[str]:
    return _SYMBOL.findall(text) if OPEN in text else []


def skeleton(text: str) -> str:
    """Return a text with every symbol as a star, in lower case."""
    return _SYMBOL.sub("*", text).lower()


def settled(value: Value) -> bool:
    """Tell whether nothing in a value is unknown."""
    if isinstance(value, dict):
        return all(map(settled, value.values()))
    if isinstance(value, list):
        return all(map(settled, value))
    return not isinstance(value, Unknown)
