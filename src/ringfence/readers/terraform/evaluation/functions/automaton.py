"""Regular expressions in linear time, for patterns on which Python's engine may take for ever.

A Pike machine over the syntax tree that Python's parser makes: all ways to match advance together,
one character at a time, the preferred one first, as RE2 does it in Terraform.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from ringfence.readers.terraform.evaluation.values import Problem, Withheld

MAX_PROGRAM: Final = 4_000
MAX_STEPS: Final = 5_000_000

Captures: TypeAlias = "tuple[int, ...]"
Test: TypeAlias = Callable[[str], bool]

_DIGITS: Final = frozenset("0123456789")
_SPACES: Final = frozenset(" \t\n\r\f\v")
_WORD: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_SETS: Final = {"DIGIT": _DIGITS, "SPACE": _SPACES, "WORD": _WORD}


@dataclass(slots=True)
class Step:
    """One instruction: test a character, go to others, save a place, or assert something."""

    kind: str
    test: Test | None = None
    goto: tuple[int, ...] = ()
    what: Any = None


@dataclass(slots=True)
class Program:
    """The instructions of a pattern and the number of its groups."""

    steps: list[Step] = field(default_factory=list)
    groups: int = 0

    def add(self, kind: str, **more: Any) -> int:
        """Append an instruction and return its place. Raises Withheld for too many."""
        if len(self.steps) >= MAX_PROGRAM:
            raise Withheld("the pattern is too large to be run here")
        self.steps.append(Step(kind, **more))
        return len(self.steps) - 1


def program(pattern: re.Pattern[str]) -> Program:
    """Compile a pattern. Raises Problem for what RE2 does not know, Withheld for what we do not."""
    from re import _parser  # type: ignore[attr-defined]  # the parser behind re has no public name

    made = Program(groups=pattern.groups)
    made.add("save", what=0)
    _sequence(_parser.parse(pattern.pattern, pattern.flags), pattern.flags, made)
    made.add("save", what=1)
    made.add("match")
    return made


def _sequence(items: Any, flags: int, out: Program) -> None:
    for operator, argument in items:
        name = str(operator)
        maker = _MAKERS.get(name)
        if maker is None:
            raise Problem("the pattern uses what RE2 does not know")
        maker(argument, flags, out)


def _literal(argument: Any, flags: int, out: Program) -> None:
    out.add("char", test=_one(chr(argument), flags))


def _one(character: str, flags: int) -> Test:
    if flags & re.IGNORECASE:
        folded = character.lower()
        return lambda each: each.lower() == folded
    return lambda each: each == character


def _not_literal(argument: Any, flags: int, out: Program) -> None:
    same = _one(chr(argument), flags)
    out.add("char", test=lambda each: not same(each))


def _any(_argument: Any, flags: int, out: Program) -> None:
    everything = bool(flags & re.DOTALL)
    out.add("char", test=lambda each: everything or each != "\n")


def _in(argument: Any, flags: int, out: Program) -> None:
    tests = [test for item in argument if (test := _member(item, flags)) is not None]
    negated = any(str(item[0]) == "NEGATE" for item in argument)
    out.add("char", test=lambda each: any(test(each) for test in tests) is not negated)


def _member(item: Any, flags: int) -> Test | None:
    operator, argument = str(item[0]), item[1]
    if operator == "NEGATE":
        return None
    if operator == "LITERAL":
        return _one(chr(argument), flags)
    if operator == "RANGE":
        low, high = chr(argument[0]), chr(argument[1])
        if flags & re.IGNORECASE:
            return lambda each: low <= each.lower() <= high or low <= each.upper() <= high
        return lambda each: low <= each <= high
    return _category(argument)


def _category(argument: Any) -> Test:
    name = str(argument).removeprefix("CATEGORY_")
    members = _SETS.get(name.removeprefix("NOT_"))
    if members is None:
        raise Withheld("the pattern uses what is not modelled here")
    negated = name.startswith("NOT_")
    return lambda each: (each in members) is not negated


def _branch(argument: Any, flags: int, out: Program) -> None:
    ends: list[int] = []
    branches = argument[1]
    for at, items in enumerate(branches):
        if at < len(branches) - 1:
            split = out.add("go")
            _sequence(items, flags, out)
            ends.append(out.add("go"))
            out.steps[split].goto = (split + 1, len(out.steps))
        else:
            _sequence(items, flags, out)
    for end in ends:
        out.steps[end].goto = (len(out.steps),)


def _group(argument: Any, flags: int, out: Program) -> None:
    number, added, removed, items = argument
    inner = (flags | added) & ~removed
    if number is not None:
        out.add("save", what=2 * number)
    _sequence(items, inner, out)
    if number is not None:
        out.add("save", what=2 * number + 1)


def _repeat(argument: Any, flags: int, out: Program, *, lazy: bool = False) -> None:
    low, high, items = argument
    for _ in range(low):
        _sequence(items, flags, out)
    if high >= re._constants.MAXREPEAT:  # type: ignore[attr-defined]  # noqa: SLF001 - see `program`
        split = out.add("go")
        _sequence(items, flags, out)
        out.add("go", goto=(split,))
        _choose(out, split, lazy)
        return
    splits: list[int] = []
    for _ in range(high - low):
        splits.append(out.add("go"))
        _sequence(items, flags, out)
    for split in splits:
        _choose(out, split, lazy)


def _choose(out: Program, split: int, lazy: bool) -> None:
    """Let a repeat go on (first choice) or end, the other way round if it is lazy."""
    onward, end = split + 1, len(out.steps)
    out.steps[split].goto = (end, onward) if lazy else (onward, end)


def _lazy_repeat(argument: Any, flags: int, out: Program) -> None:
    _repeat(argument, flags, out, lazy=True)


def _at(argument: Any, flags: int, out: Program) -> None:
    name = str(argument)
    if flags & re.MULTILINE:
        name = {"AT_BEGINNING": "AT_BEGINNING_LINE", "AT_END": "AT_END_LINE"}.get(name, name)
    out.add("assert", what=name)


_MAKERS: Final[dict[str, Callable[[Any, int, Program], None]]] = {
    "LITERAL": _literal,
    "NOT_LITERAL": _not_literal,
    "ANY": _any,
    "IN": _in,
    "BRANCH": _branch,
    "SUBPATTERN": _group,
    "MAX_REPEAT": _repeat,
    "MIN_REPEAT": _lazy_repeat,
    "AT": _at,
}


def _holds(name: str, text: str, at: int) -> bool:
    before = text[at - 1] if at > 0 else ""
    after = text[at] if at < len(text) else ""
    if name in ("AT_BEGINNING", "AT_BEGINNING_STRING"):
        return at == 0
    if name in ("AT_END", "AT_END_STRING"):
        return at == len(text)
    if name == "AT_BEGINNING_LINE":
        return before in ("", "\n")
    if name == "AT_END_LINE":
        return after in ("", "\n")
    boundary = (before in _WORD and before != "") is not (after in _WORD and after != "")
    return boundary is (name == "AT_BOUNDARY")


def finditer(found: Program, text: str) -> Iterator[Captures]:
    """Yield the places of all matches that do not overlap: starts and ends of all groups."""
    at = 0
    budget = [MAX_STEPS]
    while at <= len(text):
        match = _search(found, text, at, budget)
        if match is None:
            return
        yield match
        at = match[1] if match[1] > match[0] else match[1] + 1


def _search(found: Program, text: str, start: int, budget: list[int]) -> Captures | None:
    """Return the leftmost match from `start` on. Raises Withheld when it takes too long."""
    empty = (-1,) * (2 * found.groups + 2)
    threads: list[tuple[int, Captures]] = []
    best: Captures | None = None
    for at in range(start, len(text) + 1):
        seen: set[int] = set()
        ready: list[tuple[int, Captures]] = []
        for place, captures in threads:
            _follow(found, place, captures, text, at, seen, ready)
        if best is None:
            _follow(found, 0, empty, text, at, seen, ready)
        budget[0] -= len(seen) + 1
        if budget[0] < 0:
            raise Withheld("the text is too long to be matched here")
        threads = []
        for place, captures in ready:
            step = found.steps[place]
            if step.kind == "match":
                best = captures
                break  # what follows is less preferred
            assert step.test is not None
            if at < len(text) and step.test(text[at]):
                threads.append((place + 1, captures))
        if not threads and best is not None:
            break
    return best


def _follow(
    found: Program,
    place: int,
    captures: Captures,
    text: str,
    at: int,
    seen: set[int],
    ready: list[tuple[int, Captures]],
) -> None:
    """Append the instructions that test a character and can be reached without one."""
    stack = [(place, captures)]
    while stack:
        here, saved = stack.pop()
        if here in seen:
            continue
        seen.add(here)
        step = found.steps[here]
        if step.kind == "go":
            stack.extend((next_, saved) for next_ in reversed(step.goto))
        elif step.kind == "save":
            stack.append((here + 1, (*saved[: step.what], at, *saved[step.what + 1 :])))
        elif step.kind == "assert":
            if _holds(step.what, text, at):
                stack.append((here + 1, saved))
        else:
            ready.append((here, saved))
