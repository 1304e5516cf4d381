"""Container registries: every replication is a full copy of every image.

https://learn.microsoft.com/azure/container-registry/container-registry-geo-replication
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.graph.azure.replicas import REPLICA, Copy, Replicas
from ringfence.model.estate import Estate
from ringfence.model.resource import Resource

TYPE = "Microsoft.ContainerRegistry/registries/replications"


def _copies(registry: Resource, estate: Estate) -> Iterator[Copy]:
    for replication in estate.inside(registry.key, TYPE):
        yield Copy(
            REPLICA,
            replication.look("location"),
            replication,
            "location",
            f"`{registry.address}` replicates every image to it",
            doubt=replication.presence,
        )


REPLICAS = Replicas(("Microsoft.ContainerRegistry/registries",), _copies)
