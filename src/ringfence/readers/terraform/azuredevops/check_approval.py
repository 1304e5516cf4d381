"""Somebody has to approve before pipelines use a service connection or an environment."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Named

MAPPING = Mapping(
    terraform="azuredevops_check_approval",
    arm="AzureDevOps/approvals",
    place=Named("azuredevops/approvals", ("target_resource_type", "target_resource_id")),
    parts=(
        move("target_resource_id", to="properties.targetId"),
        move("target_resource_type", to="properties.targetType"),
        move("approvers", to="properties.approvers"),
    ),
    name="target_resource_id",
    examples=(
        Example(
            """
            resource "azuredevops_check_approval" "prod" {
              project_id           = "llm"
              target_resource_id   = "42"
              target_resource_type = "endpoint"
              approvers            = ["1"]
            }
            """,
            {"properties.targetId": "42", "properties.targetType": "endpoint"},
        ),
    ),
)
