"""A topic of a Service Bus namespace."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_servicebus_topic",
    arm="Microsoft.ServiceBus/namespaces/topics",
    place=Under("Microsoft.ServiceBus/namespaces", "topics", ("namespace_id",)),
    parts=(move("status", to="properties.status", default="Active"),),
    examples=(
        Example(
            """
            resource "azurerm_servicebus_topic" "events" {
              name         = "events"
              namespace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ServiceBus/namespaces/sb"
              status       = "Disabled"
            }
            """,
            {"properties.status": "Disabled"},
        ),
    ),
)
