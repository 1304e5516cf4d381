"""A command that runs on a machine, and where its output goes."""

from ringfence.readers.terraform.build import block, each, move
from ringfence.readers.terraform.handed import references
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_virtual_machine_run_command",
    arm="Microsoft.Compute/virtualMachines/runCommands",
    place=Under("Microsoft.Compute/virtualMachines", "runCommands", ("virtual_machine_id",)),
    parts=(
        *COMMON,
        block(
            "source",
            to="properties.source",
            parts=(
                move("command_id", to="commandId"),
                move("script", to="script"),
                move("script_uri", to="scriptUri"),
            ),
        ),
        each(
            "parameter",
            to="properties.parameters",
            parts=(move("name", to="name"), move("value", to="value", convert=references)),
        ),
        each(
            "protected_parameter",
            to="properties.protectedParameters",
            parts=(move("name", to="name"), move("value", to="value", convert=references)),
        ),
        move("output_blob_uri", to="properties.outputBlobUri"),
        move("error_blob_uri", to="properties.errorBlobUri"),
        move("run_as_user", to="properties.runAsUser"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_virtual_machine_run_command" "setup" {
              name               = "setup"
              location           = "westeurope"
              virtual_machine_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"
              source {
                script_uri = "https://example.org/setup.sh"
              }
            }
            """,
            {"properties.source.scriptUri": "https://example.org/setup.sh"},
        ),
    ),
)
