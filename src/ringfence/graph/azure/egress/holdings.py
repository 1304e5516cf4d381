"""Which workload holds which asset: it is the asset, has it attached, mounts it, or reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ringfence.graph.azure.egress.managed import COMPUTES, WORKSPACES
from ringfence.graph.azure.kubernetes.clusters import CLUSTER
from ringfence.graph.azure.kubernetes.volumes import mounts
from ringfence.graph.azure.references import account
from ringfence.graph.kubernetes.objects import WORKLOADS, is_object
from ringfence.graph.scene import Scene
from ringfence.model.asset import Asset
from ringfence.model.claims import Claim, Evidence
from ringfence.model.estate import top_key
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

DISKS: Final = "Microsoft.Compute/disks"
SNAPSHOTS: Final = "Microsoft.Compute/snapshots"
DATASTORES: Final = f"{WORKSPACES}/datastores"
_STORES: Final = (
    ("properties.storageAccount", "Microsoft.Storage/storageAccounts"),
    ("properties.keyVault", "Microsoft.KeyVault/vaults"),
    ("properties.containerRegistry", "Microsoft.ContainerRegistry/registries"),
)
_PROFILES: Final = ("properties.storageProfile", "properties.virtualMachineProfile.storageProfile")


@dataclass(frozen=True, slots=True)
class Holding:
    """An asset that a workload holds: why, the claims and facts that it rests on."""

    asset: Asset
    because: str
    premises: tuple[Claim, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Unknown, ...] = ()


class Holdings:
    """Finds what workloads hold."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._estate = scene.estate

    @cached_property
    def _by_top(self) -> dict[str, list[Asset]]:
        found: dict[str, list[Asset]] = defaultdict(list)
        for asset in self._scene.assets:
            found[top_key(asset.key)].append(asset)
        return found

    @cached_property
    def _disks(self) -> list[Asset]:
        """The assets that a disk of unknown identity may be, or may have been made from."""
        kinds = (DISKS.lower(), SNAPSHOTS.lower())
        return [asset for asset in self._scene.assets if asset.resource.kind in kinds]

    @cached_property
    def _read(self) -> dict[str, list[Claim]]:
        """The claims `("reads", principal, asset)` that the identity plane wrote, by principal."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._scene.program.claims:
            if claim[0] == "reads":
                found[claim[1]].append(claim)
        return found

    def of(self, workload: Resource) -> Iterator[Holding]:
        """Yield what a workload holds, each asset perhaps for several reasons."""
        own = self._scene.by_key.get(workload.key)
        if own is not None:
            yield Holding(own, "it is the asset itself")
        yield from self._attached(workload)
        yield from self._mounted(workload)
        if is_object(workload):
            yield from self._volumes(workload)
        if workload.kind == WORKSPACES.lower():
            yield from self._stores(workload)
        elif workload.kind == COMPUTES.lower():
            home = self._estate.top(workload)
            if home is not None:
                yield from self._stores(home)
                yield from self._within(home.key, f"it is compute of `{home.address}`", (), ())
        yield from self._reading(workload)

    def _reading(self, workload: Resource) -> Iterator[Holding]:
        if not self._read:
            return
        from ringfence.graph.azure.identity import identities_on

        carried = identities_on(self._scene, workload)
        if workload.kind == CLUSTER.lower():
            lent = self._lent
            carried = [each for each in carried if each[0] not in lent]
        for principal, doubt in carried:
            for claim in self._read.get(principal, ()):
                asset = self._scene.by_key.get(claim[2])
                if asset is not None:
                    doubts = () if doubt is None else (doubt,)
                    carries = "identity" in workload.body
                    evidence = (Evidence(workload, "identity"),) if carries else ()
                    because = "an identity or key that it carries opens it"
                    yield Holding(asset, because, (claim,), evidence, doubts)

    @cached_property
    def _lent(self) -> frozenset[str]:
        """The identities that workloads of the tree sign in as: those speak for themselves."""
        from ringfence.graph.azure.identity import identities_on

        return frozenset(
            principal
            for workload in self._estate.of(*WORKLOADS)
            for principal, _ in identities_on(self._scene, workload)
        )

    def _attached(self, machine: Resource) -> Iterator[Holding]:
        """Yield the disks of a machine, and the snapshots that they were made from."""
        for profile in _PROFILES:
            if machine.look(profile) is ABSENT:
                continue
            pointer = f"{profile}.osDisk"
            yield from self._disk(machine, dig(machine.look(pointer), "managedDisk.id"), pointer, None)  # fmt: skip
            pointer = f"{profile}.dataDisks"
            for index, (element, doubt) in enumerate(members(machine.look(pointer))):
                reference = element if isinstance(element, Unknown) else dig(element, "managedDisk.id")  # fmt: skip
                yield from self._disk(machine, reference, f"{pointer}[{index}]", doubt)

    def _disk(
        self, machine: Resource, reference: Value | Absent, pointer: str, doubt: Unknown | None
    ) -> Iterator[Holding]:
        if reference is ABSENT or reference is None:
            return
        evidence = (Evidence(machine, pointer),)
        if isinstance(reference, Unknown):
            because = "a disk that is attached to it may be this one"
            for perhaps in self._disks:
                yield Holding(perhaps, because, (), evidence, (reference,))
            return
        lookup = self._estate.lookup(reference, DISKS)
        candidates = [lookup.found] if lookup.found is not None else list(lookup.perhaps)
        doubts = tuple(each for each in (doubt, lookup.doubt) if each is not None)
        for disk in candidates:
            asset = self._scene.by_key.get(disk.key)
            if asset is not None:
                yield Holding(asset, "the disk is attached to it", (), evidence, doubts)
            source = disk.look("properties.creationData.sourceResourceId")
            origin = self._estate.get(source) if isinstance(source, str) else None
            copied = self._scene.by_key.get(origin.key) if origin is not None else None
            if copied is not None:
                because = f"its disk `{disk.address}` was made from it"
                yield Holding(copied, because, (), evidence, doubts)

    def _mounted(self, workload: Resource) -> Iterator[Holding]:
        """Yield the file shares and blob containers that a container group or an app mounts."""
        pointer = "properties.volumes"
        for index, (volume, doubt) in enumerate(members(workload.look(pointer))):
            name, share = dig(volume, "azureFile.storageAccountName"), dig(volume, "azureFile.shareName")  # fmt: skip
            yield from self._mount(workload, name, share, f"{pointer}[{index}]", doubt)
        pointer = "properties.siteConfig.azureStorageAccounts"
        mounts = workload.look(pointer)
        for key, mount in mounts.items() if isinstance(mounts, dict) else ():
            name, share = dig(mount, "accountName"), dig(mount, "shareName")
            yield from self._mount(workload, name, share, f"{pointer}.{key}", None)

    def _mount(
        self,
        workload: Resource,
        name: Value | Absent,
        share: Value | Absent,
        pointer: str,
        doubt: Unknown | None,
    ) -> Iterator[Holding]:
        found = account(self._estate, name)
        if found is None:
            return
        wanted = share.lower() if isinstance(share, str) else ""
        because = f"it mounts `{wanted or 'a share'}` of `{found.address}`"
        doubts = () if doubt is None else (doubt,)
        for asset in self._by_top.get(found.key, ()):
            last = asset.key.rpartition("/")[2]
            if asset.key == found.key or not wanted or last == wanted:
                yield Holding(asset, because, (), (Evidence(workload, pointer),), doubts)

    def _volumes(self, workload: Resource) -> Iterator[Holding]:
        """Yield what the pods of a workload mount, or are told to read."""
        for mount in mounts(self._estate, workload):
            for asset in self._by_top.get(mount.store.key, ()):
                last = asset.key.rpartition("/")[2]
                if asset.key == mount.store.key or not mount.part or last == mount.part:
                    yield Holding(asset, mount.because, (), mount.evidence, mount.doubts)

    def _stores(self, workspace: Resource) -> Iterator[Holding]:
        """Yield what lies in the stores of a workspace (a project has those of its hub)."""
        hub = self._estate.lookup(workspace.look("properties.hubResourceId"), WORKSPACES).found
        for holder in (workspace, *([hub] if hub is not None else [])):
            for pointer, type_ in _STORES:
                lookup = self._estate.lookup(holder.look(pointer), type_)
                store = lookup.found
                if store is not None:
                    because = f"`{store.address}` is a store of `{holder.address}`"
                    yield from self._within(store.key, because, (Evidence(holder, pointer),), ())
                elif lookup.doubt is not None and holder.external is None:
                    for each in lookup.perhaps:
                        because = f"`{each.address}` may be a store of `{holder.address}`"
                        yield from self._within(each.key, because, (), (lookup.doubt,))
            for datastore in self._estate.inside(holder.key, DATASTORES):
                found = account(self._estate, datastore.look("properties.accountName"))
                if found is not None:
                    because = f"`{datastore.address}` lies in `{found.address}`"
                    shown = (Evidence(datastore, "properties.accountName"),)
                    doubts = () if datastore.presence is None else (datastore.presence,)
                    yield from self._within(found.key, because, shown, doubts)

    def _within(
        self,
        top: str,
        because: str,
        evidence: tuple[Evidence, ...],
        doubts: tuple[Unknown, ...],
    ) -> Iterator[Holding]:
        for asset in self._by_top.get(top, ()):
            yield Holding(asset, because, (), evidence, doubts)
