"""A machine learning workspace.

azurerm 3 creates it closed where no argument opens it, 4 and later open (source of 3.117.1).
"""

from ringfence.readers.terraform.build import block, enabled, flag, inverted, move
from ringfence.readers.terraform.foundry import WORKSPACE
from ringfence.readers.terraform.mapping import Example, Mapping, Since
from ringfence.readers.terraform.places import InGroup

MAPPING = Mapping(
    terraform="azurerm_machine_learning_workspace",
    arm="Microsoft.MachineLearningServices/workspaces",
    place=InGroup(),
    parts=(
        *WORKSPACE,
        flag("high_business_impact", to="properties.hbiWorkspace", default=False),
        move("kind", to="kind", default="Default"),
        move("sku_name", to="sku.name", default="Basic"),
        enabled(
            "public_network_access_enabled",
            "public_access_behind_virtual_network_enabled",
            to="properties.publicNetworkAccess",
            default=Since({3: "Disabled", 4: "Enabled", 5: "Enabled"}),
        ),
        flag("v1_legacy_mode_enabled", to="properties.v1LegacyMode", default=False),
        move("image_build_compute_name", to="properties.imageBuildCompute"),
        move(
            "storage_account_access_type",
            to="properties.systemDatastoresAuthMode",
            default="AccessKey",
        ),
        block(
            "serverless_compute",
            to="properties.serverlessComputeSettings",
            parts=(
                move("subnet_id", to="serverlessComputeCustomSubnet"),
                inverted("public_ip_enabled", to="serverlessComputeNoPublicIP", default=False),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_machine_learning_workspace" "llm" {
              name                          = "mlw-llm"
              resource_group_name           = "rg"
              location                      = "westeurope"
              application_insights_id       = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Insights/components/i"
              key_vault_id                  = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv"
              storage_account_id            = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              public_network_access_enabled = false
              identity {
                type = "SystemAssigned"
              }
              managed_network {
                isolation_mode = "AllowOnlyApprovedOutbound"
              }
            }
            """,
            {
                "properties.publicNetworkAccess": "Disabled",
                "properties.managedNetwork.isolationMode": "AllowOnlyApprovedOutbound",
                "properties.storageAccount": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
                "identity.type": "SystemAssigned",
            },
        ),
        Example(
            """
            resource "azurerm_machine_learning_workspace" "llm" {
              name                    = "mlw-llm"
              resource_group_name     = "rg"
              location                = "westeurope"
              application_insights_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Insights/components/i"
              key_vault_id            = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv"
              storage_account_id      = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              identity {
                type = "SystemAssigned"
              }
            }
            """,
            {"properties.publicNetworkAccess": "Enabled"},
        ),
    ),
)
