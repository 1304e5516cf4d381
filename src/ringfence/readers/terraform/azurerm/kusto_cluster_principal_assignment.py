"""Grants a role on a Data Explorer cluster."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_kusto_cluster_principal_assignment",
    arm="Microsoft.Kusto/clusters/principalAssignments",
    place=Under(
        "Microsoft.Kusto/clusters", "principalAssignments", names=("cluster_name",), group=True
    ),
    parts=(
        move("principal_id", to="properties.principalId"),
        move("principal_type", to="properties.principalType"),
        move("role", to="properties.role"),
        move("tenant_id", to="properties.tenantId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_kusto_cluster_principal_assignment" "x" {
              name = "x"
              resource_group_name = "rg"
              cluster_name = "adx"
              principal_id = "00000000-0000-0000-0000-000000000001"
              principal_type = "App"
              role = "AllDatabasesViewer"
              tenant_id = "00000000-0000-0000-0000-00000000000a"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Kusto/clusters/adx/principalAssignments/x",
                "properties.role": "AllDatabasesViewer",
                "properties.tenantId": "00000000-0000-0000-0000-00000000000a",
            },
        ),
    ),
)
