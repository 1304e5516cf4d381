"""Policy definitions and initiatives: what an assignment assigns, with its parameters bound."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from ringfence.graph.azure.policy.expressions import Scope, resolve
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.reference import policies

DEFINITIONS: Final = "Microsoft.Authorization/policyDefinitions"
INITIATIVES: Final = "Microsoft.Authorization/policySetDefinitions"

_LOCATIONS: Final = re.compile(r"allowed.*(?:location|region)|(?:location|region)s?.*allowed")
"""Parameters of initiatives that take the places where resources may be."""
Reference: TypeAlias = "str | Unknown"
_DEPTH: Final = 100
_MODES: Final = frozenset({"all", "indexed"})
_SCOPED: Final = ("/subscriptions/", "/providers/microsoft.management/")


@dataclass(frozen=True, slots=True)
class Member:
    """One definition as an assignment applies it.

    `rule` is the policyRule, `parameters` the values bound to its parameters by lower-case name.
    `reference` is its id within an initiative, "" for a definition that is assigned by itself, and
    the reason where the id is not known.
    `doubt` says why it is not known what the definition does; then `rule` is empty.
    """

    rule: Mapping[str, Value]
    parameters: Mapping[str, Value]
    mode: str = "indexed"
    reference: Reference = ""
    doubt: Unknown | None = None

    @property
    def by_location(self) -> bool:
        """Whether the rule looks at where a resource is created, or may do so."""
        if self.doubt is not None:
            return True
        if self.mode not in _MODES:
            return False
        return _mentions_location(self.rule.get("if"))


def _mentions_location(value: Value | Absent, depth: int = 0) -> bool:
    if isinstance(value, Unknown) or depth > _DEPTH:
        return True
    if isinstance(value, dict):
        for key, inner in value.items():
            if key.lower() == "field" and isinstance(inner, str) and inner.lower() == "location":
                return True
            if _mentions_location(inner, depth + 1):
                return True
        return False
    if isinstance(value, list):
        return any(_mentions_location(element, depth + 1) for element in value)
    return isinstance(value, str) and "field('location')" in value.lower()


def of_assignment(assignment: Resource, estate: Estate) -> list[Member]:
    """Return the members of what is assigned that decide by location, or may."""
    given = assignment.look("properties.policyDefinitionId")
    values = _values(assignment.look("properties.parameters"))
    found = _assigned(given, values, estate, assignment)
    return [member for member in found if member.by_location]


def _values(parameters: Value | Absent) -> Mapping[str, Value] | Unknown:
    """Return `{name: {value: x}}` as `{name: x}`, names in lower case."""
    if isinstance(parameters, Unknown):
        return parameters
    bound: dict[str, Value] = {}
    for name, holder in parameters.items() if isinstance(parameters, dict) else ():
        value = holder if isinstance(holder, Unknown) else dig(holder, "value")
        if not isinstance(value, Absent):
            bound[name.lower()] = value
    return bound


def _assigned(
    given: Value | Absent,
    values: Mapping[str, Value] | Unknown,
    estate: Estate,
    assignment: Resource,
) -> Iterator[Member]:
    if isinstance(given, Unknown):
        yield _unknown(given)
        return
    if not isinstance(given, str) or not given:
        why = f"what `{assignment.address}` assigns is not stated"
        yield _unknown(Unknown(why, assignment.locate("properties.policyDefinitionId")))
        return
    declared = estate.get(given)
    guid = given.lower().rstrip("/").rsplit("/", 1)[-1]
    if declared is not None and declared.external is not None:
        shown = declared.look("properties.displayName")
        guid = policies.by_display_name(shown) if isinstance(shown, str) else guid
        if policies.definition(guid) is None and policies.initiative(guid) is None:
            yield _unknown(declared.external)
            return
        declared = None
    if declared is not None:
        yield from _declared(declared, values, estate)
        return
    yield from _built_in(given, guid, values, estate, assignment)


def _declared(
    declared: Resource, values: Mapping[str, Value] | Unknown, estate: Estate
) -> Iterator[Member]:
    body = declared.look("properties")
    if declared.presence is not None:
        yield _unknown(declared.presence)
    elif declared.kind == INITIATIVES.lower():
        yield from _initiative(body, values, estate)
    else:
        yield _definition(body, values)


def _built_in(
    given: str,
    guid: str,
    values: Mapping[str, Value] | Unknown,
    estate: Estate,
    assignment: Resource,
) -> Iterator[Member]:
    """What is not declared: a built-in one, or a custom one that is not in the code.

    A built-in definition that is not in the table does not decide by location, unless it is an
    initiative that takes a list of locations.
    """
    definition, initiative = policies.definition(guid), policies.initiative(guid)
    if definition is not None:
        yield _definition(definition, values)
    elif initiative is not None:
        yield from _initiative(initiative, values, estate)
    elif (twins := _same_name(given, estate)) is not None:
        for member in (each for twin in twins for each in _declared(twin, values, estate)):
            if member.by_location:
                why = (
                    f"whether `{assignment.address}` assigns a definition of that name is not known"
                )
                yield _unknown(Unknown(why, assignment.locate("properties.policyDefinitionId")))
    elif _custom(given) or isinstance(values, Unknown) or any(map(_LOCATIONS.search, values)):
        why = f"the definition that `{assignment.address}` assigns is not in the code"
        yield _unknown(Unknown(why, assignment.locate("properties.policyDefinitionId")))


def _same_name(given: str, estate: Estate) -> list[Resource] | None:
    """Return declared definitions that an id with symbols may mean, None if there are none.

    Templates of one organisation deploy definitions into one management group and assign them
    from another template: only the name of the group is not the same symbol.
    """
    name = given.lower().rstrip("/").rsplit("/", 1)[-1]
    perhaps = estate.lookup(given, DEFINITIONS, INITIATIVES).perhaps
    return [each for each in perhaps if each.key.rsplit("/", 1)[-1] == name] or None


def _custom(given: str) -> bool:
    """Tell whether an id may be that of a custom definition: it has a scope, or is a symbol."""
    lower = given.lower()
    return lower.startswith(_SCOPED) or not lower.startswith("/providers/microsoft.authorization/")


def _unknown(doubt: Unknown, reference: Reference = "") -> Member:
    return Member({}, {}, reference=reference, doubt=doubt)


def _definition(
    body: Value | Absent | dict[str, Any],
    values: Mapping[str, Value] | Unknown,
    reference: Reference = "",
) -> Member:
    rule = _parsed(dig(body, "policyRule"))
    mode = dig(body, "mode")
    if isinstance(rule, Unknown):
        return _unknown(rule, reference)
    if not isinstance(rule, dict):
        return _unknown(Unknown("a policy definition has no rule that can be read"), reference)
    if isinstance(mode, Unknown):
        return _unknown(mode, reference)
    named = mode.lower() if isinstance(mode, str) else "indexed"
    return Member(rule, _bound(body, values), named, reference)


def _parsed(value: Value | Absent) -> Value | Absent:
    """Return an object that may still be written as JSON text."""
    if not isinstance(value, str):
        return value
    try:
        made: Value = json.loads(value)
    except ValueError:
        return Unknown("the text of a policy rule is no JSON")
    return made


def _bound(
    body: Value | Absent | dict[str, Any], values: Mapping[str, Value] | Unknown
) -> dict[str, Value]:
    """Return the values of all declared parameters: as given, else their defaults."""
    declared = _parsed(dig(body, "parameters"))
    bound: dict[str, Value] = {}
    for name, parameter in declared.items() if isinstance(declared, dict) else ():
        default = dig(parameter, "defaultValue")
        if not isinstance(default, Absent):
            bound[name.lower()] = default
        if isinstance(values, Unknown):
            bound[name.lower()] = values
    if not isinstance(values, Unknown):
        bound.update(values)
    return bound


def _initiative(
    body: Value | Absent | dict[str, Any],
    values: Mapping[str, Value] | Unknown,
    estate: Estate,
) -> Iterator[Member]:
    scope = Scope(_bound(body, values))
    for entry, doubt in members(dig(body, "policyDefinitions")):
        reference = dig(entry, "policyDefinitionReferenceId")
        name: Reference = reference if isinstance(reference, str | Unknown) else ""
        given = dig(entry, "policyDefinitionId")
        if doubt is not None or isinstance(given, Unknown):
            yield _unknown(doubt if doubt is not None else _reason(given), name)
            continue
        inner = _values(_parsed(dig(entry, "parameters")))
        bound: Mapping[str, Value] | Unknown = inner
        if not isinstance(inner, Unknown):
            bound = {key: _value(resolve(value, scope)) for key, value in inner.items()}
        yield from _entry(given, bound, name, estate)


def _reason(value: Value | Absent) -> Unknown:
    return value if isinstance(value, Unknown) else Unknown("a member is not known")


def _value(value: Value | Absent) -> Value:
    return None if isinstance(value, Absent) else value


def _entry(
    given: Value | Absent, bound: Mapping[str, Value] | Unknown, name: Reference, estate: Estate
) -> Iterator[Member]:
    if not isinstance(given, str):
        yield _unknown(Unknown("a member of an initiative is not stated"), name)
        return
    declared = estate.get(given)
    if declared is not None and declared.external is None and declared.presence is None:
        yield _definition(declared.look("properties"), bound, name)
        return
    built_in = policies.definition(given.lower().rstrip("/").rsplit("/", 1)[-1])
    if built_in is not None:
        yield _definition(built_in, bound, name)
    elif declared is not None or _custom(given):
        yield _unknown(Unknown("a member of an initiative is not in the code"), name)
