"""Short ways to write the parts of a mapping."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from collections.abc import Mapping as MappingOf
from typing import Any

from ringfence.model.facts import ABSENT, Unknown, Value
from ringfence.readers.terraform.mapping import SELF, Part
from ringfence.readers.terraform.parts import Block, Convert, Default, Each, Items, Joined, Move


def move(*names: str, to: str, default: Default = ABSENT, convert: Convert | None = None) -> Move:
    """Return a part that moves an argument to a property; see `Move`."""
    return Move(names, to, default, convert)


def block(
    *names: str, to: str, parts: Sequence[Part], absent: MappingOf[str, Value] | None = None
) -> Block:
    """Return a part for a block that occurs at most once; see `Block`."""
    return Block(names, to, tuple(parts), absent or {})


def each(*names: str, to: str, parts: Sequence[Part]) -> Each:
    """Return a part for a repeated block; see `Each`."""
    return Each(names, to, tuple(parts))


def items(*names: str, to: str, make: Callable[[Any], Value]) -> Items:
    """Return a part for a list of scalars; see `Items`."""
    return Items(names, to, make)


def ids(*names: str, to: str) -> Items:
    """Return a part for a list of ids of other resources, written as ARM's `[{"id": ...}]`."""
    return Items(names, to, lambda item: {"id": item})


def flag(*names: str, to: str, default: Default = ABSENT) -> Move:
    """Return a part for a boolean; Terraform takes the texts "true" and "false" for one too."""
    return Move(names, to, default, {"true": True, "false": False})


def number(*names: str, to: str, default: Default = ABSENT) -> Move:
    """Return a part for a number; Terraform takes a text of digits for one too."""
    return Move(names, to, default, _number)


def _number(value: Value) -> Value:
    if isinstance(value, str):
        try:
            return int(value)
        except ValueError:
            return value
    return value


def text(*names: str, to: str, default: Default = ABSENT) -> Move:
    """Return a part for a text that may be written as a number (a port)."""
    return Move(names, to, default, as_text)


def as_text(value: Value) -> Value:
    """Return a number as the text that Terraform makes of it; anything else as it is."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value)) if value == int(value) else str(value)
    return value


def enabled(*names: str, to: str, default: Default = ABSENT) -> Move:
    """Return a part for a boolean that ARM spells Enabled or Disabled."""
    spelled: dict[Any, Value] = {True: "Enabled", False: "Disabled"}
    return Move(names, to, default, spelled | {"true": "Enabled", "false": "Disabled"})


def inverted(*names: str, to: str, default: Default = ABSENT) -> Move:
    """Return a part for a boolean whose meaning ARM inverts (`localAuth` / `disableLocalAuth`).

    The default, if any, is the Terraform one.
    """
    spelled: dict[Any, Value] = {True: False, False: True}
    return Move(names, to, default, spelled | {"true": False, "false": True})


def document(*names: str, to: str) -> Move:
    """Return a part for a JSON text that ARM takes as an object; what is no text stays as it is.

    Of a text that is known in part, what is known comes over.
    """
    return Move(names, to, convert=_parsed, document=True)


def _parsed(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    try:
        made: Value = json.loads(value)
    except ValueError:
        return Unknown("the text is no JSON")
    return made


def reference(*names: str, to: str) -> Move:
    """Return a part for the id of another resource, written as ARM's `{"id": ...}`."""
    return Move(names, f"{to}.id")


def own(*names: str, to: str, kind: str) -> Move:
    """Return a part for the name of another element of the same resource, as ARM's id of it.

    `kind` is the list that holds the element (`frontendIPConfigurations`).
    """
    pointer = f"{to}.id" if to else "id"
    return Move(names, pointer, convert=lambda name: f"{SELF}/{kind}/{name}" if name else None)


def owned(*names: str, to: str, kind: str) -> Items:
    """Return a part for names of other elements of the same resource; see `own`."""
    return Items(names, to, lambda name: {"id": f"{SELF}/{kind}/{name}"})


def joined(*kinds: Each, to: str) -> Joined:
    """Return a part for blocks of several kinds that become one list; see `Joined`."""
    return Joined(to, kinds)
