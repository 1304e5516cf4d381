"""Rules of a firewall policy, of all three kinds."""

from ringfence.readers.terraform.build import joined, number
from ringfence.readers.terraform.firewalls import (
    APPLICATION_RULE,
    NAT_RULE,
    NETWORK_RULE,
    collection,
)
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

FILTER = "FirewallPolicyFilterRuleCollection"
NAT = "FirewallPolicyNatRuleCollection"

MAPPING = Mapping(
    terraform="azurerm_firewall_policy_rule_collection_group",
    arm="Microsoft.Network/firewallPolicies/ruleCollectionGroups",
    place=Under(
        "Microsoft.Network/firewallPolicies", "ruleCollectionGroups", ("firewall_policy_id",)
    ),
    parts=(
        number("priority", to="properties.priority"),
        joined(
            collection("application_rule_collection", FILTER, APPLICATION_RULE),
            collection("network_rule_collection", FILTER, NETWORK_RULE),
            collection("nat_rule_collection", NAT, NAT_RULE),
            to="properties.ruleCollections",
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_firewall_policy_rule_collection_group" "out" {
              name               = "out"
              firewall_policy_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/firewallPolicies/p"
              priority           = 500
              network_rule_collection {
                name     = "storage"
                action   = "Allow"
                priority = 400
                rule {
                  name                  = "storage"
                  protocols             = ["TCP"]
                  source_addresses      = ["10.0.1.0/24"]
                  destination_addresses = ["Storage.WestEurope"]
                  destination_ports     = ["443"]
                }
              }
              application_rule_collection {
                name     = "web"
                action   = "Deny"
                priority = 300
                rule {
                  name              = "all"
                  source_addresses  = ["*"]
                  destination_fqdns = ["*"]
                  protocols {
                    type = "Https"
                    port = 443
                  }
                }
              }
              nat_rule_collection {
                name     = "in"
                action   = "Dnat"
                priority = 200
                rule {
                  name                = "ssh"
                  protocols           = ["TCP"]
                  source_addresses    = ["*"]
                  destination_address = "203.0.113.9"
                  destination_ports   = ["22"]
                  translated_address  = "10.0.1.4"
                  translated_port     = "22"
                }
              }
            }
            """,
            {
                "properties.ruleCollections[0].rules[0].targetFqdns": ["*"],
                "properties.ruleCollections[0].action.type": "Deny",
                "properties.ruleCollections[1].rules[0].destinationAddresses": [
                    "Storage.WestEurope"
                ],
                "properties.ruleCollections[1].ruleCollectionType": FILTER,
                "properties.ruleCollections[2].action.type": "DNAT",
                "properties.ruleCollections[2].rules[0].destinationAddresses": ["203.0.113.9"],
            },
        ),
    ),
)
