"""Copies of assets are the asset: snapshots, images, replicas, backups, disks of a workload."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from ringfence.graph.azure.per_estate import per_estate
from ringfence.graph.azure.references import account
from ringfence.model.estate import Estate, top_key
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

_DISKS: Final = (
    "Microsoft.Compute/disks",
    "Microsoft.Compute/snapshots",
    "Microsoft.Compute/images",
    "Microsoft.Compute/galleries/images/versions",
)
_ORIGINS: Final = (
    "properties.creationData.sourceResourceId",
    "properties.creationData.sourceUri",
    "properties.storageProfile.osDisk.managedDisk.id",
    "properties.storageProfile.osDisk.snapshot.id",
    "properties.sourceVirtualMachine.id",
    "properties.storageProfile.source.id",
    "properties.storageProfile.osDiskImage.source.id",
)
_KEEPERS: Final = frozenset(type_.lower() for type_ in _DISKS)
_MACHINES: Final = "Microsoft.Compute/virtualMachines"
REPLICATION: Final = "Microsoft.Storage/storageAccounts/objectReplicationPolicies"
_PROTECTED: Final = (
    "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems"
)

Relations = dict[str, list[tuple[Resource, str]]]


@per_estate
def copies_of(estate: Estate) -> Relations:
    """Return, for the key of a resource, the resources that hold a copy of its content, and why."""
    found: Relations = defaultdict(list)
    for origin, copy, because in (*_of_disks(estate), *_elsewhere(estate)):
        found[origin.key].append((copy, because))
    return found


def relations(estate: Estate) -> Relations:
    """Return, for the key of a resource, what else is an asset if it is one, and why."""
    found: Relations = defaultdict(list)
    for key, copies in copies_of(estate).items():
        found[key].extend(copies)
        origin = estate.get(key)
        for copy, _ in copies:
            if origin is not None and origin.kind in _KEEPERS and copy.kind in _KEEPERS:
                found[copy.key].append((origin, f"`{copy.address}` is made from it"))
    for machine, disk, because in _of_machines(estate):
        found[machine.key].append((disk, because))
    return found


def _of_disks(estate: Estate) -> Iterator[tuple[Resource, Resource, str]]:
    for copy in estate.of(*_DISKS):
        for pointer in _ORIGINS:
            reference = dig(copy.body, pointer)
            origin = estate.get(reference) if isinstance(reference, str) else None
            if origin is not None:
                yield origin, copy, f"it is made from `{origin.address}`"


def unknown_origin(copy: Resource, estate: Estate) -> Unknown | None:
    """Return why it is not known what a disk, snapshot or image is made from, None if it is."""
    for pointer in _ORIGINS:
        reference = dig(copy.body, pointer)
        doubt = estate.lookup(reference, *_DISKS).doubt
        if doubt is not None:
            return doubt
    return None


def unknown_disk(machine: Resource) -> Unknown | None:
    """Return why it is not known which disks a machine works on, None if it is."""
    for reference in _disks_of(machine):
        if isinstance(reference, Unknown):
            return reference
    return None


@per_estate
def strays(estate: Estate) -> list[tuple[Resource, Unknown]]:
    """Return the disks, snapshots and images that may be made from any disk."""
    found = [(copy, unknown_origin(copy, estate)) for copy in estate.of(*_DISKS)]
    return [(copy, why) for copy, why in found if why is not None]


def unknown_target(policy: Resource) -> Unknown | None:
    """Return why it is not known where objects are replicated to, None if it is."""
    target = dig(policy.body, "properties.destinationAccount")
    return target if isinstance(target, Unknown) else None


def _disks_of(machine: Resource) -> list[Value | Absent]:
    profile = dig(machine.body, "properties.storageProfile")
    return [dig(profile, "osDisk.managedDisk.id")] + [
        disk if isinstance(disk, Unknown) else dig(disk, "managedDisk.id")
        for disk, _ in members(dig(profile, "dataDisks"))
    ]


def _of_machines(estate: Estate) -> Iterator[tuple[Resource, Resource, str]]:
    for machine in estate.of(_MACHINES):
        because = f"`{machine.address}` works on it"
        for reference in _disks_of(machine):
            disk = estate.get(reference) if isinstance(reference, str) else None
            if disk is not None:
                yield machine, disk, because


def _elsewhere(estate: Estate) -> Iterator[tuple[Resource, Resource, str]]:
    for policy in estate.of(REPLICATION):
        source, target = replicated(estate, policy)
        if source is not None and target is not None and source is not target:
            yield source, target, f"`{source.address}` is replicated to it"
    for item in estate.of(_PROTECTED):
        reference = dig(item.body, "properties.sourceResourceId")
        origin = estate.get(reference) if isinstance(reference, str) else None
        vault = estate.get(top_key(item.key))
        if origin is not None and vault is not None:
            yield origin, vault, f"it keeps backups of `{origin.address}`"


def replicated(estate: Estate, policy: Resource) -> tuple[Resource | None, Resource | None]:
    """Return source and destination account of an object replication policy, None if not ours.

    The policy lies on either account; the one it lies on may be left out of its properties.
    """
    own = estate.get(top_key(policy.key))
    source = dig(policy.body, "properties.sourceAccount")
    target = dig(policy.body, "properties.destinationAccount")
    found_source, found_target = account(estate, source), account(estate, target)
    if found_source is None and found_target is not own and not isinstance(source, str):
        found_source = own
    if found_target is None and found_source is not own and not isinstance(target, str):
        found_target = own
    return found_source, found_target
