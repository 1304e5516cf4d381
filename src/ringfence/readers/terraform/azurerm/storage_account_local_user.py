"""A local user of a storage account: SFTP with a password or key of its own."""

from ringfence.readers.terraform.build import block, each, flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Computed
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import PERMISSIONS, local_permissions

MAPPING = Mapping(
    terraform="azurerm_storage_account_local_user",
    arm="Microsoft.Storage/storageAccounts/localUsers",
    place=Under("Microsoft.Storage/storageAccounts", "localUsers", ("storage_account_id",)),
    parts=(
        flag("ssh_key_enabled", to="properties.hasSshKey", default=False),
        flag("ssh_password_enabled", to="properties.hasSshPassword", default=False),
        move("home_directory", to="properties.homeDirectory"),
        each(
            "permission_scope",
            to="properties.permissionScopes",
            parts=(
                move("service", to="service"),
                move("resource_name", to="resourceName"),
                block(
                    "permissions",
                    to="",
                    parts=(Computed(PERMISSIONS, ("permissions",), local_permissions),),
                ),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_storage_account_local_user" "partner" {
              name                 = "partner"
              storage_account_id   = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              ssh_password_enabled = true
              permission_scope {
                service       = "blob"
                resource_name = "weights"
                permissions {
                  read = true
                  list = true
                }
              }
            }
            """,
            {
                "properties.hasSshPassword": True,
                "properties.permissionScopes[0].resourceName": "weights",
                "properties.permissionScopes[0].permissions": "rl",
            },
        ),
    ),
)
