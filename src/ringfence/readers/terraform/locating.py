"""Where an argument of a block was written, found when a report asks for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ringfence.model.facts import Source
from ringfence.readers.terraform.folder import Site
from ringfence.syntax.hcl.tree import Attribute, Block, Body, Expression, File, ObjectOf, TupleOf
from ringfence.syntax.hcl.tree import Literal as Constant


def steps_of(pointer: str) -> list[str | int]:
    """Return the steps of an argument path: names and list indexes."""
    found = re.findall(r"\[(\d+)\]|([^.\[\]]+)", pointer)
    return [int(index) if index else name for index, name in found]


@dataclass(frozen=True, slots=True)
class BlockOrigin:
    """Locates argument paths (`network_rules[0].default_action`) in a block; "" is the block."""

    site: Site

    def locate(self, pointer: str) -> Source:
        """Return the place of the argument, or of its nearest parent that is written."""
        steps = steps_of(pointer)
        site = self.site
        if not steps:
            return site.source
        file = site.overridden.get(str(steps[0]), site.file)
        return Source(file.name, _line(file, site.block.body, steps, site.block.line))


def _line(file: File, body: Body, steps: list[str | int], line: int) -> int:
    while steps:
        name = str(steps.pop(0))
        attribute = body.attributes.get(name)
        if attribute is not None:
            return _within(file, attribute, steps)
        at = steps.pop(0) if steps and isinstance(steps[0], int) else 0
        assert isinstance(at, int)
        block = _nested(body, name, at)
        if block is None:
            return line
        body, line = block.body, block.line
    return line


def _nested(body: Body, name: str, at: int) -> Block | None:
    """Return the block that makes the element `at`; a `dynamic` one makes any number of them."""
    found = [
        block
        for block in body.blocks
        if block.type == name or (block.type == "dynamic" and block.labels[:1] == (name,))
    ]
    if not found:
        return None
    block = found[min(at, len(found) - 1)]
    if block.type != "dynamic":
        return block
    return next((inner for inner in block.body.blocks if inner.type == "content"), block)


def _within(file: File, attribute: Attribute, steps: list[str | int]) -> int:
    """Descend into a value that is written out; other expressions are located as a whole."""
    value: Expression = attribute.value
    offset: int | None = None
    for step in steps:
        if isinstance(value, TupleOf) and isinstance(step, int) and step < len(value.items):
            if step < len(value.starts):
                offset = value.starts[step]
            value = value.items[step]
        elif isinstance(value, ObjectOf):
            at = next(
                (
                    index
                    for index, (key, _) in enumerate(value.items)
                    if isinstance(key, Constant) and key.value == step
                ),
                None,
            )
            if at is None:
                break
            if at < len(value.starts):
                offset = value.starts[at]
            value = value.items[at][1]
        else:
            break
    if offset is None:
        return attribute.line
    return attribute.line + file.data.count(b"\n", attribute.start, attribute.value_start + offset)
