"""A project of Azure DevOps."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Named

MAPPING = Mapping(
    terraform="azuredevops_project",
    arm="AzureDevOps/projects",
    place=Named("azuredevops/projects", ("name",)),
    parts=(
        move("name", to="properties.name"),
        move("visibility", to="properties.visibility", default="private"),
    ),
    examples=(
        Example(
            """
            resource "azuredevops_project" "llm" {
              name = "llm"
            }
            """,
            {"properties.name": "llm", "properties.visibility": "private"},
        ),
    ),
)
