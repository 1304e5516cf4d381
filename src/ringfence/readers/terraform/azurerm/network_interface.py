"""A network interface."""

from ringfence.readers.terraform.build import each, flag, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_network_interface",
    arm="Microsoft.Network/networkInterfaces",
    place=InGroup(),
    parts=(
        *COMMON,
        each(
            "ip_configuration",
            to="properties.ipConfigurations",
            parts=(
                move("name", to="name"),
                reference("subnet_id", to="properties.subnet"),
                reference("public_ip_address_id", to="properties.publicIPAddress"),
                move("private_ip_address", to="properties.privateIPAddress"),
                move("private_ip_address_allocation", to="properties.privateIPAllocationMethod"),
                move(
                    "private_ip_address_version",
                    to="properties.privateIPAddressVersion",
                    default="IPv4",
                ),
                flag("primary", to="properties.primary"),
                reference(
                    "gateway_load_balancer_frontend_ip_configuration_id",
                    to="properties.gatewayLoadBalancer",
                ),
            ),
        ),
        flag(
            "ip_forwarding_enabled",
            "enable_ip_forwarding",
            to="properties.enableIPForwarding",
            default=False,
        ),
        move("dns_servers", to="properties.dnsSettings.dnsServers"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_network_interface" "gpu" {
              name                = "nic-gpu"
              resource_group_name = "rg"
              location            = "westeurope"
              ip_configuration {
                name                          = "main"
                subnet_id                     = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
                private_ip_address_allocation = "Dynamic"
                public_ip_address_id          = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/publicIPAddresses/p"
              }
            }
            """,
            {
                "properties.ipConfigurations[0].properties.publicIPAddress.id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/publicIPAddresses/p",
                "properties.enableIPForwarding": False,
            },
        ),
    ),
)
