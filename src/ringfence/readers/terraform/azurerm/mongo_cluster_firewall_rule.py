"""Addresses that a cluster of MongoDB admits."""

from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import ADDRESSES

MAPPING = Mapping(
    terraform="azurerm_mongo_cluster_firewall_rule",
    arm="Microsoft.DocumentDB/mongoClusters/firewallRules",
    place=Under("Microsoft.DocumentDB/mongoClusters", "firewallRules", ("mongo_cluster_id",)),
    parts=(*ADDRESSES,),
    examples=(
        Example(
            """
            resource "azurerm_mongo_cluster_firewall_rule" "x" {
              name = "x"
              mongo_cluster_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DocumentDB/mongoClusters/a"
              start_ip_address = "203.0.113.1"
              end_ip_address = "203.0.113.7"
            }
            """,
            {
                "properties.startIpAddress": "203.0.113.1",
                "properties.endIpAddress": "203.0.113.7",
            },
        ),
    ),
)
