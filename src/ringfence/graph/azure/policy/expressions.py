"""Template functions inside policy rules: `[parameters('allowed')]`, `[toLower(field('location'))]`.

Functions that policies may use: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule#policy-functions.
Whatever is not known here makes the answer unknown, never yes or no.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from ringfence.graph.azure.policy.subject import Subject, below
from ringfence.model.facts import ABSENT, Absent, Unknown, Value
from ringfence.model.symbols import has_symbol
from ringfence.syntax.arm import (
    Access,
    Call,
    Expression,
    ExpressionError,
    Literal,
    is_expression,
    parse,
    unescaped,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What expressions may refer to. `current` holds the elements that `count` walks through."""

    parameters: Mapping[str, Value]
    subject: Subject | None = None
    current: Mapping[str, Value] = field(default_factory=dict)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Expression | ExpressionError:
    try:
        return parse(text)
    except ExpressionError as error:
        return error


def resolve(value: Value | Absent, scope: Scope) -> Value | Absent:
    """Return a value of a rule with its expressions evaluated, lists element by element."""
    if isinstance(value, str):
        if not is_expression(value):
            return unescaped(value)
        tree = _parsed(value)
        if isinstance(tree, ExpressionError):
            return Unknown(f"the expression `{value}` {tree}")
        return _evaluate(tree, scope)
    if isinstance(value, list):
        return [_known(resolve(element, scope)) for element in value]
    return value


def _known(value: Value | Absent) -> Value:
    return None if isinstance(value, Absent) else value


def _evaluate(tree: Expression, scope: Scope) -> Value | Absent:
    if isinstance(tree, Literal):
        return tree.value
    if isinstance(tree, Access):
        return _access(_evaluate(tree.base, scope), _evaluate(tree.key, scope))
    return _call(tree, scope)


def _access(base: Value | Absent, key: Value | Absent) -> Value | Absent:
    if isinstance(base, Unknown):
        return base
    if isinstance(key, Unknown):
        return key
    if isinstance(base, dict):
        wanted = str(key).lower()
        for name, value in base.items():
            if name.lower() == wanted:
                return value
        return None
    if isinstance(base, list) and isinstance(key, int) and -1 < key < len(base):
        return base[key]
    return Unknown("an index leads nowhere")


def _call(tree: Call, scope: Scope) -> Value | Absent:
    name = tree.name.lower()
    if name == "if":
        condition = _evaluate(tree.arguments[0], scope) if len(tree.arguments) == 3 else None
        if not isinstance(condition, bool):
            return (
                condition if isinstance(condition, Unknown) else Unknown("`if` needs a condition")
            )
        return _evaluate(tree.arguments[1 if condition else 2], scope)
    arguments = [_evaluate(each, scope) for each in tree.arguments]
    if name in _SCOPED:
        return _SCOPED[name](arguments, scope)
    for argument in arguments:
        if isinstance(argument, Unknown):
            return argument
    function = _FUNCTIONS.get(name)
    if function is None:
        return Unknown(f"the policy function `{tree.name}` is not modelled")
    known = [_known(argument) for argument in arguments]
    try:
        return function(known)
    except (TypeError, ValueError, IndexError, AttributeError) as error:
        return Unknown(f"the policy function `{tree.name}` fails: {error}")


def _parameters(arguments: list[Value | Absent], scope: Scope) -> Value | Absent:
    name = arguments[0] if arguments else None
    if not isinstance(name, str):
        return Unknown("a parameter's name is not known")
    found = scope.parameters.get(name.lower())
    if found is None and name.lower() not in scope.parameters:
        return Unknown(f"policy parameter `{name}` has no value")
    return found


def _field(arguments: list[Value | Absent], scope: Scope) -> Value | Absent:
    name = arguments[0] if arguments else None
    if scope.subject is None or not isinstance(name, str):
        return Unknown("a field is not known")
    seen = element_of(scope, name)
    if not isinstance(seen, Absent):
        return [seen]
    value = scope.subject.field(name)
    return "" if isinstance(value, Absent) else value


def _current(arguments: list[Value | Absent], scope: Scope) -> Value | Absent:
    if not arguments and len(scope.current) == 1:
        return next(iter(scope.current.values()))
    name = arguments[0] if arguments else None
    seen = element_of(scope, name) if isinstance(name, str) else Unknown("a name is not known")
    return Unknown("`current` is used outside of a count") if isinstance(seen, Absent) else seen


def element_of(scope: Scope, name: str) -> Value | Absent:
    """Return what an alias means inside a count: the element, or a property of it.

    ABSENT outside of a count over that alias; null for a property that the element lacks.
    """
    lower = name.lower()
    for alias, element in scope.current.items():
        if lower == alias:
            return element
        if lower.startswith(f"{alias}."):
            found = below(element, name[len(alias) + 1 :])
            return None if isinstance(found, Absent) else found
    return ABSENT


def _group(arguments: list[Value | Absent], scope: Scope) -> Value | Absent:
    del arguments
    if scope.subject is None:
        return Unknown("the resource group is not known")
    location = scope.subject.group_location
    if isinstance(location, Absent) or location is None:
        location = Unknown("the location of the resource group is not in the code")
    return {"location": location}


_SCOPED: Final[dict[str, Callable[[list[Value | Absent], Scope], Value | Absent]]] = {
    "parameters": _parameters,
    "field": _field,
    "current": _current,
    "resourcegroup": _group,
}


def _text(value: Value) -> str:
    """Return a known text. Symbols are text too, but nothing may look inside them."""
    if not isinstance(value, str) or has_symbol(value):
        raise TypeError("a text is not known")
    return value


def _same(left: Value, right: Value) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return _text(left).lower() == _text(right).lower()
    return left == right


def _concat(arguments: list[Value]) -> Value:
    if arguments and isinstance(arguments[0], list):
        joined: list[Value] = []
        for each in arguments:
            if not isinstance(each, list):
                raise TypeError("texts and arrays are mixed")
            joined += each
        return joined
    return "".join(str(each) for each in arguments)


def _contains(arguments: list[Value]) -> Value:
    whole, part = arguments
    if isinstance(whole, list):
        return any(_same(each, part) for each in whole)
    if isinstance(whole, dict):
        return any(key.lower() == str(part).lower() for key in whole)
    return _text(part) in _text(whole)


def _length(arguments: list[Value]) -> Value:
    value = arguments[0]
    if not isinstance(value, str | list | dict):
        raise TypeError("there is no length")
    return len(value)


def _first(arguments: list[Value], at: int) -> Value:
    value = arguments[0]
    if isinstance(value, list):
        return value[at] if value else None
    return _text(value)[at : at + 1 or None]


def _union(arguments: list[Value]) -> Value:
    merged: list[Value] = []
    for each in arguments:
        if not isinstance(each, list):
            raise TypeError("only unions of arrays are modelled")
        merged += [value for value in each if value not in merged]
    return merged


def _meet(arguments: list[Value]) -> Value:
    first, *others = arguments
    if not isinstance(first, list):
        raise TypeError("only intersections of arrays are modelled")
    return [v for v in first if all(isinstance(other, list) and v in other for other in others)]


def _boolean(value: Value) -> bool:
    if isinstance(value, bool):
        return value
    return _text(value).lower() == "true"


_FUNCTIONS: Final[dict[str, Callable[[list[Value]], Value]]] = {
    "and": lambda a: all(_boolean(each) for each in a),
    "bool": lambda a: _boolean(a[0]),
    "coalesce": lambda a: next((each for each in a if each is not None), None),
    "concat": _concat,
    "contains": _contains,
    "createarray": list[Value],
    "empty": lambda a: a[0] is None or not _length(a),
    "endswith": lambda a: _text(a[0]).lower().endswith(_text(a[1]).lower()),
    "equals": lambda a: _same(a[0], a[1]),
    "false": lambda _: False,
    "first": lambda a: _first(a, 0),
    "int": lambda a: int(str(a[0])),
    "intersection": _meet,
    "last": lambda a: _first(a, -1),
    "length": _length,
    "not": lambda a: not _boolean(a[0]),
    "null": lambda _: None,
    "or": lambda a: any(_boolean(each) for each in a),
    "replace": lambda a: _text(a[0]).replace(_text(a[1]), _text(a[2])),
    "split": lambda a: list(_text(a[0]).split(_text(a[1]))),
    "startswith": lambda a: _text(a[0]).lower().startswith(_text(a[1]).lower()),
    "string": lambda a: str(a[0]),
    "tolower": lambda a: _text(a[0]).lower(),
    "toupper": lambda a: _text(a[0]).upper(),
    "trim": lambda a: _text(a[0]).strip(),
    "true": lambda _: True,
    "union": _union,
}
