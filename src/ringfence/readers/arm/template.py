"""A template file: decoded once, and where things stand in it, found when asked for."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple, TypeAlias

from ringfence.model.estate import Blind
from ringfence.model.facts import Source
from ringfence.readers.tree import Tree, Unreadable
from ringfence.syntax.jsontext import JsonError, Places, decode

Path: TypeAlias = "tuple[Path, str | int] | None"
"""A place in a JSON document, as a chain from the inside out; None is the document."""

HEAD: Final = 1 << 14

_GENERATED: Final = re.compile(rb'"_generator"\s*:\s*\{[^{}]*"name"\s*:\s*"bicep"')

KEPT_TEXT: Final = 256 << 20
"""Bytes of template text that are kept for finding places."""


def steps(path: Path) -> tuple[str | int, ...]:
    """Return a path from the outside in."""
    made: list[str | int] = []
    while path is not None:
        path, step = path
        made.append(step)
    return tuple(reversed(made))


_USUAL: Final = frozenset(
    {
        "$schema", "contentVersion", "parameters", "variables", "functions", "resources",
        "outputs", "languageVersion", "type", "apiVersion", "name", "location", "dependsOn",
        "tags", "sku", "kind", "identity", "properties", "copy", "condition", "scope", "comments",
        "zones", "existing", "import", "extension", "metadata", "subscriptionId", "resourceGroup",
        "plan", "count", "input", "mode", "batchSize", "value", "reference", "template",
        "templateLink", "expressionEvaluationOptions", "defaultValue", "allowedValues",
        "minLength", "maxLength", "nullable",
    }
)  # fmt: skip
"""Members in their usual spelling: an object of these alone holds no other spelling of a name."""


def member(value: Any, name: str) -> Any:
    """Return a member of an object; names count in any case, the exact one first."""
    if not isinstance(value, dict):
        return None
    if name in value:
        return value[name]
    if value.keys() <= _USUAL:
        return None
    for key, inner in value.items():
        if len(key) == len(name) and key.lower() == name.lower():
            return inner
    return None


def spelt(value: Any, name: str) -> str:
    """Return how the member `name` is written in an object."""
    if isinstance(value, dict) and name not in value:
        for key in value:
            if key.lower() == name.lower():
                return str(key)
    return name


def each_member(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the members of an object; nothing for anything else."""
    if isinstance(value, dict):
        yield from value.items()


class Texts:
    """The files of a tree as templates see them; texts are kept while there is room."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._kept: OrderedDict[str, Places | None] = OrderedDict()
        self._by_base: dict[str, list[str]] = {}
        self._by_folder: dict[str, list[str]] = {}
        self._bicep: dict[str, list[str]] = {}
        self._templates: dict[str, list[str]] = {}
        for name in tree.files:
            folder, _, base = name.rpartition("/")
            if base.lower().endswith((".json", ".jsonc")):
                self._by_base.setdefault(base.lower(), []).append(name)
                self._by_folder.setdefault(folder, []).append(name)
            elif base.endswith(".bicep"):
                self._bicep.setdefault(folder, []).append(name)
        self._parameters: dict[str, list[str]] | None = None

    def named(self, base: str) -> list[str]:
        """Return the files whose last segment is `base`, given in lower case."""
        return self._by_base.get(base, [])

    def bicep_in(self, folder: str) -> list[str]:
        """Return the Bicep files directly in a folder."""
        return self._bicep.get(folder, [])

    def is_compiled(self, name: str) -> bool:
        """Tell whether a template says that Bicep made it."""
        try:
            return _GENERATED.search(self.tree.read(name)[:HEAD]) is not None
        except Unreadable:
            return False

    def templates_in(self, folder: str) -> list[str]:
        """Return the files directly in a folder that hold a template, by a look at their heads."""
        if folder not in self._templates:
            listed = self._by_folder.get(folder, ())
            self._templates[folder] = [name for name in listed if self._holds_template(name)]
        return self._templates[folder]

    def parameter_files(self, folder: str) -> list[str]:
        """Return the files in a folder, or below it, that may hold parameters."""
        if self._parameters is None:
            self._parameters = {}
            for where, listed in self._by_folder.items():
                held = [name for name in listed if self._may_hold_parameters(name)]
                above = where
                while held:
                    self._parameters.setdefault(above, []).extend(held)
                    if not above:
                        break
                    above = above.rpartition("/")[0]
        return self._parameters.get(folder, [])

    def _may_hold_parameters(self, name: str) -> bool:
        if "param" in name.lower():
            return True
        try:
            return b"deploymentparameters.json" in self.tree.read(name)[:HEAD].lower()
        except Unreadable:
            return False

    def _holds_template(self, name: str) -> bool:
        try:
            head = self.tree.read(name)[:HEAD].lower()
        except Unreadable:
            return False
        return b"deploymenttemplate.json" in head or (
            b'"contentversion"' in head and b'"resources"' in head
        )

    def places(self, name: str, *, commented: bool) -> Places | None:
        """Return the places of a file, None if it can no longer be read."""
        if name in self._kept:
            self._kept.move_to_end(name)
            return self._kept[name]
        try:
            places = Places(self.tree.read(name), commented=commented)
        except (Unreadable, JsonError):
            places = None
        self._kept[name] = places
        while len(self._kept) > 1 and self._size() > KEPT_TEXT:
            self._kept.popitem(last=False)
        return places

    def _size(self) -> int:
        return sum(len(places.data) for places in self._kept.values() if places is not None)


_LATEST: list[Texts] = []


def texts_of(tree: Tree) -> Texts:
    """Return the texts of a tree, the same for every root that is read from it in turn."""
    if not _LATEST or _LATEST[0].tree is not tree:
        _LATEST[:] = [Texts(tree)]
    return _LATEST[0]


class Remark(NamedTuple):
    """A comment on an accepted finding: its text and line, and the place of the resource that it
    speaks of, None if it stands in none."""

    text: str
    line: int
    owner: Path


class TemplateFile:
    """One file of the tree that holds a template or parameters.

    `body` is what it holds. `duplicates` are keys written twice, `gaps` parts that could not be
    read. Raises Unreadable or JsonError
    if it cannot be decoded.
    """

    __slots__ = ("body", "commented", "duplicates", "gaps", "name", "texts")

    def __init__(self, texts: Texts, name: str) -> None:
        decoded = decode(texts.tree.read(name))
        self.texts = texts
        self.name = name
        self.body = decoded.value
        self.commented = decoded.commented
        self.duplicates = decoded.duplicates
        self.gaps: list[Blind] = []

    def places(self) -> Places | None:
        """Return the places of its text."""
        return self.texts.places(self.name, commented=self.commented)

    def locate(self, path: Path, names: Iterable[str | int]) -> int:
        """Return the line of a property below `path`, or of its nearest parent that is written."""
        places = self.places()
        if places is None:
            return 0
        at = places.nearest(steps(path))
        for step in names:
            below = places.child(at, step)
            if below is None and isinstance(step, str):
                below = _looped(places, at, step)
            if below is not None:
                at = below
            elif isinstance(step, str):
                break  # what an expression makes is at the expression
        return places.line(at)

    def remarks(self) -> list[Remark] | None:
        """Return its comments on findings that are accepted; None: they are comments of JSON."""
        return None

    def line(self, path: Path) -> int:
        """Return the line of the value at `path`, or of its nearest parent; 0 if it is gone."""
        places = self.places()
        return places.line(places.nearest(steps(path))) if places is not None else 0


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


class Located(Source):
    """A source whose line is looked up when it is read."""

    __slots__ = ("_line", "_path", "_template")

    _line: int
    _path: Path
    _template: TemplateFile | None

    def __init__(
        self,
        file: str = "",
        line: int = -1,
        request: str = "",
        page: str = "",
        note: str = "",
        *,
        template: TemplateFile | None = None,
        path: Path = None,
    ) -> None:
        for name, value in (("file", file), ("request", request), ("page", page), ("note", note),
                            ("_line", line), ("_template", template), ("_path", path)):  # fmt: skip
            object.__setattr__(self, name, value)

    @property
    def line(self) -> int:
        """The line, 1-based; 0 if it cannot be told."""
        if self._line < 0:
            found = self._template.line(self._path) if self._template is not None else 0
            object.__setattr__(self, "_line", found)
        return self._line


def located(template: TemplateFile, path: Path) -> Source:
    """Return the source of a place in a template."""
    return Located(template.name, template=template, path=path)
