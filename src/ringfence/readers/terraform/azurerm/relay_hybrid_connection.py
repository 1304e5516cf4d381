"""A way through a relay to a machine inside."""

from ringfence.readers.terraform.build import flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_relay_hybrid_connection",
    arm="Microsoft.Relay/namespaces/hybridConnections",
    place=Under(
        "Microsoft.Relay/namespaces",
        "hybridConnections",
        names=("relay_namespace_name",),
        group=True,
    ),
    parts=(
        flag(
            "requires_client_authorization",
            to="properties.requiresClientAuthorization",
            default=True,
        ),
        move("user_metadata", to="properties.userMetadata"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_relay_hybrid_connection" "x" {
              name = "x"
              resource_group_name = "rg"
              relay_namespace_name = "rl"
              requires_client_authorization = false
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Relay/namespaces/rl/hybridConnections/x",
                "properties.requiresClientAuthorization": False,
            },
        ),
    ),
)
