"""A private endpoint: an address in a subnet that leads to one resource.

`is_manual_connection` decides which of ARM's two lists the connection stands in.
"""

from ringfence.model.facts import ABSENT, MAYBE, Value, members
from ringfence.readers.terraform.build import each, items, move, reference
from ringfence.readers.terraform.mapping import (
    Arguments,
    Example,
    Inline,
    Mapping,
    Provider,
    doubted,
)
from ringfence.readers.terraform.parts import Computed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON


def _connections(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    del provider
    lists: dict[str, list[Value]] = {}
    for element, doubt in members(arguments.get("private_service_connection")):
        name = "privateLinkServiceConnections"
        if not isinstance(element, dict):
            lists.setdefault(name, []).append(doubted(doubt, "a connection is no block"))
            continue
        manual = element.get("is_manual_connection")
        if manual is True or manual == "true":
            name = "manualPrivateLinkServiceConnections"
        target = element.get("private_connection_resource_id")
        if target is None:
            target = element.get("private_connection_resource_alias")
        properties: dict[str, Value] = {"privateLinkServiceId": target}
        if element.get("subresource_names") is not None:
            properties["groupIds"] = element.get("subresource_names")
        made: dict[str, Value] = {"name": element.get("name"), "properties": properties}
        if doubt is not None:
            made[MAYBE] = doubt
        lists.setdefault(name, []).append(made)
    return {f"properties.{name}": listed for name, listed in lists.items()}


ZONES = "Microsoft.Network/privateEndpoints/privateDnsZoneGroups"

MAPPING = Mapping(
    terraform="azurerm_private_endpoint",
    arm="Microsoft.Network/privateEndpoints",
    place=InGroup(),
    parts=(
        *COMMON,
        reference("subnet_id", to="properties.subnet"),
        Computed(
            ("private_service_connection",),
            (
                "properties.privateLinkServiceConnections",
                "properties.manualPrivateLinkServiceConnections",
            ),
            _connections,
        ),
        each(
            "ip_configuration",
            to="properties.ipConfigurations",
            parts=(
                move("name", to="name"),
                move("private_ip_address", to="properties.privateIPAddress"),
                move("subresource_name", to="properties.groupId"),
                move("member_name", to="properties.memberName"),
            ),
        ),
    ),
    inline=(
        Inline(
            ("private_dns_zone_group",),
            ZONES,
            "privateDnsZoneGroups",
            "name",
            (
                items(
                    "private_dns_zone_ids",
                    to="properties.privateDnsZoneConfigs",
                    make=lambda zone: {"properties": {"privateDnsZoneId": zone}},
                ),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_private_endpoint" "weights" {
              name                = "pe-weights"
              resource_group_name = "rg"
              location            = "westeurope"
              subnet_id           = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
              private_service_connection {
                name                           = "blob"
                is_manual_connection           = false
                private_connection_resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
                subresource_names              = ["blob"]
              }
              private_dns_zone_group {
                name                 = "default"
                private_dns_zone_ids = ["/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/privateDnsZones/z"]
              }
            }
            """,
            {
                "properties.subnet.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
                "properties.privateLinkServiceConnections[0].properties.privateLinkServiceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
                "properties.privateLinkServiceConnections[0].properties.groupIds": ["blob"],
                "properties.manualPrivateLinkServiceConnections": ABSENT,
                f"child:{ZONES}:properties.privateDnsZoneConfigs[0].properties.privateDnsZoneId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/privateDnsZones/z",
            },
        ),
    ),
)
