"""Addresses that a Synapse workspace admits."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import ADDRESSES

MAPPING = Mapping(
    terraform="azurerm_synapse_firewall_rule",
    arm="Microsoft.Synapse/workspaces/firewallRules",
    place=Under("Microsoft.Synapse/workspaces", "firewallRules", ("synapse_workspace_id",)),
    parts=ADDRESSES,
    examples=(
        Example(
            """
            resource "azurerm_synapse_firewall_rule" "office" {
              name                 = "office"
              synapse_workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/w"
              start_ip_address     = "203.0.113.0"
              end_ip_address       = "203.0.113.255"
            }
            """,
            {
                "properties.startIpAddress": "203.0.113.0",
                "properties.endIpAddress": "203.0.113.255",
            },
        ),
    ),
)
