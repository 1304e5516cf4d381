"""A secret that the workflows of an organisation's repositories may read."""

from ringfence.readers.terraform.clients import handed

MAPPING = handed(
    "github_actions_organization_secret", "secret_name", "plaintext_value", "value", places=()
)
