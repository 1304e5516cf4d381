"""A scale set in flexible orchestration."""

from ringfence.readers.terraform.hosts import FLEXIBLE
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup

MAPPING = Mapping(
    terraform="azurerm_orchestrated_virtual_machine_scale_set",
    arm="Microsoft.Compute/virtualMachineScaleSets",
    place=InGroup(),
    parts=FLEXIBLE,
    examples=(
        Example(
            """
            resource "azurerm_orchestrated_virtual_machine_scale_set" "serve" {
              name                        = "vmss-serve"
              resource_group_name         = "rg"
              location                    = "westeurope"
              platform_fault_domain_count = 1
              sku_name                    = "Standard_NC24ads_A100_v4"
              network_interface {
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
                "sku.name": "Standard_NC24ads_A100_v4",
                "properties.orchestrationMode": "Flexible",
                "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[0].properties.primary": True,
            },
        ),
    ),
)
