"""A key of an Event Hubs namespace."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import RIGHTS

MAPPING = Mapping(
    terraform="azurerm_eventhub_namespace_authorization_rule",
    arm="Microsoft.EventHub/namespaces/authorizationRules",
    place=Under(
        "Microsoft.EventHub/namespaces",
        "authorizationRules",
        names=("namespace_name",),
        group=True,
    ),
    parts=(RIGHTS,),
    examples=(
        Example(
            """
            resource "azurerm_eventhub_namespace_authorization_rule" "read" {
              name                = "read"
              namespace_name      = "evhns"
              resource_group_name = "rg"
              listen              = true
            }
            """,
            {"properties.rights": ["Listen"]},
        ),
    ),
)
