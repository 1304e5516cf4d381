"""Where agents send what they collect."""

from ringfence.readers.terraform.build import enabled, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_monitor_data_collection_endpoint",
    arm="Microsoft.Insights/dataCollectionEndpoints",
    place=InGroup(),
    parts=(
        *COMMON,
        move("kind", to="kind"),
        enabled(
            "public_network_access_enabled",
            to="properties.networkAcls.publicNetworkAccess",
            default=True,
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_monitor_data_collection_endpoint" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              public_network_access_enabled = false
            }
            """,
            {
                "properties.networkAcls.publicNetworkAccess": "Disabled",
            },
        ),
    ),
)
