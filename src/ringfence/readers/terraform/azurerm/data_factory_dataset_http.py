"""A dataset of a data factory: a page of the web."""

from ringfence.readers.terraform.factories import dataset, in_factory, typed
from ringfence.readers.terraform.mapping import Example, Mapping

MAPPING = Mapping(
    terraform="azurerm_data_factory_dataset_http",
    arm="Microsoft.DataFactory/factories/datasets",
    place=in_factory("datasets"),
    parts=dataset(
        "HttpFile", typed("relative_url", "relativeUrl"), typed("request_method", "requestMethod")
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_dataset_http" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              linked_service_name = "st"
              relative_url   = "/upload"
              request_method = "POST"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/datasets/x",
                "properties.type": "HttpFile",
                "properties.linkedServiceName.referenceName": "st",
                "properties.typeProperties.relativeUrl": "/upload",
            },
        ),
    ),
)
