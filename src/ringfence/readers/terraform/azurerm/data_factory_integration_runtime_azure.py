"""Where a data factory runs, on machines of the service."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.factories import in_factory
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed

MANAGED = {True: "default", False: None, "true": "default", "false": None}

MAPPING = Mapping(
    terraform="azurerm_data_factory_integration_runtime_azure",
    arm="Microsoft.DataFactory/factories/integrationruntimes",
    place=in_factory("integrationruntimes"),
    parts=(
        Fixed("properties.type", "Managed"),
        move("location", to="properties.typeProperties.computeProperties.location"),
        move(
            "virtual_network_enabled",
            to="properties.managedVirtualNetwork.referenceName",
            convert=MANAGED,
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_integration_runtime_azure" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              location                = "westeurope"
              virtual_network_enabled = true
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/integrationruntimes/x",
                "properties.typeProperties.computeProperties.location": "westeurope",
                "properties.managedVirtualNetwork.referenceName": "default",
            },
        ),
    ),
)
