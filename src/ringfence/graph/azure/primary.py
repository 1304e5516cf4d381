"""Where resources are placed by choice: what a boundary can be inferred from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ringfence.graph.azure import diagnostics
from ringfence.graph.azure.assets import services as types
from ringfence.graph.azure.assets.copies import REPLICATION, replicated
from ringfence.graph.azure.placement import ANYWHERE
from ringfence.model.estate import Estate, top_key
from ringfence.model.facts import Absent, Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import has_symbol, is_context
from ringfence.reference.regions import normal

_SECONDARY: Final = frozenset(
    {types.LOGS, types.INSIGHTS, types.RECOVERY, "microsoft.dataprotection/backupvaults"}
)
_GROUPS: Final = "microsoft.resources/resourcegroups"

Located = tuple[str, Unknown | None]


def primary_locations(estate: Estate) -> Iterator[Located]:
    """Yield the location of every top-level resource that is placed by choice, and the doubt.

    Locations are normalised names or context symbols; "" stands for one that is not known. Log
    sinks, backups, replicas and what is only referred to do not count; resource groups count
    where nothing else does.
    """
    secondary = _secondary(estate)
    found = False
    for resource in estate:
        if resource.key in secondary or resource.kind == _GROUPS:
            continue
        for located in _located(resource):
            found = True
            yield located
    if not found:
        for group in estate.of(_GROUPS):
            yield from _located(group)


def _located(resource: Resource) -> Iterator[Located]:
    if resource.external is not None or resource.kind in _SECONDARY:
        return
    if top_key(resource.key) != resource.key:
        return
    value = resource.look("location")
    if isinstance(value, Unknown):
        yield "", value
    elif isinstance(value, Absent) or not isinstance(value, str):
        return
    elif has_symbol(value) and not is_context(value):
        yield "", Unknown(f"the location of `{resource.address}` is known at deployment only")
    elif has_symbol(value):
        yield value, resource.presence
    elif (name := normal(value)) != ANYWHERE:
        yield name, resource.presence


def _secondary(estate: Estate) -> set[str]:
    """Return the keys of resources that hold logs or copies of others."""
    found = set(diagnostics.receivers(estate))
    for policy in estate.of(REPLICATION):
        _, target = replicated(estate, policy)
        if target is not None:
            found.add(target.key)
    return found
