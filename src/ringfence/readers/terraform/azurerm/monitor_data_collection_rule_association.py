"""What puts a data collection rule on a machine or a cluster."""

from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import On

MAPPING = Mapping(
    terraform="azurerm_monitor_data_collection_rule_association",
    arm="Microsoft.Insights/dataCollectionRuleAssociations",
    place=On("target_resource_id"),
    parts=(
        move("target_resource_id", to="scope"),
        move("data_collection_rule_id", to="properties.dataCollectionRuleId"),
        move("data_collection_endpoint_id", to="properties.dataCollectionEndpointId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_monitor_data_collection_rule_association" "trainer" {
              name                    = "syslog"
              target_resource_id      = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/trainer"
              data_collection_rule_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Insights/dataCollectionRules/dcr"
            }
            """,
            {
                "scope": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/trainer",
                "properties.dataCollectionRuleId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Insights/dataCollectionRules/dcr",
            },
        ),
    ),
)
