"""Hiding a fact never closes a way out: every leaf, element and object of open estates is hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest

from ringfence.graph.scene import Scene
from ringfence.model.facts import Unknown, Value
from ringfence.model.resource import Resource
from tests.build import asset, policy, res, scene
from tests.egress.estates import (
    DENY,
    GUARDED,
    ROUTED,
    leaks,
    machine,
    network,
    nic,
    nsg,
    route,
    rule,
    standing,
    subnet,
    table,
)
from tests.egress.test_firewall import app, behind, collection, group, net
from tests.egress.test_workloads import cluster, compute, workspace

STORAGE = rule("Allow", 100, "Storage.WestEurope", protocol="Tcp", destinationPortRange="443")
ESTATES: dict[str, Callable[[], Scene]] = {
    "bare": standing,
    "tag": lambda: standing(nsg(STORAGE, DENY), **GUARDED),
    "shadow": lambda: standing(nsg(rule("Deny", 100, "10.0.0.0/8"), rule("Deny", 300, "Sql")), **GUARDED),
    "route": lambda: standing(
        table(route("0.0.0.0/0", "None"), route("20.0.0.0/8", "Internet")), **ROUTED
    ),
    "endpoint": lambda: standing(
        table(route("0.0.0.0/0", "None")), **ROUTED, serviceEndpoints=[{"service": "Microsoft.Storage"}]
    ),
    "network rule": lambda: behind(group(200, collection("Allow", 200, net(["Storage"])))),
    "name": lambda: behind(
        group(200, collection("Deny", 100, app("a.example.org")), collection("Allow", 200, app("*.example.org")))
    ),
    "workspace": lambda: scene([asset(workspace("AllowInternetOutbound"))]),
    "approved": lambda: scene([
        asset(workspace("AllowOnlyApprovedOutbound", {"r": {"type": "FQDN", "destination": "*.example.org"}}))
    ]),
    "compute": lambda: scene([asset(workspace())], compute()),
    "cluster": lambda: scene([asset(cluster("loadBalancer"))]),
    "group": lambda: scene([asset(res("Microsoft.ContainerInstance/containerGroups", "aci", properties={}))]),
    "disk": lambda: scene(
        [asset(disk := res("Microsoft.Compute/disks", "d", properties={}))],
        machine(storageProfile={"dataDisks": [{"lun": 1, "managedDisk": {"id": disk.id}}]}),
        nic(), network(), subnet(),
    ),
}  # fmt: skip


def hidings(value: Value) -> Iterator[tuple[str, Value]]:
    """Yield a value with one part hidden, for every part, and the path of that part."""
    yield "", Unknown("hidden")
    if isinstance(value, dict):
        for key, inner in value.items():
            for path, changed in hidings(inner):
                yield f".{key}{path}", {**value, key: changed}
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            for path, changed in hidings(inner):
                yield f"[{number}]{path}", [*value[:number], changed, *value[number + 1 :]]
        yield "[]", [*value, Unknown("hidden")]


def hidden(of: Scene) -> Iterator[tuple[str, Scene]]:
    """Yield a scene with one fact of one resource hidden, for every fact."""
    for resource in of.estate:
        for path, body in hidings(resource.body.get("properties", {})):
            yield f"{resource.address}{path}", _with(of, resource, body)
        yield f"{resource.address}?", _with(of, resource, None)


def _with(of: Scene, changed: Resource, properties: Value) -> Scene:
    others: list[Resource] = []
    assets = []
    for resource in of.estate:
        copy = Resource(
            resource.id, resource.type, resource.name, deepcopy_safe(resource.body),
            resource.address, resource.root, resource.origin,
        )  # fmt: skip
        if resource is changed:
            if properties is None:
                copy.presence = Unknown("hidden")
            else:
                copy.body["properties"] = properties
        if resource.key in of.by_key:
            assets.append(asset(copy))
        others.append(copy)
    return scene(assets, *others, of=policy())


def deepcopy_safe(body: dict[str, Any]) -> dict[str, Any]:
    """Copy a body; it holds nothing unknown before something is hidden."""
    return deepcopy(body)


@pytest.mark.parametrize("name", ESTATES)
def test_hiding_a_fact_never_closes_a_way_out(name: str) -> None:
    before = ESTATES[name]()
    assert any(finding.outcome.value == "fail" for finding in leaks(ESTATES[name]()))
    closed = [what for what, after in hidden(before) if not leaks(after)]
    assert closed == []
