"""A store of settings."""

from ringfence.readers.terraform.build import block, flag, inverted, move
from ringfence.readers.terraform.mapping import Example, Inline, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY, LOCATION

MAPPING = Mapping(
    terraform="azurerm_app_configuration",
    arm="Microsoft.AppConfiguration/configurationStores",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku", to="sku.name", default="free"),
        move("public_network_access", to="properties.publicNetworkAccess"),
        inverted("local_auth_enabled", to="properties.disableLocalAuth", default=True),
        flag("purge_protection_enabled", to="properties.enablePurgeProtection", default=False),
        move(
            "data_plane_proxy_authentication_mode",
            to="properties.dataPlaneProxy.authenticationMode",
            default="Local",
        ),
        block(
            "encryption",
            to="properties.encryption.keyVaultProperties",
            parts=(
                move("key_vault_key_identifier", to="keyIdentifier"),
                move("identity_client_id", to="identityClientId"),
            ),
        ),
    ),
    inline=(
        Inline(
            ("replica",),
            "Microsoft.AppConfiguration/configurationStores/replicas",
            "replicas",
            "name",
            (LOCATION,),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_app_configuration" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              sku = "standard"
              public_network_access = "Disabled"
              local_auth_enabled = false
              replica {
                name = "us"
                location = "eastus"
              }
            }
            """,
            {
                "properties.publicNetworkAccess": "Disabled",
                "properties.disableLocalAuth": True,
                "child:Microsoft.AppConfiguration/configurationStores/replicas:location": "eastus",
            },
        ),
    ),
)
