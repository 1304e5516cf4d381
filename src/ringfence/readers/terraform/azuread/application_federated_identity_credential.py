"""Lets the holder of a foreign token act as an application."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import UnderDirectory

APPLICATIONS = "Microsoft.Graph/applications"

MAPPING = Mapping(
    terraform="azuread_application_federated_identity_credential",
    arm=f"{APPLICATIONS}/federatedIdentityCredentials",
    place=UnderDirectory(
        "applications",
        "federatedIdentityCredentials",
        APPLICATIONS,
        ("application_id", "application_object_id"),
    ),
    parts=(
        move("issuer", to="properties.issuer"),
        move("subject", to="properties.subject"),
        move("audiences", to="properties.audiences"),
    ),
    name="display_name",
    examples=(
        Example(
            """
            resource "azuread_application_federated_identity_credential" "ci" {
              application_id = "/applications/00000000-0000-0000-0000-0000000000aa"
              display_name   = "ci"
              audiences      = ["api://AzureADTokenExchange"]
              issuer         = "https://token.actions.githubusercontent.com"
              subject        = "repo:acme/llm-train:environment:prod"
            }
            """,
            {
                "properties.subject": "repo:acme/llm-train:environment:prod",
                "properties.audiences": ["api://AzureADTokenExchange"],
            },
        ),
    ),
)
