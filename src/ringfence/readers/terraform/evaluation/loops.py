"""`for` expressions and `%{ for }` directives."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.model.facts import Unknown
from ringfence.readers.terraform.evaluation.code import Code, Compile
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.operators import truth
from ringfence.readers.terraform.evaluation.texts import join
from ringfence.readers.terraform.evaluation.values import (
    Datum,
    Failure,
    OpenList,
    OpenMap,
    Problem,
    entries,
    first_unknown,
    more_of,
    text_of,
)
from ringfence.syntax.hcl import tree as hcl


def template_for(node: hcl.TemplateFor, inner: Compile) -> Code:
    collection, body = inner(node.collection), inner(node.body)

    def run(frame: Frame) -> Datum:
        value = collection(frame)
        if isinstance(value, Unknown):
            return value
        made: list[Datum] = []
        try:
            for _, _, doubt in _loop(value, node.key, node.value, frame):
                made.append(body(frame) if doubt is None else doubt)
        except Problem as problem:
            return frame.fail(str(problem))
        more = more_of(value)
        return join([*made, more] if more is not None else made, frame)

    return run


def _loop(
    value: Datum, key: str, name: str, frame: Frame
) -> Iterator[tuple[Datum, Datum, Unknown | None]]:
    """Yield the entries of a collection with the names of the loop set in the frame."""
    before = frame.names
    names = dict(before)
    frame.names = names
    spend = frame.scope.spend
    try:
        for at, each, doubt in entries(value):
            spend(1)
            if key:
                names[key] = at
            names[name] = each
            yield at, each, doubt
    finally:
        frame.names = before


def for_tuple(node: hcl.ForTuple, inner: Compile) -> Code:
    collection, result = inner(node.collection), inner(node.result)
    condition = inner(node.condition) if node.condition is not None else None

    def run(frame: Frame) -> Datum:
        value = collection(frame)
        if isinstance(value, Unknown):
            return value
        made: list[Datum] = []
        maybe: dict[int, Unknown] = {}
        try:
            for _, _, doubt in _loop(value, node.key, node.value, frame):
                keep = truth(condition(frame), frame) if condition is not None else True
                if keep is False:
                    continue
                why = keep if isinstance(keep, Unknown) else doubt
                if isinstance(why, Failure):
                    return why
                if why is not None:
                    maybe[len(made)] = why
                each = result(frame)
                if isinstance(each, Failure):
                    return each
                made.append(each)
        except Problem as problem:
            return _unlistable(value, problem, frame)
        more = more_of(value)
        return OpenList(made, maybe, more) if maybe or more is not None else made

    return run


def _unlistable(value: Datum, problem: Problem, frame: Frame) -> Unknown:
    if isinstance(value, str):
        return frame.unknown("a collection that is only known once its resource exists")
    return frame.fail(str(problem))


def for_object(node: hcl.ForObject, inner: Compile) -> Code:
    collection, result, name = inner(node.collection), inner(node.result), inner(node.name)
    condition = inner(node.condition) if node.condition is not None else None

    def run(frame: Frame) -> Datum:
        value = collection(frame)
        if isinstance(value, Unknown):
            return value
        out = _Grouped(node.group)
        out.more = more_of(value)
        try:
            for _, _, doubt in _loop(value, node.key, node.value, frame):
                keep = truth(condition(frame), frame) if condition is not None else True
                if keep is False:
                    continue
                why = keep if isinstance(keep, Unknown) else doubt
                if isinstance(why, Failure):
                    return why
                key, each = name(frame), result(frame)
                failed = first_unknown((key, each))
                if isinstance(failed, Failure):
                    return failed
                out.add(key, each, why)
        except Problem as problem:
            return _unlistable(value, problem, frame)
        return out.made()

    return run


class _Grouped:
    """The object that a `for` makes."""

    def __init__(self, group: bool) -> None:
        self.group = group
        self.entries: dict[str, Datum] = {}
        self.maybe: dict[str, Unknown] = {}
        self.more: Unknown | None = None

    def add(self, key: Datum, value: Datum, doubt: Unknown | None) -> None:
        """Add one entry. Raises Problem for a key that is none, or is there twice."""
        if isinstance(key, Unknown):
            self.more = key
            return
        name = text_of(key)
        if not self.group:
            if name in self.entries and doubt is None and name not in self.maybe:
                raise Problem("two elements have the same key")
            self.entries[name] = value
        else:
            self.entries[name] = [*self.entries.get(name, []), value]
        if doubt is not None:
            self.maybe[name] = doubt

    def made(self) -> Datum:
        """Return the object."""
        if self.maybe or self.more is not None:
            return OpenMap(self.entries, self.maybe, self.more)
        return self.entries
