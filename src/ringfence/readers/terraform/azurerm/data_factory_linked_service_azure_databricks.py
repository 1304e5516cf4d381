"""A linked service of a data factory to Databricks."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.factories import in_factory, linked, typed
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_linked_service_azure_databricks",
    arm="Microsoft.DataFactory/factories/linkedservices",
    place=in_factory("linkedservices"),
    parts=linked(
        "AzureDatabricks",
        typed("adb_domain", "domain"),
        move(
            "msi_workspace_id",
            "msi_work_space_resource_id",
            to="properties.typeProperties.workspaceResourceId",
        ),
        typed("existing_cluster_id", "existingClusterId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_linked_service_azure_databricks" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              adb_domain          = "https://adb-1.2.azuredatabricks.net"
              msi_workspace_id    = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Databricks/workspaces/adb"
              existing_cluster_id = "1"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/linkedservices/x",
                "properties.type": "AzureDatabricks",
                "properties.typeProperties.domain": "https://adb-1.2.azuredatabricks.net",
                "properties.typeProperties.workspaceResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Databricks/workspaces/adb",
            },
        ),
    ),
)
