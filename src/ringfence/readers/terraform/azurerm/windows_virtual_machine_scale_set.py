"""A scale set with Windows."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.hosts import UNIFORM
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup

MAPPING = Mapping(
    terraform="azurerm_windows_virtual_machine_scale_set",
    arm="Microsoft.Compute/virtualMachineScaleSets",
    place=InGroup(),
    parts=UNIFORM,
    examples=(
        Example(
            """
            resource "azurerm_windows_virtual_machine_scale_set" "serve" {
              name                = "vmss-serve"
              resource_group_name = "rg"
              location            = "westeurope"
              sku                 = "Standard_D4s_v5"
              instances           = 2
              admin_username      = "ops"
              admin_password      = "not to be seen"
              network_interface {
                name    = "nic"
                primary = true
                ip_configuration {
                  name      = "main"
                  primary   = true
                  subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
                }
              }
              os_disk {
                caching              = "None"
                storage_account_type = "Premium_LRS"
              }
            }
            """,
            {"sku.capacity": 2, "properties.virtualMachineProfile.osProfile": ABSENT},
        ),
    ),
)
