"""Object replication: new (or all) blobs of one account are copied into another."""

from ringfence.readers.terraform.build import each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_storage_object_replication",
    arm="Microsoft.Storage/storageAccounts/objectReplicationPolicies",
    place=Under(
        "Microsoft.Storage/storageAccounts",
        "objectReplicationPolicies",
        ("source_storage_account_id",),
    ),
    parts=(
        move("source_storage_account_id", to="properties.sourceAccount"),
        move("destination_storage_account_id", to="properties.destinationAccount"),
        each(
            "rules",
            to="properties.rules",
            parts=(
                move("source_container_name", to="sourceContainer"),
                move("destination_container_name", to="destinationContainer"),
                move("filter_out_blobs_with_prefix", to="filters.prefixMatch"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_storage_object_replication" "copy" {
              source_storage_account_id      = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a"
              destination_storage_account_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/b"
              rules {
                source_container_name      = "weights"
                destination_container_name = "copy"
              }
            }
            """,
            {
                "properties.destinationAccount": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/b",
                "properties.rules[0].sourceContainer": "weights",
            },
        ),
    ),
)
