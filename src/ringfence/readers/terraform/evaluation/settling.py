"""From what expressions evaluate to, to plain data for the world outside of evaluation."""

from __future__ import annotations

from ringfence.model.facts import MAYBE, Unknown, Value
from ringfence.readers.terraform.evaluation.values import (
    Datum,
    Encoded,
    Lazy,
    Many,
    OpenList,
    OpenMap,
)


def settle(value: Datum) -> Value:
    """Return a value as plain data for the world outside of evaluation."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Unknown):
        return Encoded(value, settle(value.structure)) if isinstance(value, Encoded) else value
    if isinstance(value, list):
        return _settle_list(value)
    if isinstance(value, dict):
        return _settle_map(value)
    if isinstance(value, Many):
        return settle(value.opened())
    assert isinstance(value, Lazy)
    return settle(value.whole())


def _settle_list(value: list[Datum]) -> Value:
    if isinstance(value, OpenList):
        return _settle_open(value)
    if type(value) is list and _plain(value):
        return value
    return [settle(each) for each in value]


def _settle_map(value: dict[str, Datum]) -> Value:
    if isinstance(value, OpenMap):
        if value.more is not None:
            return Unknown(value.more.reason, value.more.source, value.more.hint, value.more.refs)
        return {k: settle(v) if k not in value.maybe else value.maybe[k] for k, v in value.items()}
    return {key: settle(each) for key, each in value.items()}


def _plain(items: list[Datum]) -> bool:
    return all(type(each) is str for each in items)


def _settle_open(value: OpenList) -> Value:
    made: list[Value] = []
    for index, each in enumerate(value):
        settled = settle(each)
        doubt = value.maybe.get(index)
        if doubt is None:
            made.append(settled)
        elif isinstance(settled, dict):
            made.append({**settled, MAYBE: doubt})
        else:
            hint = settled if isinstance(settled, str) else ""
            made.append(Unknown(doubt.reason, doubt.source, hint or doubt.hint, doubt.refs))
    if value.more is not None:
        made.append(value.more)
    return made
