"""From what a template says to values: expressions evaluated, loops over properties unrolled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ringfence.model.estate import Blind
from ringfence.model.facts import MAYBE, Unknown
from ringfence.model.symbols import placeholder, show
from ringfence.readers.arm.compiling import compiled
from ringfence.readers.arm.frame import Frame
from ringfence.readers.arm.template import Path, TemplateFile, located, member
from ringfence.readers.arm.values import (
    Failure,
    Lazy,
    Malformed,
    More,
    Operand,
    Unsettled,
    doubt_of,
    get,
    kind_of,
    more,
    perhaps,
    shortened,
    stand_in,
)
from ringfence.syntax.arm import unescaped


class Each:
    """A loop over the elements of an array, as other languages have it: `body` for each of them.

    It stands where a template has a copy loop. In `body`, lambda variables named `item` and `index`
    hold the element and its number. Loops over resources have no body: the resource is it. `name`
    is what the loop makes, for symbols.
    """

    __slots__ = ("body", "collection", "index", "item", "name")

    def __init__(
        self, collection: Any, item: str, index: str, body: Any = None, name: str = ""
    ) -> None:
        self.name = name
        self.collection = collection
        self.item = item
        self.index = index
        self.body = body


MAX_COPIES: Final = 10_000
"""Most passes of one copy loop; the vendor allows 800."""

_COPIES: Final = "the number of copies is not known"
TOO_DEEP: Final = "the values refer to each other through too many levels"


def evaluate(text: str, frame: Frame) -> Operand:
    """Return what a string of a template stands for. Raises Failure."""
    if text[-1:] != "]":
        return text
    if text[1:2] == "[":
        plain = unescaped(text)
        return plain if frame.deferred is None else evaluate(plain, frame.deferred)
    try:
        return compiled(text)(frame)
    except RecursionError:
        raise Failure(TOO_DEEP) from None


def unsettled(text: str, why: Failure, frame: Frame, place: tuple[TemplateFile, Path]) -> Unsettled:
    """Return the unknown for an expression that cannot be evaluated."""
    source = located(*place)
    if isinstance(why, Malformed):
        frame.deployment.world.note(
            Blind("an expression", str(why), source, frame.root, inert=True)
        )
    return Unsettled(str(why), source, stand_in=placeholder(shortened(text[1:-1]), frame.root))


def resolve(raw: Any, frame: Frame, file: TemplateFile, path: Path) -> Operand:
    """Return a parameter, variable or output as an operand; what fails in it is unknown there."""
    kind = type(raw)
    if kind is str:
        if raw[:1] != "[":
            return raw
        try:
            return evaluate(raw, frame)
        except Failure as error:
            return unsettled(raw, error, frame, (file, path))
    if kind is dict:
        return _resolve_object(raw, frame, file, path)
    if kind is list:
        return [resolve(each, frame, file, (path, index)) for index, each in enumerate(raw)]
    if kind is Each:
        return repeated(raw, frame, file, path, resolve)
    return raw


def _resolve_object(raw: dict[str, Any], frame: Frame, file: TemplateFile, path: Path) -> Operand:
    made: dict[str, Operand] = {}
    for key, value in raw.items():
        if is_copy(key, value):
            for index, loop in enumerate(loops_of(value)):
                place: Path = ((path, key), index)
                name = loop_name(loop, frame, file, place)
                if isinstance(name, Unknown):
                    return name
                made[name] = unrolled(loop, frame, file, place, resolve)
            continue
        name = key_name(key, frame, file, path) if key[:1] == "[" else key
        if isinstance(name, Unknown):
            return name
        made[name] = resolve(value, frame, file, (path, key))
    return made


def key_name(key: str, frame: Frame, file: TemplateFile, path: Path) -> str | Unknown:
    """Return a property name that is an expression.

    If it is not known, any property may be meant: nothing is known of the object that has it.
    """
    value = resolve(key, frame, file, (path, key))
    if isinstance(value, Lazy):
        value = value.settle()
    return value if isinstance(value, Unknown) else str(value)


# Loops over properties


def is_copy(key: str, value: Any) -> bool:
    """Tell whether a member is a list of property copy loops: `copy: [{name, count, input}]`.

    An expression in place of a loop or of the list is one, too: loops that cannot be read.
    """
    if len(key) != 4 or key.lower() != "copy":
        return False
    return any(
        each[:1] == "[" if isinstance(each, str) else member(each, "count") is not None
        for each in loops_of(value)
    )


def loops_of(value: Any) -> list[Any]:
    """Return the loops of a `copy` member."""
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, str) else []


def loop_name(loop: Any, frame: Frame, file: TemplateFile, path: Path) -> str | Unknown:
    """Return the property that a loop makes; unknown if the loop is none or its name is not."""
    name = member(loop, "name")
    if isinstance(name, str) and name[:1] == "[":
        name = key_name(name, frame, file, path)
    if isinstance(name, str) and member(loop, "count") is not None:
        return name
    if isinstance(name, Unknown):
        return name
    return Unsettled("a copy loop has no literal name and count", located(file, path))


def passes(
    count: Any, name: str, frame: Frame, place: tuple[TemplateFile, Path]
) -> tuple[int, Unknown | None]:
    """Return the number of passes of a loop, or 1 and the reason why it is not known.

    Raises Failure if the count is no number.
    """
    value = resolve(count, frame, *place)
    if isinstance(value, Lazy):
        value = value.settle()
    if isinstance(value, Unknown):
        stand = placeholder(f"copyIndex({name})", frame.root)
        reason = value.reason
        if not reason.startswith(_COPIES):
            reason = f"{_COPIES}: {reason}"
        return 1, Unsettled(reason, value.source, stand_in=stand)
    if isinstance(value, str) and value.isdecimal() and len(value) < 20:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Failure(f"the count of the copy loop `{name}` is {kind_of(value)}, not a number")
    if value > MAX_COPIES:
        frame.deployment.world.too_many(name, value, MAX_COPIES, located(*place))
    return min(value, MAX_COPIES), None


def unrolled(
    loop: dict[str, Any], frame: Frame, file: TemplateFile, path: Path, make: Any
) -> Operand:
    """Return the list that a loop `{name, count, input}` makes, by `make` for each pass."""
    name = str(member(loop, "name"))
    source, below = member(loop, "input"), (path, "input")
    try:
        count, doubt = passes(member(loop, "count"), name, frame, (file, (path, "count")))
        frame.deployment.world.spend(count)
    except Failure as error:
        return Unsettled(str(error), located(file, path))
    if doubt is None:
        return [
            make(source, frame.copying(name, index, innermost=False), file, below)
            for index in range(count)
        ]
    element = make(source, frame.copying(name, doubt, innermost=False), file, below)
    return [{MAYBE: doubt, **element} if isinstance(element, dict) else more(doubt)]


def rounds(
    loop: Each, frame: Frame, place: tuple[TemplateFile, Path]
) -> Iterator[tuple[Frame, int, Unknown | None]]:
    """Yield the passes of a loop over elements: frame, number, and why there may be no such pass.

    Raises Failure if it goes over something that is no array.
    """
    names = [loop.item, loop.index]
    listed = resolve(loop.collection, frame, *place)
    if isinstance(listed, Lazy):
        listed = listed.settle()
    stand = placeholder(f"copyIndex({loop.name})", frame.root)
    if isinstance(listed, Unknown):
        which = Unsettled(f"{_COPIES}: {listed.reason}", listed.source, stand_in=stand)
        element = get(listed, which, frame.root)
        yield frame.binding(names, [element, which]), 0, listed
        return
    if not isinstance(listed, list):
        raise Failure(f"a loop goes over {kind_of(listed)}, not an array")
    if len(listed) > MAX_COPIES:
        frame.deployment.world.too_many(loop.item, len(listed), MAX_COPIES, located(*place))
    unsure = False
    for number, element in enumerate(listed[:MAX_COPIES]):
        doubt = doubt_of(element)
        unsure = unsure or doubt is not None
        index: Operand = number
        if unsure:
            index = Unsettled("elements before it may or may not be there", stand_in=stand)
        if isinstance(element, More):
            # One of any number of elements: another one than in any other loop over them.
            stand = placeholder(f"{show(stand_in(element))}[{loop.index}]", frame.root)
            element = Unsettled(  # noqa: PLW2901 - the element as the pass sees it
                element.reason, element.source, element.hint, element.refs, stand
            )
        yield frame.binding(names, [element, index]), number, doubt


def repeated(loop: Each, frame: Frame, file: TemplateFile, path: Path, make: Any) -> Operand:
    """Return the list that a loop over elements makes, by `make` for each pass."""
    made: list[Operand] = []
    try:
        for inner, number, doubt in rounds(loop, frame, (file, path)):
            element = make(loop.body, inner, file, (path, number))
            made.append(element if doubt is None else perhaps(doubt, element))
    except Failure as error:
        return Unsettled(str(error), located(file, path))
    return made


def name_text(value: Operand) -> tuple[str, Unknown | None]:
    """Return a value as a name: its text, and why it is not known if a stand-in had to do."""
    if isinstance(value, Lazy):
        value = value.settle()
    if isinstance(value, Unknown):
        return stand_in(value), value
    if isinstance(value, str):
        return value, None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value), None
    raise Failure(f"{kind_of(value)} is no name")
