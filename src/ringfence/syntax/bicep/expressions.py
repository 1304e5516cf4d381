"""Expressions, types and bodies of Bicep, read from tokens."""

from __future__ import annotations

from typing import Final

from ringfence.syntax.bicep.cursor import BicepError, Cursor
from ringfence.syntax.bicep.lexer import (
    LEFT,
    LINE,
    MARK,
    MIDDLE,
    NAME,
    NUMBER,
    RIGHT,
    TEXT,
)
from ringfence.syntax.bicep.tree import (
    Access,
    Array,
    Binary,
    Call,
    Expression,
    For,
    If,
    Index,
    Interpolated,
    Lambda,
    Literal,
    Name,
    Nested,
    NonNull,
    Object,
    Property,
    Resource,
    Spread,
    Ternary,
    Unary,
)

MAX_CHAIN: Final = 2000
"""Most operators in a row."""

_PRECEDENCE: Final = {
    "*": 100, "/": 100, "%": 100, "+": 90, "-": 90, "<": 80, "<=": 80, ">": 80, ">=": 80,
    "==": 70, "!=": 70, "=~": 70, "!~": 70, "&&": 50, "||": 40, "??": 30,
}  # fmt: skip
WORDS: Final[dict[str, None | bool]] = {"true": True, "false": False, "null": None}


class Expressions(Cursor):
    """Reads expressions and the bodies of resources from a list of tokens."""

    def expression(self) -> Expression:
        """Return the expression that begins here. Raises BicepError."""
        at = self.at
        self.deeper(at)
        made = self.binary(0)
        if self.kind == LINE and self.beyond_lines()[:2] == (MARK, "?"):
            self.lines()
        if self.is_mark("?"):
            self.next()
            self.lines()
            then = self.expression()
            if self.kind == LINE and self.beyond_lines()[:2] == (MARK, ":"):
                self.lines()
            self.expect(":")
            self.lines()
            made = Ternary(made, then, self.expression(), at)
        self.depth -= 1
        return made

    def binary(self, precedence: int) -> Expression:
        at = self.at
        left = self.unary()
        count = 0
        while self.kind == MARK:
            operator = self.value
            rank = _PRECEDENCE.get(operator, -1)
            if rank <= precedence:
                break
            self.next()
            count += 1
            if count > MAX_CHAIN:
                raise BicepError(f"has more than {MAX_CHAIN} operators in a row", self.at)
            left = Binary(operator, left, self.binary(rank), at)
        return left

    def unary(self) -> Expression:
        if self.kind == MARK and self.value in "!-+" and self.value:
            operator, at = self.value, self.at
            self.next()
            of = self.operand()
            if operator == "-" and isinstance(of, Literal) and type(of.value) is int:
                return Literal(-of.value, at)
            return Unary(operator, of, at)
        return self.operand()

    def operand(self) -> Expression:
        """Return a primary expression with the accesses that follow it."""
        at = self.at
        made = self.primary()
        count = 0
        while self.kind == MARK:
            mark = self.value
            if mark == ".":
                made = self._access(made, at)
            elif mark == "[":
                made = self._index(made, at)
            elif mark == "::":
                self.next()
                made = Nested(made, self.name(), at)
            elif mark == "!":
                self.next()
                made = NonNull(made, at)
            else:
                break
            count += 1
            if count > MAX_CHAIN:
                raise BicepError(f"follows more than {MAX_CHAIN} properties in a row", self.at)
        return made

    def _access(self, of: Expression, at: int) -> Expression:
        self.next()
        safe = self.takes("?")
        name = self.name()
        if self.is_mark("("):
            return Call(name, self.arguments(), of, at)
        return Access(of, name, safe, at)

    def _index(self, of: Expression, at: int) -> Expression:
        self.next()
        safe = self.takes("?")
        from_end = self.takes("^")
        key = self.expression()
        self.expect("]")
        return Index(of, key, safe, from_end, at)

    def arguments(self) -> tuple[Expression, ...]:
        """Return the arguments of a call."""
        self.expect("(")
        made = []
        self.lines()
        while not self.takes(")"):
            made.append(self.expression())
            self.lines()
            if self.takes(","):
                self.lines()
            elif not self.is_mark(")"):
                raise self.expected("`,` or `)`")
        return tuple(made)

    def primary(self) -> Expression:
        kind, at = self.kind, self.at
        if kind == NAME:
            return self._named(at)
        if kind == TEXT:
            value = self.value
            self.next()
            return Literal(value, at)
        if kind == MARK:
            if self.value == "{":
                return self.object(resources=False)
            if self.value == "[":
                return self._bracketed(resources=False)
            if self.value == "(":
                return self._parenthesized(at)
        if kind == NUMBER:
            return Literal(self.number(), at)
        if kind == LEFT:
            return self.text()
        raise self.expected("an expression")

    def number(self) -> int:
        """Return the whole number that is here."""
        if len(self.value) > 20:
            raise BicepError("has a number of more than 20 digits", self.at)
        number = int(self.value)
        self.next()
        return number

    def _named(self, at: int) -> Expression:
        name = self.value
        self.next()
        if self.kind == MARK:
            if self.value == "(":
                return Call(name, self.arguments(), None, at)
            if self.value == "=>":
                return self._lambda((name,), at)
        if name in WORDS:
            return Literal(WORDS[name], at)
        return Name(name, at)

    def _lambda(self, parameters: tuple[str, ...], at: int) -> Expression:
        self.expect("=>")
        self.lines()
        return Lambda(parameters, self.expression(), at)

    def _parenthesized(self, at: int) -> Expression:
        self.next()
        made: list[Expression] = []
        self.lines()
        while not self.is_mark(")"):
            made.append(self.expression())
            self.lines()
            if not self.takes(","):
                break
            self.lines()
        self.expect(")")
        if self.is_mark("=>"):
            names = [each.name for each in made if isinstance(each, Name)]
            if len(names) != len(made):
                raise BicepError("a lambda has a parameter that is no name", at)
            return self._lambda(tuple(names), at)
        if len(made) != 1:
            raise BicepError("parentheses hold one expression", at)
        return made[0]

    def text(self) -> Expression:
        """Return the text that is here, with or without interpolation."""
        at = self.at
        if self.kind == TEXT:
            value = self.value
            self.next()
            return Literal(value, at)
        if self.kind != LEFT:
            raise self.expected("a text")
        parts: list[str | Expression] = []
        while True:
            last = self.kind == RIGHT
            if self.value:
                parts.append(self.value)
            self.next()
            if last:
                return Interpolated(tuple(parts), at)
            self.lines()
            parts.append(self.expression())
            self.lines()
            if self.kind not in (MIDDLE, RIGHT):
                raise self.expected("`}`")

    # Arrays, loops, objects

    def _bracketed(self, *, resources: bool) -> Expression:
        """Return an array or a loop."""
        at = self.at
        place = self.place + 1
        while self.token(place)[0] == LINE:
            place += 1
        follows = self.token(place + 1)[:2]
        if self.token(place)[:2] == (NAME, "for") and (
            follows[0] == NAME or follows == (MARK, "(")
        ):
            return self._for(at, resources=resources)
        self.next()
        return Array(tuple(self.listed_until("]", self._item)), at)

    def _item(self) -> Expression | Spread:
        at = self.at
        return Spread(self.expression(), at) if self.takes("...") else self.expression()

    def _for(self, at: int, *, resources: bool) -> Expression:
        self.deeper(at)
        self.expect("[")
        self.lines()
        self.word("for")
        index = ""
        if self.takes("("):
            item = self.name()
            self.expect(",")
            index = self.name()
            self.expect(")")
        else:
            item = self.name()
        self.word("in")
        collection = self.expression()
        self.expect(":")
        self.lines()
        body = self._body_of_loop(resources=resources)
        self.lines()
        self.expect("]")
        self.depth -= 1
        return For(item, index, collection, body, at)

    def _body_of_loop(self, *, resources: bool) -> Expression:
        if self.kind == NAME and self.value == "if":
            return self._if(resources=resources)
        if resources and self.is_mark("{"):
            return self.object(resources=True)
        return self.expression()

    def _if(self, *, resources: bool) -> Expression:
        at = self.at
        self.word("if")
        self.expect("(")
        self.lines()
        condition = self.expression()
        self.lines()
        self.expect(")")
        self.lines()
        return If(condition, self.object(resources=resources), at)

    def body(self, *, resources: bool) -> Expression:
        """Return what a resource or module is assigned: an object, `if` or a loop."""
        self.expect("=")
        if self.kind == LINE and self.beyond_lines()[:2] == (NAME, "if"):
            self.lines()
        if self.kind == NAME and self.value == "if":
            return self._if(resources=resources)
        if self.is_mark("["):
            made = self._bracketed(resources=resources)
            if isinstance(made, For):
                return made
            raise BicepError("an array stands where an object, `if` or a loop is expected", made.at)
        return self.object(resources=resources)

    def object(self, *, resources: bool) -> Object:
        """Return an object; `resources` says whether resources may be nested in it."""
        at = self.at
        self.deeper(at)
        self.expect("{")
        members: list[Property | Spread] = []
        nested: list[Resource] = []
        for member in self.listed_until("}", self._resource_member if resources else self._member):
            if isinstance(member, Resource):
                nested.append(member)
            else:
                members.append(member)
        self.depth -= 1
        return Object(tuple(members), tuple(nested), at)

    def _resource_member(self) -> Property | Spread | Resource:
        following = self.token(self.place + 1)
        nested = self.is_mark("@") or (
            self.kind == NAME and self.value == "resource" and following[0] == NAME
        )
        if not nested:
            return self._member()
        decorators = self.decorators()
        at = self.at
        self.word("resource")
        made = self.resource()
        made.decorators, made.at, made.end = decorators, at, self.end_of_last()
        return made

    def _member(self) -> Property | Spread:
        at = self.at
        if self.takes("..."):
            return Spread(self.expression(), at)
        key: str | Interpolated
        if self.kind in (NAME, TEXT):
            key = self.value
            self.next()
        elif self.kind == LEFT:
            made = self.text()
            assert isinstance(made, Interpolated)  # `text` makes one of a left piece
            key = made
        else:
            raise self.expected("the name of a property")
        self.expect(":")
        return Property(key, self.expression(), at)

    def resource(self) -> Resource:
        """Return a resource, read from its name on."""
        self.deeper(self.at)
        name = self.name()
        type_ = self.text()
        existing = self.takes_word("existing")
        made = Resource(name, type_, existing, self.body(resources=True))
        self.depth -= 1
        return made

    def decorators(self) -> tuple[Expression, ...]:
        """Return the decorators before a declaration, without `@`."""
        made: list[Expression] = []
        while self.takes("@"):
            made.append(self.operand())
            self.lines()
        return tuple(made)
