"""A topic of a domain."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_eventgrid_domain_topic",
    arm="Microsoft.EventGrid/domains/topics",
    place=Under("Microsoft.EventGrid/domains", "topics", names=("domain_name",), group=True),
    examples=(
        Example(
            """
            resource "azurerm_eventgrid_domain_topic" "x" {
              name = "x"
              resource_group_name = "rg"
              domain_name = "d"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.EventGrid/domains/d/topics/x",
            },
        ),
    ),
)
