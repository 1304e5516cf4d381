"""What a parameter file states, whatever its form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ringfence.model.facts import Source, Unknown
from ringfence.readers.arm.nesting import file_value, parameter_source
from ringfence.readers.arm.template import TemplateFile, each_member, member
from ringfence.readers.arm.values import Operand


@dataclass(slots=True, eq=False)
class Stated:
    """The values of one parameter file.

    `values` maps lower-case names of parameters to what evaluates their value (null leaves a
    parameter to its default). `place` says where a parameter is given its value. `hidden` says why
    there may be more values than these.
    """

    name: str
    place: Callable[[str], Source]
    values: dict[str, Callable[[], Operand]] = field(default_factory=dict)
    hidden: Unknown | None = None


def is_parameters(body: Any) -> bool:
    """Tell whether a decoded document holds parameter values."""
    if not isinstance(body, dict) or not isinstance(member(body, "parameters"), dict):
        return False
    if "deploymentparameters.json" in str(member(body, "$schema")).lower():
        return True
    entries = [entry for _, entry in each_member(member(body, "parameters"))]
    return (
        member(body, "resources") is None
        and bool(entries)
        and all(
            isinstance(entry, dict) and {"value", "reference"} & {key.lower() for key in entry}
            for entry in entries
        )
    )


def of_json(file: TemplateFile, root: str) -> Stated:
    """Return what a JSON parameter file states. Its values are literal."""
    written: dict[str, str] = {}
    made = Stated(file.name, lambda name: parameter_source(file, written.get(name, name)))
    for name, entry in each_member(member(file.body, "parameters")):
        written[name.lower()] = name
        made.values[name.lower()] = _value(file, name, entry, root)
    return made


def _value(file: TemplateFile, name: str, entry: Any, root: str) -> Callable[[], Operand]:
    return lambda: file_value(file, name, entry, root)
