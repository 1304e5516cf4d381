"""Native HCL syntax: bytes to a `File`.

The grammar is tree-sitter's; this module makes our tree from its nodes and reports what the
grammar could not make sense of, or let pass although HashiCorp's parser does not. Large files are
parsed in pieces that begin at top-level blocks, so that memory and time stay linear and a syntax
error spoils its own block only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Final

from ringfence.syntax.hcl.expression import TOO_DEEP, BadExpression, Reader, number
from ringfence.syntax.hcl.pieces import TOP, Piece, pieces
from ringfence.syntax.hcl.template import REPLACEMENT, BadTemplate, unescape
from ringfence.syntax.hcl.tree import (
    Attr,
    Attribute,
    Block,
    Body,
    Broken,
    Expression,
    Fault,
    File,
    Literal,
    Name,
    Remark,
    Template,
)

if TYPE_CHECKING:
    from tree_sitter import Node

MARK: Final = "ringfence:accept"
MAX_FAULTS: Final = 20
MAX_BLOCKS: Final = 50
"""Deepest nesting of blocks."""

_TEXT: Final = re.compile(rb'"([^"\\{\n]*)"')
_NUMBER: Final = re.compile(rb"-?\d{1,15}")
_TRAVERSAL: Final = re.compile(rb"[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*")
_WORDS: Final[dict[bytes, Literal]] = {
    b"true": Literal(value=True),
    b"false": Literal(value=False),
    b"null": Literal(None),
}
_RESERVED: Final = re.compile(rb"\xee\x80[\x80-\x8f]")
_COMMENT: Final = re.compile(rb"^[^\n]*?(?:#|//|/\*)[^\n]*" + MARK.encode() + rb"[^\n]*", re.M)


class Interned:
    """Expressions by their text: equal texts share one tree, so that they are compiled once."""

    def __init__(self) -> None:
        self._by_text: dict[bytes, Expression] = {}

    def __len__(self) -> int:
        return len(self._by_text)

    def get(self, text: bytes) -> Expression | None:
        """Return the expression of a text that is simple or was met before."""
        if text[:1] == b'"' and (match := _TEXT.fullmatch(text)):
            return Literal(match[1].decode())
        known = self._by_text.get(text)
        if known is None and (known := _simple(text)) is not None:
            self._by_text[text] = known
        return known

    def put(self, text: bytes, expression: Expression) -> None:
        """Remember the expression of a text."""
        self._by_text[text] = expression


def _simple(text: bytes) -> Expression | None:
    word = _WORDS.get(text)
    if word is not None:
        return word
    if _NUMBER.fullmatch(text):
        return Literal(number(text.decode()))
    if _TRAVERSAL.fullmatch(text):
        first, *names = text.decode().split(".")
        found: Expression = Name(first)
        for name in names:
            found = Attr(found, name)
        return found
    return None


def parse(name: str, data: bytes, interned: Interned | None = None) -> File:
    """Return the tree of one `.tf` or `.tfvars` file (UTF-8, with or without byte order mark).

    Never raises for content: what is not valid is a `Fault`. The caller has made sure that the
    bytes are text (see `readers.tree.decode`).
    """
    if data.startswith(b"\xef\xbb\xbf"):
        data = b"   " + data[3:]
    data = _RESERVED.sub(REPLACEMENT.encode(), data)
    file = File(name, data, Body())
    reader = _FileReader(file, interned if interned is not None else Interned())
    for piece in pieces(data):
        reader.read(piece)
    if MARK.encode() in data:
        file.remarks = list(_remarks(data))
    return file


@lru_cache(maxsize=4096)
def parse_template(text: str) -> Expression:
    """Return the expression that a text with `${}` stands for, without backslash escapes.

    That is how strings of the JSON syntax and the files of `templatefile` are read.
    """
    if "${" not in text and "%{" not in text:
        return Literal(text)
    mark = "RINGFENCE"
    while mark in text:
        mark += "_"
    file = parse("", f"x = <<{mark}\n{text}\n{mark}\n".encode())
    attribute = file.body.attributes.get("x")
    if file.faults or attribute is None:
        return Broken(file.faults[0].what if file.faults else "a template is not valid")
    return _without_last_newline(attribute.value)


def parse_expression(text: str) -> Expression:
    """Return the expression that a text spells (`list(string)`, `--var` values)."""
    data = text.strip().encode()
    file = parse("", b"x = " + data + b"\n")
    attribute = file.body.attributes.get("x")
    if file.faults or attribute is None or len(file.body.attributes) > 1 or file.body.blocks:
        return Broken(file.faults[0].what if file.faults else "is not one expression")
    return attribute.value


def _without_last_newline(value: Expression) -> Expression:
    if isinstance(value, Literal) and isinstance(value.value, str):
        return Literal(value.value.removesuffix("\n"))
    if isinstance(value, Template):
        *parts, last = value.parts
        if isinstance(last, Literal) and isinstance(last.value, str):
            rest = last.value.removesuffix("\n")
            if rest:
                return Template((*parts, Literal(rest)))
            return parts[0] if len(parts) == 1 else Template(tuple(parts))
    return value


def _remarks(data: bytes) -> Iterator[Remark]:
    """Yield the comments with our mark. A heredoc that quotes one would count as well."""
    for match in _COMMENT.finditer(data):
        text = match[0].decode()
        line = data.count(b"\n", 0, match.start()) + 1
        yield Remark(line, text[text.index(MARK) :].removesuffix("*/").strip())


class _FileReader:
    """Fills a `File` from the grammar's nodes, piece by piece."""

    def __init__(self, file: File, interned: Interned) -> None:
        self._file = file
        self._interned = interned
        self._data = file.data
        self._offset = 0
        self._row = 1
        self._counted = 0

    def read(self, piece: Piece) -> None:
        """Add the blocks and attributes of one piece of the file."""
        root, start, end = piece.root, piece.start, piece.end
        self._row += self._data.count(b"\n", self._counted, start)
        self._counted = start
        self._offset = start
        self._piece = self._data[start:end]
        if piece.late:
            self._fault(root, "this takes too long to parse, and was not read to its end")
        elif root.has_error:
            self._report(root)
        for child in root.children:
            if child.type == "body":
                self._body(child, self._file.body, 0)
            elif child.type == "ERROR":
                self._salvage(child)

    def _fault(self, node: Node, what: str) -> None:
        if len(self._file.faults) < MAX_FAULTS:
            row, column = node.start_point
            self._file.faults.append(Fault(self._row + row, column + 1, what))

    def _report(self, node: Node) -> None:
        """Report the outermost ERROR and MISSING nodes below `node`."""
        stack = [node]
        while stack:
            node = stack.pop()
            if node.is_missing and node.type == "<<":
                # The grammar mends what has no value with a heredoc, which swallows the rest.
                self._fault(node, "a value is missing")
                return
            if node.is_missing:
                self._fault(node, f"{_spelt(node.type)} is missing")
            elif node.type == "ERROR":
                self._fault(node, _unexpected(self._piece, node))
            else:
                stack.extend(child for child in reversed(node.children) if child.has_error)

    def _salvage(self, node: Node) -> None:
        """Take complete top-level blocks out of a part that is not valid as a whole."""
        for child in node.children:
            if child.type == "block" and TOP.match(self._piece, child.start_byte):
                self._block(child, self._file.body, 0)
            elif child.type == "body":
                self._salvage(child)

    def _body(self, node: Node, out: Body, depth: int) -> None:
        last = -1
        for child in node.children:
            kind = child.type
            if kind == "comment":
                continue
            if kind == "ERROR":
                continue
            row = child.start_point[0]
            if row == last:
                self._fault(child, "two arguments or blocks stand on one line")
            if kind == "attribute":
                self._attribute(child, out, row)
            elif kind == "block":
                self._block(child, out, depth)
            last = child.end_point[0]

    def _attribute(self, node: Node, out: Body, row: int) -> None:
        children = node.children
        if len(children) != 3:
            children = [child for child in children if child.type != "comment"]
        start, end = node.start_byte, node.end_byte
        if len(children) != 3 or children[2].type != "expression":
            return  # the error inside has been reported; there is no value to read
        first, value = children[0], children[2]
        name = intern(self._piece[start : first.end_byte].decode())
        begin = value.start_byte
        text = self._piece[begin:end]
        expression = self._interned.get(text)
        if expression is None:
            expression = self._expression(value, name)
            self._interned.put(text, expression)
        if name in out.attributes:
            before = out.attributes[name].line
            self._fault(node, f"`{name}` is set twice (first in line {before})")
            return
        offset = self._offset
        out.attributes[name] = Attribute(
            name, expression, self._row + row, offset + start, offset + begin, offset + end
        )

    def _expression(self, node: Node, name: str) -> Expression:
        if node.has_error:
            return Broken("is not valid")
        try:
            return Reader(self._piece, node.start_byte).read(node)
        except (BadExpression, RecursionError) as error:
            what = str(error) if isinstance(error, BadExpression) else TOO_DEEP
            self._fault(node, f"`{name}` {what}")
            return Broken(what)

    def _block(self, node: Node, out: Body, depth: int) -> None:
        if depth >= MAX_BLOCKS:
            self._fault(node, f"blocks are nested more than {MAX_BLOCKS} levels deep")
            return
        labels: list[str] = []
        inside = Body()
        children = node.children
        for child in children[1:]:
            kind = child.type
            if kind == "string_lit":
                labels.append(self._label(child))
            elif kind == "identifier":
                labels.append(self._slice(child))
            elif kind == "body":
                self._body(child, inside, depth + 1)
        first = self._slice(children[0])
        row, last = self._row + node.start_point[0], self._row + node.end_point[0]
        start, end = self._offset + node.start_byte, self._offset + node.end_byte
        out.blocks.append(Block(first, tuple(labels), inside, row, last, start, end))

    def _slice(self, node: Node) -> str:
        return self._piece[node.start_byte : node.end_byte].decode()

    def _label(self, node: Node) -> str:
        text = self._slice(node)[1:-1]
        if "\n" in text:
            self._fault(node, "a label reaches beyond its line")
        try:
            return unescape(text)
        except BadTemplate as error:
            self._fault(node, str(error))
            return text


def _spelt(kind: str) -> str:
    return {
        "quoted_template_end": 'the closing `"`',
        "heredoc_identifier": "the end of a heredoc",
        "identifier": "a name or value",
        "template_interpolation_end": "the closing `}`",
    }.get(kind, f"`{kind}`")


def _unexpected(data: bytes, node: Node) -> str:
    """Say what an ERROR node begins with. Text is not shown: it may be a secret."""
    begin = data[node.start_byte : node.start_byte + 1].decode(errors="replace")
    if begin.isprintable() and not begin.isalnum() and begin not in "\"' _":
        return f"`{begin}` is unexpected here"
    return "this is not valid here"
