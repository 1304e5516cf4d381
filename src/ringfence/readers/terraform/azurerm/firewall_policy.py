"""A firewall policy; its rules are groups of their own."""

from ringfence.model.facts import ABSENT
from ringfence.readers.terraform.build import block, flag, move, reference
from ringfence.readers.terraform.mapping import Example, Mapping, Since
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY

MAPPING = Mapping(
    terraform="azurerm_firewall_policy",
    arm="Microsoft.Network/firewallPolicies",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move(
            "sku",
            to="properties.sku.tier",
            default=Since({3: ABSENT, 4: "Standard", 5: "Standard"}),
        ),
        reference("base_policy_id", to="properties.basePolicy"),
        move("threat_intelligence_mode", to="properties.threatIntelMode", default="Alert"),
        block(
            "dns",
            to="properties.dnsSettings",
            parts=(
                flag("proxy_enabled", to="enableProxy", default=False),
                move("servers", to="servers"),
            ),
        ),
        block(
            "intrusion_detection",
            to="properties.intrusionDetection",
            parts=(move("mode", to="mode"),),
        ),
        block(
            "explicit_proxy",
            to="properties.explicitProxy",
            parts=(flag("enabled", to="enableExplicitProxy"),),
        ),
    ),
    examples=(
        Example(
            """
            resource "azurerm_firewall_policy" "out" {
              name                = "afwp"
              resource_group_name = "rg"
              location            = "westeurope"
              base_policy_id      = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/firewallPolicies/base"
            }
            """,
            {
                "properties.sku.tier": "Standard",
                "properties.basePolicy.id": "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/firewallPolicies/base",
            },
        ),
    ),
)
