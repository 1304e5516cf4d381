"""Disks and snapshots: export through a URL that the management plane hands out.

Source: disk private link page and SDK texts (as commonly documented; no page was read):
`networkAccessPolicy` AllowAll lets exports be read from any network, AllowPrivate only through a
disk access resource, DenyAll not at all; `publicNetworkAccess` Disabled closes the public side.
"""

from ringfence.graph.azure.door_reading import public_access, switch
from ringfence.graph.azure.doors import Door, Endpoint
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Unknown
from ringfence.model.resource import Resource

_ACCESS = "Microsoft.Compute/diskAccesses"


def _door(estate: Estate, disk: Resource) -> Door:
    del estate
    policy = switch(
        disk,
        "properties.networkAccessPolicy",
        opens=("allowall",),
        closes=("allowprivate", "denyall"),
        key=f"export:{disk.key}",
        what=f"exports of `{disk.address}` are not public",
    )
    return Door((policy, public_access(disk)))


def _links(estate: Estate, disk: Resource) -> list[tuple[str, Unknown | None]]:
    reference = disk.look("properties.diskAccessId")
    if isinstance(reference, Unknown):
        return [(access.key, reference) for access in estate.of(_ACCESS)]
    if reference is ABSENT or not isinstance(reference, str):
        return []
    lookup = estate.lookup(reference, _ACCESS)
    if lookup.found is not None:
        return [(lookup.found.key, None)]
    return [(access.key, lookup.doubt) for access in lookup.perhaps] or [(reference.lower(), None)]


ENDPOINT = Endpoint(
    types=("Microsoft.Compute/disks", "Microsoft.Compute/snapshots"),
    door=_door,
    groups=frozenset({"disks"}),
    links=_links,
    rule="RF-RCH-05",
    serves="exports",
)
