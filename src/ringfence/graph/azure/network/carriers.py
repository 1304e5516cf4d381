"""Where compute stands: the subnets from which code on a resource acts.

A resource that stands in no subnet of ours acts from its provider's network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.kubernetes.clusters import hosts
from ringfence.graph.azure.network.interfaces import ip_configs
from ringfence.graph.kubernetes.objects import WORKLOADS
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource

SUBNET: Final = "Microsoft.Network/virtualNetworks/subnets"
ENVIRONMENT: Final = "Microsoft.App/managedEnvironments"
POOL: Final = "Microsoft.ContainerService/managedClusters/agentPools"


@dataclass(frozen=True, slots=True)
class Standing:
    """A subnet that a resource stands in.

    `key` is the key of the subnet, in the estate or not; it is "" where the reference could not
    be resolved, and `doubt` says why. A `doubt` beside a key says that the resource may not stand
    there. `holder` and `pointer` are where the reference is written.
    """

    key: str
    doubt: Unknown | None
    holder: Resource
    pointer: str


_Reference: TypeAlias = tuple[Value | Absent, Unknown | None, Resource, str]


def subnets_of(estate: Estate, carrier: Resource) -> list[Standing]:
    """Return the subnets that a compute resource stands in, none for one outside our networks."""
    read = _READERS.get(carrier.kind)
    if read is None:
        return []
    found: dict[tuple[str, bool], Standing] = {}
    for reference, doubt, holder, pointer in read(estate, carrier):
        standing = _standing(estate, reference, doubt, holder, pointer)
        if standing is not None:
            found.setdefault((standing.key, standing.doubt is None), standing)
    return list(found.values())


def _standing(
    estate: Estate, reference: Value | Absent, doubt: Unknown | None, holder: Resource, pointer: str
) -> Standing | None:
    if reference is ABSENT or reference is None or reference == "":
        return None
    lookup = estate.lookup(reference, SUBNET)
    if lookup.found is not None:
        return Standing(lookup.found.key, doubt, holder, pointer)
    if isinstance(reference, str) and lookup.doubt is None:
        return Standing(reference.lower(), doubt, holder, pointer)
    unseen = Unknown(f"the subnet of `{holder.address}` is not known", holder.locate(pointer))
    return Standing("", either(lookup.doubt, unseen), holder, pointer)


def _machine(estate: Estate, carrier: Resource) -> Iterator[_Reference]:
    for config in ip_configs(estate, carrier):
        yield config.look("subnet.id"), config.doubt, config.holder, config.pointer


def _cluster(estate: Estate, carrier: Resource) -> Iterator[_Reference]:
    for pool in estate.inside(carrier.key, POOL):
        pointer = "properties.vnetSubnetID"
        yield pool.look(pointer), pool.presence, pool, pointer
    yield from _listed(carrier, "properties.agentPoolProfiles", "vnetSubnetID")


def _object(estate: Estate, carrier: Resource) -> Iterator[_Reference]:
    """Yield where the clusters stand that may run a workload of Kubernetes."""
    for host in hosts(estate, carrier):
        for reference, doubt, holder, pointer in _cluster(estate, host.cluster):
            yield reference, doubt if host.doubt is None else host.doubt, holder, pointer


def _group(estate: Estate, carrier: Resource) -> Iterator[_Reference]:
    del estate
    yield from _listed(carrier, "properties.subnetIds", "id")


def _listed(carrier: Resource, pointer: str, name: str) -> Iterator[_Reference]:
    for index, (element, doubt) in enumerate(members(carrier.look(pointer))):
        reference: Value | Absent = element
        if isinstance(element, dict):
            reference = element.get(name, ABSENT)
        yield reference, doubt, carrier, f"{pointer}[{index}].{name}"


def _app(estate: Estate, carrier: Resource) -> Iterator[_Reference]:
    pointer = "properties.managedEnvironmentId"
    reference = carrier.look(pointer)
    if reference is ABSENT:
        pointer = "properties.environmentId"
        reference = carrier.look(pointer)
    lookup = estate.lookup(reference, ENVIRONMENT)
    if lookup.found is not None:
        inner = "properties.vnetConfiguration.infrastructureSubnetId"
        yield lookup.found.look(inner), lookup.found.presence, lookup.found, inner
    elif lookup.doubt is not None:
        yield lookup.doubt, lookup.doubt, carrier, pointer


def _at(pointer: str) -> Callable[[Estate, Resource], Iterator[_Reference]]:
    def read(estate: Estate, carrier: Resource) -> Iterator[_Reference]:
        del estate
        yield carrier.look(pointer), None, carrier, pointer

    return read


_READERS: Final[dict[str, Callable[[Estate, Resource], Iterator[_Reference]]]] = {
    "microsoft.compute/virtualmachines": _machine,
    "microsoft.compute/virtualmachinescalesets": _machine,
    "microsoft.containerservice/managedclusters": _cluster,
    **dict.fromkeys(WORKLOADS, _object),
    "microsoft.containerinstance/containergroups": _group,
    "microsoft.machinelearningservices/workspaces/computes": _at("properties.properties.subnet.id"),
    "microsoft.web/sites": _at("properties.virtualNetworkSubnetId"),
    "microsoft.web/sites/slots": _at("properties.virtualNetworkSubnetId"),
    "microsoft.app/containerapps": _app,
    "microsoft.app/jobs": _app,
    "microsoft.app/managedenvironments": _at("properties.vnetConfiguration.infrastructureSubnetId"),
    "microsoft.apimanagement/service": _at(
        "properties.virtualNetworkConfiguration.subnetResourceId"
    ),
}
