"""A user-assigned managed identity."""

from ringfence.readers.identity import principal
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_user_assigned_identity",
    arm="Microsoft.ManagedIdentity/userAssignedIdentities",
    place=InGroup(),
    parts=COMMON,
    computed={"principal_id": "{principal}", "client_id": "{client}"},
    itself={"properties.principalId": "{principal}", "properties.clientId": "{client}"},
    examples=(
        Example(
            """
            resource "azurerm_user_assigned_identity" "train" {
              name                = "id-train"
              resource_group_name = "rg"
              location            = "westeurope"
            }
            """,
            {
                "location": "westeurope",
                "properties.principalId": principal(
                    "/subscriptions/s/resourceGroups/rg/providers"
                    "/Microsoft.ManagedIdentity/userAssignedIdentities/id-train"
                ),
            },
        ),
    ),
)
