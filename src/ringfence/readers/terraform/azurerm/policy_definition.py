"""A policy definition of one's own, in the subscription or in a management group."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import On
from ringfence.readers.terraform.policies import DEFINITION

MAPPING = Mapping(
    terraform="azurerm_policy_definition",
    arm="Microsoft.Authorization/policyDefinitions",
    place=On("management_group_id"),
    parts=DEFINITION,
    examples=(
        Example(
            """
            resource "azurerm_policy_definition" "regions" {
              name         = "regions"
              display_name = "Regions"
              policy_type  = "Custom"
              mode         = "All"
              policy_rule  = jsonencode({
                if   = { not = { field = "location", in = ["westeurope"] } }
                then = { effect = "deny" }
              })
            }
            """,
            {
                "properties.mode": "All",
                "properties.policyRule.then.effect": "deny",
                "properties.policyRule.if.not.in": ["westeurope"],
            },
        ),
    ),
)
