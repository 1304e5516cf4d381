"""An extension of a scale set, declared on its own."""

from ringfence.readers.terraform.build import document, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_virtual_machine_scale_set_extension",
    arm="Microsoft.Compute/virtualMachineScaleSets/extensions",
    place=Under(
        "Microsoft.Compute/virtualMachineScaleSets",
        "extensions",
        ("virtual_machine_scale_set_id",),
    ),
    parts=(
        move("publisher", to="properties.publisher"),
        move("type", to="properties.type"),
        move("type_handler_version", to="properties.typeHandlerVersion"),
        document("settings", to="properties.settings"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_virtual_machine_scale_set_extension" "script" {
              name                         = "script"
              virtual_machine_scale_set_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/vmss"
              publisher                    = "Microsoft.Azure.Extensions"
              type                         = "CustomScript"
              type_handler_version         = "2.0"
            }
            """,
            {"properties.type": "CustomScript"},
        ),
    ),
)
