"""A key of a relay."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import RIGHTS

MAPPING = Mapping(
    terraform="azurerm_relay_namespace_authorization_rule",
    arm="Microsoft.Relay/namespaces/authorizationRules",
    place=Under(
        "Microsoft.Relay/namespaces", "authorizationRules", names=("namespace_name",), group=True
    ),
    parts=(RIGHTS,),
    examples=(
        Example(
            """
            resource "azurerm_relay_namespace_authorization_rule" "x" {
              name = "x"
              resource_group_name = "rg"
              namespace_name = "rl"
              listen = true
            }
            """,
            {
                "properties.rights": ["Listen"],
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Relay/namespaces/rl/authorizationRules/x",
            },
        ),
    ),
)
