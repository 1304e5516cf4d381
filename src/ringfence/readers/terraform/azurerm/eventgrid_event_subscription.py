"""A subscription to events of a resource: the names of objects, not their content."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import On
from ringfence.readers.terraform.shared import EVENTS

MAPPING = Mapping(
    terraform="azurerm_eventgrid_event_subscription",
    arm="Microsoft.EventGrid/eventSubscriptions",
    place=On("scope"),
    parts=(move("scope", to="scope"), *EVENTS),
    examples=(
        Example(
            """
            resource "azurerm_eventgrid_event_subscription" "uploads" {
              name                 = "uploads"
              scope                = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st"
              included_event_types = ["Microsoft.Storage.BlobCreated"]
              webhook_endpoint {
                url = "https://hook.example.org"
              }
            }
            """,
            {
                "scope": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
                "properties.destination.properties.endpointUrl": "https://hook.example.org",
                "properties.filter.includedEventTypes": ["Microsoft.Storage.BlobCreated"],
            },
        ),
    ),
)
