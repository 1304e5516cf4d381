"""From a Bicep file to the body of a template, with the place of everything in it.

The body is what the ARM reader evaluates: parameters, variables, functions, resources by symbolic
name, outputs. Modules become deployments that link the file of the module. Loops stay loops over
elements (`arm.evaluating.Each`).
"""

from __future__ import annotations

import posixpath
from typing import Any, Final

from ringfence.model.estate import Blind
from ringfence.model.facts import Source
from ringfence.readers.arm.evaluating import Each
from ringfence.readers.bicep.names import SPACE
from ringfence.readers.bicep.registry import NotRestored, registry_of
from ringfence.readers.bicep.resources import DEPLOYMENTS, loop_variables
from ringfence.readers.bicep.scope import Place, Reference, literal
from ringfence.readers.bicep.texts import call, formula, plain, quoted, unquoted
from ringfence.readers.bicep.types import kind_of
from ringfence.readers.bicep.units import Symbol, Unit, Units, is_remote
from ringfence.readers.bicep.values import Values
from ringfence.syntax.bicep.tree import (
    Declaration,
    Expression,
    Extension,
    Metadata,
    Module,
    Object,
    Output,
    Param,
    Property,
    Resource,
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
_KUBERNETES: Final = "kubernetes"
_SECTIONS: Final = ("metadata", "parameters", "imports", "resources", "outputs")
_OWN: Final = frozenset({"name", "parent", "scope", "dependsOn"})
"""Properties of a resource that say where it is, not what it is."""

_USUAL: Final = (
    "location", "tags", "sku", "kind", "identity", "properties", "zones", "plan", "managedBy",
    "extendedLocation",
)  # fmt: skip
"""Properties that a spread may bring into the body of a resource."""


class Lowering:
    """The lowering of one file: `values` places what is in `body`, `names` keeps the gaps."""

    def __init__(self, unit: Unit, units: Units, *, placed: bool = False) -> None:
        self.unit = unit
        self.units = units
        self.body: dict[str, Any] = {}
        self.values = Values(unit, units, placed=placed)
        self.names = self.values.names
        self.expressions = self.values.expressions

    def run(self) -> dict[str, Any]:
        """Return the body of the template."""
        self.body["$schema"] = _SCHEMA.format(self._level())
        self.body["languageVersion"] = "2.0"
        sections: dict[str, dict[str, Any]] = {name: {} for name in _SECTIONS}
        for declared in self.unit.file.declarations:
            try:
                self._declare(declared, sections)
            except RecursionError:
                self._too_deep(declared.at)
        for symbol in self.unit.symbols.values():
            try:
                made = self._module(symbol) if _is_module(symbol) else self._resource(symbol)
                self.values.put(sections["resources"], symbol.path, made, symbol.declared.at)
            except RecursionError:
                self._too_deep(symbol.declared.at)
        self.body.update({name: section for name, section in sections.items() if section})
        self.body["resources"] = sections["resources"]
        self.body["variables"] = self.names.variables
        if self.names.functions:
            self.body["functions"] = [{"namespace": SPACE, "members": self.names.functions}]
        self.expressions.resources.forget()
        return self.body

    def part(self, section: str, name: str) -> tuple[Any, int] | None:
        """Return one member of a section of the body, and the offset of its declaration.

        What was made once stays: its places are known by its identity.
        """
        known: dict[str, Any] = self.body.setdefault(section, {})
        if name not in known:
            self._add(section, name, known)
        symbol = self.unit.symbols.get(name) if section == "resources" else None
        if name not in known:
            return None
        at = symbol.declared.at if symbol is not None else self.values.marks[id(known)].get(name, 0)
        return known[name], at

    def _add(self, section: str, name: str, known: dict[str, Any]) -> None:
        symbol = self.unit.symbols.get(name)
        if section == "resources":
            if symbol is not None:
                known[name] = self._module(symbol) if _is_module(symbol) else self._resource(symbol)
            return
        for declared in self.unit.file.declarations:
            if getattr(declared, "name", "") == name and not isinstance(
                declared, Resource | Module
            ):
                self._declare(
                    declared, {section: known, **{s: {} for s in _SECTIONS if s != section}}
                )
        if section == "variables":
            known.update(self.names.variables)
            self.values.marks[id(known)] = self.values.marks.get(id(self.names.variables), {})

    def _declare(self, declared: Declaration, sections: dict[str, dict[str, Any]]) -> None:
        place = Place(self.unit)
        if isinstance(declared, Param):
            self.values.put(
                sections["parameters"], declared.name, self._param(declared), declared.at
            )
        elif isinstance(declared, Variable):
            self.names.variable(self.unit, declared)
        elif isinstance(declared, Output):
            value = self.values.held(
                {"value": self.values.value(declared.value, place)}, declared.at
            )
            self.values.put(sections["outputs"], declared.name, value, declared.at)
        elif isinstance(declared, Metadata):
            made = self.values.value(declared.value, place)
            self.values.put(sections["metadata"], declared.name, made, declared.at)
        elif isinstance(declared, Extension) and _is_kubernetes(declared):
            config = None
            if declared.config is not None:
                config = self.values.value(declared.config, place)
            made = {"provider": "Kubernetes", "config": config}
            self.values.put(sections["imports"], _KUBERNETES, made, declared.at)

    def _too_deep(self, at: int) -> None:
        what = "a declaration cannot be read: it refers to others through too many levels"
        self.names.gaps.append(Blind(f"`{self.unit.name}`", what, self.unit.source(at)))

    def _level(self) -> str:
        for declared in self.unit.file.declarations:
            if isinstance(declared, TargetScope):
                return _SCHEMAS.get(literal(declared.value), "deploymentTemplate")
        return "deploymentTemplate"

    def _param(self, declared: Param) -> dict[str, Any]:
        made = kind_of(declared.type, declared.decorators, self.unit, self.units).definition()
        self.values.held(made, declared.at)
        if declared.default is not None:
            value = self.values.value(declared.default, Place(self.unit))
            self.values.put(made, "defaultValue", value, declared.default.at)
        return made

    # Resources and modules

    def _begin(self, symbol: Symbol, reference: Reference) -> dict[str, Any]:
        """Return what resources and modules share: name, condition, loop."""
        resources = self.expressions.resources
        place = resources.place(reference)
        made: dict[str, Any] = {}
        marks = self.values.marks[id(made)] = {"name": symbol.declared.at}
        if _is_module(symbol) or symbol.property("name") is not None:
            made["name"] = unquoted(resources.name(reference))
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
        listed = self.values.value(symbol.loop.collection, Place(self.unit))
        return Each(listed, item, index, name=symbol.path)

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
        group = made["type"].partition("/")[0]
        of_cluster = group.lower() != "microsoft.graph" and any(
            isinstance(each, Extension) and _is_kubernetes(each)
            for each in self.unit.file.declarations
        )
        made["import"] = _KUBERNETES if of_cluster else group
        made["type"] = f"{made['type']}@{version}" if version else made["type"]
        if symbol.property("name") is None:
            made["name"] = symbol.path
        properties = self.values.value(Object(symbol.body.members, (), symbol.body.at), place)
        self.values.put(made, "properties", properties, symbol.body.at)

    def _members(self, symbol: Symbol, made: dict[str, Any], place: Place) -> None:
        """Write the properties of a resource; where some are spread, as far as they are usual."""
        members = symbol.body.members
        if any(isinstance(each, Spread) for each in members):
            listed = [e for e in members if isinstance(e, Spread) or e.key not in _OWN]
            stated = [e.key for e in listed if isinstance(e, Property) and isinstance(e.key, str)]
            whole = self.expressions.object(tuple(listed), place)
            for name in dict.fromkeys((*_USUAL, *stated)):
                value = formula(call("tryGet", whole, quoted(name)))
                self.values.put(made, name, value, symbol.body.at)
            return
        for each in members:
            if isinstance(each, Property) and each.key not in _OWN:
                key = self.values.key(each.key, place)
                if key not in ("type", "apiVersion", "copy", "condition", "existing", "resources"):
                    self.values.put(made, key, self.values.value(each.value, place), each.at)

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
        self.values.put(made, "properties", self.values.held(properties, declared.at), declared.at)
        params = symbol.property("params")
        if params is not None:
            self.values.put(properties, "parameters", self._params(params, place), params.at)
        return made

    def _link(self, declared: Module) -> dict[str, Any]:
        path = literal(declared.path)
        if not path:
            return {"relativePath": formula(self.expressions.unknown("its path is no literal"))}
        if not is_remote(path):
            return {"relativePath": plain(path)}
        folder = self.unit.name.rpartition("/")[0]
        try:
            restored = registry_of(self.units.tree).find(path, self.unit.name)
        except NotRestored:
            return {"uri": plain(path)}  # a gap that names the reference
        return {"relativePath": plain(posixpath.relpath(restored, folder or "."))}

    def _params(self, params: Expression, place: Place) -> Any:
        """Return the values that a module is given."""
        if isinstance(params, Object) and not any(isinstance(e, Spread) for e in params.members):
            made: dict[str, Any] = {}
            for each in params.members:
                assert isinstance(each, Property)
                value = self.values.held({"value": self.values.value(each.value, place)}, each.at)
                self.values.put(made, self.values.key(each.key, place), value, each.at)
            return made
        given = self.expressions.text(params, place)
        wrapped = call("createObject", "'value'", "lambdaVariables('given')")
        return formula(call("mapValues", given, call("lambda", "'given'", wrapped)))

    def source(self, at: int) -> Source:
        """Return the place of an offset of this file."""
        return self.unit.source(at)


def _is_kubernetes(declared: Extension) -> bool:
    """Tell whether an extension is that of Kubernetes, by the name or the path that it has."""
    name = literal(declared.name).partition("@")[0].lower()
    return name == _KUBERNETES or f"/{_KUBERNETES}:" in name or name.endswith(f"/{_KUBERNETES}")


def _is_module(symbol: Symbol) -> bool:
    return isinstance(symbol.declared, Module)


def _argument(text: str) -> str:
    """Return the literal argument of a call: the name of a variable."""
    return text[text.index("'") + 1 : -2].replace("''", "'")
