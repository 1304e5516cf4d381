"""A namespace of Event Grid: topics and a broker."""

from ringfence.readers.terraform.build import block, each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_eventgrid_namespace",
    arm="Microsoft.EventGrid/namespaces",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku", to="sku.name", default="Standard"),
        move("public_network_access", to="properties.publicNetworkAccess", default="Enabled"),
        each(
            "inbound_ip_rule",
            to="properties.inboundIpRules",
            parts=(move("ip_mask", to="ipMask"), move("action", to="action", default="Allow")),
        ),
        block(
            "topic_spaces_configuration",
            to="properties.topicSpacesConfiguration",
            parts=(Fixed("state", "Enabled"), move("route_topic_id", to="routeTopicResourceId")),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_eventgrid_namespace" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              public_network_access = "Disabled"
              topic_spaces_configuration {
                route_topic_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.EventGrid/topics/t"
              }
            }
            """,
            {
                "properties.publicNetworkAccess": "Disabled",
                "properties.topicSpacesConfiguration.routeTopicResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.EventGrid/topics/t",
            },
        ),
    ),
)
