"""A managed hardware security module."""

from ringfence.readers.terraform.build import block, enabled, flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_key_vault_managed_hardware_security_module",
    arm="Microsoft.KeyVault/managedHSMs",
    place=InGroup(),
    parts=(
        *COMMON,
        move("sku_name", to="sku.name"),
        move("tenant_id", to="properties.tenantId"),
        move("admin_object_ids", to="properties.initialAdminObjectIds"),
        flag("purge_protection_enabled", to="properties.enablePurgeProtection"),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        block(
            "network_acls",
            to="properties.networkAcls",
            parts=(
                move("default_action", to="defaultAction"),
                move("bypass", to="bypass"),
            ),
        ),
    ),
    computed={"hsm_uri": "https://{name}.managedhsm.azure.net/"},
    examples=(
        Example(
            """
            resource "azurerm_key_vault_managed_hardware_security_module" "keys" {
              name                = "hsm-keys"
              resource_group_name = "rg"
              location            = "westeurope"
              sku_name            = "Standard_B1"
              tenant_id           = "00000000-0000-0000-0000-0000000000ff"
              admin_object_ids    = ["00000000-0000-0000-0000-000000000001"]
              network_acls {
                default_action = "Deny"
                bypass         = "AzureServices"
              }
            }
            """,
            {
                "properties.networkAcls.defaultAction": "Deny",
                "properties.initialAdminObjectIds": ["00000000-0000-0000-0000-000000000001"],
            },
        ),
    ),
)
