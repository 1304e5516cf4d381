"""A flow of data in a data factory."""

from ringfence.readers.terraform.factories import FLOW, in_factory
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed

MAPPING = Mapping(
    terraform="azurerm_data_factory_data_flow",
    arm="Microsoft.DataFactory/factories/dataflows",
    place=in_factory("dataflows"),
    parts=(Fixed("properties.type", "MappingDataFlow"), *FLOW),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_data_flow" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              script = "source() ~> sink"
              source {
                name = "weights"
                linked_service {
                  name = "st"
                }
              }
              sink {
                name = "out"
                dataset {
                  name = "other"
                }
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/dataflows/x",
                "properties.typeProperties.sources[0].linkedService.referenceName": "st",
                "properties.typeProperties.sinks[0].dataset.referenceName": "other",
            },
        ),
    ),
)
