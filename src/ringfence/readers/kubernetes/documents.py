"""The objects of a manifest file: every document of the stream, every item of a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from ringfence.model.facts import Source, Unknown
from ringfence.readers.kubernetes.placeholders import present, settle
from ringfence.readers.kubernetes.shape import Written
from ringfence.readers.tree import Tree, Unreadable
from ringfence.syntax.yamlplaces import Places
from ringfence.syntax.yamltext import Document, YamlError, decode

MAX_ITEMS: Final = 100_000
"""Most items of a `List` that are read."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One object as written, and its place. Placeholders in it are `Unknown`."""

    body: dict[str, Any]
    origin: Written
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
        documents = decode(tree.read(name))
    except (Unreadable, YamlError) as error:
        file.faults.append((str(error), error.line))
        return file
    for document in documents:
        if document.fault is not None:
            file.faults.append((str(document.fault), document.fault.line))
        else:
            file.manifests += _objects(name, document)
    file.sources = frozenset(_sources(documents))
    return file


def _objects(name: str, document: Document) -> Iterator[Manifest]:
    value = document.value
    if not isinstance(value, dict | list):
        return
    if present(document.text):
        value = settle(value, Source(name, document.line))
    stack: list[tuple[Any, tuple[str | int, ...]]] = [(value, ())]
    left = MAX_ITEMS
    places = Places(document)
    while stack and left:
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
        left -= 1
        yield Manifest(each, Written(name, places, path), document.line, document.duplicates)


def _sources(documents: list[Document]) -> Iterator[str]:
    """Yield what `# Source: chart/templates/x.yaml` comments name, as `helm template` writes them."""
    for document in documents:
        at = document.text.find("# Source: ")
        if at >= 0:
            yield document.text[at + 10 :].split("\n", 1)[0].strip()
