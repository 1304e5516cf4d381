"""A value that policies of API Management use. What it holds is never read."""

from ringfence.readers.terraform.build import block, flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_api_management_named_value",
    arm="Microsoft.ApiManagement/service/namedValues",
    place=Under(
        "Microsoft.ApiManagement/service", "namedValues", names=("api_management_name",), group=True
    ),
    parts=(
        move("display_name", to="properties.displayName"),
        flag("secret", to="properties.secret", default=False),
        block(
            "value_from_key_vault",
            to="properties.keyVault",
            parts=(
                move("secret_id", to="secretIdentifier"),
                move("identity_client_id", to="identityClientId"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_api_management_named_value" "x" {
              name = "x"
              resource_group_name = "rg"
              api_management_name = "apim"
              display_name = "key"
              secret = true
              value_from_key_vault {
                secret_id = "https://kv.vault.azure.net/secrets/k"
              }
            }
            """,
            {
                "properties.secret": True,
                "properties.keyVault.secretIdentifier": "https://kv.vault.azure.net/secrets/k",
            },
        ),
    ),
)
