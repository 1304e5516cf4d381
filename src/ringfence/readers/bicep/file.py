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
from ringfence.syntax.bicep.tree import Function

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
        way: list[str | int] = [*steps(path), *names]
        section, name = (str(each) for each in (*way[:2], "", "")[:2])
        if section == "functions":
            return self._function(str(way[3]) if len(way) > 3 else "")
        lowering = _placed(self)
        if lowering is None:
            return 0
        try:
            found = lowering.part(section, name)
        except RecursionError:
            found = None
        node, at = found if found is not None else (None, 0)
        for step in way[2:]:
            node, offset = _below(node, step, lowering.values.marks)
            if offset is None:
                break
            at = offset or at
        return lowering.unit.file.line(at)

    def _function(self, name: str) -> int:
        """Return the line of a function that the file declares."""
        lowering = _placed(self)
        for declared in lowering.unit.file.declarations if lowering is not None else ():
            if isinstance(declared, Function) and declared.name == name and lowering is not None:
                return lowering.unit.file.line(declared.at)
        return 0

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


_PLACED: OrderedDict[tuple[int, str], tuple[Texts, Lowering]] = OrderedDict()


def _placed(file: BicepFile) -> Lowering | None:
    """Return what lowers parts of a file once more, with places: a report asks for few of them."""
    key = (id(file.texts), file.name)
    known = _PLACED.get(key)
    if known is not None and known[0] is file.texts:
        _PLACED.move_to_end(key)
        return known[1]
    units = units_of(file.texts.tree)
    try:
        made = Lowering(units.get(file.name), units, placed=True)
    except Unreadable:
        return None
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
