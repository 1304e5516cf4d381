"""A storage account. The firewall may be inline (`network_rules`) or a resource of its own.

A static website (inline before azurerm 5) serves the container `$web` to everybody, whatever the
account says about anonymous access; it is read as that container.
"""

from ringfence.model.facts import ABSENT, Absent, Unknown, Value
from ringfence.readers.terraform.build import block, enabled, flag, move, number
from ringfence.readers.terraform.mapping import (
    Arguments,
    Example,
    Inline,
    Mapping,
    Provider,
    Since,
    argument,
)
from ringfence.readers.terraform.parts import Computed, Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY, NETWORK_RULES, key_parts

CONTAINERS = "Microsoft.Storage/storageAccounts/blobServices/containers"


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


def _key(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    del provider
    value, _ = argument(arguments, ("key_vault_key_id", "managed_hsm_key_id"))
    if isinstance(value, Absent):
        return {}
    found = key_parts(value)
    to = "properties.encryption.keyvaultproperties"
    return {f"{to}.{name}": part for name, part in found.items()}


MAPPING = Mapping(
    terraform="azurerm_storage_account",
    arm="Microsoft.Storage/storageAccounts",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        Computed(("account_replication_type", "account_tier"), ("sku.name",), _sku),
        move("account_kind", to="kind", default="StorageV2"),
        flag(
            "allow_nested_items_to_be_public",
            "allow_blob_public_access",
            to="properties.allowBlobPublicAccess",
            default=Since({3: True, 4: True, 5: False}),
        ),
        flag(
            "cross_tenant_replication_enabled",
            to="properties.allowCrossTenantReplication",
            default=Since({3: True, 4: False, 5: False}),
        ),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        flag("shared_access_key_enabled", to="properties.allowSharedKeyAccess", default=True),
        flag(
            "default_to_oauth_authentication",
            to="properties.defaultToOAuthAuthentication",
            default=False,
        ),
        flag("is_hns_enabled", to="properties.isHnsEnabled", default=False),
        flag("sftp_enabled", to="properties.isSftpEnabled", default=False),
        flag("nfsv3_enabled", to="properties.isNfsV3Enabled", default=False),
        flag("local_user_enabled", to="properties.isLocalUserEnabled", default=True),
        flag(
            "https_traffic_only_enabled",
            "enable_https_traffic_only",
            to="properties.supportsHttpsTrafficOnly",
            default=True,
        ),
        move("min_tls_version", to="properties.minimumTlsVersion", default="TLS1_2"),
        move("allowed_copy_scope", to="properties.allowedCopyScope"),
        move("access_tier", to="properties.accessTier", default="Hot"),
        block(
            "sas_policy",
            to="properties.sasPolicy",
            parts=(
                move("expiration_period", to="sasExpirationPeriod"),
                move("expiration_action", to="expirationAction", default="Log"),
            ),
        ),
        block("network_rules", to="properties.networkAcls", parts=NETWORK_RULES),
        flag(
            "infrastructure_encryption_enabled",
            to="properties.encryption.requireInfrastructureEncryption",
            default=False,
        ),
        move("dns_endpoint_type", to="properties.dnsEndpointType", default="Standard"),
        block(
            "immutability_policy",
            to="properties.immutableStorageWithVersioning",
            parts=(
                Fixed("enabled", True),
                move("state", to="immutabilityPolicy.state"),
                number(
                    "period_since_creation_in_days",
                    to="immutabilityPolicy.immutabilityPeriodSinceCreationInDays",
                ),
            ),
        ),
        block(
            "customer_managed_key",
            to="",
            parts=(
                Fixed("properties.encryption.keySource", "Microsoft.Keyvault"),
                Computed(
                    ("key_vault_key_id", "managed_hsm_key_id"),
                    ("properties.encryption.keyvaultproperties",),
                    _key,
                ),
                move(
                    "user_assigned_identity_id",
                    to="properties.encryption.identity.userAssignedIdentity",
                ),
            ),
        ),
    ),
    inline=(
        Inline(("static_website",), CONTAINERS, "blobServices/default/containers", "", (), "$web"),
    ),
    computed={
        f"primary_{service}_{what}": ("https://{name}." if what == "endpoint" else "{name}.")
        + f"{service}.core.windows.net"
        + ("/" if what == "endpoint" else "")
        for service in ("blob", "dfs", "file", "queue", "table")
        for what in ("endpoint", "host")
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
              shared_access_key_enabled     = "false"
              network_rules {
                default_action = "Deny"
                ip_rules       = ["203.0.113.7"]
                private_link_access {
                  endpoint_resource_id = "/subscriptions/s/resourcegroups/g/providers/Microsoft.Search/searchServices/x"
                }
              }
              customer_managed_key {
                key_vault_key_id          = "https://kv.vault.azure.net/keys/k/1"
                user_assigned_identity_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i"
              }
              static_website {
                index_document = "index.html"
              }
            }
            """,
            {
                "sku.name": "Standard_GRS",
                "properties.publicNetworkAccess": "Disabled",
                "properties.allowSharedKeyAccess": False,
                "properties.allowBlobPublicAccess": True,
                "properties.networkAcls.defaultAction": "Deny",
                "properties.networkAcls.ipRules[0].value": "203.0.113.7",
                "properties.networkAcls.bypass": "AzureServices",
                "properties.encryption.keyvaultproperties.keyvaulturi": "https://kv.vault.azure.net/",
                "properties.encryption.keyvaultproperties.keyname": "k",
                f"child:{CONTAINERS}:properties": ABSENT,
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
              infrastructure_encryption_enabled = true
              immutability_policy {
                allow_protected_append_writes = false
                state                         = "Locked"
                period_since_creation_in_days = 30
              }
            }
            """,
            {
                "properties.allowBlobPublicAccess": False,
                "properties.networkAcls": ABSENT,
                "properties.encryption.requireInfrastructureEncryption": True,
                "properties.immutableStorageWithVersioning.immutabilityPolicy.state": "Locked",
            },
            provider=5,
        ),
    ),
)
