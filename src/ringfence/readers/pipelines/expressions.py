"""Expressions of GitHub Actions, seen by an outsider who starts a run.

Three sorts of values matter to what a condition lets through: what is known, what the outsider
picks (`ANY`: the title of a pull request, the text of a comment) and what is not known
(`UNSURE`: a variable, the output of a step). A condition that the outsider's picks can make true
lets the outsider through. Source of the grammar:
https://docs.github.com/actions/reference/workflows-and-actions/expressions
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

MAX_LENGTH: Final = 20_000
MAX_DEPTH: Final = 60


@dataclass(frozen=True, slots=True)
class Chance:
    """A value of which not more is known than whether it can be true, and can be false.

    None where that depends on what is not known.
    """

    true: bool | None
    false: bool | None


ANY: Final = Chance(true=True, false=True)
UNSURE: Final = Chance(true=None, false=None)


class Among:
    """One of a few texts (lower case), whichever the outsider manages to be."""

    def __init__(self, *texts: str) -> None:
        self.texts = frozenset(texts)

    def may_be(self, text: str) -> bool:
        """Tell whether it may be a text."""
        return text.lower() in self.texts


class Besides(Among):
    """A text that is not known, and surely none of a few (lower case)."""

    def may_be(self, text: str) -> bool:
        """Tell whether it may be a text."""
        return text.lower() not in self.texts


Lookup = Callable[[str], Any]
"""Returns what stands at a lower-case path (`github.event.pull_request.head.sha`)."""

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>-?(?:0x[0-9a-fA-F]+|\d+(?:\.\d+)?))"
    r"|(?P<name>[A-Za-z_][\w-]*)|(?P<mark>&&|\|\||==|!=|<=|>=|[!<>().,\[\]*]))"
)
_WORDS: Final[dict[str, Any]] = {"true": True, "false": False, "null": None}
_COMPARED: Final = ("==", "!=", "<", ">", "<=", ">=")
_ARITY: Final = {"contains": 2, "startswith": 2, "endswith": 2, "fromjson": 1, "tojson": 1}


class _Bad(Exception):
    """An expression that is not understood."""


def evaluate(expression: str, lookup: Lookup) -> Any:
    """Return the value of an expression (without `${{ }}`), UNSURE for one not understood."""
    if len(expression) > MAX_LENGTH:
        return UNSURE
    try:
        parser = _Parser(_tokens(expression), lookup)
        value = parser.either(0)
        parser.end()
    except (_Bad, RecursionError, OverflowError):
        return UNSURE
    return value


def admits(condition: Any, lookup: Lookup) -> bool | None:
    """Tell whether an `if:` lets a run through that an outsider started; None if not known.

    A condition without `${{ }}` is one expression; text around `${{ }}` makes a text, and a text
    that is not empty is true.
    """
    if condition is None or isinstance(condition, bool):
        return condition is not False
    text = str(condition).strip()
    if not text:
        return True  # as if it were not written
    if text.startswith("${{") and text.endswith("}}") and text.count("${{") == 1:
        text = text[3:-2]
    elif "${{" in text:
        return None
    return truth(evaluate(text, lookup))


def truth(value: Any) -> bool | None:
    """Tell whether a value is true for an outsider who picks what can be picked."""
    return value.true if isinstance(value, Chance) else bool(value)


_HOLE: Final = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)


def fill(text: str, lookup: Lookup) -> Any:
    """Return a text with its `${{ }}` filled in; ANY or UNSURE if one of them is."""
    found: list[Any] = []

    def put(match: re.Match[str]) -> str:
        value = evaluate(match[1], lookup)
        found.append(value)
        return _shown(value)

    filled = _HOLE.sub(put, text)
    if any(isinstance(each, Chance) for each in found):
        return UNSURE if UNSURE in found else ANY
    if len(found) == 1 and _HOLE.fullmatch(text.strip()):
        return found[0]
    return filled


def holes(text: str) -> list[str]:
    """Return the expressions in a text."""
    return [match.strip() for match in _HOLE.findall(text)]


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise _Bad
        found.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return found


class _Parser:
    """Reads and evaluates at once; both sides of `&&` and `||` are always read."""

    def __init__(self, tokens: list[tuple[str, str]], lookup: Lookup) -> None:
        self._tokens = tokens
        self._at = 0
        self._lookup = lookup

    def end(self) -> None:
        if self._at != len(self._tokens):
            raise _Bad

    def _mark(self, *marks: str) -> str:
        if self._at < len(self._tokens):
            kind, text = self._tokens[self._at]
            if kind == "mark" and text in marks:
                self._at += 1
                return text
        return ""

    def _need(self, mark: str) -> None:
        if not self._mark(mark):
            raise _Bad

    def either(self, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise _Bad
        value = self._both(depth)
        while self._mark("||"):
            value = _or(value, self._both(depth))
        return value

    def _both(self, depth: int) -> Any:
        value = self._compared(depth)
        while self._mark("&&"):
            value = _and(value, self._compared(depth))
        return value

    def _compared(self, depth: int) -> Any:
        value = self._not(depth)
        while sign := self._mark(*_COMPARED):
            value = _compare(sign, value, self._not(depth))
        return value

    def _not(self, depth: int) -> Any:
        turns = 0
        while self._mark("!"):
            turns += 1
        value = self._value(depth)
        if not turns:
            return value
        if isinstance(value, Chance):
            return Chance(value.false, value.true) if turns % 2 else value
        return bool(value) is (turns % 2 == 0)

    def _value(self, depth: int) -> Any:
        if self._mark("("):
            value = self.either(depth + 1)
            self._need(")")
            return value
        if self._at >= len(self._tokens):
            raise _Bad
        kind, text = self._tokens[self._at]
        self._at += 1
        if kind == "text":
            return text[1:-1].replace("''", "'")
        if kind == "number":
            return float(int(text, 16)) if "x" in text else float(text)
        if kind != "name":
            raise _Bad
        if self._mark("("):
            return self._call(text.lower(), depth)
        if text.lower() in _WORDS:
            return _WORDS[text.lower()]
        return self._path(text.lower(), depth)

    def _path(self, path: str, depth: int) -> Any:
        while step := self._mark(".", "["):
            if step == "[":
                inner = "*" if self._mark("*") else self.either(depth + 1)
                self._need("]")
                if not isinstance(inner, str | float):
                    path += ".?"
                else:
                    path += f".{int(inner) if isinstance(inner, float) else inner.lower()}"
            elif self._mark("*"):
                path += ".*"
            else:
                if self._at >= len(self._tokens) or self._tokens[self._at][0] != "name":
                    raise _Bad
                path += "." + self._tokens[self._at][1].lower()
                self._at += 1
        return self._lookup(path)

    def _call(self, name: str, depth: int) -> Any:
        arguments: list[Any] = []
        while not self._mark(")"):
            if arguments:
                self._need(",")
            arguments.append(self.either(depth + 1))
        return _called(name, arguments)


def _or(left: Any, right: Any) -> Any:
    if not isinstance(left, Chance) and (left or not isinstance(right, Chance)):
        return left if left else right
    one, other = _chance(left), _chance(right)
    return Chance(_any(one.true, other.true), _all(one.false, other.false))


def _and(left: Any, right: Any) -> Any:
    if not isinstance(left, Chance) and (not left or not isinstance(right, Chance)):
        return right if left else left
    one, other = _chance(left), _chance(right)
    return Chance(_all(one.true, other.true), _any(one.false, other.false))


def _chance(value: Any) -> Chance:
    return value if isinstance(value, Chance) else Chance(bool(value), not value)


def _all(one: bool | None, other: bool | None) -> bool | None:
    return False if one is False or other is False else None if None in (one, other) else True


def _any(one: bool | None, other: bool | None) -> bool | None:
    return True if one or other else None if None in (one, other) else False


def _compare(sign: str, left: Any, right: Any) -> Any:
    if isinstance(left, Chance) or isinstance(right, Chance):
        return ANY if UNSURE not in (left, right) else UNSURE
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Among):
            possible = isinstance(other, str) and one.may_be(other)
            return ANY if possible else sign == "!="
    if isinstance(left, str) and isinstance(right, str):
        left, right = left.lower(), right.lower()
    if sign in ("==", "!="):
        return (left == right) is (sign == "==")
    try:
        a, b = float(left or 0), float(right or 0)
    except (TypeError, ValueError):
        return UNSURE
    return {"<": a < b, ">": a > b, "<=": a <= b, ">=": a >= b}[sign]


def _called(name: str, arguments: list[Any]) -> Any:
    if name in ("success", "always"):
        return True
    if name == "cancelled":
        return False
    if name == "failure":
        return ANY  # who starts a run can make a step fail
    if len(arguments) != _ARITY.get(name, -1) or UNSURE in arguments:
        return UNSURE
    if name == "tojson":
        return ANY if arguments[0] == ANY else UNSURE
    if name == "fromjson":
        return _from_json(arguments[0])
    whole, part = arguments
    if isinstance(whole, list):
        found = [_compare("==", each, part) for each in whole]
        return next((each for each in (True, ANY, UNSURE) if each in found), False)
    if isinstance(whole, Chance) or isinstance(part, Chance):
        return ANY
    whole, part = _shown(whole).lower(), _shown(part).lower()
    tests = {"contains": str.__contains__, "startswith": str.startswith, "endswith": str.endswith}
    return tests[name](whole, part)


def _from_json(text: Any) -> Any:
    if not isinstance(text, str):
        return text if text == ANY else UNSURE
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return UNSURE
