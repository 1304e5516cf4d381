"""Tells another service what happens in a registry: names of images, no content."""

from ringfence.model.facts import Value
from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import COMMON


def without_query(value: Value) -> Value:
    """Return a URL without what may be a key in it."""
    return value.partition("?")[0] if isinstance(value, str) else value


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
