"""Exits: the public addresses by which the traffic of a subnet leaves."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from ringfence.graph.azure.network.transit import FIREWALL
from ringfence.graph.azure.network.vantages import ROUTES
from ringfence.model.estate import Estate
from ringfence.model.facts import Value, members
from ringfence.model.resource import Resource, dig

NAT: Final = "Microsoft.Network/natGateways"


class Exits:
    """Knows by which public addresses subnets send."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._known: dict[str, frozenset[str]] = {}

    def of(self, subnet: str) -> frozenset[str]:
        """Return the keys of the public addresses and prefixes of a subnet's exits.

        That is its NAT gateway; where its routes lead to an appliance, the firewalls too.
        """
        found = self._known.get(subnet)
        if found is None:
            resource = self._estate.get(subnet)
            found = frozenset() if resource is None else self._find(resource)
            self._known[subnet] = found
        return found

    def _find(self, subnet: Resource) -> frozenset[str]:
        keys: set[str] = set()
        gateway = self._estate.lookup(subnet.look("properties.natGateway.id"), NAT).found
        if gateway is not None:
            for name in ("publicIpAddresses", "publicIPAddresses", "publicIpPrefixes"):
                keys |= _ids(gateway.look(f"properties.{name}"))
        table = self._estate.lookup(subnet.look("properties.routeTable.id"), ROUTES).found
        if table is not None and _to_appliance(table):
            keys |= self._firewalls
        return frozenset(keys)

    @cached_property
    def _firewalls(self) -> frozenset[str]:
        keys: set[str] = set()
        for firewall in self._estate.of(FIREWALL):
            for element, _ in members(firewall.look("properties.ipConfigurations")):
                reference = dig(element, "properties.publicIPAddress.id")
                if isinstance(reference, str):
                    keys.add(reference.lower())
        return frozenset(keys)


def _to_appliance(table: Resource) -> bool:
    for route, _ in members(table.look("properties.routes")):
        hop = dig(route, "properties.nextHopType")
        if isinstance(hop, str) and hop.lower() == "virtualappliance":
            return True
    return False


def _ids(listed: object) -> set[str]:
    found: set[str] = set()
    value: Value = listed if isinstance(listed, list) else None
    for element, _ in members(value):
        reference = dig(element, "id") if isinstance(element, dict) else element
        if isinstance(reference, str):
            found.add(reference.lower())
    return found
