"""Admin rules of a network manager: they come before every security group."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_network_manager_security_admin_configuration",
    arm="Microsoft.Network/networkManagers/securityAdminConfigurations",
    place=Under(
        "Microsoft.Network/networkManagers", "securityAdminConfigurations", ("network_manager_id",)
    ),
    parts=(
        move(
            "apply_on_network_intent_policy_based_services",
            to="properties.applyOnNetworkIntentPolicyBasedServices",
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_network_manager_security_admin_configuration" "x" {
              name = "x"
              network_manager_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm"
              apply_on_network_intent_policy_based_services = ["None"]
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkManagers/nm/securityAdminConfigurations/x",
                "properties.applyOnNetworkIntentPolicyBasedServices": ["None"],
            },
        ),
    ),
)
