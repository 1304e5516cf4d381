"""The expression language of ARM templates: `[concat('st', parameters('name'))]` as a tree.

Grammar (learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions): function
calls, property access with `.name`, index with `[0]` or `['name']`, text in single quotes where a
quote is written twice, numbers. Functions may belong to a namespace of the template's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

MAX_LENGTH: Final = 200_000
"""Longest expression that is parsed. The vendor's limit is 24,576 characters."""

MAX_NESTING: Final = 120
"""How deep calls and indexes may nest."""


class ExpressionError(ValueError):
    """Text that is no expression; the message is one clause with the column (1-based)."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A text or a number."""

    value: str | int | float


@dataclass(frozen=True, slots=True)
class Call:
    """A function call; `name` as written, with its namespace (`contoso.name`) if it has one."""

    name: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Access:
    """`base.key` or `base[key]`."""

    base: Expression
    key: Expression


Expression = Literal | Call | Access


def is_expression(text: str) -> bool:
    """Tell whether a string of a template is an expression: `[...]`, but not `[[...`."""
    return text[:1] == "[" and text[-1:] == "]" and text[1:2] != "[" and len(text) > 1


def unescaped(text: str) -> str:
    """Return a string that is no expression as it is meant: `[[x]` stands for `[x]`."""
    return text[1:] if text[:2] == "[[" and text[-1:] == "]" else text


def parse(text: str) -> Expression:
    """Return the tree of an expression, given with its outer brackets. Raises ExpressionError."""
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"is longer than {MAX_LENGTH} characters")
    parser = _Parser(text)
    tree = parser.expression(0)
    if not parser.at_end():
        raise parser.error("the end of the expression")
    return tree


_TOKEN = re.compile(
    r"\s*+(?:(?P<name>[A-Za-z_$][\w$]*+)|(?P<number>[-+]?\d++(?:\.\d++)?(?:[eE][-+]?\d++)?)"
    r"|'(?P<text>(?:[^']++|'')*+)'|(?P<mark>[()\[\],.]))"
)


class _Parser:
    """Reads one expression from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.end = len(text) - 1  # the closing bracket
        self.at = 1
        self.token: re.Match[str] | None = None
        self.advance()

    def advance(self) -> None:
        self.token = _TOKEN.match(self.text, self.at, self.end)
        if self.token is not None:
            self.at = self.token.end()
        elif self.text[self.at : self.end].strip():
            rest = self.text[self.at : self.end]
            column = self.at + len(rest) - len(rest.lstrip()) + 1
            raise ExpressionError(f"cannot be read at column {column}: {rest.lstrip()[:1]!r}")

    def at_end(self) -> bool:
        return self.token is None

    def error(self, expected: str) -> ExpressionError:
        if self.token is None:
            return ExpressionError(f"ends where {expected} is expected")
        found = self.token[0].strip()
        start = self.token.end() - len(found)
        return ExpressionError(
            f"has `{found[:40]}` at column {start + 1} where {expected} is expected"
        )

    def takes(self, mark: str) -> bool:
        if self.token is not None and self.token["mark"] == mark:
            self.advance()
            return True
        return False

    def expect(self, mark: str) -> None:
        if not self.takes(mark):
            raise self.error(f"`{mark}`")

    def name(self) -> str:
        if self.token is None or self.token["name"] is None:
            raise self.error("a name")
        name = self.token["name"]
        self.advance()
        return name

    def expression(self, depth: int) -> Expression:
        if depth > MAX_NESTING:
            raise ExpressionError(f"is nested more than {MAX_NESTING} levels deep")
        tree = self.primary(depth)
        accesses = 0
        while True:
            if self.takes("."):
                tree = Access(tree, Literal(self.name()))
            elif self.takes("["):
                key = self.expression(depth + 1)
                self.expect("]")
                tree = Access(tree, key)
            else:
                return tree
            accesses += 1
            if accesses > MAX_NESTING:
                raise ExpressionError(f"follows more than {MAX_NESTING} properties in a row")

    def primary(self, depth: int) -> Expression:
        token = self.token
        if token is None:
            raise self.error("a value")
        if (text := token["text"]) is not None:
            self.advance()
            return Literal(text.replace("''", "'"))
        if (number := token["number"]) is not None:
            self.advance()
            return Literal(_number(number))
        name = self.name()
        if self.takes("."):
            name = f"{name}.{self.name()}"
        self.expect("(")
        return Call(name, self.arguments(depth))

    def arguments(self, depth: int) -> tuple[Expression, ...]:
        if self.takes(")"):
            return ()
        arguments = [self.expression(depth + 1)]
        while self.takes(","):
            arguments.append(self.expression(depth + 1))
        self.expect(")")
        return tuple(arguments)


def _number(text: str) -> int | float:
    if len(text) > 400:
        raise ExpressionError("has a number of more than 400 digits")
    return int(text) if text.lstrip("+-").isdecimal() else float(text)
