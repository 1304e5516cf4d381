"""Regular expressions as Terraform writes them (RE2), run with bounded cost.

Python's engine backtracks: a pattern whose repeats nest can take exponential time, so only short
texts are matched against such patterns, and texts of any pattern are bounded.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from ringfence.readers.terraform.evaluation.values import Problem, Withheld

MAX_INPUT: Final = 2_000
MAX_INPUT_NESTED: Final = 24
MAX_PATTERN: Final = 500
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
_UNMODELLED: Final = re.compile(r"\\[pPCQ]|\(\?[a-zA-Z-]*U|\[\[:\^")


@lru_cache(maxsize=512)
def compiled(pattern: str) -> tuple[re.Pattern[str], bool]:
    """Return the pattern, and whether its repeats nest. Raises Problem or Withheld."""
    if len(pattern) > MAX_PATTERN:
        raise Withheld("the pattern is too long to be run here")
    if _UNMODELLED.search(pattern):
        raise Withheld("the pattern uses what is not modelled here")
    if re.search(r"\(\?[=!<]", pattern.replace("(?<", "(?P<") if "(?<" in pattern else pattern):
        raise Problem("the pattern is not valid")
    for name, characters in _POSIX.items():
        pattern = pattern.replace(f"[:{name}:]", characters)
    pattern = re.sub(r"\(\?<([A-Za-z_]\w*)>", r"(?P<\1>", pattern)
    pattern = pattern.replace("\\z", "\\Z")
    pattern = (
        re.sub(r"(?<!\\)\$", r"\\Z", pattern) if not re.search(r"\(\?\w*m", pattern) else pattern
    )
    try:
        made = re.compile(pattern, re.ASCII)
        return made, _nests(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise Problem("the pattern is not valid") from error


def _nests(pattern: str) -> bool:
    """Tell whether a repeat stands inside of a repeat, or many stand side by side."""
    from re import _parser  # type: ignore[attr-defined]  # the parser behind re has no public name

    counted = [0]

    def walk(items: Any, inside: bool) -> bool:
        for operator, argument in items:
            name = str(operator)
            if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
                _, high, inner = argument
                wide = high > 8
                counted[0] += wide
                if (wide and inside) or walk(inner, inside or wide):
                    return True
            elif name == "SUBPATTERN":
                if walk(argument[3], inside):
                    return True
            elif name == "BRANCH" and any(walk(each, inside) for each in argument[1]):
                return True
        return False

    return walk(_parser.parse(pattern), inside=False) or counted[0] > 4


def checked(pattern: str, subject: str) -> re.Pattern[str]:
    """Return the pattern if it may be run on the text. Raises Problem or Withheld."""
    made, nested = compiled(pattern)
    if len(subject) > (MAX_INPUT_NESTED if nested else MAX_INPUT):
        raise Withheld("the text is too long to be matched here")
    return made
