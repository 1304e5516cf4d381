"""The names of a file and of what it imports, as the names of one template.

What comes from another file ends in `$` and a number. Files that are loaded become variables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ringfence.model.estate import Blind
from ringfence.readers.arm.values import Unsettled
from ringfence.readers.bicep.loading import Loader
from ringfence.readers.bicep.scope import Place, literal
from ringfence.readers.bicep.texts import call, formula, quoted
from ringfence.readers.bicep.types import imported_unit
from ringfence.readers.bicep.units import Unit, Units
from ringfence.syntax.bicep.tree import (
    Call,
    Expression,
    Function,
    Import,
    Interpolated,
    Literal,
    Param,
    Variable,
)

if TYPE_CHECKING:
    from ringfence.readers.bicep.values import Values

SPACE: Final = "bicep"
"""The namespace of functions that a file declares."""

MAX_CONSTANTS: Final = 20
"""Most variables that are followed to a literal path."""


class Names:
    """The variables and functions of one template; `unit` is the file that it is made of.

    `gaps` is what could not be read in it and in the files that went into it.
    """

    def __init__(self, unit: Unit, units: Units, values: Values) -> None:
        self.unit = unit
        self.units = units
        self.values = values
        self.variables: dict[str, Any] = {}
        self.functions: dict[str, Any] = {}
        self.gaps: list[Blind] = []
        self._loader = Loader(units.tree)
        self._foreign: list[Unit] = [unit]
        self._loaded: dict[tuple[str, ...], str] = {}
        self._faults(unit)

    def _faults(self, unit: Unit) -> None:
        for fault in unit.file.faults:
            what = f"a declaration cannot be read: {fault.what}"
            self.gaps.append(Blind(f"`{unit.name}`", what, unit.source(fault.at)))

    def unknown(self, reason: str) -> str:
        """Return an expression whose value is not known."""
        return call("$unknown", quoted(reason))

    def _prefix(self, unit: Unit) -> str:
        """Return what ends the names of things that come from another file."""
        if unit is self.unit:
            return ""
        for index, other in enumerate(self._foreign):
            if other is unit:
                return f"${index}"
        self._foreign.append(unit)
        self._faults(unit)
        return f"${len(self._foreign) - 1}"

    def variable(self, unit: Unit, declared: Variable) -> str:
        """Lower a variable, of this file or another; return its name in the template."""
        name = declared.name + self._prefix(unit)
        if name not in self.variables:
            self.variables[name] = None
            made = self.values.value(declared.value, Place(unit), name)
            self.values.put(self.variables, name, made, declared.at if unit is self.unit else 0)
        return name

    def name(self, name: str, place: Place) -> str | None:
        """Return what a name is that is no resource: a parameter, a variable, an import."""
        declared = place.unit.table.get(name)
        if isinstance(declared, Variable):
            return call("variables", quoted(self.variable(place.unit, declared)))
        if isinstance(declared, Param):
            if place.unit is self.unit:
                return call("parameters", quoted(name))
            return self.unknown(f"`{name}` is a parameter of another file")
        if name in place.unit.imported:
            imported, original = place.unit.imported[name]
            return self._imported(imported, original, place)
        return None

    def member(self, space: str, name: str, place: Place) -> str | None:
        """Return what `space.name` is where `space` is an imported file."""
        imported = place.unit.spaces.get(space)
        return None if imported is None else self._imported(imported, name, place)

    def _imported(self, imported: Import, name: str, place: Place) -> str:
        unit = self._opened(imported, place)
        declared = unit.table.get(name) if unit is not None else None
        if unit is not None and isinstance(declared, Variable):
            return call("variables", quoted(self.variable(unit, declared)))
        return self._not_imported(imported, name)

    def _not_imported(self, imported: Import, name: str) -> str:
        path = literal(imported.path)
        return self.unknown(f"`{name}` of `{path}` cannot be imported")

    def _opened(self, imported: Import, place: Place) -> Unit | None:
        unit = imported_unit(imported, place.unit, self.units)
        if unit is not None:
            self._prefix(unit)
        return unit

    def function(self, name: str, place: Place, *, space: str = "") -> str | None:
        """Return the name that a function of a file has in the template, None if it is none."""
        unit: Unit | None = place.unit
        imported = place.unit.spaces.get(space) if space else None
        if not space and name in place.unit.imported:
            imported, name = place.unit.imported[name]
        if imported is not None:
            unit = self._opened(imported, place)
        elif space:
            return None
        declared = unit.table.get(name) if unit is not None else None
        if unit is not None and isinstance(declared, Function):
            return f"{SPACE}.{self._function(unit, declared)}"
        if imported is not None:
            return f"{SPACE}.{self._missing_function(imported, name)}"
        return None

    def _function(self, unit: Unit, declared: Function) -> str:
        name = declared.name + self._prefix(unit)
        if name not in self.functions:
            made: dict[str, Any] = {"parameters": [{"name": each} for each in declared.parameters]}
            self.values.put(self.functions, name, made, declared.at if unit is self.unit else 0)
            local = {each: call("parameters", quoted(each)) for each in declared.parameters}
            made["output"] = {
                "value": self.values.value(declared.body, Place(unit).binding(**local))
            }
        return name

    def _missing_function(self, imported: Import, name: str) -> str:
        """Enter a function that cannot be had: whatever it is given, its value is not known."""
        key = f"{name}$0"
        value = formula(self._not_imported(imported, name))
        self.functions.setdefault(key, {"parameters": [], "output": {"value": value}})
        return key

    def loaded(self, node: Call, place: Place) -> str:
        """Return the content of a file that is loaded when the template is made."""
        arguments = [self._constant(each, place) for each in node.arguments]
        if not arguments or None in arguments:
            return self.unknown(f"`{node.name}` is given no literal path")
        key = (place.unit.name, node.name, *map(str, arguments))
        if key not in self._loaded:
            value = self._loader.load(node.name, place.unit, [str(each) for each in arguments])
            if isinstance(value, Unsettled):
                return self.unknown(value.reason)
            name = self._loaded[key] = f"$loaded{len(self._loaded)}"
            self.values.put(self.variables, name, value, node.at if place.unit is self.unit else 0)
        return call("variables", quoted(self._loaded[key]))

    def _constant(self, node: Expression, place: Place, left: int = MAX_CONSTANTS) -> str | None:
        """Return a literal text, through variables and interpolation; None if it is none."""
        if isinstance(node, Literal):
            return str(node.value)
        if isinstance(node, Interpolated) and left:
            parts = [
                each if isinstance(each, str) else self._constant(each, place, left - 1)
                for each in node.parts
            ]
            known = [each for each in parts if each is not None]
            return "".join(known) if len(known) == len(parts) else None
        name = getattr(node, "name", "")
        declared = place.unit.table.get(name) if name not in place.local else None
        if isinstance(declared, Variable) and left:
            return self._constant(declared.value, Place(place.unit), left - 1)
        return None
