"""A Log Analytics workspace: where logs lie, and who reads them from where."""

from ringfence.readers.terraform.build import flag, inverted, move, number
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY, SAID

MAPPING = Mapping(
    terraform="azurerm_log_analytics_workspace",
    arm="Microsoft.OperationalInsights/workspaces",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku", to="properties.sku.name", default="PerGB2018"),
        number("retention_in_days", to="properties.retentionInDays"),
        move(
            "internet_ingestion_access_type",
            "internet_ingestion_enabled",
            to="properties.publicNetworkAccessForIngestion",
            default="Enabled",
            convert=SAID,
        ),
        move(
            "internet_query_access_type",
            "internet_query_enabled",
            to="properties.publicNetworkAccessForQuery",
            default="Enabled",
            convert=SAID,
        ),
        inverted(
            "local_authentication_enabled",
            to="properties.features.disableLocalAuth",
            default=True,
        ),
        flag("local_authentication_disabled", to="properties.features.disableLocalAuth"),
        flag(
            "allow_resource_only_permissions",
            to="properties.features.enableLogAccessUsingOnlyResourcePermissions",
            default=True,
        ),
        flag("cmk_for_query_forced", to="properties.forceCmkForQuery"),
        move("data_collection_rule_id", to="properties.defaultDataCollectionRuleResourceId"),
    ),
    examples=(
        Example(
            """
            resource "azurerm_log_analytics_workspace" "logs" {
              name                          = "log"
              resource_group_name           = "rg"
              location                      = "westeurope"
              internet_query_enabled        = false
              local_authentication_disabled = true
            }
            """,
            {
                "properties.publicNetworkAccessForQuery": "Disabled",
                "properties.publicNetworkAccessForIngestion": "Enabled",
                "properties.features.disableLocalAuth": True,
            },
        ),
        Example(
            """
            resource "azurerm_log_analytics_workspace" "logs" {
              name                       = "log"
              resource_group_name        = "rg"
              location                   = "westeurope"
              internet_query_access_type = "SecuredByPerimeter"
            }
            """,
            {"properties.publicNetworkAccessForQuery": "SecuredByPerimeter"},
            provider=5,
        ),
    ),
)
