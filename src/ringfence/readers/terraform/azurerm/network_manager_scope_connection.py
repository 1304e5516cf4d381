"""Puts a scope of another tenant under a network manager."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_network_manager_scope_connection",
    arm="Microsoft.Network/networkManagers/scopeConnections",
    place=Under("Microsoft.Network/networkManagers", "scopeConnections", ("network_manager_id",)),
    parts=(
        move("target_scope_id", to="properties.resourceId"),
        move("tenant_id", to="properties.tenantId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_network_manager_scope_connection" "x" {
              name = "x"
              network_manager_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm"
              target_scope_id = "/subscriptions/other"
              tenant_id = "00000000-0000-0000-0000-00000000000a"
            }
            """,
            {
                "properties.resourceId": "/subscriptions/other",
                "properties.tenantId": "00000000-0000-0000-0000-00000000000a",
            },
        ),
    ),
)
