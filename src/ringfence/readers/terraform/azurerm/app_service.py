"""A web app in the form of older providers."""

from ringfence.readers.terraform.build import block, flag, move
from ringfence.readers.terraform.handed import SITE_SETTINGS
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY
from ringfence.readers.terraform.web import restrictions

MAPPING = Mapping(
    terraform="azurerm_app_service",
    arm="Microsoft.Web/sites",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        Fixed("kind", "app"),
        move("app_service_plan_id", to="properties.serverFarmId"),
        flag("https_only", to="properties.httpsOnly", default=False),
        block(
            "site_config",
            to="properties.siteConfig",
            parts=(
                flag("vnet_route_all_enabled", to="vnetRouteAllEnabled", default=False),
                restrictions("ip_restriction", "ipSecurityRestrictions"),
                flag(
                    "scm_use_main_ip_restriction",
                    to="scmIpSecurityRestrictionsUseMain",
                    default=False,
                ),
                restrictions("scm_ip_restriction", "scmIpSecurityRestrictions"),
            ),
        ),
        *SITE_SETTINGS,
    ),
    examples=(
        Example(
            """
            resource "azurerm_app_service" "chat" {
              name                = "app"
              resource_group_name = "rg"
              location            = "westeurope"
              app_service_plan_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/serverfarms/p"
              site_config {
                ip_restriction {
                  ip_address = "203.0.113.0/24"
                }
              }
            }
            """,
            {
                "properties.siteConfig.ipSecurityRestrictions[0].ipAddress": "203.0.113.0/24",
                "properties.serverFarmId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/serverfarms/p",
            },
            provider=3,
        ),
    ),
)
