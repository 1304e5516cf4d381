"""What rules mean where they are read: the tag `VirtualNetwork`, security groups of interfaces."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from ringfence.graph.addresses import ANY_V4, ANY_V6, PRIVATE, parse
from ringfence.graph.azure.door_reading import reading
from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.network.carriers import SUBNET
from ringfence.graph.azure.network.interfaces import INTERFACE, IpConfig, ip_configs, of_interface
from ringfence.graph.azure.network.sites import Sites
from ringfence.graph.azure.network.tags import Area, Vantage
from ringfence.graph.azure.network.topology import Topology
from ringfence.graph.boxes import Boxes
from ringfence.model.estate import Estate, parent_key
from ringfence.model.facts import Unknown, members

ROUTES: Final = "Microsoft.Network/routeTables"
ASG: Final = "Microsoft.Network/applicationSecurityGroups"
_MACHINES: Final = (
    "Microsoft.Compute/virtualMachines",
    "Microsoft.Compute/virtualMachineScaleSets",
)


class Vantages:
    """Knows what the rules of a subnet's groups speak of."""

    def __init__(self, estate: Estate, topology: Topology, sites: Sites) -> None:
        self._estate = estate
        self._topology = topology
        self._sites = sites
        self._networks: dict[str, Area] = {}
        self._vantages: dict[str, Vantage] = {}

    def of(self, subnet: str, config: IpConfig | None = None) -> Vantage:
        """Return what rules mean in a subnet (a key), before one IP configuration if given."""
        found = self._vantages.get(subnet)
        if found is None:
            found = self._vantages[subnet] = Vantage(
                network=self._network(parent_key(subnet)),
                routed=self._routed(subnet),
                groups=self._groups,
            )
        if config is None or not self._groups:
            return found
        return Vantage(found.network, found.routed, found.groups, _memberships(config))

    def mark(self, config: IpConfig | None) -> tuple[object, ...]:
        """Return what tells the vantage of a configuration from others in its subnet."""
        if config is None or not self._groups:
            return ()
        return tuple(sorted((key, id(doubt)) for key, doubt in _memberships(config).items()))

    def _network(self, network: str) -> Area:
        """Return what `VirtualNetwork` covers in a network but for user-defined routes."""
        found = self._networks.get(network)
        if found is not None:
            return found
        own = self._topology.space(network)
        parts = [own]
        for link in self._topology.links(network):
            if link.mine is None or not link.remote:
                continue
            flag = reading(link.mine, "properties.allowVirtualNetworkAccess", "true", "false")
            if flag.among("false"):
                continue
            parts.append(_weaken(self._topology.space(link.remote), link.doubts + flag.doubts))
        parts.extend(_weaken(site.space, site.doubts) for site in self._sites.of(network))
        found = self._networks[network] = Area(
            Boxes.line(each for part in parts for (each,) in part.sure),
            Boxes.line(each for part in parts for (each,) in part.may),
            tuple(dict.fromkeys(doubt for part in parts for doubt in part.doubts)),
        )
        return found

    def _routed(self, subnet: str) -> Area:
        """Return the prefixes of the user-defined routes of a subnet."""
        resource = self._estate.get(subnet)
        if resource is None:
            return Area()
        reference = resource.look("properties.routeTable.id")
        everything = Boxes([(ANY_V4,), (ANY_V6,)])
        if isinstance(reference, Unknown):
            return Area(Boxes(), everything, (reference,)) if resource.external is None else Area()
        if not isinstance(reference, str):
            return Area()
        table = self._estate.lookup(reference, ROUTES).found
        if table is None or table.external is not None:
            why = Unknown(f"the routes of subnet `{resource.address}` are not in the tree")
            return Area(Boxes(), everything, (why,))
        area = Area()
        for route, doubt in members(table.look("properties.routes")):
            area = area.join(_prefix(route, either(doubt, table.presence)))
        return area

    @cached_property
    def _groups(self) -> dict[str, Area]:
        """The addresses of the members of every application security group."""
        found = {group.key: Area() for group in self._estate.of(ASG)}
        if not found:
            return found
        for holder in self._estate.of(INTERFACE):
            for config in of_interface(holder):
                self._enlist(found, config)
        for machine in self._estate.of(*_MACHINES):
            for config in ip_configs(self._estate, machine):
                if config.interface:
                    self._enlist(found, config)
        return found

    def _enlist(self, found: dict[str, Area], config: IpConfig) -> None:
        listed = _memberships(config)
        if not listed:
            return
        address = config.look("privateIPAddress")
        known = parse(address) if isinstance(address, str) else None
        if known is not None:
            area = Area.exact(Boxes([(known,)]))
        else:
            subnet = self._estate.lookup(config.look("subnet.id"), SUBNET).found
            key = subnet.key if subnet is not None else ""
            space = self._topology.subnet_space(key).may if key else PRIVATE
            why = Unknown(f"the address of `{config.holder.address}` is assigned later")
            area = Area(Boxes(), space, (why,))
        for group, doubt in listed.items():
            own = area if doubt is None else Area(Boxes(), area.may, (*area.doubts, doubt))
            for key in found if not group else (group,):
                if key in found:
                    found[key] = found[key].join(own)


def _weaken(area: Area, doubts: tuple[Unknown, ...]) -> Area:
    return Area(Boxes(), area.may, area.doubts + doubts) if doubts else area


def _prefix(route: object, doubt: Unknown | None) -> Area:
    inner = route.get("properties") if isinstance(route, dict) else route
    prefix = inner.get("addressPrefix") if isinstance(inner, dict) else inner
    if isinstance(prefix, str):
        addresses = parse(prefix)
        if addresses is None:
            return Area()  # a service tag: public addresses that no filter here asks about
        covered = Boxes([(addresses,)])
        return Area.exact(covered) if doubt is None else Area(Boxes(), covered, (doubt,))
    why = prefix if isinstance(prefix, Unknown) else doubt
    if why is None:
        return Area()
    return Area(Boxes(), Boxes([(ANY_V4,), (ANY_V6,)]), (why,))


def _memberships(config: IpConfig) -> dict[str, Unknown | None]:
    """Return the security groups (keys) of a configuration, each with a doubt.

    The key "" says that it may be in any other group, and why.
    """
    found: dict[str, Unknown | None] = {}
    for element, doubt in members(config.look("applicationSecurityGroups")):
        reference = element.get("id") if isinstance(element, dict) else element
        if isinstance(reference, str):
            found[reference.lower()] = doubt
        elif isinstance(reference, Unknown):
            found[""] = reference
    return found
