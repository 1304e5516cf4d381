"""Functions on maps. Where entries are not known, what is known of the others stays."""

from __future__ import annotations

from typing import Final

from ringfence.model.facts import Unknown
from ringfence.model.symbols import OPEN
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.functions.registry import (
    Hidden,
    closed,
    closed_map,
    function,
    listing,
    mapping,
    must_know,
    text,
)
from ringfence.readers.terraform.evaluation.operators import index
from ringfence.readers.terraform.evaluation.values import (
    Datum,
    Many,
    OpenList,
    OpenMap,
    Problem,
    first_unknown,
    text_of,
)

_NONE: Final = object()


@function("keys", 1, partial=True, symbolic=True)
def _keys(args: list[Datum], _frame: Frame) -> Datum:
    found = mapping(must_know(args[0]))
    names = sorted(found)
    if isinstance(found, OpenMap):
        maybe = {at: found.maybe[name] for at, name in enumerate(names) if name in found.maybe}
        return OpenList(names, maybe, found.more)
    return names


@function("values", 1, partial=True, symbolic=True)
def _values(args: list[Datum], _frame: Frame) -> Datum:
    value = must_know(args[0])
    if isinstance(value, Many):
        return OpenList([value.one], {0: value.why}, value.why)
    found = mapping(value)
    names = sorted(found)
    made = [found[name] for name in names]
    if isinstance(found, OpenMap):
        maybe = {at: found.maybe[name] for at, name in enumerate(names) if name in found.maybe}
        return OpenList(made, maybe, found.more)
    return made


@function("lookup", 2, 3, partial=True, symbolic=True)
def _lookup(args: list[Datum], frame: Frame) -> Datum:
    found = mapping(must_know(args[0]))
    key = text(must_know(args[1]))
    default = args[2] if len(args) == 3 else _NONE
    doubt = found.maybe.get(key) if isinstance(found, OpenMap) else None
    if key in found and doubt is None:
        return found[key]
    if isinstance(args[0], Many) and default is _NONE:
        return index(args[0], key, frame)
    if key in found or (isinstance(found, OpenMap) and found.more is not None):
        assert isinstance(found, OpenMap)
        raise Hidden(doubt if doubt is not None else found.why)
    if OPEN in key:
        return frame.unknown("a key that is only known once its resource exists")
    if default is _NONE:
        raise Problem("there is no such key")
    return default


@function("merge", 0, None, partial=True, symbolic=True)
def _merge(args: list[Datum], _frame: Frame) -> Datum:
    made: dict[str, Datum] = {}
    maybe: dict[str, Unknown] = {}
    more: Unknown | None = None
    for each in args:
        if each is None:
            continue
        if isinstance(each, Unknown):
            # It may set any key: what came before it is no longer sure.
            made = {key: _overridden(value, each) for key, value in made.items()}
            more = each
            continue
        found = mapping(each)
        if isinstance(found, OpenMap) and found.more is not None:
            made = {key: _overridden(value, found.more) for key, value in made.items()}
            more = found.more
        doubts = found.maybe if isinstance(found, OpenMap) else {}
        for key, value in found.items():
            if key not in doubts:
                made[key] = value
                maybe.pop(key, None)
            elif key in made and key not in maybe:
                made[key] = _overridden(made[key], doubts[key])
            else:
                made[key] = value
                maybe[key] = doubts[key]
    return OpenMap(made, maybe, more) if maybe or more is not None else made


def _overridden(value: Datum, why: Unknown) -> Unknown:
    hint = value if isinstance(value, str) else ""
    return Unknown(f"{why.reason} (it may replace this value)", why.source, hint, why.refs)


@function("zipmap", 2, partial=True, symbolic=True)
def _zipmap(args: list[Datum], _frame: Frame) -> Datum:
    names, items = closed(must_know(args[0])), closed(must_know(args[1]))
    if len(names) != len(items):
        raise Problem("the lists differ in length")
    why = first_unknown(names)
    if why is not None:
        raise Hidden(why)
    return {text_of(name): item for name, item in zip(names, items, strict=True)}


@function("transpose", 1)
def _transpose(args: list[Datum], _frame: Frame) -> Datum:
    made: dict[str, list[Datum]] = {}
    found = closed_map(args[0])
    for key in sorted(found):
        for each in listing(found[key]):
            made.setdefault(text(each), []).append(key)
    return made
