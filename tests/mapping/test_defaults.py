"""What a mapping writes for an absent argument is what the provider's pages document (5.2.0).

Where majors differ (`Since`) the newest must be the documented one. The older ones were read in
the provider's source; see the modules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import pytest

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.mapping import Mapping, Part, Since
from ringfence.readers.terraform.parts import Block, Each, Joined, Move
from tests.mapping.old_names import ALIASES
from tests.mapping.test_names import MAPPED, listed

NEWEST: Final = 5

_SENT: Final = "the provider sends it (source of 4.81.0); the page does not say so"
_NEVER: Final = "-1 is how the provider says never, as absence does in ARM"
_ONLY: Final = "the provider sends it in one mode only; otherwise the service decides"

OTHERWISE: Final[dict[tuple[str, str], str]] = {
    ("azurerm_cosmosdb_account", "backup.storage_redundancy"): _ONLY,
    ("azurerm_linux_function_app_slot", "enabled"): _SENT,
    ("azurerm_linux_virtual_machine_scale_set", "instances"): "how many there are leaks nothing",
    ("azurerm_logic_app_standard", "site_config.ip_restriction.priority"): (
        "65000 as for all apps; the page of this one does not say so"
    ),
    ("azurerm_mssql_database", "secondary_type"): _ONLY,
    ("azurerm_network_interface", "ip_configuration.primary"): (
        "the service makes the only configuration the primary one"
    ),
    ("azurerm_storage_account", "network_rules.bypass"): _SENT,
    **{
        (
            "azurerm_storage_management_policy",
            f"rule.actions.base_blob.delete_after_days_since_{since}",
        ): _NEVER
        for since in ("modification_greater_than", "creation_greater_than")
    },
    ("azurerm_storage_account_network_rules", "bypass"): "a list there, one text in ARM",
}


def moves(parts: Sequence[Part], blocks: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Move]]:
    """Yield every argument that is moved, with the blocks that it stands in."""
    for part in parts:
        for kind in part.kinds if isinstance(part, Joined) else (part,):
            if isinstance(kind, Move):
                yield blocks, kind
            elif isinstance(kind, Block | Each):
                yield from moves(kind.parts, (*blocks, kind.names[0]))


def everywhere(mapping: Mapping) -> Iterator[tuple[tuple[str, ...], Move]]:
    """Yield the arguments of a mapping, its inline children and its pieces."""
    yield from moves(mapping.parts, ())
    for inline in mapping.inline:
        yield from moves(inline.parts, (inline.names[0],))
    for piece in mapping.pieces:
        yield from moves(piece.parts, ())


def literal(text: str) -> Any:
    """Return a documented default as a value."""
    known = {"true": True, "false": False}
    return known.get(text, int(text) if text.lstrip("-").isdigit() else text)


def converted(move: Move, value: Any) -> Any:
    """Return a default as it is written into the body."""
    out: dict[str, Any] = {}
    Move(move.names, "x", value, move.convert).apply({}, None, out)  # type: ignore[arg-type]  # no Since here
    return out.get("x", ABSENT)


def documented(mapping: Mapping, blocks: tuple[str, ...], name: str) -> Any:
    """Return the documented default, ABSENT if there is none, None if the page has no argument."""
    table = listed().get(mapping.terraform, {})
    aliases = ALIASES.get(mapping.terraform, {})
    block = aliases.get(".".join(blocks), blocks[-1]) if blocks else "arguments"
    facts = table.get(block, {}).get(name)
    if facts is None:
        return None
    return literal(facts["default"]) if "default" in facts else ABSENT


def differing(mapping: Mapping) -> set[str]:
    """Return the arguments whose default is not the documented one."""
    found = set()
    for blocks, move in everywhere(mapping):
        stated = documented(mapping, blocks, move.names[0])
        if stated is None:
            continue
        default = move.default
        ours = default.by_major.get(NEWEST, ABSENT) if isinstance(default, Since) else default
        if ours is False and stated is ABSENT:
            continue  # a switch that is not set is sent as off
        if converted(move, ours) != converted(move, stated):
            found.add(".".join((*blocks, move.names[0])))
    return found


@pytest.mark.parametrize("mapping", MAPPED)
def test_a_default_is_the_documented_one(mapping: Mapping) -> None:
    excepted = {path for type_, path in OTHERWISE if type_ == mapping.terraform}
    assert differing(mapping) == excepted


def test_many_defaults_are_compared() -> None:
    """The test above says nothing if the pages were not understood."""
    mappings = [each.values[0] for each in MAPPED]
    compared = [
        move
        for mapping in mappings
        if isinstance(mapping, Mapping)
        for blocks, move in everywhere(mapping)
        if documented(mapping, blocks, move.names[0]) not in (None, ABSENT)
    ]
    assert len(compared) > 250
