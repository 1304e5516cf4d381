"""A client secret of an application. Its value is never read."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import UnderDirectory

APPLICATIONS = "Microsoft.Graph/applications"

MAPPING = Mapping(
    terraform="azuread_application_password",
    arm=f"{APPLICATIONS}/passwordCredentials",
    place=UnderDirectory(
        "applications",
        "passwordCredentials",
        APPLICATIONS,
        ("application_id", "application_object_id"),
    ),
    parts=(move("end_date", to="properties.endDateTime"),),
    name="display_name",
    examples=(
        Example(
            """
            resource "azuread_application_password" "ci" {
              application_id = "/applications/00000000-0000-0000-0000-0000000000aa"
              display_name   = "ci"
              end_date       = "2027-01-01T00:00:00Z"
            }
            """,
            {"properties.endDateTime": "2027-01-01T00:00:00Z"},
        ),
    ),
)
