"""A Databricks workspace."""

from ringfence.readers.terraform.build import block, enabled, flag, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping, Since
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_databricks_workspace",
    arm="Microsoft.Databricks/workspaces",
    place=InGroup(),
    parts=(
        *COMMON,
        move("sku", to="sku.name"),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        move("network_security_group_rules_required", to="properties.requiredNsgRules"),
        reference("access_connector_id", to="properties.accessConnector"),
        block(
            "custom_parameters",
            to="properties.parameters",
            parts=(
                flag(
                    "no_public_ip",
                    to="enableNoPublicIp.value",
                    default=Since({3: False, 4: True, 5: True}),
                ),
                move("virtual_network_id", to="customVirtualNetworkId.value"),
                move("public_subnet_name", to="customPublicSubnetName.value"),
                move("private_subnet_name", to="customPrivateSubnetName.value"),
                move("storage_account_name", to="storageAccountName.value"),
                move(
                    "storage_account_sku_name",
                    to="storageAccountSkuName.value",
                    default="Standard_GRS",
                ),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_databricks_workspace" "prepare" {
              name                = "dbw"
              resource_group_name = "rg"
              location            = "westeurope"
              sku                 = "premium"
              custom_parameters {
                virtual_network_id  = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v"
                public_subnet_name  = "public"
                private_subnet_name = "private"
              }
            }
            """,
            {
                "properties.parameters.enableNoPublicIp.value": True,
                "properties.parameters.customPublicSubnetName.value": "public",
                "properties.publicNetworkAccess": "Enabled",
            },
        ),
    ),
)
