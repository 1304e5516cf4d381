"""A pipeline: the file that it runs, and what the pull requests of forks get from it."""

from ringfence.readers.terraform.build import block, each, flag, move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Named

MAPPING = Mapping(
    terraform="azuredevops_build_definition",
    arm="AzureDevOps/pipelines",
    place=Named("azuredevops/pipelines", ("project_id", "name")),
    parts=(
        move("project_id", to="properties.projectId"),
        block(
            "repository",
            to="properties.repository",
            parts=(
                move("repo_id", to="id"),
                move("repo_type", to="type", default="GitHub"),
                move("yml_path", to="file"),
            ),
        ),
        block(
            "pull_request_trigger",
            to="properties.pullRequests",
            parts=(
                each(
                    "forks",
                    to="forks",
                    parts=(
                        flag("enabled", to="enabled"),
                        flag("share_secrets", to="shareSecrets"),
                    ),
                ),
            ),
        ),
    ),
    hands=("variable",),
    examples=(
        Example(
            """
            resource "azuredevops_build_definition" "train" {
              project_id = "llm"
              name       = "train"
              repository {
                repo_type = "GitHub"
                repo_id   = "acme/llm-train"
                yml_path  = "azure-pipelines.yml"
              }
              pull_request_trigger {
                forks {
                  enabled       = true
                  share_secrets = false
                }
              }
            }
            """,
            {
                "properties.repository.id": "acme/llm-train",
                "properties.repository.file": "azure-pipelines.yml",
                "properties.pullRequests.forks[0].shareSecrets": False,
            },
        ),
    ),
)
