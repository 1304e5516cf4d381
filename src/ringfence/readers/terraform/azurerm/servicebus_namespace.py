"""A Service Bus namespace. Its firewall is a child in ARM."""

from ringfence.readers.terraform.build import each, enabled, flag, inverted, items, move, reference
from ringfence.readers.terraform.mapping import Example, Inline, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

RULE_SETS = "Microsoft.ServiceBus/namespaces/networkRuleSets"

MAPPING = Mapping(
    terraform="azurerm_servicebus_namespace",
    arm="Microsoft.ServiceBus/namespaces",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku", to="sku.name"),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        inverted("local_auth_enabled", to="properties.disableLocalAuth", default=True),
    ),
    inline=(
        Inline(
            ("network_rule_set",),
            RULE_SETS,
            "networkRuleSets",
            "",
            (
                move("default_action", to="properties.defaultAction", default="Allow"),
                enabled(
                    "public_network_access_enabled",
                    to="properties.publicNetworkAccess",
                    default=True,
                ),
                flag(
                    "trusted_services_allowed",
                    to="properties.trustedServiceAccessEnabled",
                    default=False,
                ),
                items(
                    "ip_rules",
                    to="properties.ipRules",
                    make=lambda mask: {"ipMask": mask, "action": "Allow"},
                ),
                each(
                    "network_rules",
                    to="properties.virtualNetworkRules",
                    parts=(reference("subnet_id", to="subnet"),),
                ),
            ),
            "default",
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_servicebus_namespace" "jobs" {
              name                = "sb"
              resource_group_name = "rg"
              location            = "westeurope"
              sku                 = "Premium"
              capacity            = 1
              local_auth_enabled  = false
              network_rule_set {
                default_action = "Deny"
                ip_rules       = ["203.0.113.0/24"]
              }
            }
            """,
            {
                "properties.disableLocalAuth": True,
                f"child:{RULE_SETS}:properties.defaultAction": "Deny",
                f"child:{RULE_SETS}:properties.ipRules[0].ipMask": "203.0.113.0/24",
            },
        ),
    ),
)
