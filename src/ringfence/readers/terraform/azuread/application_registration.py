"""An application registration whose owners and credentials are declared elsewhere."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory

MAPPING = Mapping(
    terraform="azuread_application_registration",
    arm="Microsoft.Graph/applications",
    place=InDirectory("applications"),
    parts=(
        move("display_name", to="properties.displayName"),
        move("sign_in_audience", to="properties.signInAudience", default="AzureADMyOrg"),
    ),
    computed={"client_id": "{client}", "object_id": "{principal}"},
    itself={"properties.id": "{principal}", "properties.appId": "{client}"},
    name="display_name",
    examples=(
        Example(
            """
            resource "azuread_application_registration" "ci" {
              display_name = "ci"
            }
            """,
            {"properties.displayName": "ci"},
        ),
    ),
)
