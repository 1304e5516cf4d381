"""Parts that network types share: rules, routes, subnets."""

from __future__ import annotations

from typing import Final

from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.readers.terraform.build import (
    as_text,
    each,
    enabled,
    flag,
    ids,
    items,
    move,
    number,
    reference,
)
from ringfence.readers.terraform.mapping import Arguments, Part, Provider, Since, argument, doubted
from ringfence.readers.terraform.parts import Computed, Items, Move


def filled(value: Value) -> Value:
    """Return null for an empty text or list: in a block written as an object they mean unset."""
    if isinstance(value, str | list) and not value:
        return None
    return as_text(value)


def as_reference(value: Value) -> Value:
    """Return an id as ARM's `{"id": ...}`, null for an empty text."""
    return {"id": value} if value else None


def _ports(value: Value) -> Value:
    if isinstance(value, list):
        return [as_text(port) for port in value] or None
    return filled(value)


def _some_ids(name: str, to: str) -> Items:
    return Items((name,), to, lambda item: {"id": item})


RULE: Final[tuple[Part, ...]] = (
    move("description", to="properties.description"),
    move("protocol", to="properties.protocol"),
    move("access", to="properties.access"),
    number("priority", to="properties.priority"),
    move("direction", to="properties.direction"),
    *(
        Move((f"{side}_port_{range_}",), f"properties.{side}Port{title}", convert=_ports)
        for side in ("source", "destination")
        for range_, title in (("range", "Range"), ("ranges", "Ranges"))
    ),
    *(
        Move((f"{side}_address_{prefix}",), f"properties.{side}Address{title}", convert=filled)
        for side in ("source", "destination")
        for prefix, title in (("prefix", "Prefix"), ("prefixes", "Prefixes"))
    ),
    *(
        _some_ids(
            f"{side}_application_security_group_ids",
            f"properties.{side}ApplicationSecurityGroups",
        )
        for side in ("source", "destination")
    ),
)
"""A security rule, inline or of its own."""

ROUTE: Final[tuple[Part, ...]] = (
    move("address_prefix", to="properties.addressPrefix"),
    move("next_hop_type", to="properties.nextHopType"),
    move("next_hop_in_ip_address", to="properties.nextHopIpAddress", convert=filled),
)
"""A route, inline or of its own."""


def _prefixes(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """azurerm 2 and 3 also take a single `address_prefix`."""
    del provider
    value, name = argument(arguments, ("address_prefixes", "address_prefix"))
    if isinstance(value, Absent):
        return {}
    if name == "address_prefix" and isinstance(value, str):
        return {"properties.addressPrefixes": [value]} if value else {}
    return {"properties.addressPrefixes": value}


def _delegations(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    del provider
    made: list[Value] = []
    for element, doubt in members(arguments.get("delegation")):
        if doubt is not None or not isinstance(element, dict):
            made.append(doubted(doubt, "a delegation is no block"))
            continue
        for service, unsure in members(element.get("service_delegation")):
            name = service.get("name") if isinstance(service, dict) else unsure
            made.append({"name": element.get("name"), "properties": {"serviceName": name}})
    return {"properties.delegations": made} if made else {}


_CLOSED: Final = {
    True: "Disabled",
    False: "Enabled",
    "true": "Disabled",
    "false": "Enabled",
}
"""How the oldest arguments for network policies were meant: enforcing private links ends them."""

_POLICIES: Final = Since(
    {
        3: Unknown(
            "azurerm 3 documents `Disabled` as the default of `private_endpoint_network_policies`"
            " and sends `Enabled` (source of 3.117.1)"
        ),
        4: "Disabled",
        5: "Disabled",
    }
)
_ENDPOINTS: Final = "properties.privateEndpointNetworkPolicies"
_SERVICES: Final = "properties.privateLinkServiceNetworkPolicies"

_SUBNET: Final[tuple[Part, ...]] = (
    enabled("private_link_service_network_policies_enabled", to=_SERVICES, default=True),
    flag("default_outbound_access_enabled", to="properties.defaultOutboundAccess", default=True),
    Computed(("delegation",), ("properties.delegations",), _delegations),
    items(
        "service_endpoints",
        to="properties.serviceEndpoints",
        make=lambda service: {"service": service},
    ),
    each(
        "service_endpoint",
        to="properties.serviceEndpoints",
        parts=(
            move("service", to="service"),
            reference("network_identifier", to="networkIdentifier"),
        ),
    ),
    ids("service_endpoint_policy_ids", to="properties.serviceEndpointPolicies"),
    Computed(("address_prefixes", "address_prefix"), ("properties.addressPrefixes",), _prefixes),
)

SUBNET: Final[tuple[Part, ...]] = (
    *_SUBNET,
    move("private_endpoint_network_policies", to=_ENDPOINTS, default=_POLICIES),
    enabled("private_endpoint_network_policies_enabled", to=_ENDPOINTS),
    move("enforce_private_link_endpoint_network_policies", to=_ENDPOINTS, convert=_CLOSED),
    move("enforce_private_link_service_network_policies", to=_SERVICES, convert=_CLOSED),
)
"""A subnet of its own."""

INLINE_SUBNET: Final[tuple[Part, ...]] = (
    *_SUBNET,
    move("private_endpoint_network_policies", to=_ENDPOINTS, default="Disabled"),
    Move(("security_group",), "properties.networkSecurityGroup", convert=as_reference),
    Move(("route_table_id",), "properties.routeTable", convert=as_reference),
)
"""A subnet in the block of its network. azurerm 3 leaves the policies to the service."""
