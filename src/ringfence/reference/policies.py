"""Built-in Azure policies that decide by location, as the provider publishes them.

Source: the public repository of built-in policies (see `_meta` of the table). Every other
built-in definition decides by something else than location.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from ringfence.reference.tables import table

_TABLE = "azure_location_policies"


def definition(guid: str) -> dict[str, Any] | None:
    """Return a built-in definition by GUID: `displayName`, `mode`, `parameters`, `policyRule`."""
    found: dict[str, Any] | None = table(_TABLE)["definitions"].get(guid.lower())
    return found


def initiative(guid: str) -> dict[str, Any] | None:
    """Return a built-in initiative by GUID: `displayName`, `parameters`, `policyDefinitions`.

    Only the members that decide by location are listed.
    """
    found: dict[str, Any] | None = table(_TABLE)["initiatives"].get(guid.lower())
    return found


@cache
def by_display_name(name: str) -> str:
    """Return the GUID of the definition or initiative of that display name, "" for any other."""
    for kind in ("definitions", "initiatives"):
        for guid, row in table(_TABLE)[kind].items():
            if row["displayName"].lower() == name.lower():
                return str(guid)
    return ""
