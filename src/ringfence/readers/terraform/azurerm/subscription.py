"""A subscription that Terraform creates or adopts."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InTenant

MAPPING = Mapping(
    terraform="azurerm_subscription",
    arm="Microsoft.Subscription/aliases",
    place=InTenant(name="alias"),
    parts=(
        move("subscription_name", to="properties.displayName"),
        move("subscription_id", to="properties.subscriptionId"),
        move("workload", to="properties.workload"),
    ),
    name="subscription_name",
    examples=(
        Example(
            """
            resource "azurerm_subscription" "llm" {
              subscription_name = "llm"
              subscription_id   = "00000000-0000-0000-0000-00000000000a"
            }
            """,
            {"properties.subscriptionId": "00000000-0000-0000-0000-00000000000a"},
        ),
    ),
)
