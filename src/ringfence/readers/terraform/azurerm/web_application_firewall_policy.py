"""A web application firewall for application gateways."""

from ringfence.readers.terraform.build import block, each, enabled, flag, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_web_application_firewall_policy",
    arm="Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies",
    place=InGroup(),
    parts=(
        *COMMON,
        block(
            "policy_settings",
            to="properties.policySettings",
            parts=(
                enabled("enabled", to="state", default=True),
                move("mode", to="mode", default="Prevention"),
            ),
        ),
        each(
            "custom_rules",
            to="properties.customRules",
            parts=(
                move("name", to="name"),
                number("priority", to="priority"),
                enabled("enabled", to="state", default=True),
                move("rule_type", to="ruleType"),
                move("action", to="action"),
                each(
                    "match_conditions",
                    to="matchConditions",
                    parts=(
                        each(
                            "match_variables",
                            to="matchVariables",
                            parts=(
                                move("variable_name", to="variableName"),
                                move("selector", to="selector"),
                            ),
                        ),
                        move("operator", to="operator"),
                        flag("negation_condition", to="negationConditon", default=False),
                        move("match_values", to="matchValues"),
                    ),
                ),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_web_application_firewall_policy" "publish" {
              name                = "waf"
              resource_group_name = "rg"
              location            = "westeurope"
              custom_rules {
                name      = "ours"
                priority  = 1
                rule_type = "MatchRule"
                action    = "Block"
                match_conditions {
                  match_variables {
                    variable_name = "RemoteAddr"
                  }
                  operator           = "IPMatch"
                  negation_condition = true
                  match_values       = ["203.0.113.0/24"]
                }
              }
              managed_rules {
                managed_rule_set {
                  version = "3.2"
                }
              }
            }
            """,
            {
                "properties.customRules[0].matchConditions[0].negationConditon": True,
                "properties.customRules[0].matchConditions[0].matchVariables[0].variableName": "RemoteAddr",
                "properties.customRules[0].action": "Block",
            },
        ),
    ),
)
