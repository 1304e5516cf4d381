"""What a profile of a perimeter lets in or out."""

from ringfence.readers.terraform.build import ids, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_network_security_perimeter_access_rule",
    arm="Microsoft.Network/networkSecurityPerimeters/profiles/accessRules",
    place=Under(
        "Microsoft.Network/networkSecurityPerimeters/profiles",
        "accessRules",
        ("network_security_perimeter_profile_id",),
    ),
    parts=(
        move("direction", to="properties.direction"),
        move("address_prefixes", to="properties.addressPrefixes"),
        move("fqdns", to="properties.fullyQualifiedDomainNames"),
        move("service_tags", to="properties.serviceTags"),
        ids("subscription_ids", to="properties.subscriptions"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_network_security_perimeter_access_rule" "office" {
              name                                  = "office"
              network_security_perimeter_profile_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkSecurityPerimeters/nsp/profiles/data"
              direction                             = "Inbound"
              address_prefixes                      = ["203.0.113.0/24"]
            }
            """,
            {
                "properties.direction": "Inbound",
                "properties.addressPrefixes": ["203.0.113.0/24"],
            },
        ),
    ),
)
