"""Puts a group or application into a catalogue that people may ask for."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory

MAPPING = Mapping(
    terraform="azuread_access_package_resource_catalog_association",
    arm="Microsoft.Graph/accessPackageResources",
    place=InDirectory("accessPackageResources"),
    parts=(
        move("catalog_id", to="properties.catalogId"),
        move("resource_origin_id", to="properties.originId"),
        move("resource_origin_system", to="properties.originSystem"),
    ),
    examples=(
        Example(
            """
            resource "azuread_access_package_resource_catalog_association" "x" {
              catalog_id = "00000000-0000-0000-0000-0000000000aa"
              resource_origin_id = "00000000-0000-0000-0000-000000000001"
              resource_origin_system = "AadGroup"
            }
            """,
            {
                "properties.originId": "00000000-0000-0000-0000-000000000001",
                "properties.originSystem": "AadGroup",
            },
        ),
    ),
)
