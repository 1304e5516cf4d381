"""A guest: a person of another tenant who is invited into this one."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory

MAPPING = Mapping(
    terraform="azuread_invitation",
    arm="Microsoft.Graph/users",
    place=InDirectory("users"),
    parts=(
        move("user_display_name", to="properties.displayName"),
        move("user_email_address", to="properties.mail"),
        move("user_type", to="properties.userType", default="Guest"),
    ),
    computed={"user_id": "{principal}"},
    itself={"properties.id": "{principal}"},
    name="user_display_name",
    examples=(
        Example(
            """
            resource "azuread_invitation" "bob" {
              user_email_address = "bob@partner.example"
              redirect_url       = "https://portal.azure.com"
            }
            """,
            {"properties.mail": "bob@partner.example", "properties.userType": "Guest"},
        ),
    ),
)
