"""A key of a Service Bus namespace."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import RIGHTS

MAPPING = Mapping(
    terraform="azurerm_servicebus_namespace_authorization_rule",
    arm="Microsoft.ServiceBus/namespaces/authorizationRules",
    place=Under("Microsoft.ServiceBus/namespaces", "authorizationRules", ("namespace_id",)),
    parts=(RIGHTS,),
    examples=(
        Example(
            """
            resource "azurerm_servicebus_namespace_authorization_rule" "x" {
              name = "x"
              namespace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ServiceBus/namespaces/sb"
              listen = true
            }
            """,
            {
                "properties.rights": ["Listen"],
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ServiceBus/namespaces/sb/authorizationRules/x",
            },
        ),
    ),
)
