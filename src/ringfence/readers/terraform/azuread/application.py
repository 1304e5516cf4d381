"""An application registration: what may sign in as its service principals."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory

MAPPING = Mapping(
    terraform="azuread_application",
    arm="Microsoft.Graph/applications",
    place=InDirectory("applications"),
    parts=(
        move("display_name", to="properties.displayName"),
        move("owners", to="properties.owners"),
        move("sign_in_audience", to="properties.signInAudience", default="AzureADMyOrg"),
    ),
    computed={
        "client_id": "{client}",
        "application_id": "{client}",
        "object_id": "{principal}",
    },
    itself={"properties.id": "{principal}", "properties.appId": "{client}"},
    name="display_name",
    examples=(
        Example(
            """
            resource "azuread_application" "ci" {
              display_name = "ci"
              owners       = ["00000000-0000-0000-0000-000000000001"]
            }
            """,
            {
                "properties.displayName": "ci",
                "properties.owners": ["00000000-0000-0000-0000-000000000001"],
                "properties.signInAudience": "AzureADMyOrg",
            },
        ),
    ),
)
