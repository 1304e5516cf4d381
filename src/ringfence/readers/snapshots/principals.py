"""Who is who: object ids of identities, joined with the resources that carry them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ringfence.model.facts import Value
from ringfence.model.resource import Resource
from ringfence.readers.identity import client, principal
from ringfence.readers.snapshots.objects import GUID, IDENTITIES

_SPEAKING: Final = (
    "microsoft.authorization/",
    "microsoft.graph/",
    "microsoft.keyvault/vaults",
    "microsoft.documentdb/",
    "microsoft.kusto/",
    "microsoft.dbfor",
    "microsoft.sql/",
    "microsoft.batch/",
    "microsoft.containerregistry/",
    "microsoft.machinelearningservices/",
    "microsoft.managedservices/",
    "microsoft.storage/storageaccounts",
    "microsoft.containerservice/",
    "microsoft.compute/",
    "microsoft.web/",
    "microsoft.app/",
)
"""Types (lower case) that may speak of principals other than by the id of a resource."""


def object_ids(items: Iterable[tuple[str, dict[str, Value]]]) -> dict[str, str]:
    """Return what stands for each object and client id in an estate.

    `items` are ids of resources with their `identity` as it was answered, or, for a user-assigned
    identity, with its `properties`.
    """
    found: dict[str, str] = {}
    for id_, identity in items:
        own = identity.get("principalId")
        if isinstance(own, str) and GUID.fullmatch(own):
            found.setdefault(own.lower(), principal(id_))
        application = identity.get("clientId")
        if isinstance(application, str) and GUID.fullmatch(application):
            found.setdefault(application.lower(), client(id_))
        assigned = identity.get("userAssignedIdentities")
        if isinstance(assigned, dict):
            found |= object_ids(
                (each, ids) for each, ids in assigned.items() if isinstance(ids, dict)
            )
    return found


def join(resources: Iterable[Resource], known: dict[str, str]) -> None:
    """Replace object ids by what stands for them, wherever resources speak of principals."""
    if not known:
        return
    for resource in resources:
        if resource.kind != IDENTITIES and resource.kind.startswith(_SPEAKING):
            properties = resource.body.get("properties")
            if isinstance(properties, dict):
                resource.body["properties"] = _joined(properties, known)


def _joined(value: Value, known: dict[str, str]) -> Value:
    if type(value) is str:
        return known.get(value.lower(), value) if len(value) == 36 else value
    if type(value) is dict:
        return {name: _joined(each, known) for name, each in value.items()}
    if type(value) is list:
        return [_joined(each, known) for each in value]
    return value
