"""Fronts: where traffic from outside a cluster enters towards pods, as AKS sets it up.

Sources: "Use a public load balancer in AKS", "Use an internal load balancer with AKS" and the list of
Service annotations of the Azure cloud provider
(https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/): a Service of type LoadBalancer gets
a public frontend, and its controller opens the security group of the node resource group for it,
unless `azure-load-balancer-internal` is "true"; source ranges narrow that rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ringfence.graph.addresses import EVERYWHERE, parse
from ringfence.graph.azure.doors import Gate
from ringfence.graph.boxes import EMPTY, Boxes, Interval
from ringfence.graph.kubernetes.objects import (
    SERVICE,
    Pods,
    World,
    annotations_of,
    every,
)
from ringfence.graph.kubernetes.policies import Sender
from ringfence.graph.kubernetes.ports import ports_of
from ringfence.graph.kubernetes.selectors import needs, pairs, service_selects
from ringfence.model.claims import Evidence
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

LIMITS: Final = (
    "Kubernetes: a load balancer that another controller makes (`loadBalancerClass`), and a Service"
    " whose endpoints are written by hand, are gaps",
    "Kubernetes: `externalIPs` count as an address of the nodes; who routes them there is not seen",
)

_AZURE: Final = "service.beta.kubernetes.io/"
INTERNAL: Final = f"{_AZURE}azure-load-balancer-internal"
SUBNET: Final = f"{_AZURE}azure-load-balancer-internal-subnet"
LINK_SERVICE: Final = f"{_AZURE}azure-pls-create"
_APPROVED: Final = f"{_AZURE}azure-pls-auto-approval"
_RANGES: Final = (f"{_AZURE}load-balancer-source-ranges", f"{_AZURE}azure-allowed-ip-ranges")
_TAGS: Final = f"{_AZURE}azure-allowed-service-tags"
_OPEN_TAGS: Final = ("internet", "azurecloud")
_AT: Final = "metadata.annotations"


@dataclass(frozen=True, slots=True)
class Admitted:
    """The addresses that a front takes traffic from; everywhere, where it does not say."""

    sure: Boxes = EVERYWHERE
    may: Boxes = EVERYWHERE
    doubts: tuple[Unknown, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Front:
    """One way in.

    `kind` is `balancer` (a public frontend before the nodes), `gateway` (a frontend of the provider
    that needs no node) or `node` (a port of the nodes themselves). `holder` is what to change.
    `ports` are those that a security group before the nodes sees, `inner` those of the pods.
    `gates` are what must be open, `asks` those that a caller without a credential must pass as well.
    `local` tells that pods see the client's own address. `sender` is what passes the traffic on
    inside the cluster. `subnet` is the key of the subnet of a gateway of ours.
    """

    kind: str
    holder: Resource
    pods: Pods
    pointer: str
    because: str
    ports: tuple[Interval, ...] = ((0, 65535),)
    inner: tuple[Interval, ...] = ((0, 65535),)
    protocol: str = "TCP"
    gates: tuple[Gate, ...] = ()
    asks: tuple[Gate, ...] = ()
    admitted: tuple[Admitted, ...] = ()
    local: bool = False
    sender: Sender | None = None
    subnet: str = ""
    evidence: tuple[Evidence, ...] = field(default=())
    doubts: tuple[Unknown, ...] = ()


def services_before(world: World, pods: Pods) -> Iterator[tuple[Resource, tuple[Unknown, ...]]]:
    """Yield the Services that send to pods, with the doubts about it."""
    held = pairs(pods.labels)
    for service, doubt in world.chosen(pods.workload, SERVICE, _needs, held):
        match = service_selects(service, pods)
        if match.holds:
            yield service, every((doubt, match.doubt))


def _needs(service: Resource) -> tuple[str, ...] | None:
    return needs(dig(service.body, "spec.selector"))


def of_service(service: Resource, pods: Pods, doubts: tuple[Unknown, ...]) -> Iterator[Front]:
    """Yield the public frontend of a Service (a wall, where it is of another type) and node ports."""
    type_ = dig(service.body, "spec.type")
    yield _balancer(service, pods, type_, doubts)
    yield from _external(service, pods, doubts)
    yield from _linked(service, pods, doubts)
    if isinstance(type_, Unknown) or type_ in ("NodePort", "LoadBalancer"):
        hidden = every((type_ if isinstance(type_, Unknown) else None,))
        ports = list(ports_of(service, pods))
        if (
            type_ == "LoadBalancer"
            and dig(service.body, "spec.allocateLoadBalancerNodePorts") is False
        ):
            return
        yield Front(
            "node",
            service,
            pods,
            "spec.type",
            f"`{service.address}` opens a port of every node",
            tuple(dict.fromkeys(port.node for port in ports)),
            tuple(dict.fromkeys(port.pods for port in ports)),
            local=_local(service),
            doubts=(*doubts, *hidden),
        )


def _external(service: Resource, pods: Pods, doubts: tuple[Unknown, ...]) -> Iterator[Front]:
    """Yield the addresses that a Service takes on every node, whatever its type."""
    listed = dig(service.body, "spec.externalIPs")
    if isinstance(listed, Absent) or listed is None or listed == []:
        return
    ports = list(ports_of(service, pods))
    yield Front(
        "node",
        service,
        pods,
        "spec.externalIPs",
        f"`{service.address}` takes external addresses at every node",
        tuple(dict.fromkeys(port.front for port in ports)),
        tuple(dict.fromkeys(port.pods for port in ports)),
        local=_local(service),
        doubts=(*doubts, *every((listed if isinstance(listed, Unknown) else None,))),
    )


def _linked(service: Resource, pods: Pods, doubts: tuple[Unknown, ...]) -> Iterator[Front]:
    """Yield the private link service of a Service, where it approves others by itself."""
    noted = annotations_of(service)
    if isinstance(noted, Unknown) or str(noted.get(LINK_SERVICE)).lower() != "true":
        return
    approved = noted.get(_APPROVED)
    if approved is None or approved == "":
        return
    why = Unknown(
        f"whom the private link service of `{service.address}` approves by itself is not judged",
        service.locate(f"{_AT}.{_APPROVED}"),
    )
    what = f"the private link service of `{service.address}` approves nobody by itself"
    because = f"the private link service of `{service.address}` may approve strangers"
    evidence = (Evidence(service, f"{_AT}.{_APPROVED}"),)
    gate = Gate(f"link-service:{service.key}", service, what, None, because, evidence, (why,))
    yield Front("gateway", service, pods, _AT, "", gates=(gate,), doubts=doubts)


def _balancer(
    service: Resource, pods: Pods, type_: Value | Absent, doubts: tuple[Unknown, ...]
) -> Front:
    ports = list(ports_of(service, pods))
    gates = [_typed(service, type_)]
    if not gates[0].shut:
        gates.append(internal(service, annotations_of(service), f"{_AT}"))
    class_ = dig(service.body, "spec.loadBalancerClass")
    if class_ is not ABSENT and class_ is not None:
        why = Unknown(f"what the controller of `loadBalancerClass` makes of `{service.address}`")
        doubts = (*doubts, why)
    return Front(
        "balancer",
        service,
        pods,
        "spec.type",
        f"`{service.address}` passes it on to its pods",
        tuple(dict.fromkeys(port.front for port in ports)),
        tuple(dict.fromkeys(port.pods for port in ports)),
        ports[0].protocol if len({port.protocol for port in ports}) == 1 else "TCP",
        tuple(gates),
        admitted=tuple(admitted(service)),
        local=_local(service),
        evidence=(Evidence(service, "spec.selector"),),
        doubts=doubts,
    )


def _local(service: Resource) -> bool:
    return dig(service.body, "spec.externalTrafficPolicy") == "Local"


def _typed(service: Resource, type_: Value | Absent) -> Gate:
    """Return the barrier that a Service of another type than LoadBalancer is."""
    key = f"service-type:{service.key}"
    evidence = (Evidence(service, "spec.type", None if isinstance(type_, Absent) else type_),)
    stated = "ClusterIP" if type_ is ABSENT or type_ is None else type_
    what = f"`{service.address}` is of type `{stated}`: nothing outside the cluster reaches it"
    if isinstance(stated, Unknown):
        what = f"`{service.address}` is not of type `LoadBalancer`"
        because = f"the type of `{service.address}` is not known"
        return Gate(key, service, what, None, because, evidence, (stated,))
    because = f"`{service.address}` is of type `LoadBalancer`"
    return Gate(key, service, what, stated != "LoadBalancer", because, evidence)


def internal(holder: Resource, noted: dict[str, Value] | Unknown, at: str) -> Gate:
    """Return the barrier that the annotation for an internal load balancer is."""
    key = f"internal:{holder.key}"
    what = f"the load balancer of `{holder.address}` is internal"
    if isinstance(noted, Unknown):
        because = f"the annotations of `{holder.address}` are not known"
        return Gate(key, holder, what, None, because, (Evidence(holder, at, noted),), (noted,))
    value = noted.get(INTERNAL)
    if isinstance(value, Unknown):
        because = f"`{INTERNAL}` is not known"
        return Gate(key, holder, what, None, because, (Evidence(holder, at, value),), (value,))
    if value is None:
        because = f"`{INTERNAL}` is not set, so its frontend is public"
        return Gate(key, holder, what, False, because, (Evidence(holder, at, None, "not set"),))
    evidence = (Evidence(holder, f"{at}.{INTERNAL}", None, str(value)),)
    because = f"`{INTERNAL}` is `{value}`, so its frontend is public"
    return Gate(key, holder, what, str(value).lower() == "true", because, evidence)


def admitted(service: Resource) -> Iterator[Admitted]:
    """Yield what a Service admits to its load balancer, if it says anything about it."""
    noted = annotations_of(service)
    listed = dig(service.body, "spec.loadBalancerSourceRanges")
    texts: list[Value] = []
    evidence: list[Evidence] = []
    if listed is not ABSENT and listed is not None and listed != []:
        texts += [each if doubt is None else doubt for each, doubt in members(listed)]
        evidence.append(Evidence(service, "spec.loadBalancerSourceRanges"))
    for name in _RANGES:
        value = noted.get(name) if isinstance(noted, dict) else None
        if value is not None:
            texts += split(value)
            evidence.append(Evidence(service, f"{_AT}.{name}", value))
    tags = noted.get(_TAGS) if isinstance(noted, dict) else None
    if tags is not None:
        texts += split(tags)
        evidence.append(Evidence(service, f"{_AT}.{_TAGS}", tags))
    if texts:
        yield ranges(texts, tuple(evidence))


def split(value: Value) -> list[Value]:
    """Return the parts of a text with commas; what is not known stays as it is."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return [value]


def ranges(texts: Sequence[Value], evidence: tuple[Evidence, ...]) -> Admitted:
    """Return the addresses that texts list: CIDR ranges, or service tags."""
    sure = may = EMPTY
    doubts: list[Unknown] = []
    for text in texts:
        if isinstance(text, Unknown):
            may = EVERYWHERE
            doubts.append(text)
            continue
        span = parse(str(text))
        if span is not None:
            sure |= Boxes([(span,)])
        elif str(text).lower().startswith(_OPEN_TAGS):
            sure = EVERYWHERE
        else:
            may = EVERYWHERE
            doubts.append(Unknown(_doubt(str(text))))
    return Admitted(sure, may | sure, tuple(doubts), evidence)


def _doubt(tag: str) -> str:
    """Return why it is not known whom a tag lets in.

    Other customers' Front Doors have the same addresses: an origin has to check the header
    `X-Azure-FDID`, too (https://learn.microsoft.com/azure/frontdoor/origin-security).
    """
    if tag.lower().startswith("azurefrontdoor"):
        return f"`{tag}` holds every customer's Front Door; whether anything checks whose it is is not known"
    return f"the addresses of `{tag}` are not known"


def passing(front: Front, other: Front) -> Front:
    """Return the front of what stands behind another one: an ingress behind its controller."""
    return replace(
        front,
        kind=other.kind,
        ports=other.ports,
        protocol=other.protocol,
        gates=(*other.gates, *front.gates),
        admitted=(*other.admitted, *front.admitted),
        subnet=other.subnet,
        evidence=(*other.evidence, *front.evidence),
        doubts=(*other.doubts, *front.doubts),
    )
