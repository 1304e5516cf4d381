"""A key that reads or writes what Application Insights holds. It is never read."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_application_insights_api_key",
    arm="Microsoft.Insights/components/apiKeys",
    place=Under("Microsoft.Insights/components", "apiKeys", ("application_insights_id",)),
    parts=(
        move("read_permissions", to="properties.linkedReadProperties"),
        move("write_permissions", to="properties.linkedWriteProperties"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_application_insights_api_key" "x" {
              name = "x"
              application_insights_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Insights/components/ai"
              read_permissions = ["api"]
            }
            """,
            {
                "properties.linkedReadProperties": ["api"],
            },
        ),
    ),
)
