"""The administrator of a Synapse workspace."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_synapse_workspace_aad_admin",
    arm="Microsoft.Synapse/workspaces/administrators",
    place=Under(
        "Microsoft.Synapse/workspaces",
        "administrators/activeDirectory",
        ("synapse_workspace_id",),
        name="",
    ),
    parts=(
        move("login", to="properties.login"),
        move("object_id", to="properties.sid"),
        move("tenant_id", to="properties.tenantId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_synapse_workspace_aad_admin" "x" {
              synapse_workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/syn"
              login = "admins"
              object_id = "00000000-0000-0000-0000-000000000001"
              tenant_id = "00000000-0000-0000-0000-00000000000a"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/syn/administrators/activeDirectory",
                "properties.sid": "00000000-0000-0000-0000-000000000001",
            },
        ),
    ),
)
