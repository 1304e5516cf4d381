"""A Bicep file as a template file: its body, lowered, and the places of what is in it."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any, Final

from ringfence.readers.arm.evaluating import Each
from ringfence.readers.arm.template import Path, Remark, TemplateFile, Texts, steps
from ringfence.readers.bicep.lowering import Lowering
from ringfence.readers.bicep.units import Symbol, Unit, units_of
from ringfence.readers.bicep.values import Marks
from ringfence.readers.tree import Unreadable

MARK: Final = "ringfence:accept"
KEPT: Final = 40
"""Files whose places are kept."""

_REMARK: Final = re.compile(
    r"'''.*?'''|'(?:[^'\\\r\n]|\\.)*'|//[^\r\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL
)
_BETWEEN: Final = re.compile(r"(?:\s|//[^\r\n]*|/\*.*?\*/)*", re.DOTALL)


class BicepFile(TemplateFile):
    """One Bicep file of the tree. Raises Unreadable if it is no text."""

    __slots__ = ()

    def __init__(self, texts: Texts, name: str) -> None:
        unit = units_of(texts.tree).get(name)
        lowering = Lowering(unit, units_of(texts.tree))
        self.texts = texts
        self.name = name
        self.body = lowering.run()
        self.commented = MARK in unit.file.text
        self.duplicates = ()
        self.gaps = lowering.names.gaps

    def places(self) -> None:
        """A Bicep file has no places as JSON text has them."""

    def line(self, path: Path) -> int:
        """Return the line of the value at `path`, or of its nearest parent; 0 if it is gone."""
        return self.locate(path, ())

    def locate(self, path: Path, names: Iterable[str | int]) -> int:
        """Return the line of a property below `path`, or of its nearest parent that is written."""
        found = _placed(self)
        if found is None:
            return 0
        unit, body, marks = found
        node: Any = body
        at = 0
        for step in (*steps(path), *names):
            node, offset = _below(node, step, marks)
            if offset is None:
                break
            at = offset or at
        return unit.file.line(at)

    def remarks(self) -> list[Remark]:
        """Return its comments on findings that are accepted."""
        try:
            unit = units_of(self.texts.tree).get(self.name)
        except Unreadable:
            return []
        text = unit.file.text
        return [
            Remark(match[0], unit.file.line(match.start()), _owner(unit, match))
            for match in _REMARK.finditer(text)
            if match[0][:1] == "/" and MARK in match[0]
        ]


_Placed = tuple[Unit, dict[str, Any], Marks]
_PLACED: OrderedDict[tuple[int, str], tuple[Texts, _Placed]] = OrderedDict()


def _placed(file: BicepFile) -> _Placed | None:
    """Return a file lowered once more, with its marks: a report asks for few of all places."""
    key = (id(file.texts), file.name)
    known = _PLACED.get(key)
    if known is not None and known[0] is file.texts:
        _PLACED.move_to_end(key)
        return known[1]
    units = units_of(file.texts.tree)
    try:
        unit = units.get(file.name)
    except Unreadable:
        return None
    lowering = Lowering(unit, units)
    made = unit, lowering.run(), lowering.values.marks
    _PLACED[key] = file.texts, made
    while len(_PLACED) > KEPT:
        _PLACED.popitem(last=False)
    return made


def _below(node: Any, step: str | int, marks: Marks) -> tuple[Any, int | None]:
    """Return what is at a step below a value, and its offset (0 if it has none of its own)."""
    if isinstance(node, Each):
        return node.body, marks.get(id(node), {}).get(0, 0)
    if isinstance(node, dict):
        key = step if step in node else _spelt(node, str(step))
        if key is not None:
            return node[key], marks.get(id(node), {}).get(key, 0)
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step], marks.get(id(node), {}).get(step, 0)
    return None, None


def _spelt(node: dict[str, Any], step: str) -> str | None:
    return next((key for key in node if key.lower() == step.lower()), None)


def _owner(unit: Unit, match: re.Match[str]) -> Path:
    """Return the place of the resource or module right below a comment, or around it."""
    below = _BETWEEN.match(unit.file.text, match.end())
    start = below.end() if below is not None else match.end()
    inner: Symbol | None = None
    for symbol in unit.symbols.values():
        declared = symbol.declared
        begins = min((each.at - 1 for each in declared.decorators), default=declared.at)
        if begins == start:
            return (None, "resources"), symbol.path
        if begins <= match.start() and match.end() <= declared.end:
            inner = symbol if inner is None or len(symbol.path) > len(inner.path) else inner
    return None if inner is None else ((None, "resources"), inner.path)
