"""Functions on lists and maps. Where members are not known, what is known of the rest stays."""

from __future__ import annotations

from ringfence.model.facts import Unknown
from ringfence.model.symbols import OPEN
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.functions.registry import (
    Hidden,
    closed,
    function,
    listing,
    must_know,
    text,
    unify,
    whole_number,
)
from ringfence.readers.terraform.evaluation.operators import equal
from ringfence.readers.terraform.evaluation.values import (
    MAX_ITEMS,
    Datum,
    Lazy,
    Many,
    OpenList,
    Problem,
    SetOf,
    Withheld,
    bool_of,
    either,
    first_unknown,
    is_open,
    number_of,
)


@function("length", 1, partial=True, symbolic=True)
def _length(args: list[Datum], _frame: Frame) -> Datum:
    value = must_know(args[0])
    if isinstance(value, str):
        if OPEN in value:
            raise Withheld("the text is not known in full")
        return len(value)
    if isinstance(value, Many | list | dict):
        why = is_open(value)
        if why is not None:
            raise Hidden(why)
        assert not isinstance(value, Many)
        return len(value)
    if isinstance(value, Lazy):
        raise Withheld("the attributes of a resource are not counted")
    raise Problem("a collection or text is needed here")


@function("coalesce", 1, None, partial=True, symbolic=True)
def _coalesce(args: list[Datum], _frame: Frame) -> Datum:
    for each in unify(args):
        if isinstance(each, Unknown):
            raise Hidden(each)
        if each is not None and each != "":
            return each
    raise Problem("every argument is null or empty")


@function("coalescelist", 1, None, partial=True, symbolic=True)
def _coalescelist(args: list[Datum], _frame: Frame) -> Datum:
    for each in args:
        if each is None:
            continue
        items = listing(must_know(each))
        if len(items) > len(items.maybe if isinstance(items, OpenList) else ()):
            return items
        why = is_open(items)
        if why is not None:
            raise Hidden(why)
    raise Problem("every argument is null or empty")


@function("compact", 1, partial=True, symbolic=True)
def _compact(args: list[Datum], _frame: Frame) -> Datum:
    items = listing(must_know(args[0]))
    made: list[Datum] = []
    maybe: dict[int, Unknown] = {}
    for at, each in enumerate(items):
        doubt = items.maybe.get(at) if isinstance(items, OpenList) else None
        if isinstance(each, Unknown):
            doubt = each  # it may be empty
        elif each is None or each == "":
            continue
        if doubt is not None:
            maybe[len(made)] = doubt
        made.append(each)
    more = items.more if isinstance(items, OpenList) else None
    return OpenList(made, maybe, more) if maybe or more is not None else made


@function("concat", 1, None, partial=True, symbolic=True)
def _concat(args: list[Datum], _frame: Frame) -> Datum:
    made: list[Datum] = []
    maybe: dict[int, Unknown] = {}
    more: Unknown | None = None
    for each in args:
        if isinstance(each, Unknown):
            more = either(more, each)
            continue
        items = listing(each)
        if isinstance(items, OpenList):
            maybe.update({len(made) + at: why for at, why in items.maybe.items()})
            more = either(more, items.more)
        made += items
        _bounded(len(made))
    made = unify(made)
    if more is not None:
        # Where the unknown part stands is not kept: every place after it is uncertain anyway.
        return OpenList(made, maybe, more)
    return OpenList(made, maybe) if maybe else made


def _bounded(count: int) -> None:
    if count > MAX_ITEMS:
        raise Withheld(f"it makes more than {MAX_ITEMS} elements")


@function("contains", 2, partial=True, symbolic=True)
def _contains(args: list[Datum], _frame: Frame) -> Datum:
    items, wanted = listing(must_know(args[0])), args[1]
    doubt = items.more if isinstance(items, OpenList) else None
    for at, each in enumerate(items):
        same = equal(each, wanted)
        unsure = items.maybe.get(at) if isinstance(items, OpenList) else None
        if same is True and unsure is None:
            return True
        if same is not False:
            doubt = same if isinstance(same, Unknown) else unsure
    if doubt is not None:
        raise Hidden(doubt)
    return False


@function("distinct", 1, symbolic=True)
def _distinct(args: list[Datum], _frame: Frame) -> Datum:
    made: list[Datum] = []
    seen: set[object] = set()
    for each in unify(closed(args[0])):
        key = (type(each), each) if isinstance(each, str | int | float) else repr(each)
        if key not in seen:
            seen.add(key)
            made.append(each)
    return made


@function("element", 2, partial=True, symbolic=True)
def _element(args: list[Datum], _frame: Frame) -> Datum:
    items, at = closed(must_know(args[0])), whole_number(must_know(args[1]))
    if not items:
        raise Problem("an empty list has no element")
    if isinstance(items, SetOf):
        raise Problem("a set has no elements by number")
    if at < 0:
        raise Withheld("whether places count from the end depends on the version of Terraform")
    return items[at % len(items)]


@function("flatten", 1, partial=True, symbolic=True)
def _flatten(args: list[Datum], _frame: Frame) -> Datum:
    made: list[Datum] = []
    maybe: dict[int, Unknown] = {}
    more = _flat(listing(must_know(args[0])), made, maybe, None)
    return OpenList(made, maybe, more) if maybe or more is not None else made


def _flat(
    items: list[Datum], out: list[Datum], maybe: dict[int, Unknown], doubt: Unknown | None
) -> Unknown | None:
    """Append what is inside of lists; an unknown among lists may be a list of anything."""
    more = items.more if isinstance(items, OpenList) else None
    nested = any(isinstance(each, list | Many) for each in items)
    for at, each in enumerate(items):
        unsure = items.maybe.get(at, doubt) if isinstance(items, OpenList) else doubt
        inner = each.opened() if isinstance(each, Many) else each
        if isinstance(inner, list):
            more = either(_flat(inner, out, maybe, unsure), more)
        elif isinstance(inner, Unknown) and nested:
            more = inner
        else:
            if unsure is not None or isinstance(inner, Unknown):
                maybe[len(out)] = unsure if unsure is not None else inner
            out.append(inner)
            _bounded(len(out))
    return more


@function("index", 2, symbolic=True)
def _index(args: list[Datum], _frame: Frame) -> Datum:
    for at, each in enumerate(closed(args[0])):
        same = equal(each, args[1])
        if isinstance(same, Unknown):
            raise Hidden(same)
        if same:
            return at
    raise Problem("the list has no such element")


@function("one", 1, partial=True, symbolic=True)
def _one(args: list[Datum], _frame: Frame) -> Datum:
    items = listing(must_know(args[0]))
    why = is_open(items)
    if why is not None:
        raise Hidden(why)
    if len(items) > 1:
        raise Problem("the list has more than one element")
    return items[0] if items else None


@function("range", 1, 3)
def _range(args: list[Datum], _frame: Frame) -> Datum:
    numbers = [number_of(each) for each in args]
    start, limit = (0, numbers[0]) if len(numbers) == 1 else (numbers[0], numbers[1])
    step = numbers[2] if len(numbers) == 3 else (1 if limit >= start else -1)
    if step == 0 or (limit - start) * step < 0:
        raise Problem("the step leads away from the limit")
    if (limit - start) / step > 1024:
        raise Problem("more than 1024 elements")
    made: list[Datum] = []
    at = start
    while (at < limit) if step > 0 else (at > limit):
        made.append(at)
        at += step
    return made


@function("reverse", 1, partial=True, symbolic=True)
def _reverse(args: list[Datum], _frame: Frame) -> Datum:
    return closed(must_know(args[0]))[::-1]


@function("slice", 3, partial=True, symbolic=True)
def _slice(args: list[Datum], _frame: Frame) -> Datum:
    items = closed(must_know(args[0]))
    start, end = whole_number(must_know(args[1])), whole_number(must_know(args[2]))
    if not 0 <= start <= end <= len(items):
        raise Problem("the list has no such part")
    return items[start:end]


@function("chunklist", 2, partial=True, symbolic=True)
def _chunklist(args: list[Datum], _frame: Frame) -> Datum:
    items, size = closed(must_know(args[0])), whole_number(must_know(args[1]))
    if size < 0:
        raise Problem("the size is negative")
    if size == 0 or not items:
        return [items] if items else []
    return [items[at : at + size] for at in range(0, len(items), size)]


@function("sort", 1)
def _sort(args: list[Datum], _frame: Frame) -> Datum:
    return sorted(text(each) for each in closed(args[0]))


@function("matchkeys", 3, partial=True, symbolic=True)
def _matchkeys(args: list[Datum], _frame: Frame) -> Datum:
    items, keys, wanted = (closed(must_know(each)) for each in args)
    if len(items) != len(keys):
        raise Problem("the lists differ in length")
    made: list[Datum] = []
    for item, key in zip(items, keys, strict=True):
        answers = [equal(key, each) for each in wanted]
        if True in [answer for answer in answers if isinstance(answer, bool)]:
            made.append(item)
            continue
        why = first_unknown(answers)
        if why is not None:
            raise Hidden(why)
    return made


@function("alltrue", 1, partial=True, symbolic=True)
def _alltrue(args: list[Datum], _frame: Frame) -> Datum:
    return _every(listing(must_know(args[0])), decisive=False)


@function("anytrue", 1, partial=True, symbolic=True)
def _anytrue(args: list[Datum], _frame: Frame) -> Datum:
    return _every(listing(must_know(args[0])), decisive=True)


def _every(items: list[Datum], *, decisive: bool) -> bool:
    doubt = items.more if isinstance(items, OpenList) else None
    for at, each in enumerate(items):
        if isinstance(each, Unknown):
            doubt = each
        elif each is None:
            if not decisive:
                return False
        elif bool_of(each) is decisive:
            unsure = items.maybe.get(at) if isinstance(items, OpenList) else None
            if unsure is None:
                return decisive
            doubt = unsure
    if doubt is not None:
        raise Hidden(doubt)
    return not decisive
