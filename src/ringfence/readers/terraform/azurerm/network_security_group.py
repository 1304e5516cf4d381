"""A network security group with its inline rules."""

from ringfence.readers.terraform.build import each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.network import RULE
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_network_security_group",
    arm="Microsoft.Network/networkSecurityGroups",
    place=InGroup(),
    parts=(
        *COMMON,
        each(
            "security_rule",
            to="properties.securityRules",
            parts=(move("name", to="name"), *RULE),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_network_security_group" "train" {
              name                = "nsg-train"
              resource_group_name = "rg"
              location            = "westeurope"
              security_rule {
                name                                  = "ssh"
                priority                              = "100"
                direction                             = "Inbound"
                access                                = "Allow"
                protocol                              = "Tcp"
                source_port_range                     = "*"
                destination_port_range                = 22
                source_address_prefixes               = ["203.0.113.0/24"]
                destination_application_security_group_ids = ["/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/applicationSecurityGroups/a"]
              }
            }
            """,
            {
                "properties.securityRules[0].name": "ssh",
                "properties.securityRules[0].properties.priority": 100,
                "properties.securityRules[0].properties.destinationPortRange": "22",
                "properties.securityRules[0].properties.sourceAddressPrefixes": ["203.0.113.0/24"],
                "properties.securityRules[0].properties.destinationApplicationSecurityGroups[0].id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/applicationSecurityGroups/a",
            },
        ),
    ),
)
