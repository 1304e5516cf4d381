"""An alert on costs that nobody expected."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import On

MAPPING = Mapping(
    terraform="azurerm_cost_anomaly_alert",
    arm="Microsoft.CostManagement/scheduledActions",
    place=On("subscription_id"),
    parts=(
        Fixed("kind", "InsightAlert"),
        move("display_name", to="properties.displayName"),
        move("email_addresses", to="properties.notification.to"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_cost_anomaly_alert" "egress" {
              name            = "egress"
              display_name    = "egress"
              email_subject   = "costs"
              email_addresses = ["soc@acme.example"]
            }
            """,
            {
                "id": "/subscriptions/s/providers/Microsoft.CostManagement/scheduledActions/egress",
                "kind": "InsightAlert",
                "properties.notification.to[0]": "soc@acme.example",
            },
        ),
    ),
)
