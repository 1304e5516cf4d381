"""`format` and `formatlist`: the verbs of Go as Terraform supports them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from ringfence.model.facts import Unknown
from ringfence.model.symbols import OPEN
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.functions.jsontext import encode
from ringfence.readers.terraform.evaluation.functions.registry import function, text
from ringfence.readers.terraform.evaluation.values import (
    Datum,
    Many,
    Problem,
    Withheld,
    bool_of,
    either,
    first_unknown,
    is_open,
    number_of,
    show_number,
    text_of,
)

_VERB: Final = re.compile(r"%([ +\-#0]*)(?:(\d+))?(?:(\.)(\d*))?(?:\[(\d+)\])?([a-zA-Z%])?")
MAX_WIDTH: Final = 1024


@function("format", 1, None, partial=True, symbolic=True)
def _format(args: list[Datum], frame: Frame) -> Datum:
    return fill(args[0], args[1:], frame)


@function("formatlist", 1, None, partial=True, symbolic=True)
def _formatlist(args: list[Datum], frame: Frame) -> Datum:
    spec, *rest = [each.opened() if isinstance(each, Many) else each for each in args]
    why = either(first_unknown(args), *map(is_open, rest))
    if why is not None:
        return frame.derived(why, "in `formatlist`")
    lengths = {len(each) for each in rest if isinstance(each, list)}
    if len(lengths) > 1:
        raise Problem("the lists differ in length")
    count = lengths.pop() if lengths else 1
    return [
        fill(spec, [each[at] if isinstance(each, list) else each for each in rest], frame)
        for at in range(count)
    ]


def fill(spec: Datum, args: list[Datum], frame: Frame) -> Datum:
    """Return the filled format; unknown where an argument it shows is."""
    if isinstance(spec, Unknown):
        return frame.derived(spec, "in `format`")
    template = text(spec)
    if OPEN in template:
        raise Withheld("the format is not known in full")
    used: list[Unknown] = []
    at = 0
    highest = 0

    def show(match: re.Match[str]) -> str:
        nonlocal at, highest
        flags, width, dot, precision, explicit, verb = match.groups()
        if verb is None:
            raise Problem("a verb of the format is not complete")
        if verb == "%":
            return "%"
        if explicit:
            at = int(explicit) - 1
        if at >= len(args) or at < 0:
            raise Problem("the format asks for more arguments than there are")
        value = args[at]
        at += 1
        highest = max(highest, at)
        if isinstance(value, Unknown):
            used.append(value)
            return value.hint
        if int(width or 0) > MAX_WIDTH or int(precision or 0) > MAX_WIDTH:
            raise Withheld("a width is too large")
        digits = int(precision or 0) if dot else None
        return _pad(_shown(verb, value, flags, digits), flags, int(width or 0), verb)

    made = _VERB.sub(show, template)
    if highest < len(args) and "[" not in template:
        raise Problem("there are more arguments than the format asks for")
    why = first_unknown(used)
    return made if why is None else frame.derived(why, "in `format`", made)


def _shown(verb: str, value: Datum, flags: str, digits: int | None) -> str:
    if verb == "v":
        return _plain(value, flags, digits)
    if verb in "sq":
        shown = text_of(value)
        if digits is not None:
            if OPEN in shown:
                raise Withheld("a text that is not known is cut")
            shown = shown[:digits]
        return encode(shown) if verb == "q" else shown
    if verb == "t":
        return "true" if bool_of(value) else "false"
    number = number_of(value)
    shown = _number(verb, number, 6 if digits is None else digits, digits)
    if "+" in flags and number >= 0:
        return "+" + shown
    return " " + shown if " " in flags and number >= 0 else shown


def _plain(value: Datum, flags: str, digits: int | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, str) and "#" not in flags:
        return value if digits is None else value[:digits]
    if isinstance(value, bool | int | float) and "#" not in flags:
        return text_of(value)
    return encode(value)


def _number(verb: str, number: float, places: int, digits: int | None) -> str:
    if verb in "bdoxX":
        if not isinstance(number, int):
            raise Problem("a whole number is needed here")
        return str(number) if verb == "d" else format(number, verb)
    if verb == "f":
        return f"{Decimal(show_number(number)):.{places}f}"
    if verb in "eE":
        return f"{float(number):.{places}{verb}}"
    if verb in "gG":
        if digits is None:
            exponent = abs(number) >= 1e21 or (number != 0 and abs(number) < 1e-4)
            shown = repr(float(number)) if exponent else show_number(number)
            return shown.upper() if verb == "G" else shown
        return f"{float(number):.{digits or 1}{verb}}"
    raise Problem(f"`%{verb}` is no verb of a format")


def _pad(shown: str, flags: str, width: int, verb: str) -> str:
    if len(shown) >= width:
        return shown
    if OPEN in shown:
        raise Withheld("a text that is not known is padded")
    if "-" in flags:
        return shown.ljust(width)
    if "0" in flags and verb not in "v":
        sign = shown[0] if shown[0] in "+-" else ""
        return sign + shown[len(sign) :].rjust(width - len(sign), "0")
    return shown.rjust(width)
