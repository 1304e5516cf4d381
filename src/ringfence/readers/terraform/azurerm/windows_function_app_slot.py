"""A deployment slot of a function app on Windows."""

from ringfence.readers.terraform.handed import FUNCTION_SETTINGS
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import TAGS
from ringfence.readers.terraform.web import SITE

MAPPING = Mapping(
    terraform="azurerm_windows_function_app_slot",
    arm="Microsoft.Web/sites/slots",
    place=Under("Microsoft.Web/sites", "slots", ("function_app_id",)),
    parts=(
        TAGS,
        *SITE,
        Fixed("kind", "functionapp"),
        *FUNCTION_SETTINGS,
    ),
    inherits={"location": "function_app_id"},
    examples=(
        Example(
            """
            resource "azurerm_windows_function_app_slot" "chat" {
              name = "app-chat"
              function_app_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/app"
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
                "kind": "functionapp",
                "properties.publicNetworkAccess": "Disabled",
                "properties.virtualNetworkSubnetId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
                "properties.siteConfig.vnetRouteAllEnabled": True,
                "properties.siteConfig.ipSecurityRestrictions[0].ipAddress": "203.0.113.0/24",
                "identity.type": "SystemAssigned",
            },
        ),
    ),
)
