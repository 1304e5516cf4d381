"""A variable that the workflows of an organisation's repositories may read."""

from ringfence.readers.terraform.clients import handed

MAPPING = handed("github_actions_organization_variable", "variable_name", "value", places=())
