"""A deployment slot of a web app on Windows."""

from ringfence.readers.terraform.handed import SITE_SETTINGS
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import TAGS
from ringfence.readers.terraform.web import SITE

MAPPING = Mapping(
    terraform="azurerm_windows_web_app_slot",
    arm="Microsoft.Web/sites/slots",
    place=Under("Microsoft.Web/sites", "slots", ("app_service_id",)),
    parts=(
        TAGS,
        *SITE,
        Fixed("kind", "app"),
        *SITE_SETTINGS,
    ),
    inherits={"location": "app_service_id"},
    examples=(
        Example(
            """
            resource "azurerm_windows_web_app_slot" "chat" {
              name = "app-chat"
              app_service_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/app"
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
                "kind": "app",
                "properties.publicNetworkAccess": "Disabled",
                "properties.virtualNetworkSubnetId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
                "properties.siteConfig.vnetRouteAllEnabled": True,
                "properties.siteConfig.ipSecurityRestrictions[0].ipAddress": "203.0.113.0/24",
                "identity.type": "SystemAssigned",
            },
        ),
    ),
)
