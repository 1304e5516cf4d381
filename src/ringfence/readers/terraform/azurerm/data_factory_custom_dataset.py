"""A dataset of a data factory of any kind, as JSON."""

from ringfence.readers.terraform.build import block, document, move
from ringfence.readers.terraform.factories import in_factory
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_custom_dataset",
    arm="Microsoft.DataFactory/factories/datasets",
    place=in_factory("datasets"),
    parts=(
        move("type", to="properties.type"),
        block(
            "linked_service",
            to="properties.linkedServiceName",
            parts=(move("name", to="referenceName"),),
        ),
        document("type_properties_json", to="properties.typeProperties"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_custom_dataset" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              type = "Json"
              linked_service {
                name = "st"
              }
              type_properties_json = jsonencode({ location = { container = "weights" } })
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/datasets/x",
                "properties.linkedServiceName.referenceName": "st",
                "properties.typeProperties.location.container": "weights",
            },
        ),
    ),
)
