"""A profile of a perimeter: rules for the resources that are in it."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_network_security_perimeter_profile",
    arm="Microsoft.Network/networkSecurityPerimeters/profiles",
    place=Under(
        "Microsoft.Network/networkSecurityPerimeters",
        "profiles",
        ("network_security_perimeter_id",),
    ),
    examples=(
        Example(
            """
            resource "azurerm_network_security_perimeter_profile" "data" {
              name                          = "data"
              network_security_perimeter_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkSecurityPerimeters/nsp"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkSecurityPerimeters/nsp/profiles/data"
            },
        ),
    ),
)
