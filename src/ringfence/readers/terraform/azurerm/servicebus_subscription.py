"""A subscription to a topic of a Service Bus namespace."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_servicebus_subscription",
    arm="Microsoft.ServiceBus/namespaces/topics/subscriptions",
    place=Under("Microsoft.ServiceBus/namespaces/topics", "subscriptions", ("topic_id",)),
    parts=(move("forward_to", to="properties.forwardTo"),),
    examples=(
        Example(
            """
            resource "azurerm_servicebus_subscription" "copy" {
              name               = "copy"
              topic_id           = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ServiceBus/namespaces/sb/topics/events"
              max_delivery_count = 1
              forward_to         = "done"
            }
            """,
            {"properties.forwardTo": "done"},
        ),
    ),
)
