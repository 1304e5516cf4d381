"""A role of a managed HSM."""

from ringfence.readers.terraform.build import each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_key_vault_managed_hardware_security_module_role_definition",
    arm="Microsoft.KeyVault/managedHSMs/roleDefinitions",
    place=Under("Microsoft.KeyVault/managedHSMs", "roleDefinitions", ("managed_hsm_id",)),
    parts=(
        move("role_name", to="properties.roleName"),
        each(
            "permission",
            to="properties.permissions",
            parts=(
                move("actions", to="actions"),
                move("not_actions", to="notActions"),
                move("data_actions", to="dataActions"),
                move("not_data_actions", to="notDataActions"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_key_vault_managed_hardware_security_module_role_definition" "x" {
              name = "x"
              managed_hsm_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/managedHSMs/hsm"
              role_name = "wrap"
              permission {
                data_actions = ["Microsoft.KeyVault/managedHsm/keys/wrap/action"]
              }
            }
            """,
            {
                "properties.permissions[0].dataActions": [
                    "Microsoft.KeyVault/managedHsm/keys/wrap/action"
                ],
            },
        ),
    ),
)
