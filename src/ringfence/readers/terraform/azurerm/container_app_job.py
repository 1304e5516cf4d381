"""A job of a container app environment."""

from ringfence.readers.terraform.build import block, each, move
from ringfence.readers.terraform.handed import APP_SECRETS, APP_VARIABLES
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_container_app_job",
    arm="Microsoft.App/jobs",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("container_app_environment_id", to="properties.environmentId"),
        move("workload_profile_name", to="properties.workloadProfileName"),
        APP_SECRETS,
        block(
            "template",
            to="properties.template",
            parts=(
                each(
                    "container",
                    to="containers",
                    parts=(move("name", to="name"), move("image", to="image"), APP_VARIABLES),
                ),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_container_app_job" "train" {
              name                         = "caj-train"
              resource_group_name          = "rg"
              location                     = "westeurope"
              container_app_environment_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.App/managedEnvironments/cae"
              replica_timeout_in_seconds   = 600
              template {
                container {
                  name   = "train"
                  image  = "crimages.azurecr.io/train:1"
                  cpu    = 4
                  memory = "8Gi"
                }
              }
            }
            """,
            {"properties.template.containers[0].name": "train"},
        ),
    ),
)
