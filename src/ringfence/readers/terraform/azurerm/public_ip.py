"""A public address. Basic ones (azurerm's default before 4) are open until a group closes them."""

from ringfence.readers.terraform.build import move, reference
from ringfence.readers.terraform.mapping import Example, Mapping, Since
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_public_ip",
    arm="Microsoft.Network/publicIPAddresses",
    place=InGroup(),
    parts=(
        *COMMON,
        move("sku", to="sku.name", default=Since({3: "Basic", 4: "Standard", 5: "Standard"})),
        move("sku_tier", to="sku.tier", default="Regional"),
        move("allocation_method", to="properties.publicIPAllocationMethod"),
        move("ip_version", to="properties.publicIPAddressVersion", default="IPv4"),
        move("domain_name_label", to="properties.dnsSettings.domainNameLabel"),
        move(
            "ddos_protection_mode",
            to="properties.ddosSettings.protectionMode",
            default="VirtualNetworkInherited",
        ),
        reference("ddos_protection_plan_id", to="properties.ddosSettings.ddosProtectionPlan"),
        reference("public_ip_prefix_id", to="properties.publicIPPrefix"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_public_ip" "gpu" {
              name                = "pip-gpu"
              resource_group_name = "rg"
              location            = "westeurope"
              allocation_method   = "Static"
              ddos_protection_mode = "Enabled"
            }
            """,
            {
                "properties.ddosSettings.protectionMode": "Enabled",
                "sku.name": "Standard",
                "properties.publicIPAllocationMethod": "Static",
            },
        ),
        Example(
            """
            resource "azurerm_public_ip" "gpu" {
              name                = "pip-gpu"
              resource_group_name = "rg"
              location            = "westeurope"
              allocation_method   = "Static"
            }
            """,
            {"sku.name": "Basic"},
            provider=3,
        ),
    ),
)
