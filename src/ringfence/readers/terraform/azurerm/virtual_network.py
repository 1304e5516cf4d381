"""A virtual network. Inline subnets are resources of their own."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.build import block, flag, move, reference
from ringfence.readers.terraform.mapping import Example, Inline, Mapping
from ringfence.readers.terraform.network import INLINE_SUBNET
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

SUBNETS = "Microsoft.Network/virtualNetworks/subnets"

MAPPING = Mapping(
    terraform="azurerm_virtual_network",
    arm="Microsoft.Network/virtualNetworks",
    place=InGroup(),
    parts=(
        *COMMON,
        move("address_space", to="properties.addressSpace.addressPrefixes"),
        move("dns_servers", to="properties.dhcpOptions.dnsServers"),
        block(
            "encryption",
            to="properties.encryption",
            parts=(Fixed("enabled", True), move("enforcement", to="enforcement")),
        ),
        block(
            "ddos_protection_plan",
            to="",
            parts=(
                flag("enable", to="properties.enableDdosProtection"),
                reference("id", to="properties.ddosProtectionPlan"),
            ),
        ),
        move(
            "private_endpoint_vnet_policies",
            to="properties.privateEndpointVNetPolicies",
            default="Disabled",
        ),
    ),
    inline=(
        Inline(
            ("subnet",),
            SUBNETS,
            "subnets",
            "name",
            INLINE_SUBNET,
        ),
    ),
    elements={"subnet": "subnets"},
    examples=(
        Example(
            """
            resource "azurerm_virtual_network" "llm" {
              name                = "vnet-llm"
              resource_group_name = "rg"
              location            = "westeurope"
              address_space       = ["10.0.0.0/16"]
              ddos_protection_plan {
                id     = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/ddosProtectionPlans/ddos"
                enable = true
              }
              subnet {
                name             = "train"
                address_prefixes = ["10.0.1.0/24"]
                security_group   = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/nsg"
              }
            }
            """,
            {
                "properties.addressSpace.addressPrefixes[0]": "10.0.0.0/16",
                "properties.enableDdosProtection": True,
                "properties.ddosProtectionPlan.id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/ddosProtectionPlans/ddos",
                f"child:{SUBNETS}:properties.addressPrefixes[0]": "10.0.1.0/24",
                f"child:{SUBNETS}:properties.networkSecurityGroup.id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/nsg",
                f"child:{SUBNETS}:properties.routeTable": ABSENT,
            },
        ),
        Example(
            """
            resource "azurerm_virtual_network" "llm" {
              name                = "vnet-llm"
              resource_group_name = "rg"
              location            = "westeurope"
              address_space       = ["10.0.0.0/16"]
              subnet {
                name           = "train"
                address_prefix = "10.0.1.0/24"
              }
            }
            """,
            {f"child:{SUBNETS}:properties.addressPrefixes": ["10.0.1.0/24"]},
            provider=3,
        ),
    ),
)
