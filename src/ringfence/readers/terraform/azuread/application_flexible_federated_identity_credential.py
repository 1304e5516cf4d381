"""Lets holders of foreign tokens act as an application, as far as an expression matches."""

from ringfence.readers.terraform.build import items, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import UnderDirectory

APPLICATIONS = "Microsoft.Graph/applications"

MAPPING = Mapping(
    terraform="azuread_application_flexible_federated_identity_credential",
    arm=f"{APPLICATIONS}/federatedIdentityCredentials",
    place=UnderDirectory(
        "applications", "federatedIdentityCredentials", APPLICATIONS, ("application_id",)
    ),
    parts=(
        move("issuer", to="properties.issuer"),
        items("audience", to="properties.audiences", make=lambda audience: audience),
        move("claims_matching_expression", to="properties.claimsMatchingExpression.value"),
    ),
    name="display_name",
    examples=(
        Example(
            """
            resource "azuread_application_flexible_federated_identity_credential" "ci" {
              application_id             = "/applications/00000000-0000-0000-0000-0000000000aa"
              display_name               = "ci"
              audience                   = "api://AzureADTokenExchange"
              issuer                     = "https://token.actions.githubusercontent.com"
              claims_matching_expression = "claims['sub'] matches 'repo:acme/*'"
            }
            """,
            {
                "properties.claimsMatchingExpression.value": "claims['sub'] matches 'repo:acme/*'",
                "properties.audiences": ["api://AzureADTokenExchange"],
            },
        ),
    ),
)
