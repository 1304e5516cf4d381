"""The address at which an Application Gateway for Containers answers."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import TAGS

MAPPING = Mapping(
    terraform="azurerm_application_load_balancer_frontend",
    arm="Microsoft.ServiceNetworking/trafficControllers/frontends",
    place=Under(
        "Microsoft.ServiceNetworking/trafficControllers",
        "frontends",
        ("application_load_balancer_id",),
    ),
    parts=(TAGS,),
    examples=(
        Example(
            """
            resource "azurerm_application_load_balancer_frontend" "x" {
              name = "x"
              application_load_balancer_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ServiceNetworking/trafficControllers/alb"
              tags = { a = "b" }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ServiceNetworking/trafficControllers/alb/frontends/x",
                "tags.a": "b",
            },
        ),
    ),
)
