"""A web application firewall for Front Doors."""

from ringfence.readers.terraform.build import each, enabled, flag, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import TAGS

MAPPING = Mapping(
    terraform="azurerm_cdn_frontdoor_firewall_policy",
    arm="Microsoft.Network/FrontDoorWebApplicationFirewallPolicies",
    place=InGroup(),
    parts=(
        TAGS,
        move("sku_name", to="sku.name"),
        enabled("enabled", to="properties.policySettings.enabledState", default=True),
        move("mode", to="properties.policySettings.mode"),
        each(
            "custom_rule",
            to="properties.customRules.rules",
            parts=(
                move("name", to="name"),
                number("priority", to="priority", default=1),
                enabled("enabled", to="enabledState", default=True),
                move("type", to="ruleType"),
                move("action", to="action"),
                each(
                    "match_condition",
                    to="matchConditions",
                    parts=(
                        move("match_variable", to="matchVariable"),
                        move("selector", to="selector"),
                        move("operator", to="operator"),
                        flag("negation_condition", to="negateCondition", default=False),
                        move("match_values", to="matchValue"),
                    ),
                ),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_cdn_frontdoor_firewall_policy" "publish" {
              name                = "waf"
              resource_group_name = "rg"
              sku_name            = "Premium_AzureFrontDoor"
              mode                = "Prevention"
              custom_rule {
                name   = "ours"
                type   = "MatchRule"
                action = "Block"
                match_condition {
                  match_variable     = "RemoteAddr"
                  operator           = "IPMatch"
                  negation_condition = true
                  match_values       = ["203.0.113.0/24"]
                }
              }
            }
            """,
            {
                "properties.policySettings.mode": "Prevention",
                "properties.customRules.rules[0].matchConditions[0].negateCondition": True,
                "properties.customRules.rules[0].matchConditions[0].matchValue": ["203.0.113.0/24"],
            },
        ),
    ),
)
