"""A storage account. The firewall may be inline (`network_rules`) or a resource of its own."""

from ringfence.model.facts import ABSENT, Unknown, Value
from ringfence.readers.terraform.mapping import (
    COMMON,
    Arguments,
    Block,
    Computed,
    Example,
    Mapping,
    Move,
    Provider,
    Since,
    enabled,
)
from ringfence.readers.terraform.parts import IDENTITY, NETWORK_RULES
from ringfence.readers.terraform.places import InGroup


def _sku(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    del provider
    tier = arguments.get("account_tier")
    replication = arguments.get("account_replication_type")
    for part in (replication, tier):
        if isinstance(part, Unknown):
            return {"sku.name": part}
    if tier is None or replication is None:
        return {}
    return {"sku.name": f"{tier}_{replication}"}


MAPPING = Mapping(
    terraform="azurerm_storage_account",
    arm="Microsoft.Storage/storageAccounts",
    place=InGroup(),
    page="https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/storage_account",
    parts=(
        *COMMON,
        IDENTITY,
        Computed(("account_replication_type", "account_tier"), ("sku.name",), _sku),
        Move(("account_kind",), "kind", default="StorageV2"),
        Move(
            ("allow_nested_items_to_be_public", "allow_blob_public_access"),
            "properties.allowBlobPublicAccess",
            default=Since({3: True, 4: True, 5: False}),
        ),
        Move(
            ("cross_tenant_replication_enabled",),
            "properties.allowCrossTenantReplication",
            default=Since({3: True, 4: False, 5: False}),
        ),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        Move(("shared_access_key_enabled",), "properties.allowSharedKeyAccess", default=True),
        Move(("is_hns_enabled",), "properties.isHnsEnabled", default=False),
        Move(("sftp_enabled",), "properties.isSftpEnabled", default=False),
        Move(("local_user_enabled",), "properties.isLocalUserEnabled", default=True),
        Move(
            ("https_traffic_only_enabled", "enable_https_traffic_only"),
            "properties.supportsHttpsTrafficOnly",
            default=True,
        ),
        Move(("allowed_copy_scope",), "properties.allowedCopyScope"),
        Block(("network_rules",), "properties.networkAcls", NETWORK_RULES),
        Block(
            ("customer_managed_key",),
            "properties.encryption",
            (
                Move(("key_vault_key_id",), "keyvaultproperties.keyUri"),
                Move(("user_assigned_identity_id",), "identity.userAssignedIdentity"),
            ),
        ),
    ),
    computed={
        "primary_blob_endpoint": "https://{name}.blob.core.windows.net/",
        "primary_blob_host": "{name}.blob.core.windows.net",
        "primary_dfs_endpoint": "https://{name}.dfs.core.windows.net/",
        "primary_dfs_host": "{name}.dfs.core.windows.net",
        "primary_file_endpoint": "https://{name}.file.core.windows.net/",
    },
    examples=(
        Example(
            """
            resource "azurerm_storage_account" "weights" {
              name                          = "stweights"
              resource_group_name           = "rg"
              location                      = "westeurope"
              account_tier                  = "Standard"
              account_replication_type      = "GRS"
              public_network_access_enabled = false
              network_rules {
                default_action = "Deny"
                ip_rules       = ["203.0.113.7"]
              }
            }
            """,
            {
                "sku.name": "Standard_GRS",
                "properties.publicNetworkAccess": "Disabled",
                "properties.allowBlobPublicAccess": True,
                "properties.networkAcls.defaultAction": "Deny",
                "properties.networkAcls.ipRules[0].value": "203.0.113.7",
                "properties.networkAcls.bypass": "AzureServices",
            },
        ),
        Example(
            """
            resource "azurerm_storage_account" "weights" {
              name                     = "stweights"
              resource_group_name      = "rg"
              location                 = "westeurope"
              account_tier             = "Standard"
              account_replication_type = "LRS"
            }
            """,
            {"properties.allowBlobPublicAccess": False, "properties.networkAcls": ABSENT},
            provider=5,
        ),
    ),
)
