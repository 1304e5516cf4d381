"""A queue of a Service Bus namespace."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_servicebus_queue",
    arm="Microsoft.ServiceBus/namespaces/queues",
    place=Under("Microsoft.ServiceBus/namespaces", "queues", ("namespace_id",)),
    parts=(move("forward_to", to="properties.forwardTo"),),
    examples=(
        Example(
            """
            resource "azurerm_servicebus_queue" "jobs" {
              name         = "jobs"
              namespace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ServiceBus/namespaces/sb"
              forward_to   = "done"
            }
            """,
            {"properties.forwardTo": "done"},
        ),
    ),
)
