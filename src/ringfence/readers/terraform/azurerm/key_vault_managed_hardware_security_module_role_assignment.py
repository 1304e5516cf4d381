"""Grants a role of a managed HSM, which its own data plane decides by."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_key_vault_managed_hardware_security_module_role_assignment",
    arm="Microsoft.KeyVault/managedHSMs/roleAssignments",
    place=Under("Microsoft.KeyVault/managedHSMs", "roleAssignments", ("managed_hsm_id",)),
    parts=(
        move("principal_id", to="properties.principalId"),
        move("role_definition_id", to="properties.roleDefinitionId"),
        move("scope", to="properties.scope"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_key_vault_managed_hardware_security_module_role_assignment" "x" {
              name = "x"
              managed_hsm_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/managedHSMs/hsm"
              principal_id = "00000000-0000-0000-0000-000000000001"
              role_definition_id = "Microsoft.KeyVault/providers/Microsoft.Authorization/roleDefinitions/21dbd100-6940-42c2-9190-5d6cb909625b"
              scope = "/keys"
            }
            """,
            {
                "properties.scope": "/keys",
                "properties.principalId": "00000000-0000-0000-0000-000000000001",
            },
        ),
    ),
)
