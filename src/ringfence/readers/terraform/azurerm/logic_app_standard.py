"""A logic app on its own machines: a function app that runs workflows."""

from ringfence.readers.terraform.build import block, enabled, flag, move
from ringfence.readers.terraform.handed import FUNCTION_SETTINGS
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY
from ringfence.readers.terraform.web import restrictions

MAPPING = Mapping(
    terraform="azurerm_logic_app_standard",
    arm="Microsoft.Web/sites",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        Fixed("kind", "functionapp,workflowapp"),
        move("app_service_plan_id", to="properties.serverFarmId"),
        move("public_network_access", to="properties.publicNetworkAccess", default="Enabled"),
        move("virtual_network_subnet_id", to="properties.virtualNetworkSubnetId"),
        block(
            "site_config",
            to="properties.siteConfig",
            parts=(
                flag("vnet_route_all_enabled", to="vnetRouteAllEnabled"),
                restrictions("ip_restriction", "ipSecurityRestrictions"),
            ),
        ),
        block(
            "site_config",
            to="",
            parts=(enabled("public_network_access_enabled", to="properties.publicNetworkAccess"),),
        ),
        *FUNCTION_SETTINGS,
    ),
    examples=(
        Example(
            """
            resource "azurerm_logic_app_standard" "flow" {
              name                  = "flow"
              resource_group_name   = "rg"
              location              = "westeurope"
              app_service_plan_id   = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/serverfarms/p"
              public_network_access = "Disabled"
            }
            """,
            {"properties.publicNetworkAccess": "Disabled", "kind": "functionapp,workflowapp"},
        ),
    ),
)
