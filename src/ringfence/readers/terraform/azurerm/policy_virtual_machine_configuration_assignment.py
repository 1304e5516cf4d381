"""A configuration that a machine keeps to: code that its agent runs."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import On
from ringfence.readers.terraform.shared import LOCATION, without_query

MAPPING = Mapping(
    terraform="azurerm_policy_virtual_machine_configuration_assignment",
    arm="Microsoft.GuestConfiguration/guestConfigurationAssignments",
    place=On("virtual_machine_id"),
    parts=(
        LOCATION,
        block(
            "configuration",
            to="properties.guestConfiguration",
            parts=(
                move("assignment_type", to="assignmentType"),
                move("content_uri", to="contentUri", convert=without_query),
                move("version", to="version"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_policy_virtual_machine_configuration_assignment" "x" {
              name = "x"
              location = "westeurope"
              virtual_machine_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"
              configuration {
                content_uri = "https://st.blob.core.windows.net/g/c.zip?sig=secret"
              }
            }
            """,
            {
                "properties.guestConfiguration.contentUri": "https://st.blob.core.windows.net/g/c.zip",
            },
        ),
    ),
)
