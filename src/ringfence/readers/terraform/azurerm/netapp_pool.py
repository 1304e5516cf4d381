"""A pool of NetApp volumes."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_netapp_pool",
    arm="Microsoft.NetApp/netAppAccounts/capacityPools",
    place=Under(
        "Microsoft.NetApp/netAppAccounts", "capacityPools", names=("account_name",), group=True
    ),
    parts=(
        *COMMON,
        move("service_level", to="properties.serviceLevel"),
        move("encryption_type", to="properties.encryptionType", default="Single"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_netapp_pool" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              account_name = "na"
              service_level = "Premium"
              size_in_tb = 4
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.NetApp/netAppAccounts/na/capacityPools/x",
                "properties.encryptionType": "Single",
            },
        ),
    ),
)
