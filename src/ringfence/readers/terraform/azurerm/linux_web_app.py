"""A web app on Linux."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.handed import SITE_SETTINGS
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON
from ringfence.readers.terraform.web import SITE

MAPPING = Mapping(
    terraform="azurerm_linux_web_app",
    arm="Microsoft.Web/sites",
    place=InGroup(),
    parts=(
        *COMMON,
        *SITE,
        move("service_plan_id", to="properties.serverFarmId"),
        Fixed("kind", "app,linux"),
        *SITE_SETTINGS,
    ),
    examples=(
        Example(
            """
            resource "azurerm_linux_web_app" "chat" {
              name = "app-chat"
              resource_group_name = "rg"
              location            = "westeurope"
              service_plan_id     = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/serverfarms/p"
              public_network_access_enabled = false
              virtual_network_subnet_id     = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
              site_config {
                vnet_route_all_enabled = true
                ip_restriction {
                  action     = "Allow"
                  ip_address = "203.0.113.0/24"
                  priority   = 100
                }
              }
              identity {
                type = "SystemAssigned"
              }
            }
            """,
            {
                "kind": "app,linux",
                "properties.publicNetworkAccess": "Disabled",
                "properties.virtualNetworkSubnetId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
                "properties.siteConfig.vnetRouteAllEnabled": True,
                "properties.siteConfig.ipSecurityRestrictions[0].ipAddress": "203.0.113.0/24",
                "identity.type": "SystemAssigned",
            },
        ),
    ),
)
