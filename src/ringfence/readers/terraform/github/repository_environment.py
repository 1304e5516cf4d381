"""An environment of a repository: who has to approve the jobs that run in it."""

from ringfence.readers.terraform.build import each, flag, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Named

MAPPING = Mapping(
    terraform="github_repository_environment",
    arm="GitHub/environments",
    place=Named("github/environments", ("repository", "environment")),
    parts=(
        move("repository", to="properties.repository"),
        move("environment", to="properties.environment"),
        number("wait_timer", to="properties.waitTimer"),
        each(
            "reviewers",
            to="properties.reviewers",
            parts=(move("users", to="users"), move("teams", to="teams")),
        ),
        each(
            "deployment_branch_policy",
            to="properties.deploymentBranchPolicy",
            parts=(
                flag("protected_branches", to="protectedBranches"),
                flag("custom_branch_policies", to="customBranchPolicies"),
            ),
        ),
    ),
    name="environment",
    examples=(
        Example(
            """
            resource "github_repository_environment" "prod" {
              repository  = "llm-train"
              environment = "prod"
              reviewers {
                teams = [42]
              }
              deployment_branch_policy {
                protected_branches     = true
                custom_branch_policies = false
              }
            }
            """,
            {
                "properties.environment": "prod",
                "properties.reviewers[0].teams": [42],
                "properties.deploymentBranchPolicy[0].protectedBranches": True,
            },
        ),
    ),
)
