"""From a property back to the argument that it was written from."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.model.facts import Source
from ringfence.model.resource import Origin
from ringfence.readers.terraform.mapping import Arguments, Part, trace


@dataclass(frozen=True, slots=True)
class Traced:
    """The origin of a body that `parts` wrote from the arguments at `prefix` of a block.

    `taken` is the property of that body that the pointers start from (see `Piece.take`). What no
    argument says is located at the block.
    """

    block: Origin
    parts: tuple[Part, ...]
    arguments: Arguments
    prefix: str = ""
    taken: str = ""

    def locate(self, pointer: str) -> Source:
        """Return where the argument behind `pointer` was written."""
        if self.taken:
            pointer = f"{self.taken}.{pointer}" if pointer else self.taken
        path = trace(self.parts, pointer, self.arguments) if pointer else ""
        return self.block.locate(".".join(filter(None, (self.prefix, path))))


@dataclass(frozen=True, slots=True)
class Verbatim:
    """The origin of a body that stands as it is in the argument `body` of an azapi block.

    `prefix` is the property of that body that the pointers start from.
    """

    block: Origin
    prefix: str = ""

    def locate(self, pointer: str) -> Source:
        """Return where `pointer` was written: an argument of its own, or a part of `body`."""
        path = ".".join(filter(None, (self.prefix, pointer)))
        head = path.partition(".")[0].partition("[")[0]
        if head in ("location", "tags", "identity", "name"):
            return self.block.locate(path)
        return self.block.locate(f"body.{path}" if path else "")


@dataclass(frozen=True, slots=True)
class Below:
    """The origin of something that stands in one argument of a block."""

    block: Origin
    argument: str

    def locate(self, pointer: str) -> Source:
        """Return where the argument was written, whatever the pointer."""
        del pointer
        return self.block.locate(self.argument)
