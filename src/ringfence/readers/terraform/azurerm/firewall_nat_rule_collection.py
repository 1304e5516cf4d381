"""A classic collection of NAT rules of a firewall: what it lets in from outside."""

from ringfence.readers.terraform.firewalls import CLASSIC, CLASSIC_NAT
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

FIREWALLS = "Microsoft.Network/azureFirewalls"

MAPPING = Mapping(
    terraform="azurerm_firewall_nat_rule_collection",
    arm=FIREWALLS,
    place=Under(FIREWALLS, "natRuleCollections", names=("azure_firewall_name",), group=True),
    pieces=(
        Piece(
            "",
            (FIREWALLS,),
            "properties.natRuleCollections",
            "append",
            (*CLASSIC, CLASSIC_NAT),
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_firewall_nat_rule_collection" "ssh" {
              name                = "ssh"
              azure_firewall_name = "afw"
              resource_group_name = "rg"
              priority            = 100
              action              = "Dnat"
              rule {
                name                  = "ssh"
                source_addresses      = ["*"]
                destination_addresses = ["203.0.113.9"]
                destination_ports     = ["22"]
                protocols             = ["TCP"]
                translated_address    = "10.0.1.4"
                translated_port       = 22
              }
            }
            """,
            {
                "fold:properties.natRuleCollections.properties.rules[0].translatedAddress": "10.0.1.4",
                "fold:properties.natRuleCollections.properties.rules[0].translatedPort": "22",
            },
        ),
    ),
)
