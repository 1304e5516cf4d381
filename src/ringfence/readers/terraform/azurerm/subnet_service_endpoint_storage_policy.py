"""A service endpoint policy: which storage accounts a subnet's service endpoint leads to."""

from ringfence.readers.terraform.build import each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_subnet_service_endpoint_storage_policy",
    arm="Microsoft.Network/serviceEndpointPolicies",
    place=InGroup(),
    parts=(
        *COMMON,
        each(
            "definition",
            to="properties.serviceEndpointPolicyDefinitions",
            parts=(
                move("name", to="name"),
                move("service", to="properties.service", default="Microsoft.Storage"),
                move("service_resources", to="properties.serviceResources"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_subnet_service_endpoint_storage_policy" "ours" {
              name                = "sep-ours"
              resource_group_name = "rg"
              location            = "westeurope"
              definition {
                name              = "ours"
                service_resources = ["/subscriptions/s"]
              }
            }
            """,
            {
                "properties.serviceEndpointPolicyDefinitions[0].properties.serviceResources": [
                    "/subscriptions/s"
                ],
                "properties.serviceEndpointPolicyDefinitions[0].properties.service": "Microsoft.Storage",
            },
        ),
    ),
)
