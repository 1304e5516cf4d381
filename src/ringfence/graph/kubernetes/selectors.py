"""Selectors: which pods and namespaces labels single out.

Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ (read for the
meaning of an empty selector: it selects everything; one that is absent selects nothing where a
Service has it, and is up to the field elsewhere).
"""

from __future__ import annotations

from typing import Final

from ringfence.graph.kubernetes.objects import (
    NAMESPACE,
    NO,
    YES,
    Match,
    Pods,
    World,
    both,
    equal,
    namespace_of,
)
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

NAME_LABEL: Final = "kubernetes.io/metadata.name"
"""The label that every namespace has, with its own name
(https://kubernetes.io/docs/reference/labels-annotations-taints/)."""


def has_labels(wanted: Value | Absent, labels: Value | Absent) -> Match:
    """Tell whether labels hold every pair of `wanted` (a map). An empty map wants nothing."""
    if isinstance(wanted, Unknown):
        return Match(True, wanted)
    if not isinstance(wanted, dict):
        return YES
    if not wanted:
        return YES
    if isinstance(labels, Unknown):
        return Match(True, labels)
    held = labels if isinstance(labels, dict) else {}
    return both(
        *(equal(_text(value), _text(held.get(key, ABSENT))) for key, value in wanted.items())
    )


def _text(value: Value | Absent) -> Value | Absent:
    """Return a label as text: numbers and booleans that were not quoted are meant as such."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else value


def selects(selector: Value | Absent, labels: Value | Absent) -> Match:
    """Tell whether a label selector (`matchLabels`, `matchExpressions`) selects labels."""
    if isinstance(selector, Unknown):
        return Match(True, selector)
    if not isinstance(selector, dict):
        return YES
    found = [has_labels(selector.get("matchLabels"), labels)]
    for expression, doubt in members(selector.get("matchExpressions")):
        match = _expression(expression, labels)
        found.append(match if doubt is None or not match.holds else Match(True, doubt))
    return both(*found)


def _expression(expression: Value, labels: Value | Absent) -> Match:
    if isinstance(expression, Unknown):
        return Match(True, expression)
    key, operator = dig(expression, "key"), dig(expression, "operator")
    values = [_text(each) for each, _ in members(dig(expression, "values"))]
    hidden = next((e for e in (key, operator, labels, *values) if isinstance(e, Unknown)), None)
    if hidden is not None:
        return Match(True, hidden)
    held = labels if isinstance(labels, dict) else {}
    value = _text(held.get(str(key), ABSENT))
    if isinstance(value, Unknown):
        return Match(True, value)
    holds = {
        "In": value in values,
        "NotIn": value not in values,
        "Exists": value is not ABSENT,
        "DoesNotExist": value is ABSENT,
    }.get(str(operator))
    if holds is None:
        return Match(True, Unknown(f"the operator `{operator}` of a selector is not known"))
    return YES if holds else NO


def selects_namespace(selector: Value | Absent, world: World, pods: Pods) -> Match:
    """Tell whether a namespace selector selects the namespace of pods."""
    namespace = namespace_of(pods.workload)
    if isinstance(namespace, Unknown):
        return Match(True, namespace)
    labels: dict[str, Value] = {NAME_LABEL: namespace}
    declared = [each for each, _ in world.named(pods.workload, "", namespace, NAMESPACE)]
    for each in declared:
        stated = dig(each.body, "metadata.labels")
        if isinstance(stated, dict):
            labels = {**stated, **labels}
        elif isinstance(stated, Unknown):
            return Match(True, stated)
    match = selects(selector, labels)
    if declared or _only_name(selector):
        return match
    why = Unknown(f"the labels of namespace `{namespace}` are not in the tree")
    return Match(True, why)


def _only_name(selector: Value | Absent) -> bool:
    """Tell whether a selector asks for nothing but the name of the namespace."""
    if not isinstance(selector, dict):
        return True
    wanted = selector.get("matchLabels")
    keys = set(wanted) if isinstance(wanted, dict) else set()
    if isinstance(wanted, Unknown):
        return False
    for expression, _ in members(selector.get("matchExpressions")):
        keys.add(str(dig(expression, "key")))
    return keys <= {NAME_LABEL}


def service_selects(service: Resource, pods: Pods) -> Match:
    """Tell whether a Service sends to pods. One without a selector selects none."""
    selector = dig(service.body, "spec.selector")
    if selector is ABSENT or selector is None or selector == {}:
        return NO
    return has_labels(selector, pods.labels)


def pairs(labels: Value | Absent) -> set[str] | None:
    """Return labels as texts `key=value`, None where one is not known."""
    if isinstance(labels, Unknown):
        return None
    held = labels if isinstance(labels, dict) else {}
    if any(isinstance(value, Unknown) for value in held.values()):
        return None
    return {f"{key}={_text(value)}" for key, value in held.items()}


def needs(selector: Value | Absent) -> tuple[str, ...] | None:
    """Return one pair that everything has which a map of labels selects.

    None where nothing is needed, or what is needed is not known.
    """
    wanted = pairs(selector)
    return (min(wanted),) if wanted else None
