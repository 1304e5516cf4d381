"""A container registry and its replicas."""

from ringfence.model.facts import Unknown, Value
from ringfence.readers.terraform.build import block, each, enabled, flag, move
from ringfence.readers.terraform.mapping import Arguments, Example, Inline, Mapping, Provider
from ringfence.readers.terraform.parts import Computed
from ringfence.readers.terraform.places import InGroup
from ringfence.readers.terraform.shared import COMMON, IDENTITY, LOWER, first, key_url

REPLICATIONS = "Microsoft.ContainerRegistry/registries/replications"


def _encryption(arguments: Arguments, provider: Provider) -> dict[str, Value]:
    """azurerm 3 has a switch in the block; later the block itself is the switch."""
    del provider
    inner = first(arguments.get("encryption"))
    if inner is None:
        return {}
    if isinstance(inner, Unknown):
        return {"properties.encryption": inner}
    switch = inner.get("enabled")
    if isinstance(switch, Unknown):
        return {"properties.encryption.status": switch}
    if switch is False or switch == "false":
        return {"properties.encryption.status": "disabled"}
    return {
        "properties.encryption.status": "enabled",
        "properties.encryption.keyVaultProperties": {
            "keyIdentifier": key_url(inner.get("key_vault_key_id")),
            "identity": inner.get("identity_client_id"),
        },
    }


MAPPING = Mapping(
    terraform="azurerm_container_registry",
    arm="Microsoft.ContainerRegistry/registries",
    place=InGroup(),
    parts=(
        *COMMON,
        IDENTITY,
        move("sku", to="sku.name"),
        flag("admin_enabled", to="properties.adminUserEnabled", default=False),
        flag("anonymous_pull_enabled", to="properties.anonymousPullEnabled", default=False),
        flag("data_endpoint_enabled", to="properties.dataEndpointEnabled", default=False),
        enabled("public_network_access_enabled", to="properties.publicNetworkAccess", default=True),
        move(
            "network_rule_bypass_option",
            to="properties.networkRuleBypassOptions",
            default="AzureServices",
        ),
        flag(
            "network_rule_bypass_for_tasks_enabled",
            to="properties.networkRuleBypassAllowedForTasks",
            default=False,
        ),
        move(
            "role_assignment_mode",
            to="properties.roleAssignmentMode",
            default="LegacyRegistryPermissions",
        ),
        block(
            "network_rule_set",
            to="properties.networkRuleSet",
            parts=(
                move("default_action", to="defaultAction", default="Allow"),
                each(
                    "ip_rule",
                    to="ipRules",
                    parts=(move("action", to="action"), move("ip_range", to="value")),
                ),
                each(
                    "virtual_network",
                    to="virtualNetworkRules",
                    parts=(move("action", to="action"), move("subnet_id", to="id")),
                ),
            ),
        ),
        move(
            "export_policy_enabled",
            to="properties.policies.exportPolicy.status",
            default="enabled",
            convert=LOWER,
        ),
        move(
            "azuread_authentication_as_arm_policy_enabled",
            to="properties.policies.azureADAuthenticationAsArmPolicy.status",
            default="enabled",
            convert=LOWER,
        ),
        Computed(("encryption",), ("properties.encryption",), _encryption),
    ),
    inline=(
        Inline(
            ("georeplications",),
            REPLICATIONS,
            "replications",
            "location",
            (
                *COMMON,
                flag(
                    "global_endpoint_routing_enabled",
                    "regional_endpoint_enabled",
                    to="properties.regionEndpointEnabled",
                ),
            ),
        ),
    ),
    computed={"login_server": "{name}.azurecr.io"},
    examples=(
        Example(
            """
            resource "azurerm_container_registry" "images" {
              name                   = "crimages"
              resource_group_name    = "rg"
              location               = "westeurope"
              sku                    = "Premium"
              anonymous_pull_enabled = true
              export_policy_enabled  = false
              georeplications {
                location = "eastus"
              }
              network_rule_set {
                default_action = "Deny"
                ip_rule {
                  action   = "Allow"
                  ip_range = "203.0.113.0/24"
                }
              }
            }
            """,
            {
                "properties.anonymousPullEnabled": True,
                "properties.policies.exportPolicy.status": "disabled",
                "properties.networkRuleSet.ipRules[0].value": "203.0.113.0/24",
                "properties.networkRuleBypassOptions": "AzureServices",
                f"child:{REPLICATIONS}:location": "eastus",
            },
        ),
    ),
)
