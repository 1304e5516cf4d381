"""One pipeline file: its content, the repository it belongs to, and the lines of its values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from ringfence.model.facts import Unknown
from ringfence.readers.pipelines.repository import Slug
from ringfence.readers.tree import Tree, Unreadable
from ringfence.syntax.yamlplaces import Places
from ringfence.syntax.yamltext import Document, YamlError, decode

MAX_BYTES: Final = 8 * 1024 * 1024
"""Largest pipeline file that is read. GitHub and Azure Pipelines stop far below."""

Place = tuple[str, tuple[str | int, ...]]
"""A value: the name of its file, and the way to it."""


class Broken(Exception):
    """A file that cannot be read; `line` is 0 where none spoils it."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(slots=True)
class PipelineFile:
    """A file of a tree that was read. `folder` is the root of its repository ("" for the tree's).

    `presence` is set where it is not known whether the file does anything.
    """

    name: str
    folder: str
    slug: Slug | None
    document: Document | None = None
    presence: Unknown | None = None
    _places: Places | None = field(default=None, repr=False)

    @property
    def value(self) -> Any:
        """What the file says, None for an empty one."""
        return None if self.document is None else self.document.value

    def line(self, path: tuple[str | int, ...]) -> int:
        """Return the line of the value at a path, or of its nearest parent that is written."""
        if self.document is None:
            return 0
        if self._places is None:
            self._places = Places(self.document)
        return self._places.line(self._places.nearest(path))


def load(
    tree: Tree,
    file: PipelineFile,
    tagged: Callable[[str, Any], Any] | None = None,
    *,
    twice: bool = False,
) -> None:
    """Read a file into `file.document`. Raises Broken with the reason and the line.

    Of a file with several documents the last one counts (GitLab writes `spec:` before the first
    `---`); one broken document breaks the file. So does a key that a map holds twice, unless
    `twice` says that the service takes the last one.
    """
    try:
        data = tree.read(file.name)
        if len(data) > MAX_BYTES:
            raise Broken(f"has {len(data)} bytes; at most {MAX_BYTES} are read")
        documents = decode(data, tagged)
    except Unreadable as error:
        raise Broken(str(error), error.line) from error
    except YamlError as error:
        raise Broken(str(error), error.line) from error
    for document in documents:
        if document.fault is not None:
            raise Broken(str(document.fault), document.fault.line)
    file.document = documents[-1] if documents else None
    for key, line in file.document.duplicates if file.document and not twice else ():
        raise Broken(f"holds the key `{key[:80]}` twice", line)
