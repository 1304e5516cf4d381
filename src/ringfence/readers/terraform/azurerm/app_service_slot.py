"""A slot of an app, in the form of older providers."""

from ringfence.readers.terraform.build import block, flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import COMMON, IDENTITY
from ringfence.readers.terraform.web import restrictions

MAPPING = Mapping(
    terraform="azurerm_app_service_slot",
    arm="Microsoft.Web/sites/slots",
    place=Under("Microsoft.Web/sites", "slots", names=("app_service_name",), group=True),
    parts=(
        *COMMON,
        IDENTITY,
        move("app_service_plan_id", to="properties.serverFarmId"),
        flag("enabled", to="properties.enabled", default=True),
        flag("https_only", to="properties.httpsOnly", default=False),
        block(
            "site_config",
            to="properties.siteConfig",
            parts=(
                flag("vnet_route_all_enabled", to="vnetRouteAllEnabled", default=False),
                restrictions("ip_restriction", "ipSecurityRestrictions"),
                restrictions("scm_ip_restriction", "scmIpSecurityRestrictions"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_app_service_slot" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              app_service_name = "app"
              app_service_plan_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/serverfarms/p"
              site_config {
                ip_restriction {
                  ip_address = "203.0.113.0/24"
                }
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/app/slots/x",
                "properties.siteConfig.ipSecurityRestrictions[0].ipAddress": "203.0.113.0/24",
            },
            provider=3,
        ),
    ),
)
