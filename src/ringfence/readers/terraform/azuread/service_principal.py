"""The service principal of an application: what roles are granted to."""

from ringfence.readers.terraform.build import flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory

MAPPING = Mapping(
    terraform="azuread_service_principal",
    arm="Microsoft.Graph/servicePrincipals",
    place=InDirectory("servicePrincipals"),
    parts=(
        move("client_id", "application_id", to="properties.appId"),
        move("owners", to="properties.owners"),
        flag("account_enabled", to="properties.accountEnabled", default=True),
    ),
    computed={"object_id": "{principal}"},
    itself={"properties.id": "{principal}"},
    name="display_name",
    examples=(
        Example(
            """
            resource "azuread_service_principal" "ci" {
              client_id = "00000000-0000-0000-0000-0000000000cc"
            }
            """,
            {"properties.appId": "00000000-0000-0000-0000-0000000000cc"},
        ),
    ),
)
