"""An Event Hubs namespace. Its firewall (`network_rulesets`) is a child in ARM."""

from ringfence.readers.terraform.build import each, enabled, flag, inverted, move, number, reference
from ringfence.readers.terraform.mapping import Example, Inline, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

RULE_SETS = "Microsoft.EventHub/namespaces/networkRuleSets"

MAPPING = Mapping(
    terraform="azurerm_eventhub_namespace",
    arm="Microsoft.EventHub/namespaces",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku", to="sku.name"),
        number("capacity", to="sku.capacity", default=1),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        inverted("local_authentication_enabled", to="properties.disableLocalAuth", default=True),
        move("minimum_tls_version", to="properties.minimumTlsVersion", default="1.2"),
    ),
    inline=(
        Inline(
            ("network_rulesets",),
            RULE_SETS,
            "networkRuleSets",
            "",
            (
                move("default_action", to="properties.defaultAction"),
                enabled(
                    "public_network_access_enabled",
                    to="properties.publicNetworkAccess",
                    default=True,
                ),
                flag(
                    "trusted_service_access_enabled",
                    to="properties.trustedServiceAccessEnabled",
                    default=False,
                ),
                each(
                    "virtual_network_rule",
                    to="properties.virtualNetworkRules",
                    parts=(reference("subnet_id", to="subnet"),),
                ),
                each(
                    "ip_rule",
                    to="properties.ipRules",
                    parts=(
                        move("ip_mask", to="ipMask"),
                        move("action", to="action", default="Allow"),
                    ),
                ),
            ),
            "default",
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_eventhub_namespace" "logs" {
              name                         = "evhns"
              resource_group_name          = "rg"
              location                     = "westeurope"
              sku                          = "Standard"
              local_authentication_enabled = false
              network_rulesets {
                default_action = "Deny"
                ip_rule {
                  ip_mask = "203.0.113.0/24"
                }
                virtual_network_rule {
                  subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
                }
              }
            }
            """,
            {
                "properties.disableLocalAuth": True,
                f"child:{RULE_SETS}:properties.defaultAction": "Deny",
                f"child:{RULE_SETS}:properties.ipRules[0].ipMask": "203.0.113.0/24",
                f"child:{RULE_SETS}:properties.virtualNetworkRules[0].subnet.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
            },
        ),
    ),
)
