"""An application that a data factory may sign in as."""

from ringfence.readers.terraform.factories import in_factory, typed
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed

MAPPING = Mapping(
    terraform="azurerm_data_factory_credential_service_principal",
    arm="Microsoft.DataFactory/factories/credentials",
    place=in_factory("credentials"),
    parts=(
        Fixed("properties.type", "ServicePrincipal"),
        typed("service_principal_id", "servicePrincipalId"),
        typed("tenant_id", "tenant"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_credential_service_principal" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              tenant_id            = "00000000-0000-0000-0000-00000000000a"
              service_principal_id = "00000000-0000-0000-0000-00000000000b"
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/credentials/x",
                "properties.type": "ServicePrincipal",
                "properties.typeProperties.servicePrincipalId": "00000000-0000-0000-0000-00000000000b",
            },
        ),
    ),
)
