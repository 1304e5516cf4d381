"""Where in a file a resource stands: looked for only when a report asks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from ringfence.model.facts import Source
from ringfence.readers.snapshots.requests import Request
from ringfence.readers.tree import Tree, Unreadable
from ringfence.syntax.jsontext import JsonError, as_utf8

_ID: Final = re.compile(rb'^([ \t]*)(?:[{\[,][ \t]*)*"id"\s*:\s*"((?:[^"\\]|\\.)*)"', re.MULTILINE)


@dataclass(slots=True)
class Places:
    """The files of a tree by the ids in them, each looked through once."""

    tree: Tree
    _lines: dict[str, dict[bytes, tuple[int, int]]] = field(default_factory=dict)

    def of(self, file: str, line: int, id_: str, request: Request | None) -> Place:
        """Return the place of the object with an id, of which `line` may be known."""
        return Place(self, file, line, id_, request.shown if request is not None else "")

    def line(self, file: str, id_: str) -> int:
        """Return the line that an object says its id in: of several, the least indented."""
        known = self._lines.get(file)
        if known is None:
            known = self._lines[file] = self._index(file)
        return known.get(id_.encode(), (0, 0))[1]

    def _index(self, file: str) -> dict[bytes, tuple[int, int]]:
        try:
            data = as_utf8(self.tree.read(file))
        except (Unreadable, JsonError):
            return {}
        found: dict[bytes, tuple[int, int]] = {}
        line, at = 1, 0
        for match in _ID.finditer(data):
            line += data.count(b"\n", at, match.start())
            at = match.start()
            depth, id_ = len(match[1]), match[2]
            if id_ not in found or depth < found[id_][0]:
                found[id_] = (depth, line)
        return found


@dataclass(frozen=True, slots=True)
class Place:
    """The origin of a resource of a snapshot. Its properties are located with it."""

    places: Places
    file: str
    known: int
    id: str
    request: str

    def locate(self, pointer: str) -> Source:
        """Return the line of the resource, whatever the pointer."""
        del pointer
        line = self.known if self.known > 1 else self.places.line(self.file, self.id)
        return Source(self.file, line or self.known, self.request)
