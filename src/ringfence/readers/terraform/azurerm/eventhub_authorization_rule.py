"""A key of one event hub."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import RIGHTS

MAPPING = Mapping(
    terraform="azurerm_eventhub_authorization_rule",
    arm="Microsoft.EventHub/namespaces/eventhubs/authorizationRules",
    place=Under(
        "Microsoft.EventHub/namespaces",
        "eventhubs/{eventhub_name}/authorizationRules",
        names=("namespace_name",),
        group=True,
    ),
    parts=(RIGHTS,),
    examples=(
        Example(
            """
            resource "azurerm_eventhub_authorization_rule" "write" {
              name                = "write"
              namespace_name      = "evhns"
              eventhub_name       = "prompts"
              resource_group_name = "rg"
              send                = true
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.EventHub/namespaces/evhns/eventhubs/prompts/authorizationRules/write",
                "properties.rights": ["Send"],
            },
        ),
    ),
)
