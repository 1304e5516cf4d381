"""A cluster of machines of a workspace."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.build import block, enabled, inverted, move
from ringfence.readers.terraform.foundry import COMPUTE
from ringfence.readers.terraform.mapping import Example, Mapping, Since
from ringfence.readers.terraform.parts import Fixed
from ringfence.readers.terraform.places import Under

MAPPING = Mapping(
    terraform="azurerm_machine_learning_compute_cluster",
    arm="Microsoft.MachineLearningServices/workspaces/computes",
    place=Under(
        "Microsoft.MachineLearningServices/workspaces",
        "computes",
        ("machine_learning_workspace_id",),
    ),
    parts=(
        *COMPUTE,
        Fixed("properties.computeType", "AmlCompute"),
        inverted("local_auth_enabled", to="properties.disableLocalAuth", default=True),
        move("vm_size", to="properties.properties.vmSize"),
        move("vm_priority", to="properties.properties.vmPriority"),
        enabled(
            "ssh_public_access_enabled",
            to="properties.properties.remoteLoginPortPublicAccess",
            default=Since({3: ABSENT, 4: False, 5: False}),
        ),
        block(
            "ssh",
            to="properties.properties.userAccountCredentials",
            parts=(move("admin_username", to="adminUserName"),),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_machine_learning_compute_cluster" "gpu" {
              name                          = "gpu"
              machine_learning_workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/mlw"
              location                      = "westeurope"
              vm_priority                   = "Dedicated"
              vm_size                       = "Standard_NC24ads_A100_v4"
              subnet_resource_id            = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
              node_public_ip_enabled        = false
              scale_settings {
                min_node_count                       = 0
                max_node_count                       = 4
                scale_down_nodes_after_idle_duration = "PT30S"
              }
            }
            """,
            {
                "properties.properties.vmSize": "Standard_NC24ads_A100_v4",
                "properties.properties.enableNodePublicIp": False,
                "properties.properties.remoteLoginPortPublicAccess": "Disabled",
                "properties.computeLocation": "westeurope",
                "properties.properties.userAccountCredentials": ABSENT,
            },
        ),
        Example(
            """
            resource "azurerm_machine_learning_compute_cluster" "gpu" {
              name                          = "gpu"
              machine_learning_workspace_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/mlw"
              location                      = "westeurope"
              vm_priority                   = "Dedicated"
              vm_size                       = "Standard_NC24ads_A100_v4"
              ssh_public_access_enabled     = true
              ssh {
                admin_username = "ops"
                key_value      = "ssh-rsa x"
              }
            }
            """,
            {
                "properties.properties.remoteLoginPortPublicAccess": "Enabled",
                "properties.properties.userAccountCredentials": {"adminUserName": "ops"},
            },
        ),
    ),
)
