"""The subnet of an Application Gateway for Containers."""

from ringfence.readers.terraform.build import reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_application_load_balancer_subnet_association",
    arm="Microsoft.ServiceNetworking/trafficControllers/associations",
    place=Under(
        "Microsoft.ServiceNetworking/trafficControllers",
        "associations",
        ("application_load_balancer_id",),
    ),
    parts=(
        Fixed("properties.associationType", "subnets"),
        reference("subnet_id", to="properties.subnet"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_application_load_balancer_subnet_association" "x" {
              name = "x"
              application_load_balancer_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ServiceNetworking/trafficControllers/alb"
              subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/alb"
            }
            """,
            {
                "properties.subnet.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/alb",
            },
        ),
    ),
)
