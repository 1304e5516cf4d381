"""A key of a queue."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import RIGHTS

MAPPING = Mapping(
    terraform="azurerm_servicebus_queue_authorization_rule",
    arm="Microsoft.ServiceBus/namespaces/queues/authorizationRules",
    place=Under("Microsoft.ServiceBus/namespaces/queues", "authorizationRules", ("queue_id",)),
    parts=(RIGHTS,),
    examples=(
        Example(
            """
            resource "azurerm_servicebus_queue_authorization_rule" "x" {
              name = "x"
              queue_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ServiceBus/namespaces/sb/queues/q"
              listen = true
            }
            """,
            {
                "properties.rights": ["Listen"],
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ServiceBus/namespaces/sb/queues/q/authorizationRules/x",
            },
        ),
    ),
)
