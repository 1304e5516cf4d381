"""Who may ask for an access package, and who must agree."""

from ringfence.readers.terraform.build import block, each, flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory

MAPPING = Mapping(
    terraform="azuread_access_package_assignment_policy",
    arm="Microsoft.Graph/accessPackageAssignmentPolicies",
    place=InDirectory("accessPackageAssignmentPolicies"),
    parts=(
        move("display_name", to="properties.displayName"),
        move("access_package_id", to="properties.accessPackageId"),
        block(
            "requestor_settings",
            to="properties.requestorSettings",
            parts=(
                move("scope_type", to="scopeType"),
                flag("requests_accepted", to="acceptRequests"),
                each(
                    "requestor",
                    to="allowedRequestors",
                    parts=(move("object_id", to="id"), move("subject_type", to="type")),
                ),
            ),
        ),
        block(
            "approval_settings",
            to="properties.requestApprovalSettings",
            parts=(flag("approval_required", to="isApprovalRequired"),),
        ),
    ),
    name="display_name",
    examples=(
        Example(
            """
            resource "azuread_access_package_assignment_policy" "x" {
              access_package_id = "00000000-0000-0000-0000-0000000000aa"
              display_name = "everybody"
              description = "d"
              requestor_settings {
                scope_type = "AllExternalSubjects"
              }
              approval_settings {
                approval_required = false
              }
            }
            """,
            {
                "properties.requestorSettings.scopeType": "AllExternalSubjects",
                "properties.requestApprovalSettings.isApprovalRequired": False,
            },
        ),
    ),
)
