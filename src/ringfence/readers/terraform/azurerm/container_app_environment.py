"""An environment of container apps: their network and their log."""

from ringfence.readers.terraform.build import flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_container_app_environment",
    arm="Microsoft.App/managedEnvironments",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move(
            "infrastructure_subnet_id",
            to="properties.vnetConfiguration.infrastructureSubnetId",
        ),
        flag(
            "internal_load_balancer_enabled",
            to="properties.vnetConfiguration.internal",
            default=False,
        ),
        move("public_network_access", to="properties.publicNetworkAccess"),
        move("logs_destination", to="properties.appLogsConfiguration.destination"),
        move(
            "log_analytics_workspace_id",
            to="properties.appLogsConfiguration.logAnalyticsConfiguration.customerId",
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_container_app_environment" "apps" {
              name                           = "cae"
              resource_group_name            = "rg"
              location                       = "westeurope"
              infrastructure_subnet_id       = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
              internal_load_balancer_enabled = true
            }
            """,
            {
                "properties.vnetConfiguration.internal": True,
                "properties.vnetConfiguration.infrastructureSubnetId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
            },
        ),
    ),
)
