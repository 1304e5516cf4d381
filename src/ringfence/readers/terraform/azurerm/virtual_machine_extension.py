"""An extension of a machine: a program that runs on it with the rights of the system."""

from ringfence.readers.terraform.build import document, move
from ringfence.readers.terraform.handed import references
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import TAGS

MAPPING = Mapping(
    terraform="azurerm_virtual_machine_extension",
    arm="Microsoft.Compute/virtualMachines/extensions",
    place=Under("Microsoft.Compute/virtualMachines", "extensions", ("virtual_machine_id",)),
    parts=(
        TAGS,
        move("publisher", to="properties.publisher"),
        move("type", to="properties.type"),
        move("type_handler_version", to="properties.typeHandlerVersion"),
        document("settings", to="properties.settings"),
        move("protected_settings", to="properties.protectedSettings", convert=references),
    ),
    examples=(
        Example(
            """
            resource "azurerm_virtual_machine_extension" "login" {
              name                 = "login"
              virtual_machine_id   = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"
              publisher            = "Microsoft.Azure.ActiveDirectory"
              type                 = "AADSSHLoginForLinux"
              type_handler_version = "1.0"
              settings             = jsonencode({ mdmId = "" })
            }
            """,
            {"properties.type": "AADSSHLoginForLinux", "properties.settings.mdmId": ""},
        ),
    ),
)
