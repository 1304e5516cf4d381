"""What API Management writes down of each call, the prompt itself perhaps."""

from ringfence.readers.terraform.build import block, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_api_management_diagnostic",
    arm="Microsoft.ApiManagement/service/diagnostics",
    place=Under(
        "Microsoft.ApiManagement/service",
        "diagnostics",
        names=("api_management_name",),
        group=True,
        name="identifier",
    ),
    parts=(
        move("api_management_logger_id", to="properties.loggerId"),
        move("verbosity", to="properties.verbosity"),
        *(
            block(
                f"{side}_{what}",
                to=f"properties.{side}.{what}",
                parts=(number("body_bytes", to="body.bytes"), move("headers_to_log", to="headers")),
            )
            for side in ("frontend", "backend")
            for what in ("request", "response")
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_api_management_diagnostic" "x" {
              resource_group_name = "rg"
              api_management_name = "apim"
              identifier = "applicationinsights"
              api_management_logger_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/apim/loggers/l"
              frontend_request {
                body_bytes = 8192
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/apim/diagnostics/applicationinsights",
                "properties.loggerId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/apim/loggers/l",
                "properties.frontend.request.body.bytes": 8192,
            },
        ),
    ),
)
