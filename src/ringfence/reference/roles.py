"""The built-in Azure roles: what each allows, as the provider publishes it.

Source: `az role definition list` output of 2026-08-22 (928 roles; see `_meta` of the table).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from ringfence.reference.tables import table

_PREVIEW: Final = " (preview)"
"""What is taken off the name of a role, whose id stays, once it is generally available."""

_FORMER: Final = {
    "azure ai user": "53ca6127-db72-4b80-b1b0-d745d6d5456d",
    "azure ai owner": "c883944f-8b7b-4483-af10-35834be79c4a",
    "azure ai account owner": "e47c6f54-e4a2-4754-9501-8e0985b135e1",
    "azure ai project manager": "eadc314b-1a2d-4efa-be10-5d325db5065e",
}
"""Former names; old and new name seen with the id in public code and in the vendor's page
https://learn.microsoft.com/azure/ai-foundry/concepts/rbac-azure-ai-foundry, as quoted there."""


@dataclass(frozen=True, slots=True)
class Permission:
    """One permission object: actions minus notActions, dataActions minus notDataActions."""

    actions: tuple[str, ...] = ()
    not_actions: tuple[str, ...] = ()
    data_actions: tuple[str, ...] = ()
    not_data_actions: tuple[str, ...] = ()
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """A role definition. `id` is the GUID, the same in every tenant for built-in roles."""

    id: str
    name: str
    permissions: tuple[Permission, ...]


def permission(row: dict[str, Any]) -> Permission:
    """Return the permission object in ARM's JSON form as a value."""
    return Permission(
        tuple(row.get("actions") or ()),
        tuple(row.get("notActions") or ()),
        tuple(row.get("dataActions") or ()),
        tuple(row.get("notDataActions") or ()),
        row.get("condition") or "",
    )


def _role(row: dict[str, Any]) -> Role:
    objects = row.get("permissions") or [row]
    return Role(row["id"], row["name"], tuple(permission(each) for each in objects))


@cache
def _rows() -> tuple[dict[str, Any], dict[str, Any]]:
    rows = table("azure_roles")["roles"]
    by_id = {row["id"].lower(): row for row in rows}
    return by_id, {row["name"].lower(): row for row in rows}


def ids() -> Iterable[str]:
    """Return the GUIDs of all built-in roles, in lower case."""
    return _rows()[0]


@cache
def by_id(guid: str) -> Role | None:
    """Return the built-in role with this GUID, None if there is none."""
    row = _rows()[0].get(guid.lower())
    return _role(row) if row else None


@cache
def by_name(name: str) -> Role | None:
    """Return the built-in role with this display name, case-insensitively.

    Names that a role had before count: code that is not deployed again still says them.
    """
    lowered = name.lower().strip()
    row = _rows()[1].get(lowered) or _rows()[0].get(_FORMER.get(lowered, ""))
    if row is None:
        bare = lowered.removesuffix(_PREVIEW)
        row = _rows()[1].get(bare if bare != lowered else lowered + _PREVIEW)
    return _role(row) if row else None
