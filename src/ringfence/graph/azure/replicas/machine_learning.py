"""Machine learning: a registry copies models to all its regions; compute works where it stands.

https://learn.microsoft.com/azure/machine-learning/how-to-manage-registries
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.graph.azure.replicas import COMPUTE, REPLICA, Copy, Replicas
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

WORKSPACES = "Microsoft.MachineLearningServices/workspaces"
REGISTRIES = "Microsoft.MachineLearningServices/registries"


def _copies(resource: Resource, estate: Estate) -> Iterator[Copy]:
    if resource.kind == REGISTRIES.lower():
        yield from _regions(resource)
    else:
        yield from _computes(resource, estate)


def _regions(registry: Resource) -> Iterator[Copy]:
    for number, (detail, doubt) in enumerate(members(registry.look("properties.regionDetails"))):
        where: Value | Absent = detail if isinstance(detail, Unknown) else dig(detail, "location")
        pointer = f"properties.regionDetails[{number}].location"
        because = "the registry keeps a copy of every model there"
        yield Copy(REPLICA, where, registry, pointer, because, doubt=doubt)


def _computes(workspace: Resource, estate: Estate) -> Iterator[Copy]:
    for compute in estate.inside(workspace.key, f"{WORKSPACES}/computes"):
        pointer = "properties.computeLocation"
        where = dig(compute.body, pointer)
        if isinstance(where, Absent) or where is None:
            pointer, where = "location", dig(compute.body, "location")
        if isinstance(where, Absent) or where is None:
            continue  # it stands where its workspace stands
        because = f"`{compute.address}` processes its data there"
        yield Copy(COMPUTE, where, compute, pointer, because, doubt=compute.presence)


REPLICAS = Replicas((WORKSPACES, REGISTRIES), _copies)
