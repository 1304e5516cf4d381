"""Copies the databases of a managed instance to one elsewhere."""

from ringfence.model.facts import Value
from ringfence.readers.terraform.build import move
from ringfence.readers.terraform.mapping import Arguments, Example, Mapping, Provider
from ringfence.readers.terraform.parts import Computed
from ringfence.readers.terraform.places import Beside

PAIRS = "properties.managedInstancePairs"


def _pair(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    del provider
    pair: dict[str, Value] = {
        "primaryManagedInstanceId": arguments.get("managed_instance_id"),
        "partnerManagedInstanceId": arguments.get("partner_managed_instance_id"),
    }
    return {PAIRS: [pair]}


MAPPING = Mapping(
    terraform="azurerm_mssql_managed_instance_failover_group",
    arm="Microsoft.Sql/locations/instanceFailoverGroups",
    place=Beside("managed_instance_id", above="location"),
    parts=(
        move("secondary_type", to="properties.secondaryType", default="Geo"),
        Computed(("managed_instance_id", "partner_managed_instance_id"), (PAIRS,), _pair),
    ),
    examples=(
        Example(
            """
            resource "azurerm_mssql_managed_instance_failover_group" "x" {
              name = "x"
              location = "westeurope"
              managed_instance_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/managedInstances/mi"
              partner_managed_instance_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/managedInstances/mi2"
              read_write_endpoint_failover_policy {
                mode = "Manual"
              }
            }
            """,
            {
                "properties.managedInstancePairs[0].primaryManagedInstanceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/managedInstances/mi",
                "properties.managedInstancePairs[0].partnerManagedInstanceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Sql/managedInstances/mi2",
            },
        ),
    ),
)
