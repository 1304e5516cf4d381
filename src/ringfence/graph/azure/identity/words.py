"""How steps of a proof speak of principals, scopes and resources. Made only when a report asks."""

from __future__ import annotations

from ringfence.graph.azure.identity.grants import Grant
from ringfence.graph.azure.identity.principals import Principal
from ringfence.graph.azure.identity.scopes import GROUP_PREFIX, ROOT
from ringfence.model.estate import Estate


def who(principal: Principal) -> str:
    """Return the name of a principal."""
    if principal.phrase:
        return principal.phrase
    if principal.sort == "unknown" and principal.doubt is not None:
        return f"whoever is meant by `{principal.label}`"
    return f"`{principal.label}`"


def where(estate: Estate, scope: str) -> str:
    """Return the name of a scope."""
    found = estate.get(scope)
    if found is not None:
        return f"`{found.address}`"
    if scope == ROOT:
        return "the root of the tenant"
    name = scope.rpartition("/")[2]
    if scope.startswith(GROUP_PREFIX):
        return f"the management group `{name}`"
    parts = scope.strip("/").split("/")
    if len(parts) == 2:
        return "the subscription"
    if len(parts) == 4 and parts[2] == "resourcegroups":
        return f"the resource group `{name}`"
    return f"`{name}`"


def role_at(estate: Estate, grant: Grant) -> str:
    """Return what an assignment grants and where: "`Contributor` at the subscription"."""
    verb = "may activate " if grant.eligible else ""
    return f"{verb}{grant.role.label} at {where(estate, grant.scope)}"
