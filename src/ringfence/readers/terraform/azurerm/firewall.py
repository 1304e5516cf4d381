"""An Azure Firewall."""

from ringfence.readers.terraform.build import block, each, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_firewall",
    arm="Microsoft.Network/azureFirewalls",
    place=InGroup(),
    parts=(
        *COMMON,
        move("sku_name", to="properties.sku.name"),
        move("sku_tier", to="properties.sku.tier"),
        reference("firewall_policy_id", to="properties.firewallPolicy"),
        move("threat_intel_mode", to="properties.threatIntelMode", default="Alert"),
        each(
            "ip_configuration",
            to="properties.ipConfigurations",
            parts=(
                move("name", to="name"),
                reference("subnet_id", to="properties.subnet"),
                reference("public_ip_address_id", to="properties.publicIPAddress"),
            ),
        ),
        block(
            "virtual_hub",
            to="properties.virtualHub",
            parts=(move("virtual_hub_id", to="id"),),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_firewall" "out" {
              name                = "afw"
              resource_group_name = "rg"
              location            = "westeurope"
              sku_name            = "AZFW_VNet"
              sku_tier            = "Standard"
              firewall_policy_id  = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/firewallPolicies/p"
              ip_configuration {
                name                 = "main"
                subnet_id            = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/AzureFirewallSubnet"
                public_ip_address_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/publicIPAddresses/p"
              }
            }
            """,
            {
                "properties.firewallPolicy.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/firewallPolicies/p",
                "properties.ipConfigurations[0].properties.subnet.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/AzureFirewallSubnet",
            },
        ),
    ),
)
