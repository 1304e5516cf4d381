"""A route server: exchanges routes with appliances. ARM keeps it as a virtual hub."""

from ringfence.readers.terraform.build import flag
from ringfence.readers.terraform.mapping import Example, Inline, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_route_server",
    arm="Microsoft.Network/virtualHubs",
    place=InGroup(),
    parts=(
        *COMMON,
        Fixed("properties.sku", "Standard"),
        flag("branch_to_branch_traffic_enabled", to="properties.allowBranchToBranchTraffic"),
    ),
    inline=(
        Inline(
            ("subnet_id",),
            "Microsoft.Network/virtualHubs/ipConfigurations",
            "ipConfigurations",
            "",
            (),
            "ipConfig1",
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_route_server" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
             public_ip_address_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/publicIPAddresses/p"
              sku = "Standard"
              subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/RouteServerSubnet"
              branch_to_branch_traffic_enabled = true
            }
            """,
            {
                "properties.allowBranchToBranchTraffic": True,
            },
        ),
    ),
)
