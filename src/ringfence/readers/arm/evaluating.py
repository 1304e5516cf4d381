"""From what a template says to values: expressions evaluated, loops over properties unrolled."""

from __future__ import annotations

from typing import Any, Final

from ringfence.model.estate import Blind
from ringfence.model.facts import MAYBE, NOWHERE, Unknown, Value
from ringfence.model.symbols import symbol
from ringfence.readers.arm.compiling import compiled
from ringfence.readers.arm.frame import Frame
from ringfence.readers.arm.template import Path, TemplateFile, located, member
from ringfence.readers.arm.values import (
    MAX_NODES,
    Failure,
    Lazy,
    Malformed,
    More,
    Operand,
    Unsettled,
    kind_of,
    more,
    stand_in,
)
from ringfence.reference.spelling import Spelling, spelling
from ringfence.syntax.arm import unescaped

MAX_COPIES: Final = 10_000
"""Most passes of one copy loop; the vendor allows 800."""

_COPIES: Final = "the number of copies is not known"
TOO_DEEP: Final = "the values refer to each other through too many levels"
_FREE: Final = frozenset({"tags", "userAssignedIdentities", "parameters", "environmentVariables"})
"""Objects whose keys are the user's own words."""

VERBATIM: Final[Spelling] = Spelling({})


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
    return Unsettled(str(why), source, stand_in=symbol(text[1:200], frame.root))


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
        name = _key(key, frame, file, path) if key[:1] == "[" else key
        if isinstance(name, Unknown):
            return name
        made[name] = resolve(value, frame, file, (path, key))
    return made


def _key(key: str, frame: Frame, file: TemplateFile, path: Path) -> str | Unknown:
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
        name = _key(name, frame, file, path)
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
        stand = symbol(f"copyIndex({name})", frame.root)
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


# Bodies of resources


class Body:
    """Makes the body of one resource: values only, properties in their documented spelling.

    Where `shared`, the same text makes several resources, which must not share what they hold.
    """

    __slots__ = ("file", "frame", "nodes", "shared", "spelling")

    def __init__(self, frame: Frame, file: TemplateFile, type_: str, *, shared: bool) -> None:
        self.frame = frame
        self.file = file
        self.shared = shared
        self.spelling = spelling(type_)
        self.nodes = 0

    def member(self, raw: Any, name: str, path: Path) -> Value:
        """Return the value of a top-level member of the resource at `path`."""
        return self.value(raw, (path, name), _inner(self.spelling[name], self.spelling))

    def value(self, raw: Any, path: Path, spell: Spelling | None = None) -> Value:
        """Return the value of a part of the template."""
        kind = type(raw)
        if kind is str:
            return self.text(raw, path, spell) if raw[:1] == "[" else raw
        if kind is dict:
            return self.object(raw, path, self.spelling if spell is None else spell)
        if kind is list:
            return self.list(raw, path, self.spelling if spell is None else spell)
        return raw  # type: ignore[no-any-return]  # a JSON scalar

    def object(self, raw: dict[str, Any], path: Path, spell: Spelling) -> Value:
        """Return an object; a part of the template itself where nothing in it changes."""
        made: dict[str, Value] = {}
        changed = self.shared
        for key, value in raw.items():
            kind = type(value)
            new: Any = value
            name = spell[key]
            if key[:1] == "[":
                made_name = _key(key, self.frame, self.file, path)
                if isinstance(made_name, Unknown):
                    return made_name
                name = made_name
            if len(key) == 4 and is_copy(key, value):
                if (why := self._unroll(loops_of(value), (path, key), made)) is not None:
                    return why
                changed = True
                continue
            if kind is str:
                if value[:1] == "[":
                    new = self.text(value, (path, key), _inner(name, spell))
            elif kind is dict:
                new = self.object(value, (path, key), _inner(name, spell))
            elif kind is list:
                new = self.list(value, (path, key), spell)
            if new is not value or name != key:
                changed = True
            made[name] = new
        named = made.get("name")
        if isinstance(named, Unknown) and "properties" in made:
            made["name"] = stand_in(named)  # a part that others refer to by this name
        return made if changed else raw

    def _unroll(self, loops: list[Any], path: Path, made: dict[str, Value]) -> Unknown | None:
        """Add what loops make; return why it is not known which properties they make."""
        for index, loop in enumerate(loops):
            name = loop_name(loop, self.frame, self.file, (path, index))
            if isinstance(name, Unknown):
                return name
            listed = unrolled(loop, self.frame, self.file, (path, index), self._pass)
            made[self.spelling[name]] = listed
        return None

    def _pass(self, raw: Any, frame: Frame, file: TemplateFile, path: Path) -> Value:
        body = Body(frame, file, "", shared=True)
        body.spelling = self.spelling
        return body.value(raw, path)

    def list(self, raw: list[Any], path: Path, spell: Spelling) -> list[Value]:
        """Return a list; a part of the template itself where nothing in it changes."""
        made: list[Value] = []
        changed = self.shared
        for index, each in enumerate(raw):
            new = self.value(each, (path, index), spell) if type(each) in _DEEP else each
            if new is not each:
                changed = True
            made.append(new)
        return made if changed else raw

    def text(self, raw: str, path: Path, spell: Spelling | None = None) -> Value:
        """Return what an expression makes, as a value that nobody else holds."""
        try:
            made = evaluate(raw, self.frame)
        except Failure as error:
            return unsettled(raw, error, self.frame, (self.file, path))
        if type(made) is str:
            return made
        return self.settled(made, path, self.spelling if spell is None else spell)

    def settled(self, made: Operand, path: Path, spell: Spelling = VERBATIM) -> Value:
        """Return an operand as a value: a copy, lazy parts settled, unknown ones with a place."""
        self.nodes = 0
        try:
            return self._copy(made, path, spell)
        except RecursionError:
            return Unsettled(TOO_DEEP, located(self.file, path))
        except Failure as error:
            return Unsettled(str(error), located(self.file, path))

    def _copy(self, made: Operand, path: Path, spell: Spelling) -> Value:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise Failure(f"the value grows past {MAX_NODES} parts")
        if isinstance(made, Lazy):
            made = made.settle()
        if isinstance(made, dict):
            copied = {
                (name := spell[key]): self._copy(value, path, _inner(name, spell))
                for key, value in made.items()
            }
            named = copied.get("name")
            if isinstance(named, Unknown) and "properties" in copied:
                copied["name"] = stand_in(named)
            return copied
        if isinstance(made, list):
            return [self._copy(value, path, spell) for value in made]
        if isinstance(made, Unknown):
            return self._unknown(made, path)
        if made is None or isinstance(made, bool | int | float | str):
            return made
        raise Failure("a lambda is no value")

    def _unknown(self, why: Unknown, path: Path) -> Value:
        text = stand_in(why)
        if text.startswith(("/subscriptions/", "/providers/")) and not isinstance(why, More):
            return text  # an id some of whose segments are not known is still an id
        if why.source is not NOWHERE:
            return why
        return Unsettled(why.reason, located(self.file, path), why.hint, why.refs, text)


_DEEP: Final = frozenset({str, dict, list})


def _inner(name: str, spell: Spelling) -> Spelling:
    """Return the spelling that holds below a property, given in its documented spelling."""
    return VERBATIM if name in _FREE else spell


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
