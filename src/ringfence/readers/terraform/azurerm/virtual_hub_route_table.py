"""A table of routes of a virtual hub."""

from ringfence.readers.terraform.build import each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_virtual_hub_route_table",
    arm="Microsoft.Network/virtualHubs/hubRouteTables",
    place=Under("Microsoft.Network/virtualHubs", "hubRouteTables", ("virtual_hub_id",)),
    parts=(
        move("labels", to="properties.labels"),
        each(
            "route",
            to="properties.routes",
            parts=(
                move("name", to="name"),
                move("destinations", to="destinations"),
                move("destinations_type", to="destinationType"),
                move("next_hop", to="nextHop"),
                move("next_hop_type", to="nextHopType", default="ResourceId"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_virtual_hub_route_table" "x" {
              name = "x"
              virtual_hub_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub"
              labels = ["spokes"]
              route {
                name = "all"
                destinations = ["0.0.0.0/0"]
                destinations_type = "CIDR"
                next_hop = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/azureFirewalls/fw"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub/hubRouteTables/x",
                "properties.routes[0].nextHop": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/azureFirewalls/fw",
                "properties.labels": ["spokes"],
                "properties.routes[0].nextHopType": "ResourceId",
            },
        ),
    ),
)
