"""Roles against actions: the published roles against an independent table, patterns against regex."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ringfence.graph.azure.identity.patterns import covers
from ringfence.graph.azure.rights import Need, services
from ringfence.reference.roles import by_id
from ringfence.reference.tables import table

TABLE = Path(__file__).parent.parent / "data" / "azure_role_capabilities.json"


@cache
def known() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(TABLE.read_text())
    return loaded


def granted(guid: str) -> set[str]:
    role = by_id(guid)
    assert role is not None
    found: set[str] = set()
    for action in known()["names"]:
        data = action in known()["data"]
        for each in role.permissions:
            yes, no = (
                (each.data_actions, each.not_data_actions)
                if data
                else (each.actions, each.not_actions)
            )
            if any(covers(p, action) for p in yes) and not any(covers(p, action) for p in no):
                found.add(action)
    return found


def test_every_built_in_role_grants_what_the_table_says() -> None:
    names, grants = known()["names"], known()["grants"]
    assert len(grants) == 411
    roles = table("azure_roles")["roles"]
    assert len(roles) == known()["_meta"]["roles_total"]
    wrong = {
        role["name"]: sorted(difference)
        for role in roles
        if (difference := granted(role["id"]) ^ {names[n] for n in grants.get(role["id"], [])})
    }
    assert wrong == {}


def test_the_published_words_on_wildcards() -> None:
    assert covers("*/read", "Microsoft.ContainerRegistry/registries/pull/read")
    assert covers("MICROSOFT.Storage/*", "microsoft.storage/storageAccounts/listKeys/action")
    assert covers("Microsoft.A/ids/*/assign/action", "Microsoft.A/ids/assign/action")
    assert not covers("Microsoft.A/ids/*/assign/action", "Microsoft.A/idsassign/action")
    assert not covers("Microsoft.Storage/*/read", "Microsoft.Storages/x/read")
    assert not covers("*/write", "Microsoft.A/b/writes")


PIECES = st.sampled_from(["*", "/", "a", "b", "read", "ab", "/*/", "*/", "/*"])
TEXTS = st.lists(st.sampled_from(["a", "b", "/", "read", "ab"]), max_size=8).map("".join)


def by_regex(pattern: str, text: str) -> bool:
    """The same rule, written as a regular expression: right, and slow on hostile patterns."""
    made, at = "", 0
    while at < len(pattern):
        if pattern.startswith("*/", at) and at and pattern[at - 1] == "/":
            made += "(?:.*/)?"
            at += 2
        elif pattern[at] == "*":
            made += ".*"
            at += 1
        else:
            made += re.escape(pattern[at])
            at += 1
    return re.fullmatch(made, text, re.DOTALL) is not None


@given(st.lists(PIECES, max_size=7).map("".join), TEXTS)
def test_patterns_agree_with_the_obvious_regex(pattern: str, text: str) -> None:
    assert covers(pattern, text) == by_regex(pattern, text)


def test_hostile_patterns_take_no_time() -> None:
    assert not covers("*a" * 60 + "b", "a" * 300)
    assert covers("/*/" * 30, "/" * 40) in (True, False)


def needs() -> list[Need]:
    return [need for service in services().values() for need in service.needs()]


def test_every_action_that_is_asked_for_exists() -> None:
    """Some built-in role names it, or a pattern that is narrower than a whole provider covers it."""
    patterns = {
        pattern
        for role in table("azure_roles")["roles"]
        for row in role.get("permissions") or [role]
        for name in ("actions", "notActions", "dataActions", "notDataActions")
        for pattern in row.get(name) or ()
        if "*" not in pattern or pattern.count("/") > 1
    } | set(known()["names"])
    asked = [
        action for need in needs() for action in need.actions if not action.endswith(NAMED_BY_RULE)
    ]
    asked += [action for need in needs() for action in need.data]
    named = [pattern for pattern in patterns if not pattern.startswith("*")]
    assert sorted(a for a in asked if not any(covers(pattern, a) for pattern in named)) == []


# The provider names the operations of a type by rule: PUT is `write`, POST `<verb>/action`.
NAMED_BY_RULE = (
    "/write",
    "/listKeys/action",
    "/regenerateKeys/action",
    "/privateEndpointConnectionsApproval/action",
)
