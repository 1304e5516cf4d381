"""Admin rules of a network manager and the networks that they are for."""

from ringfence.readers.terraform.build import items
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_network_manager_admin_rule_collection",
    arm="Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections",
    place=Under(
        "Microsoft.Network/networkManagers/securityAdminConfigurations",
        "ruleCollections",
        ("security_admin_configuration_id",),
    ),
    parts=(
        items(
            "network_group_ids",
            to="properties.appliesToGroups",
            make=lambda group: {"networkGroupId": group},
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_network_manager_admin_rule_collection" "x" {
              name = "x"
              security_admin_configuration_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm/securityAdminConfigurations/c"
              network_group_ids = ["/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm/networkGroups/g"]
            }
            """,
            {
                "properties.appliesToGroups[0].networkGroupId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm/networkGroups/g",
            },
        ),
    ),
)
