"""Controllers: what answers for an Ingress class or a Gateway class, and whether it is public.

Sources: AKS pages on application routing (a managed NGINX, public unless its controller asks for an
internal load balancer), on the Application Gateway Ingress Controller and on Application Gateway for
Containers; the pages of Istio, Envoy Gateway and NGINX Gateway Fabric on what they deploy for a
Gateway: a Service of type LoadBalancer. Other controllers are known by their pods in the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure.door_reading import reading
from ringfence.graph.azure.doors import Gate
from ringfence.graph.azure.kubernetes.clusters import hosts
from ringfence.graph.azure.kubernetes.fronts import Front, internal
from ringfence.graph.boxes import Interval
from ringfence.graph.kubernetes import serving
from ringfence.graph.kubernetes.objects import (
    GATEWAY_CLASS,
    INGRESS_CLASS,
    PREFIX,
    WORKLOADS,
    Pods,
    World,
    annotations_of,
    every,
    namespace_of,
    per_estate,
    pods_of,
)
from ringfence.graph.kubernetes.policies import Sender
from ringfence.graph.kubernetes.routing import class_of, listening_on
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

LIMITS: Final = (
    "Kubernetes: an ingress controller that is not in the tree may have a public address or not:"
    " that is not known, but for application routing and gateways that Azure runs",
    "Kubernetes: custom routes (Istio VirtualService, Traefik IngressRoute, Contour HTTPProxy) are"
    " gaps",
)

_APP_ROUTING: Final = "webapprouting.kubernetes.azure.com"
_NGINX_CONTROLLER: Final = PREFIX + "approuting.kubernetes.azure.com/nginxingresscontroller"
_DEFAULT_TYPE: Final = "properties.ingressProfile.webAppRouting.nginx.defaultIngressControllerType"
_GATEWAY_ADDON: Final = "properties.addonProfiles.ingressApplicationGateway.config"
_PRIVATE_FRONTEND: Final = "appgw.ingress.kubernetes.io/use-private-ip"
WEB: Final[tuple[Interval, ...]] = ((80, 80), (443, 443))

_FAMILIES: Final = {
    "nginx": (r"(?:^|/)(?:ingress-nginx/controller|nginx-ingress(?:-controller)?|controller-nginx)$",
              r"nginx"),
    "traefik": (r"(?:^|/)traefik$", r"traefik"),
    "haproxy": (r"(?:^|/)(?:haproxy-ingress|kubernetes-ingress)$", r"haproxy"),
    "kong": (r"(?:^|/)(?:kong|kong-gateway|kubernetes-ingress-controller)$", r"kong"),
    "contour": (r"(?:^|/)(?:contour|envoy)$", r"contour"),
    "istio": (r"(?:^|/)(?:proxyv2|istio-ingressgateway)$", r"istio"),
    "apisix": (r"(?:^|/)apisix$", r"apisix"),
}  # fmt: skip
"""Families of controllers: how their images end, and what their classes and names hold."""

_MAKES_BALANCERS: Final = re.compile(
    r"istio\.io/gateway-controller|gateway\.envoyproxy\.io/gatewayclass-controller"
    r"|gateway\.nginx\.org/nginx-gateway-controller|istio\.aks\.azure\.com/gateway-controller"
)
_KNOWN_CLASSES: Final = {
    "istio": "istio.io/gateway-controller",
    "approuting-istio": "istio.aks.azure.com/gateway-controller",
    "eg": "gateway.envoyproxy.io/gatewayclass-controller",
    "envoy-gateway": "gateway.envoyproxy.io/gatewayclass-controller",
    "nginx": "gateway.nginx.org/nginx-gateway-controller",
}
_ALB: Final = "alb.networking.azure.io/alb-controller"


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a route: a front, empty but for its gates, and where it comes from."""

    front: Front
    family: str = ""


def of_ingress(world: World, ingress: Resource, pods: Pods) -> Iterator[Before]:
    """Yield what answers for an Ingress; something unknown, where nothing in the tree does."""
    class_ = class_of(ingress)
    if isinstance(class_, Unknown):
        yield Before(_unknown(world, ingress, pods, f"the class of `{ingress.address}`", class_))
        return
    name = str(class_).lower()
    if _is_app_routing(world, name, ingress):
        yield Before(_app_routing(world, name, ingress, pods), "nginx")
    elif "application-gateway" in name:
        yield from _application_gateway(world, ingress, pods)
    elif name.startswith("azure-alb"):
        yield Before(_managed(world, ingress, pods, "internal" not in name))
    else:
        yield from _in_tree(world, ingress, pods, name)


def _front(
    holder: Resource, pods: Pods, kind: str = "balancer", ports: tuple[Interval, ...] = WEB
) -> Front:
    return Front(kind, holder, pods, "spec", "", ports)


def _unknown(
    world: World, holder: Resource, pods: Pods, what: str, doubt: Unknown | None = None
) -> Front:
    why = doubt if doubt is not None else Unknown(f"{what} is not in the tree", holder.locate())
    gate = Gate(
        f"controller:{holder.key}",
        holder,
        f"what answers for `{holder.address}` has no public address",
        None,
        f"what answers for `{holder.address}` may be public",
        (Evidence(holder, "spec"),),
        (why,),
    )
    sender = Sender(world, pods.workload, doubt=why)
    return Front("gateway", holder, pods, "spec", "", gates=(gate,), sender=sender)


def _is_app_routing(world: World, name: str, ingress: Resource) -> bool:
    return name == _APP_ROUTING or any(True for _ in _nginx_controllers(world, name, ingress))


def _nginx_controllers(world: World, name: str, ingress: Resource) -> Iterator[Resource]:
    """Yield the managed NGINX controllers of a class."""
    for each in world.estate.of(_NGINX_CONTROLLER):
        stated = dig(each.body, "spec.ingressClassName")
        if world.together(ingress, each).holds and str(stated).lower() == name:
            yield each


def _app_routing(world: World, name: str, ingress: Resource, pods: Pods) -> Front:
    gates: list[Gate] = []
    for each in _nginx_controllers(world, name, ingress):
        at = "spec.loadBalancerAnnotations"
        noted = dig(each.body, at)
        if isinstance(noted, Unknown):
            gates.append(internal(each, noted, at))
        else:
            gates.append(internal(each, noted if isinstance(noted, dict) else {}, at))
    if not gates:
        gates += [_default_controller(host.cluster) for host in hosts(world.estate, ingress)]
    sender = Sender(world, pods.workload, namespace="app-routing-system")
    because = "application routing answers for it with a public load balancer"
    if not gates:
        gates.append(
            Gate(
                f"app-routing:{ingress.key}",
                ingress,
                "",
                False,
                because,
                (Evidence(ingress, "spec.ingressClassName"),),
            )
        )
    return Front(
        "balancer",
        ingress,
        pods,
        "spec.ingressClassName",
        "",
        WEB,
        gates=tuple(gates),
        sender=sender,
    )


def _default_controller(cluster: Resource) -> Gate:
    what = f"application routing of `{cluster.address}` has an internal load balancer"
    key = f"app-routing:{cluster.key}"
    value = cluster.look(_DEFAULT_TYPE)
    if isinstance(value, Absent) or value is None:
        because = (
            f"application routing of `{cluster.address}` is public unless it is told otherwise"
        )
        return Gate(key, cluster, what, False, because, (Evidence(cluster, _DEFAULT_TYPE),))
    read = reading(cluster, _DEFAULT_TYPE, "annotationcontrolled", "external", "internal", "none")
    shut = read.among("internal", "none")
    return Gate(key, cluster, what, shut, read.because, read.evidence, read.doubts)


def _managed(world: World, holder: Resource, pods: Pods, public: bool) -> Front:
    """Return the front of Application Gateway for Containers: a public name of its own."""
    gate = Gate(
        f"alb:{holder.key}",
        holder,
        f"`{holder.address}` has an internal frontend",
        not public,
        "Application Gateway for Containers answers for it with a public frontend",
        (Evidence(holder, "spec"),),
    )
    why = Unknown("which address Application Gateway for Containers sends from")
    sender = Sender(world, pods.workload, doubt=why)
    return Front("gateway", holder, pods, "spec", "", WEB, gates=(gate,), sender=sender)


def _application_gateway(world: World, ingress: Resource, pods: Pods) -> Iterator[Before]:
    """Yield the application gateway that its ingress controller configures."""
    noted = annotations_of(ingress)
    private = noted if isinstance(noted, Unknown) else noted.get(_PRIVATE_FRONTEND)
    key, what = f"private-frontend:{ingress.key}", f"`{ingress.address}` uses a private frontend"
    evidence = (Evidence(ingress, "metadata.annotations"),)
    if isinstance(private, Unknown):
        gate = Gate(key, ingress, what, None, "its frontend may be public", evidence, (private,))
    else:
        shut = str(private).lower() == "true"
        gate = Gate(key, ingress, what, shut, "it does not ask for a private frontend", evidence)
    why = Unknown("which address the application gateway sends from")
    sender = Sender(world, pods.workload, doubt=why)
    gateways = list(_gateways(world.estate, ingress))
    for gateway, doubts in gateways:
        public, subnet = _public_frontend(gateway)
        yield Before(
            Front(
                "gateway",
                ingress,
                pods,
                "spec",
                "",
                WEB,
                gates=(public, gate),
                sender=sender,
                subnet=subnet,
                doubts=doubts,
            )
        )
    if not gateways:
        yield Before(Front("gateway", ingress, pods, "spec", "", WEB, gates=(gate,), sender=sender))


def _gateways(estate: Estate, ingress: Resource) -> Iterator[tuple[Resource, tuple[Unknown, ...]]]:
    """Yield the application gateways that clusters name for their ingress controller."""
    type_ = "Microsoft.Network/applicationGateways"
    for host in hosts(estate, ingress):
        for name in ("applicationGatewayId", "effectiveApplicationGatewayId"):
            lookup = estate.lookup(host.cluster.look(f"{_GATEWAY_ADDON}.{name}"), type_)
            if lookup.found is not None:
                yield lookup.found, every((host.doubt,))
            for each in lookup.perhaps:
                yield each, every((host.doubt, lookup.doubt))


def _public_frontend(gateway: Resource) -> tuple[Gate, str]:
    subnet = ""
    for config, _ in members(gateway.look("properties.gatewayIPConfigurations")):
        reference = dig(config, "properties.subnet.id")
        subnet = reference.lower() if isinstance(reference, str) else subnet
    pointer = "properties.frontendIPConfigurations"
    found: list[Value | Absent] = [
        dig(each, "properties.publicIPAddress") if isinstance(each, dict) else each
        for each, _ in members(gateway.look(pointer))
    ]
    known = [each for each in found if not isinstance(each, Absent) and each is not None]
    hidden = next((each for each in known if isinstance(each, Unknown)), None)
    shut = None if hidden is not None and len(known) == 1 else not known
    what = f"`{gateway.address}` has no public frontend"
    because = f"`{gateway.address}` has a public frontend"
    evidence = (Evidence(gateway, pointer),)
    doubts = every((hidden,)) if shut is None else ()
    key = f"public-frontend:{gateway.key}"
    return Gate(key, gateway, what, shut, because, evidence, doubts), subnet


@per_estate
def _controllers(estate: Estate) -> list[tuple[str, Resource, Pods]]:
    """Return the ingress controllers of the tree, by the images of their pods."""
    found = []
    for workload in estate.of(*WORKLOADS):
        for pods in pods_of(workload):
            for image, _ in serving.images(pods):
                path = image.lower().partition("@")[0] if isinstance(image, str) else ""
                head, slash, last = path.rpartition("/")
                path = f"{head}{slash}{last.partition(':')[0]}"
                family = next((n for n, (p, _) in _FAMILIES.items() if re.search(p, path)), "")
                if family:
                    found.append((family, workload, pods))
    return found


def _in_tree(world: World, ingress: Resource, pods: Pods, name: str) -> Iterator[Before]:
    from ringfence.graph.azure.kubernetes.ways_in import of_services

    family, hidden = _family(world, ingress, name)
    known = False
    for found, workload, inner in _controllers(world.estate):
        if not world.together(ingress, workload).holds or (family and found != family):
            continue
        answer = _answers(inner, name, sure=bool(family))
        if answer is False:
            continue
        known = True
        doubts = every((hidden, None if answer else Unknown(f"which controller `{name}` means")))
        sender = Sender(world, pods.workload, inner)
        for front in of_services(world, inner):
            yield Before(
                Front(
                    front.kind,
                    ingress,
                    pods,
                    "spec",
                    "",
                    front.ports,
                    gates=front.gates,
                    admitted=front.admitted,
                    sender=sender,
                    evidence=front.evidence,
                    doubts=(*front.doubts, *doubts),
                ),
                found,
            )
    if not known:
        what = f"the controller of ingress class `{name}`" if name else "the ingress controller"
        yield Before(_unknown(world, ingress, pods, what), family)


def _family(world: World, ingress: Resource, name: str) -> tuple[str, Unknown | None]:
    """Return the family of controllers that a class belongs to, "" where nothing tells."""
    for each, doubt in world.named(ingress, "", name, INGRESS_CLASS):
        controller = dig(each.body, "spec.controller")
        if isinstance(controller, str):
            for family, (_, word) in _FAMILIES.items():
                if re.search(word, controller):
                    return family, doubt
    for family, (_, word) in _FAMILIES.items():
        if re.search(word, name):
            return family, None
    return "", None


def _answers(pods: Pods, name: str, *, sure: bool) -> bool | None:
    """Tell whether a controller serves a class: None where its flags do not say."""
    for container, _, _ in pods.containers():
        said = serving.spoken(container).replace("=", " ").split()
        for flag in ("--ingress-class", "--ingressclass", "--ingress-class-name"):
            if flag in said[:-1]:
                return said[said.index(flag) + 1].lower() == name
    return True if sure or not name else None


def of_gateway(world: World, gateway: Resource, holder: Resource, pods: Pods) -> Iterator[Before]:
    """Yield what answers for a Gateway that a route (`holder`) is attached to."""
    name = dig(gateway.body, "spec.gatewayClassName")
    if isinstance(name, Unknown) or not isinstance(name, str):
        doubt = name if isinstance(name, Unknown) else None
        yield Before(_unknown(world, gateway, pods, f"the class of `{gateway.address}`", doubt))
        return
    controller = _KNOWN_CLASSES.get(name, _ALB if name.startswith("azure-alb") else "")
    for each, _ in world.named(gateway, "", name, GATEWAY_CLASS):
        stated = dig(each.body, "spec.controllerName")
        controller = stated if isinstance(stated, str) else controller
    if controller == _ALB:
        yield Before(_managed(world, gateway, pods, "internal" not in name))
    elif _MAKES_BALANCERS.fullmatch(controller):
        yield Before(_made(world, gateway, pods))
    else:
        del holder
        yield from _in_tree(world, gateway, pods, name)


def _made(world: World, gateway: Resource, pods: Pods) -> Front:
    """Return the load balancer that a controller makes for a Gateway of its own."""
    noted: dict[str, Value] = {}
    for where in ("metadata.annotations", "spec.infrastructure.annotations"):
        stated = dig(gateway.body, where)
        if isinstance(stated, Unknown):
            gate = internal(gateway, stated, where)
            break
        if isinstance(stated, dict):
            noted |= stated
    else:
        gate = internal(gateway, noted, "spec.infrastructure.annotations")
    gates = [gate]
    type_ = noted.get("networking.istio.io/service-type")
    if type_ is not None:
        what = f"`{gateway.address}` is made as a `{type_}`"
        shut = None if isinstance(type_, Unknown) else type_ != "LoadBalancer"
        doubts = (type_,) if isinstance(type_, Unknown) else ()
        gates.append(Gate(f"service-type:{gateway.key}", gateway, what, shut, "", (), doubts))
    space = namespace_of(gateway)
    sender = Sender(
        world,
        pods.workload,
        namespace=space if isinstance(space, str) else "",
        doubt=space if isinstance(space, Unknown) else None,
    )
    return Front(
        "balancer",
        gateway,
        pods,
        "spec",
        "",
        listening_on(gateway),
        gates=tuple(gates),
        sender=sender,
    )
