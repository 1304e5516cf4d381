"""Lets an application act for users in another one."""

from ringfence.model.facts import Unknown, Value
from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InDirectory


def as_scope(value: Value) -> Value:
    """Return permissions as the one text that Graph writes."""
    if isinstance(value, list):
        for each in value:
            if isinstance(each, Unknown):
                return each
        return " ".join(map(str, value))
    return value


MAPPING = Mapping(
    terraform="azuread_service_principal_delegated_permission_grant",
    arm="Microsoft.Graph/oauth2PermissionGrants",
    place=InDirectory("oauth2PermissionGrants"),
    parts=(
        move("service_principal_object_id", to="properties.clientId"),
        move("resource_service_principal_object_id", to="properties.resourceId"),
        move("user_object_id", to="properties.principalId"),
        move("claim_values", to="properties.scope", convert=as_scope),
    ),
    examples=(
        Example(
            """
            resource "azuread_service_principal_delegated_permission_grant" "x" {
              service_principal_object_id = "00000000-0000-0000-0000-000000000001"
              resource_service_principal_object_id = "00000000-0000-0000-0000-0000000000aa"
              claim_values = ["User.Read.All", "openid"]
            }
            """,
            {
                "properties.clientId": "00000000-0000-0000-0000-000000000001",
                "properties.scope": "User.Read.All openid",
            },
        ),
    ),
)
