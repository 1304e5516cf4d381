"""A Synapse workspace and the store that it works on."""

from ringfence.model.facts import Value
from ringfence.readers.terraform.build import block, enabled, flag, move
from ringfence.readers.terraform.mapping import Arguments, Example, Inline, Mapping, Provider
from ringfence.readers.terraform.parts import Computed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY, key_url


def _store(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """Return account and file system of the default store, from the id of the file system."""
    del provider
    value = arguments.get("storage_data_lake_gen2_filesystem_id")
    to = "properties.defaultDataLakeStorage"
    if not isinstance(value, str):
        return {} if value is None else {to: value}
    account, _, _ = value.partition("/blobServices/")
    filesystem = value.rpartition("/")[2]
    if "/storageAccounts/" in account:
        name = account.rpartition("/")[2]
        url = f"https://{name}.dfs.core.windows.net"
        return {
            f"{to}.accountUrl": url,
            f"{to}.filesystem": filesystem,
            f"{to}.resourceId": account,
        }
    return {f"{to}.accountUrl": value.rpartition("/")[0], f"{to}.filesystem": filesystem}


ADMINISTRATOR = (
    move("login", to="properties.login"),
    move("object_id", to="properties.sid"),
    move("tenant_id", to="properties.tenantId"),
)

MAPPING = Mapping(
    terraform="azurerm_synapse_workspace",
    arm="Microsoft.Synapse/workspaces",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        flag(
            "azuread_authentication_only", to="properties.azureADOnlyAuthentication", default=False
        ),
        move("compute_subnet_id", to="properties.virtualNetworkProfile.computeSubnetId"),
        move("managed_resource_group_name", to="properties.managedResourceGroupName"),
        move("purview_id", to="properties.purviewConfiguration.purviewResourceId"),
        block(
            "customer_managed_key",
            to="properties.encryption.cmk",
            parts=(
                move("key_name", to="key.name"),
                move("key_versionless_id", to="key.keyVaultUrl", convert=key_url),
                move("user_assigned_identity_id", to="kekIdentity.userAssignedIdentity"),
            ),
        ),
        move(
            "managed_virtual_network_enabled",
            to="properties.managedVirtualNetwork",
            convert={True: "default", False: None, "true": "default", "false": None},
        ),
        flag(
            "data_exfiltration_protection_enabled",
            to="properties.managedVirtualNetworkSettings.preventDataExfiltration",
        ),
        move(
            "linking_allowed_for_aad_tenant_ids",
            to="properties.managedVirtualNetworkSettings.allowedAadTenantIdsForLinking",
        ),
        Computed(
            ("storage_data_lake_gen2_filesystem_id",),
            ("properties.defaultDataLakeStorage",),
            _store,
        ),
    ),
    inline=(
        Inline(
            ("aad_admin",),
            "Microsoft.Synapse/workspaces/administrators",
            "administrators",
            "",
            ADMINISTRATOR,
            "activeDirectory",
        ),
        Inline(
            ("sql_aad_admin",),
            "Microsoft.Synapse/workspaces/sqlAdministrators",
            "sqlAdministrators",
            "",
            ADMINISTRATOR,
            "activeDirectory",
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_synapse_workspace" "prepare" {
              name                                 = "syn"
              resource_group_name                  = "rg"
              location                             = "westeurope"
              storage_data_lake_gen2_filesystem_id = "https://stcorpus.dfs.core.windows.net/corpus"
              managed_virtual_network_enabled      = true
              data_exfiltration_protection_enabled = true
              azuread_authentication_only          = true
              compute_subnet_id                    = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
              customer_managed_key {
                key_name           = "k"
                key_versionless_id = "https://kv.vault.azure.net/keys/k"
              }
              aad_admin {
                login     = "admins"
                object_id = "00000000-0000-0000-0000-000000000001"
                tenant_id = "00000000-0000-0000-0000-00000000000a"
              }
              sql_aad_admin {
                login     = "admins"
                object_id = "00000000-0000-0000-0000-000000000001"
                tenant_id = "00000000-0000-0000-0000-00000000000a"
              }
            }
            """,
            {
                "properties.azureADOnlyAuthentication": True,
                "properties.encryption.cmk.key.keyVaultUrl": "https://kv.vault.azure.net/keys/k",
                "child:Microsoft.Synapse/workspaces/administrators:properties.sid": "00000000-0000-0000-0000-000000000001",
                "properties.managedVirtualNetwork": "default",
                "properties.managedVirtualNetworkSettings.preventDataExfiltration": True,
                "properties.defaultDataLakeStorage.accountUrl": "https://stcorpus.dfs.core.windows.net",
                "properties.defaultDataLakeStorage.filesystem": "corpus",
            },
        ),
    ),
)
