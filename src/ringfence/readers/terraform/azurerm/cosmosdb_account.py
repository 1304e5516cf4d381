"""A Cosmos DB account."""

from ringfence.model.facts import Value, members
from ringfence.readers.terraform.build import block, each, enabled, flag, inverted, move, number
from ringfence.readers.terraform.mapping import Arguments, Example, Mapping, Provider
from ringfence.readers.terraform.parts import Computed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY, key_url


def _addresses(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """azurerm 3 takes one text with commas, later versions a set."""
    del provider
    given = arguments.get("ip_range_filter")
    if given is None:
        return {}
    if isinstance(given, str):
        given = [each.strip() for each in given.split(",") if each.strip()]
    return {
        "properties.ipRules": [
            {"ipAddressOrRange": address} if doubt is None else doubt
            for address, doubt in members(given)
        ]
    }


MAPPING = Mapping(
    terraform="azurerm_cosmosdb_account",
    arm="Microsoft.DocumentDB/databaseAccounts",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("kind", to="kind", default="GlobalDocumentDB"),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        Computed(("ip_range_filter",), ("properties.ipRules",), _addresses),
        flag(
            "is_virtual_network_filter_enabled",
            to="properties.isVirtualNetworkFilterEnabled",
            default=False,
        ),
        each(
            "virtual_network_rule",
            to="properties.virtualNetworkRules",
            parts=(move("id", to="id"),),
        ),
        move(
            "network_acl_bypass_for_azure_services",
            to="properties.networkAclBypass",
            default="None",
            convert={
                True: "AzureServices",
                False: "None",
                "true": "AzureServices",
                "false": "None",
            },
        ),
        move("network_acl_bypass_ids", to="properties.networkAclBypassResourceIds"),
        inverted("local_authentication_enabled", to="properties.disableLocalAuth", default=True),
        flag("local_authentication_disabled", to="properties.disableLocalAuth"),
        inverted(
            "access_key_metadata_writes_enabled",
            to="properties.disableKeyBasedMetadataWriteAccess",
            default=True,
        ),
        move(
            "key_vault_key_id",
            "managed_hsm_key_id",
            to="properties.keyVaultKeyUri",
            convert=key_url,
        ),
        move(
            "default_identity_type",
            to="properties.defaultIdentity",
            default="FirstPartyIdentity",
        ),
        flag(
            "multiple_write_locations_enabled",
            "enable_multiple_write_locations",
            to="properties.enableMultipleWriteLocations",
            default=False,
        ),
        flag(
            "automatic_failover_enabled",
            "enable_automatic_failover",
            to="properties.enableAutomaticFailover",
            default=False,
        ),
        each(
            "geo_location",
            to="properties.locations",
            parts=(
                move("location", to="locationName"),
                number("failover_priority", to="failoverPriority"),
            ),
        ),
        each("capabilities", to="properties.capabilities", parts=(move("name", to="name"),)),
        block(
            "backup",
            to="properties.backupPolicy",
            parts=(
                move("type", to="type"),
                move("storage_redundancy", to="periodicModeProperties.backupStorageRedundancy"),
            ),
        ),
        move("create_mode", to="properties.createMode"),
        block(
            "restore",
            to="properties.restoreParameters",
            parts=(move("source_cosmosdb_account_id", to="restoreSource"),),
        ),
    ),
    computed={"endpoint": "https://{name}.documents.azure.com:443/"},
    examples=(
        Example(
            """
            resource "azurerm_cosmosdb_account" "chat" {
              name                          = "cosmos-chat"
              resource_group_name           = "rg"
              location                      = "westeurope"
              offer_type                    = "Standard"
              local_authentication_disabled = true
              ip_range_filter               = "203.0.113.7, 198.51.100.8"
              consistency_policy {
                consistency_level = "Session"
              }
              geo_location {
                location          = "westeurope"
                failover_priority = 0
              }
              geo_location {
                location          = "eastus"
                failover_priority = 1
              }
            }
            """,
            {
                "properties.disableLocalAuth": True,
                "properties.ipRules[1].ipAddressOrRange": "198.51.100.8",
                "properties.locations[1].locationName": "eastus",
                "properties.publicNetworkAccess": "Enabled",
            },
            provider=3,
        ),
        Example(
            """
            resource "azurerm_cosmosdb_account" "chat" {
              name                              = "cosmos-chat"
              resource_group_name               = "rg"
              location                          = "westeurope"
              offer_type                        = "Standard"
              ip_range_filter                   = ["203.0.113.7"]
              is_virtual_network_filter_enabled = true
              virtual_network_rule {
                id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
              }
              backup {
                type               = "Periodic"
                storage_redundancy = "Local"
              }
            }
            """,
            {
                "properties.ipRules[0].ipAddressOrRange": "203.0.113.7",
                "properties.virtualNetworkRules[0].id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
                "properties.backupPolicy.periodicModeProperties.backupStorageRedundancy": "Local",
                "properties.disableLocalAuth": False,
            },
        ),
    ),
)
