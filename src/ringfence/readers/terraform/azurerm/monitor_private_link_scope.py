"""A private link scope of Azure Monitor: one private way to many workspaces."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import TAGS

MAPPING = Mapping(
    terraform="azurerm_monitor_private_link_scope",
    arm="Microsoft.Insights/privateLinkScopes",
    place=InGroup(),
    parts=(
        TAGS,
        Fixed("location", "global"),
        move(
            "ingestion_access_mode",
            to="properties.accessModeSettings.ingestionAccessMode",
            default="Open",
        ),
        move(
            "query_access_mode",
            to="properties.accessModeSettings.queryAccessMode",
            default="Open",
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_monitor_private_link_scope" "llm" {
              name                = "ampls"
              resource_group_name = "rg"
              query_access_mode   = "PrivateOnly"
            }
            """,
            {
                "properties.accessModeSettings.queryAccessMode": "PrivateOnly",
                "properties.accessModeSettings.ingestionAccessMode": "Open",
            },
        ),
    ),
)
