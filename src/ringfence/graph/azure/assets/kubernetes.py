"""Workloads of Kubernetes that serve, hold or train models: by image, command, GPU, mount and name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ringfence.graph.azure.assets import names, words
from ringfence.graph.azure.assets.evidence import Evidence, Ledger, Voice
from ringfence.graph.azure.kubernetes.clusters import hosts
from ringfence.graph.azure.kubernetes.volumes import mounts
from ringfence.graph.kubernetes import serving
from ringfence.graph.kubernetes.objects import OPERATED, WORKLOADS, Pods, pods_of
from ringfence.model.asset import AssetKind, Confidence
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource, dig

_KINDS: Final = {
    "endpoint": AssetKind.ENDPOINT,
    "index": AssetKind.EMBEDDING_INDEX,
    "training": AssetKind.WEIGHTS,
}
_JOBS: Final = frozenset(
    f"kubernetes/{name}"
    for name in (
        "batch/job",
        "batch/cronjob",
        "ray.io/rayjob",
        "kubeflow.org/pytorchjob",
        "kubeflow.org/tfjob",
        "kubeflow.org/mpijob",
    )
)
_BY_KIND: Final = {
    "serving.kserve.io/inferenceservice": "an InferenceService answers with a model",
    "serving.kserve.io/llminferenceservice": "an LLMInferenceService answers with a model",
    "machinelearning.seldon.io/seldondeployment": "a SeldonDeployment answers with a model",
    "kaito.sh/workspace": "a workspace of KAITO serves or tunes a model",
    "ray.io/rayservice": "a RayService answers with a model",
    "kubeflow.org/pytorchjob": "a PyTorchJob trains a model",
    "kubeflow.org/mpijob": "an MPIJob trains a model",
    "kubeflow.org/tfjob": "a TFJob trains a model",
}


def recognise(estate: Estate, ledger: Ledger, *, all_data: bool) -> None:
    """Note every workload that serves or holds a model, and the cluster that runs it."""
    noted: list[Evidence] = []
    for workload in estate.of(*WORKLOADS):
        found = list(_evidence(workload))
        if all_data and not found:
            because = "every data store, workload, endpoint and log sink counts"
            found = [_as(workload, AssetKind.UNCLASSIFIED, Confidence.LOW, because, Voice.ALL_DATA)]
        for each in found:
            ledger.add(each)
        held = ledger.get(workload.key)
        if held is not None:
            noted.append(held)
    _clusters(estate, ledger, noted)
    for each in noted:
        if each.doubt is None and each.voice is not Voice.ALL_DATA:
            _stores(estate, ledger, each.resource)


def _stores(estate: Estate, ledger: Ledger, workload: Resource) -> None:
    """What a server of models mounts or reads are its weights, unless something says otherwise."""
    for mount in mounts(estate, workload):
        doubt = mount.doubts[0] if mount.doubts else None
        because = f"`{workload.address}` works with it"
        targets = [mount.store]
        if mount.part:
            inside = estate.inside(mount.store.key)
            targets = [each for each in inside if each.key.endswith(f"/{mount.part}")] or targets
        for target in targets:
            ledger.add(
                _as(target, AssetKind.WEIGHTS, Confidence.MEDIUM, because, Voice.LINK, doubt)
            )


def _clusters(estate: Estate, ledger: Ledger, noted: list[Evidence]) -> None:
    """A cluster that runs an asset is one: whoever holds it holds what runs there."""
    told: set[tuple[str, bool]] = set()
    for each in sorted(noted, key=lambda each: (each.resource.root, each.resource.address)):
        for host in hosts(estate, each.resource):
            doubt = host.doubt if host.doubt is not None else each.doubt
            if (host.cluster.key, doubt is None) in told:
                continue
            told.add((host.cluster.key, doubt is None))
            because = f"it runs `{each.resource.address}`"
            ledger.add(
                _as(
                    host.cluster,
                    AssetKind.ENDPOINT,
                    Confidence.MEDIUM,
                    because,
                    Voice.LINK,
                    doubt,
                )
            )


def _as(
    workload: Resource,
    kind: AssetKind,
    confidence: Confidence,
    because: str,
    voice: Voice,
    doubt: Unknown | None = None,
) -> Evidence:
    return Evidence(workload, kind, confidence, because, voice, doubt, spreads=False)


def _evidence(workload: Resource) -> Iterator[Evidence]:
    stated = _BY_KIND.get(workload.kind.removeprefix("kubernetes/"))
    default = AssetKind.WEIGHTS if workload.kind in _JOBS else AssetKind.ENDPOINT
    if stated is not None:
        yield _as(workload, default, Confidence.HIGH, stated, Voice.TYPE)
    said = _said(workload)
    if said is not None:
        kind = AssetKind.WEIGHTS if default is AssetKind.WEIGHTS else said[0]
        yield _as(workload, kind, Confidence.MEDIUM, said[1], Voice.NAME)
    every = pods_of(workload)
    for pods in every:
        for found in serving.servers_in(pods):
            kind = _KINDS[found.server.serves]
            if default is AssetKind.WEIGHTS and kind is AssetKind.ENDPOINT:
                kind = default
            yield _as(workload, kind, Confidence.HIGH, found.because, Voice.TYPE)
        yield from _hardware(workload, pods, default)
    if stated is None and said is None:
        yield from _hidden(workload, every)


def _hardware(workload: Resource, pods: Pods, default: AssetKind) -> Iterator[Evidence]:
    for name, _ in serving.gpus(pods):
        because = f"it asks for `{name}`"
        yield _as(workload, default, Confidence.MEDIUM, because, Voice.TYPE)
        return
    for image, _ in serving.images(pods):
        if isinstance(image, str) and (hit := words.workload(image)):
            because = f"it runs the image `{image}`"
            yield _as(workload, hit.kind, Confidence.MEDIUM, because, Voice.TYPE)
            return


def _said(workload: Resource) -> tuple[AssetKind, str] | None:
    """Return what the name of a workload, its label in code or its labels say of it."""
    name = names.words_of(workload.name)
    if words.speaks_against(name):
        return None
    if name and (hit := words.workload(name)):
        return hit.kind, f"its name holds `{hit.word}`"
    stated = words.read(name) if name else None
    if stated is not None and stated.strength >= words.MEDIUM and stated.word not in _VAGUE:
        kind = AssetKind.EMBEDDING_INDEX if stated.kind is words.INDEX else AssetKind.ENDPOINT
        return kind, f"its name holds `{stated.word}`"
    labels = dig(workload.body, "metadata.labels")
    for key, value in labels.items() if isinstance(labels, dict) else ():
        if isinstance(value, str) and key.rpartition("/")[2] in _TELLING:
            hit = words.workload(value)
            if hit is not None:
                return hit.kind, f"its label `{key}` is `{value}`"
    return None


_VAGUE: Final = frozenset({"adapter", "adapters", "chat", "chats", "weight", "transcript"})
_TELLING: Final = frozenset({"app", "name", "component", "part-of", "workload", "role"})


def _hidden(workload: Resource, every: list[Pods]) -> Iterator[Evidence]:
    """A workload whose images are not known may serve anything."""
    if workload.kind in OPERATED:
        return
    because = "what it runs is not known"
    for pods in every:
        if isinstance(pods.spec, Unknown):
            yield _unclear(workload, because, pods.spec)
            return
        for image, _ in serving.images(pods):
            if isinstance(image, Unknown) and serving.server_of(image.hint) is None:
                yield _unclear(workload, because, image)
                return
        containers = dig(pods.spec, "containers")
        if isinstance(containers, Unknown):
            yield _unclear(workload, because, containers)
            return
    if isinstance(workload.name, Unknown):
        yield _unclear(workload, "its name is not known", workload.name)


def _unclear(workload: Resource, because: str, doubt: Unknown) -> Evidence:
    return _as(workload, AssetKind.UNCLASSIFIED, Confidence.LOW, because, Voice.HIDDEN, doubt)
