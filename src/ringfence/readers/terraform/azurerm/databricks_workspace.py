"""A Databricks workspace."""

from ringfence.model.facts import Value
from ringfence.readers.terraform.build import block, enabled, flag, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping, Since
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, key_parts


def databricks_key(value: Value) -> Value:
    """Return a key of the customer as the workspace names it."""
    if not isinstance(value, str):
        return value
    found = key_parts(value)
    inside: dict[str, Value] = {"keyVaultUri": found["keyvaulturi"], "keyName": found["keyname"]}
    if "keyversion" in found:
        inside["keyVersion"] = found["keyversion"]
    return {"keySource": "Microsoft.Keyvault", "keyVaultProperties": inside}


MAPPING = Mapping(
    terraform="azurerm_databricks_workspace",
    arm="Microsoft.Databricks/workspaces",
    place=InGroup(),
    parts=(
        *COMMON,
        move("sku", to="sku.name"),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        move("network_security_group_rules_required", to="properties.requiredNsgRules"),
        enabled(
            "default_storage_firewall_enabled",
            to="properties.defaultStorageFirewall",
            default=False,
        ),
        flag(
            "infrastructure_encryption_enabled",
            to="properties.parameters.requireInfrastructureEncryption.value",
            default=False,
        ),
        move(
            "managed_services_cmk_key_vault_key_id",
            to="properties.encryption.entities.managedServices",
            convert=databricks_key,
        ),
        move(
            "managed_disk_cmk_key_vault_key_id",
            to="properties.encryption.entities.managedDisk",
            convert=databricks_key,
        ),
        reference("access_connector_id", to="properties.accessConnector"),
        block(
            "custom_parameters",
            to="",
            parts=(
                flag(
                    "no_public_ip",
                    to="properties.parameters.enableNoPublicIp.value",
                    default=Since({3: False, 4: True, 5: True}),
                ),
                move("virtual_network_id", to="properties.parameters.customVirtualNetworkId.value"),
                move("public_subnet_name", to="properties.parameters.customPublicSubnetName.value"),
                move(
                    "private_subnet_name", to="properties.parameters.customPrivateSubnetName.value"
                ),
                move("storage_account_name", to="properties.parameters.storageAccountName.value"),
                move(
                    "storage_account_sku_name",
                    to="properties.parameters.storageAccountSkuName.value",
                    default="Standard_GRS",
                ),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_databricks_workspace" "prepare" {
              name                = "dbw"
              resource_group_name = "rg"
              location            = "westeurope"
              sku                 = "premium"
              default_storage_firewall_enabled      = true
              managed_services_cmk_key_vault_key_id = "https://kv.vault.azure.net/keys/k/1"
              custom_parameters {
                virtual_network_id  = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v"
                public_subnet_name  = "public"
                private_subnet_name = "private"
              }
            }
            """,
            {
                "properties.defaultStorageFirewall": "Enabled",
                "properties.encryption.entities.managedServices.keyVaultProperties.keyName": "k",
                "properties.parameters.enableNoPublicIp.value": True,
                "properties.parameters.customPublicSubnetName.value": "public",
                "properties.publicNetworkAccess": "Enabled",
            },
        ),
    ),
)
