"""A small estate for questions about ways out: one machine in one subnet of one network."""

from __future__ import annotations

from typing import Any

from ringfence.graph.azure.egress import PLANE
from ringfence.graph.program import Level
from ringfence.graph.proof import derive
from ringfence.graph.scene import Scene
from ringfence.graph.walls import Depths
from ringfence.model.assessment import Finding
from ringfence.model.asset import Asset
from ringfence.model.boundary import Policy
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from tests.build import asset, findings, policy, res, rid, scene

NETWORK = "Microsoft.Network/virtualNetworks"
SUBNETS = f"{NETWORK}/subnets"
NICS = "Microsoft.Network/networkInterfaces"
NSGS = "Microsoft.Network/networkSecurityGroups"
TABLES = "Microsoft.Network/routeTables"
MACHINES = "Microsoft.Compute/virtualMachines"
HIDDEN = Unknown("hidden")


def ref(type_: str, *names: str) -> dict[str, Any]:
    return {"id": rid(type_, *names)}


def network(name: str = "v", prefix: str = "10.0.0.0/16", location: str = "westeurope") -> Resource:
    return res(NETWORK, name, location=location,
               properties={"addressSpace": {"addressPrefixes": [prefix]}})  # fmt: skip


def subnet(
    name: str = "s", prefix: str = "10.0.1.0/24", in_: str = "v", **properties: Any
) -> Resource:
    properties.setdefault("addressPrefixes", [prefix])
    return res(SUBNETS, in_, name, properties=properties)


def nic(name: str = "n", in_: str = "s", config: Any = None, **properties: Any) -> Resource:
    inner = {"subnet": ref(SUBNETS, "v", in_)} | (config or {})
    listed = [{"name": "c", "properties": inner}]
    return res(NICS, name, properties={"ipConfigurations": listed} | properties)


def machine(name: str = "vm", nics: tuple[str, ...] = ("n",), **properties: Any) -> Resource:
    interfaces = [ref(NICS, each) for each in nics]
    return res(MACHINES, name, location="westeurope",
               properties={"networkProfile": {"networkInterfaces": interfaces}} | properties)  # fmt: skip


def rule(access: str, priority: Any, to: Any = "*", **more: Any) -> dict[str, Any]:
    properties = {
        "direction": "Outbound", "access": access, "priority": priority, "protocol": "*",
        "sourceAddressPrefix": "*", "sourcePortRange": "*",
        "destinationAddressPrefix": to, "destinationPortRange": "*",
    }  # fmt: skip
    return {"name": f"r{priority}", "properties": properties | more}


def nsg(*rules: Any, name: str = "g") -> Resource:
    return res(NSGS, name, properties={"securityRules": list(rules)})


def route(prefix: Any, hop: Any, address: Any = None) -> dict[str, Any]:
    properties = {"addressPrefix": prefix, "nextHopType": hop}
    if address is not None:
        properties["nextHopIpAddress"] = address
    return {"name": str(prefix), "properties": properties}


def table(*routes: Any, name: str = "t", **properties: Any) -> Resource:
    return res(TABLES, name, properties={"routes": list(routes)} | properties)


GUARDED: dict[str, Any] = {"networkSecurityGroup": ref(NSGS, "g")}
ROUTED: dict[str, Any] = {"routeTable": ref(TABLES, "t")}
DENY = rule("Deny", 4000, "Internet")


def standing(*others: Resource, of: Policy | None = None, **properties: Any) -> Scene:
    """One machine that is an asset, in a subnet with `properties`."""
    vm = machine()
    return scene([asset(vm)], network(), subnet(**properties), nic(), *others, of=of or policy())


def leaks(of: Scene) -> list[Finding]:
    return findings(of, PLANE)


def outcome(of: Scene) -> str:
    """`open`, `unknown` or `closed`: the worst of what is found."""
    outcomes = {finding.outcome.value for finding in leaks(of)}
    return "open" if "fail" in outcomes else "unknown" if outcomes else "closed"


def depth(of: Scene) -> tuple[int | None, list[str]]:
    """The smallest number of walls before any egress finding, and the keys of one such set."""
    leaks(of)
    depths = Depths(of.program)
    best: tuple[int, list[str]] | None = None
    for number, claim in enumerate(of.program.claims):
        if claim[0] == "finding":
            walls = depths.smallest(number)
            if walls is not None and (best is None or len(walls) < best[0]):
                best = (len(walls), [wall.key.partition(":")[0] for wall in walls])
    return best or (None, [])


def derived(of: Scene, level: Level) -> int:
    leaks(of)
    found = derive(of.program, level)
    return sum(found.holds(n) for n, c in enumerate(of.program.claims) if c[0] == "finding")


__all__ = ["Asset"]
