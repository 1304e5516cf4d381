"""Functions of arrays; several take texts or objects as well.

An array may hold elements of which nothing is known (`More`) or that may not be there: what
depends on their number or place is unknown, what does not is answered.
"""

from __future__ import annotations

from collections.abc import Callable

from ringfence.model.facts import MAYBE, Unknown
from ringfence.model.symbols import OPEN
from ringfence.readers.arm import pieces
from ringfence.readers.arm.functions.texts import index_of
from ringfence.readers.arm.guards import array, bounded_array, settled, text, whole
from ringfence.readers.arm.registry import MANY, Style, function
from ringfence.readers.arm.values import (
    Failure,
    More,
    Operand,
    Segments,
    blurred,
    depends,
    equal,
    first_unknown,
    kind_of,
    more,
    open_ended,
    stand_in,
)

MAX_RANGE = 10_000
"""The vendor's limit of `range` and of copy loops is 800 to 10,000."""


@function("array")
def array_(value: Operand) -> Operand:
    """Return an array as it is, anything else as an array of one."""
    return value if isinstance(value, list) else [value]


@function("createArray", 0, MANY, style=Style.OPEN)
def create_array(arguments: list[Operand], root: str) -> Operand:
    """Return the arguments as an array."""
    del root
    return list(arguments)


@function("contains", 2, style=Style.OPEN)
def contains(arguments: list[Operand], root: str) -> Operand:
    """Tell whether an array holds a value, an object a key (any case), a text another."""
    container, sought = settled(arguments)
    if isinstance(container, Unknown):
        return blurred(container, "contains", [container, sought], root)
    if isinstance(container, list):
        return _array_holds(container, sought, root)
    if isinstance(sought, Unknown):
        return blurred(sought, "contains", [container, sought], root)
    sought = text(sought, "contains")
    if isinstance(container, dict):
        return _object_holds(container, sought, root)
    return _text_holds(text(container, "contains"), sought, root)


def _array_holds(container: list[Operand], sought: Operand, root: str) -> Operand:
    why = sought if isinstance(sought, Unknown) else open_ended(container)
    unsure = why is not None and bool(container)
    for element in container:
        answer = equal(element, sought)
        if answer is True and not _doubtful(element):
            return True
        if answer is None:
            unsure = True
            why = first_unknown(why, element)
    if not unsure:
        return False
    if why is None:
        return depends(str(sought), "contains", [container, sought], root)
    return blurred(why, "contains", [container, sought], root)


def _doubtful(element: Operand) -> bool:
    return isinstance(element, dict) and MAYBE in element


def _object_holds(container: dict[str, Operand], sought: str, root: str) -> Operand:
    keys = [key.lower() for key in container]
    if sought.lower() in keys:
        return True
    if OPEN in sought or any(OPEN in key for key in keys):
        return depends(sought, "contains", [container, sought], root)
    return False


def _text_holds(container: str, sought: str, root: str) -> Operand:
    if sought in container:
        return True
    if OPEN in sought or OPEN in container:
        return depends(container, "contains", [container, sought], root)
    return False


@function("empty", style=Style.OPEN)
def empty(arguments: list[Operand], root: str) -> Operand:
    """Tell whether a text, an array or an object is empty, or null."""
    (value,) = settled(arguments)
    if isinstance(value, Unknown):
        return blurred(value, "empty", [value], root)
    if value is None:
        return True
    if isinstance(value, list):
        if all(isinstance(each, More) or _doubtful(each) for each in value) and value:
            why = open_ended(value)
            assert why is not None
            return blurred(why, "empty", [value], root)
        return not value
    if isinstance(value, str):
        if OPEN in value and not pieces.never_empty(value):
            return depends(value, "empty", [value], root)
        return not value
    if isinstance(value, dict):
        return not value
    raise Failure(f"`empty` cannot take {kind_of(value)}")


@function("length", style=Style.OPEN)
def length(arguments: list[Operand], root: str) -> Operand:
    """Return the number of elements, characters or properties."""
    (value,) = settled(arguments)
    if isinstance(value, Unknown):
        return blurred(value, "length", [value], root)
    if isinstance(value, str):
        sizes = [pieces.length_of(piece) for piece in pieces.pieces(value)]
        known = [size for size in sizes if size is not None]
        if len(known) != len(sizes):
            return depends(value, "length", [value], root)
        return sum(known)
    if isinstance(value, dict):
        return len(value)
    return _counted(array(value, "length"), "length", root, len)


def _counted(
    listed: list[Operand], name: str, root: str, answer: Callable[[list[Operand]], Operand]
) -> Operand:
    """Return `answer(listed)` if number and order of the elements are known."""
    why = open_ended(listed)
    return answer(listed) if why is None else blurred(why, name, [listed], root)


@function("first", style=Style.OPEN)
def first(arguments: list[Operand], root: str) -> Operand:
    """Return the first element or character; null of an empty array."""
    return _end(settled(arguments)[0], "first", root)


@function("last", style=Style.OPEN)
def last(arguments: list[Operand], root: str) -> Operand:
    """Return the last element or character; null of an empty array."""
    return _end(settled(arguments)[0], "last", root)


def _end(value: Operand, name: str, root: str) -> Operand:
    if isinstance(value, Segments):
        return value.part(0 if name == "first" else -1)
    if isinstance(value, Unknown):
        return blurred(value, name, [value], root)
    at = 0 if name == "first" else -1
    if isinstance(value, str):
        return _end_of_text(value, at, name, root)
    listed = array(value, name)
    if not listed:
        return None
    why = open_ended([listed[at]])
    return listed[at] if why is None else blurred(why, name, [listed], root)


def _end_of_text(value: str, at: int, name: str, root: str) -> Operand:
    if not value:
        return ""
    if OPEN not in value:
        return value[at]
    known = pieces.literal_head(value) if at == 0 else pieces.literal_tail(value)
    return known[at] if known else depends(value, name, [value], root)


@function("indexFromEnd", 2, style=Style.OPEN)
def index_from_end(arguments: list[Operand], root: str) -> Operand:
    """Return an element counted from the end; 1 is the last."""
    return _from_end(arguments, root, strict=True)


@function("tryIndexFromEnd", 2, style=Style.OPEN)
def try_index_from_end(arguments: list[Operand], root: str) -> Operand:
    """Return an element counted from the end, null if there is none."""
    return _from_end(arguments, root, strict=False)


def _from_end(arguments: list[Operand], root: str, *, strict: bool) -> Operand:
    listed, index = settled(arguments)
    for each in (listed, index):
        if isinstance(each, Unknown):
            return blurred(each, "indexFromEnd", [listed, index], root)
    if listed is None and not strict:
        return None
    listed, at = array(listed, "indexFromEnd"), whole(index, "indexFromEnd")
    why = open_ended(listed[-at:] if at > 0 else listed)
    if why is not None:
        return blurred(why, "indexFromEnd", [listed, index], root)
    if 1 <= at <= len(listed):
        return listed[-at]
    if strict:
        raise Failure(f"there is no element {at} from the end among {len(listed)}")
    return None


@function("indexOf", 2, style=Style.OPEN)
def index(arguments: list[Operand], root: str) -> Operand:
    """Return the position of an element or a text, -1 if it is not there."""
    return _position(arguments, "indexOf", root)


@function("lastIndexOf", 2, style=Style.OPEN)
def last_index(arguments: list[Operand], root: str) -> Operand:
    """Return the last position of an element or a text, -1 if it is not there."""
    return _position(arguments, "lastIndexOf", root)


def _position(arguments: list[Operand], name: str, root: str) -> Operand:
    container, sought = settled(arguments)
    for each in (container, sought):
        if isinstance(each, Unknown):
            return blurred(each, name, [container, sought], root)
    if not isinstance(container, list):
        is_last = name == "lastIndexOf"
        return index_of(text(container, name), text(sought, name), last=is_last, root=root)
    if (why := open_ended(container)) is not None:
        return blurred(why, name, [container, sought], root)
    answers = [equal(element, sought) for element in container]
    if None in answers:
        return depends(str(sought), name, [container, sought], root)
    if True not in answers:
        return -1
    if name == "indexOf":
        return answers.index(True)
    return len(answers) - 1 - answers[::-1].index(True)


@function("range", 2)
def range_(start: Operand, count: Operand) -> Operand:
    """Return whole numbers, one after the other."""
    begin, size = whole(start, "range"), whole(count, "range")
    if not 0 <= size <= MAX_RANGE:
        raise Failure(f"`range` of {size} numbers: at most {MAX_RANGE} are made")
    return list(range(begin, begin + size))


@function("skip", 2, style=Style.OPEN)
def skip(arguments: list[Operand], root: str) -> Operand:
    """Return an array or a text without its first elements or characters."""
    return _cut(arguments, "skip", root)


@function("take", 2, style=Style.OPEN)
def take(arguments: list[Operand], root: str) -> Operand:
    """Return the first elements or characters."""
    return _cut(arguments, "take", root)


def _cut(arguments: list[Operand], name: str, root: str) -> Operand:
    value, count = settled(arguments)
    if isinstance(count, Unknown):
        return blurred(count, name, [value, count], root)
    size = max(0, whole(count, name))
    cut = pieces.take if name == "take" else pieces.skip
    if isinstance(value, Unknown):
        made = blurred(value, name, [value, count], root)
        made.stand_in = cut(stand_in(value), size, root)
        return made
    if isinstance(value, str):
        return cut(value, size, root)
    listed = array(value, name)
    why = open_ended(listed[:size])
    if why is None:
        return listed[:size] if name == "take" else listed[size:]
    return [*listed[:size], more(why)] if name == "take" else [more(why), *listed[size:]]


@function("flatten", style=Style.OPEN)
def flatten(arguments: list[Operand], root: str) -> Operand:
    """Return an array of arrays as one array."""
    (value,) = settled(arguments)
    if isinstance(value, Unknown):
        return blurred(value, "flatten", [value], root)
    made: list[Operand] = []
    for each in array(value, "flatten"):
        if isinstance(each, Unknown):
            made.append(more(each))
        else:
            made += array(each, "flatten")
    return bounded_array(made)


@function("distinct", style=Style.OPEN)
def distinct(arguments: list[Operand], root: str) -> Operand:
    """Return an array without repetitions."""
    (value,) = settled(arguments)
    if isinstance(value, Unknown):
        return blurred(value, "distinct", [value], root)
    return unique(array(value, "distinct"))


def unique(listed: list[Operand]) -> list[Operand]:
    """Return the elements, each once; elements that may be equal both stay."""
    made: list[Operand] = []
    texts: set[str] = set()
    for element in listed:
        if isinstance(element, str):
            if element not in texts:
                texts.add(element)
                made.append(element)
        elif not any(equal(element, other) is True for other in made):
            made.append(element)
    return made
