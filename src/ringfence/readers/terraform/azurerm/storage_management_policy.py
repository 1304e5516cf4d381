"""The lifecycle of blobs: when they cool down and when they are deleted."""

from ringfence.readers.terraform.build import block, each, flag, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_storage_management_policy",
    arm="Microsoft.Storage/storageAccounts/managementPolicies",
    place=Under(
        "Microsoft.Storage/storageAccounts",
        "managementPolicies/default",
        ("storage_account_id",),
        name="",
    ),
    parts=(
        each(
            "rule",
            to="properties.policy.rules",
            parts=(
                move("name", to="name"),
                flag("enabled", to="enabled"),
                Fixed("type", "Lifecycle"),
                block(
                    "filters",
                    to="definition.filters",
                    parts=(
                        move("blob_types", to="blobTypes"),
                        move("prefix_match", to="prefixMatch"),
                    ),
                ),
                block(
                    "actions",
                    to="definition.actions",
                    parts=(
                        block(
                            "base_blob",
                            to="baseBlob",
                            parts=(
                                number(
                                    "delete_after_days_since_modification_greater_than",
                                    to="delete.daysAfterModificationGreaterThan",
                                ),
                                number(
                                    "delete_after_days_since_creation_greater_than",
                                    to="delete.daysAfterCreationGreaterThan",
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_storage_management_policy" "expire" {
              storage_account_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/st"
              rule {
                name    = "expire"
                enabled = true
                filters {
                  blob_types = ["blockBlob"]
                }
                actions {
                  base_blob {
                    delete_after_days_since_modification_greater_than = 30
                  }
                }
              }
            }
            """,
            {
                "properties.policy.rules[0].name": "expire",
                "properties.policy.rules[0].definition.filters.blobTypes[0]": "blockBlob",
                "properties.policy.rules[0].definition.actions.baseBlob.delete.daysAfterModificationGreaterThan": 30,
            },
        ),
    ),
)
