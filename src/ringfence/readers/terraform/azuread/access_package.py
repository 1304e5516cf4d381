"""What people may ask for together."""

from ringfence.readers.terraform.build import flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory

MAPPING = Mapping(
    terraform="azuread_access_package",
    arm="Microsoft.Graph/accessPackages",
    place=InDirectory("accessPackages"),
    parts=(
        move("display_name", to="properties.displayName"),
        move("catalog_id", to="properties.catalogId"),
        flag("hidden", to="properties.isHidden"),
    ),
    name="display_name",
    examples=(
        Example(
            """
            resource "azuread_access_package" "x" {
              display_name = "llm"
              description = "d"
              catalog_id = "00000000-0000-0000-0000-0000000000aa"
            }
            """,
            {
                "properties.catalogId": "00000000-0000-0000-0000-0000000000aa",
            },
        ),
    ),
)
