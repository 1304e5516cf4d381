"""What a resource tells of itself (that a blob was written), for others to subscribe to."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_eventgrid_system_topic",
    arm="Microsoft.EventGrid/systemTopics",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("source_resource_id", "source_arm_resource_id", to="properties.source"),
        move("topic_type", to="properties.topicType"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_eventgrid_system_topic" "st" {
              name                   = "egst"
              resource_group_name    = "rg"
              location               = "westeurope"
              source_arm_resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              topic_type             = "Microsoft.Storage.StorageAccounts"
            }
            """,
            {
                "properties.source": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
            },
        ),
    ),
)
