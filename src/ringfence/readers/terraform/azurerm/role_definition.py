"""A custom role."""

from ringfence.model.facts import Value
from ringfence.readers.terraform.build import each, move
from ringfence.readers.terraform.mapping import Arguments, Example, Mapping, Provider
from ringfence.readers.terraform.parts import Computed, Fixed
from ringfence.readers.terraform.places import On


def _scopes(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """Where it may be assigned: its own scope, if nothing else is said."""
    del provider
    given = arguments.get("assignable_scopes")
    if given is None or given == []:
        given = [arguments.get("scope")]
    return {"properties.assignableScopes": given}


MAPPING = Mapping(
    terraform="azurerm_role_definition",
    arm="Microsoft.Authorization/roleDefinitions",
    place=On("scope", name="role_definition_id"),
    parts=(
        move("name", to="properties.roleName"),
        move("description", to="properties.description"),
        Fixed("properties.type", "CustomRole"),
        each(
            "permissions",
            to="properties.permissions",
            parts=(
                move("actions", to="actions"),
                move("not_actions", to="notActions"),
                move("data_actions", to="dataActions"),
                move("not_data_actions", to="notDataActions"),
            ),
        ),
        Computed(("assignable_scopes", "scope"), ("properties.assignableScopes",), _scopes),
    ),
    computed={"role_definition_resource_id": "{id}"},
    examples=(
        Example(
            """
            resource "azurerm_role_definition" "reader" {
              name  = "Model Reader"
              scope = "/subscriptions/s"
              permissions {
                actions      = ["*/read"]
                not_actions  = []
                data_actions = ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"]
              }
            }
            """,
            {
                "properties.roleName": "Model Reader",
                "properties.permissions[0].actions[0]": "*/read",
                "properties.permissions[0].dataActions[0]": "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read",
                "properties.assignableScopes": ["/subscriptions/s"],
            },
        ),
    ),
)
