"""How long the blobs of a container cannot be changed or deleted."""

from ringfence.readers.terraform.build import flag, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

LOCKED = {True: "Locked", False: "Unlocked", "true": "Locked", "false": "Unlocked"}

MAPPING = Mapping(
    terraform="azurerm_storage_container_immutability_policy",
    arm="Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies",
    place=Under(
        "Microsoft.Storage/storageAccounts/blobServices/containers",
        "immutabilityPolicies/default",
        ("storage_container_resource_manager_id",),
        name="",
    ),
    parts=(
        number(
            "immutability_period_in_days", to="properties.immutabilityPeriodSinceCreationInDays"
        ),
        flag(
            "protected_append_writes_enabled",
            to="properties.allowProtectedAppendWrites",
            default=False,
        ),
        flag(
            "protected_append_writes_all_enabled",
            to="properties.allowProtectedAppendWritesAll",
            default=False,
        ),
        move("locked", to="properties.state", convert=LOCKED, default=False),
    ),
    examples=(
        Example(
            """
            resource "azurerm_storage_container_immutability_policy" "audit" {
              storage_container_resource_manager_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stlogs/blobServices/default/containers/audit"
              immutability_period_in_days           = 365
              locked                                = true
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stlogs/blobServices/default/containers/audit/immutabilityPolicies/default",
                "properties.immutabilityPeriodSinceCreationInDays": 365,
                "properties.state": "Locked",
            },
        ),
    ),
)
