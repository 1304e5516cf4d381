"""A secret that the workflows of one repository may read."""

from ringfence.readers.terraform.clients import handed

MAPPING = handed(
    "github_actions_secret", "secret_name", "plaintext_value", "value", places=("repository",)
)
