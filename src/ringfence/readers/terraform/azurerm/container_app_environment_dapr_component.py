"""A component that container apps speak to: a store, a queue, a vault."""

from ringfence.readers.terraform.build import each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_container_app_environment_dapr_component",
    arm="Microsoft.App/managedEnvironments/daprComponents",
    place=Under(
        "Microsoft.App/managedEnvironments", "daprComponents", ("container_app_environment_id",)
    ),
    parts=(
        move("component_type", to="properties.componentType"),
        move("version", to="properties.version"),
        move("scopes", to="properties.scopes"),
        each(
            "metadata",
            to="properties.metadata",
            parts=(
                move("name", to="name"),
                move("value", to="value"),
                move("secret_name", to="secretRef"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_container_app_environment_dapr_component" "x" {
              name = "x"
              container_app_environment_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.App/managedEnvironments/env"
              component_type = "state.azure.blobstorage"
              version = "v1"
              metadata {
                name = "accountName"
                value = "st"
              }
            }
            """,
            {
                "properties.componentType": "state.azure.blobstorage",
                "properties.metadata[0].value": "st",
            },
        ),
    ),
)
