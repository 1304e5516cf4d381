"""A lock against change or deletion."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import On

MAPPING = Mapping(
    terraform="azurerm_management_lock",
    arm="Microsoft.Authorization/locks",
    place=On("scope"),
    parts=(
        move("lock_level", to="properties.level"),
        move("notes", to="properties.notes"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_management_lock" "logs" {
              name       = "keep"
              scope      = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stlogs"
              lock_level = "CanNotDelete"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stlogs/providers/Microsoft.Authorization/locks/keep",
                "properties.level": "CanNotDelete",
            },
        ),
    ),
)
