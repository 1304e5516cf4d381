"""Storage accounts: geo-redundant kinds keep a copy in the paired region; objects are replicated.

https://learn.microsoft.com/azure/storage/common/storage-redundancy
https://learn.microsoft.com/azure/storage/blobs/object-replication-overview
"""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.graph.azure.assets.copies import REPLICATION, replicated
from ringfence.graph.azure.per_estate import per_estate
from ringfence.graph.azure.replicas import REPLICA, Copy, Replicas, geo_redundant
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

GEO = ("_GRS", "_RAGRS", "_GZRS", "_RAGZRS")


def _copies(account: Resource, estate: Estate) -> Iterator[Copy]:
    sku = account.look("sku.name")
    doubt: Unknown | None = None
    if isinstance(sku, Unknown):
        doubt = sku
    elif isinstance(sku, Absent) or sku is None:
        doubt = Unknown(f"`{account.address}` states no redundancy", account.locate("sku"))
    geo = isinstance(sku, str) and sku.upper().endswith(GEO)
    what = f"its redundancy `{sku}` keeps a copy in the paired region"
    yield from geo_redundant(account, account, "sku.name", on=geo, doubt=doubt, what=what)
    for policy in _policies(estate).get(account.key, ()):
        yield from _replicated(policy, account, estate)
    for policy in _policies(estate).get("", ()):
        if policy.root == account.root:
            yield from _replicated(policy, account, estate)


@per_estate
def _policies(estate: Estate) -> dict[str, list[Resource]]:
    """Return the object replication policies by the key of their source account, "" if unknown."""
    found: dict[str, list[Resource]] = {}
    for policy in estate.of(REPLICATION):
        source, _ = replicated(estate, policy)
        if source is not None:
            found.setdefault(source.key, []).append(policy)
        elif isinstance(policy.look("properties.sourceAccount"), Unknown):
            found.setdefault("", []).append(policy)
    return found


def _replicated(policy: Resource, account: Resource, estate: Estate) -> Iterator[Copy]:
    source, target = replicated(estate, policy)
    doubt = policy.presence
    if source is None:
        given_source = policy.look("properties.sourceAccount")
        doubt = given_source if isinstance(given_source, Unknown) else doubt
        if target is account:
            return
    pointer = "properties.destinationAccount"
    where: Value | Absent
    if target is None:
        given = policy.look(pointer)
        why = Unknown(f"the account that `{policy.address}` copies to is not in the code")
        where = given if isinstance(given, Unknown) else why
        because = "its objects are replicated to an account that is not known"
    else:
        where = target.look("location")
        because = f"its objects are replicated to `{target.address}`"
    containers = [
        dig(rule, "sourceContainer") for rule, _ in members(policy.look("properties.rules"))
    ]
    subjects = [
        f"{account.key}/blobservices/default/containers/{name}".lower()
        for name in containers
        if isinstance(name, str)
    ]
    if not subjects or len(subjects) < len(containers):
        subjects = [""]  # some container is not known: it may be any
    for subject in subjects:
        yield Copy(
            REPLICA, where, policy, pointer, because, subject=subject, doubt=doubt, target=target
        )


REPLICAS = Replicas(("Microsoft.Storage/storageAccounts",), _copies)
