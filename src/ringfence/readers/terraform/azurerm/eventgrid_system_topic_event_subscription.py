"""A subscription to a system topic: the names of objects, not their content."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import EVENTS

MAPPING = Mapping(
    terraform="azurerm_eventgrid_system_topic_event_subscription",
    arm="Microsoft.EventGrid/systemTopics/eventSubscriptions",
    place=Under(
        "Microsoft.EventGrid/systemTopics",
        "eventSubscriptions",
        names=("system_topic",),
        group=True,
    ),
    parts=EVENTS,
    examples=(
        Example(
            """
            resource "azurerm_eventgrid_system_topic_event_subscription" "uploads" {
              name                 = "uploads"
              system_topic         = "egst"
              resource_group_name  = "rg"
              included_event_types = ["Microsoft.Storage.BlobCreated"]
            }
            """,
            {"properties.filter.includedEventTypes": ["Microsoft.Storage.BlobCreated"]},
        ),
    ),
)
