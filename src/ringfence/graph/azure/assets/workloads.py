"""Compute that trains or serves models: by GPU size, by name, by tag, by container image."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ringfence.graph.azure.assets import names, services, words
from ringfence.graph.azure.assets.evidence import Evidence, Voice
from ringfence.model.asset import AssetKind, Confidence
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

GPU: Final = re.compile(r"(?:standard|basic)_n[a-z]*\d", re.IGNORECASE)
"""The N series are the sizes with GPUs: https://learn.microsoft.com/azure/virtual-machines/sizes"""

_POOLS: Final = f"{services.CLUSTER}/agentpools"


def recognise(resource: Resource, estate: Estate) -> Iterator[Evidence]:
    """Yield why a workload holds or serves a model."""
    words_say = _said(resource)
    if words_say is not None:
        hit, because = words_say
        yield Evidence(resource, hit.kind, Confidence.MEDIUM, because, Voice.NAME)
    for image in _images(resource):
        hit_image = words.workload(image)
        if hit_image is not None:
            because = f"it runs the image `{image}`"
            yield Evidence(resource, hit_image.kind, Confidence.HIGH, because, Voice.TYPE)
            return
    for size, doubt in _sizes(resource, estate):
        if isinstance(size, Unknown):
            if words_say is None and resource.external is None:
                yield _unclear(resource, size)
        elif isinstance(size, str) and GPU.match(size):
            yield _gpu(resource, words_say, f"its size `{size}` has GPUs", doubt)
    for sku, doubt in _accelerators(resource):
        yield _gpu(resource, words_say, f"it asks for a `{sku}` GPU", doubt)


def _gpu(
    resource: Resource, said: tuple[words.Hit, str] | None, because: str, doubt: Unknown | None
) -> Evidence:
    kind = said[0].kind if said else _default(resource)
    return Evidence(resource, kind, Confidence.MEDIUM, because, Voice.TYPE, doubt)


def _unclear(resource: Resource, doubt: Unknown) -> Evidence:
    because = "its size is not known, so it may have GPUs"
    doubt = Unknown(f"whether `{resource.address}` has GPUs: {doubt.reason}", doubt.source)
    return Evidence(
        resource,
        AssetKind.UNCLASSIFIED,
        Confidence.LOW,
        because,
        Voice.HIDDEN,
        doubt,
        spreads=False,
    )


def _default(resource: Resource) -> AssetKind:
    """A machine keeps what it works with on its disks; a cluster or container answers requests."""
    if resource.kind in (services.MACHINE, services.SCALE_SET):
        return AssetKind.WEIGHTS
    return AssetKind.ENDPOINT


def _said(resource: Resource) -> tuple[words.Hit, str] | None:
    name = names.words_of(resource.name)
    own, _ = names.labels(resource.address)
    for text, what in ((name, "its name holds"), (own, "the code calls it")):
        if text and not words.speaks_against(text) and (hit := words.workload(text)):
            return hit, f"{what} `{hit.word}`"
    tags = dig(resource.body, "tags")
    for key, value in tags.items() if isinstance(tags, dict) else ():
        if isinstance(value, str) and (hit := words.workload(value)):
            return hit, f"its tag `{key}` is `{value}`"
    return None


def _sizes(resource: Resource, estate: Estate) -> Iterator[tuple[Value | Absent, Unknown | None]]:
    if resource.kind == services.MACHINE:
        yield dig(resource.body, "properties.hardwareProfile.vmSize"), None
    elif resource.kind == services.SCALE_SET:
        yield dig(resource.body, "sku.name"), None
    elif resource.kind == services.CLUSTER:
        for pool, doubt in members(dig(resource.body, "properties.agentPoolProfiles")):
            yield dig(pool, "vmSize"), doubt
        for child in estate.inside(resource.key, _POOLS):
            yield dig(child.body, "properties.vmSize"), child.presence


def _accelerators(resource: Resource) -> Iterator[tuple[str, Unknown | None]]:
    if resource.kind != services.CONTAINER_GROUP:
        return
    for container, doubt in members(dig(resource.body, "properties.containers")):
        sku = dig(container, "properties.resources.requests.gpu.sku")
        if isinstance(sku, str):
            yield sku, doubt


def _images(resource: Resource) -> Iterator[str]:
    """Yield container images, and the offer or name of a machine's image."""
    path = {
        services.CONTAINER_GROUP: "properties.containers",
        services.CONTAINER_APP: "properties.template.containers",
    }.get(resource.kind)
    if path is not None:
        inner = "properties.image" if resource.kind == services.CONTAINER_GROUP else "image"
        for container, _ in members(dig(resource.body, path)):
            image = dig(container, inner)
            if isinstance(image, str):
                yield image
        return
    for profile in ("properties.storageProfile", "properties.virtualMachineProfile.storageProfile"):
        reference = dig(resource.body, f"{profile}.imageReference")
        for part in ("id", "offer", "sku"):
            value = dig(reference, part)
            if isinstance(value, str):
                yield value.rsplit("/images/", 1)[-1].rsplit("/providers/", 1)[-1]
