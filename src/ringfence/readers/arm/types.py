"""Types that a template defines: what a parameter's type leads to, and where it says secret.

Source: learn.microsoft.com/azure/azure-resource-manager/templates/definitions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ringfence.readers.arm.template import each_member, member
from ringfence.readers.arm.values import Operand

SECRET: Final = frozenset({"securestring", "secureobject"})
_MARK: Final = "#/definitions/"
_HOPS: Final = 50
"""How many definitions may lead to one another; a circle leads nowhere."""

Hide = Callable[[Operand], Operand]


class Types:
    """The definitions of one template."""

    __slots__ = ("_definitions",)

    def __init__(self, template: dict[str, Any]) -> None:
        self._definitions = member(template, "definitions")

    def resolved(self, definition: Any) -> dict[str, Any]:
        """Return a definition with what it refers to; what it says itself comes first."""
        made: dict[str, Any] = {}
        for _ in range(_HOPS):
            if not isinstance(definition, dict):
                break
            for key, value in definition.items():
                made.setdefault(key, value)
            target = member(definition, "$ref")
            if not isinstance(target, str) or not target.startswith(_MARK):
                break
            definition = member(self._definitions, target[len(_MARK) :])
        return made

    def masked(self, value: Operand, definition: Any, hide: Hide) -> Operand:
        """Return a value with `hide` applied to every part whose type says secret.

        The value itself where there is none.
        """
        if not isinstance(definition, dict):
            return value
        definition = self.resolved(definition)
        if str(member(definition, "type")).lower() in SECRET:
            return hide(value)
        if isinstance(value, dict):
            return self._object(value, definition, hide)
        if isinstance(value, list):
            return self._list(value, definition, hide)
        return value

    def _object(
        self, value: dict[str, Operand], definition: dict[str, Any], hide: Hide
    ) -> dict[str, Operand]:
        properties = member(definition, "properties")
        others = member(definition, "additionalProperties")
        variant = self._variant(value, definition)
        if properties is None and others is None and variant is None:
            return value
        made = {}
        for key, inner in value.items():
            stated = member(variant, key) or member(properties, key) or others
            made[key] = self.masked(inner, stated, hide)
        return made if any(made[key] is not value[key] for key in made) else value

    def _variant(self, value: dict[str, Operand], definition: dict[str, Any]) -> Any:
        """Return the properties of the variant that an object is, by what tells variants apart."""
        discriminator = member(definition, "discriminator")
        chosen = member(value, str(member(discriminator, "propertyName")))
        mapping = member(discriminator, "mapping")
        if not isinstance(chosen, str):
            # Not known which one it is: what is secret in any of them is.
            merged: dict[str, Any] = {}
            for _, each in each_member(mapping):
                merged |= member(self.resolved(each), "properties") or {}
            return merged or None
        return member(self.resolved(member(mapping, chosen)), "properties")

    def _list(self, value: list[Operand], definition: dict[str, Any], hide: Hide) -> list[Operand]:
        first = member(definition, "prefixItems")
        rest = member(definition, "items")
        if first is None and rest is None:
            return value
        first = first if isinstance(first, list) else []
        made = [
            self.masked(inner, first[index] if index < len(first) else rest, hide)
            for index, inner in enumerate(value)
        ]
        return made if any(a is not b for a, b in zip(made, value, strict=True)) else value
