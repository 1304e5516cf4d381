"""The objects of a manifest file: every document of the stream, every item of a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from ringfence.model.facts import Source, Unknown
from ringfence.model.resource import Origin
from ringfence.readers.kubernetes.placeholders import present, settle
from ringfence.readers.kubernetes.shape import Finder, Written
from ringfence.readers.tree import Tree, Unreadable
from ringfence.syntax import jsontext
from ringfence.syntax.jsontext import JsonError
from ringfence.syntax.yamlplaces import Places
from ringfence.syntax.yamltext import Document, YamlError, decode

MAX_OBJECTS: Final = 200_000
"""Most objects of one file that are read."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One object as written, and its place. Placeholders in it are `Unknown`."""

    body: dict[str, Any]
    origin: Origin
    file: str
    line: int
    duplicates: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True)
class File:
    """What a file holds: objects, and the documents that could not be read, with their line.

    `sources` are the templates that `# Source:` comments of rendered charts name.
    """

    name: str
    manifests: list[Manifest] = field(default_factory=list)
    faults: list[tuple[str, int]] = field(default_factory=list)
    sources: frozenset[str] = frozenset()


def read_file(tree: Tree, name: str) -> File:
    """Return the objects of a manifest file. What cannot be read is among its faults."""
    file = File(name)
    try:
        data = tree.read(name)
        if name.endswith((".json", ".jsonc")):
            _json(file, data)
        else:
            _yaml(file, data)
    except (Unreadable, YamlError, JsonError) as error:
        file.faults.append((str(error), error.line))
    return file


def _json(file: File, data: bytes) -> None:
    decoded = jsontext.decode(data)
    places = jsontext.Places(data, commented=decoded.commented)
    text = data.decode("utf-8", "replace")
    _objects(file, decoded.value, places, text, 1, decoded.duplicates)


def _yaml(file: File, data: bytes) -> None:
    documents = decode(data)
    for each in documents:
        if each.fault is not None:
            file.faults.append((str(each.fault), each.fault.line))
        else:
            _objects(file, each.value, Places(each), each.text, each.line, each.duplicates)
    file.sources = frozenset(_sources(documents))


def _objects(
    file: File,
    value: Any,
    places: Finder,
    text: str,
    line: int,
    duplicates: tuple[tuple[str, int], ...],
) -> None:
    """Add the objects of one document: itself, or what it lists."""
    if not isinstance(value, dict | list):
        return
    if present(text):
        value = settle(value, Source(file.name, line))
    stack: list[tuple[Any, tuple[str | int, ...]]] = [(value, ())]
    while stack:
        each, path = stack.pop()
        if isinstance(each, list) and not path:
            stack += [(item, (at,)) for at, item in reversed(list(enumerate(each)))]
            continue
        if isinstance(each, Unknown):
            each = {"apiVersion": each}
        if not isinstance(each, dict):
            continue
        items = each.get("items")
        if isinstance(items, list) and str(each.get("kind", "")).endswith("List"):
            stack += [(item, (*path, "items", at)) for at, item in reversed(list(enumerate(items)))]
            continue
        if len(file.manifests) >= MAX_OBJECTS:
            file.faults.append(
                (f"holds more than {MAX_OBJECTS} objects: the rest was not read", line)
            )
            return
        origin = Written(file.name, places, path)
        file.manifests.append(Manifest(each, origin, file.name, line, duplicates))


def _sources(documents: list[Document]) -> Iterator[str]:
    """Yield what `# Source: chart/templates/x.yaml` comments name, as `helm template` writes them."""
    for document in documents:
        at = document.text.find("# Source: ")
        if at >= 0:
            yield document.text[at + 10 :].split("\n", 1)[0].strip()
