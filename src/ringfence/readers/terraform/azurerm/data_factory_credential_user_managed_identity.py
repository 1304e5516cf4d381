"""An identity that a data factory may act as."""

from ringfence.readers.terraform.factories import in_factory, typed
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed

MAPPING = Mapping(
    terraform="azurerm_data_factory_credential_user_managed_identity",
    arm="Microsoft.DataFactory/factories/credentials",
    place=in_factory("credentials"),
    parts=(Fixed("properties.type", "ManagedIdentity"), typed("identity_id", "resourceId")),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_credential_user_managed_identity" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              identity_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/credentials/x",
                "properties.typeProperties.resourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id",
            },
        ),
    ),
)
