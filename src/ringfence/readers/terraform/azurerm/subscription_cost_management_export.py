"""Writes the costs of a subscription to a container."""

from ringfence.model.facts import Value
from ringfence.readers.terraform.build import block, move
from ringfence.readers.terraform.mapping import Arguments, Example, Mapping, Provider
from ringfence.readers.terraform.parts import Computed
from ringfence.readers.terraform.places import On


def container(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """Return account and name of the container, from its id."""
    del provider
    value = arguments.get("container_id")
    if not isinstance(value, str):
        return {} if value is None else {"resourceId": value, "container": value}
    account = value.partition("/blobServices/")[0]
    return {"resourceId": account, "container": value.rpartition("/")[2]}


MAPPING = Mapping(
    terraform="azurerm_subscription_cost_management_export",
    arm="Microsoft.CostManagement/exports",
    place=On("subscription_id"),
    parts=(
        move(
            "active",
            to="properties.schedule.status",
            default=True,
            convert={True: "Active", False: "Inactive", "true": "Active", "false": "Inactive"},
        ),
        move("recurrence_type", to="properties.schedule.recurrence"),
        block(
            "export_data_options",
            to="properties.definition",
            parts=(move("type", to="type"), move("time_frame", to="timeframe")),
        ),
        block(
            "export_data_storage_location",
            to="properties.deliveryInfo.destination",
            parts=(
                Computed(("container_id",), ("resourceId", "container"), container),
                move("root_folder_path", to="rootFolderPath"),
            ),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_subscription_cost_management_export" "costs" {
              name                         = "costs"
              subscription_id              = "/subscriptions/s"
              recurrence_type              = "Daily"
              recurrence_period_start_date = "2026-01-01T00:00:00Z"
              recurrence_period_end_date   = "2027-01-01T00:00:00Z"
              export_data_storage_location {
                container_id     = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st/blobServices/default/containers/costs"
                root_folder_path = "/"
              }
              export_data_options {
                type       = "ActualCost"
                time_frame = "MonthToDate"
              }
            }
            """,
            {
                "properties.definition.type": "ActualCost",
                "properties.schedule.status": "Active",
                "properties.deliveryInfo.destination.resourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st",
                "properties.deliveryInfo.destination.container": "costs",
            },
        ),
    ),
)
