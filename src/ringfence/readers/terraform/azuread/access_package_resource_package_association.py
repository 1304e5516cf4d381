"""What somebody becomes in a group by an access package."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory

MAPPING = Mapping(
    terraform="azuread_access_package_resource_package_association",
    arm="Microsoft.Graph/accessPackageResourceRoleScopes",
    place=InDirectory("accessPackageResourceRoleScopes"),
    parts=(
        move("access_package_id", to="properties.accessPackageId"),
        move("catalog_resource_association_id", to="properties.resourceId"),
        move("access_type", to="properties.role"),
    ),
    examples=(
        Example(
            """
            resource "azuread_access_package_resource_package_association" "x" {
              access_package_id = "00000000-0000-0000-0000-0000000000aa"
              catalog_resource_association_id = "00000000-0000-0000-0000-000000000001"
              access_type = "Owner"
            }
            """,
            {
                "properties.role": "Owner",
                "properties.accessPackageId": "00000000-0000-0000-0000-0000000000aa",
            },
        ),
    ),
)
