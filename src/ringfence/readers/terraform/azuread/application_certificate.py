"""A certificate that an application signs in with. Its value is never read."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import UnderDirectory

MAPPING = Mapping(
    terraform="azuread_application_certificate",
    arm="Microsoft.Graph/applications/keyCredentials",
    place=UnderDirectory(
        "applications",
        "keyCredentials",
        "Microsoft.Graph/applications",
        ("application_id",),
        "key_id",
    ),
    parts=(
        move("type", to="properties.type"),
        move("end_date", to="properties.endDateTime"),
        move("start_date", to="properties.startDateTime"),
    ),
    name="key_id",
    examples=(
        Example(
            """
            resource "azuread_application_certificate" "x" {
              application_id = "/applications/00000000-0000-0000-0000-0000000000aa"
              type = "AsymmetricX509Cert"
              value = "not to be seen"
              end_date = "2027-01-01T00:00:00Z"
            }
            """,
            {
                "properties.endDateTime": "2027-01-01T00:00:00Z",
                "properties.value": ABSENT,
            },
        ),
    ),
)
