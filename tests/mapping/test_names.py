"""A mapping speaks of arguments that the provider has, and of properties that the service has.

The lists are read by program from the provider's reference pages (5.2.0) and from the models of
the management SDKs; `OLD` lists what older majors of the provider call or called them.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ringfence.readers.terraform.mapping import Mapping
from tests.mapping.old_names import ALIASES, OLD, SHARED
from tests.mapping.reading import mappings
from tests.mapping.unlisted import UNLISTED
from tests.mapping.walking import arguments, properties

DATA = Path(__file__).parents[1] / "data"
MAPPED = [
    pytest.param(mapping, id=mapping.terraform)
    for mapping in mappings()
    if not mapping.terraform.startswith("azapi_")
]


@cache
def listed() -> dict[str, Any]:
    """Return the arguments of every type: `arguments`, and one entry for each nested block."""
    found: dict[str, Any] = {}
    for name in ("azurerm_arguments", "azuread_arguments", "pipelines_arguments"):
        found |= json.loads((DATA / f"{name}.json").read_text("utf-8"))
    return found


@cache
def paths() -> dict[str, set[str]]:
    """Return the property paths of every type that is covered, and all that lead to them."""
    found: dict[str, set[str]] = {}
    table = json.loads((DATA / "arm_paths.json").read_text("utf-8"))
    for type_, listed_paths in table.items():
        if type_ == "_meta":
            continue
        known = found.setdefault(type_.lower(), set())
        for path in listed_paths:
            steps = path.replace("[]", "").replace("{}", "").split(".")
            known.update(".".join(steps[:count]) for count in range(1, len(steps) + 1))
    return found


@pytest.mark.parametrize("mapping", MAPPED)
def test_every_argument_is_one_of_the_provider(mapping: Mapping) -> None:
    old = OLD.get(mapping.terraform, {}) | SHARED.get(mapping.terraform, {})
    if mapping.terraform not in listed():
        assert "" in old, f"{mapping.terraform} is no type of the provider"
        return
    table = listed()[mapping.terraform]
    aliases = ALIASES.get(mapping.terraform, {})
    missing = []
    for blocks, name in arguments(mapping):
        path = ".".join((*blocks, name))
        block = aliases.get(".".join(blocks), blocks[-1]) if blocks else "arguments"
        if name not in table.get(block, {}) and path not in old:
            missing.append(path)
    assert not missing


def test_old_names_are_in_use_and_not_current() -> None:
    """An exception that is no longer one must go."""
    read = {
        mapping.terraform: {".".join((*blocks, name)) for blocks, name in arguments(mapping)}
        for mapping in mappings()
    }
    for type_, names in OLD.items():
        for name in names:
            if name:
                assert name in read[type_], (type_, name)
                top = listed().get(type_, {}).get("arguments", {})
                assert "." in name or name not in top, (type_, name)


@pytest.mark.parametrize("mapping", MAPPED)
def test_every_property_is_one_of_the_service(mapping: Mapping) -> None:
    exceptions = tuple(UNLISTED.get(mapping.terraform, {}))
    missing = set()
    for type_, path in properties(mapping):
        known = paths().get(type_.lower())
        if known is not None and not _listed(path, known) and not path.startswith(exceptions):
            missing.add(path)
    assert not missing


def _listed(path: str, known: set[str]) -> bool:
    return path.replace("[]", "") in known or path.startswith(("tags", "identity"))


def test_exceptions_are_still_needed() -> None:
    for mapping in mappings():
        for prefix in UNLISTED.get(mapping.terraform, {}):
            assert any(
                path.startswith(prefix) and not _listed(path, paths().get(type_.lower(), set()))
                for type_, path in properties(mapping)
            ), (mapping.terraform, prefix)
