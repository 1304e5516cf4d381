"""A topic of our own that events are sent to."""

from ringfence.readers.terraform.build import each, enabled, inverted, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_eventgrid_topic",
    arm="Microsoft.EventGrid/topics",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("input_schema", to="properties.inputSchema", default="EventGridSchema"),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        inverted("local_auth_enabled", to="properties.disableLocalAuth", default=True),
        each(
            "inbound_ip_rule",
            to="properties.inboundIpRules",
            parts=(move("ip_mask", to="ipMask"), move("action", to="action", default="Allow")),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_eventgrid_topic" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              public_network_access_enabled = false
              local_auth_enabled = false
              inbound_ip_rule {
                ip_mask = "203.0.113.0/24"
              }
            }
            """,
            {
                "properties.publicNetworkAccess": "Disabled",
                "properties.disableLocalAuth": True,
                "properties.inboundIpRules[0].ipMask": "203.0.113.0/24",
                "properties.inboundIpRules[0].action": "Allow",
            },
        ),
    ),
)
