"""A key of a hybrid connection."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import RIGHTS

MAPPING = Mapping(
    terraform="azurerm_relay_hybrid_connection_authorization_rule",
    arm="Microsoft.Relay/namespaces/hybridConnections/authorizationRules",
    place=Under(
        "Microsoft.Relay/namespaces",
        "hybridConnections/{hybrid_connection_name}/authorizationRules",
        names=("namespace_name",),
        group=True,
    ),
    parts=(RIGHTS,),
    examples=(
        Example(
            """
            resource "azurerm_relay_hybrid_connection_authorization_rule" "x" {
              name = "x"
              resource_group_name = "rg"
              namespace_name = "rl"
              hybrid_connection_name = "hc"
              listen = true
            }
            """,
            {
                "properties.rights": ["Listen"],
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Relay/namespaces/rl/hybridConnections/hc/authorizationRules/x",
            },
        ),
    ),
)
