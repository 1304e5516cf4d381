"""The objects of an estate and the pods that they make.

Objects know each other by namespace, labels and name, across all folders of a tree. Where the
folder of one object declares the other as well, the two folders are two environments, and each
object means what lies beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Final, TypeAlias, TypeVar
from weakref import WeakKeyDictionary

from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

PREFIX: Final = "kubernetes/"

_TEMPLATES: Final[dict[str, tuple[str, ...]]] = {
    "core/pod": ("",),
    "core/replicationcontroller": ("spec.template",),
    "apps/deployment": ("spec.template",),
    "apps/statefulset": ("spec.template",),
    "apps/daemonset": ("spec.template",),
    "apps/replicaset": ("spec.template",),
    "batch/job": ("spec.template",),
    "batch/cronjob": ("spec.jobTemplate.spec.template",),
    "argoproj.io/rollout": ("spec.template",),
    "serving.knative.dev/service": ("spec.template",),
    "leaderworkerset.x-k8s.io/leaderworkerset": (
        "spec.leaderWorkerTemplate.workerTemplate",
        "spec.leaderWorkerTemplate.leaderTemplate",
    ),
    "ray.io/raycluster": ("spec.headGroupSpec.template", "spec.workerGroupSpecs[].template"),
    "ray.io/rayjob": (
        "spec.rayClusterSpec.headGroupSpec.template",
        "spec.rayClusterSpec.workerGroupSpecs[].template",
    ),
    "ray.io/rayservice": (
        "spec.rayClusterConfig.headGroupSpec.template",
        "spec.rayClusterConfig.workerGroupSpecs[].template",
    ),
    "serving.kserve.io/inferenceservice": (),
    "serving.kserve.io/llminferenceservice": (),
    "machinelearning.seldon.io/seldondeployment": ("spec.predictors[].componentSpecs[]",),
    "kaito.sh/workspace": ("inference.template",),
    "kubeflow.org/pytorchjob": ("spec.pytorchReplicaSpecs.*.template",),
    "kubeflow.org/tfjob": ("spec.tfReplicaSpecs.*.template",),
    "kubeflow.org/mpijob": ("spec.mpiReplicaSpecs.*.template",),
}
"""Where each kind of workload keeps its pod templates; `[]` is every element, `*` every value."""

WORKLOADS: Final = tuple(PREFIX + name for name in _TEMPLATES)
"""The types that run pods, lower case."""

OPERATED: Final = frozenset(
    PREFIX + name
    for name in (
        "serving.kserve.io/inferenceservice",
        "serving.kserve.io/llminferenceservice",
        "serving.knative.dev/service",
        "machinelearning.seldon.io/seldondeployment",
        "ray.io/rayservice",
        "ray.io/raycluster",
        "ray.io/rayjob",
        "kaito.sh/workspace",
    )
)
"""Workloads whose operator makes Services and routes of its own."""

SERVICE: Final = PREFIX + "core/service"
NAMESPACE: Final = PREFIX + "core/namespace"
NETWORK_POLICY: Final = PREFIX + "networking.k8s.io/networkpolicy"
INGRESS: Final = PREFIX + "networking.k8s.io/ingress"
INGRESS_CLASS: Final = PREFIX + "networking.k8s.io/ingressclass"
GATEWAY: Final = PREFIX + "gateway.networking.k8s.io/gateway"
GATEWAY_CLASS: Final = PREFIX + "gateway.networking.k8s.io/gatewayclass"
ROUTES: Final = tuple(
    f"{PREFIX}gateway.networking.k8s.io/{kind}route"
    for kind in ("http", "grpc", "tcp", "tls", "udp")
)
ACCOUNT: Final = PREFIX + "core/serviceaccount"
VOLUME: Final = PREFIX + "core/persistentvolume"
CLAIM: Final = PREFIX + "core/persistentvolumeclaim"
STORAGE_CLASS: Final = PREFIX + "storage.k8s.io/storageclass"
FOREIGN_POLICIES: Final = tuple(
    PREFIX + name
    for name in (
        "cilium.io/ciliumnetworkpolicy",
        "cilium.io/ciliumclusterwidenetworkpolicy",
        "crd.projectcalico.org/networkpolicy",
        "crd.projectcalico.org/globalnetworkpolicy",
        "projectcalico.org/networkpolicy",
        "projectcalico.org/globalnetworkpolicy",
        "policy.networking.k8s.io/adminnetworkpolicy",
        "policy.networking.k8s.io/baselineadminnetworkpolicy",
    )
)
"""Filters of other makers, which are not evaluated."""

MESH_POLICIES: Final = (PREFIX + "security.istio.io/authorizationpolicy",)
"""Filters that a service mesh enforces, whatever the network of its cluster does."""

T = TypeVar("T")


def is_object(resource: Resource) -> bool:
    """Tell whether a resource is an object of a cluster."""
    return resource.kind.startswith(PREFIX)


def per_estate(make: Callable[[Estate], T]) -> Callable[[Estate], T]:
    """Keep what `make` returns for each estate, for as long as the estate lives."""
    known: WeakKeyDictionary[Estate, T] = WeakKeyDictionary()

    @wraps(make)
    def get(estate: Estate) -> T:
        if estate not in known:
            known[estate] = make(estate)
        return known[estate]

    return get


@dataclass(frozen=True, slots=True, eq=False)
class Pods:
    """The pods of one template of a workload.

    `labels` and `spec` are as written, perhaps unknown. `pointer` leads to the template in the
    workload ("" for a pod itself).
    """

    workload: Resource
    labels: Value | Absent
    spec: Value | Absent
    pointer: str

    def at(self, inner: str) -> str:
        """Return the pointer of something below the pod's own spec."""
        return f"{self.pointer}.spec.{inner}" if self.pointer else f"spec.{inner}"

    def containers(self) -> Iterator[tuple[Value, str, Unknown | None]]:
        """Yield the containers (init containers that keep running included) and their pointers."""
        for name in ("containers", "initContainers"):
            for index, (each, doubt) in enumerate(members(dig(self.spec, name))):
                if name == "initContainers" and dig(each, "restartPolicy") != "Always":
                    continue
                yield each, self.at(f"{name}[{index}]"), doubt


def pods_of(workload: Resource) -> list[Pods]:
    """Return the pods of a workload, one entry for each template that it has."""
    found = [
        Pods(workload, dig(template, "metadata.labels"), dig(template, "spec"), pointer)
        for path in _TEMPLATES.get(workload.kind.removeprefix(PREFIX), ())
        for template, pointer in _walk(workload.body, path)
    ]
    return found or [Pods(workload, ABSENT, ABSENT, "")]


def _walk(value: Value | Absent, path: str) -> Iterator[tuple[Value | Absent, str]]:
    """Yield what a path with `[]` and `*` leads to, with the pointer of each."""
    if not path:
        yield value, ""
        return
    head, mark, tail = _split(path)
    inner = dig(value, head) if head else value
    if not mark:
        if inner is not ABSENT and inner is not None:
            yield inner, head
        return
    if isinstance(inner, Unknown):
        yield inner, head
    elif mark == "[]":
        for index, (each, _) in enumerate(members(inner)):
            for found, rest in _walk(each, tail):
                yield found, f"{head}[{index}]" + (f".{rest}" if rest else "")
    elif isinstance(inner, dict):
        for key, each in inner.items():
            for found, rest in _walk(each, tail):
                yield found, f"{head}.{key}" + (f".{rest}" if rest else "")


def _split(path: str) -> tuple[str, str, str]:
    for mark in ("[]", ".*"):
        head, found, tail = path.partition(mark)
        if found:
            return head, "[]" if mark == "[]" else "*", tail.removeprefix(".")
    return path, "", ""


def namespace_of(resource: Resource) -> Value:
    """Return the namespace of an object; where none is written it is `default`."""
    written = dig(resource.body, "metadata.namespace")
    if isinstance(written, Unknown):
        return written
    return str(written) if isinstance(written, str) and written else "default"


def annotations_of(resource: Resource) -> dict[str, Value] | Unknown:
    """Return the annotations of an object by name, or why they are not known."""
    found = dig(resource.body, "metadata.annotations")
    if isinstance(found, Unknown):
        return found
    return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True)
class Match:
    """Whether something is selected: yes, no, or not known (`doubt`)."""

    holds: bool
    doubt: Unknown | None = None


YES: Final = Match(True)
NO: Final = Match(False)


def both(*matches: Match) -> Match:
    """Return whether all hold: surely not, if any surely does not."""
    if any(not each.holds for each in matches):
        return NO
    return next((each for each in matches if each.doubt is not None), YES)


def equal(left: Value | Absent, right: Value | Absent) -> Match:
    """Compare two scalars, either of which may not be known."""
    for each in (left, right):
        if isinstance(each, Unknown):
            return Match(True, each)
    return YES if left == right else NO


class World:
    """The objects of an estate by namespace, and which of them are applied together."""

    def __init__(self, estate: Estate) -> None:
        self.estate = estate
        self._held: dict[str, set[str]] = defaultdict(set)
        self._named: dict[tuple[str, str], list[Resource]] = defaultdict(list)
        self._placed: dict[tuple[str, str], list[Resource]] = defaultdict(list)
        self._keyed: dict[str, dict[tuple[str, str], list[Resource]]] = {}
        for resource in estate:
            if is_object(resource):
                self._held[resource.root].add(identity_of(resource))
                self._named[resource.kind, _filed(resource.name)].append(resource)
                self._placed[resource.kind, _filed(namespace_of(resource))].append(resource)

    def together(self, left: Resource, right: Resource) -> Match:
        """Tell whether two objects are applied to one cluster.

        They are not, if the folder of one declares the other as well: each folder is complete then,
        and an environment of its own.
        """
        if left.root == right.root:
            return YES
        apart = identity_of(left) in self._held.get(right.root, ()) or identity_of(
            right
        ) in self._held.get(left.root, ())
        return NO if apart else YES

    def near(self, resource: Resource, *types: str) -> Iterator[tuple[Resource, Unknown | None]]:
        """Yield the objects of some types that are, or may be, in the namespace of `resource`."""
        own = namespace_of(resource)
        for each in self._listed(self._placed, own, types):
            match = both(self.together(resource, each), equal(own, namespace_of(each)))
            if match.holds:
                yield each, match.doubt if match.doubt is not None else each.presence

    def chosen(
        self, resource: Resource, type_: str, keys: Keys, wanted: Iterable[str] | None
    ) -> Iterator[tuple[Resource, Unknown | None]]:
        """Yield those of `near` that have one of the wanted keys, or whose keys are not known.

        `keys` gives the keys of an object, None where they are not known; `wanted` is None if
        any may be meant.
        """
        if wanted is None:
            yield from self.near(resource, type_)
            return
        own = namespace_of(resource)
        index = self._index(type_, keys)
        spaces = [own] if isinstance(own, str) else [each for each, _ in index]
        for space in dict.fromkeys((*spaces, _HIDDEN)):
            for key in dict.fromkeys((*wanted, _HIDDEN)):
                for each in index.get((str(space), key), ()):
                    match = both(self.together(resource, each), equal(own, namespace_of(each)))
                    if match.holds:
                        yield each, match.doubt if match.doubt is not None else each.presence

    def _index(self, type_: str, keys: Keys) -> dict[tuple[str, str], list[Resource]]:
        found = self._keyed.get(type_)
        if found is None:
            found = self._keyed[type_] = defaultdict(list)
            for each in self.estate.of(type_):
                known = keys(each)
                for key in (_HIDDEN,) if known is None else known:
                    found[_filed(namespace_of(each)), key].append(each)
        return found

    def named(
        self, beside: Resource, namespace: Value, name: Value | Absent, *types: str
    ) -> Iterator[tuple[Resource, Unknown | None]]:
        """Yield the objects that a reference by name from `beside` means, or may mean.

        `namespace` is "" for kinds that are in none.
        """
        for each in self._listed(self._named, name, types):
            match = both(
                self.together(beside, each),
                equal(name, each.name),
                YES if namespace == "" else equal(namespace, namespace_of(each)),
            )
            if match.holds:
                yield each, match.doubt if match.doubt is not None else each.presence

    def _listed(
        self,
        index: dict[tuple[str, str], list[Resource]],
        key: Value | Absent,
        types: Iterable[str],
    ) -> Iterator[Resource]:
        for type_ in types:
            if isinstance(key, Unknown):
                yield from self.estate.of(type_)
            else:
                yield from index.get((type_, str(key)), ())
                yield from index.get((type_, _HIDDEN), ())


Keys: TypeAlias = "Callable[[Resource], Iterable[str] | None]"

_HIDDEN: Final = "?"
"""Where objects are filed whose name or namespace is not known; nothing is called so."""


def _filed(value: Value) -> str:
    return value if isinstance(value, str) else _HIDDEN


def identity_of(resource: Resource) -> str:
    """Return group, kind, namespace and name of an object: what is one thing in one cluster."""
    return resource.key.removeprefix(f"/kubernetes/{(resource.root or '.').lower()}/")


@per_estate
def world(estate: Estate) -> World:
    """Return the objects of an estate."""
    return World(estate)


def every(found: Iterable[Unknown | None]) -> tuple[Unknown, ...]:
    """Return the doubts among doubts and nothings, each once."""
    return tuple({id(each): each for each in found if each is not None}.values())
