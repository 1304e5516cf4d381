"""A peering of a circuit."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_express_route_circuit_peering",
    arm="Microsoft.Network/expressRouteCircuits/peerings",
    place=Under(
        "Microsoft.Network/expressRouteCircuits",
        "peerings",
        names=("express_route_circuit_name",),
        group=True,
        name="peering_type",
    ),
    parts=(
        move("peering_type", to="properties.peeringType"),
        block(
            "microsoft_peering_config",
            to="properties.microsoftPeeringConfig",
            parts=(move("advertised_public_prefixes", to="advertisedPublicPrefixes"),),
        ),
    ),
    name="peering_type",
    examples=(
        Example(
            """
            resource "azurerm_express_route_circuit_peering" "office" {
              peering_type               = "AzurePrivatePeering"
              express_route_circuit_name = "erc"
              resource_group_name        = "rg"
              vlan_id                    = 100
            }
            """,
            {"properties.peeringType": "AzurePrivatePeering"},
        ),
    ),
)
