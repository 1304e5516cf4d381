"""A PostgreSQL server, often the store of embeddings."""

from ringfence.readers.terraform.build import block, enabled, move, text
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY, key_url

MAPPING = Mapping(
    terraform="azurerm_postgresql_flexible_server",
    arm="Microsoft.DBforPostgreSQL/flexibleServers",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku_name", to="sku.name"),
        text("version", to="properties.version"),
        enabled(
            "public_network_access_enabled",
            to="properties.network.publicNetworkAccess",
            default=True,
        ),
        move("delegated_subnet_id", to="properties.network.delegatedSubnetResourceId"),
        move("private_dns_zone_id", to="properties.network.privateDnsZoneArmResourceId"),
        enabled(
            "geo_redundant_backup_enabled",
            to="properties.backup.geoRedundantBackup",
            default=False,
        ),
        block(
            "authentication",
            to="properties.authConfig",
            parts=(
                enabled("active_directory_auth_enabled", to="activeDirectoryAuth", default=False),
                enabled("password_auth_enabled", to="passwordAuth", default=True),
                move("tenant_id", to="tenantId"),
            ),
        ),
        block(
            "customer_managed_key",
            to="properties.dataEncryption",
            parts=(
                Fixed("type", "AzureKeyVault"),
                move("key_vault_key_id", to="primaryKeyURI", convert=key_url),
                move("primary_user_assigned_identity_id", to="primaryUserAssignedIdentityId"),
            ),
        ),
        move("create_mode", to="properties.createMode"),
        move("source_server_id", to="properties.sourceServerResourceId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_postgresql_flexible_server" "vectors" {
              name                          = "psql-vectors"
              resource_group_name           = "rg"
              location                      = "westeurope"
              sku_name                      = "GP_Standard_D4s_v3"
              version                       = 16
              public_network_access_enabled = false
              delegated_subnet_id           = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
              geo_redundant_backup_enabled  = true
            }
            """,
            {
                "properties.network.publicNetworkAccess": "Disabled",
                "properties.network.delegatedSubnetResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
                "properties.backup.geoRedundantBackup": "Enabled",
                "properties.version": "16",
            },
        ),
    ),
)
