"""Machines of a Batch account, on which its jobs run."""

from ringfence.readers.terraform.build import block, each, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import Under
from ringfence.readers.terraform.shared import IDENTITY

MAPPING = Mapping(
    terraform="azurerm_batch_pool",
    arm="Microsoft.Batch/batchAccounts/pools",
    place=Under("Microsoft.Batch/batchAccounts", "pools", names=("account_name",), group=True),
    parts=(
        IDENTITY,
        move("vm_size", to="properties.vmSize"),
        block(
            "network_configuration",
            to="properties.networkConfiguration",
            parts=(
                move("subnet_id", to="subnetId"),
                move("public_ips", to="publicIPAddressConfiguration.ipAddressIds"),
                move(
                    "public_address_provisioning_type", to="publicIPAddressConfiguration.provision"
                ),
                each(
                    "endpoint_configuration",
                    to="endpointConfiguration.inboundNatPools",
                    parts=(
                        move("name", to="name"),
                        move("protocol", to="protocol"),
                        number("backend_port", to="backendPort"),
                    ),
                ),
            ),
        ),
        each(
            "mount",
            to="properties.mountConfiguration",
            parts=(
                block(
                    "azure_blob_file_system",
                    to="azureBlobFileSystemConfiguration",
                    parts=(
                        move("account_name", to="accountName"),
                        move("container_name", to="containerName"),
                        move("identity_id", to="identityReference.resourceId"),
                    ),
                ),
                block(
                    "azure_file_share",
                    to="azureFileShareConfiguration",
                    parts=(
                        move("account_name", to="accountName"),
                        move("azure_file_url", to="azureFileUrl"),
                    ),
                ),
                block(
                    "nfs_mount", to="nfsMountConfiguration", parts=(move("source", to="source"),)
                ),
            ),
        ),
        block(
            "start_task",
            to="properties.startTask",
            parts=(move("command_line", to="commandLine"),),
        ),
        block(
            "container_configuration",
            to="properties.deploymentConfiguration.virtualMachineConfiguration.containerConfiguration",
            parts=(
                move("type", to="type"),
                move("container_image_names", to="containerImageNames"),
                each(
                    "container_registries",
                    to="containerRegistries",
                    parts=(
                        move("registry_server", to="registryServer"),
                        move("user_assigned_identity_id", to="identityReference.resourceId"),
                    ),
                ),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_batch_pool" "x" {
              name = "x"
              resource_group_name = "rg"
              account_name = "batch"
              vm_size = "STANDARD_A1"
              node_agent_sku_id = "batch.node.ubuntu 22.04"
              network_configuration {
                subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/batch"
                public_address_provisioning_type = "NoPublicIPAddresses"
              }
              mount {
                azure_blob_file_system {
                  account_name = "st"
                  container_name = "corpus"
                  relative_mount_path = "corpus"
                }
              }
              start_task {
                command_line = "echo"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Batch/batchAccounts/batch/pools/x",
                "properties.networkConfiguration.publicIPAddressConfiguration.provision": "NoPublicIPAddresses",
                "properties.mountConfiguration[0].azureBlobFileSystemConfiguration.accountName": "st",
                "properties.startTask.commandLine": "echo",
            },
        ),
    ),
)
