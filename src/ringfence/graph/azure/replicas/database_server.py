"""Database servers: geo-redundant backups, replicas in other regions, failover partners.

Azure SQL keeps backups in the paired region unless told otherwise
(https://learn.microsoft.com/azure/azure-sql/database/automated-backups-overview); flexible servers
do so only when told to (https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-backup-restore).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from ringfence.graph.azure.per_estate import per_estate
from ringfence.graph.azure.replicas import REPLICA, Copy, Replicas, geo_redundant
from ringfence.graph.azure.sinks import sink
from ringfence.model.estate import Estate, top_key
from ringfence.model.facts import Unknown, members
from ringfence.model.resource import Resource

SQL = "Microsoft.Sql/servers"
FLEXIBLE = ("Microsoft.DBforPostgreSQL/flexibleServers", "Microsoft.DBforMySQL/flexibleServers")
_ORIGINS: Final = {
    f"{SQL}/databases".lower(): "properties.sourceDatabaseId",
    **{flexible.lower(): "properties.sourceServerResourceId" for flexible in FLEXIBLE},
}
"""Where a replica names what it replicates, by its type."""
_ANY: Final = ""
_PERHAPS: Final = "?"


def _copies(server: Resource, estate: Estate) -> Iterator[Copy]:
    if server.kind == SQL.lower():
        yield from _sql(server, estate)
    else:
        yield from _flexible(server)
    replicas = _replicas(estate)
    for replica in replicas.get(server.key, ()):
        yield _replica(replica, replica.presence, estate)
    for replica in replicas.get(_PERHAPS + server.key, ()):
        named = replica.look(_ORIGINS[replica.kind])
        lookup = estate.lookup(top_key(str(named).lower()), SQL, *FLEXIBLE)
        yield _replica(replica, lookup.doubt, estate)
    for replica in replicas.get(_ANY, ()):
        origin = replica.look(_ORIGINS[replica.kind])
        if isinstance(origin, Unknown) and estate.top(replica) is not server:
            yield _replica(replica, origin, estate)


def _replica(replica: Resource, doubt: Unknown | None, estate: Estate) -> Copy:
    top = estate.top(replica) or replica
    return Copy(
        REPLICA,
        top.look("location"),
        replica,
        "location" if top is replica else "",
        f"`{replica.address}` {'replicates it' if doubt is None else 'may replicate it'}",
        doubt=doubt,
        target=top,
    )


def _sql(server: Resource, estate: Estate) -> Iterator[Copy]:
    for database in estate.inside(server.key, f"{SQL}/databases"):
        if database.key.endswith("/databases/master"):
            continue
        pointer = "properties.requestedBackupStorageRedundancy"
        redundancy = database.look(pointer)
        doubt = redundancy if isinstance(redundancy, Unknown) else database.presence
        local = isinstance(redundancy, str) and not redundancy.lower().startswith("geo")
        what = f"backups of `{database.address}` are geo-redundant unless told otherwise"
        for copy in geo_redundant(server, database, pointer, on=not local, doubt=None, what=what):
            yield Copy(
                copy.step,
                copy.where,
                copy.resource,
                copy.pointer,
                copy.because,
                subject=database.key,
                doubt=doubt,
            )
    for group in estate.inside(server.key, f"{SQL}/failoverGroups"):
        path = "properties.partnerServers"
        for number, (partner, doubt) in enumerate(members(group.look(path))):
            pointer = f"{path}[{number}].id"
            if isinstance(partner, Unknown):
                because = "its failover partner is not known"
                yield Copy(REPLICA, partner, group, path, because, doubt=doubt)
            elif (kept := sink(group, pointer, (SQL,), estate)) is not None:
                because = f"it fails over to {kept.called}"
                yield Copy(
                    REPLICA,
                    kept.where,
                    group,
                    pointer,
                    because,
                    doubt=doubt,
                    target=kept.resource,
                )


def _flexible(server: Resource) -> Iterator[Copy]:
    pointer = "properties.backup.geoRedundantBackup"
    value = server.look(pointer)
    on = isinstance(value, str) and value.lower() == "enabled"
    doubt = value if isinstance(value, Unknown) else None
    what = "its backups are geo-redundant"
    yield from geo_redundant(server, server, pointer, on=on, doubt=doubt, what=what)


@per_estate
def _replicas(estate: Estate) -> dict[str, list[Resource]]:
    """Return servers and databases that replicate another, by the key of its server.

    Those of which it is not known what they replicate stand under `_ANY`; those that name one which
    may be a server whose name is not known, under the key of that server after `_PERHAPS`.
    """
    found: dict[str, list[Resource]] = defaultdict(list)
    for type_, pointer in _ORIGINS.items():
        for replica in estate.of(type_):
            origin = replica.look(pointer)
            if isinstance(origin, str) and origin:
                key = top_key(origin.lower())
                found[key].append(replica)
                for server in estate.lookup(key, SQL, *FLEXIBLE).perhaps:
                    found[_PERHAPS + server.key].append(replica)
            elif isinstance(origin, Unknown) and replica.external is None:
                found[_ANY].append(replica)
    return found


REPLICAS = Replicas((SQL, *FLEXIBLE), _copies)
