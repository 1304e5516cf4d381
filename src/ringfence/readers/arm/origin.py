"""Where the properties of a resource are written, through copy loops and what was moved."""

from __future__ import annotations

import re
from typing import Final

from ringfence.model.facts import Source
from ringfence.readers.arm.template import Path, TemplateFile

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
        names = _STEP.findall(_MOVED.get(pointer, pointer))
        below = [name or int(number) for name, number in names]
        return Source(self.template.name, self.template.locate(self.path, below))
