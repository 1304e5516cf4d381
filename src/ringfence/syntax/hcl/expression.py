"""Expressions: from the nodes of the grammar to the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from ringfence.syntax.hcl.template import (
    BadTemplate,
    Directive,
    Interpolation,
    Piece,
    Text,
    build,
    lines,
    unescape,
)
from ringfence.syntax.hcl.tree import (
    Attr,
    Binary,
    Broken,
    Call,
    Conditional,
    Element,
    Expression,
    ForObject,
    ForTuple,
    Index,
    Literal,
    Name,
    ObjectOf,
    Splat,
    TupleOf,
    Unary,
)

if TYPE_CHECKING:
    from tree_sitter import Node

MAX_DEPTH: Final = 200
"""Deepest nesting that is read. Code that people write stays below 20."""

TOO_DEEP: Final = f"is nested more than {MAX_DEPTH} levels deep"

MAX_DIGITS: Final = 300

Step: TypeAlias = "tuple[str, str | Expression | None]"


class BadExpression(Exception):
    """An expression that is not valid; the message is one clause."""


class Reader:
    """Turns the nodes of one attribute's value into an expression.

    `data` are the bytes that the nodes count in; `base` is where the value begins.
    """

    def __init__(self, data: bytes, base: int) -> None:
        self._data = data
        self._base = base
        self._depth = 0

    def read(self, node: Node) -> Expression:
        """Return the expression of an `expression` node. Raises BadExpression."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise BadExpression(TOO_DEEP)
        children = _solid(node)
        found, end = self._term(children, 0)
        if end != len(children):
            raise BadExpression("is not one expression")
        self._depth -= 1
        return found

    def _text(self, node: Node) -> str:
        return self._data[node.start_byte : node.end_byte].decode()

    def _term(self, nodes: list[Node], at: int) -> tuple[Expression, int]:
        """Read one operand with its traversal from `nodes[at]` on; return it and what follows."""
        if at >= len(nodes):
            raise BadExpression("is not complete")
        node = nodes[at]
        if node.type == "(":
            found = self.read(nodes[at + 1])
            at += 3
        else:
            found = self._operand(node)
            at += 1
        steps: list[Step] = []
        while at < len(nodes) and nodes[at].type in _TRAVERSAL:
            self._steps(nodes[at], steps)
            at += 1
        return (traverse(found, steps) if steps else found), at

    def _operand(self, node: Node) -> Expression:
        kind = node.type
        if kind == "variable_expr":
            name = self._text(node)
            return Literal(number(name)) if name[0].isdigit() else Name(name)
        if kind == "literal_value":
            return self._literal(node.children[0])
        if kind == "operation":
            return self._operation(node.children[0])
        reader = _READERS.get(kind)
        if reader is None:
            raise BadExpression("is not valid")
        return reader(self, node)

    def _literal(self, node: Node) -> Expression:
        kind = node.type
        if kind == "string_lit":
            return self._quoted(node)
        text = self._text(node)
        if kind == "numeric_lit":
            return Literal(number(text))
        return Literal({"true": True, "false": False}.get(text))

    def _quoted(self, node: Node) -> Expression:
        inside = self._data[node.start_byte + 1 : node.end_byte - 1].decode()
        if "\n" in inside:
            raise BadExpression("has a quoted text that reaches beyond its line")
        try:
            return Literal(unescape(inside))
        except BadTemplate as error:
            raise BadExpression(str(error)) from error

    def _operation(self, node: Node) -> Expression:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise BadExpression(TOO_DEEP)
        nodes = _solid(node)
        if node.type == "unary_operation":
            operand, _ = self._term(nodes, 1)
            found: Expression = Unary(nodes[0].type, operand)
        else:
            left, at = self._term(nodes, 0)
            right, _ = self._term(nodes, at + 1)
            found = Binary(nodes[at].type, left, right)
        self._depth -= 1
        return found

    def _conditional(self, node: Node) -> Expression:
        """Read `a ? b : c ? d : e`, which the grammar takes for `(a ? b : c) ? d : e`."""
        parts: list[Node] = []
        while True:
            condition, _, then, _, otherwise = _solid(node)
            parts = [then, otherwise, *parts]
            if len(parts) > MAX_DEPTH:
                raise BadExpression(TOO_DEEP)
            inner = _solid(condition)
            if len(inner) != 1 or inner[0].type != "conditional":
                break
            node = inner[0]
        *pairs, last = [self.read(each) for each in (condition, *parts)]
        found = last
        for at in range(len(pairs) - 2, -1, -2):
            found = Conditional(pairs[at], pairs[at + 1], found)
        return found

    def _call(self, node: Node) -> Expression:
        name = self._text(node.children[0])
        arguments: tuple[Expression, ...] = ()
        expand = False
        for child in node.children:
            if child.type == "function_arguments":
                inside = _solid(child)
                arguments = tuple(self.read(each) for each in inside if each.type == "expression")
                expand = inside[-1].type == "ellipsis"
        return Call(name, arguments, expand)

    def _collection(self, node: Node) -> Expression:
        inner = _solid(node)[0]
        items = [each for each in inner.children if each.is_named]
        if inner.type == "tuple":
            listed = [each for each in items if each.type == "expression"]
            return TupleOf(
                tuple(self.read(each) for each in listed),
                tuple(each.start_byte - self._base for each in listed),
            )
        pairs = [each for each in items if each.type == "object_elem"]
        return ObjectOf(
            tuple(self._pair(each) for each in pairs),
            tuple(each.start_byte - self._base for each in pairs),
        )

    def _pair(self, node: Node) -> tuple[Expression, Expression]:
        key, value = (each for each in node.children if each.type == "expression")
        inside = _solid(key)
        if len(inside) == 1 and inside[0].type in ("variable_expr", "literal_value"):
            text = self._text(inside[0])
            if not text.startswith('"'):
                return Literal(text), self.read(value)
        return self.read(key), self.read(value)

    def _for(self, node: Node) -> Expression:
        inner = _solid(node)[0]
        nodes = _solid(inner)
        intro = next(each for each in nodes if each.type == "for_intro")
        key, value, collection = self._intro(intro)
        results = [self.read(each) for each in nodes if each.type == "expression"]
        condition = next((each for each in nodes if each.type == "for_cond"), None)
        where = self.read(_expression_in(condition)) if condition is not None else None
        if inner.type == "for_tuple_expr":
            return ForTuple(key, value, collection, results[0], where)
        group = any(each.type == "ellipsis" for each in nodes)
        return ForObject(key, value, collection, results[0], results[1], where, group)

    def _intro(self, node: Node) -> tuple[str, str, Expression]:
        names = [self._text(each) for each in node.children if each.type == "identifier"]
        collection = self.read(_expression_in(node))
        return (names[0] if len(names) > 1 else ""), names[-1], collection

    def _steps(self, node: Node, out: list[Step]) -> None:
        """Flatten one traversal node: what follows a splat stands inside it in the grammar."""
        kind = node.type
        if kind == "get_attr":
            out.append(("attr", self._text(node.children[-1])))
        elif kind == "index":
            inner = node.children[0]
            if inner.type == "new_index":
                out.append(("index", self.read(_expression_in(inner))))
            else:
                out.append(("index", Literal(number(self._text(inner).lstrip(". \t\n")))))
        else:
            inner = node.children[0]
            out.append(("full" if inner.type == "full_splat" else "star", None))
            for child in inner.children[1:]:
                if child.type in _TRAVERSAL:
                    self._steps(child, out)

    def _template(self, node: Node) -> Expression:
        inner = _solid(node)[0]
        pieces: list[Piece] = []
        if inner.type == "quoted_template":
            start, end = inner.start_byte + 1, inner.end_byte - 1
            try:
                self._pieces(inner.children[1:-1], start, end, pieces, quoted=True)
            except BadTemplate as error:
                raise BadExpression(str(error)) from error
            return _checked(build(pieces))
        marks = [each for each in inner.children if each.type == "heredoc_identifier"]
        start = self._data.index(b"\n", marks[0].end_byte) + 1
        end = self._data.rindex(b"\n", 0, marks[-1].start_byte) + 1
        inside = [each for each in inner.children if marks[0].end_byte <= each.start_byte < end]
        self._pieces(inside, start, end, pieces, quoted=False)
        return _checked(build(pieces, flush=inner.children[0].end_byte - inner.start_byte == 3))

    def _pieces(
        self, nodes: list[Node], start: int, end: int, out: list[Piece], *, quoted: bool
    ) -> None:
        """Append the pieces between two offsets: `nodes` and the text in between."""
        at = start
        for node in nodes:
            kind = node.type
            if kind in ("template_interpolation", "template_directive"):
                self._run(at, node.start_byte, out, quoted=quoted)
                if kind == "template_interpolation":
                    out.append(self._interpolation(node))
                else:
                    self._directive(node.children[0], out, quoted=quoted)
                at = node.end_byte
        self._run(at, end, out, quoted=quoted)

    def _run(self, start: int, end: int, out: list[Piece], *, quoted: bool) -> None:
        text = self._data[start:end].decode()
        if not text:
            return
        if not quoted:
            out.extend(lines(text))
        elif "\n" in text:
            raise BadExpression("has a quoted text that reaches beyond its line")
        else:
            out.append(Text(unescape(text)))

    def _interpolation(self, node: Node) -> Interpolation:
        inside = _expression_in(node)
        left, right = _markers(node)
        return Interpolation(self.read(inside), left, right)

    def _directive(self, node: Node, out: list[Piece], *, quoted: bool) -> None:
        """Flatten `template_if` and `template_for`: openings, texts, nested templates, endings."""
        nodes = node.children
        at = nodes[0].start_byte
        for child in nodes:
            word = _DIRECTIVES.get(child.type)
            if word is None and child.type not in ("template_interpolation", "template_directive"):
                continue
            self._run(at, child.start_byte, out, quoted=quoted)
            at = child.end_byte
            if word is not None:
                out.append(self._opening(child, word))
            elif child.type == "template_interpolation":
                out.append(self._interpolation(child))
            else:
                self._directive(child.children[0], out, quoted=quoted)

    def _opening(self, node: Node, word: str) -> Directive:
        inside = next((each for each in node.children if each.type == "expression"), None)
        left, right = _markers(node)
        if word == "for":
            key, value, collection = self._intro(node)
            return Directive(word, left, right, collection, (key, value))
        return Directive(word, left, right, self.read(inside) if inside is not None else None)


_TRAVERSAL: Final = frozenset({"get_attr", "index", "splat"})
_DIRECTIVES: Final = {
    "template_if_intro": "if",
    "template_else_intro": "else",
    "template_if_end": "endif",
    "template_for_start": "for",
    "template_for_end": "endfor",
}
_READERS: Final = {
    "conditional": Reader._conditional,  # noqa: SLF001 - the table stands beside its class
    "function_call": Reader._call,  # noqa: SLF001
    "collection_value": Reader._collection,  # noqa: SLF001
    "for_expr": Reader._for,  # noqa: SLF001
    "template_expr": Reader._template,  # noqa: SLF001
}


def number(text: str) -> int | float:
    """Return the number that a literal spells. Raises BadExpression beyond 300 digits."""
    if len(text) > MAX_DIGITS:
        raise BadExpression(f"has a number of more than {MAX_DIGITS} digits")
    try:
        return int(text)
    except ValueError:
        pass
    try:
        value = float(text)
        return int(value) if value.is_integer() else value
    except (ValueError, OverflowError) as error:
        raise BadExpression("has a number that is out of range") from error


def traverse(of: Expression, steps: list[Step]) -> Expression:
    """Apply steps to an expression.

    A full splat takes all that follows into itself; a legacy one only the attributes that follow
    directly, everything after is applied to its result (HCL specification, "Splat Operators").
    """
    at = 0
    while at < len(steps):
        kind, what = steps[at]
        at += 1
        if kind == "attr":
            assert isinstance(what, str)
            of = Attr(of, what)
        elif kind == "index":
            assert what is not None
            assert not isinstance(what, str)
            of = Index(of, what)
        elif kind == "full":
            return Splat(of, traverse(Element(), steps[at:]))
        else:
            last = at
            while last < len(steps) and steps[last][0] == "attr":
                last += 1
            of = Splat(of, traverse(Element(), steps[at:last]))
            at = last
    return of


def _solid(node: Node) -> list[Node]:
    """Return the children that are no comments."""
    children = node.children
    if any(child.type == "comment" for child in children):
        return [child for child in children if child.type != "comment"]
    return children


def _expression_in(node: Node) -> Node:
    for child in node.children:
        if child.type == "expression":
            return child
    raise BadExpression("has an empty interpolation or index")


def _markers(node: Node) -> tuple[bool, bool]:
    """Tell whether there are `~` markers at the left and right end of `${ }` or `%{ }`."""
    marks = [each.start_byte for each in node.children if each.type == "strip_marker"]
    if not marks:
        return False, False
    left = marks[0] == node.start_byte + 2
    return left, len(marks) > 1 or not left


def _checked(found: Expression) -> Expression:
    if isinstance(found, Broken):
        raise BadExpression(found.what)
    return found
