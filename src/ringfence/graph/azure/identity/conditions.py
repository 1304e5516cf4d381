"""Conditions of role assignments (ABAC): parsed once, evaluated with three answers.

They limit one grant: to containers of some names, or to the roles that its holder may assign.
What they ask of a request that nobody can see here (the path of a blob, a private link, the time)
is unknown. Source: https://learn.microsoft.com/azure/role-based-access-control/conditions-format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, TypeAlias

from ringfence.graph.azure.identity.patterns import covers
from ringfence.model.symbols import has_symbol, same

MOST_NESTING: Final = 40
MOST_TEXT: Final = 8192
"""The provider's own limit for the text of a condition is 8 KB."""

_TOKEN = re.compile(
    r"\s+|(?P<text>'(?:[^']|'')*')|(?P<attribute>@[A-Za-z]+\[[^\]]*\])"
    r"|(?P<mark>\(|\)|\{|\}|,|!|&&|\|\|)|(?P<word>[^\s'@(){},!&|]+)"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a condition is evaluated for.

    `action` is the action of the request, `attributes` what is known of it, by the source and name
    of the attribute in lower case (`resource microsoft.storage/storageaccounts:name`). Values that
    are not here are unknown.
    """

    action: str
    attributes: dict[str, str] = field(default_factory=dict)


Test: TypeAlias = Callable[[Asked], "bool | None"]


class Misunderstood(ValueError):
    """The text is no condition that is understood here."""


@lru_cache(maxsize=4096)
def parse(text: str) -> Test | None:
    """Return the test that a condition makes, None if it is not understood (then all is open)."""
    if len(text) > MOST_TEXT:
        return None
    try:
        parser = _Parser(_tokens(text))
        test = parser.either(0)
    except Misunderstood:
        return None
    return test if parser.done else None


def guids(text: str) -> list[str]:
    """Return every GUID that a condition mentions, in lower case, each once."""
    pattern = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
    return list(dict.fromkeys(found.lower() for found in re.findall(pattern, text)))


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise Misunderstood(text[at : at + 20])
        at = match.end()
        if match.lastgroup is not None:
            found.append((match.lastgroup, match[match.lastgroup]))
    return found


def _unknown(asked: Asked) -> bool | None:
    del asked
    return None


def _never(asked: Asked) -> bool | None:
    del asked
    return False


def _both(tests: Sequence[Test]) -> Test:
    def test(asked: Asked) -> bool | None:
        answers = [each(asked) for each in tests]
        if False in answers:
            return False
        return None if None in answers else True

    return tests[0] if len(tests) == 1 else test


def _any(tests: Sequence[Test]) -> Test:
    def test(asked: Asked) -> bool | None:
        answers = [each(asked) for each in tests]
        if True in answers:
            return True
        return None if None in answers else False

    return tests[0] if len(tests) == 1 else test


def _not(inner: Test) -> Test:
    def test(asked: Asked) -> bool | None:
        answer = inner(asked)
        return None if answer is None else not answer

    return test


class _Parser:
    """Recursive descent over the tokens of one condition."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def done(self) -> bool:
        return self._at == len(self._tokens)

    def either(self, depth: int) -> Test:
        if depth > MOST_NESTING:
            raise Misunderstood("nested too deeply")
        parts = [self._all(depth)]
        while self._skip("||", "or"):
            parts.append(self._all(depth))
        return _any(parts)

    def _all(self, depth: int) -> Test:
        parts = [self._negated(depth)]
        while self._skip("&&", "and"):
            parts.append(self._negated(depth))
        return _both(parts)

    def _negated(self, depth: int) -> Test:
        if self._skip("!", "not"):
            if depth > MOST_NESTING:
                raise Misunderstood("nested too deeply")
            return _not(self._negated(depth + 1))
        return self._atom(depth)

    def _atom(self, depth: int) -> Test:
        kind, text = self._peek()
        lowered = text.lower()
        if kind == "mark" and text == "(":
            self._at += 1
            inner = self.either(depth + 1)
            self._expect(")")
            return inner
        if kind == "word" and lowered in ("actionmatches", "suboperationmatches"):
            self._at += 1
            (pattern,) = self._braced() or [""]
            return _action(pattern) if lowered == "actionmatches" else _operation(pattern)
        if kind == "word" and lowered in ("exists", "notexists"):
            self._at += 1
            self._operand()
            return _unknown
        return self._comparison()

    def _comparison(self) -> Test:
        left = self._operand()
        kind, operator = self._peek()
        if kind != "word":
            raise Misunderstood(operator)
        self._at += 1
        right = self._operand()
        return _compare(left, operator, right)

    def _operand(self) -> Operand:
        kind, text = self._peek()
        if kind == "attribute":
            self._at += 1
            source, _, name = text[1:].partition("[")
            return f"{source} {name.rstrip(']')}".lower()
        if kind == "mark" and text == "{":
            return self._braced()
        if kind == "mark" and text == "(":
            self._at += 1
            inner = self._operand()
            self._expect(")")
            return inner
        if kind in ("text", "word"):
            self._at += 1
            return [_plain(text)]
        raise Misunderstood(text)

    def _braced(self) -> list[str]:
        self._expect("{")
        found: list[str] = []
        while not self._skip("}"):
            kind, text = self._peek()
            if kind not in ("text", "word"):
                raise Misunderstood(text)
            found.append(_plain(text))
            self._at += 1
            self._skip(",")
        return found

    def _peek(self) -> tuple[str, str]:
        if self.done:
            raise Misunderstood("it ends too early")
        return self._tokens[self._at]

    def _skip(self, *texts: str) -> bool:
        if not self.done and self._tokens[self._at][1].lower() in texts:
            self._at += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._skip(text):
            raise Misunderstood(f"`{text}` is missing")


Operand: TypeAlias = "str | list[str]"
"""The name of an attribute, or literal values."""


def _plain(text: str) -> str:
    return text[1:-1].replace("''", "'") if text.startswith("'") else text


def _action(pattern: str) -> Test:
    return lambda asked: covers(pattern, asked.action)


def _operation(pattern: str) -> Test:
    """Sub-operations narrow an action: listing names (`Blob.List`) reads no content."""
    return _never if pattern.lower() == "blob.list" else _unknown


def _compare(left: Operand, operator: str, right: Operand) -> Test:
    quantifier, _, name = operator.lower().rpartition(":")
    negated = "not" in name
    compare = _OPERATORS.get(name.replace("not", "", 1) if negated else name)

    def values(operand: Operand, asked: Asked) -> list[str] | None:
        if isinstance(operand, list):
            return operand
        known = asked.attributes.get(operand)
        return None if known is None else [known]

    def test(asked: Asked) -> bool | None:
        ours, theirs = values(left, asked), values(right, asked)
        if compare is None or ours is None or theirs is None:
            return None
        rows = [[_flip(compare(a, b), negated) for b in theirs] for a in ours]
        inner = _some if not quantifier.endswith("allvalues") else _every
        outer = _every if quantifier.startswith("forall") else _some
        return outer([inner(row) for row in rows])

    return test


def _flip(answer: bool | None, negated: bool) -> bool | None:
    return answer if answer is None or not negated else not answer


def _some(answers: Iterable[bool | None]) -> bool | None:
    found = list(answers)
    return True if True in found else (None if None in found else False)


def _every(answers: Iterable[bool | None]) -> bool | None:
    found = list(answers)
    return False if False in found else (None if None in found else True)


def _equal(left: str, right: str) -> bool | None:
    if has_symbol(left) or has_symbol(right):
        return same(left, right)
    return left == right


def _equal_ignoring_case(left: str, right: str) -> bool | None:
    return same(left, right)


def _like(left: str, right: str) -> bool | None:
    """`*` any run, `?` one character; the pattern is on the right."""
    if has_symbol(left) or has_symbol(right):
        return None
    pattern = "".join({"*": ".*", "?": "."}.get(each, re.escape(each)) for each in right)
    pattern = re.sub(r"(?:\.\*)+", ".*", pattern)
    if pattern.count(".*") > 8:
        return None
    return re.fullmatch(pattern, left, re.DOTALL) is not None


def _starts(left: str, right: str) -> bool | None:
    return None if has_symbol(left) or has_symbol(right) else left.startswith(right)


def _lowered(compare: Callable[[str, str], bool | None]) -> Callable[[str, str], bool | None]:
    return lambda left, right: compare(left.lower(), right.lower())


_OPERATORS: Final[dict[str, Callable[[str, str], bool | None]]] = {
    "stringequals": _equal,
    "stringequalsignorecase": _equal_ignoring_case,
    "stringlike": _like,
    "stringlikeignorecase": _lowered(_like),
    "stringstartswith": _starts,
    "stringstartswithignorecase": _lowered(_starts),
    "guidequals": _equal_ignoring_case,
    "boolequals": _equal_ignoring_case,
}
