"""Lets the holder of a foreign token act as a user-assigned identity."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_federated_identity_credential",
    arm="Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
    place=Under(
        "Microsoft.ManagedIdentity/userAssignedIdentities",
        "federatedIdentityCredentials",
        ("user_assigned_identity_id", "parent_id"),
    ),
    parts=(
        move("issuer", to="properties.issuer"),
        move("subject", to="properties.subject"),
        move("audience", to="properties.audiences"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_federated_identity_credential" "ci" {
              name                = "ci"
              resource_group_name = "rg"
              parent_id           = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-train"
              audience            = ["api://AzureADTokenExchange"]
              issuer              = "https://token.actions.githubusercontent.com"
              subject             = "repo:acme/llm-train:ref:refs/heads/main"
            }
            """,
            {
                "properties.issuer": "https://token.actions.githubusercontent.com",
                "properties.subject": "repo:acme/llm-train:ref:refs/heads/main",
                "properties.audiences": ["api://AzureADTokenExchange"],
            },
            provider=3,
        ),
    ),
)
