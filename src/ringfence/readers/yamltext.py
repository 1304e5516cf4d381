"""YAML (and the JSON that is YAML) as trees of text, with the line of every node.

Scalars stay the text that was written: YAML 1.1 reads `NO` (Norway) as false, `1_000` as a number
and `2027-01-31` as a date; here they are `NO`, `1_000` and `2027-01-31`. What the text means is for
the caller to say, who knows what stands there.

The tree is built from the event stream, one event at a time, so that neither deep nesting nor
anchors that multiply ("billion laughs") cost more than their bound.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import yaml

MAX_DEPTH: Final = 32
MAX_NODES: Final = 100_000
"""Largest number of nodes after aliases are replaced by what they stand for."""

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_CORE: Final = "tag:yaml.org,2002:"
_PLAIN_TAGS: Final = frozenset(_CORE + name for name in ("str", "seq", "map", "int", "null"))


class NotYaml(Exception):
    """A text that is no YAML, or more YAML than is read. `line` is 1-based."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.what = what
        self.line = line


@dataclass(slots=True, eq=False)
class Node:
    """One node: a `text`, a `null`, a `list` of nodes or a `map` of pairs in written order.

    `size` counts the nodes below and itself, aliases replaced. Keys of maps are nodes too, since
    they have lines, and may be there twice.
    """

    kind: Literal["text", "null", "list", "map"]
    line: int
    text: str = ""
    items: list[Node] = field(default_factory=list)
    size: int = 1

    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """Yield the keys and values of a map."""
        return zip(self.items[::2], self.items[1::2], strict=True)

    @property
    def shown(self) -> str:
        """What a message calls the node."""
        return {"text": f"`{self.text}`", "null": "nothing", "list": "a list", "map": "a map"}[
            self.kind
        ]


def parse(text: str) -> Node | None:
    """Return the tree of the only document in `text`, None if it holds nothing.

    Raises NotYaml for a syntax error, a second document, a tag that is not plain YAML, a nesting
    deeper than MAX_DEPTH, an alias of something unfinished and more than MAX_NODES nodes.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    if text.lstrip().startswith("{"):
        text = _without_tabs(text)
    try:
        return _Builder().build(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise NotYaml(error.problem or "is no YAML", mark.line + 1 if mark else 1) from error
    except yaml.YAMLError as error:
        raise NotYaml(str(error).splitlines()[0], 1) from error


def _without_tabs(text: str) -> str:
    """JSON may be indented with tabs, which YAML forbids: replace those that lead a line."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        rest = line.lstrip(" \t")
        lines[number] = " " * (len(line) - len(rest)) + rest
    return "\n".join(lines)


class _Builder:
    """Builds the tree from events, with a stack of unfinished nodes of its own."""

    def __init__(self) -> None:
        self._open: list[tuple[Node, str | None]] = []
        self._anchors: dict[str, Node] = {}
        self._root: Node | None = None
        self._documents = 0

    def build(self, events: Iterator[Any]) -> Node | None:
        for event in events:
            line = event.start_mark.line + 1
            if isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    raise NotYaml("holds a second document (`---`)", line)
            elif isinstance(event, yaml.AliasEvent):
                self._place(self._alias(event.anchor, line), line)
            elif isinstance(event, yaml.ScalarEvent):
                _check_tag(event.tag, line)
                self._place(self._named(_scalar(event, line), event.anchor), line)
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                _check_tag(event.tag, line)
                self._enter(event, line)
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                node, anchor = self._open.pop()
                self._place(self._named(node, anchor), line)
        return self._root

    def _enter(self, event: yaml.CollectionStartEvent, line: int) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise NotYaml(f"is nested deeper than {MAX_DEPTH}", line)
        kind: Literal["list", "map"] = (
            "list" if isinstance(event, yaml.SequenceStartEvent) else "map"
        )
        self._open.append((Node(kind, line), event.anchor))

    def _place(self, node: Node, line: int) -> None:
        if not self._open:
            self._root = node
            return
        parent = self._open[-1][0]
        parent.items.append(node)
        parent.size += node.size
        if parent.size > MAX_NODES:
            raise NotYaml(f"holds more than {MAX_NODES} values once aliases are replaced", line)

    def _named(self, node: Node, anchor: str | None) -> Node:
        if anchor is not None:
            self._anchors[anchor] = node
        return node

    def _alias(self, anchor: str | None, line: int) -> Node:
        node = self._anchors.get(anchor or "")
        if node is None:
            raise NotYaml(f"`*{anchor}` refers to no finished anchor", line)
        return node


def _scalar(event: yaml.ScalarEvent, line: int) -> Node:
    plain = event.style in (None, "")
    if plain and event.tag is None and event.value in _NULLS:
        return Node("null", line)
    return Node("text", line, event.value)


def _check_tag(tag: str | None, line: int) -> None:
    if tag is not None and tag != "!" and tag not in _PLAIN_TAGS:
        raise NotYaml(f"the tag `{tag.replace(_CORE, '!!')}` is not allowed here", line)
