"""From a Bicep file to the body of a template, with the place of everything in it.

The body is what the ARM reader evaluates: parameters, variables, functions, resources by symbolic
name, outputs. Modules become deployments that link the file of the module. Loops stay loops over
elements (`arm.evaluating.Each`).
"""

from __future__ import annotations

from typing import Any, Final

from ringfence.model.estate import Blind
from ringfence.model.facts import Source
from ringfence.readers.arm.evaluating import Each
from ringfence.readers.arm.values import Unsettled
from ringfence.readers.bicep.expressions import Expressions
from ringfence.readers.bicep.loading import Loader
from ringfence.readers.bicep.resources import DEPLOYMENTS, loop_variables
from ringfence.readers.bicep.scope import Place, Reference, literal
from ringfence.readers.bicep.texts import call, formula, plain, quoted
from ringfence.readers.bicep.types import imported_unit, kind_of
from ringfence.readers.bicep.units import Symbol, Unit, Units, is_remote
from ringfence.syntax.bicep.tree import (
    Array,
    Call,
    Expression,
    For,
    Function,
    Import,
    Interpolated,
    Literal,
    Metadata,
    Module,
    NonNull,
    Object,
    Output,
    Param,
    Property,
    Spread,
    TargetScope,
    Variable,
)

_SCHEMA: Final = "https://schema.management.azure.com/schemas/2019-04-01/{}.json#"
_SCHEMAS: Final = {
    "subscription": "subscriptionDeploymentTemplate",
    "managementGroup": "managementGroupDeploymentTemplate",
    "tenant": "tenantDeploymentTemplate",
}
_OWN: Final = frozenset({"name", "parent", "scope", "dependsOn"})
"""Properties of a resource that say where it is, not what it is."""

_USUAL: Final = (
    "location", "tags", "sku", "kind", "identity", "properties", "zones", "plan", "managedBy",
    "extendedLocation",
)  # fmt: skip
"""Properties that a spread may bring into the body of a resource."""

_SPACE: Final = "bicep"
"""The namespace of functions that a file declares."""

Marks = dict[int, dict[str | int, int]]
"""Offsets of members by the identity of the container."""


class Lowering:
    """The lowering of one file.

    `marks` places what is in `body`. `gaps` is what could not be read. `units` are all files that
    went into it.
    """

    def __init__(self, unit: Unit, units: Units) -> None:
        self.unit = unit
        self.units = units
        self.body: dict[str, Any] = {}
        self.marks: Marks = {}
        self.gaps: list[Blind] = []
        self.expressions = Expressions(self)
        self.loader = Loader(units.tree)
        self._foreign: list[Unit] = [unit]
        self._variables: dict[str, Any] = {}
        self._functions: dict[str, Any] = {}
        self._loaded: dict[tuple[str, ...], str] = {}

    def run(self) -> dict[str, Any]:
        """Return the body of the template."""
        self._faults(self.unit)
        self.body["$schema"] = _SCHEMA.format(self._level())
        self.body["languageVersion"] = "2.0"
        sections: dict[str, dict[str, Any]] = {
            name: {} for name in ("metadata", "parameters", "resources", "outputs")
        }
        place = Place(self.unit)
        for declared in self.unit.file.declarations:
            if isinstance(declared, Param):
                self._put(sections["parameters"], declared.name, self._param(declared), declared.at)
            elif isinstance(declared, Variable):
                self._variable(self.unit, declared)
            elif isinstance(declared, Output):
                value = self._held({"value": self.value(declared.value, place)}, declared.at)
                self._put(sections["outputs"], declared.name, value, declared.at)
            elif isinstance(declared, Metadata):
                made = self.value(declared.value, place)
                self._put(sections["metadata"], declared.name, made, declared.at)
        for symbol in self.unit.symbols.values():
            made = self._module(symbol) if _is_module(symbol) else self._resource(symbol)
            self._put(sections["resources"], symbol.path, made, symbol.declared.at)
        self.body.update({name: section for name, section in sections.items() if section})
        self.body["resources"] = sections["resources"]
        self.body["variables"] = self._variables
        if self._functions:
            self.body["functions"] = [{"namespace": _SPACE, "members": self._functions}]
        return self.body

    def _level(self) -> str:
        for declared in self.unit.file.declarations:
            if isinstance(declared, TargetScope):
                return _SCHEMAS.get(literal(declared.value), "deploymentTemplate")
        return "deploymentTemplate"

    def _faults(self, unit: Unit) -> None:
        for fault in unit.file.faults:
            what = f"a declaration cannot be read: {fault.what}"
            self.gaps.append(Blind(f"`{unit.name}`", what, unit.source(fault.at)))

    def _put(self, holder: dict[str, Any], name: str, made: Any, at: int) -> None:
        holder[name] = made
        self.marks.setdefault(id(holder), {})[name] = at

    def _held(self, made: dict[str, Any], at: int) -> dict[str, Any]:
        """Place all members of an object at one offset."""
        self.marks[id(made)] = dict.fromkeys(made, at)
        return made

    # Values

    def value(self, node: Expression, place: Place) -> Any:
        """Return an expression as a value of the template, objects and arrays as such."""
        if isinstance(node, Literal):
            return plain(node.value) if isinstance(node.value, str) else node.value
        if isinstance(node, Object) and not any(isinstance(e, Spread) for e in node.members):
            return self._object(node, place)
        if isinstance(node, Array) and not any(isinstance(e, Spread) for e in node.items):
            made = [self.value(each, place) for each in node.items]  # type: ignore[arg-type]  # no spread is among them
            self.marks[id(made)] = {index: each.at for index, each in enumerate(node.items)}
            return made
        if isinstance(node, For):
            return self._for(node, place)
        if isinstance(node, NonNull):
            return self.value(node.of, place)
        if isinstance(node, Call) and node.name == "any" and len(node.arguments) == 1:
            return self.value(node.arguments[0], place)
        return unquoted(self.expressions.text(node, place))

    def _object(self, node: Object, place: Place) -> dict[str, Any]:
        made: dict[str, Any] = {}
        marks = self.marks[id(made)] = {}
        for each in node.members:
            assert isinstance(each, Property)
            key = self._key(each.key, place)
            made[key] = self.value(each.value, place)
            marks[key] = each.at
        return made

    def _key(self, key: str | Interpolated, place: Place) -> str:
        return plain(key) if isinstance(key, str) else formula(self.expressions.key(key, place))

    def _for(self, node: For, place: Place) -> Each:
        index = node.index or "$index"
        names = {name: call("lambdaVariables", quoted(name)) for name in (node.item, index)}
        body = self.value(node.body, place.binding(**names))
        made = Each(self.value(node.collection, place), node.item, index, body)
        self.marks[id(made)] = {0: node.body.at}
        return made

    # Parameters, variables, functions

    def _param(self, declared: Param) -> dict[str, Any]:
        made = kind_of(declared.type, declared.decorators, self.unit, self.units).definition()
        self._held(made, declared.at)
        if declared.default is not None:
            value = self.value(declared.default, Place(self.unit))
            self._put(made, "defaultValue", value, declared.default.at)
        return made

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

    def _variable(self, unit: Unit, declared: Variable) -> str:
        """Lower a variable, of this file or another; return its name in the template."""
        name = declared.name + self._prefix(unit)
        if name not in self._variables:
            self._variables[name] = None
            made = self.value(declared.value, Place(unit))
            self._put(self._variables, name, made, declared.at if unit is self.unit else 0)
        return name

    def name(self, name: str, place: Place) -> str | None:
        """Return what a name is that is no resource: a parameter, a variable, an import."""
        declared = place.unit.table.get(name)
        if isinstance(declared, Variable):
            return call("variables", quoted(self._variable(place.unit, declared)))
        if isinstance(declared, Param):
            if place.unit is self.unit:
                return call("parameters", quoted(name))
            return self.expressions.unknown(f"`{name}` is a parameter of another file")
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
            return call("variables", quoted(self._variable(unit, declared)))
        return self._not_imported(imported, name)

    def _not_imported(self, imported: Import, name: str) -> str:
        path = literal(imported.path)
        return self.expressions.unknown(f"`{name}` of `{path}` cannot be imported")

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
            return f"{_SPACE}.{self._function(unit, declared)}"
        if imported is not None:
            return f"{_SPACE}.{self._missing_function(imported, name)}"
        return None

    def _function(self, unit: Unit, declared: Function) -> str:
        name = declared.name + self._prefix(unit)
        if name not in self._functions:
            made: dict[str, Any] = {"parameters": [{"name": each} for each in declared.parameters]}
            self._put(self._functions, name, made, declared.at if unit is self.unit else 0)
            local = {each: call("parameters", quoted(each)) for each in declared.parameters}
            made["output"] = {"value": self.value(declared.body, Place(unit).binding(**local))}
        return name

    def _missing_function(self, imported: Import, name: str) -> str:
        """Enter a function that cannot be had: whatever it is given, its value is not known."""
        key = f"{name}$0"
        value = formula(self._not_imported(imported, name))
        self._functions.setdefault(key, {"parameters": [], "output": {"value": value}})
        return key

    def loaded(self, node: Call, place: Place) -> str:
        """Return the content of a file that is loaded when the template is made."""
        arguments = [self._constant(each, place) for each in node.arguments]
        if not arguments or None in arguments:
            return self.expressions.unknown(f"`{node.name}` is given no literal path")
        key = (place.unit.name, node.name, *map(str, arguments))
        if key not in self._loaded:
            value = self.loader.load(node.name, place.unit, [str(each) for each in arguments])
            if isinstance(value, Unsettled):
                return self.expressions.unknown(value.reason)
            name = self._loaded[key] = f"$loaded{len(self._loaded)}"
            self._put(self._variables, name, value, node.at if place.unit is self.unit else 0)
        return call("variables", quoted(self._loaded[key]))

    def _constant(self, node: Expression, place: Place, left: int = 20) -> str | None:
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

    # Resources and modules

    def _begin(self, symbol: Symbol, reference: Reference) -> dict[str, Any]:
        """Return what resources and modules share: name, condition, loop."""
        resources = self.expressions.resources
        place = resources.place(reference)
        made: dict[str, Any] = {"name": unquoted(resources.name(reference))}
        marks = self.marks[id(made)] = {"name": symbol.declared.at}
        conditions = [
            self.expressions.text(each.condition, place.inside(each))
            for each in symbol.around()
            if each.condition is not None
        ]
        if conditions:
            joined = conditions[0] if len(conditions) == 1 else call("and", *conditions)
            made["condition"] = formula(joined)
            marks["condition"] = symbol.declared.at
        looped = [each for each in symbol.around() if each.loop is not None]
        if looped:
            made["copy"] = self._copy(looped[-1])
            marks["copy"] = symbol.declared.at
        for each in symbol.body.members:
            if isinstance(each, Property) and each.key in ("name", "scope"):
                marks[each.key] = each.at
        return made

    def _copy(self, symbol: Symbol) -> Each:
        assert symbol.loop is not None
        variables = loop_variables(symbol.loop.item, "", symbol)
        item, index = (_argument(variables[each]) for each in (symbol.loop.item, "$index"))
        return Each(self.value(symbol.loop.collection, Place(self.unit)), item, index)

    def _resource(self, symbol: Symbol) -> dict[str, Any]:
        resources = self.expressions.resources
        looped = any(each.loop is not None for each in symbol.around())
        reference = Reference(symbol, "", looped)
        made = self._begin(symbol, reference)
        declared = symbol.declared
        assert not isinstance(declared, Module)
        type_, version = resources.type(symbol), resources.version(reference)
        made["type"] = plain(type_) if "/" in type_ else type_
        made["apiVersion"] = version
        if declared.existing:
            made["existing"] = True
        place = resources.place(reference)
        if resources.is_extension(symbol):
            self._extension(symbol, made, place, version)
            return made
        scope = resources.scope_of(reference)
        if scope is not None:
            made["scope"] = unquoted(scope)
        self._members(symbol, made, place)
        return made

    def _extension(self, symbol: Symbol, made: dict[str, Any], place: Place, version: str) -> None:
        """Write a resource of an extension: all that it states are its properties."""
        made["import"] = made["type"].partition("/")[0]
        made["type"] = f"{made['type']}@{version}" if version else made["type"]
        if symbol.property("name") is None:
            made["name"] = symbol.path
        properties = self.value(Object(symbol.body.members, (), symbol.body.at), place)
        self._put(made, "properties", properties, symbol.body.at)

    def _members(self, symbol: Symbol, made: dict[str, Any], place: Place) -> None:
        """Write the properties of a resource; where some are spread, as far as they are usual."""
        members = symbol.body.members
        if any(isinstance(each, Spread) for each in members):
            listed = [e for e in members if isinstance(e, Spread) or e.key not in _OWN]
            stated = [e.key for e in listed if isinstance(e, Property) and isinstance(e.key, str)]
            whole = self.expressions.object(tuple(listed), place)
            for name in dict.fromkeys((*_USUAL, *stated)):
                value = formula(call("tryGet", whole, quoted(name)))
                self._put(made, name, value, symbol.body.at)
            return
        for each in members:
            if isinstance(each, Property) and each.key not in _OWN:
                key = self._key(each.key, place)
                if key not in ("type", "apiVersion", "copy", "condition", "existing", "resources"):
                    self._put(made, key, self.value(each.value, place), each.at)

    def _module(self, symbol: Symbol) -> dict[str, Any]:
        resources = self.expressions.resources
        reference = Reference(symbol, "", symbol.loop is not None)
        made = self._begin(symbol, reference)
        declared = symbol.declared
        assert isinstance(declared, Module)
        made |= {"type": DEPLOYMENTS, "apiVersion": "2022-09-01"}
        place = resources.place(reference)
        scope = symbol.property("scope")
        if scope is not None:
            made["scope"] = unquoted(resources.scope(scope, place))
        properties: dict[str, Any] = {
            "mode": "Incremental",
            "expressionEvaluationOptions": {"scope": "inner"},
            "templateLink": self._link(declared),
        }
        self._put(made, "properties", self._held(properties, declared.at), declared.at)
        params = symbol.property("params")
        if params is not None:
            self._put(properties, "parameters", self._params(params, place), params.at)
        return made

    def _link(self, declared: Module) -> dict[str, Any]:
        path = literal(declared.path)
        if not path:
            return {"relativePath": formula(self.expressions.unknown("its path is no literal"))}
        return {"uri" if is_remote(path) else "relativePath": plain(path)}

    def _params(self, params: Expression, place: Place) -> Any:
        """Return the values that a module is given."""
        if isinstance(params, Object) and not any(isinstance(e, Spread) for e in params.members):
            made: dict[str, Any] = {}
            for each in params.members:
                assert isinstance(each, Property)
                value = self._held({"value": self.value(each.value, place)}, each.at)
                self._put(made, self._key(each.key, place), value, each.at)
            return made
        given = self.expressions.text(params, place)
        wrapped = call("createObject", "'value'", "lambdaVariables('given')")
        return formula(call("mapValues", given, call("lambda", "'given'", wrapped)))

    def source(self, at: int) -> Source:
        """Return the place of an offset of this file."""
        return self.unit.source(at)


def _is_module(symbol: Symbol) -> bool:
    return isinstance(symbol.declared, Module)


def unquoted(text: str) -> str:
    """Return an expression as the string of a template; a literal as the text that it is."""
    inner = text[1:-1]
    if text[:1] == "'" and text[-1:] == "'" and "'" not in inner.replace("''", ""):
        return plain(inner.replace("''", "'"))
    return formula(text)


def _argument(text: str) -> str:
    """Return the literal argument of a call: the name of a variable."""
    return text[text.index("'") + 1 : -2].replace("''", "'")
