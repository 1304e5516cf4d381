"""A managed Redis and its database."""

from ringfence.readers.terraform.build import block, enabled, move
from ringfence.readers.terraform.mapping import Example, Inline, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY, key_url

MAPPING = Mapping(
    terraform="azurerm_managed_redis",
    arm="Microsoft.Cache/redisEnterprise",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku_name", to="sku.name"),
        move("public_network_access", to="properties.publicNetworkAccess", default="Enabled"),
        enabled("high_availability_enabled", to="properties.highAvailability", default=True),
        block(
            "customer_managed_key",
            to="properties.encryption.customerManagedKeyEncryption",
            parts=(
                move("key_vault_key_id", to="keyEncryptionKeyUrl", convert=key_url),
                move(
                    "user_assigned_identity_id",
                    to="keyEncryptionKeyIdentity.userAssignedIdentityResourceId",
                ),
            ),
        ),
    ),
    inline=(
        Inline(
            ("default_database",),
            "Microsoft.Cache/redisEnterprise/databases",
            "databases",
            "",
            (
                enabled(
                    "access_keys_authentication_enabled",
                    to="properties.accessKeysAuthentication",
                    default=False,
                ),
                move("client_protocol", to="properties.clientProtocol", default="Encrypted"),
                move("geo_replication_group_name", to="properties.geoReplication.groupNickname"),
            ),
            "default",
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_managed_redis" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              sku_name = "Balanced_B3"
              public_network_access = "Disabled"
              default_database {
                client_protocol = "Encrypted"
                geo_replication_group_name = "g"
              }
            }
            """,
            {
                "sku.name": "Balanced_B3",
                "properties.publicNetworkAccess": "Disabled",
                "child:Microsoft.Cache/redisEnterprise/databases:properties.geoReplication.groupNickname": "g",
                "child:Microsoft.Cache/redisEnterprise/databases:properties.accessKeysAuthentication": "Disabled",
            },
        ),
    ),
)
