"""A Grafana that shows metrics and logs under its identity."""

from ringfence.readers.terraform.build import each, enabled, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_dashboard_grafana",
    arm="Microsoft.Dashboard/grafana",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku", to="sku.name", default="Standard"),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        enabled("api_key_enabled", to="properties.apiKey", default=False),
        enabled(
            "deterministic_outbound_ip_enabled",
            to="properties.deterministicOutboundIP",
            default=False,
        ),
        each(
            "azure_monitor_workspace_integrations",
            to="properties.grafanaIntegrations.azureMonitorWorkspaceIntegrations",
            parts=(move("resource_id", to="azureMonitorWorkspaceResourceId"),),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_dashboard_grafana" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              grafana_major_version = 11
              public_network_access_enabled = false
              azure_monitor_workspace_integrations {
                resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Monitor/accounts/amw"
              }
            }
            """,
            {
                "properties.publicNetworkAccess": "Disabled",
                "properties.grafanaIntegrations.azureMonitorWorkspaceIntegrations[0].azureMonitorWorkspaceResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Monitor/accounts/amw",
            },
        ),
    ),
)
