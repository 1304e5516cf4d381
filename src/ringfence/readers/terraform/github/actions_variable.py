"""A variable that the workflows of one repository may read."""

from ringfence.readers.terraform.clients import handed

MAPPING = handed("github_actions_variable", "variable_name", "value", places=("repository",))
