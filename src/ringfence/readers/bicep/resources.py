"""What Bicep says of resources and modules by their symbolic names: ids, names, states, outputs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ringfence.readers.bicep.scope import Place, Reference, is_within, literal, named
from ringfence.readers.bicep.texts import access, call, quoted
from ringfence.readers.bicep.units import Symbol
from ringfence.syntax.bicep.tree import (
    Access,
    Call,
    Expression,
    Index,
    Literal,
    Module,
    Name,
    Nested,
    NonNull,
    Ternary,
)

if TYPE_CHECKING:
    from ringfence.readers.bicep.expressions import Expressions

DEPLOYMENTS: Final = "Microsoft.Resources/deployments"
MAX_TEXT: Final = 24_576
"""Longest expression that names a resource: the vendor's limit for expressions."""

_HERE: Final = "subscription().subscriptionId"


class Resources:
    """Answers for the resources and modules that a file declares, in terms of templates.

    Ids and names are written out from what the declaration says, not asked of the resource: so they
    are known before anything is deployed, in any order, as in the language's own compiler.
    """

    def __init__(self, expressions: Expressions) -> None:
        self.expressions = expressions
        self._made: dict[tuple[str, str, str, str, bool], str | None] = {}

    def forget(self) -> None:
        """Let go of the texts that were made."""
        self._made.clear()

    # Finding

    def found(self, node: Expression, place: Place) -> Reference | None:
        """Return the resource or module that an expression names, None if it names none."""
        if isinstance(node, NonNull):
            return self.found(node.of, place)
        if isinstance(node, Name):
            symbol = named(node.name, place)
        elif isinstance(node, Nested):
            above = self.found(node.of, place)
            symbol = above.symbol.nested.get(node.name) if above is not None else None
            if symbol is not None and above is not None and (above.index or above.within):
                return Reference(symbol, above.index, above.within)
        elif isinstance(node, Index) and not node.safe and not node.from_end:
            of = self.found(node.of, place)
            if of is None or not of.several:
                return None
            return Reference(of.symbol, self.expressions.text(node.key, place))
        else:
            return None
        if symbol is None:
            return None
        return Reference(symbol, "", is_within(symbol, place))

    def place(self, reference: Reference) -> Place:
        """Return the place in the body of a symbol, with the loop variables of that element."""
        symbol = reference.symbol
        place = Place(symbol.unit, symbol)
        loop = next((each.loop for each in symbol.around() if each.loop is not None), None)
        if loop is None:
            return place
        if not reference.index:
            return place.binding(**loop_variables(loop.item, loop.index, symbol))
        listed = self.expressions.text(loop.collection, Place(symbol.unit))
        element = {loop.item: f"{listed}[{reference.index}]"}
        if loop.index:
            element[loop.index] = reference.index
        return place.binding(**element)

    # Names, types, ids

    def type(self, symbol: Symbol) -> str:
        """Return the type of a resource, without its version; children with all their segments."""
        if isinstance(symbol.declared, Module):
            return DEPLOYMENTS
        stated = literal(symbol.declared.type).removeprefix("az:").partition("@")[0]
        if symbol.above is not None and "." not in stated.partition("/")[0]:
            return f"{self.type(symbol.above)}/{stated}"
        return stated

    def version(self, reference: Reference) -> str:
        """Return the API version of a resource; a child has its parent's if it states none."""
        for symbol in reference.symbol.around():
            if not isinstance(symbol.declared, Module):
                version = literal(symbol.declared.type).partition("@")[2]
                if version:
                    return version
        return ""

    def parent(self, reference: Reference) -> Reference | None:
        """Return the resource that one is a child of: around it, or named by `parent`."""
        symbol = reference.symbol
        if symbol.above is not None:
            return Reference(symbol.above, reference.index, reference.within)
        stated = symbol.property("parent")
        return None if stated is None else self.found(stated, self.place(reference))

    def own_name(self, reference: Reference) -> str | None:
        """Return the text of the name as the body states it, None if it states none."""
        stated = reference.symbol.property("name")
        if stated is None:
            return None
        return self._once(
            "name", reference, lambda: self.expressions.text(stated, self.place(reference))
        )

    def name(self, reference: Reference) -> str:
        """Return the text of the whole name, with those of the parents before it."""
        made = self._once("whole name", reference, lambda: self._name(reference))
        return made or self.expressions.unknown(f"`{reference.symbol.path}` has no name")

    def _once(self, what: str, reference: Reference, make: Callable[[], str | None]) -> str | None:
        """Return a text, made once; one that hangs on itself or grows without measure is unknown."""
        symbol = reference.symbol
        key = (what, symbol.path, symbol.unit.name, reference.index, reference.within)
        if key not in self._made:
            said = f"the {what} of `{symbol.path}`"
            self._made[key] = self.expressions.unknown(f"{said} refers to itself")
            made = make()
            if made is not None and len(made) > MAX_TEXT:
                made = self.expressions.unknown(f"{said} grows too long")
            self._made[key] = made
        return self._made[key]

    def _name(self, reference: Reference) -> str | None:
        own = self.own_name(reference)
        if own is None:
            module = isinstance(reference.symbol.declared, Module)
            return self.module_name(reference) if module else None
        parent = self.parent(reference)
        if parent is None:
            return own
        above = self.name(parent)
        if above[:1] == own[:1] == "'" and above.count("'") == own.count("'") == 2:
            return f"{above[:-1]}/{own[1:]}"
        return call("format", "'{0}/{1}'", above, own)

    def module_name(self, reference: Reference) -> str:
        """Return the name of a module that states none: the symbolic one, made unique."""
        path = reference.symbol.path
        unique = call("uniqueString", quoted(path), "deployment().name")
        if reference.index:
            return call("format", "'{0}-{1}-{2}'", quoted(path), reference.index, unique)
        loop = reference.symbol.loop
        if loop is not None:
            index = loop_variables(loop.item, loop.index or "$index", reference.symbol)
            return call(
                "format", "'{0}-{1}-{2}'", quoted(path), index[loop.index or "$index"], unique
            )
        return call("format", "'{0}-{1}'", quoted(path), unique)

    def id(self, reference: Reference) -> str:
        """Return the text of the id."""
        return str(self._once("id", reference, lambda: self._id(reference)))

    def _id(self, reference: Reference) -> str:
        if self.is_extension(reference.symbol):
            return access(self._reference(reference), "id")
        type_ = quoted(self.type(reference.symbol))
        scope = self.scope_of(reference)
        name = self.name(reference)
        if scope is not None:
            return call("extensionResourceId", scope, type_, name)
        return call("resourceId", type_, name)

    def is_extension(self, symbol: Symbol) -> bool:
        """Tell whether a resource belongs to an extension: its type has no provider of Azure."""
        if isinstance(symbol.declared, Module):
            return False
        if literal(symbol.declared.type).startswith("az:"):
            return False
        first = self.type(symbol).partition("/")[0].lower()
        return "." not in first or first == "microsoft.graph" or first.endswith(".k8s.io")

    # Scopes

    def scope_of(self, reference: Reference) -> str | None:
        """Return the text of the id that a resource is deployed to; None is the file's own scope."""
        return self._once("scope", reference, lambda: self._scope_of(reference))

    def _scope_of(self, reference: Reference) -> str | None:
        stated = reference.symbol.property("scope")
        if stated is not None:
            return self.scope(stated, self.place(reference))
        parent = self.parent(reference)
        return None if parent is None else self.scope_of(parent)

    def scope(self, node: Expression, place: Place) -> str:
        """Return the text of the id of a scope: a resource, or `resourceGroup()` and its like."""
        found = self.found(node, place)
        if found is not None:
            return self.id(found)
        if isinstance(node, NonNull):
            return self.scope(node.of, place)
        if isinstance(node, Ternary):
            condition = self.expressions.text(node.condition, place)
            return call(
                "if", condition, self.scope(node.then, place), self.scope(node.otherwise, place)
            )
        if isinstance(node, Call):
            made = self._scope_call(node, [self.expressions.text(a, place) for a in node.arguments])
            if made is not None:
                return made
        if isinstance(node, Literal) or (isinstance(node, Access) and node.name == "id"):
            return self.expressions.text(node, place)
        return access(self.expressions.text(node, place), "id")

    @staticmethod
    def _scope_call(node: Call, given: list[str]) -> str | None:
        name, count = node.name, len(given)
        if name == "tenant":
            return "'/'"
        if name in ("resourceGroup", "subscription", "managementGroup") and not count:
            return f"{name}().id"
        if name == "resourceGroup" and count <= 2:
            subscription, group = (_HERE, *given)[-2:]
            return call("format", "'/subscriptions/{0}/resourceGroups/{1}'", subscription, group)
        if name == "subscription" and count == 1:
            return call("format", "'/subscriptions/{0}'", *given)
        if name == "managementGroup" and count == 1:
            form = "'/providers/Microsoft.Management/managementGroups/{0}'"
            return call("format", form, *given)
        return None

    # States and outputs

    def label(self, reference: Reference) -> str:
        """Return the text of the symbolic name that the evaluator knows a resource by."""
        path = reference.symbol.path
        if reference.index:
            return call("format", quoted(path + "[{0}]"), reference.index)
        if reference.within:
            loop = next(each for each in reference.symbol.around() if each.loop is not None)
            assert loop.loop is not None
            index = loop_variables(loop.loop.item, "$index", reference.symbol)["$index"]
            return call("format", quoted(path + "[{0}]"), index)
        return quoted(path)

    def _reference(self, reference: Reference) -> str:
        if self.is_extension(reference.symbol):
            return call("reference", self.label(reference))
        return call("reference", self.label(reference), "''", "'full'")

    def whole(self, reference: Reference) -> str:
        """Return everything that is known of a resource or module, or of all those of a loop."""
        module = isinstance(reference.symbol.declared, Module)
        if reference.several:
            return call("$modules" if module else "$resources", quoted(reference.symbol.path))
        if module:
            return call("$module", self.label(reference))
        return self._reference(reference)

    def property(self, reference: Reference, name: str) -> str:
        """Return a property of a resource or module."""
        if reference.several:
            return access(self.whole(reference), name)
        if isinstance(reference.symbol.declared, Module):
            if name == "name":
                return self.name(reference)
            return access(self.whole(reference), name)
        if self.is_extension(reference.symbol):
            return access(self._reference(reference), name)
        if name == "id":
            return self.id(reference)
        if name == "name":
            return self.own_name(reference) or self.name(reference)
        if name == "type":
            return quoted(self.type(reference.symbol))
        if name == "apiVersion":
            return quoted(self.version(reference))
        return access(self._reference(reference), name)

    def if_deployed(self, reference: Reference, made: str) -> str:
        """Return a value of a resource that may not be deployed: null where it is not."""
        return call("if", call("$deployed", self.label(reference)), made, "null()")


def loop_variables(item: str, index: str, symbol: Symbol) -> dict[str, str]:
    """Return the variables of the loop around a symbol by what they are called in the template.

    They bear the name of the outermost symbol: no lambda inside can hide them.
    """
    loop = [each for each in symbol.around() if each.loop is not None][-1]
    made = {"$index": call("lambdaVariables", quoted(f"$index {loop.path}"))}
    made[item] = call("lambdaVariables", quoted(f"{item} {loop.path}"))
    if index:
        made[index] = made["$index"]
    return made
