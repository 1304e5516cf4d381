"""Points an inbound NAT rule of a load balancer at an address of an interface."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping, Piece
from ringfence.readers.terraform.places import Under

INTERFACES = "Microsoft.Network/networkInterfaces"

MAPPING = Mapping(
    terraform="azurerm_network_interface_nat_rule_association",
    arm=INTERFACES,
    place=Under(INTERFACES, "", ("network_interface_id",), name=""),
    pieces=(
        Piece(
            "network_interface_id",
            (INTERFACES,),
            "properties.ipConfigurations[].properties.loadBalancerInboundNatRules",
            "append",
            (move("nat_rule_id", to="id"),),
            only="ip_configuration_name",
        ),
    ),
    only_piece=True,
    examples=(
        Example(
            """
            resource "azurerm_network_interface_nat_rule_association" "gpu" {
              network_interface_id  = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkInterfaces/nic"
              ip_configuration_name = "main"
              nat_rule_id           = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/loadBalancers/lb/inboundNatRules/ssh"
            }
            """,
            {
                "fold:properties.ipConfigurations.properties.loadBalancerInboundNatRules[0].id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/loadBalancers/lb/inboundNatRules/ssh"
            },
        ),
    ),
)
