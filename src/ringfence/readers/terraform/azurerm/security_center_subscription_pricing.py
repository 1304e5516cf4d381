"""A plan of Defender for Cloud for one kind of resource of the subscription."""

from ringfence.readers.terraform.build import each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import InSubscription

MAPPING = Mapping(
    terraform="azurerm_security_center_subscription_pricing",
    arm="Microsoft.Security/pricings",
    place=InSubscription(name="resource_type", otherwise="VirtualMachines"),
    parts=(
        move("tier", to="properties.pricingTier"),
        move("subplan", to="properties.subPlan"),
        each(
            "extension",
            to="properties.extensions",
            parts=(
                Fixed("isEnabled", "True"),
                move("name", to="name"),
                move("additional_extension_properties", to="additionalExtensionProperties"),
            ),
        ),
    ),
    name="resource_type",
    examples=(
        Example(
            """
            resource "azurerm_security_center_subscription_pricing" "storage" {
              tier          = "Standard"
              resource_type = "StorageAccounts"
              subplan       = "DefenderForStorageV2"
              extension {
                name = "SensitiveDataDiscovery"
              }
            }
            """,
            {
                "id": "/subscriptions/s/providers/Microsoft.Security/pricings/StorageAccounts",
                "properties.pricingTier": "Standard",
                "properties.subPlan": "DefenderForStorageV2",
                "properties.extensions[0].name": "SensitiveDataDiscovery",
                "properties.extensions[0].isEnabled": "True",
            },
        ),
    ),
)
