"""Where a data factory runs packages of SQL Server Integration Services."""

from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.factories import in_factory
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.parts import Fixed

MAPPING = Mapping(
    terraform="azurerm_data_factory_integration_runtime_azure_ssis",
    arm="Microsoft.DataFactory/factories/integrationruntimes",
    place=in_factory("integrationruntimes"),
    parts=(
        Fixed("properties.type", "Managed"),
        move("location", to="properties.typeProperties.computeProperties.location"),
        move("node_size", to="properties.typeProperties.computeProperties.nodeSize"),
        block(
            "vnet_integration",
            to="properties.typeProperties.computeProperties.vNetProperties",
            parts=(
                move("vnet_id", to="vNetId"),
                move("subnet_name", to="subnet"),
                move("subnet_id", to="subnetId"),
                move("public_ips", to="publicIPs"),
            ),
        ),
        block(
            "express_vnet_integration",
            to="properties.typeProperties.customerVirtualNetwork",
            parts=(move("subnet_id", to="subnetId"),),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_data_factory_integration_runtime_azure_ssis" "x" {
              name            = "x"
              data_factory_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf"
              location  = "westeurope"
              node_size = "Standard_D4_v3"
              vnet_integration {
                subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/adf"
              }
            }
            """,
            {
                "id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataFactory/factories/adf/integrationruntimes/x",
                "properties.typeProperties.computeProperties.vNetProperties.subnetId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/adf",
            },
        ),
    ),
)
