"""Networks for tests: a spoke with a private endpoint or a machine, and what stands around it."""

from __future__ import annotations

from typing import Any

from ringfence.model.resource import Resource
from tests.build import GROUP, res, rid

VNET = "Microsoft.Network/virtualNetworks"
SUBNET = f"{VNET}/subnets"
PEERING = f"{VNET}/virtualNetworkPeerings"
NSG = "Microsoft.Network/networkSecurityGroups"
STORAGE = "Microsoft.Storage/storageAccounts"
VM = "Microsoft.Compute/virtualMachines"
NIC = "Microsoft.Network/networkInterfaces"
PIP = "Microsoft.Network/publicIPAddresses"
PE = "Microsoft.Network/privateEndpoints"
CLOSED = {"publicNetworkAccess": "Disabled"}


def vnet(
    name: str, prefix: Any = "10.0.0.0/16", location: Any = "westeurope", **more: Any
) -> Resource:
    prefixes = [prefix] if isinstance(prefix, str) else prefix
    return res(
        VNET, name, location=location,
        properties={"addressSpace": {"addressPrefixes": prefixes}}, **more,
    )  # fmt: skip


def subnet(
    network: str, name: str, prefix: Any = "10.0.1.0/24", nsg: Any = None, **more: Any
) -> Resource:
    properties: dict[str, Any] = {"addressPrefixes": [prefix], **more}
    if nsg is not None:
        properties["networkSecurityGroup"] = {"id": nsg.id if isinstance(nsg, Resource) else nsg}
    return res(SUBNET, network, name, properties=properties)


def peering(here: str, there: Any, scope: str = GROUP, **flags: Any) -> Resource:
    remote = rid(VNET, there) if isinstance(there, str) and "/" not in there else there
    name = f"to-{there.rpartition('/')[2]}" if isinstance(there, str) else "to-hidden"
    flags.setdefault("allowVirtualNetworkAccess", True)
    return res(
        PEERING, here, name, scope=scope,
        properties={"remoteVirtualNetwork": {"id": remote}, **flags},
    )  # fmt: skip


def pair(one: str, two: str, **flags: Any) -> list[Resource]:
    return [peering(one, two, **flags), peering(two, one, **flags)]


def endpoint(name: str, at: Resource | Any, target: Resource | Any, *groups: str) -> Resource:
    return res(
        PE, name, location="westeurope",
        properties={
            "subnet": {"id": at.id if isinstance(at, Resource) else at},
            "privateLinkServiceConnections": [
                {
                    "properties": {
                        "privateLinkServiceId": target.id if isinstance(target, Resource) else target,
                        "groupIds": list(groups or ("blob",)),
                    }
                }
            ],
        },
    )  # fmt: skip


def rule(
    priority: Any,
    access: Any,
    source: Any,
    ports: Any = "*",
    direction: Any = "Inbound",
    **more: Any,
) -> dict[str, Any]:
    return {
        "name": f"r{priority}",
        "properties": {
            "priority": priority,
            "access": access,
            "direction": direction,
            "protocol": "*",
            "sourceAddressPrefix": source,
            "sourcePortRange": "*",
            "destinationAddressPrefix": "*",
            "destinationPortRange": ports,
            **more,
        },
    }


def nsg(name: str, *rules: Any, **more: Any) -> Resource:
    return res(NSG, name, properties={"securityRules": list(rules)}, **more)


def nic(
    name: str, at: Resource | Any, pip: Any = None, group: Resource | None = None, **more: Any
) -> Resource:
    config: dict[str, Any] = {"subnet": {"id": at.id if isinstance(at, Resource) else at}, **more}
    if pip is not None:
        config["publicIPAddress"] = {"id": pip.id if isinstance(pip, Resource) else pip}
    properties: dict[str, Any] = {"ipConfigurations": [{"name": "i", "properties": config}]}
    if group is not None:
        properties["networkSecurityGroup"] = {"id": group.id}
    return res(NIC, name, properties=properties)


def vm(name: str, *nics: Resource | Any) -> Resource:
    listed = [{"id": each.id if isinstance(each, Resource) else each} for each in nics]
    return res(
        VM,
        name,
        location="westeurope",
        properties={"networkProfile": {"networkInterfaces": listed}},
    )


def pip(name: str = "pip", sku: str | None = "Standard", **more: Any) -> Resource:
    body: dict[str, Any] = {} if sku is None else {"sku": {"name": sku}}
    return res(PIP, name, properties=more, **body)


def store(**properties: Any) -> Resource:
    return res(STORAGE, "st", location="westeurope", properties=properties or CLOSED)
