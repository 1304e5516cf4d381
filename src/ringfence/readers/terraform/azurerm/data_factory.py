"""A data factory: moves data under an identity. Its pipelines are not modelled."""

from ringfence.readers.terraform.build import block, enabled, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Computed, Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY, factory_key

MAPPING = Mapping(
    terraform="azurerm_data_factory",
    arm="Microsoft.DataFactory/factories",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        enabled("public_network_enabled", to="properties.publicNetworkAccess", default=True),
        move("purview_id", to="properties.purviewConfiguration.purviewResourceId"),
        block(
            "github_configuration",
            to="properties.repoConfiguration",
            parts=(
                Fixed("type", "FactoryGitHubConfiguration"),
                move("account_name", to="accountName"),
                move("repository_name", to="repositoryName"),
                move("git_url", to="hostName"),
                move("branch_name", to="collaborationBranch"),
            ),
        ),
        block(
            "vsts_configuration",
            to="properties.repoConfiguration",
            parts=(
                Fixed("type", "FactoryVSTSConfiguration"),
                move("account_name", to="accountName"),
                move("project_name", to="projectName"),
                move("repository_name", to="repositoryName"),
                move("tenant_id", to="tenantId"),
                move("branch_name", to="collaborationBranch"),
            ),
        ),
        Computed(("customer_managed_key_id",), ("properties.encryption",), factory_key),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory" "move" {
              name                    = "adf"
              resource_group_name     = "rg"
              location                = "westeurope"
              public_network_enabled  = false
              github_configuration {
                account_name    = "acme"
                repository_name = "pipelines"
                branch_name     = "main"
                root_folder     = "/"
              }
              customer_managed_key_id = "https://kv.vault.azure.net/keys/k/1"
            }
            """,
            {
                "properties.publicNetworkAccess": "Disabled",
                "properties.repoConfiguration.repositoryName": "pipelines",
                "properties.encryption.keyName": "k",
            },
        ),
    ),
)
