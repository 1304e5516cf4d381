"""A tree whose files are bytes in memory: what readers see of a folder, without the folder."""

from __future__ import annotations

from pathlib import Path

from ringfence.readers.tree import Tree


class MemoryTree(Tree):
    """A tree of the given files; nothing outside of them can be read."""

    __slots__ = ("contents",)

    def __init__(self, contents: dict[str, bytes]) -> None:
        super().__init__(Path("."), {name: Path(name) for name in contents})
        self.contents = contents

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        return self.contents[name] if name in self.contents else super().read(name)
