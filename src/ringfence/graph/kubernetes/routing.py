"""Routes: which Ingresses and Gateways lead to a Service.

Sources: https://kubernetes.io/docs/concepts/services-networking/ingress/ and
https://gateway-api.sigs.k8s.io/reference/spec/: an Ingress names Services of its own namespace; a
route attaches to the Gateways that it names, if their listeners allow its namespace (by default only
their own), and names Services of its own namespace unless it says another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ringfence.graph.boxes import Interval
from ringfence.graph.kubernetes.objects import (
    GATEWAY,
    INGRESS,
    ROUTES,
    Match,
    Pods,
    World,
    annotations_of,
    both,
    equal,
    every,
    namespace_of,
)
from ringfence.graph.kubernetes.ports import ALL, ports_number, ports_of
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig

CLASS: Final = "kubernetes.io/ingress.class"


@dataclass(frozen=True, slots=True)
class Route:
    """An Ingress or a Gateway leads to a Service.

    `holder` is the Ingress or the route, `gateway` the Gateway it is attached to (None for an
    Ingress). `ports` are those of the pods behind. `pointer` leads to the backend in `holder`.
    """

    holder: Resource
    pointer: str
    ports: tuple[Interval, ...]
    doubts: tuple[Unknown, ...] = ()
    gateway: Resource | None = None


def routes_to(world: World, service: Resource, pods: Pods) -> Iterator[Route]:
    """Yield every route that leads to a Service and on to some pods."""
    wanted = [service.name] if isinstance(service.name, str) else None
    for ingress, doubt in world.chosen(service, INGRESS, _named_backends, wanted):
        for backend, pointer, unsure in _backends(ingress):
            match = _means(backend, service)
            if match.holds:
                port = _either(dig(backend, "service.port"), dig(backend, "servicePort"))
                doubts = every((doubt, unsure, match.doubt))
                yield Route(ingress, pointer, _inner(service, pods, port), doubts)
    for route in world.estate.of(*ROUTES):
        if world.together(service, route).holds:
            yield from _attached(world, route, service, pods)


def _named_backends(ingress: Resource) -> set[str] | None:
    """Return the names of the Services that an Ingress leads to, None where one is not known."""
    found: set[str] = set()
    for backend, _, _ in _backends(ingress):
        if isinstance(backend, Unknown):
            return None
        name = _either(dig(backend, "service.name"), dig(backend, "serviceName"))
        if isinstance(name, Unknown):
            return None
        if isinstance(name, str):
            found.add(name)
    return found


def _backends(ingress: Resource) -> Iterator[tuple[Value, str, Unknown | None]]:
    for pointer in ("spec.defaultBackend", "spec.backend"):
        default = dig(ingress.body, pointer)
        if not isinstance(default, Absent) and default is not None:
            yield default, pointer, None
    for index, (rule, doubt) in enumerate(members(dig(ingress.body, "spec.rules"))):
        if isinstance(rule, Unknown):
            yield rule, f"spec.rules[{index}]", rule
            continue
        for number, (path, unsure) in enumerate(members(dig(rule, "http.paths"))):
            at = f"spec.rules[{index}].http.paths[{number}].backend"
            backend = path if isinstance(path, Unknown) else dig(path, "backend")
            if not isinstance(backend, Absent):
                yield backend, at, doubt if doubt is not None else unsure


def _means(backend: Value, service: Resource) -> Match:
    if isinstance(backend, Unknown):
        return Match(True, backend)
    return equal(_either(dig(backend, "service.name"), dig(backend, "serviceName")), service.name)


def _either(first: Value | Absent, second: Value | Absent) -> Value | Absent:
    return second if first is ABSENT or first is None else first


def _inner(service: Resource, pods: Pods, port: Value | Absent) -> tuple[Interval, ...]:
    """Return the ports of pods behind a port of a Service, given by number, name or `{number}`."""
    if isinstance(port, dict):
        port = _either(port.get("number", ABSENT), port.get("name", ABSENT))
    span = ports_number(port)
    found = [
        each.pods
        for each in ports_of(service, pods)
        if (span is not None and each.front in (span, ALL))
        or (span is None and (not isinstance(port, str) or each.name == port))
    ]
    return tuple(dict.fromkeys(found)) or (ALL,)


def _attached(world: World, route: Resource, service: Resource, pods: Pods) -> Iterator[Route]:
    for pointer, port, doubts in _named(route, service):
        for parent, doubt in members(dig(route.body, "spec.parentRefs")):
            kind = dig(parent, "kind")
            if not isinstance(parent, Unknown) and kind not in (ABSENT, None, "Gateway"):
                continue
            name = parent if isinstance(parent, Unknown) else dig(parent, "name")
            stated = None if isinstance(parent, Unknown) else dig(parent, "namespace")
            space = namespace_of(route)
            if stated is not None and not isinstance(stated, Absent):
                space = stated
            for gateway, unsure in world.named(route, space, name, GATEWAY):
                allowed = _allows(gateway, route)
                if allowed.holds:
                    why = every((*doubts, doubt, unsure, allowed.doubt, route.presence))
                    yield Route(route, pointer, _inner(service, pods, port), why, gateway)


def _named(
    route: Resource, service: Resource
) -> Iterator[tuple[str, Value | Absent, tuple[Unknown, ...]]]:
    """Yield where a route names a Service as a backend, and the port."""
    for index, (rule, doubt) in enumerate(members(dig(route.body, "spec.rules"))):
        if isinstance(rule, Unknown):
            yield f"spec.rules[{index}]", ABSENT, (rule,)
            continue
        for number, (backend, unsure) in enumerate(members(dig(rule, "backendRefs"))):
            at = f"spec.rules[{index}].backendRefs[{number}]"
            if isinstance(backend, Unknown):
                yield at, ABSENT, (backend,)
                continue
            if dig(backend, "kind") not in (ABSENT, None, "Service"):
                continue
            stated = dig(backend, "namespace")
            space = namespace_of(route) if stated is ABSENT or stated is None else stated
            match = both(
                equal(dig(backend, "name"), service.name), equal(space, namespace_of(service))
            )
            if match.holds:
                yield at, dig(backend, "port"), every((doubt, unsure, match.doubt))


def _allows(gateway: Resource, route: Resource) -> Match:
    """Tell whether any listener of a Gateway takes routes from the namespace of a route."""
    listeners = dig(gateway.body, "spec.listeners")
    best = Match(False)
    for listener, doubt in members(listeners):
        if isinstance(listener, Unknown):
            best = Match(True, listener)
            continue
        origin = dig(listener, "allowedRoutes.namespaces.from")
        if isinstance(origin, Unknown):
            match = Match(True, origin)
        elif origin == "All":
            match = Match(True)
        elif origin == "Selector":
            match = Match(True, Unknown(f"which namespaces `{gateway.address}` takes routes from"))
        else:
            match = equal(namespace_of(gateway), namespace_of(route))
        if match.holds and match.doubt is None and doubt is None:
            return match
        best = (
            Match(True, match.doubt if match.doubt is not None else doubt) if match.holds else best
        )
    return best


def class_of(ingress: Resource) -> Value:
    """Return the class of an Ingress, "" if it names none."""
    stated = dig(ingress.body, "spec.ingressClassName")
    if not isinstance(stated, Absent) and stated is not None:
        return stated
    noted = annotations_of(ingress)
    if isinstance(noted, Unknown):
        return noted
    return noted.get(CLASS) or ""


def listening_on(gateway: Resource) -> tuple[Interval, ...]:
    """Return the ports of the listeners of a Gateway; every port where one is not known."""
    found = [
        ports_number(dig(each, "port")) or ALL
        for each, _ in members(dig(gateway.body, "spec.listeners"))
    ]
    return tuple(dict.fromkeys(found)) or (ALL,)
