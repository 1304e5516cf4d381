"""A classic collection of network rules of a firewall."""

from ringfence.readers.terraform.firewalls import CLASSIC, CLASSIC_NETWORK
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

FIREWALLS = "Microsoft.Network/azureFirewalls"

MAPPING = Mapping(
    terraform="azurerm_firewall_network_rule_collection",
    arm=FIREWALLS,
    place=Under(FIREWALLS, "networkRuleCollections", names=("azure_firewall_name",), group=True),
    pieces=(
        Piece(
            "",
            (FIREWALLS,),
            "properties.networkRuleCollections",
            "append",
            (*CLASSIC, CLASSIC_NETWORK),
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_firewall_network_rule_collection" "dns" {
              name                = "dns"
              azure_firewall_name = "afw"
              resource_group_name = "rg"
              priority            = 100
              action              = "Allow"
              rule {
                name                  = "dns"
                source_addresses      = ["10.0.0.0/16"]
                destination_addresses = ["10.1.0.4"]
                destination_ports     = ["53"]
                protocols             = ["UDP"]
              }
            }
            """,
            {
                "target": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/azureFirewalls/afw",
                "fold:properties.networkRuleCollections.properties.action.type": "Allow",
                "fold:properties.networkRuleCollections.properties.rules[0].destinationPorts": [
                    "53"
                ],
            },
        ),
    ),
)
