"""An Application Insights component."""

from ringfence.readers.terraform.build import enabled, flag, inverted, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON

MAPPING = Mapping(
    terraform="azurerm_application_insights",
    arm="Microsoft.Insights/components",
    place=InGroup(),
    parts=(
        *COMMON,
        move("application_type", to="kind"),
        move("application_type", to="properties.Application_Type"),
        move("workspace_id", to="properties.WorkspaceResourceId"),
        number("retention_in_days", to="properties.RetentionInDays", default=90),
        enabled(
            "internet_ingestion_enabled",
            to="properties.publicNetworkAccessForIngestion",
            default=True,
        ),
        enabled(
            "internet_query_enabled", to="properties.publicNetworkAccessForQuery", default=True
        ),
        inverted("local_authentication_enabled", to="properties.DisableLocalAuth", default=True),
        flag("local_authentication_disabled", to="properties.DisableLocalAuth"),
        inverted("ip_masking_enabled", to="properties.DisableIpMasking", default=True),
        flag("disable_ip_masking", to="properties.DisableIpMasking"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_application_insights" "llm" {
              name                   = "appi"
              resource_group_name    = "rg"
              location               = "westeurope"
              application_type       = "web"
              workspace_id           = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log"
              internet_query_enabled = false
            }
            """,
            {
                "properties.WorkspaceResourceId": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log",
                "properties.publicNetworkAccessForQuery": "Disabled",
                "properties.DisableLocalAuth": False,
            },
        ),
    ),
)
