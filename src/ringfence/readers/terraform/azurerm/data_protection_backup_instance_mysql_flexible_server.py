"""A backup of a MySQL server in a vault."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_data_protection_backup_instance_mysql_flexible_server",
    arm="Microsoft.DataProtection/backupVaults/backupInstances",
    place=Under("Microsoft.DataProtection/backupVaults", "backupInstances", ("vault_id",)),
    parts=(
        move("server_id", to="properties.dataSourceInfo.resourceID"),
        move("location", to="properties.dataSourceInfo.resourceLocation"),
        Fixed("properties.dataSourceInfo.datasourceType", "Microsoft.DBforMySQL/flexibleServers"),
        move("backup_policy_id", to="properties.policyInfo.policyId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_protection_backup_instance_mysql_flexible_server" "x" {
              name = "x"
              location = "westeurope"
              vault_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataProtection/backupVaults/bv"
              server_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DBforMySQL/flexibleServers/my"
              backup_policy_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataProtection/backupVaults/bv/backupPolicies/p"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataProtection/backupVaults/bv/backupInstances/x",
                "properties.dataSourceInfo.resourceID": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DBforMySQL/flexibleServers/my",
                "properties.policyInfo.policyId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataProtection/backupVaults/bv/backupPolicies/p",
            },
        ),
    ),
)
