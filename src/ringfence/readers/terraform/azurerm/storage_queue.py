"""A queue."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_storage_queue",
    arm="Microsoft.Storage/storageAccounts/queueServices/queues",
    place=Under(
        "Microsoft.Storage/storageAccounts",
        "queueServices/default/queues",
        ("storage_account_id",),
        ("storage_account_name",),
    ),
    parts=(move("metadata", to="properties.metadata"),),
    computed={"resource_manager_id": "{id}"},
    examples=(
        Example(
            """
            resource "azurerm_storage_queue" "prompts" {
              name                 = "prompts"
              storage_account_name = "st"
              metadata             = { content = "prompts" }
            }
            """,
            {"properties.metadata.content": "prompts"},
        ),
    ),
)
