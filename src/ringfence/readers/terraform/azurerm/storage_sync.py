"""Keeps file shares and servers alike."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_storage_sync",
    arm="Microsoft.StorageSync/storageSyncServices",
    place=InGroup(),
    parts=(
        *COMMON,
        move(
            "incoming_traffic_policy",
            to="properties.incomingTrafficPolicy",
            default="AllowAllTraffic",
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_storage_sync" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              incoming_traffic_policy = "AllowVirtualNetworksOnly"
            }
            """,
            {
                "properties.incomingTrafficPolicy": "AllowVirtualNetworksOnly",
            },
        ),
    ),
)
