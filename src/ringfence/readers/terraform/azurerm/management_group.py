"""A management group and the subscriptions in it."""

from ringfence.readers.terraform.build import items, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InTenant

MAPPING = Mapping(
    terraform="azurerm_management_group",
    arm="Microsoft.Management/managementGroups",
    place=InTenant(),
    parts=(
        move("display_name", to="properties.displayName"),
        move("parent_management_group_id", to="properties.parentId"),
        items(
            "subscription_ids",
            to="properties.subscriptions",
            make=lambda guid: guid if "/" in str(guid) else f"/subscriptions/{guid}",
        ),
    ),
    computed={"tenant_scoped_id": "{id}"},
    examples=(
        Example(
            """
            resource "azurerm_management_group" "llm" {
              name                       = "mg-llm"
              parent_management_group_id = "/providers/Microsoft.Management/managementGroups/root"
              subscription_ids           = ["00000000-0000-0000-0000-00000000000a"]
            }
            """,
            {
                "properties.parentId": "/providers/Microsoft.Management/managementGroups/root",
                "properties.subscriptions": ["/subscriptions/00000000-0000-0000-0000-00000000000a"],
            },
        ),
    ),
)
