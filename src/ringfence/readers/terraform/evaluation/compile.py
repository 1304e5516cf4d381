"""Expressions to Python closures: made once for a text, called for every instance.

A closure takes a `Frame` and returns a value, never raising: an error that Terraform would report
is a `Failure`, what cannot be known an `Unknown`. What does not depend on the frame is a `Constant`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ringfence.model.facts import Unknown
from ringfence.readers.terraform.evaluation.code import Code, Compile, Constant
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.functions import call
from ringfence.readers.terraform.evaluation.loops import for_object, for_tuple, template_for
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
from ringfence.readers.terraform.evaluation.texts import join
from ringfence.readers.terraform.evaluation.traversals import traversal
from ringfence.readers.terraform.evaluation.values import (
    Datum,
    Failure,
    OpenMap,
    Problem,
    text_of,
)
from ringfence.syntax.hcl import tree as hcl


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
        return traversal(of.name, path)
    code, name = inner(node.of), node.name
    return lambda frame: attribute(code(frame), name, frame)


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
    hcl.TemplateFor: template_for,
    hcl.Conditional: _conditional,
    hcl.ForTuple: for_tuple,
    hcl.ForObject: for_object,
    hcl.TupleOf: _tuple,
    hcl.ObjectOf: _object,
    hcl.Call: _call,
    hcl.Unary: _unary,
    hcl.Binary: _binary,
}
