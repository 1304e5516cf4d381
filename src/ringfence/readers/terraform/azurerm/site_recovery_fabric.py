"""A region that Site Recovery copies from or to."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_site_recovery_fabric",
    arm="Microsoft.RecoveryServices/vaults/replicationFabrics",
    place=Under(
        "Microsoft.RecoveryServices/vaults",
        "replicationFabrics",
        names=("recovery_vault_name",),
        group=True,
    ),
    parts=(
        Fixed("properties.customDetails.instanceType", "Azure"),
        move("location", to="properties.customDetails.location"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_site_recovery_fabric" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              recovery_vault_name = "rsv"
            }
            """,
            {
                "properties.customDetails.location": "westeurope",
            },
        ),
    ),
)
