"""Makes a private endpoint a member of an application security group."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

ENDPOINTS = "Microsoft.Network/privateEndpoints"

MAPPING = Mapping(
    terraform="azurerm_private_endpoint_application_security_group_association",
    arm=ENDPOINTS,
    place=Under(ENDPOINTS, "", ("private_endpoint_id",), name=""),
    pieces=(
        Piece(
            "private_endpoint_id",
            (ENDPOINTS,),
            "properties.applicationSecurityGroups",
            "append",
            (move("application_security_group_id", to="id"),),
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_private_endpoint_application_security_group_association" "weights" {
              private_endpoint_id           = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/privateEndpoints/pe"
              application_security_group_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/applicationSecurityGroups/a"
            }
            """,
            {
                "fold:properties.applicationSecurityGroups.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/applicationSecurityGroups/a"
            },
        ),
    ),
)
