"""A catalogue of what people may ask for."""

from ringfence.readers.terraform.build import flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory

STATES = {True: "published", False: "unpublished", "true": "published", "false": "unpublished"}

MAPPING = Mapping(
    terraform="azuread_access_package_catalog",
    arm="Microsoft.Graph/accessPackageCatalogs",
    place=InDirectory("accessPackageCatalogs"),
    parts=(
        move("display_name", to="properties.displayName"),
        flag("externally_visible", to="properties.isExternallyVisible"),
        move("published", to="properties.state", convert=STATES),
    ),
    name="display_name",
    examples=(
        Example(
            """
            resource "azuread_access_package_catalog" "x" {
              display_name = "c"
              description = "d"
              externally_visible = true
            }
            """,
            {
                "properties.isExternallyVisible": True,
            },
        ),
    ),
)
