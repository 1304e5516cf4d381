"""Private endpoints: which connections carry traffic, and those of networks that were not collected.

A live resource lists the private endpoints that were connected to it, in whatever tenant they are. One
that is approved lets its network in; a pending, rejected or disconnected one does not.
https://learn.microsoft.com/azure/private-link/manage-private-endpoint
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ringfence.model.facts import Unknown, Value
from ringfence.model.resource import Resource, dig
from ringfence.readers.merging import Under

TYPE: Final = "Microsoft.Network/privateEndpoints"
_STATE: Final = "properties.privateLinkServiceConnectionState.status"
_LISTS: Final = ("privateLinkServiceConnections", "manualPrivateLinkServiceConnections")
_SHUT: Final = frozenset({"pending", "rejected", "disconnected"})


def connected(endpoint: Resource) -> None:
    """Take the connections out of a private endpoint, in place, that nobody approved."""
    properties = endpoint.body.get("properties")
    if not isinstance(properties, dict):
        return
    for name in _LISTS:
        listed = properties.get(name)
        if isinstance(listed, list):
            properties[name] = [each for each in listed if not _shut(each)]


def guests(resources: Iterable[Resource], known: Iterable[str]) -> Iterator[Resource]:
    """Yield the private endpoints that resources list and nobody collected, each once.

    `known` are the keys of those that were collected. Which network they stand in is not known.
    """
    seen = set(known)
    for resource in resources:
        listed = resource.look("properties.privateEndpointConnections")
        for index, each in enumerate(listed if isinstance(listed, list) else ()):
            id_ = dig(each, "properties.privateEndpoint.id")
            if isinstance(id_, str) and "/" in id_ and not _shut(each):
                key = f"{id_.lower()} {resource.key}"
                if id_.lower() not in seen and key not in seen:
                    seen.add(key)
                    yield _guest(resource, id_, each, index)


def _guest(resource: Resource, id_: str, connection: Value, index: int) -> Resource:
    name = id_.rpartition("/")[2]
    where = resource.locate("properties.privateEndpointConnections")
    why = Unknown(f"the private endpoint `{name}` of `{resource.address}` was not collected", where)
    inner: dict[str, Value] = {"privateLinkServiceId": resource.id}
    groups = dig(connection, "properties.groupIds")
    if isinstance(groups, list):
        inner["groupIds"] = groups
    return Resource(
        id_, TYPE, name,
        {
            "location": why,
            "properties": {
                "subnet": {"id": why},
                "privateLinkServiceConnections": [{"name": name, "properties": inner}],
            },
        },
        f"{TYPE}/{name}", resource.root,
        Under(resource.origin, f"properties.privateEndpointConnections[{index}]"),
    )  # fmt: skip


def _shut(connection: Value) -> bool:
    status = dig(connection, _STATE)
    return isinstance(status, str) and status.lower() in _SHUT
