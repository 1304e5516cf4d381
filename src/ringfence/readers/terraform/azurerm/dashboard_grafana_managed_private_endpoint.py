"""A private endpoint from a Grafana to a resource."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_dashboard_grafana_managed_private_endpoint",
    arm="Microsoft.Dashboard/grafana/managedPrivateEndpoints",
    place=Under("Microsoft.Dashboard/grafana", "managedPrivateEndpoints", ("grafana_id",)),
    parts=(
        *COMMON,
        move("private_link_resource_id", to="properties.privateLinkResourceId"),
        move("group_ids", to="properties.groupIds"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_dashboard_grafana_managed_private_endpoint" "x" {
              name = "x"
              location = "westeurope"
              grafana_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Dashboard/grafana/g"
              private_link_resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Monitor/accounts/amw"
              group_ids = ["prometheusMetrics"]
            }
            """,
            {
                "properties.privateLinkResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Monitor/accounts/amw",
            },
        ),
    ),
)
