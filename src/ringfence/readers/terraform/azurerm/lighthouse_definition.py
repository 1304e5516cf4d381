"""What principals of another tenant may do here (Azure Lighthouse), once it is assigned."""

from ringfence.readers.terraform.build import each, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import On
from ringfence.readers.terraform.shared import built_in

MAPPING = Mapping(
    terraform="azurerm_lighthouse_definition",
    arm="Microsoft.ManagedServices/registrationDefinitions",
    place=On("scope", name="lighthouse_definition_id"),
    parts=(
        move("name", to="properties.registrationDefinitionName"),
        move("managing_tenant_id", to="properties.managedByTenantId"),
        each(
            "authorization",
            to="properties.authorizations",
            parts=(
                move("principal_id", to="principalId"),
                move("principal_display_name", to="principalIdDisplayName"),
                move("role_definition_id", to="roleDefinitionId", convert=built_in),
                move("delegated_role_definition_ids", to="delegatedRoleDefinitionIds"),
            ),
        ),
        each(
            "eligible_authorization",
            to="properties.eligibleAuthorizations",
            parts=(
                move("principal_id", to="principalId"),
                move("principal_display_name", to="principalIdDisplayName"),
                move("role_definition_id", to="roleDefinitionId", convert=built_in),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_lighthouse_definition" "partner" {
              name               = "partner"
              managing_tenant_id = "00000000-0000-0000-0000-0000000000ff"
              scope              = "/subscriptions/s"
              authorization {
                principal_id       = "00000000-0000-0000-0000-000000000001"
                role_definition_id = "b24988ac-6180-42a0-ab88-20f7382dd24c"
              }
            }
            """,
            {
                "properties.managedByTenantId": "00000000-0000-0000-0000-0000000000ff",
                "properties.authorizations[0].roleDefinitionId": "/providers/Microsoft.Authorization/roleDefinitions/b24988ac-6180-42a0-ab88-20f7382dd24c",
            },
        ),
    ),
)
