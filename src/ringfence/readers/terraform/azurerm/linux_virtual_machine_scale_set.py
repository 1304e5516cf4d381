"""A scale set with Linux."""

from ringfence.readers.terraform.hosts import UNIFORM
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup

MAPPING = Mapping(
    terraform="azurerm_linux_virtual_machine_scale_set",
    arm="Microsoft.Compute/virtualMachineScaleSets",
    place=InGroup(),
    parts=UNIFORM,
    examples=(
        Example(
            """
            resource "azurerm_linux_virtual_machine_scale_set" "serve" {
              name                = "vmss-serve"
              resource_group_name = "rg"
              location            = "westeurope"
              sku                 = "Standard_NC24ads_A100_v4"
              instances           = 2
              admin_username      = "ops"
              network_interface {
                name                      = "nic"
                primary                   = true
                network_security_group_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/nsg"
                ip_configuration {
                  name      = "main"
                  primary   = true
                  subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
                  public_ip_address {
                    name = "pip"
                  }
                }
              }
              os_disk {
                caching              = "None"
                storage_account_type = "Premium_LRS"
              }
            }
            """,
            {
                "sku.name": "Standard_NC24ads_A100_v4",
                "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[0].properties.networkSecurityGroup.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/nsg",
                "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[0].properties.ipConfigurations[0].properties.publicIPAddressConfiguration.name": "pip",
                "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[0].properties.ipConfigurations[0].properties.subnet.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
            },
        ),
    ),
)
