"""Disks and machines: snapshots, images and image versions are copies, and so are backups."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.graph.azure.assets.copies import copies_of, strays
from ringfence.graph.azure.replicas import REPLICA, Copy, Replicas
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown, Value, members
from ringfence.model.resource import Resource, dig

VERSIONS = "Microsoft.Compute/galleries/images/versions"
GALLERIES = "Microsoft.Compute/galleries"


def _copies(resource: Resource, estate: Estate) -> Iterator[Copy]:
    for copy, because in copies_of(estate).get(resource.key, ()):
        yield Copy(
            REPLICA,
            copy.look("location"),
            copy,
            "location",
            f"`{copy.address}` is a copy: {because}",
            doubt=copy.presence,
        )
        if copy.kind == VERSIONS.lower():
            yield from _targets(copy, "")
    seen: set[str] = set()
    for copy, why in strays(estate):
        location = copy.look("location")
        if copy is resource or (isinstance(location, str) and location in seen):
            continue  # one doubtful copy for each place is enough
        seen.add(location if isinstance(location, str) else "")
        because = f"`{copy.address}` may be made from it"
        yield Copy(REPLICA, location, copy, "location", because, doubt=why)


def _gallery(gallery: Resource, estate: Estate) -> Iterator[Copy]:
    for version in estate.inside(gallery.key, VERSIONS):
        yield from _targets(version, version.key)


def _targets(version: Resource, subject: str) -> Iterator[Copy]:
    """Yield the regions that an image version is replicated to."""
    path = "properties.publishingProfile.targetRegions"
    for number, (target, doubt) in enumerate(members(version.look(path))):
        where: Value = target if isinstance(target, Unknown) else _name(target)
        pointer = f"{path}[{number}].name"
        because = f"`{version.address}` is replicated to it"
        yield Copy(REPLICA, where, version, pointer, because, subject=subject, doubt=doubt)


def _name(target: Value) -> Value:
    name = dig(target, "name")
    return name if isinstance(name, str | Unknown) else None


def copies(resource: Resource, estate: Estate) -> Iterator[Copy]:
    """Yield the copies of a disk, a machine, an image or a gallery."""
    if resource.kind == GALLERIES.lower():
        yield from _gallery(resource, estate)
    else:
        yield from _copies(resource, estate)


REPLICAS = Replicas(
    (
        "Microsoft.Compute/disks",
        "Microsoft.Compute/snapshots",
        "Microsoft.Compute/images",
        "Microsoft.Compute/virtualMachines",
        GALLERIES,
    ),
    copies,
)
