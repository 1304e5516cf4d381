"""A managed instance of SQL in a subnet."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.build import block, flag, move, number
from ringfence.readers.terraform.mapping import Example, Mapping, Since
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

BACKUPS = {"GRS": "Geo", "LRS": "Local", "ZRS": "Zone", "GZRS": "GeoZone"}

MAPPING = Mapping(
    terraform="azurerm_mssql_managed_instance",
    arm="Microsoft.Sql/managedInstances",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku_name", to="sku.name"),
        move("subnet_id", to="properties.subnetId"),
        number("vcores", to="properties.vCores"),
        flag(
            "public_data_endpoint_enabled", to="properties.publicDataEndpointEnabled", default=False
        ),
        move("minimum_tls_version", to="properties.minimalTlsVersion", default="1.2"),
        move("administrator_login", to="properties.administratorLogin"),
        move("dns_zone_partner_id", to="properties.dnsZonePartner"),
        move(
            "proxy_override",
            to="properties.proxyOverride",
            default=Since({3: "Default", 4: "Default", 5: "Redirect"}),
        ),
        move(
            "storage_account_type",
            to="properties.requestedBackupStorageRedundancy",
            default="GRS",
            convert=BACKUPS,
        ),
        block(
            "azure_active_directory_administrator",
            to="properties.administrators",
            parts=(
                Fixed("administratorType", "ActiveDirectory"),
                move("login_username", to="login"),
                move("object_id", to="sid"),
                move("principal_type", to="principalType"),
                move("tenant_id", to="tenantId"),
                flag(
                    "azuread_authentication_only_enabled",
                    to="azureADOnlyAuthentication",
                    default=False,
                ),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_mssql_managed_instance" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              license_type = "BasePrice"
              sku_name = "GP_Gen5"
              storage_size_in_gb = 32
              subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/mi"
              vcores = 4
              administrator_login = "sa"
              administrator_login_password = "not to be seen"
              public_data_endpoint_enabled = true
              storage_account_type = "LRS"
            }
            """,
            {
                "properties.publicDataEndpointEnabled": True,
                "properties.subnetId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/mi",
                "properties.requestedBackupStorageRedundancy": "Local",
                "properties.administratorLoginPassword": ABSENT,
            },
        ),
    ),
)
