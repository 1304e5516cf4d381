"""Volumes: which stores of Azure the pods of a workload mount or name on their command line.

Sources: the parameters of the drivers `blob.csi.azure.com`, `file.csi.azure.com` and
`disk.csi.azure.com` (their repositories' `docs/driver-parameters.md`), and of the volume types
`azureFile` and `azureDisk` that they replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure.references import account
from ringfence.graph.kubernetes.objects import (
    CLAIM,
    STORAGE_CLASS,
    VOLUME,
    Pods,
    World,
    every,
    namespace_of,
    pods_of,
    world,
)
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

LIMITS: Final = (
    "Kubernetes: the account of a share that only a Secret names is not known; accounts that a driver"
    " makes by itself are not in the tree",
)

_DRIVERS: Final = frozenset({"blob.csi.azure.com", "file.csi.azure.com"})
_DISK: Final = "disk.csi.azure.com"
_ACCOUNTS: Final = ("storageaccount", "storageaccountname")
_PARTS: Final = ("containername", "sharename")
_URL: Final = re.compile(
    r"(?:https?|wasbs?|abfss?|az)://(?:([a-z0-9$-]+)@)?([a-z0-9]{3,24})\.(?:blob|file|dfs)\."
    r"core\.windows\.net(?:/([a-z0-9$-]+))?"
)


@dataclass(frozen=True, slots=True)
class Mount:
    """A workload works with a store: the account, or a disk, and the container or share in it.

    `part` is "" where all of the account may be meant.
    """

    store: Resource
    part: str
    because: str
    evidence: tuple[Evidence, ...]
    doubts: tuple[Unknown, ...] = ()


def mounts(estate: Estate, workload: Resource) -> list[Mount]:
    """Return the stores of the estate that the pods of a workload mount or name."""
    objects = world(estate)
    found: list[Mount] = []
    for pods in pods_of(workload):
        for index, (volume, doubt) in enumerate(members(dig(pods.spec, "volumes"))):
            at = pods.at(f"volumes[{index}]")
            found += _of_volume(objects, pods, volume, at, every((doubt,)))
        found += _named(estate, pods)
    storage = dig(workload.body, "spec.predictor.model.storageUri")
    found += _in_text(estate, workload, storage, "spec.predictor.model.storageUri")
    return found


def _of_volume(
    objects: World, pods: Pods, volume: Value, at: str, doubts: tuple[Unknown, ...]
) -> Iterator[Mount]:
    if isinstance(volume, Unknown):
        yield from _anything(objects.estate, (Evidence(pods.workload, at),), every((volume,)))
        return
    claim = dig(volume, "persistentVolumeClaim.claimName")
    if not isinstance(claim, Absent):
        yield from _of_claim(objects, pods.workload, claim, at, doubts)
    csi = dig(volume, "csi")
    if not isinstance(csi, Absent):
        named = dig(csi, "volumeAttributes")
        evidence = (Evidence(pods.workload, f"{at}.csi"),)
        yield from _by_driver(objects.estate, dig(csi, "driver"), named, evidence, doubts)
    disk = dig(volume, "azureDisk.diskURI")
    if isinstance(disk, str):
        yield from _disk(
            objects.estate, disk, (Evidence(pods.workload, f"{at}.azureDisk"),), doubts
        )


def _of_claim(
    objects: World, workload: Resource, name: Value, at: str, doubts: tuple[Unknown, ...]
) -> Iterator[Mount]:
    space = namespace_of(workload)
    for claim, doubt in objects.named(workload, space, name, CLAIM):
        unsure = every((*doubts, doubt))
        evidence: tuple[Evidence, ...] = (Evidence(workload, at),)
        volume = dig(claim.body, "spec.volumeName")
        if not isinstance(volume, Absent) and volume is not None:
            for found, why in objects.named(claim, "", volume, VOLUME):
                yield from _of_persistent(objects.estate, found, evidence, every((*unsure, why)))
        class_ = dig(claim.body, "spec.storageClassName")
        for found, why in objects.named(claim, "", class_, STORAGE_CLASS):
            shown = (*evidence, Evidence(found, "parameters"))
            driver = dig(found.body, "provisioner")
            parameters = dig(found.body, "parameters")
            yield from _by_driver(objects.estate, driver, parameters, shown, every((*unsure, why)))
    for found in objects.estate.of(VOLUME):
        bound = dig(found.body, "spec.claimRef.name")
        beside = dig(found.body, "spec.claimRef.namespace") in (space, ABSENT)
        if bound is not ABSENT and bound == name and beside:
            shown = (Evidence(workload, at), Evidence(found, "spec.claimRef"))
            yield from _of_persistent(objects.estate, found, shown, doubts)


def _of_persistent(
    estate: Estate, volume: Resource, evidence: tuple[Evidence, ...], doubts: tuple[Unknown, ...]
) -> Iterator[Mount]:
    csi = dig(volume.body, "spec.csi")
    shown = (*evidence, Evidence(volume, "spec.csi"))
    driver = dig(csi, "driver")
    if isinstance(csi, Unknown):
        yield from _anything(estate, shown, every((*doubts, csi)))
    elif driver == _DISK:
        yield from _disk(estate, dig(csi, "volumeHandle"), shown, doubts)
    else:
        yield from _by_driver(estate, driver, dig(csi, "volumeAttributes"), shown, doubts)


def _by_driver(
    estate: Estate,
    driver: Value | Absent,
    attributes: Value | Absent,
    evidence: tuple[Evidence, ...],
    doubts: tuple[Unknown, ...],
) -> Iterator[Mount]:
    if isinstance(driver, Unknown):
        doubts = every((*doubts, driver))
    elif driver not in _DRIVERS:
        return
    if isinstance(attributes, Unknown):
        yield from _anything(estate, evidence, every((*doubts, attributes)))
    if not isinstance(attributes, dict):
        return
    lower = {key.lower(): value for key, value in attributes.items()}
    name = next((lower[key] for key in _ACCOUNTS if key in lower), ABSENT)
    part = next((lower[key] for key in _PARTS if key in lower), "")
    if isinstance(name, Unknown):
        yield from _anything(estate, evidence, every((*doubts, name)))
        return
    found = account(estate, name)
    if found is not None:
        known = part.lower() if isinstance(part, str) else ""
        because = f"it mounts `{known or 'a part'}` of `{found.address}`"
        hidden = part if isinstance(part, Unknown) else None
        yield Mount(found, known, because, evidence, every((*doubts, hidden)))


def _anything(
    estate: Estate, evidence: tuple[Evidence, ...], doubts: tuple[Unknown, ...]
) -> Iterator[Mount]:
    """Yield every account: which of them is mounted is not known."""
    for each in estate.of("Microsoft.Storage/storageAccounts"):
        yield Mount(each, "", f"it may mount a part of `{each.address}`", evidence, doubts)


def _disk(
    estate: Estate,
    reference: Value | Absent,
    evidence: tuple[Evidence, ...],
    doubts: tuple[Unknown, ...],
) -> Iterator[Mount]:
    lookup = estate.lookup(reference, "Microsoft.Compute/disks")
    for disk in (lookup.found,) if lookup.found is not None else lookup.perhaps:
        because = f"the disk `{disk.address}` is attached to its pods"
        yield Mount(disk, "", because, evidence, every((*doubts, lookup.doubt)))


def _named(estate: Estate, pods: Pods) -> Iterator[Mount]:
    """Yield the stores that command lines and variables name by their address."""
    for container, pointer, _ in pods.containers():
        for name in ("command", "args"):
            for each, _ in members(dig(container, name)):
                yield from _in_text(estate, pods.workload, each, f"{pointer}.{name}")
        for each, _ in members(dig(container, "env")):
            yield from _in_text(estate, pods.workload, dig(each, "value"), f"{pointer}.env")


def _in_text(
    estate: Estate, workload: Resource, text: Value | Absent, pointer: str
) -> Iterator[Mount]:
    if not isinstance(text, str):
        return
    for match in _URL.finditer(text.lower()):
        found = account(estate, match[2])
        if found is not None:
            part = match[1] or match[3] or ""
            because = f"it is told to read `{part or 'content'}` of `{found.address}`"
            yield Mount(found, part, because, (Evidence(workload, pointer, None, because),))
