"""An admin rule of a network manager."""

from ringfence.readers.terraform.build import each, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_network_manager_admin_rule",
    arm="Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections/rules",
    place=Under(
        "Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections",
        "rules",
        ("admin_rule_collection_id",),
    ),
    parts=(
        Fixed("kind", "Custom"),
        move("action", to="properties.access"),
        move("direction", to="properties.direction"),
        number("priority", to="properties.priority"),
        move("protocol", to="properties.protocol"),
        move("source_port_ranges", to="properties.sourcePortRanges"),
        move("destination_port_ranges", to="properties.destinationPortRanges"),
        *(
            each(
                side,
                to=f"properties.{side}s",
                parts=(
                    move("address_prefix", to="addressPrefix"),
                    move("address_prefix_type", to="addressPrefixType"),
                ),
            )
            for side in ("source", "destination")
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_network_manager_admin_rule" "x" {
              name = "x"
              admin_rule_collection_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm/securityAdminConfigurations/c/ruleCollections/r"
              action = "Deny"
              direction = "Outbound"
              priority = 1
              protocol = "Any"
              destination {
                address_prefix_type = "ServiceTag"
                address_prefix = "Internet"
              }
            }
            """,
            {
                "kind": "Custom",
                "properties.access": "Deny",
                "properties.destinations[0].addressPrefix": "Internet",
                "properties.priority": 1,
            },
        ),
    ),
)
