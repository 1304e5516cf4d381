"""Small estates for tests, built by hand in the provider's shape."""

from __future__ import annotations

from datetime import date
from ipaddress import ip_network
from typing import Any

from ringfence.engine.findings import find
from ringfence.graph.program import Level
from ringfence.graph.proof import derive
from ringfence.graph.scene import Plane, Scene
from ringfence.model.assessment import Finding
from ringfence.model.asset import Asset, AssetKind, Confidence
from ringfence.model.boundary import Boundary, Policy
from ringfence.model.estate import Estate
from ringfence.model.facts import Source, Unknown
from ringfence.model.resource import At, Resource
from ringfence.reference.regions import expand

SUBSCRIPTION = "00000000-0000-0000-0000-00000000000a"
GROUP = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg"
TODAY = date(2026, 11, 20)


def rid(type_: str, *names: str, scope: str = GROUP) -> str:
    """Return an id: `rid("Microsoft.Network/virtualNetworks/subnets", "v", "s")`."""
    namespace, *types = type_.split("/")
    pairs = "/".join(f"{kind}/{name}" for kind, name in zip(types, names, strict=True))
    return f"{scope}/providers/{namespace}/{pairs}"


def res(
    type_: str,
    *names: str,
    scope: str = GROUP,
    presence: Unknown | None = None,
    external: Unknown | None = None,
    api_version: str = "",
    root: str = "",
    **body: Any,
) -> Resource:
    """Return a resource at `main.tf`, with its type's short name and own name as address."""
    address = f"{type_.rsplit('/', maxsplit=1)[-1]}.{names[-1]}"
    return Resource(
        id=rid(type_, *names, scope=scope),
        type=type_,
        name=names[-1],
        body=body,
        address=address,
        root=root,
        origin=At(Source("main.tf", 1)),
        presence=presence,
        external=external,
        api_version=api_version,
    )


def asset(
    resource: Resource, kind: AssetKind = AssetKind.WEIGHTS, holder: Resource | None = None
) -> Asset:
    """Return an asset that surely is one."""
    return Asset(
        resource,
        kind,
        str(resource.name),
        Confidence.HIGH,
        "the test says so",
        holder=holder.key if holder else "",
    )


def policy(*regions: str, **boundary: Any) -> Policy:
    """Return a policy whose boundary admits `regions` (default EU) and the private networks."""
    allowed: set[str] = set()
    for entry in regions or ("EU",):
        allowed |= expand(entry) or set()
    boundary.setdefault(
        "networks",
        (ip_network("10.0.0.0/8"), ip_network("172.16.0.0/12"), ip_network("192.168.0.0/16")),
    )
    return Policy(Boundary(regions=frozenset(allowed), stated=regions or ("EU",), **boundary))


def scene(assets: list[Asset], *others: Resource, of: Policy | None = None) -> Scene:
    """Return a scene with the resources of the assets and `others`."""
    resources = {a.resource.key: a.resource for a in assets} | {r.key: r for r in others}
    return Scene(Estate(resources.values()), of or policy(), assets, TODAY)


def findings(of: Scene, *planes: Plane) -> list[Finding]:
    """Run the planes over the scene and return what they find, faults being failures."""
    for plane in planes:
        plane(of)
    assert not of.faults, of.faults
    return find(of, derive(of.program, Level.SURE), derive(of.program, Level.MAY))
