"""The JSON syntax of Terraform (`.tf.json`, `.tfvars.json`): bytes to the same `File`.

Strings are templates. What is a block and what an argument is told by the key at the levels that
Terraform itself defines; inside of a resource only the provider's schema could tell, so every
object there is an argument whose value is an object, unless it holds `dynamic` blocks. See
https://developer.hashicorp.com/terraform/language/syntax/json.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Final

from ringfence.syntax.hcl.jsonscan import Array, Invalid, Node, Object, Scalar, scan
from ringfence.syntax.hcl.parser import MARK, parse_expression, parse_template
from ringfence.syntax.hcl.tree import (
    Attribute,
    Block,
    Body,
    Expression,
    Fault,
    File,
    Literal,
    ObjectOf,
    Remark,
    TupleOf,
)


def parse_json(name: str, data: bytes) -> File:
    """Return the tree of a `.tf.json` file. Never raises for content: see `File.faults`."""
    return _File(name, data).configuration()


def parse_json_values(name: str, data: bytes) -> File:
    """Return the tree of a `.tfvars.json` file: one attribute for every variable."""
    return _File(name, data).values()


class _File:
    """Makes the tree of one JSON file."""

    def __init__(self, name: str, data: bytes) -> None:
        self._file = File(name, data, Body(), json=True)
        self._newlines = [match.start() for match in re.finditer(rb"\n", data)]

    def configuration(self) -> File:
        """Read the file as configuration."""
        root = self._root()
        if root is not None:
            for key, value in root.items:
                self._top(key, value)
        return self._file

    def values(self) -> File:
        """Read the file as values of variables, which are no templates."""
        root = self._root()
        if root is not None:
            for key, value in root.items:
                self._attribute(self._file.body, key, value, _constant)
        return self._file

    def _root(self) -> Object | None:
        try:
            root = scan(self._file.data)
            if isinstance(root, Object):
                return root
            raise Invalid(root.start, "the file is no JSON object")
        except Invalid as error:
            self._fault(error.at, str(error))
        return None

    def _line(self, at: int) -> int:
        return bisect_right(self._newlines, at - 1) + 1 if at else 1

    def _fault(self, at: int, what: str) -> None:
        line = self._line(at)
        start = self._newlines[line - 2] + 1 if line > 1 else 0
        self._file.faults.append(Fault(line, at - start + 1, what))

    def _top(self, key: Scalar, value: Node) -> None:
        kind = str(key.value)
        labels = _LABELS.get(kind)
        if kind == "//":
            self._remark(value)
            return
        if labels is None:
            self._fault(key.start, "this top-level key is no block type of Terraform")
            return
        make = _BODIES.get(kind, _File._inner)
        for names, start, body in self._labelled(labels, value, ()):
            block = Block(
                kind, names, Body(), self._line(start), self._line(body.end), start, body.end
            )
            make(self, block.body, body)
            self._file.body.blocks.append(block)

    def _labelled(
        self, count: int, value: Node, names: tuple[str, ...]
    ) -> Iterator[tuple[tuple[str, ...], int, Object]]:
        """Yield `(labels, start, body)` of all blocks that a property describes."""
        if isinstance(value, Array):
            for each in value.items:
                yield from self._labelled(count, each, names)
        elif not isinstance(value, Object):
            if value.value is not None:
                self._fault(value.start, "a block must be an object")
        elif len(names) == count:
            yield names, value.start, value
        else:
            for key, inner in value.items:
                if key.value != "//":
                    for found, start, body in self._labelled(
                        count, inner, (*names, str(key.value))
                    ):
                        yield found, (key.start if len(names) + 1 == count else start), body

    def _inner(self, out: Body, value: Object) -> None:
        """Fill the body of a resource, a module or a nested block."""
        for key, inner in value.items:
            name = str(key.value)
            if name == "//":
                self._remark(inner)
            elif name == "dynamic":
                self._dynamic(out, inner)
            elif name in _NESTED or _holds_dynamic(inner):
                labels = 1 if name == "provisioner" else 0
                for names, start, body in self._labelled(labels, inner, ()):
                    self._nested(out, name, names, start, body)
            else:
                self._attribute(out, key, inner, _template)

    def _remark(self, value: Node) -> None:
        """Keep a comment with our mark; a list holds several."""
        for each in value.items if isinstance(value, Array) else (value,):
            text = each.value if isinstance(each, Scalar) else None
            if isinstance(text, str) and MARK in text:
                remark = Remark(self._line(each.start), text[text.index(MARK) :], each.start)
                self._file.remarks.append(remark)

    def _nested(
        self, out: Body, name: str, labels: tuple[str, ...], start: int, body: Object
    ) -> Body:
        block = Block(
            name, labels, Body(), self._line(start), self._line(body.end), start, body.end
        )
        self._inner(block.body, body)
        out.blocks.append(block)
        return block.body

    def _dynamic(self, out: Body, value: Node) -> None:
        for names, start, body in self._labelled(1, value, ()):
            inner = Body()
            for key, part in body.items:
                if key.value == "content":
                    for _, begin, content in self._labelled(0, part, ()):
                        self._nested(inner, "content", (), begin, content)
                else:
                    self._attribute(inner, key, part, _template)
            lines = (self._line(start), self._line(body.end))
            out.blocks.append(Block("dynamic", names, inner, *lines, start, body.end))

    def _plain(self, out: Body, value: Object) -> None:
        """Fill a body of arguments only (`locals`, the inside of `terraform`)."""
        for key, inner in value.items:
            if key.value != "//":
                self._attribute(out, key, inner, _template)

    def _variable(self, out: Body, value: Object) -> None:
        for key, inner in value.items:
            if key.value == "default":
                self._attribute(out, key, inner, _constant)
            elif key.value == "type":
                self._attribute(out, key, inner, _spelt)
            elif key.value not in ("//", "validation"):
                self._attribute(out, key, inner, _template)

    def _terraform(self, out: Body, value: Object) -> None:
        for key, inner in value.items:
            if key.value == "required_providers":
                for _, start, body in self._labelled(0, inner, ()):
                    lines = (self._line(start), self._line(body.end))
                    block = Block("required_providers", (), Body(), *lines, start, body.end)
                    self._plain(block.body, body)
                    out.blocks.append(block)

    def _attribute(
        self, out: Body, key: Scalar, value: Node, read: Callable[[Node, int], Expression]
    ) -> None:
        name = str(key.value)
        if name in out.attributes:
            before = out.attributes[name].line
            self._fault(key.start, f"`{name}` is set twice (first in line {before})")
            return
        out.attributes[name] = Attribute(
            name,
            read(value, value.start),
            self._line(key.start),
            key.start,
            value.start,
            value.end,
        )


def _template(node: Node, base: int) -> Expression:
    """Return a value whose strings are templates."""
    if isinstance(node, Scalar):
        return parse_template(node.value) if isinstance(node.value, str) else Literal(node.value)
    return _collection(node, base, _template)


def _constant(node: Node, base: int) -> Expression:
    """Return a value as it stands."""
    if isinstance(node, Scalar):
        return Literal(node.value)
    return _collection(node, base, _constant)


def _spelt(node: Node, base: int) -> Expression:
    """Return the expression that a text spells (the type of a variable)."""
    if isinstance(node, Scalar) and isinstance(node.value, str):
        return parse_expression(node.value)
    return _constant(node, base)


def _collection(
    node: Array | Object, base: int, read: Callable[[Node, int], Expression]
) -> Expression:
    if isinstance(node, Array):
        return TupleOf(
            tuple(read(each, base) for each in node.items),
            tuple(each.start - base for each in node.items),
        )
    pairs = [(key, value) for key, value in node.items if key.value != "//"]
    return ObjectOf(
        tuple((read(key, base), read(value, base)) for key, value in pairs),
        tuple(key.start - base for key, _ in pairs),
    )


def _holds_dynamic(node: Node) -> bool:
    if isinstance(node, Array):
        return any(_holds_dynamic(each) for each in node.items)
    return isinstance(node, Object) and any(
        key.value == "dynamic" or _holds_dynamic(value) for key, value in node.items
    )


_LABELS: Final = {
    "resource": 2,
    "data": 2,
    "ephemeral": 2,
    "module": 1,
    "variable": 1,
    "output": 1,
    "provider": 1,
    "check": 1,
    "action": 2,
    "locals": 0,
    "terraform": 0,
    "moved": 0,
    "import": 0,
    "removed": 0,
}
_NESTED: Final = frozenset({"lifecycle", "provisioner", "connection"})
_BODIES: Final = {
    "locals": _File._plain,  # noqa: SLF001 - the table stands beside its class
    "variable": _File._variable,  # noqa: SLF001
    "terraform": _File._terraform,  # noqa: SLF001
    "check": _File._plain,  # noqa: SLF001
}
