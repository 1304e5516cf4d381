"""All fronts of a workload: what leads to any of its pods from outside the cluster."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ringfence.graph.azure.doors import Gate
from ringfence.graph.azure.kubernetes.fronts import Front, of_service, services_before
from ringfence.graph.azure.kubernetes.routes import of_routes
from ringfence.graph.kubernetes.objects import (
    OPERATED,
    WORKLOADS,
    Pods,
    World,
    annotations_of,
    per_estate,
    pods_of,
    world,
)
from ringfence.graph.kubernetes.ports import ALL, ports_number
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown, members
from ringfence.model.resource import Resource, dig

TYPES: Final = WORKLOADS
"""The types of workloads, lower case."""


def fronts(estate: Estate, workload: Resource) -> list[Front]:
    """Return every front of a workload, open or not."""
    known = _known(estate)
    found = known.get(workload.key)
    if found is None:
        objects = world(estate)
        found = [front for pods in pods_of(workload) for front in _of_pods(objects, pods)]
        known[workload.key] = found
    return found


@per_estate
def _known(estate: Estate) -> dict[str, list[Front]]:
    """Return what was found of each workload so far."""
    del estate
    return {}


def _of_pods(objects: World, pods: Pods) -> Iterator[Front]:
    yield from of_services(objects, pods)
    for service, doubts in services_before(objects, pods):
        yield from of_routes(objects, service, pods, doubts)
    yield from _of_operator(pods)


def of_services(objects: World, pods: Pods) -> Iterator[Front]:
    """Yield the fronts of the Services before pods, and of the ports that they take of nodes."""
    for service, doubts in services_before(objects, pods):
        yield from of_service(service, pods, doubts)
    yield from _of_host(pods)


def _of_operator(pods: Pods) -> Iterator[Front]:
    """Yield what an operator makes before the pods of its kind, which no file shows."""
    workload = pods.workload
    if workload.kind not in OPERATED:
        return
    noted = annotations_of(workload)
    labels = dig(workload.body, "metadata.labels")
    stated = {
        **(labels if isinstance(labels, dict) else {}),
        **(noted if isinstance(noted, dict) else {}),
    }
    key, what = f"operator:{workload.key}", f"`{workload.address}` is published by its operator"
    evidence = (Evidence(workload, "metadata"),)
    if str(stated.get("kaito.sh/enablelb", "")).lower() == "true":
        because = "`kaito.sh/enablelb` makes its operator give it a public load balancer"
        gate = Gate(key, workload, what, False, because, evidence)
    elif any(stated.get(name) == "cluster-local" for name in _LOCAL_ONLY):
        gate = Gate(key, workload, f"`{workload.address}` stays inside its cluster", True)
    else:
        why = Unknown("what its operator makes to publish it is not in the tree", workload.locate())
        gate = Gate(key, workload, what, None, "its operator may publish it", evidence, (why,))
    yield Front("balancer", workload, pods, "metadata", "", gates=(gate,))


_LOCAL_ONLY: Final = (
    "networking.knative.dev/visibility",
    "networking.kserve.io/visibility",
    "serving.kserve.io/visibility",
)


def _of_host(pods: Pods) -> Iterator[Front]:
    """Yield the ports of nodes that containers take for themselves."""
    network = dig(pods.spec, "hostNetwork")
    found = []
    for container, pointer, doubt in pods.containers():
        for index, (port, unsure) in enumerate(members(dig(container, "ports"))):
            name = "containerPort" if network is True else "hostPort"
            number = dig(port, name)
            if isinstance(number, Unknown) or ports_number(number) is not None:
                span = ports_number(number) or ALL
                hidden = number if isinstance(number, Unknown) else None
                at = f"{pointer}.ports[{index}].{name}"
                found.append((span, at, [doubt, unsure, hidden]))
    if network is True and not found:
        found.append((ALL, pods.at("hostNetwork"), []))
    if isinstance(network, Unknown):
        found.append((ALL, pods.at("hostNetwork"), [network]))
    for span, at, doubts in found:
        yield Front(
            "node",
            pods.workload,
            pods,
            at,
            f"`{pods.workload.address}` takes a port of its nodes",
            (span,),
            (span,),
            local=True,
            doubts=tuple(each for each in doubts if each is not None),
        )
