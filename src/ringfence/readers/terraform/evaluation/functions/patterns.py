"""Regular expressions as Terraform writes them (RE2), run with bounded cost.

Python's engine backtracks: a pattern whose repeats nest or follow each other can take very long.
It is used for what surely ends soon, the machine in `automaton` for everything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from ringfence.readers.terraform.evaluation.functions import automaton
from ringfence.readers.terraform.evaluation.values import Problem, Withheld

MAX_INPUT: Final = 100_000
MAX_SIMPLE: Final = 2_000
"""Longest text for Python's engine; a pattern that it gets takes at most the square of that."""
MAX_PATTERN: Final = 1_000
_POSIX: Final = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "ascii": "\\x00-\\x7F",
    "blank": "\\t ",
    "cntrl": "\\x00-\\x1F\\x7F",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": "!-/:-@\\[-`{-~",
    "space": "\\t\\n\\v\\f\\r ",
    "upper": "A-Z",
    "word": "0-9A-Za-z_",
    "xdigit": "0-9A-Fa-f",
}
_UNMODELLED: Final = re.compile(r"\\[pPCQ]|\(\?[a-zA-Z-]*U|\[\[:\^|(?<!^)\(\?[a-zA-Z]+\)")
_FOREIGN: Final = re.compile(r"\(\?(?:[=!#>(]|<[=!])|\\[1-9]|[*+?}]\+")
"""What Python knows and RE2 does not: assertions, references to groups, possessive repeats."""


@dataclass(frozen=True, slots=True)
class Match:
    """One match: the text, and its groups by number and name (None where not taken part)."""

    whole: str
    groups: tuple[str | None, ...]
    named: dict[str, str | None]
    start: int
    end: int


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> tuple[re.Pattern[str], bool]:
    """Return the pattern in Python's form, and whether Python's engine may run it."""
    if len(pattern) > MAX_PATTERN:
        raise Withheld("the pattern is too long to be run here")
    if _UNMODELLED.search(pattern):
        raise Withheld("the pattern uses what is not modelled here")
    if _FOREIGN.search(re.sub(r"\\\\", "", pattern)):
        raise Problem("the pattern is not valid")
    for name, characters in _POSIX.items():
        pattern = pattern.replace(f"[:{name}:]", characters)
    pattern = re.sub(r"\(\?<([A-Za-z_]\w*)>", r"(?P<\1>", pattern).replace("\\z", "\\Z")
    try:
        made = re.compile(pattern, re.ASCII)
        return made, _is_simple(made)
    except (re.error, RecursionError, OverflowError) as error:
        raise Problem("the pattern is not valid") from error


def _is_simple(pattern: re.Pattern[str]) -> bool:
    """Tell whether a pattern has one open repeat at most, of single characters, and no `$`.

    (Python's `$` also matches before a last line end; RE2's does not.)
    """
    from re import _parser  # type: ignore[attr-defined]  # the parser behind re has no public name

    wide = 0
    stack: list[Any] = [_parser.parse(pattern.pattern, pattern.flags)]
    while stack:
        for operator, argument in stack.pop():
            name = str(operator)
            if name in ("MAX_REPEAT", "MIN_REPEAT"):
                _, high, inner = argument
                wide += high > 8
                if len(inner) > 1 or str(inner[0][0]) in ("SUBPATTERN", "BRANCH"):
                    return False
            elif name == "SUBPATTERN":
                stack.append(argument[3])
            elif name == "BRANCH":
                stack.extend(argument[1])
            elif name == "AT" and str(argument) == "AT_END":
                return False
    return wide <= 1


@lru_cache(maxsize=512)
def _program(pattern: re.Pattern[str]) -> automaton.Program:
    return automaton.program(pattern)


def matches(pattern: str, text: str) -> Iterator[Match]:
    """Yield all matches that do not overlap. Raises Problem or Withheld.

    As in Go, a match of nothing directly behind another match does not count.
    """
    end = -1
    for match in _every(pattern, text):
        if match.start < match.end or match.start != end:
            yield match
        end = match.end


def _every(pattern: str, text: str) -> Iterator[Match]:
    found, simple = _compiled(pattern)
    if len(text) > MAX_INPUT:
        raise Withheld("the text is too long to be matched here")
    if simple and len(text) <= MAX_SIMPLE:
        for match in found.finditer(text):
            yield Match(match[0], match.groups(), match.groupdict(), match.start(), match.end())
        return
    for places in automaton.finditer(_program(found), text):
        parts = [
            text[start:end] if start >= 0 and end >= 0 else None
            for start, end in zip(places[::2], places[1::2], strict=True)
        ]
        named = {name: parts[number] for name, number in found.groupindex.items()}
        whole = parts[0]
        assert whole is not None
        yield Match(whole, tuple(parts[1:]), named, places[0], places[1])
