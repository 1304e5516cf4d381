"""String functions. Those that only copy work on texts that hold symbols, too."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from ringfence.model.facts import Unknown
from ringfence.model.symbols import CLOSE, OPEN
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.functions.patterns import Match, matches
from ringfence.readers.terraform.evaluation.functions.registry import (
    Hidden,
    derived_symbol,
    function,
    listing,
    text,
    whole_number,
)
from ringfence.readers.terraform.evaluation.values import (
    MAX_TEXT,
    Datum,
    Problem,
    Withheld,
    either,
    first_unknown,
    is_open,
    text_of,
)

MAX_INDENT: Final = 1_000
_SYMBOL: Final = re.compile(f"({OPEN}[^{CLOSE}]*{CLOSE})")


def _literally(change: Callable[[str], str]) -> Callable[[list[Datum], Frame], Datum]:
    """Apply a change to the literal parts of a text: Azure compares names without case."""

    def run(args: list[Datum], _frame: Frame) -> Datum:
        pieces = _SYMBOL.split(text(args[0]))
        return "".join(piece if at % 2 else change(piece) for at, piece in enumerate(pieces))

    return run


function("lower", 1, symbolic=True)(_literally(str.lower))
function("upper", 1, symbolic=True)(_literally(str.upper))


@function("title", 1, makes_text=True)
def _title(args: list[Datum], _frame: Frame) -> Datum:
    return re.sub(r"(^|[^\w])(\w)", lambda match: match[1] + match[2].upper(), text(args[0]))


@function("chomp", 1, symbolic=True)
def _chomp(args: list[Datum], _frame: Frame) -> Datum:
    return re.sub(r"[\r\n]+\Z", "", text(args[0]))


@function("endswith", 2, symbolic=True)
def _endswith(args: list[Datum], _frame: Frame) -> Datum:
    whole, end = text(args[0]), text(args[1])
    if whole.endswith(end):
        return True
    if OPEN in end or (OPEN in whole and len(whole.rpartition(CLOSE)[2]) < len(end)):
        raise Withheld("the end of the text is not known")
    return False


@function("startswith", 2, symbolic=True)
def _startswith(args: list[Datum], _frame: Frame) -> Datum:
    whole, start = text(args[0]), text(args[1])
    if whole.startswith(start):
        return True
    head = whole.partition(OPEN)[0]
    if OPEN in start or (OPEN in whole and len(head) < len(start) and start.startswith(head)):
        raise Withheld("the beginning of the text is not known")
    return False


@function("strcontains", 2, symbolic=True)
def _strcontains(args: list[Datum], _frame: Frame) -> Datum:
    whole, part = text(args[0]), text(args[1])
    if part in whole and (OPEN not in whole or any(part in each for each in _literals(whole))):
        return True
    if OPEN in whole or OPEN in part:
        raise Withheld("the text is not known in full")
    return False


def _literals(whole: str) -> list[str]:
    return _SYMBOL.split(whole)[::2]


@function("indent", 2, symbolic=True)
def _indent(args: list[Datum], _frame: Frame) -> Datum:
    spaces = whole_number(args[0])
    if spaces > MAX_INDENT:
        raise Withheld("the text is too long")
    return text(args[1]).replace("\n", "\n" + " " * spaces)


@function("join", 2, None, partial=True, symbolic=True)
def _join(args: list[Datum], frame: Frame) -> Datum:
    items: list[Datum] = []
    for each in args[1:]:
        if isinstance(each, Unknown):
            raise Hidden(each)
        items += listing(each)
    why = either(first_unknown([args[0], *items]), *map(is_open, args[1:]))
    if why is not None:
        between = args[0] if isinstance(args[0], str) else ""
        known = [each for each in items if isinstance(each, str)]
        return frame.derived(why, "in `join`", between.join(known))
    texts = [text_of(each) for each in items]
    between = text(args[0])
    if sum(map(len, texts)) + len(texts) * len(between) > MAX_TEXT:
        raise Withheld("the text is too long")
    return between.join(texts)


@function("replace", 3, symbolic=True)
def _replace(args: list[Datum], frame: Frame) -> Datum:
    whole, old, new = text(args[0]), text(args[1]), text(args[2])
    pattern = len(old) > 1 and old.startswith("/") and old.endswith("/")
    if OPEN in whole or OPEN in old:
        pieces = _literals(whole)
        # What a symbol stands for may hold what is replaced: the result is something of its own.
        return derived_symbol("replace", args, frame) if pieces and old != new else whole
    if not pattern:
        made = len(whole) + max(0, len(new) - len(old)) * (whole.count(old) + 1)
        if made > MAX_TEXT:
            raise Withheld("the text is too long")
        return whole.replace(old, new)
    pieces, at = [], 0
    for match in matches(old[1:-1], whole):
        pieces += [whole[at : match.start], _expand(new, match)]
        at = match.end
        if sum(map(len, pieces)) > MAX_TEXT:
            raise Withheld("the text is too long")
    return "".join([*pieces, whole[at:]])


def _expand(template: str, match: Match) -> str:
    """Fill `$1`, `${1}`, `$name` and `${name}` as Go does; what is not there is empty."""

    def fill(hit: re.Match[str]) -> str:
        if hit[0] == "$$":
            return "$"
        name = hit[1] or hit[2]
        if not name.isdigit():
            return match.named.get(name) or ""
        every = (match.whole, *match.groups)
        return (every[int(name)] or "") if int(name) < len(every) else ""

    return re.sub(r"\$\$|\$(?:\{(\w+)\}|(\w+))", fill, template)


@function("split", 2, symbolic=True)
def _split(args: list[Datum], _frame: Frame) -> Datum:
    between, whole = text(args[0]), text(args[1])
    if OPEN in whole and (between != "/" or whole.startswith(OPEN)):
        # Inside of an id a symbol is one segment; elsewhere it may hold the separator.
        raise Withheld("the text is not known in full")
    if not between:
        return list(whole)
    return whole.split(between)


@function("strrev", 1, makes_text=True)
def _strrev(args: list[Datum], _frame: Frame) -> Datum:
    return text(args[0])[::-1]


@function("substr", 3, makes_text=True)
def _substr(args: list[Datum], _frame: Frame) -> Datum:
    whole, offset, length = text(args[0]), whole_number(args[1]), whole_number(args[2])
    if offset < 0:
        offset = max(0, len(whole) + offset)
    return whole[offset:] if length < 0 else whole[offset : offset + length]


@function("trim", 2, makes_text=True)
def _trim(args: list[Datum], _frame: Frame) -> Datum:
    return text(args[0]).strip(text(args[1])) if args[1] != "" else args[0]


@function("trimprefix", 2, symbolic=True)
def _trimprefix(args: list[Datum], frame: Frame) -> Datum:
    whole, start = text(args[0]), text(args[1])
    head = whole.partition(OPEN)[0]
    if OPEN in start or (
        OPEN in whole and len(head) < len(start) and start.startswith(head) and start
    ):
        return derived_symbol("trimprefix", args, frame)
    return whole.removeprefix(start)


@function("trimsuffix", 2, symbolic=True)
def _trimsuffix(args: list[Datum], frame: Frame) -> Datum:
    whole, end = text(args[0]), text(args[1])
    tail = whole.rpartition(CLOSE)[2]
    if OPEN in end or (OPEN in whole and len(tail) < len(end) and end.endswith(tail) and end):
        return derived_symbol("trimsuffix", args, frame)
    return whole.removesuffix(end)


@function("trimspace", 1, symbolic=True)
def _trimspace(args: list[Datum], _frame: Frame) -> Datum:
    # Names and ids neither begin nor end with white space.
    return text(args[0]).strip()


@function("regex", 2)
def _regex(args: list[Datum], _frame: Frame) -> Datum:
    match = next(matches(text(args[0]), text(args[1])), None)
    if match is None:
        raise Problem("the pattern does not match")
    return _captured(match)


@function("regexall", 2)
def _regexall(args: list[Datum], _frame: Frame) -> Datum:
    return [_captured(match) for match in matches(text(args[0]), text(args[1]))]


def _captured(match: Match) -> Datum:
    if match.named:
        if len(match.named) != len(match.groups):
            raise Problem("named and unnamed groups do not mix")
        return dict(match.named)
    return list(match.groups) if match.groups else match.whole
