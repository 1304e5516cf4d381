"""Functions of texts. Those that only join, cut or copy work on symbols as well."""

from __future__ import annotations

import re
from typing import Final

from ringfence.model.facts import Unknown
from ringfence.model.symbols import OPEN, show
from ringfence.readers.arm import pieces
from ringfence.readers.arm.guards import bounded, bounded_array, settled, text, whole
from ringfence.readers.arm.registry import MANY, Style, function
from ringfence.readers.arm.values import (
    Failure,
    Operand,
    Segments,
    Unsettled,
    blurred,
    depends,
    derived,
    json_text,
    more,
    open_ended,
    stand_in,
    unknown_in,
    word,
)


def join_words(parts: list[Operand]) -> Operand:
    """Return scalars as one text; unknown, with the known parts as a hint, if one is."""
    if all(map(_is_text, parts)):
        return bounded("".join(parts))
    why = None
    for part in parts:
        if isinstance(part, Unknown):
            why = part if why is None else why
        elif isinstance(part, list | dict):
            raise Failure("an array or object cannot be joined to a text")
    if why is None:
        return bounded("".join(map(word, parts)))
    hint = "".join(part.hint if isinstance(part, Unknown) else show(word(part)) for part in parts)
    return Unsettled(
        why.reason, why.source, hint[:200], why.refs, bounded("".join(map(word, parts)))
    )


def _is_text(value: Operand) -> bool:
    return isinstance(value, str)


@function("concat", 1, MANY, style=Style.OPEN)
def concat(arguments: list[Operand], root: str) -> Operand:
    """Join texts, or arrays."""
    del root
    arguments = settled(arguments)
    if not any(isinstance(each, list) for each in arguments):
        return join_words(arguments)
    made: list[Operand] = []
    for each in arguments:
        if isinstance(each, list):
            made += each
        elif isinstance(each, Unknown):
            made.append(more(each))
        else:
            raise Failure("`concat` joins texts or arrays, not both")
    return bounded_array(made)


_PLACE: Final = re.compile(r"\{\{|\}\}|\{(\d{1,4})(?:,(-?\d{1,4}))?(?::([^{}]*))?\}")


@function("format", 1, MANY, style=Style.OPEN)
def format_(arguments: list[Operand], root: str) -> Operand:
    """Fill the places `{0}`, `{1,5}`, `{2:D3}` of a text."""
    template, *values = settled(arguments)
    if isinstance(template, Unknown):
        return blurred(template, "format", arguments, root)
    template = text(template, "format")
    parts: list[Operand] = []
    end = 0
    for match in _PLACE.finditer(template):
        parts.append(template[end : match.start()])
        end = match.end()
        if match[1] is None:
            parts.append(match[0][0])
            continue
        index = int(match[1])
        if index >= len(values):
            raise Failure(f"`format` has no argument {index}")
        parts.append(_placed(values[index], match[2], match[3]))
    parts.append(template[end:])
    return join_words([part for part in parts if part != ""])


def _placed(value: Operand, width: str | None, form: str | None) -> Operand:
    if isinstance(value, list | dict):
        value = _single_quoted(json_text(value))
    if isinstance(value, Unknown) or (isinstance(value, str) and OPEN in value):
        return value
    if form and isinstance(value, int | float) and not isinstance(value, bool):
        value = _number(value, form)
    if width is None:
        return value
    size = int(width)
    return word(value).ljust(-size) if size < 0 else word(value).rjust(size)


def _single_quoted(text_: str) -> str:
    """Return JSON as the vendor's `format` writes objects and arrays: in single quotes.

    Source: Azure/bicep, EvaluationTests, `>{'a':'b','!c':2}<` for an interpolated object.
    """
    return _QUOTES.sub(lambda match: _REQUOTED.get(match[0], match[0]), text_)


_QUOTES: Final = re.compile(r"""\\.|["']""", re.DOTALL)
_REQUOTED: Final = {'"': "'", "'": "\\'", '\\"': '"'}


def _number(value: float, form: str) -> str:
    """Format a number as .NET does, for the standard forms that templates use."""
    kind, digits = form[:1], form[1:]
    if digits and not digits.isdecimal():
        kind = ""
    count = int(digits) if digits.isdecimal() and len(digits) < 4 else 0
    if kind in "dD" and kind and isinstance(value, int):
        return f"{'-' if value < 0 else ''}{abs(value):0{max(count, 1)}d}"
    if kind in "xX" and kind and isinstance(value, int):
        return f"{value & 0xFFFFFFFFFFFFFFFF:0{max(count, 1)}{kind}}"
    if kind in "nN" and kind:
        return f"{value:,.{count if digits else 2}f}"
    if kind in "fF" and kind:
        return f"{value:.{count if digits else 2}f}"
    if kind in "pP" and kind:
        return f"{value * 100:,.{count if digits else 2}f}%"
    if kind in "eE" and kind:
        mantissa, _, power = f"{value:.{count if digits else 6}{kind}}".partition(kind)
        return f"{mantissa}{kind}{power[0]}{int(power[1:]):03d}"
    if form in ("g", "G"):
        return word(value)
    if (custom := _CUSTOM.fullmatch(form)) is not None:
        return _customised(value, custom)
    raise Failure(f"the number format `{form[:20]}` is not supported")


_CUSTOM: Final = re.compile(r"(?=.)(#*(?:,#+)*)(0*(?:,0+)*)(?:\.(0*)(#*))?")
"""A custom number format of .NET: digits that are always shown (0) and others (#)."""


def _customised(value: float, form: re.Match[str]) -> str:
    optional, shown, fixed, free = (part or "" for part in form.groups())
    fixed_count, free_count = len(fixed), len(free)
    head, _, tail = f"{abs(value):.{fixed_count + free_count}f}".partition(".")
    head = head.lstrip("0").rjust(shown.count("0"), "0")
    if "," in optional + shown:
        first = len(head) % 3
        head = ",".join([head[:first], *re.findall("...", head[first:])]).lstrip(",")
    while len(tail) > fixed_count and tail.endswith("0"):
        tail = tail[:-1]
    sign = "-" if value < 0 and (head.strip("0,") or tail.strip("0")) else ""
    return f"{sign}{head}.{tail}" if tail else f"{sign}{head}"


@function("like", 2)
def like(value: Operand, pattern: Operand) -> bool:
    """Tell whether a text matches a pattern with `*` for anything; case does not count."""
    parts = map(re.escape, text(pattern, "like").split("*"))
    matched = re.fullmatch(".*?".join(parts), text(value, "like"), re.DOTALL | re.IGNORECASE)
    return matched is not None


@function("join", 2, style=Style.OPEN)
def join(arguments: list[Operand], root: str) -> Operand:
    """Join the elements of an array, with a text between."""
    listed, between = settled(arguments)
    if isinstance(listed, Unknown) or isinstance(between, Unknown):
        why = listed if isinstance(listed, Unknown) else between
        return blurred(why, "join", [listed, between], root)
    if not isinstance(listed, list):
        raise Failure("`join` needs an array")
    if (why := open_ended(listed)) is not None:
        return blurred(why, "join", [listed, between], root)
    parts: list[Operand] = []
    for element in listed:
        parts += [text(between, "join"), element]
    return join_words(parts[1:])


@function("toLower", style=Style.OPEN)
def to_lower(arguments: list[Operand], root: str) -> Operand:
    """Lower case; a symbol stays itself, as comparison of ids and names ignores case."""
    return _cased(arguments, "toLower", root)


@function("toUpper", style=Style.OPEN)
def to_upper(arguments: list[Operand], root: str) -> Operand:
    """Upper case; a symbol stays itself."""
    return _cased(arguments, "toUpper", root)


def _cased(arguments: list[Operand], name: str, root: str) -> Operand:
    del root
    (value,) = settled(arguments)
    change = str.lower if name == "toLower" else str.upper
    if isinstance(value, Unknown):
        stand = "".join(
            piece if pieces.is_symbol(piece) else change(piece)
            for piece in pieces.pieces(stand_in(value))
        )
        return Unsettled(value.reason, value.source, change(value.hint), value.refs, stand)
    value = text(value, name)
    if OPEN not in value:
        return change(value)
    return "".join(
        piece if pieces.is_symbol(piece) else change(piece) for piece in pieces.pieces(value)
    )


@function("replace", 3, style=Style.OPEN)
def replace(arguments: list[Operand], root: str) -> Operand:
    """Replace every occurrence of a text."""
    value, old, new = settled(arguments)
    for each in (value, old, new):
        if isinstance(each, Unknown):
            made = blurred(each, "replace", [value, old, new], root)
            if isinstance(old, str) and old:
                made.stand_in = pieces.replace(word(value), old, word(new), root)
            return made
    value, old, new = text(value, "replace"), text(old, "replace"), text(new, "replace")
    if not old:
        raise Failure("`replace` needs a text to look for")
    if OPEN in old:
        return derived("replace", [value, old, new], root)
    if OPEN in value:
        return pieces.replace(value, old, new, root)
    return bounded(value.replace(old, new))


@function("substring", 2, 3, style=Style.OPEN)
def substring(arguments: list[Operand], root: str) -> Operand:
    """Return a part of a text."""
    value, *bounds = settled(arguments)
    for bound in bounds:
        if isinstance(bound, Unknown):
            return blurred(bound, "substring", arguments, root)
    start, *length = (whole(bound, "substring") for bound in bounds)
    if isinstance(value, Unknown):
        made = pieces.skip(stand_in(value), start, root)
        made = pieces.take(made, length[0], root) if length else made
        return Unsettled(value.reason, value.source, "", value.refs, made)
    value = text(value, "substring")
    if OPEN in value:
        made = pieces.skip(value, start, root)
        return pieces.take(made, length[0], root) if length else made
    end = start + length[0] if length else len(value)
    if not 0 <= start <= end <= len(value):
        raise Failure(f"`substring` reaches past the end of a text of {len(value)} characters")
    return value[start:end]


@function("padLeft", 2, 3, textual=True)
def pad_left(value: Operand, width: Operand, fill: Operand = " ") -> str:
    """Fill up on the left."""
    size = whole(width, "padLeft")
    if size > 100_000:
        raise Failure("`padLeft` makes a text of more than 100,000 characters")
    return word(value).rjust(size, text(fill, "padLeft")[:1] or " ")


@function("trim", textual=False, style=Style.OPEN)
def trim(arguments: list[Operand], root: str) -> Operand:
    """Drop white space at both ends."""
    (value,) = settled(arguments)
    if isinstance(value, Unknown):
        return blurred(value, "trim", arguments, root)
    return text(value, "trim").strip()


@function("split", 2, style=Style.OPEN)
def split(arguments: list[Operand], root: str) -> Operand:
    """Cut a text at a delimiter, or at any of several."""
    value, by = settled(arguments)
    if (why := unknown_in(by)) is not None:
        return blurred(why, "split", [value, by], root)
    delimiters = by if isinstance(by, list) else [by]
    delimiters = [text(each, "split") for each in delimiters]
    if isinstance(value, Unknown):
        return _cut(blurred(value, "split", [value, by], root), stand_in(value), delimiters)
    value = text(value, "split")
    if OPEN in value and not _safe_to_split(value, delimiters):
        return _cut(depends(value, "split", [value, by], root), value, delimiters)
    pattern = "|".join(re.escape(each) for each in delimiters if each)
    return bounded_array(re.split(pattern, value) if pattern else [value])


def _cut(why: Unsettled, known: str, delimiters: list[str]) -> Operand:
    """Return the parts of a text whose unknown pieces may hold a delimiter, too."""
    pattern = "|".join(re.escape(each) for each in delimiters if each)
    parts = [""]
    for piece in pieces.pieces(known):
        if pieces.is_symbol(piece) or not pattern:
            parts[-1] += piece
        else:
            first, *rest = re.split(pattern, piece)
            parts[-1] += first
            parts += rest
    return Segments(why, why.stand_in, parts) if len(parts) > 1 else why


def _safe_to_split(value: str, delimiters: list[str]) -> bool:
    """Tell whether no symbol in the text can hold a delimiter."""
    return all(
        pieces.never_holds(piece, delimiter)
        for delimiter in delimiters
        for piece in pieces.pieces(value)
        if pieces.is_symbol(piece)
    )


@function("startsWith", 2, style=Style.OPEN)
def starts_with(arguments: list[Operand], root: str) -> Operand:
    """Tell whether a text starts with another; case does not count."""
    return _edge(arguments, "startsWith", root)


@function("endsWith", 2, style=Style.OPEN)
def ends_with(arguments: list[Operand], root: str) -> Operand:
    """Tell whether a text ends with another; case does not count."""
    return _edge(arguments, "endsWith", root)


def _edge(arguments: list[Operand], name: str, root: str) -> Operand:
    value, sought = settled(arguments)
    for each in (value, sought):
        if isinstance(each, Unknown):
            return blurred(each, name, [value, sought], root)
    value, sought = text(value, name).lower(), text(sought, name).lower()
    start = name == "startsWith"
    if OPEN in sought:
        return True if value == sought else depends(sought, name, [value, sought], root)
    if OPEN not in value:
        return value.startswith(sought) if start else value.endswith(sought)
    known = pieces.literal_head(value) if start else pieces.literal_tail(value)
    if len(known) >= len(sought):
        return known.startswith(sought) if start else known.endswith(sought)
    agrees = sought.startswith(known) if start else sought.endswith(known)
    return depends(value, name, [value, sought], root) if agrees else False


def index_of(value: str, sought: str, *, last: bool, root: str) -> Operand:
    """Return the position of a text in another, -1 if it is not there; case does not count."""
    if OPEN in value or OPEN in sought:
        return depends(value + sought, "indexOf", [value, sought, last], root)
    value, sought = value.lower(), sought.lower()
    return value.rfind(sought) if last else value.find(sought)


@function("string", style=Style.OPEN)
def string(arguments: list[Operand], root: str) -> Operand:
    """Return a value as text; arrays and objects as JSON."""
    (value,) = settled(arguments)
    if (why := unknown_in(value)) is not None:
        if isinstance(value, Unknown):
            return value
        return blurred(why, "string", [value], root)
    return bounded(word(value))
