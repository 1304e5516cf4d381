"""A scale set in the form of older providers."""

from ringfence.readers.terraform.build import block, each, flag, ids, move, number, reference
from ringfence.readers.terraform.hosts import IMAGE
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

PROFILE = "properties.virtualMachineProfile"

MAPPING = Mapping(
    terraform="azurerm_virtual_machine_scale_set",
    arm="Microsoft.Compute/virtualMachineScaleSets",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        block(
            "sku",
            to="sku",
            parts=(
                move("name", to="name"),
                move("tier", to="tier"),
                number("capacity", to="capacity"),
            ),
        ),
        each(
            "network_profile",
            to=f"{PROFILE}.networkProfile.networkInterfaceConfigurations",
            parts=(
                move("name", to="name"),
                flag("primary", to="properties.primary"),
                flag("ip_forwarding", to="properties.enableIPForwarding", default=False),
                reference("network_security_group_id", to="properties.networkSecurityGroup"),
                each(
                    "ip_configuration",
                    to="properties.ipConfigurations",
                    parts=(
                        move("name", to="name"),
                        flag("primary", to="properties.primary"),
                        reference("subnet_id", to="properties.subnet"),
                        ids(
                            "application_security_group_ids",
                            to="properties.applicationSecurityGroups",
                        ),
                        ids(
                            "load_balancer_backend_address_pool_ids",
                            to="properties.loadBalancerBackendAddressPools",
                        ),
                        ids(
                            "load_balancer_inbound_nat_rules_ids",
                            to="properties.loadBalancerInboundNatPools",
                        ),
                        ids(
                            "application_gateway_backend_address_pool_ids",
                            to="properties.applicationGatewayBackendAddressPools",
                        ),
                        block(
                            "public_ip_address_configuration",
                            to="properties.publicIPAddressConfiguration",
                            parts=(
                                move("name", to="name"),
                                move(
                                    "domain_name_label",
                                    to="properties.dnsSettings.domainNameLabel",
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        block(
            "storage_profile_image_reference",
            to=f"{PROFILE}.storageProfile.imageReference",
            parts=(*IMAGE, move("id", to="id")),
        ),
        Fixed("properties.orchestrationMode", "Uniform"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_virtual_machine_scale_set" "serve" {
              name                = "vmss"
              resource_group_name = "rg"
              location            = "westeurope"
              upgrade_policy_mode = "Manual"
              sku {
                name     = "Standard_NC6"
                tier     = "Standard"
                capacity = 2
              }
              network_profile {
                name    = "nic"
                primary = true
                ip_configuration {
                  name      = "main"
                  primary   = true
                  subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
                }
              }
            }
            """,
            {
                "sku.name": "Standard_NC6",
                f"{PROFILE}.networkProfile.networkInterfaceConfigurations[0].properties.ipConfigurations[0].properties.subnet.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
            },
        ),
    ),
)
