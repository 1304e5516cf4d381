"""Event Hubs and Redis: geo-replication copies the content.

https://learn.microsoft.com/azure/event-hubs/geo-replication
https://learn.microsoft.com/azure/azure-cache-for-redis/cache-how-to-geo-replication
Geo-disaster recovery of Event Hubs (`disasterRecoveryConfigs`) copies metadata only.
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.graph.azure.replicas import REPLICA, Copy, Replicas
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

REDIS = "Microsoft.Cache/redis"


def _copies(resource: Resource, estate: Estate) -> Iterator[Copy]:
    path = "properties.geoDataReplication.locations"
    for number, (place, doubt) in enumerate(members(resource.look(path))):
        where: Value | Absent = place if isinstance(place, Unknown) else dig(place, "locationName")
        pointer = f"{path}[{number}].locationName"
        because = "the namespace replicates events to it"
        yield Copy(REPLICA, where, resource, pointer, because, doubt=doubt)
    for linked in estate.inside(resource.key, f"{REDIS}/linkedServers"):
        pointer = "properties.linkedRedisCacheLocation"
        because = "the cache replicates to it"
        yield Copy(REPLICA, linked.look(pointer), linked, pointer, because, doubt=linked.presence)


REPLICAS = Replicas(
    ("Microsoft.EventHub/namespaces", "Microsoft.ServiceBus/namespaces", REDIS), _copies
)
