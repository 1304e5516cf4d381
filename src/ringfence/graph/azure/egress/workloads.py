"""Workloads: compute that may hold an asset, and where each kind of it stands.

Every kind is read into stands (posts in subnets of ours) and managed ways (out of networks that
the provider runs).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from ringfence.graph.addresses import ANY_V4
from ringfence.graph.azure.egress import managed
from ringfence.graph.azure.egress.ground import Ground
from ringfence.graph.azure.egress.managed import COMPUTES, WORKSPACES, ManagedWay
from ringfence.graph.azure.egress.outbound import PLATFORM, Method
from ringfence.graph.azure.egress.posts import Posts, Stand
from ringfence.graph.azure.kubernetes.clusters import hosts
from ringfence.graph.azure.kubernetes.policing import egress_gates
from ringfence.graph.azure.network.carriers import POOL, SUBNET, Standing, subnets_of
from ringfence.graph.azure.network.packets import ANY_PROTOCOL
from ringfence.graph.kubernetes.objects import WORKLOADS
from ringfence.model.claims import Evidence
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

LIMITS: Final = (
    "compute of Databricks, Synapse, Data Factory, Batch, HDInsight and API Management is not "
    "followed outwards, nor is what a proxy in a machine refuses",
    "destinations that Azure Machine Learning itself adds to a managed network are taken as "
    "harmless; serverless compute of a workspace counts only where no compute is declared",
)


@dataclass(slots=True)
class Places:
    """Where a workload stands, and its ways out of networks that are not ours."""

    stands: list[Stand] = field(default_factory=list)
    managed: list[ManagedWay] = field(default_factory=list)


_Reader: TypeAlias = Callable[[Ground, Posts, Resource], Places]


def places(ground: Ground, posts: Posts, workload: Resource) -> Places:
    """Return where a workload stands; nothing for a type that is not followed."""
    read = _READERS.get(workload.kind)
    return Places() if read is None else read(ground, posts, workload)


def _machine(ground: Ground, posts: Posts, machine: Resource) -> Places:
    del ground
    return Places(list(posts.of_machine(machine)))


def _standing(
    posts: Posts, found: list[Standing], methods: Callable[[Standing], tuple[Method, ...] | None]
) -> list[Stand]:
    stands: list[Stand] = []
    for standing in found:
        post = posts.in_subnet(standing, methods(standing))
        doubts = () if standing.doubt is None else (standing.doubt,)
        stands.append(Stand(post, doubts))
    return stands


def _by_platform(_: Standing) -> tuple[Method, ...]:
    return (PLATFORM,)


def _by_nothing(_: Standing) -> tuple[Method, ...]:
    return ()


def _of_subnet(_: Standing) -> None:
    return None


def _cluster(ground: Ground, posts: Posts, resource: Resource) -> Places:
    found = [*subnets_of(ground.estate, resource), *_pods(ground, resource)]
    if not found:
        return Places(managed=list(managed.cluster(resource)))
    kind = managed.outbound_type(resource)

    def methods(standing: Standing) -> tuple[Method, ...]:
        subnet = ground.estate.get(standing.key)
        own = () if subnet is None else tuple(ground.outbound.nat(subnet))
        evidence = (Evidence(resource, managed.OUTBOUND_TYPE),)
        if managed.node_addresses(resource):
            own += (Method("its nodes have public addresses", (ANY_PROTOCOL,), sources=ANY_V4),)
        if managed.provides(kind):
            return (*own, Method(f"`{resource.address}` has a way out of its own", evidence=evidence, sources=ANY_V4))  # fmt: skip
        if kind == "block" or subnet is None:
            return own
        hidden = resource.look(managed.OUTBOUND_TYPE)
        why = hidden if isinstance(hidden, Unknown) else Unknown(
            f"whether nodes of `{resource.address}` have default outbound access is not documented"
        )  # fmt: skip
        given = [Method(f"`{resource.address}` may have a way out", doubts=(why,), sources=ANY_V4)]
        return (*own, *(given if isinstance(hidden, Unknown) else _doubted(ground, subnet, why)))

    return Places(_standing(posts, found, methods))


def _object(ground: Ground, posts: Posts, resource: Resource) -> Places:
    """A workload of Kubernetes sends from its cluster, as far as egress policies let it."""
    found = Places()
    for host in hosts(ground.estate, resource):
        own = _cluster(ground, posts, host.cluster)
        gates = tuple(egress_gates(ground.estate, resource, host.cluster))
        doubts = () if host.doubt is None else (host.doubt,)
        found.stands += [
            replace(each, doubts=(*each.doubts, *doubts), gates=gates) for each in own.stands
        ]
        found.managed += [
            replace(each, doubts=(*each.doubts, *doubts), gates=gates) for each in own.managed
        ]
    return found


def _doubted(ground: Ground, subnet: Resource, why: Unknown) -> Iterator[Method]:
    for method in ground.outbound.default(subnet):
        yield replace(method, doubts=(*method.doubts, why))


def _pods(ground: Ground, resource: Resource) -> Iterator[Standing]:
    """Yield the subnets of pods, where pools give them one of their own."""
    pointer = "properties.agentPoolProfiles"
    for index, (pool, doubt) in enumerate(members(resource.look(pointer))):
        at = f"{pointer}[{index}].podSubnetID"
        yield from _refer(ground, dig(pool, "podSubnetID"), doubt, resource, at)
    for child in ground.estate.inside(resource.key, POOL):
        at = "properties.podSubnetID"
        yield from _refer(ground, child.look(at), child.presence, child, at)


def _refer(
    ground: Ground, reference: Value | Absent, doubt: Unknown | None, holder: Resource, pointer: str
) -> Iterator[Standing]:
    if reference is ABSENT or reference is None:
        return
    lookup = ground.estate.lookup(reference, SUBNET)
    if lookup.found is not None:
        yield Standing(lookup.found.key, doubt, holder, pointer)
    elif isinstance(reference, str) and lookup.doubt is None:
        yield Standing(reference.lower(), doubt, holder, pointer)
    else:
        why = lookup.doubt if lookup.doubt is not None else Unknown("its subnet is not known")
        yield Standing("", why, holder, pointer)


def _group(ground: Ground, posts: Posts, resource: Resource) -> Places:
    found = subnets_of(ground.estate, resource)
    if found:
        return Places(_standing(posts, found, _by_platform))
    return Places(managed=[managed.public(resource, "it stands in no virtual network")])


def _app(ground: Ground, posts: Posts, resource: Resource) -> Places:
    found = subnets_of(ground.estate, resource)
    if found:
        return Places(_standing(posts, found, _by_platform))
    return Places(managed=[managed.public(resource, "its environment is in no virtual network")])


_ALL_TRAFFIC: Final = (
    "properties.outboundVnetRouting.allTraffic",
    "properties.outboundVnetRouting.applicationTraffic",
    "properties.vnetRouteAllEnabled",
    "properties.siteConfig.vnetRouteAllEnabled",
)


def _site(ground: Ground, posts: Posts, resource: Resource) -> Places:
    """Without integration, or with it for private traffic only, an app sends past our networks."""
    found = subnets_of(ground.estate, resource)
    if not found:
        return Places(managed=[managed.public(resource, "it is integrated with no virtual network")])  # fmt: skip
    values = [resource.look(pointer) for pointer in _ALL_TRAFFIC]
    if any(value is True for value in values):
        return Places(_standing(posts, found, _by_platform))
    because = "only its private traffic goes through the virtual network"
    way = managed.public(resource, because, _ALL_TRAFFIC[-1])
    hidden = tuple(value for value in values if isinstance(value, Unknown))
    if hidden:
        way = replace(way, is_open=None, doubts=way.doubts + hidden)
        return Places(_standing(posts, found, _by_platform), [way])
    # What is meant for the internet never enters the subnet, so nothing lets it out of there.
    return Places(_standing(posts, found, _by_nothing), [way])


def _compute(ground: Ground, posts: Posts, resource: Resource) -> Places:
    """Compute of a workspace: in a subnet of ours, or in the workspace's managed network."""
    kind = resource.text("properties.computeType").lower()
    if kind and kind not in ("amlcompute", "computeinstance"):
        return Places()
    found = subnets_of(ground.estate, resource)
    if found:
        return Places(_standing(posts, found, _node_methods(ground, resource, "properties.properties.enableNodePublicIp", public_if=True)))  # fmt: skip
    home = ground.estate.top(resource)
    if home is None:
        why = Unknown(f"the workspace of `{resource.address}` is not declared here")
        return Places(managed=[replace(managed.public(resource, "its workspace is not known"), is_open=None, doubts=(why,))])  # fmt: skip
    return Places(managed=list(managed.workspace(ground, home)))


def _node_methods(
    ground: Ground, resource: Resource, pointer: str, *, public_if: bool
) -> Callable[[Standing], tuple[Method, ...]]:
    """Nodes with public addresses get out; without, NAT does it, and perhaps the default."""

    def methods(standing: Standing) -> tuple[Method, ...]:
        subnet = ground.estate.get(standing.key)
        own = () if subnet is None else tuple(ground.outbound.nat(subnet))
        value = resource.look(pointer)
        evidence = (Evidence(resource, pointer),)
        what = f"nodes of `{resource.address}` have public addresses"
        if isinstance(value, Unknown):
            return (*own, Method(what, (ANY_PROTOCOL,), (value,), evidence, ANY_V4))
        is_public = value is public_if if isinstance(value, bool) else True
        if is_public:
            return (*own, Method(what, (ANY_PROTOCOL,), (), evidence, ANY_V4))
        if subnet is None:
            return own
        why = Unknown(
            f"whether nodes of `{resource.address}` without public addresses have default outbound "
            "access is not documented"
        )
        return (*own, *_doubted(ground, subnet, why))

    return methods


def _workspace(ground: Ground, posts: Posts, resource: Resource) -> Places:
    found = Places(managed=list(managed.workspace(ground, resource)))
    pointer = "properties.serverlessComputeSettings.serverlessComputeCustomSubnet"
    standings = list(_refer(ground, resource.look(pointer), None, resource, pointer))
    if standings and resource.external is None:
        no_address = "properties.serverlessComputeSettings.serverlessComputeNoPublicIP"
        methods = _node_methods(ground, resource, no_address, public_if=False)
        found.stands = _standing(posts, standings, methods)
    return found


_READERS: Final[dict[str, _Reader]] = {
    "microsoft.compute/virtualmachines": _machine,
    "microsoft.compute/virtualmachinescalesets": _machine,
    "microsoft.containerservice/managedclusters": _cluster,
    **dict.fromkeys(WORKLOADS, _object),
    "microsoft.containerinstance/containergroups": _group,
    "microsoft.app/containerapps": _app,
    "microsoft.app/jobs": _app,
    "microsoft.web/sites": _site,
    "microsoft.web/sites/slots": _site,
    WORKSPACES.lower(): _workspace,
    COMPUTES.lower(): _compute,
}

KINDS: Final = tuple(_READERS)
"""The types that are followed, lower case."""
