"""A classic collection of application rules of a firewall."""

from ringfence.readers.terraform.firewalls import CLASSIC, CLASSIC_APPLICATION
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

FIREWALLS = "Microsoft.Network/azureFirewalls"

MAPPING = Mapping(
    terraform="azurerm_firewall_application_rule_collection",
    arm=FIREWALLS,
    place=Under(
        FIREWALLS, "applicationRuleCollections", names=("azure_firewall_name",), group=True
    ),
    pieces=(
        Piece(
            "",
            (FIREWALLS,),
            "properties.applicationRuleCollections",
            "append",
            (*CLASSIC, CLASSIC_APPLICATION),
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_firewall_application_rule_collection" "pypi" {
              name                = "pypi"
              azure_firewall_name = "afw"
              resource_group_name = "rg"
              priority            = 200
              action              = "Allow"
              rule {
                name             = "pypi"
                source_addresses = ["10.0.0.0/16"]
                target_fqdns     = ["pypi.org"]
                protocol {
                  port = 443
                  type = "Https"
                }
              }
            }
            """,
            {
                "fold:properties.applicationRuleCollections.properties.rules[0].targetFqdns": [
                    "pypi.org"
                ],
                "fold:properties.applicationRuleCollections.properties.rules[0].protocols[0].port": 443,
            },
        ),
    ),
)
