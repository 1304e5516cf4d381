"""A person in the directory."""

from ringfence.readers.terraform.build import flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory

MAPPING = Mapping(
    terraform="azuread_user",
    arm="Microsoft.Graph/users",
    place=InDirectory("users"),
    parts=(
        move("display_name", to="properties.displayName"),
        move("user_principal_name", to="properties.userPrincipalName"),
        flag("account_enabled", to="properties.accountEnabled"),
    ),
    computed={"object_id": "{principal}"},
    itself={"properties.id": "{principal}"},
    name="display_name",
    examples=(
        Example(
            """
            resource "azuread_user" "alice" {
              display_name        = "Alice"
              user_principal_name = "alice@example.org"
            }
            """,
            {"properties.userPrincipalName": "alice@example.org"},
        ),
    ),
)
