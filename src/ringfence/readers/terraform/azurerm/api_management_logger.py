"""Where API Management writes what passes through it."""

from ringfence.readers.terraform.build import block, flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_api_management_logger",
    arm="Microsoft.ApiManagement/service/loggers",
    place=Under(
        "Microsoft.ApiManagement/service", "loggers", names=("api_management_name",), group=True
    ),
    parts=(
        move("resource_id", to="properties.resourceId"),
        flag("buffered", to="properties.isBuffered", default=True),
        block(
            "application_insights",
            to="",
            parts=(Fixed("properties.loggerType", "applicationInsights"),),
        ),
        block(
            "eventhub",
            to="",
            parts=(
                Fixed("properties.loggerType", "azureEventHub"),
                move("name", to="properties.credentials.name"),
                move("endpoint_uri", to="properties.credentials.endpointAddress"),
                move(
                    "user_assigned_identity_client_id", to="properties.credentials.identityClientId"
                ),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_api_management_logger" "x" {
              name = "x"
              resource_group_name = "rg"
              api_management_name = "apim"
              resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.EventHub/namespaces/eh"
              eventhub {
                name = "prompts"
                endpoint_uri = "eh.servicebus.windows.net"
              }
            }
            """,
            {
                "properties.loggerType": "azureEventHub",
                "properties.resourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.EventHub/namespaces/eh",
                "properties.credentials.endpointAddress": "eh.servicebus.windows.net",
            },
        ),
    ),
)
