"""A security rule declared on its own."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.network import RULE
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_network_security_rule",
    arm="Microsoft.Network/networkSecurityGroups/securityRules",
    place=Under(
        "Microsoft.Network/networkSecurityGroups",
        "securityRules",
        names=("network_security_group_name",),
        group=True,
    ),
    parts=RULE,
    examples=(
        Example(
            """
            resource "azurerm_network_security_rule" "out" {
              name                        = "out"
              resource_group_name         = "rg"
              network_security_group_name = "nsg-train"
              priority                    = 4096
              direction                   = "Outbound"
              access                      = "Deny"
              protocol                    = "*"
              source_port_range           = "*"
              destination_port_range      = "*"
              source_address_prefix       = "*"
              destination_address_prefix  = "Internet"
            }
            """,
            {
                "properties.access": "Deny",
                "properties.priority": 4096,
                "properties.destinationAddressPrefix": "Internet",
            },
        ),
    ),
)
