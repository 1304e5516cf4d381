"""Properties that a mapping writes though the list of properties does not hold them, and why.

The keys are prefixes of property paths.
"""

from __future__ import annotations

from typing import Final

from ringfence.readers.terraform.catalogue import all_types

_POLYMORPHIC: Final = "a polymorphic body: the list shows the base class only"
_NEWER: Final = "newer than the models that the list was read from"
_SCOPE: Final = "an extension resource: the house keeps the id of its target here"
_OLDER: Final = "an older API version has it; the newest does not"
_MAP: Final = "a map: the list shows its values as text"

_CUT: Final = "the list stops above it"


def _each(why: str, *paths: str) -> dict[str, str]:
    return dict.fromkeys(paths, why)


UNLISTED: Final[dict[str, dict[str, str]]] = {
    "azurerm_ai_foundry": _each(_NEWER, "kind", "properties.managedNetwork.isolationMode"),
    "azurerm_ai_foundry_project": _each(_NEWER, "kind", "properties.hubResourceId"),
    "azurerm_storage_management_policy": _each(
        _CUT, "properties.policy.rules.definition.actions.baseBlob."
    ),
    "azurerm_machine_learning_workspace": _each(
        _NEWER,
        "kind",
        "properties.managedNetwork.isolationMode",
        "properties.serverlessComputeSettings.serverlessComputeCustomSubnet",
        "properties.serverlessComputeSettings.serverlessComputeNoPublicIP",
        "properties.systemDatastoresAuthMode",
    ),
    **{
        f"azurerm_{kind}_virtual_machine": _each(
            _CUT, "properties.storageProfile.osDisk.managedDisk.securityProfile.diskEncryptionSet."
        )
        for kind in ("linux", "windows")
    },
    **{
        type_: _each(_POLYMORPHIC, "properties.typeProperties")
        for type_ in all_types()
        if type_.startswith("azurerm_data_factory_linked_")
    },
    "azurerm_data_factory": _each(_POLYMORPHIC, "properties.repoConfiguration."),
    "azurerm_synapse_workspace": {
        "properties.azureADOnlyAuthentication": _OLDER,
        "properties.encryption.cmk.kekIdentity.": _CUT,
    },
    "azurerm_monitor_metric_alert": _each(_POLYMORPHIC, "properties.criteria.allOf"),
    **{
        f"azurerm_sentinel_alert_rule_{kind}": _each(_NEWER, "properties.techniques")
        for kind in ("scheduled", "nrt")
    },
    "azurerm_role_assignment": {
        "properties.roleDefinitionName": "the house's way to name a custom role (docs/house.md)"
    },
    "azurerm_cosmosdb_account": _each(
        _POLYMORPHIC, "properties.backupPolicy.periodicModeProperties.backupStorageRedundancy"
    ),
    "azurerm_container_group": _each(_OLDER, "properties.networkProfile.id"),
    "azurerm_container_registry": _each(_OLDER, "properties.networkRuleSet.virtualNetworkRules."),
    "azurerm_firewall_policy_rule_collection_group": _each(
        _POLYMORPHIC, "properties.ruleCollections."
    ),
    "azurerm_application_gateway": _each(
        _CUT,
        "properties.privateLinkConfigurations.properties.ipConfigurations.properties.",
        "properties.urlPathMaps.properties.pathRules.properties.",
    ),
    "azurerm_cdn_frontdoor_security_policy": _each(_POLYMORPHIC, "properties.parameters."),
    "azurerm_frontdoor": _each(
        _POLYMORPHIC, "properties.routingRules.properties.routeConfiguration."
    ),
    "azurerm_kubernetes_cluster": {
        "properties.addonProfiles.": _MAP,
        "properties.identityProfile.": _MAP,
        "properties.oidcIssuerProfile.issuerURL": "read-only; what others name is its value",
    },
    **{
        f"azurerm_{kind}_virtual_machine_scale_set": _each(
            _CUT,
            "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations"
            ".properties.",
            "properties.virtualMachineProfile.storageProfile.osDisk.managedDisk.",
            "properties.virtualMachineProfile.storageProfile.dataDisks.managedDisk.",
        )
        for kind in ("linux", "windows", "orchestrated")
    },
    **{
        f"azurerm_machine_learning_compute_{kind}": _each(_POLYMORPHIC, "properties.properties.")
        for kind in ("cluster", "instance")
    },
    **{
        f"azurerm_machine_learning_datastore_{kind}": _each(
            _POLYMORPHIC,
            "properties.accountName",
            inner,
            "properties.serviceDataAccessAuthIdentity",
        )
        for kind, inner in (
            ("blobstorage", "properties.containerName"),
            ("datalake_gen2", "properties.filesystem"),
            ("fileshare", "properties.fileShareName"),
        )
    },
    **{
        f"azurerm_{scope}_policy_{what}": _each(_SCOPE, "scope")
        for scope in ("subscription", "resource_group", "management_group", "resource")
        for what in ("assignment", "exemption")
    },
    "azurerm_monitor_diagnostic_setting": _each(_SCOPE, "scope"),
    "azurerm_logic_app_standard": _each(
        _MAP, "properties.siteConfig.ipSecurityRestrictions.headers."
    ),
    **{
        f"azurerm_{app}": _each(
            _MAP,
            "properties.siteConfig.ipSecurityRestrictions.headers.",
            "properties.siteConfig.scmIpSecurityRestrictions.headers.",
        )
        for app in (
            "linux_web_app",
            "windows_web_app",
            "linux_function_app",
            "windows_function_app",
            "function_app_flex_consumption",
            "app_service",
            "function_app",
        )
    },
    "azurerm_virtual_machine_scale_set": _each(
        _CUT,
        "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations"
        ".properties.",
    ),
}
