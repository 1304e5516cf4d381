"""Tells another service what happens in a registry: names of images, no content."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import COMMON, without_query

MAPPING = Mapping(
    terraform="azurerm_container_registry_webhook",
    arm="Microsoft.ContainerRegistry/registries/webhooks",
    place=Under(
        "Microsoft.ContainerRegistry/registries", "webhooks", names=("registry_name",), group=True
    ),
    parts=(
        *COMMON,
        move("actions", to="properties.actions"),
        move("status", to="properties.status", default="enabled"),
        move("service_uri", to="properties.serviceUri", convert=without_query),
    ),
    examples=(
        Example(
            """
            resource "azurerm_container_registry_webhook" "x" {
              name = "x"
              resource_group_name = "rg"
              location = "westeurope"
              registry_name = "acr"
              service_uri = "https://hooks.example.org/x?code=secret"
              actions = ["push"]
            }
            """,
            {
                "properties.serviceUri": "https://hooks.example.org/x",
                "properties.status": "enabled",
            },
        ),
    ),
)
