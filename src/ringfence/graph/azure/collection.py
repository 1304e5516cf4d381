"""Data collection rules: what the agents of machines and clusters send, and where to.

A rule names destinations, an association puts it on a resource:
https://learn.microsoft.com/azure/azure-monitor/data-collection/data-collection-rule-overview
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ringfence.graph.azure.per_estate import per_estate
from ringfence.model.estate import Estate, parent_key, top_key
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

ASSOCIATIONS: Final = "Microsoft.Insights/dataCollectionRuleAssociations"
RULES: Final = "Microsoft.Insights/dataCollectionRules"
WATCHED: Final = (
    "microsoft.compute/virtualmachines",
    "microsoft.compute/virtualmachinescalesets",
    "microsoft.containerservice/managedclusters",
)

_LOGS: Final = "microsoft.operationalinsights/workspaces"
_STORAGE: Final = "microsoft.storage/storageaccounts"
_EVENTS: Final = "microsoft.eventhub/namespaces"
_RULE: Final = "properties.dataCollectionRuleId"
_DESTINATIONS: Final = tuple(
    (f"properties.destinations.{name}", reference, type_)
    for name, reference, type_ in (
        ("logAnalytics", "workspaceResourceId", _LOGS),
        ("storageAccounts", "storageAccountResourceId", _STORAGE),
        ("storageBlobsDirect", "storageAccountResourceId", _STORAGE),
        ("storageTablesDirect", "storageAccountResourceId", _STORAGE),
        ("eventHubs", "eventHubResourceId", _EVENTS),
        ("eventHubsDirect", "eventHubResourceId", _EVENTS),
    )
)


@dataclass(frozen=True, slots=True)
class Outlet:
    """One destination of what a resource sends: named at `pointer` of `holder`, of `type`.

    `value` is the reference as written, "" stands for a `type` that is not known; `doubt` says why
    it may not be a destination of it at all.
    """

    holder: Resource
    pointer: str
    value: Value | Absent
    type: str
    doubt: Unknown | None = None


@dataclass(slots=True)
class _Associations:
    """Associations by what they watch, and by root those of which that is not known."""

    by_top: dict[str, list[tuple[Resource, Unknown | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    loose: dict[str, list[tuple[Resource, Unknown]]] = field(
        default_factory=lambda: defaultdict(list)
    )


def outlets(top: Resource, estate: Estate) -> Iterator[Outlet]:
    """Yield where data collection rules send what they collect on a top-level resource."""
    if top.kind not in WATCHED:
        return
    known = _associations(estate)
    for association, doubt in (*known.by_top.get(top.key, ()), *known.loose.get(top.root, ())):
        reference = association.look(_RULE)
        if isinstance(reference, Absent) or reference is None:
            continue  # an association with an endpoint only tells where agents ask
        rule = estate.get(reference) if isinstance(reference, str) else None
        if rule is None:
            yield Outlet(association, _RULE, reference, "", doubt)  # it may send anywhere
        else:
            yield from of_rule(rule, doubt if doubt is not None else rule.presence)


def of_rule(rule: Resource, doubt: Unknown | None) -> Iterator[Outlet]:
    """Yield the destinations of one rule; `doubt` says why it may not apply."""
    hidden = rule.look("properties.destinations")
    if isinstance(hidden, Unknown):
        yield Outlet(rule, "properties.destinations", hidden, "", doubt)
        return
    for path, name, type_ in _DESTINATIONS:
        for number, (each, unsure) in enumerate(members(rule.look(path))):
            value = each if isinstance(each, Unknown) else dig(each, name)
            pointer = path if isinstance(each, Unknown) else f"{path}[{number}].{name}"
            yield Outlet(rule, pointer, value, type_, doubt if doubt is not None else unsure)


@per_estate
def _associations(estate: Estate) -> _Associations:
    found = _Associations()
    for association in estate.of(ASSOCIATIONS):
        scope = association.body.get("scope")
        if isinstance(scope, Unknown):
            found.loose[association.root].append((association, scope))
            continue
        target = top_key(scope.lower() if isinstance(scope, str) else parent_key(association.key))
        looked = estate.lookup(target, *WATCHED)
        if looked.found is not None:
            found.by_top[looked.found.key].append((association, association.presence))
        for each in looked.perhaps:
            found.by_top[each.key].append((association, looked.doubt))
    return found
