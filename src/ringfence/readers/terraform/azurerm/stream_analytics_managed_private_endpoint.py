"""A private endpoint from the network of a streaming cluster to a resource."""

from ringfence.model.facts import Value
from ringfence.readers.terraform.mapping import Arguments, Example, Mapping, Provider
from ringfence.readers.terraform.parts import Computed
from ringfence.readers.terraform.places import Under

CONNECTIONS = "properties.manualPrivateLinkServiceConnections"


def _connection(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    del provider
    inside: dict[str, Value] = {
        "privateLinkServiceId": arguments.get("target_resource_id"),
        "groupIds": [arguments.get("subresource_name")],
    }
    return {CONNECTIONS: [{"properties": inside}]}


MAPPING = Mapping(
    terraform="azurerm_stream_analytics_managed_private_endpoint",
    arm="Microsoft.StreamAnalytics/clusters/privateEndpoints",
    place=Under(
        "Microsoft.StreamAnalytics/clusters",
        "privateEndpoints",
        names=("stream_analytics_cluster_name",),
        group=True,
    ),
    parts=(Computed(("target_resource_id", "subresource_name"), (CONNECTIONS,), _connection),),
    examples=(
        Example(
            """
            resource "azurerm_stream_analytics_managed_private_endpoint" "x" {
              name = "x"
              resource_group_name = "rg"
              stream_analytics_cluster_name = "sac"
              target_resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              subresource_name = "blob"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.StreamAnalytics/clusters/sac/privateEndpoints/x",
                "properties.manualPrivateLinkServiceConnections[0].properties.privateLinkServiceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
                "properties.manualPrivateLinkServiceConnections[0].properties.groupIds": ["blob"],
            },
        ),
    ),
)
