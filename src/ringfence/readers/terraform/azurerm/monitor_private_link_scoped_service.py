"""Puts a workspace or component into a private link scope."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_monitor_private_link_scoped_service",
    arm="Microsoft.Insights/privateLinkScopes/scopedResources",
    place=Under(
        "Microsoft.Insights/privateLinkScopes",
        "scopedResources",
        names=("scope_name",),
        group=True,
    ),
    parts=(move("linked_resource_id", to="properties.linkedResourceId"),),
    examples=(
        Example(
            """
            resource "azurerm_monitor_private_link_scoped_service" "log" {
              name                = "log"
              resource_group_name = "rg"
              scope_name          = "ampls"
              linked_resource_id  = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log"
            }
            """,
            {
                "properties.linkedResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log"
            },
        ),
    ),
)
