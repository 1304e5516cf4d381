"""A way from an app through a relay to a machine inside."""

from ringfence.readers.terraform.build import move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_web_app_hybrid_connection",
    arm="Microsoft.Web/sites/hybridConnectionNamespaces/relays",
    place=Under("Microsoft.Web/sites", "hybridConnectionNamespaces/relays", ("web_app_id",)),
    parts=(
        move("relay_id", to="properties.relayArmUri"),
        move("hostname", to="properties.hostname"),
        number("port", to="properties.port"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_web_app_hybrid_connection" "x" {
              web_app_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/app"
              relay_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Relay/namespaces/rl/hybridConnections/hc"
              hostname = "db.corp"
              port = 5432
            }
            """,
            {
                "properties.relayArmUri": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Relay/namespaces/rl/hybridConnections/hc",
                "properties.hostname": "db.corp",
            },
        ),
    ),
)
