"""The `if` of a policy rule, evaluated offline with three answers.

Operators and their meaning: https://learn.microsoft.com/azure/governance/policy/concepts/definition-structure-policy-rule.
Comparison ignores case except in `match` and `notMatch`; numbers and booleans equal their texts; a
condition on an alias with `[*]` must hold for every element, so it holds for none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from ringfence.graph.azure.policy.answers import Answer, every, negated, some
from ringfence.graph.azure.policy.expressions import Scope, element_of, resolve
from ringfence.graph.azure.policy.subject import region_of
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.symbols import has_symbol, same

_DEPTH: Final = 60


def evaluate(condition: Value | Absent, scope: Scope, depth: int = 0) -> Answer:
    """Tell whether a condition holds for the subject of `scope`."""
    if isinstance(condition, Unknown):
        return condition
    if not isinstance(condition, dict) or depth > _DEPTH:
        return Unknown("a condition of the policy cannot be read")
    keys = {key.lower(): value for key, value in condition.items()}
    for name, join in (("allof", every), ("anyof", some)):
        if name in keys:
            return join(
                partial(evaluate, element if doubt is None else doubt, scope, depth + 1)
                for element, doubt in members(keys[name])
            )
    if "not" in keys:
        return negated(evaluate(keys["not"], scope, depth + 1))
    return _condition(keys, scope, depth)


def _condition(keys: Mapping[str, Value], scope: Scope, depth: int) -> Answer:
    operator = next((key for key in keys if key in _OPERATORS), None)
    if operator is None:
        return Unknown("a condition of the policy has no operator that is modelled")
    wanted = resolve(keys[operator], scope)
    if "count" in keys:
        return _compare(operator, _count(keys["count"], scope, depth), wanted, scope)
    if "value" in keys:
        return _compare(operator, resolve(keys["value"], scope), wanted, scope)
    name = resolve(keys.get("field"), scope)
    if isinstance(name, Unknown):
        return name
    if not isinstance(name, str) or scope.subject is None:
        return Unknown("a condition of the policy names no field")
    value = element_of(scope, name)
    if isinstance(value, Absent):
        value = scope.subject.field(name)
    if name.lower() == "location":
        return _compare(operator, value, _regions(wanted), scope)
    if "[*]" in name and isinstance(value, list) and operator != "exists":
        return every(partial(_compare, operator, each, wanted, scope) for each in value)
    return _compare(operator, value, wanted, scope)


def _regions(wanted: Value | Absent) -> Value | Absent:
    """Return what a location is compared with, normalised; `global` and symbols stay."""
    if isinstance(wanted, list):
        return [_kept(region_of(each)) for each in wanted]
    return region_of(wanted)


def _kept(value: Value | Absent) -> Value:
    return None if isinstance(value, Absent) else value


def _count(count: Value, scope: Scope, depth: int) -> Value:
    """Return how many elements satisfy `where`, or an Unknown."""
    if not isinstance(count, dict) or scope.subject is None:
        return Unknown("a count of the policy cannot be read")
    keys = {key.lower(): value for key, value in count.items()}
    name = keys.get("field")
    if isinstance(name, str):
        collection, alias = scope.subject.field(name), name.lower()
    else:
        collection, alias = resolve(keys.get("value"), scope), str(keys.get("name") or "").lower()
    if isinstance(collection, Unknown):
        return collection
    if not isinstance(collection, list):
        return 0
    total = 0
    for element, doubt in members(collection):
        if doubt is not None:
            return doubt
        if "where" not in keys:
            total += 1
            continue
        answer = evaluate(
            keys["where"], replace(scope, current={**scope.current, alias: element}), depth + 1
        )
        if isinstance(answer, Unknown):
            return answer
        total += answer
    return total


def _compare(operator: str, value: Value | Absent, wanted: Value | Absent, scope: Scope) -> Answer:
    if operator == "exists":
        if isinstance(value, Unknown):
            return value
        there = not isinstance(value, Absent) and value is not None and value != []
        return there == (str(wanted).lower() == "true")
    for side in (value, wanted):
        if isinstance(side, Unknown):
            return side
    return _OPERATORS[operator](_kept(value), _kept(wanted), scope)


def _equal(left: Value, right: Value, scope: Scope) -> Answer:
    for side in (left, right):
        if isinstance(side, Unknown):
            return side
    texts = [str(side).lower() if not isinstance(side, str) else side for side in (left, right)]
    if left is None or right is None:
        return (left or "") == (right or "")
    if isinstance(left, list | dict) or isinstance(right, list | dict):
        return left == right
    if not any(has_symbol(text) for text in texts):
        return texts[0].lower() == texts[1].lower()
    if scope.subject is not None and scope.subject.location in texts:
        other = texts[0] if texts[1] == scope.subject.location else texts[1]
        if other in scope.subject.inside:
            return False  # the location was chosen outside the boundary
    found = same(texts[0], texts[1])
    if found is None:
        return Unknown("a value that the policy compares is known at deployment only")
    return found


def _in(value: Value, wanted: Value, scope: Scope) -> Answer:
    if not isinstance(wanted, list):
        return Unknown("`in` needs a list")
    return some(partial(_equal, value, each, scope) for each in wanted)


def _like(value: Value, wanted: Value, _: Scope) -> Answer:
    left, right = str(value or ""), str(wanted or "")
    if has_symbol(left) or has_symbol(right):
        return Unknown("a value that the policy compares is known at deployment only")
    pattern = ".*".join(re.escape(piece) for piece in right.split("*"))
    return re.fullmatch(pattern, left, re.IGNORECASE | re.DOTALL) is not None


def _match(value: Value, wanted: Value, _: Scope, *, fold: bool) -> Answer:
    left, right = str(value or ""), str(wanted or "")
    if has_symbol(left) or has_symbol(right):
        return Unknown("a value that the policy compares is known at deployment only")
    letters = {"#": r"\d", "?": "[A-Za-z]", ".": "."}
    pattern = "".join(letters.get(each) or re.escape(each) for each in right)
    return re.fullmatch(pattern, left, re.IGNORECASE if fold else 0) is not None


def _contains(value: Value, wanted: Value, scope: Scope) -> Answer:
    if isinstance(value, list):
        return _in(wanted, value, scope)
    left, right = str(value or ""), str(wanted or "")
    if has_symbol(left) or has_symbol(right):
        return Unknown("a value that the policy compares is known at deployment only")
    return right.lower() in left.lower()


def _contains_key(value: Value, wanted: Value, _: Scope) -> Answer:
    return isinstance(value, dict) and str(wanted).lower() in {key.lower() for key in value}


def _order(value: Value, wanted: Value, _: Scope, *, holds: Callable[[int], bool]) -> Answer:
    if isinstance(value, bool) or isinstance(wanted, bool) or value is None or wanted is None:
        return Unknown("values of different types are compared")
    if isinstance(value, int | float) and isinstance(wanted, int | float):
        return holds((value > wanted) - (value < wanted))
    if isinstance(value, str) and isinstance(wanted, str):
        left, right = value.lower(), wanted.lower()
        return holds((left > right) - (left < right))
    return Unknown("values of different types are compared")


_Test = Callable[[Value, Value, Scope], Answer]


def _not(test: _Test) -> _Test:
    return lambda value, wanted, scope: negated(test(value, wanted, scope))


_OPERATORS: Final[dict[str, _Test]] = {
    "exists": _equal,  # decided before its operands are looked at
    "equals": _equal,
    "notequals": _not(_equal),
    "in": _in,
    "notin": _not(_in),
    "like": _like,
    "notlike": _not(_like),
    "match": partial(_match, fold=False),
    "notmatch": _not(partial(_match, fold=False)),
    "matchinsensitively": partial(_match, fold=True),
    "notmatchinsensitively": _not(partial(_match, fold=True)),
    "contains": _contains,
    "notcontains": _not(_contains),
    "containskey": _contains_key,
    "notcontainskey": _not(_contains_key),
    "less": partial(_order, holds=lambda order: order < 0),
    "lessorequals": partial(_order, holds=lambda order: order <= 0),
    "greater": partial(_order, holds=lambda order: order > 0),
    "greaterorequals": partial(_order, holds=lambda order: order >= 0),
}
