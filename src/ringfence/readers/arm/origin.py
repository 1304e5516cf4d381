"""Where the properties of a resource are written, through copy loops and what was moved."""

from __future__ import annotations

import re
from typing import Final

from ringfence.model.facts import Source
from ringfence.readers.arm.template import Path, TemplateFile, steps
from ringfence.syntax.jsontext import Places

_STEP: Final = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_MOVED: Final = {"properties.scope": "scope", "identity.principalId": "identity"}
"""Properties that are written elsewhere in a template."""


class Written:
    """The origin of a resource: the place of its object in a template file."""

    __slots__ = ("path", "template")

    def __init__(self, template: TemplateFile, path: Path) -> None:
        self.template = template
        self.path = path

    @property
    def file(self) -> str:
        """The file that it is written in."""
        return self.template.name

    def locate(self, pointer: str) -> Source:
        """Return file and line of a property, or of its nearest parent that is written."""
        places = self.template.places()
        if places is None:
            return Source(self.template.name)
        at = places.nearest(steps(self.path))
        for name, number in _STEP.findall(_MOVED.get(pointer, pointer)):
            step: str | int = name or int(number)
            below = places.child(at, step)
            if below is None and isinstance(step, str):
                below = _looped(places, at, step)
            if below is not None:
                at = below
            elif isinstance(step, str):
                break  # what an expression makes is at the expression
        return Source(self.template.name, places.line(at))


def _looped(places: Places, at: int, name: str) -> int | None:
    """Return the offset of what a property copy loop repeats under `name`."""
    loops = places.child(at, "copy")
    index = 0
    while loops is not None and (loop := places.child(loops, index)) is not None:
        named = places.child(loop, "name")
        quoted = f'"{name}"'.encode()
        if named is not None and places.data.startswith(quoted, named):
            return places.child(loop, "input")
        index += 1
    return None
