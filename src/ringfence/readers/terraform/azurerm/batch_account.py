"""A Batch account: runs code on machines of its own."""

from ringfence.readers.terraform.build import block, each, enabled, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_batch_account",
    arm="Microsoft.Batch/batchAccounts",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        move("allowed_authentication_modes", to="properties.allowedAuthenticationModes"),
        move("storage_account_id", to="properties.autoStorage.storageAccountId"),
        block(
            "network_profile",
            to="properties.networkProfile",
            parts=(
                block(
                    "account_access",
                    to="accountAccess",
                    parts=(
                        move("default_action", to="defaultAction", default="Deny"),
                        each("ip_rule", to="ipRules", parts=(move("ip_range", to="value"),)),
                    ),
                ),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_batch_account" "train" {
              name                          = "batch"
              resource_group_name           = "rg"
              location                      = "westeurope"
              public_network_access_enabled = false
              allowed_authentication_modes  = ["AAD"]
            }
            """,
            {
                "properties.publicNetworkAccess": "Disabled",
                "properties.allowedAuthenticationModes": ["AAD"],
            },
        ),
    ),
)
