"""A bot: hands what people say to an endpoint."""

from ringfence.readers.terraform.build import enabled, inverted, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_bot_service_azure_bot",
    arm="Microsoft.BotService/botServices",
    place=InGroup(),
    parts=(
        *COMMON,
        Fixed("kind", "azurebot"),
        move("sku", to="sku.name"),
        move("endpoint", to="properties.endpoint"),
        move("microsoft_app_id", to="properties.msaAppId"),
        move("microsoft_app_type", to="properties.msaAppType"),
        move("microsoft_app_tenant_id", to="properties.msaAppTenantId"),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        inverted("local_authentication_enabled", to="properties.disableLocalAuth", default=True),
    ),
    examples=(
        Example(
            """
            resource "azurerm_bot_service_azure_bot" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              sku = "F0"
              microsoft_app_id = "00000000-0000-0000-0000-000000000001"
              endpoint = "https://app.azurewebsites.net/api/messages"
            }
            """,
            {
                "properties.endpoint": "https://app.azurewebsites.net/api/messages",
                "properties.publicNetworkAccess": "Enabled",
            },
        ),
    ),
)
