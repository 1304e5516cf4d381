"""Delegates a subscription or resource group to another tenant (Azure Lighthouse)."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import On

MAPPING = Mapping(
    terraform="azurerm_lighthouse_assignment",
    arm="Microsoft.ManagedServices/registrationAssignments",
    place=On("scope"),
    parts=(
        move("scope", to="scope"),
        move("lighthouse_definition_id", to="properties.registrationDefinitionId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_lighthouse_assignment" "partner" {
              scope                    = "/subscriptions/s"
              lighthouse_definition_id = "/subscriptions/s/providers/Microsoft.ManagedServices/registrationDefinitions/d"
            }
            """,
            {
                "scope": "/subscriptions/s",
                "properties.registrationDefinitionId": "/subscriptions/s/providers/Microsoft.ManagedServices/registrationDefinitions/d",
            },
        ),
    ),
)
