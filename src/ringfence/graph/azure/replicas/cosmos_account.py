"""Cosmos DB: every location of the account holds all data; periodic backups are geo-redundant.

https://learn.microsoft.com/azure/cosmos-db/distribute-data-globally
https://learn.microsoft.com/azure/cosmos-db/periodic-backup-storage-redundancy (default: Geo)
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.graph.azure.placement import pair_of
from ringfence.graph.azure.replicas import PAIRED, REPLICA, Copy, Replicas
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.reference.regions import region


def _copies(account: Resource, estate: Estate) -> Iterator[Copy]:
    del estate
    writes: list[Value | Absent] = []
    for number, (place, doubt) in enumerate(members(account.look("properties.locations"))):
        where: Value | Absent = place if isinstance(place, Unknown) else dig(place, "locationName")
        pointer = f"properties.locations[{number}].locationName"
        yield Copy(REPLICA, where, account, pointer, "the account replicates to it", doubt=doubt)
        if not isinstance(place, Unknown) and dig(place, "failoverPriority") in (0, Absent):
            writes.append(where)
    yield from _backup(account, writes or [account.look("location")])


def _backup(account: Resource, writes: list[Value | Absent]) -> Iterator[Copy]:
    kind = account.look("properties.backupPolicy.type")
    if isinstance(kind, str) and kind.lower() == "continuous":
        return  # continuous backups stay in the regions of the account
    pointer = "properties.backupPolicy.periodicModeProperties.backupStorageRedundancy"
    redundancy = account.look(pointer)
    doubt = kind if isinstance(kind, Unknown) else None
    if isinstance(redundancy, Unknown):
        doubt = redundancy
    elif isinstance(redundancy, str) and redundancy.lower() != "geo":
        return
    for where in writes:
        pair = pair_of(where)
        if pair is None and isinstance(where, str) and region(where) is not None:
            continue
        why = Unknown(f"the region that `{account.address}` writes to is not known")
        paired: Value = pair.name if pair else (where if isinstance(where, Unknown) else why)
        because = "its periodic backups are geo-redundant unless told otherwise"
        yield Copy(PAIRED, paired, account, pointer, because, doubt=doubt)


REPLICAS = Replicas(("Microsoft.DocumentDB/databaseAccounts",), _copies)
