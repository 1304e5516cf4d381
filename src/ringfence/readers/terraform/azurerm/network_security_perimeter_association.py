"""Puts a resource into a perimeter."""

from ringfence.readers.terraform.build import move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_network_security_perimeter_association",
    arm="Microsoft.Network/networkSecurityPerimeters/resourceAssociations",
    place=Under(
        "Microsoft.Network/networkSecurityPerimeters",
        "resourceAssociations",
        ("network_security_perimeter_profile_id",),
        above=1,
    ),
    parts=(
        reference("resource_id", to="properties.privateLinkResource"),
        reference("network_security_perimeter_profile_id", to="properties.profile"),
        move("access_mode", to="properties.accessMode"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_network_security_perimeter_association" "st" {
              name                                  = "st"
              network_security_perimeter_profile_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkSecurityPerimeters/nsp/profiles/data"
              resource_id                           = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              access_mode                           = "Enforced"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkSecurityPerimeters/nsp/resourceAssociations/st",
                "properties.privateLinkResource.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
                "properties.accessMode": "Enforced",
            },
        ),
    ),
)
