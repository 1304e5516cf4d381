"""A table."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_storage_table",
    arm="Microsoft.Storage/storageAccounts/tableServices/tables",
    place=Under(
        "Microsoft.Storage/storageAccounts",
        "tableServices/default/tables",
        ("storage_account_id",),
        ("storage_account_name",),
    ),
    computed={"resource_manager_id": "{id}"},
    examples=(
        Example(
            """
            resource "azurerm_storage_table" "runs" {
              name                 = "runs"
              storage_account_name = "st"
            }
            """,
            {"properties": ABSENT},
        ),
    ),
)
