"""A static site, and the repository that it comes from. Its settings and tokens are never read."""

from ringfence.readers.terraform.build import enabled, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_static_web_app",
    arm="Microsoft.Web/staticSites",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku_tier", to="sku.tier", default="Free"),
        move("sku_size", to="sku.name", default="Free"),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        move("repository_url", to="properties.repositoryUrl"),
        move("repository_branch", to="properties.branch"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_static_web_app" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              sku_tier = "Standard"
              sku_size = "Standard"
              repository_url = "https://github.com/acme/site"
              public_network_access_enabled = false
            }
            """,
            {
                "properties.publicNetworkAccess": "Disabled",
                "properties.repositoryUrl": "https://github.com/acme/site",
            },
        ),
    ),
)
