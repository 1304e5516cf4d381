"""A secret that the jobs in one environment may read."""

from ringfence.readers.terraform.clients import handed

MAPPING = handed(
    "github_actions_environment_secret",
    "secret_name",
    "plaintext_value",
    "value",
    places=("repository", "environment"),
)
