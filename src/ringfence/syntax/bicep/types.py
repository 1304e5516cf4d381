"""Types of Bicep, read from tokens."""

from __future__ import annotations

from ringfence.syntax.bicep.cursor import BicepError
from ringfence.syntax.bicep.expressions import WORDS, Expressions
from ringfence.syntax.bicep.lexer import LEFT, LINE, MARK, NAME, NUMBER, TEXT
from ringfence.syntax.bicep.tree import (
    Literal,
    Type,
    TypeArray,
    TypeCall,
    TypeLiteral,
    TypeMember,
    TypeName,
    TypeNullable,
    TypeObject,
    TypeTuple,
    TypeUnion,
)


class Types(Expressions):
    """Reads types, and all that expressions are made of."""

    def type(self) -> Type:
        """Return the type that begins here. Raises BicepError."""
        at = self.at
        self.deeper(at)
        if self._pipe_follows():
            self.lines()
            self.next()
        members = [self._unary_type()]
        while self._pipe_follows():
            self.lines()
            self.next()
            members.append(self._unary_type())
        self.depth -= 1
        return members[0] if len(members) == 1 else TypeUnion(tuple(members), at)

    def _pipe_follows(self) -> bool:
        if self.kind == LINE:
            return self.beyond_lines()[:2] == (MARK, "|")
        return self.is_mark("|")

    def _unary_type(self) -> Type:
        at = self.at
        if self.kind == MARK and self.value in ("-", "!", "+"):
            operator = self.value
            self.next()
            made = self._suffixed(self._primary_type(), at)
            if isinstance(made, TypeLiteral) and operator == "-" and type(made.value) is int:
                return TypeLiteral(-made.value, at=at)
            if isinstance(made, TypeLiteral) and operator == "!" and type(made.value) is bool:
                return TypeLiteral(not made.value, at=at)
            return made
        return self._suffixed(self._primary_type(), at)

    def _suffixed(self, made: Type, at: int) -> Type:
        """Return a type with `[]`, `?`, `!`, `.name` and `[*]` that follow it."""
        while self.kind == MARK:
            if self.value == "?":
                self.next()
                made = TypeNullable(made, at)
            elif self.value == "!":
                self.next()
                made = made.of if isinstance(made, TypeNullable) else made
            elif self.value == ".":
                self.next()
                made = self._after_dot(made, at)
            elif self.value == "[":
                made = self._type_index(made, at)
            else:
                break
        return made

    def _after_dot(self, of: Type, at: int) -> Type:
        if self.takes("*"):
            return self._part("*", of, at)
        if isinstance(of, TypeName) and of.name == "sys":
            return self._named_type(at)
        return self._part(self.name(), of, at)

    def _type_index(self, made: Type, at: int) -> Type:
        self.next()
        if self.takes("]"):
            return TypeArray(made, at)
        if self.takes("*"):
            part = "*"
        elif self.kind == NUMBER:
            part = str(self.number())
        else:
            raise self.expected("`]`, `*` or a number")
        self.expect("]")
        return self._part(part, made, at)

    def _part(self, part: str, of: Type, at: int) -> Type:
        if isinstance(of, TypeName):
            return TypeName(of.name, (*of.parts, part), at)
        if isinstance(of, TypeCall):
            return TypeCall(of.name, of.arguments, (*of.parts, part), at)
        raise BicepError("only named types have parts", at)

    def _primary_type(self) -> Type:
        at = self.at
        if self.kind == NAME:
            return self._named_type(at)
        if self.kind == NUMBER:
            return TypeLiteral(self.number(), at=at)
        if self.kind in (TEXT, LEFT):
            made = self.text()
            value = made.value if isinstance(made, Literal) else None
            return TypeLiteral(value, open=not isinstance(made, Literal), at=at)
        if self.is_mark("{"):
            return TypeObject(tuple(self.between("{", "}", self._type_member)), at)
        if self.is_mark("["):
            return TypeTuple(tuple(self.between("[", "]", self._type_item)), at)
        if self.takes("("):
            self.lines()
            inner = self.type()
            self.lines()
            self.expect(")")
            return inner
        raise self.expected("a type")

    def _named_type(self, at: int) -> Type:
        name = self.name()
        if name == "resource" and self.kind in (TEXT, LEFT):
            self.text()
            return TypeName("resource", (), at)
        if self.takes("<"):
            arguments = []
            self.lines()
            while not self.takes(">"):
                arguments.append(self.type())
                self.lines()
                if self.takes(","):
                    self.lines()
            return TypeCall(name, tuple(arguments), (), at)
        if name in WORDS:
            return TypeLiteral(WORDS[name], at=at)
        return TypeName(name, (), at)

    def _type_item(self) -> Type:
        if self.decorators():
            self.takes(",")
        return self.type()

    def _type_member(self) -> TypeMember:
        decorators = self.decorators()
        at = self.at
        if self.kind in (NAME, TEXT):
            key = self.value
            self.next()
        elif self.takes("*"):
            key = "*"
        elif self.kind == LEFT:
            self.text()
            key = "*"
        else:
            raise self.expected("the name of a property")
        self.expect(":")
        return TypeMember(key, self.type(), decorators, at)
