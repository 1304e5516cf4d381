"""Logs: a workspace may replicate to a second region and export to other stores.

https://learn.microsoft.com/azure/azure-monitor/logs/workspace-replication
https://learn.microsoft.com/azure/azure-monitor/logs/logs-data-export
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.graph.azure.replicas import REPLICA, SINK, Copy, Replicas
from ringfence.graph.azure.sinks import sink
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource

LOGS = "Microsoft.OperationalInsights/workspaces"


def _copies(resource: Resource, estate: Estate) -> Iterator[Copy]:
    yield from _replication(resource)
    for export in estate.inside(resource.key, f"{LOGS}/dataExports"):
        enabled = export.look("properties.enable")
        if enabled is False:
            continue
        hidden = enabled if isinstance(enabled, Unknown) else export.presence
        types = ("Microsoft.Storage/storageAccounts", "Microsoft.EventHub/namespaces")
        pointer = "properties.destination.resourceId"
        if (kept := sink(export, pointer, types, estate)) is not None:
            because = f"its tables are exported to {kept.called}"
            yield Copy(
                SINK,
                kept.where,
                export,
                pointer,
                because,
                doubt=hidden,
                target=kept.resource,
            )


def _replication(workspace: Resource) -> Iterator[Copy]:
    enabled = workspace.look("properties.replication.enabled")
    if enabled is not True and not isinstance(enabled, Unknown):
        return  # off unless it is switched on
    yield Copy(
        REPLICA,
        workspace.look("properties.replication.location"),
        workspace,
        "properties.replication.location",
        "the workspace replicates its logs to a second region",
        doubt=enabled if isinstance(enabled, Unknown) else None,
    )


REPLICAS = Replicas((LOGS,), _copies)
