"""A variable that the jobs in one environment may read."""

from ringfence.readers.terraform.clients import handed

MAPPING = handed(
    "github_actions_environment_variable",
    "variable_name",
    "value",
    places=("repository", "environment"),
)
