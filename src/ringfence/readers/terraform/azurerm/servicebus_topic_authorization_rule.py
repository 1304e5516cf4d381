"""A key of a topic."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import RIGHTS

MAPPING = Mapping(
    terraform="azurerm_servicebus_topic_authorization_rule",
    arm="Microsoft.ServiceBus/namespaces/topics/authorizationRules",
    place=Under("Microsoft.ServiceBus/namespaces/topics", "authorizationRules", ("topic_id",)),
    parts=(RIGHTS,),
    examples=(
        Example(
            """
            resource "azurerm_servicebus_topic_authorization_rule" "x" {
              name = "x"
              topic_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ServiceBus/namespaces/sb/topics/t"
              listen = true
            }
            """,
            {
                "properties.rights": ["Listen"],
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ServiceBus/namespaces/sb/topics/t/authorizationRules/x",
            },
        ),
    ),
)
