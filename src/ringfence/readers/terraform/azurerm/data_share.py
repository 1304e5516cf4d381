"""A share: data sets that others receive."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_data_share",
    arm="Microsoft.DataShare/accounts/shares",
    place=Under("Microsoft.DataShare/accounts", "shares", ("account_id",)),
    parts=(move("kind", to="properties.shareKind"),),
    examples=(
        Example(
            """
            resource "azurerm_data_share" "x" {
              name = "x"
              account_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataShare/accounts/acc"
              kind = "InPlace"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataShare/accounts/acc/shares/x",
                "properties.shareKind": "InPlace",
            },
        ),
    ),
)
