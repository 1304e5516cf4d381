"""A job of Stream Analytics: reads events, writes what its query makes of them."""

from ringfence.readers.terraform.build import block, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_stream_analytics_job",
    arm="Microsoft.StreamAnalytics/streamingjobs",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku_name", to="properties.sku.name", default="Standard"),
        reference("stream_analytics_cluster_id", to="properties.cluster"),
        move("transformation_query", to="properties.transformation.properties.query"),
        move(
            "content_storage_policy", to="properties.contentStoragePolicy", default="SystemAccount"
        ),
        block(
            "job_storage_account",
            to="properties.jobStorageAccount",
            parts=(
                move("account_name", to="accountName"),
                move("authentication_mode", to="authenticationMode", default="ConnectionString"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_stream_analytics_job" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              stream_analytics_cluster_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StreamAnalytics/clusters/sac"
              transformation_query        = "SELECT * INTO out FROM prompts"
              identity {
                type = "SystemAssigned"
              }
            }
            """,
            {
                "properties.cluster.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StreamAnalytics/clusters/sac",
                "properties.transformation.properties.query": "SELECT * INTO out FROM prompts",
                "identity.type": "SystemAssigned",
            },
        ),
    ),
)
