"""The body of a resource: values only, in the documented spelling of its properties."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from ringfence.model.facts import NOWHERE, Unknown, Value
from ringfence.readers.arm.evaluating import (
    TOO_DEEP,
    Each,
    evaluate,
    is_copy,
    key_name,
    loop_name,
    loops_of,
    repeated,
    unrolled,
    unsettled,
)
from ringfence.readers.arm.frame import Frame
from ringfence.readers.arm.template import Path, TemplateFile, located
from ringfence.readers.arm.values import (
    MAX_NODES,
    Failure,
    Lazy,
    More,
    Operand,
    Unsettled,
    stand_in,
)
from ringfence.reference.spelling import INTEGERS, Spelling, booleans, spelling

_FREE: Final = frozenset({"tags", "userAssignedIdentities", "parameters", "environmentVariables"})
"""Objects whose keys are the user's own words."""

VERBATIM: Final[Spelling] = Spelling({})


class Body:
    """Makes the body of one resource: values only, properties in their documented spelling.

    Where `shared`, the same text makes several resources, which must not share what they hold.
    """

    __slots__ = ("file", "frame", "nodes", "shared", "spelling", "typed")

    def __init__(self, frame: Frame, file: TemplateFile, type_: str, *, shared: bool) -> None:
        self.frame = frame
        self.file = file
        self.shared = shared
        self.spelling = spelling(type_)
        self.typed = typed_names()
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
        if kind is Each:
            return repeated(raw, self.frame, self.file, path, self._pass)  # type: ignore[no-any-return]  # `_pass` makes values
        return raw  # type: ignore[no-any-return]  # a JSON scalar

    def object(self, raw: dict[str, Any], path: Path, spell: Spelling) -> Value:
        """Return an object; a part of the template itself where nothing in it changes."""
        made: dict[str, Value] = {}
        changed = self.shared
        for key, value in raw.items():
            if len(key) == 4 and is_copy(key, value):
                if (why := self._unroll(loops_of(value), (path, key), made)) is not None:
                    return why
                changed = True
                continue
            name = spell[key] if key[:1] != "[" else key_name(key, self.frame, self.file, path)
            if isinstance(name, Unknown):
                return name
            new: Any = value
            if type(value) in _DEEP or (type(value) is str and value[:1] == "["):
                new = self.value(value, (path, key), _inner(name, spell))
            if type(new) is str and name in self.typed and spell is not VERBATIM:
                new = typed(new)
            if new is not value or name != key:
                changed = True
            made[name] = new
        self._give_name(made)
        return made if changed else raw

    @staticmethod
    def _give_name(made: dict[str, Value]) -> None:
        """Name a part by its stand-in if its name is not known: others refer to it by this name."""
        named = made.get("name")
        if isinstance(named, Unknown) and "properties" in made:
            made["name"] = stand_in(named)

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
            new = self.value(each, (path, index), spell) if type(each) in _OPEN else each
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
            copied: dict[str, Value] = {}
            for key, value in made.items():
                name = spell[key]
                new = self._copy(value, path, _inner(name, spell))
                if isinstance(new, str) and name in self.typed and spell is not VERBATIM:
                    new = typed(new)
                copied[name] = new
            self._give_name(copied)
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


_OPEN: Final = frozenset({str, dict, list, Each})
_DEEP: Final = frozenset({dict, list, Each})


@cache
def typed_names() -> frozenset[str]:
    """Return the properties whose text may stand for a boolean or a number."""
    return booleans() | INTEGERS


def typed(text: str) -> Value:
    """Return `"true"` as true and `"100"` as 100: Resource Manager reads them so."""
    lower = text.strip().lower()
    if lower in ("true", "false"):
        return lower == "true"
    return int(text) if text.isdecimal() and len(text) < 20 else text


def _inner(name: str, spell: Spelling) -> Spelling:
    """Return the spelling that holds below a property, given in its documented spelling."""
    return VERBATIM if name in _FREE else spell
