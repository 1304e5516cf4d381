"""A client secret of a service principal. Its value is never read."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import UnderDirectory

PRINCIPALS = "Microsoft.Graph/servicePrincipals"

MAPPING = Mapping(
    terraform="azuread_service_principal_password",
    arm=f"{PRINCIPALS}/passwordCredentials",
    place=UnderDirectory(
        "servicePrincipals", "passwordCredentials", PRINCIPALS, ("service_principal_id",)
    ),
    parts=(move("end_date", to="properties.endDateTime"),),
    name="display_name",
    examples=(
        Example(
            """
            resource "azuread_service_principal_password" "ci" {
              service_principal_id = "/servicePrincipals/00000000-0000-0000-0000-0000000000aa"
              end_date             = "2027-01-01T00:00:00Z"
            }
            """,
            {"properties.endDateTime": "2027-01-01T00:00:00Z"},
        ),
    ),
)
