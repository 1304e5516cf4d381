"""Puts configurations of a network manager to work in a region."""

from ringfence.model.facts import Value
from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under


def alone(value: Value) -> Value:
    """Return a list of one."""
    return [value]


MAPPING = Mapping(
    terraform="azurerm_network_manager_deployment",
    arm="Microsoft.Network/networkManagers/commits",
    place=Under(
        "Microsoft.Network/networkManagers",
        "commits/{location}|{scope_access}",
        ("network_manager_id",),
        name="",
    ),
    parts=(
        move("location", to="properties.targetLocations", convert=alone),
        move("scope_access", to="properties.commitType"),
        move("configuration_ids", to="properties.configurationIds"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_network_manager_deployment" "x" {
              location = "westeurope"
              network_manager_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm"
              scope_access = "SecurityAdmin"
              configuration_ids = ["/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm/securityAdminConfigurations/c"]
            }
            """,
            {
                "properties.commitType": "SecurityAdmin",
                "properties.configurationIds": [
                    "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm/securityAdminConfigurations/c"
                ],
                "properties.targetLocations": ["westeurope"],
            },
        ),
    ),
)
