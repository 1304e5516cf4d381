"""Where a data factory runs, on machines of the customer."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.factories import in_factory
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed

MAPPING = Mapping(
    terraform="azurerm_data_factory_integration_runtime_self_hosted",
    arm="Microsoft.DataFactory/factories/integrationruntimes",
    place=in_factory("integrationruntimes"),
    parts=(
        Fixed("properties.type", "SelfHosted"),
        block(
            "rbac_authorization",
            to="properties.typeProperties.linkedInfo",
            parts=(Fixed("authorizationType", "RBAC"), move("resource_id", to="resourceId")),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_integration_runtime_self_hosted" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              rbac_authorization {
                resource_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/hub/integrationruntimes/onprem"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/integrationruntimes/x",
                "properties.type": "SelfHosted",
                "properties.typeProperties.linkedInfo.resourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/hub/integrationruntimes/onprem",
            },
        ),
    ),
)
