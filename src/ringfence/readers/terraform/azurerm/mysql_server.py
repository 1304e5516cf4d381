"""A single server of MySQL, in the form of older providers."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.build import enabled, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_mysql_server",
    arm="Microsoft.DBforMySQL/servers",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku_name", to="sku.name"),
        move("version", to="properties.version"),
        move("administrator_login", to="properties.administratorLogin"),
        move("create_mode", to="properties.createMode", default="Default"),
        move("creation_source_server_id", to="properties.sourceServerId"),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        enabled("ssl_enforcement_enabled", to="properties.sslEnforcement"),
        move(
            "ssl_minimal_tls_version_enforced", to="properties.minimalTlsVersion", default="TLS1_2"
        ),
        enabled("geo_redundant_backup_enabled", to="properties.storageProfile.geoRedundantBackup"),
        enabled("infrastructure_encryption_enabled", to="properties.infrastructureEncryption"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_mysql_server" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              sku_name = "GP_Gen5_4"
              version = "11"
              ssl_enforcement_enabled = true
              geo_redundant_backup_enabled = true
              administrator_login = "adm"
              administrator_login_password = "not to be seen"
            }
            """,
            {
                "properties.publicNetworkAccess": "Enabled",
                "properties.storageProfile.geoRedundantBackup": "Enabled",
                "sku.name": "GP_Gen5_4",
                "properties.administratorLoginPassword": ABSENT,
            },
            provider=3,
        ),
    ),
)
