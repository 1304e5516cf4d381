"""A container app. Its region is that of its environment."""

from ringfence.readers.terraform.build import block, each, flag, move, number
from ringfence.readers.terraform.handed import APP_SECRETS, APP_VARIABLES
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import IDENTITY, TAGS

MAPPING = Mapping(
    terraform="azurerm_container_app",
    arm="Microsoft.App/containerApps",
    place=InGroup(),
    parts=(
        TAGS,
        IDENTITY,
        move("container_app_environment_id", to="properties.environmentId"),
        move("workload_profile_name", to="properties.workloadProfileName"),
        block(
            "ingress",
            to="properties.configuration.ingress",
            parts=(
                flag("external_enabled", to="external", default=False),
                number("target_port", to="targetPort"),
                number("exposed_port", to="exposedPort"),
                move("transport", to="transport", default="auto"),
                move("client_certificate_mode", to="clientCertificateMode"),
                each(
                    "ip_security_restriction",
                    to="ipSecurityRestrictions",
                    parts=(
                        move("name", to="name"),
                        move("action", to="action"),
                        move("ip_address_range", to="ipAddressRange"),
                    ),
                ),
            ),
        ),
        each(
            "registry",
            to="properties.configuration.registries",
            parts=(move("server", to="server"), move("identity", to="identity")),
        ),
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
                each(
                    "volume",
                    to="volumes",
                    parts=(
                        move("name", to="name"),
                        move("storage_type", to="storageType", default="EmptyDir"),
                        move("storage_name", to="storageName"),
                    ),
                ),
            ),
        ),
    ),
    inherits={"location": "container_app_environment_id"},
    examples=(
        Example(
            """
            resource "azurerm_container_app" "serve" {
              name                         = "ca-serve"
              resource_group_name          = "rg"
              container_app_environment_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.App/managedEnvironments/cae"
              revision_mode                = "Single"
              ingress {
                external_enabled = true
                target_port      = 8000
                traffic_weight {
                  percentage      = 100
                  latest_revision = true
                }
              }
              template {
                container {
                  name   = "vllm"
                  image  = "crimages.azurecr.io/vllm:1"
                  cpu    = 4
                  memory = "8Gi"
                }
              }
            }
            """,
            {
                "properties.configuration.ingress.external": True,
                "properties.template.containers[0].image": "crimages.azurecr.io/vllm:1",
                "properties.environmentId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.App/managedEnvironments/cae",
            },
        ),
    ),
)
