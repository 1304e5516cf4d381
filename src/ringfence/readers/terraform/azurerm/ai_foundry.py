"""A hub of Azure AI Foundry: a machine learning workspace of kind Hub."""

from ringfence.readers.terraform.build import flag, move
from ringfence.readers.terraform.foundry import WORKSPACE
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup

MAPPING = Mapping(
    terraform="azurerm_ai_foundry",
    arm="Microsoft.MachineLearningServices/workspaces",
    place=InGroup(),
    parts=(
        *WORKSPACE,
        flag("high_business_impact_enabled", to="properties.hbiWorkspace", default=False),
        Fixed("kind", "Hub"),
        move("public_network_access", to="properties.publicNetworkAccess", default="Enabled"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_ai_foundry" "hub" {
              name                = "hub"
              resource_group_name = "rg"
              location            = "westeurope"
              key_vault_id        = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv"
              storage_account_id  = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              identity {
                type = "SystemAssigned"
              }
            }
            """,
            {"kind": "Hub", "properties.publicNetworkAccess": "Enabled"},
        ),
    ),
)
