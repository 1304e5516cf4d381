"""A cognitive account: OpenAI, AI services, speech, language ... by its kind."""

from ringfence.readers.terraform.build import block, each, enabled, flag, inverted, move
from ringfence.readers.terraform.foundry import COGNITIVE, COGNITIVE_KEY
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.places import InGroup

MAPPING = Mapping(
    terraform="azurerm_cognitive_account",
    arm="Microsoft.CognitiveServices/accounts",
    place=InGroup(),
    parts=(
        *COGNITIVE,
        block("customer_managed_key", to="properties.encryption", parts=COGNITIVE_KEY),
        move("kind", to="kind"),
        inverted("local_auth_enabled", to="properties.disableLocalAuth", default=True),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        flag("project_management_enabled", to="properties.allowProjectManagement", default=False),
        each(
            "network_injection",
            to="properties.networkInjections",
            parts=(move("scenario", to="scenario"), move("subnet_id", to="subnetArmId")),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_cognitive_account" "openai" {
              name                          = "oai"
              resource_group_name           = "rg"
              location                      = "swedencentral"
              kind                          = "OpenAI"
              sku_name                      = "S0"
              local_auth_enabled            = false
              public_network_access_enabled = true
              network_acls {
                default_action = "Deny"
                ip_rules       = ["203.0.113.7"]
                virtual_network_rules {
                  subnet_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
                }
              }
            }
            """,
            {
                "kind": "OpenAI",
                "properties.disableLocalAuth": True,
                "properties.publicNetworkAccess": "Enabled",
                "properties.networkAcls.defaultAction": "Deny",
                "properties.networkAcls.ipRules[0].value": "203.0.113.7",
                "properties.networkAcls.virtualNetworkRules[0].id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
            },
        ),
    ),
)
