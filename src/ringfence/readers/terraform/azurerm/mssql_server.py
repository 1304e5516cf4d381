"""A SQL server."""

from ringfence.readers.terraform.build import block, enabled, flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY, key_url

MAPPING = Mapping(
    terraform="azurerm_mssql_server",
    arm="Microsoft.Sql/servers",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("version", to="properties.version"),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        enabled(
            "outbound_network_restriction_enabled",
            to="properties.restrictOutboundNetworkAccess",
            default=False,
        ),
        move(
            "transparent_data_encryption_key_vault_key_id", to="properties.keyId", convert=key_url
        ),
        block(
            "azuread_administrator",
            to="properties.administrators",
            parts=(
                move("object_id", to="sid"),
                move("login_username", to="login"),
                move("tenant_id", to="tenantId"),
                flag("azuread_authentication_only", to="azureADOnlyAuthentication", default=False),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_mssql_server" "crm" {
              name                          = "sql-crm"
              resource_group_name           = "rg"
              location                      = "westeurope"
              version                       = "12.0"
              public_network_access_enabled = false
              azuread_administrator {
                login_username              = "dba"
                object_id                   = "00000000-0000-0000-0000-000000000001"
                azuread_authentication_only = true
              }
            }
            """,
            {
                "properties.publicNetworkAccess": "Disabled",
                "properties.administrators.azureADOnlyAuthentication": True,
            },
        ),
    ),
)
