"""Expressions to Python closures: made once for a text, called for every instance.

A closure takes a `Frame` and returns a value, never raising: an error that Terraform would report
is a `Failure`, what cannot be known an `Unknown`. What does not depend on the frame is a `Constant`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from ringfence.model.facts import Unknown
from ringfence.readers.terraform.evaluation.frame import NOT_HERE, Frame
from ringfence.readers.terraform.evaluation.functions import call
from ringfence.readers.terraform.evaluation.functions.files import working_folder
from ringfence.readers.terraform.evaluation.mentioned import references
from ringfence.readers.terraform.evaluation.operators import (
    BINARY,
    attribute,
    index,
    merge_arms,
    minus,
    negate,
    splat,
    truth,
)
from ringfence.readers.terraform.evaluation.values import (
    MAX_TEXT,
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

Code: TypeAlias = Callable[[Frame], Datum]


class Constant:
    """Code that gives the same value everywhere."""

    __slots__ = ("value",)

    def __init__(self, value: Datum) -> None:
        self.value = value

    def __call__(self, frame: Frame) -> Datum:
        """Return the value."""
        del frame
        return self.value


class Compiler:
    """Compiles expressions, each once."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[hcl.Expression, Code]] = {}

    def code(self, expression: hcl.Expression) -> Code:
        """Return the code of an expression."""
        if type(expression) is hcl.Literal:
            return Constant(expression.value)
        known = self._made.get(id(expression))
        if known is None:
            # The expression is kept, so that its identity stays its own.
            known = (expression, _compile(expression, self.code))
            self._made[id(expression)] = known
        return known[1]


Compile: TypeAlias = Callable[[hcl.Expression], Code]


def _compile(expression: hcl.Expression, inner: Compile) -> Code:
    return _MAKERS[type(expression)](expression, inner)


def _literal(node: hcl.Literal, _inner: Compile) -> Code:
    return Constant(node.value)


def _broken(node: hcl.Broken, _inner: Compile) -> Code:
    reason = f"the expression {node.what}"
    return lambda frame: frame.unknown(reason)


def _element(_node: hcl.Element, _inner: Compile) -> Code:
    return lambda frame: frame.element


def _name(node: hcl.Name, _inner: Compile) -> Code:
    name = node.name

    def run(frame: Frame) -> Datum:
        if name in frame.names:
            return frame.names[name]
        return frame.fail(f"`{name}` is no value by itself")

    return run


def _attr(node: hcl.Attr, inner: Compile) -> Code:
    path: list[str] = [node.name]
    of = node.of
    while isinstance(of, hcl.Attr):
        path.append(of.name)
        of = of.of
    path.reverse()
    if isinstance(of, hcl.Name):
        return _traversal(of.name, path)
    code, name = inner(node.of), node.name
    return lambda frame: attribute(code(frame), name, frame)


def _traversal(root: str, path: list[str]) -> Code:
    """Return the code of `root.a.b.c`, where the root may be a name of the frame."""
    start, taken = _start(root, path)
    rest = tuple(path[taken:])

    def run(frame: Frame) -> Datum:
        if frame.names and root in frame.names:
            value = frame.names[root]
            steps: tuple[str, ...] | list[str] = path
        else:
            value = start(frame)
            steps = rest
        for step in steps:
            value = attribute(value, step, frame)
        return value

    return run


def _start(root: str, path: list[str]) -> tuple[Code, int]:
    """Return the code of the beginning of a traversal, and how many steps it takes."""
    first = path[0]
    simple = _SCOPES.get(root)
    if simple is not None:
        return simple(first), 1
    if root == "self":
        return (lambda frame: _here(frame.owner, "self", frame)), 0
    if root == "data" and len(path) > 1:
        second = path[1]
        return lambda frame: frame.scope.resource("data", first, second), 2
    if root == "ephemeral":
        return lambda frame: frame.unknown("ephemeral values are not kept"), len(path)
    return lambda frame: frame.scope.resource("managed", root, first), 1


def _terraform(name: str) -> Code:
    if name == "workspace":
        return lambda frame: frame.scope.workspace()
    return lambda frame: frame.unknown(f"`terraform.{name}` depends on who runs Terraform")


def _here(value: Datum, name: str, frame: Frame) -> Datum:
    if value is NOT_HERE:
        return frame.fail(f"`{name}` is not available here")
    return value


def _each_key(frame: Frame) -> Datum:
    return _here(frame.each_key, "each", frame)


def _each_value(frame: Frame) -> Datum:
    return _here(frame.each_value, "each", frame)


def _relative(folder: str, root: str) -> str:
    """Return the path of a folder relative to the root folder, as Terraform shows it."""
    here = [part for part in folder.split("/") if part not in ("", ".")]
    there = [part for part in root.split("/") if part not in ("", ".")]
    shared = 0
    while shared < min(len(here), len(there)) and here[shared] == there[shared]:
        shared += 1
    steps = [".."] * (len(there) - shared) + here[shared:]
    return "/".join(steps) or "."


def _no_path(frame: Frame) -> Datum:
    return frame.fail("`path` has `module`, `root` and `cwd`")


_PATHS: Final[dict[str, Code]] = {
    "module": lambda frame: _relative(frame.scope.path, frame.scope.root_path),
    "root": lambda _frame: ".",
    "cwd": working_folder,
}


_SCOPES: Final[dict[str, Callable[[str], Code]]] = {
    "var": lambda name: lambda frame: frame.scope.variable(name),
    "local": lambda name: lambda frame: frame.scope.local(name),
    "module": lambda name: lambda frame: frame.scope.call(name),
    "each": lambda name: _each_key if name == "key" else _each_value,
    "count": lambda _: lambda frame: _here(frame.count_index, "count", frame),
    "path": lambda name: _PATHS.get(name, _no_path),
    "terraform": _terraform,
}


def _index(node: hcl.Index, inner: Compile) -> Code:
    of, key = inner(node.of), inner(node.key)
    if isinstance(node.of, hcl.Name) and not isinstance(node.key, hcl.Literal):
        name = node.of.name
        return lambda frame: index(_named(name, frame), key(frame), frame)
    return lambda frame: index(of(frame), key(frame), frame)


def _named(name: str, frame: Frame) -> Datum:
    if name in frame.names:
        return frame.names[name]
    if name in ("local", "var"):
        return frame.unknown(f"which of `{name}` is meant is only known when it runs")
    return frame.fail(f"`{name}` is no value by itself")


def _splat(node: hcl.Splat, inner: Compile) -> Code:
    of, each = inner(node.of), inner(node.each)
    return lambda frame: splat(of(frame), each, frame)


def _template(node: hcl.Template, inner: Compile) -> Code:
    parts = [inner(part) for part in node.parts]
    return lambda frame: join([part(frame) for part in parts], frame)


def join(values: list[Datum], frame: Frame) -> Datum:
    """Return the parts of a template as one text."""
    texts: list[str] = []
    doubt: Unknown | None = None
    refs: tuple[str, ...] = ()
    for value in values:
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, Unknown):
            if doubt is None or isinstance(value, Failure):
                doubt = value
            refs += value.refs
            texts.append(value.hint)
        else:
            try:
                texts.append(text_of(value))
            except Problem as problem:
                return frame.fail(str(problem))
    if sum(map(len, texts)) > MAX_TEXT:
        return frame.unknown(f"a text of more than {MAX_TEXT} characters")
    joined = "".join(texts)
    return joined if doubt is None else frame.derived(doubt, "in a text", joined, refs)


def text_from(value: Datum, frame: Frame) -> Datum:
    """Return what a template file makes: always a text."""
    return join([value], frame)


def _template_if(node: hcl.TemplateIf, inner: Compile) -> Code:
    return _choose(inner(node.condition), inner(node.then), inner(node.otherwise), ())


def _conditional(node: hcl.Conditional, inner: Compile) -> Code:
    then, otherwise = inner(node.then), inner(node.otherwise)
    refs = tuple(dict.fromkeys((*references(node.then), *references(node.otherwise))))
    textual = any(_is_text(arm) for arm in (node.then, node.otherwise))
    choose = _choose(inner(node.condition), then, otherwise, refs)
    if not textual:
        return choose

    def run(frame: Frame) -> Datum:
        # Both arms have one type: a number beside a text is a text.
        value = choose(frame)
        return text_of(value) if isinstance(value, bool | int | float) else value

    return run


def _is_text(node: hcl.Expression) -> bool:
    return isinstance(node, hcl.Template) or (
        isinstance(node, hcl.Literal) and isinstance(node.value, str)
    )


def _choose(condition: Code, then: Code, otherwise: Code, refs: tuple[str, ...]) -> Code:
    def run(frame: Frame) -> Datum:
        decided = truth(condition(frame), frame)
        if decided is True:
            return then(frame)
        if decided is False:
            return otherwise(frame)
        if isinstance(decided, Failure):
            return decided
        prefixed = tuple(frame.scope.prefixed(ref) for ref in refs)
        return merge_arms(decided, then(frame), otherwise(frame), prefixed, frame)

    return run


def _template_for(node: hcl.TemplateFor, inner: Compile) -> Code:
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


def _for_tuple(node: hcl.ForTuple, inner: Compile) -> Code:
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


def _for_object(node: hcl.ForObject, inner: Compile) -> Code:
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


def _tuple(node: hcl.TupleOf, inner: Compile) -> Code:
    codes = [inner(item) for item in node.items]
    if all(isinstance(code, Constant) for code in codes):
        return Constant([code.value for code in codes if isinstance(code, Constant)])

    def run(frame: Frame) -> Datum:
        made = [code(frame) for code in codes]
        # What holds a failure fails: `try` must see it.
        return next((each for each in made if type(each) is Failure), made)

    return run


def _object(node: hcl.ObjectOf, inner: Compile) -> Code:
    pairs = [(inner(key), inner(value)) for key, value in node.items]
    if all(isinstance(key, Constant) for key, _ in pairs):
        named = []
        for key, value in pairs:
            assert isinstance(key, Constant)
            if key.value is None:
                return lambda frame: frame.fail("null is no key")
            named.append((text_of(key.value), value))
        if all(isinstance(value, Constant) for _, value in named):
            return Constant({k: v.value for k, v in named if isinstance(v, Constant)})

        def make(frame: Frame) -> Datum:
            made = {key: value(frame) for key, value in named}
            return next((each for each in made.values() if type(each) is Failure), made)

        return make

    def run(frame: Frame) -> Datum:
        made: dict[str, Datum] = {}
        more: Unknown | None = None
        for key, value in pairs:
            name = key(frame)
            if isinstance(name, Unknown):
                if isinstance(name, Failure):
                    return name
                more = name
                continue
            each = value(frame)
            if isinstance(each, Failure):
                return each
            try:
                made[text_of(name)] = each
            except Problem as problem:
                return frame.fail(str(problem))
        return OpenMap(made, None, more) if more is not None else made

    return run


def _call(node: hcl.Call, inner: Compile) -> Code:
    return call(node, [inner(each) for each in node.arguments])


def _unary(node: hcl.Unary, inner: Compile) -> Code:
    code = inner(node.of)
    apply = negate if node.operator == "!" else minus
    if isinstance(code, Constant) and apply is minus and type(code.value) in (int, float):
        return Constant(-code.value)
    return lambda frame: apply(code(frame), frame)


def _binary(node: hcl.Binary, inner: Compile) -> Code:
    left, right = inner(node.left), inner(node.right)
    if node.operator in ("&&", "||"):
        return _logic(left, right, node.operator == "||")
    apply = BINARY.get(node.operator)
    if apply is None:
        return lambda frame: frame.unknown(f"the operator `{node.operator}` is not known")
    return lambda frame: apply(left(frame), right(frame), frame)


def _logic(left: Code, right: Code, decisive: bool) -> Code:
    """Return the code of `||` (decided by true) or `&&` (decided by false)."""

    def run(frame: Frame) -> Datum:
        one = truth(left(frame), frame)
        if one is decisive or isinstance(one, Failure):
            return one
        other = truth(right(frame), frame)
        if other is decisive or isinstance(other, Failure):
            return other
        return one if isinstance(one, Unknown) else other

    return run


_MAKERS: Final[dict[type, Callable[..., Code]]] = {
    hcl.Literal: _literal,
    hcl.Broken: _broken,
    hcl.Element: _element,
    hcl.Name: _name,
    hcl.Attr: _attr,
    hcl.Index: _index,
    hcl.Splat: _splat,
    hcl.Template: _template,
    hcl.TemplateIf: _template_if,
    hcl.TemplateFor: _template_for,
    hcl.Conditional: _conditional,
    hcl.ForTuple: _for_tuple,
    hcl.ForObject: _for_object,
    hcl.TupleOf: _tuple,
    hcl.ObjectOf: _object,
    hcl.Call: _call,
    hcl.Unary: _unary,
    hcl.Binary: _binary,
}
