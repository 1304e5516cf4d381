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


@dataclass(slots=True)
class Literal:
    """A text or a number."""

    value: str | int | float


@dataclass(slots=True)
class Call:
    """A function call; `name` as written, with its namespace (`contoso.name`) if it has one."""

    name: str
    arguments: tuple[Expression, ...]


@dataclass(slots=True)
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
    r"\s*+(?:([A-Za-z_$][\w$]*+)|([()\[\],.])|('(?:[^']++|'')*+')"
    r"|([-+]?\d++(?:\.\d++)?(?:[eE][-+]?\d++)?)|(\S))"
)
_Token = tuple[str, str, str, str, str]
"""Name, mark, quoted text, number, anything else: one of them is not empty."""

_END: Final[_Token] = ("", "", "", "", "")


class _Parser:
    """Reads one expression from left to right."""

    __slots__ = ("at", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[_Token] = _TOKEN.findall(text, 1, len(text) - 1)
        self.tokens.append(_END)
        self.at = 0

    def at_end(self) -> bool:
        return self.tokens[self.at] is _END

    def error(self, expected: str) -> ExpressionError:
        if self.at_end():
            return ExpressionError(f"ends where {expected} is expected")
        matches = list(_TOKEN.finditer(self.text, 1, len(self.text) - 1))
        match = matches[self.at]
        found, column = match[0].lstrip(), match.end() - len(match[0].lstrip()) + 1
        return ExpressionError(
            f"has `{found[:40]}` at column {column} where {expected} is expected"
        )

    def takes(self, mark: str) -> bool:
        if self.tokens[self.at][1] == mark:
            self.at += 1
            return True
        return False

    def expect(self, mark: str) -> None:
        if not self.takes(mark):
            raise self.error(f"`{mark}`")

    def name(self) -> str:
        name = self.tokens[self.at][0]
        if not name:
            raise self.error("a name")
        self.at += 1
        return name

    def expression(self, depth: int) -> Expression:
        if depth > MAX_NESTING:
            raise ExpressionError(f"is nested more than {MAX_NESTING} levels deep")
        tree = self.primary(depth)
        accesses = 0
        while (mark := self.tokens[self.at][1]) in (".", "["):
            self.at += 1
            if mark == ".":
                tree = Access(tree, Literal(self.name()))
            else:
                key = self.expression(depth + 1)
                self.expect("]")
                tree = Access(tree, key)
            accesses += 1
            if accesses > MAX_NESTING:
                raise ExpressionError(f"follows more than {MAX_NESTING} properties in a row")
        return tree

    def primary(self, depth: int) -> Expression:
        name, _, quoted, number, _ = self.tokens[self.at]
        if quoted:
            self.at += 1
            return Literal(quoted[1:-1].replace("''", "'"))
        if number:
            self.at += 1
            return Literal(_number(number))
        if not name:
            raise self.error("a value")
        self.at += 1
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
