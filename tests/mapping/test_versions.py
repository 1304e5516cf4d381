"""Arguments and defaults of azurerm 3, 4 and 5: what a mapping says of a major is what its pages say.

`azurerm_older.json` lists what pages of 3.x and 4.x have and those of 5.2.0 have not, and defaults that
differ between the last pages of the three, read by program.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from ringfence.model.facts import ABSENT, Unknown
from ringfence.readers.terraform.catalogue import mapping_of
from ringfence.readers.terraform.mapping import Mapping, Provider, Since
from ringfence.readers.terraform.parts import Move
from tests.mapping.old_names import ALIASES, OLD, SHARED
from tests.mapping.older_names import BEARS_ON_NOTHING
from tests.mapping.reading import read
from tests.mapping.test_defaults import OTHERWISE, converted, everywhere, literal
from tests.mapping.test_names import MAPPED, listed
from tests.mapping.walking import arguments

DATA: Final = Path(__file__).parents[1] / "data" / "azurerm_older.json"
MAJORS: Final = (3, 4, 5)


@cache
def older() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(DATA.read_text("utf-8"))
    return found


def block_of(mapping: Mapping, blocks: tuple[str, ...]) -> str:
    aliases = ALIASES.get(mapping.terraform, {})
    return aliases.get(".".join(blocks), blocks[-1]) if blocks else "arguments"


BEFORE: Final = "removed before 3.117.1, or in a block whose page lists it elsewhere"


def declared_old() -> Iterator[Any]:
    for type_, names in OLD.items():
        for name, gone in names.items():
            if name and type_.startswith("azurerm_") and gone in ("4.0", "5.0"):
                yield pytest.param(type_, name, gone, id=f"{type_}-{name}")


UNSEEN: Final[dict[tuple[str, str], str]] = {
    ("azurerm_cdn_frontdoor_origin", "health_probes_enabled"): "only the schema of 3.x has it",
    **{
        ("azurerm_cognitive_deployment", path): "the page of 4.0.0 still lists it"
        for path in ("scale", "scale.type", "scale.capacity")
    },
}
"""Old names that the pages of 3.117.1 and 4.81.0 do not list where they are looked for, and why."""


@pytest.mark.parametrize(("type_", "path", "gone"), list(declared_old()))
def test_an_old_name_was_there_until_the_version_that_it_gives(
    type_: str, path: str, gone: str
) -> None:
    if (type_, path) in UNSEEN:
        return
    *blocks, name = path.split(".")
    mapping = mapping_of(type_)
    assert mapping is not None
    facts = older().get(type_, {}).get(block_of(mapping, tuple(blocks)), {}).get(name, {})
    majors = facts.get("in", ())
    assert majors, "no page lists it"
    assert max(majors) < int(gone[0])


def unread_old(mapping: Mapping) -> set[str]:
    """Return the older arguments of a mapped type that no part reads, in blocks that are read."""
    read_: dict[str, set[str]] = {}
    for blocks, name in arguments(mapping):
        read_.setdefault(block_of(mapping, blocks), set()).add(name)
    everything = {name for names in read_.values() for name in names}
    found = set()
    for block, names in older().get(mapping.terraform, {}).items():
        if block == "_gone" or (block != "arguments" and block not in read_):
            continue
        for name, facts in names.items():
            if "in" in facts and name not in everything:
                found.add(f"{block}.{name}" if block != "arguments" else name)
    return found


@pytest.mark.parametrize("mapping", MAPPED)
def test_an_older_argument_is_read_or_bears_on_nothing(mapping: Mapping) -> None:
    excused = set(BEARS_ON_NOTHING.get(mapping.terraform, "").split())
    found = unread_old(mapping)
    assert found - excused == set()
    assert excused <= found, "no longer needed"


def at(move: Move, major: int) -> Any:
    default = move.default
    return default.by_major.get(major, ABSENT) if isinstance(default, Since) else default


def page_default(mapping: Mapping, blocks: tuple[str, ...], move: Move, major: int) -> Any:
    """Return the default that the pages of a major state, None where they do not have the argument."""
    block = block_of(mapping, blocks)
    now = listed().get(mapping.terraform, {}).get(block, {})
    old = older().get(mapping.terraform, {}).get(block, {})
    for name in move.names:
        facts = old.get(name, {})
        if "in" in facts:
            if major in facts["in"]:
                stated = facts.get("default", {}).get(str(major))
                return ABSENT if stated is None else literal(stated)
            continue
        if str(major) in facts.get("default", {}):
            stated = facts["default"][str(major)]
            return ABSENT if stated is None else literal(stated)
        if name in now:
            return literal(now[name]["default"]) if "default" in now[name] else ABSENT
    return None


_ADDED: Final = "the provider sends it (source); the page of this major does not say so"
_WEIGHT: Final = "65000 as for all apps; the pages of the oldest ones do not say so"

READ_IN_SOURCE: Final[dict[tuple[str, str, int], str]] = {
    ("azurerm_ai_services", "network_acls.bypass", 4): "computed; the service has the same default",
    **{
        (f"azurerm_{app}", f"site_config.{which}ip_restriction.priority", major): _WEIGHT
        for app in ("app_service", "app_service_slot", "function_app", "function_app_slot")
        for which in ("", "scm_")
        for major in (3, 4)
    },
    ("azurerm_eventhub_namespace", "minimum_tls_version", 3): _ADDED,
    ("azurerm_kubernetes_cluster", "public_network_access_enabled", 3): (
        "absent, the service has the same default"
    ),
    ("azurerm_log_analytics_cluster", "size_gb", 3): "how large it is leaks nothing",
    ("azurerm_machine_learning_workspace", "public_network_access_enabled", 3): _ADDED,
    ("azurerm_managed_disk", "network_access_policy", 3): _ADDED,
    ("azurerm_search_service", "network_rule_bypass_option", 3): _ADDED,
    ("azurerm_synapse_spark_pool", "spark_version", 3): "which version it is leaks nothing",
}
"""Defaults that a page does not state, or states otherwise than the provider's source has it."""


def differing(mapping: Mapping) -> Iterator[tuple[str, int]]:
    """Yield arguments and majors whose default is not that of the page.

    An older name beside a newer one has no default of its own: the newer one's holds.
    """
    moves = list(everywhere(mapping))
    for blocks, move in moves:
        path = ".".join((*blocks, move.names[0]))
        beside = any(each.to == move.to and each is not move for _, each in moves)
        old = path in OLD.get(mapping.terraform, {})
        if (mapping.terraform, path) in OTHERWISE or (beside and old):
            continue
        for major in MAJORS:
            stated = page_default(mapping, blocks, move, major)
            ours = at(move, major)
            if stated is None or isinstance(ours, Unknown) or (ours is False and stated is ABSENT):
                continue
            if converted(move, ours) != converted(move, stated):
                yield path, major


@pytest.mark.parametrize("mapping", MAPPED)
def test_a_default_is_that_of_its_major(mapping: Mapping) -> None:
    excused = {(path, major) for type_, path, major in READ_IN_SOURCE if type_ == mapping.terraform}
    assert set(differing(mapping)) == excused


ACCOUNT = """
resource "azurerm_storage_account" "st" {
  name                     = "st"
  resource_group_name      = "rg"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "LRS"
}
"""


@pytest.mark.parametrize(
    ("version", "anonymous", "across"),
    [
        ("~> 3.0", True, True),
        ("~> 4.0", True, False),
        ("~> 5.0", False, False),
        (">= 5", False, False),
        ("= 4.81.0", True, False),
        (">= 4.0, < 5.0", True, False),
        (">= 3.0", None, None),
        (">= 4.0", None, False),
        (">= 3.0, < 5.0", True, None),
        ("not a constraint", None, None),
    ],
)
def test_the_constraint_decides_which_default_holds(
    version: str, anonymous: bool | None, across: bool | None
) -> None:
    account = read(ACCOUNT, version).one("st")
    for pointer, expected in (
        ("properties.allowBlobPublicAccess", anonymous),
        ("properties.allowCrossTenantReplication", across),
    ):
        found = account.look(pointer)
        assert isinstance(found, Unknown) if expected is None else found is expected


FLIPPED: Final = (
    ("azurerm_storage_account", "allow_nested_items_to_be_public", (True, True, False)),
    ("azurerm_storage_account", "cross_tenant_replication_enabled", (True, False, False)),
    ("azurerm_machine_learning_workspace", "public_network_access_enabled", (False, True, True)),
    (
        "azurerm_machine_learning_compute_cluster",
        "ssh_public_access_enabled",
        (ABSENT, False, False),
    ),
    ("azurerm_kubernetes_cluster", "oidc_issuer_enabled", (False, False, True)),
    ("azurerm_firewall_policy", "sku", (ABSENT, "Standard", "Standard")),
    ("azurerm_public_ip", "sku", ("Basic", "Standard", "Standard")),
)
"""Defaults that majors changed, as their upgrade guides and sources have them."""


@pytest.mark.parametrize(("type_", "name", "values"), FLIPPED)
def test_a_flipped_default_is_known_for_each_major_and_unknown_without_one(
    type_: str, name: str, values: tuple[Any, ...]
) -> None:
    mapping = mapping_of(type_)
    assert mapping is not None
    (move,) = [each for _, each in everywhere(mapping) if name in each.names][:1]
    for major, value in zip(MAJORS, values, strict=True):
        ours = at(move, major)
        assert converted(move, ours) == converted(move, value), major
    assert isinstance(move.default, Since)
    unpinned = Provider("azurerm", "s", "t", frozenset(MAJORS))
    assert isinstance(move.default.resolve(unpinned, name), Unknown)


def test_the_list_of_older_names_is_used() -> None:
    assert sum(len(names) for names in OLD.values()) > 80
    assert len(SHARED) < 10
