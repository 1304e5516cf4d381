"""Bodies of blocks, compiled once and evaluated for every instance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ringfence.model.facts import MAYBE, Unknown, Value
from ringfence.readers.terraform.evaluation.code import Code, Constant
from ringfence.readers.terraform.evaluation.compile import Compiler
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.settling import settle
from ringfence.readers.terraform.evaluation.values import (
    Datum,
    OpenList,
    Problem,
    either,
    entries,
    more_of,
)
from ringfence.syntax.hcl.tree import Block, Body, Literal, Name

META: Final = frozenset({"count", "for_each", "provider", "depends_on", "providers"})
"""Arguments that Terraform itself reads."""
META_BLOCKS: Final = frozenset({"lifecycle", "connection", "timeouts"})


class _Iterator(dict[str, Datum]):
    """What a `dynamic` block offers to its content: `key` and `value`."""

    __slots__ = ()


@dataclass(slots=True, eq=False)
class Argument:
    """An argument of a block. One without code is the same for all instances, and settled."""

    code: Code | None
    line: int
    settled: Value = None


@dataclass(slots=True, eq=False)
class Dynamic:
    """A `dynamic` block: its content, once for every element of `for_each`."""

    for_each: Code
    iterator: str
    content: Recipe
    line: int


def typed(value: Datum) -> Datum:
    """Return an argument as the provider's schema reads it: texts that spell a bool are one.

    No schema is at hand; of the providers read here no text argument takes these two words.
    """
    if value in ("true", "false") and isinstance(value, str):
        return value == "true"
    return value


class Recipe:
    """A compiled body: arguments by name, nested blocks by type in written order.

    `nested` maps a block type to its recipes (with the labels, for provisioners) and dynamics.
    """

    __slots__ = ("arguments", "json", "line", "nested")

    def __init__(
        self, body: Body, compiler: Compiler, *, json: bool = False, line: int = 0
    ) -> None:
        self.arguments: dict[str, Argument] = {}
        self.nested: dict[str, list[tuple[str, Recipe] | Dynamic]] = {}
        self.json = json
        self.line = line
        for name, attribute in body.attributes.items():
            code = compiler.code(attribute.value)
            if name in _KEYWORDS and isinstance(attribute.value, Name):
                code = Constant(attribute.value.name)
            if isinstance(code, Constant):
                settled = typed(settle(code.value))
                self.arguments[name] = Argument(None, attribute.line, settled)
            else:
                self.arguments[name] = Argument(code, attribute.line)
        for block in body.blocks:
            self._add(block, compiler)

    def _add(self, block: Block, compiler: Compiler) -> None:
        if block.type != "dynamic" or not block.labels:
            label = block.labels[0] if block.labels else ""
            inner = Recipe(block.body, compiler, json=self.json, line=block.line)
            self.nested.setdefault(block.type, []).append((label, inner))
            return
        label = block.labels[0]
        for_each = block.body.attributes.get("for_each")
        named = block.body.attributes.get("iterator")
        content = next((each for each in block.body.blocks if each.type == "content"), None)
        iterator = label
        if named is not None and isinstance(named.value, Name | Literal):
            iterator = named.value.name if isinstance(named.value, Name) else str(named.value.value)
        self.nested.setdefault(label, []).append(
            Dynamic(
                compiler.code(for_each.value)
                if for_each is not None
                else lambda frame: frame.fail("the `dynamic` block has no `for_each`"),
                iterator,
                Recipe(
                    content.body if content is not None else Body(),
                    compiler,
                    json=self.json,
                    line=content.line if content is not None else block.line,
                ),
                block.line,
            )
        )

    def __contains__(self, name: str) -> bool:
        return name in self.arguments or name in self.nested

    def argument(self, name: str, frame: Frame) -> Datum:
        """Evaluate one argument."""
        found = self.arguments[name]
        if found.code is None:
            return found.settled
        before, frame.line = frame.line, found.line
        value = found.code(frame)
        frame.line = before
        return typed(value)

    def blocks(self, name: str, frame: Frame) -> list[Value]:
        """Evaluate the nested blocks of one type; those that may not be there say so."""
        made: list[Value] = []
        for each in self.nested[name]:
            if isinstance(each, Dynamic):
                _expand(each, frame, made)
            else:
                label, recipe = each
                body = recipe.evaluate(frame)
                made.append({"type": label, **body} if label and name == "provisioner" else body)
        return made

    def evaluate(self, frame: Frame) -> dict[str, Value]:
        """Evaluate the whole body of a nested block."""
        made: dict[str, Value] = {}
        for name, found in self.arguments.items():
            made[name] = found.settled if found.code is None else settle(self.argument(name, frame))
        for name in self.nested:
            if name not in META_BLOCKS:
                made[name] = list(self.blocks(name, frame))
        return made


_KEYWORDS: Final = frozenset({"when", "on_failure"})


def _expand(dynamic: Dynamic, frame: Frame, out: list[Value]) -> None:
    """Append the blocks that a `dynamic` block makes."""
    before, frame.line = frame.line, dynamic.line
    collection = dynamic.for_each(frame)
    frame.line = before
    if collection is None:
        return
    if isinstance(collection, str):
        collection = frame.unknown("a collection that is not known before deployment")
    if isinstance(collection, Unknown):
        out.append(_perhaps(dynamic, frame, collection, collection, collection))
        return
    try:
        for key, value, doubt in entries(collection):
            frame.scope.spend(1)
            element = value if isinstance(collection, OpenList) else None
            unsure = either(doubt, element if isinstance(element, Unknown) else None)
            out.append(_perhaps(dynamic, frame, key, value, unsure))
    except Problem as problem:
        failed = frame.fail(f"`for_each` of the `dynamic` block: {problem}")
        out.append(_perhaps(dynamic, frame, failed, failed, failed))
        return
    more = more_of(collection)
    if more is not None:
        out.append(_perhaps(dynamic, frame, more, more, more))


def _perhaps(
    dynamic: Dynamic, frame: Frame, key: Datum, value: Datum, doubt: Unknown | None
) -> dict[str, Value]:
    """Return the block of one element; `doubt` says why it may not be there."""
    before = frame.names
    frame.names = {**before, dynamic.iterator: _Iterator(key=key, value=value)}
    made = dynamic.content.evaluate(frame)
    frame.names = before
    if doubt is not None:
        made[MAYBE] = doubt
    return made
