"""A search service: the index of what a model retrieves."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.build import enabled, inverted, items, move, number
from ringfence.readers.terraform.foundry import ip_value
from ringfence.readers.terraform.mapping import Example, Mapping, Since
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY, LOWER

MAPPING = Mapping(
    terraform="azurerm_search_service",
    arm="Microsoft.Search/searchServices",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku", to="sku.name"),
        move(
            "public_network_access_enabled",
            to="properties.publicNetworkAccess",
            default="enabled",
            convert=LOWER,
        ),
        items("allowed_ips", to="properties.networkRuleSet.ipRules", make=ip_value),
        move(
            "network_rule_bypass_option",
            to="properties.networkRuleSet.bypass",
            default=Since({3: ABSENT, 4: "None", 5: "None"}),
        ),
        inverted("local_authentication_enabled", to="properties.disableLocalAuth", default=True),
        move(
            "authentication_failure_mode",
            to="properties.authOptions.aadOrApiKey.aadAuthFailureMode",
        ),
        enabled(
            "customer_managed_key_enforcement_enabled",
            to="properties.encryptionWithCmk.enforcement",
            default=False,
        ),
        number("replica_count", to="properties.replicaCount"),
        number("partition_count", to="properties.partitionCount", default=1),
    ),
    examples=(
        Example(
            """
            resource "azurerm_search_service" "rag" {
              name                         = "srch-rag"
              resource_group_name          = "rg"
              location                     = "westeurope"
              sku                          = "standard"
              local_authentication_enabled = false
              allowed_ips                  = ["203.0.113.7"]
            }
            """,
            {
                "properties.publicNetworkAccess": "enabled",
                "properties.disableLocalAuth": True,
                "properties.networkRuleSet.ipRules[0].value": "203.0.113.7",
                "properties.networkRuleSet.bypass": "None",
            },
        ),
    ),
)
