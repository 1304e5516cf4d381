"""A script that runs with a deployment, under an identity."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY, without_query

MAPPING = Mapping(
    terraform="azurerm_resource_deployment_script_azure_power_shell",
    arm="Microsoft.Resources/deploymentScripts",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        Fixed("kind", "AzurePowerShell"),
        move("version", to="properties.azPowerShellVersion"),
        move("script_content", to="properties.scriptContent"),
        move("primary_script_uri", to="properties.primaryScriptUri", convert=without_query),
        move("command_line", to="properties.arguments"),
        block(
            "storage_account",
            to="properties.storageAccountSettings",
            parts=(move("name", to="storageAccountName"),),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_resource_deployment_script_azure_power_shell" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              version = "2.40.0"
              retention_interval = "P1D"
              script_content = "az storage blob list"
              identity {
                type = "UserAssigned"
                identity_ids = ["/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id"]
              }
            }
            """,
            {
                "kind": "AzurePowerShell",
                "properties.scriptContent": "az storage blob list",
            },
        ),
    ),
)
