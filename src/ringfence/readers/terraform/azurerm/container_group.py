"""A container group. Its address is public unless the arguments say otherwise."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.build import block, each, ids, move, number, reference
from ringfence.readers.terraform.handed import VARIABLES
from ringfence.readers.terraform.hosts import GROUP_ADDRESS, group_key, volumes
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Computed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_container_group",
    arm="Microsoft.ContainerInstance/containerGroups",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku", to="properties.sku", default="Standard"),
        move("os_type", to="properties.osType"),
        GROUP_ADDRESS,
        ids("subnet_ids", to="properties.subnetIds"),
        reference("network_profile_id", to="properties.networkProfile"),
        each(
            "container",
            to="properties.containers",
            parts=(
                move("name", to="name"),
                move("image", to="properties.image"),
                move("commands", to="properties.command"),
                VARIABLES,
                each(
                    "ports",
                    to="properties.ports",
                    parts=(
                        number("port", to="port"),
                        move("protocol", to="protocol", default="TCP"),
                    ),
                ),
                each(
                    "volume",
                    to="properties.volumeMounts",
                    parts=(move("name", to="name"), move("mount_path", to="mountPath")),
                ),
            ),
        ),
        Computed(("container",), ("properties.volumes",), volumes),
        each(
            "image_registry_credential",
            to="properties.imageRegistryCredentials",
            parts=(
                move("server", to="server"),
                move("user_assigned_identity_id", to="identity"),
            ),
        ),
        block(
            "diagnostics",
            to="properties.diagnostics",
            parts=(
                block(
                    "log_analytics",
                    to="logAnalytics",
                    parts=(
                        move("workspace_id", to="workspaceId"),
                        move("log_type", to="logType"),
                    ),
                ),
            ),
        ),
        Computed(("key_vault_key_id",), ("properties.encryptionProperties",), group_key),
    ),
    examples=(
        Example(
            """
            resource "azurerm_container_group" "serve" {
              name                = "aci-serve"
              resource_group_name = "rg"
              location            = "westeurope"
              os_type             = "Linux"
              container {
                name   = "vllm"
                image  = "crimages.azurecr.io/vllm:1"
                cpu    = 4
                memory = 16
                ports {
                  port = 8000
                }
                volume {
                  name                 = "models"
                  mount_path           = "/models"
                  storage_account_name = "stweights"
                  storage_account_key  = "not to be seen"
                  share_name           = "models"
                }
              }
            }
            """,
            {
                "properties.ipAddress.type": "Public",
                "properties.ipAddress.ports[0].port": 8000,
                "properties.containers[0].properties.image": "crimages.azurecr.io/vllm:1",
                "properties.volumes[0].azureFile.storageAccountName": "stweights",
                "properties.volumes[0].azureFile.storageAccountKey": ABSENT,
            },
        ),
        Example(
            """
            resource "azurerm_container_group" "serve" {
              name                = "aci-serve"
              resource_group_name = "rg"
              location            = "westeurope"
              os_type             = "Linux"
              ip_address_type     = "Private"
              subnet_ids          = ["/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"]
              exposed_port {
                port = 443
              }
              container {
                name   = "vllm"
                image  = "crimages.azurecr.io/vllm:1"
                cpu    = 4
                memory = 16
                ports {
                  port = 443
                }
                ports {
                  port = 9000
                }
              }
            }
            """,
            {
                "properties.ipAddress.type": "Private",
                "properties.ipAddress.ports": [{"port": 443, "protocol": "TCP"}],
                "properties.subnetIds[0].id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
            },
        ),
    ),
)
