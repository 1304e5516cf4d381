"""A Synapse workspace and the store that it works on."""

from ringfence.model.facts import Value
from ringfence.readers.terraform.build import enabled, flag, move
from ringfence.readers.terraform.mapping import Arguments, Example, Mapping, Provider
from ringfence.readers.terraform.parts import Computed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY


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


MAPPING = Mapping(
    terraform="azurerm_synapse_workspace",
    arm="Microsoft.Synapse/workspaces",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
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
            }
            """,
            {
                "properties.managedVirtualNetwork": "default",
                "properties.managedVirtualNetworkSettings.preventDataExfiltration": True,
                "properties.defaultDataLakeStorage.accountUrl": "https://stcorpus.dfs.core.windows.net",
                "properties.defaultDataLakeStorage.filesystem": "corpus",
            },
        ),
    ),
)
