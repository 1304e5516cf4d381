"""Fronts behind routes: an Ingress or a Gateway, what answers for it, and what it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ringfence.graph.azure.doors import Gate
from ringfence.graph.azure.kubernetes.controllers import of_gateway, of_ingress
from ringfence.graph.azure.kubernetes.fronts import Admitted, Front, ranges, split
from ringfence.graph.kubernetes.objects import Pods, World, annotations_of
from ringfence.graph.kubernetes.routing import Route, routes_to
from ringfence.model.claims import Evidence
from ringfence.model.facts import Unknown, Value
from ringfence.model.resource import Resource

LIMITS: Final = (
    "Kubernetes: what a route asks of requests (paths, headers, hosts) opens and closes nothing;"
    " logins count where NGINX asks for them (`auth-url`, `auth-type`, client certificates)",
)

_NGINX: Final = "nginx.ingress.kubernetes.io/"
_SOURCES: Final = (f"{_NGINX}whitelist-source-range", f"{_NGINX}allowlist-source-range")
_LOGINS: Final = (f"{_NGINX}auth-url", f"{_NGINX}auth-type", f"{_NGINX}auth-tls-secret")
_MIDDLEWARES: Final = "traefik.ingress.kubernetes.io/router.middlewares"


def of_routes(
    world: World, service: Resource, pods: Pods, doubts: tuple[Unknown, ...]
) -> Iterator[Front]:
    """Yield the fronts of every route that leads to pods through a Service."""
    for route in routes_to(world, service, pods):
        listed = (
            of_ingress(world, route.holder, pods)
            if route.gateway is None
            else of_gateway(world, route.gateway, route.holder, pods)
        )
        for before in listed:
            yield _behind(before.front, route, service, before.family, doubts)


def _behind(
    front: Front, route: Route, service: Resource, family: str, doubts: tuple[Unknown, ...]
) -> Front:
    holder = route.holder
    noted = annotations_of(holder)
    return replace(
        front,
        pointer=front.pointer if front.holder is not holder else route.pointer,
        because=f"`{holder.address}` leads to `{service.address}`",
        inner=route.ports,
        asks=tuple(_asks(holder, noted, family)),
        admitted=(*front.admitted, *_admitted(holder, noted, family)),
        evidence=(Evidence(holder, route.pointer), *front.evidence),
        doubts=(*front.doubts, *route.doubts, *doubts),
    )


def _admitted(
    holder: Resource, noted: dict[str, Value] | Unknown, family: str
) -> Iterator[Admitted]:
    if isinstance(noted, Unknown) or family != "nginx":
        return
    for name in _SOURCES:
        if name in noted:
            evidence = (Evidence(holder, f"metadata.annotations.{name}"),)
            yield ranges(split(noted[name]), evidence)


def _asks(holder: Resource, noted: dict[str, Value] | Unknown, family: str) -> Iterator[Gate]:
    """Yield the login that a route asks for; where that is not known, a doubt."""
    key, what = f"login:{holder.key}", f"`{holder.address}` asks for a login"
    if isinstance(noted, Unknown):
        yield Gate(key, holder, what, None, "it may ask for no login", (), (noted,))
        return
    if family in ("nginx", ""):
        for name in _LOGINS:
            value = noted.get(name)
            if value is not None and value != "":
                evidence = (Evidence(holder, f"metadata.annotations.{name}"),)
                yield Gate(
                    key,
                    holder,
                    what,
                    family == "nginx" or None,
                    "",
                    evidence,
                    () if family else (Unknown(f"whether `{name}` has an effect"),),
                )
                return
    if _MIDDLEWARES in noted:
        why = Unknown(f"whether the middlewares of `{holder.address}` ask for a login")
        yield Gate(key, holder, what, None, "its middlewares may ask for no login", (), (why,))
