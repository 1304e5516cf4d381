"""What an absent ARM property means, with the page of the vendor that says so.

Only documented defaults stand here. A property that is absent and not listed is a gap: nobody
may invent a default. Keys are the lower-case type and the property path.
"""

from __future__ import annotations

from typing import Final

from ringfence.model.resource import Default

_DOCS: Final = "https://learn.microsoft.com/azure/templates/"


def _page(type_: str) -> str:
    return _DOCS + type_.lower()


_STORAGE: Final = "microsoft.storage/storageaccounts"
_VAULT: Final = "microsoft.keyvault/vaults"
_REGISTRY: Final = "microsoft.containerregistry/registries"
_COGNITIVE: Final = "microsoft.cognitiveservices/accounts"
_SEARCH: Final = "microsoft.search/searchservices"
_COSMOS: Final = "microsoft.documentdb/databaseaccounts"
_DISK: Final = "microsoft.compute/disks"
_SNAPSHOT: Final = "microsoft.compute/snapshots"
_WORKSPACE: Final = "microsoft.machinelearningservices/workspaces"
_ONLINE: Final = "microsoft.machinelearningservices/workspaces/onlineendpoints"
_ML_REGISTRY: Final = "microsoft.machinelearningservices/registries"
_HSM: Final = "microsoft.keyvault/managedhsms"
_CONTAINER: Final = "microsoft.storage/storageaccounts/blobservices/containers"
_LOGS: Final = "microsoft.operationalinsights/workspaces"
_INSIGHTS: Final = "microsoft.insights/components"
_EVENTS: Final = "microsoft.eventhub/namespaces"
_BUS: Final = "microsoft.servicebus/namespaces"
_CLUSTER: Final = "microsoft.containerservice/managedclusters"
_SQL: Final = "microsoft.sql/servers"
_POSTGRES: Final = "microsoft.dbforpostgresql/flexibleservers"
_MYSQL: Final = "microsoft.dbformysql/flexibleservers"
_REDIS: Final = "microsoft.cache/redis"
_DATABRICKS: Final = "microsoft.databricks/workspaces"
_SYNAPSE: Final = "microsoft.synapse/workspaces"
_KUSTO: Final = "microsoft.kusto/clusters"
_APP: Final = "microsoft.app/containerapps"
_APP_ENVIRONMENT: Final = "microsoft.app/managedenvironments"
_GATEWAY: Final = "microsoft.apimanagement/service"
_GALLERY: Final = "microsoft.compute/galleries"
_PUBLIC_IP: Final = "microsoft.network/publicipaddresses"
_PEERING: Final = "microsoft.network/virtualnetworks/virtualnetworkpeerings"
_SUBNET: Final = "microsoft.network/virtualnetworks/subnets"

_VALUES: Final[dict[tuple[str, str], object]] = {
    (_STORAGE, "properties.publicNetworkAccess"): "Enabled",
    (_STORAGE, "properties.networkAcls.defaultAction"): "Allow",
    (_STORAGE, "properties.networkAcls.bypass"): "AzureServices",
    (_STORAGE, "properties.allowBlobPublicAccess"): False,
    (_STORAGE, "properties.allowSharedKeyAccess"): True,
    (_STORAGE, "properties.allowCrossTenantReplication"): False,
    (_VAULT, "properties.publicNetworkAccess"): "Enabled",
    (_VAULT, "properties.networkAcls.defaultAction"): "Allow",
    (_VAULT, "properties.networkAcls.bypass"): "AzureServices",
    (_REGISTRY, "properties.publicNetworkAccess"): "Enabled",
    (_REGISTRY, "properties.networkRuleSet.defaultAction"): "Allow",
    (_REGISTRY, "properties.networkRuleBypassOptions"): "AzureServices",
    (_REGISTRY, "properties.adminUserEnabled"): False,
    (_REGISTRY, "properties.anonymousPullEnabled"): False,
    (_COGNITIVE, "properties.publicNetworkAccess"): "Enabled",
    (_COGNITIVE, "properties.networkAcls.defaultAction"): "Allow",
    (_COGNITIVE, "properties.disableLocalAuth"): False,
    (_SEARCH, "properties.publicNetworkAccess"): "enabled",
    (_SEARCH, "properties.disableLocalAuth"): False,
    (_COSMOS, "properties.publicNetworkAccess"): "Enabled",
    (_COSMOS, "properties.disableLocalAuth"): False,
    (_COSMOS, "properties.isVirtualNetworkFilterEnabled"): False,
    (_DISK, "properties.networkAccessPolicy"): "AllowAll",
    (_DISK, "properties.publicNetworkAccess"): "Enabled",
    (_SNAPSHOT, "properties.networkAccessPolicy"): "AllowAll",
    (_SNAPSHOT, "properties.publicNetworkAccess"): "Enabled",
    (_WORKSPACE, "properties.publicNetworkAccess"): "Enabled",
    (_WORKSPACE, "properties.managedNetwork.isolationMode"): "Disabled",
    (_ONLINE, "properties.publicNetworkAccess"): "Enabled",
    (_ML_REGISTRY, "properties.publicNetworkAccess"): "Enabled",
    (_HSM, "properties.publicNetworkAccess"): "Enabled",
    (_HSM, "properties.networkAcls.defaultAction"): "Allow",
    (_HSM, "properties.networkAcls.bypass"): "AzureServices",
    (_CONTAINER, "properties.publicAccess"): "None",
    (_COGNITIVE, "properties.networkAcls.bypass"): "None",
    (_SEARCH, "properties.networkRuleSet.bypass"): "None",
    (_COSMOS, "properties.networkAclBypass"): "None",
    (_LOGS, "properties.publicNetworkAccessForQuery"): "Enabled",
    (_INSIGHTS, "properties.publicNetworkAccessForQuery"): "Enabled",
    (_EVENTS, "properties.publicNetworkAccess"): "Enabled",
    (_BUS, "properties.publicNetworkAccess"): "Enabled",
    (f"{_EVENTS}/networkrulesets", "properties.defaultAction"): "Deny",
    (f"{_EVENTS}/networkrulesets", "properties.trustedServiceAccessEnabled"): False,
    (f"{_BUS}/networkrulesets", "properties.defaultAction"): "Deny",
    (f"{_BUS}/networkrulesets", "properties.trustedServiceAccessEnabled"): False,
    (_CLUSTER, "properties.publicNetworkAccess"): "Enabled",
    (_CLUSTER, "properties.apiServerAccessProfile.enablePrivateCluster"): False,
    (_CLUSTER, "properties.apiServerAccessProfile.enableVnetIntegration"): False,
    (_SQL, "properties.publicNetworkAccess"): "Enabled",
    (_POSTGRES, "properties.network.publicNetworkAccess"): "Enabled",
    (_MYSQL, "properties.network.publicNetworkAccess"): "Enabled",
    (_REDIS, "properties.publicNetworkAccess"): "Enabled",
    (_DATABRICKS, "properties.publicNetworkAccess"): "Enabled",
    (_SYNAPSE, "properties.publicNetworkAccess"): "Enabled",
    (_KUSTO, "properties.publicNetworkAccess"): "Enabled",
    (_APP, "properties.configuration.ingress.external"): False,
    (_APP_ENVIRONMENT, "properties.vnetConfiguration.internal"): False,
    (_GALLERY, "properties.sharingProfile.permissions"): "Private",
    (_GATEWAY, "properties.publicNetworkAccess"): "Enabled",
    (_GATEWAY, "properties.virtualNetworkType"): "None",
    (_PUBLIC_IP, "sku.name"): "Basic",
    (_PEERING, "properties.allowForwardedTraffic"): False,
    (_PEERING, "properties.allowGatewayTransit"): False,
    (_PEERING, "properties.useRemoteGateways"): False,
    (_SUBNET, "properties.privateEndpointNetworkPolicies"): "Disabled",
    (_STORAGE, "properties.isSftpEnabled"): False,
    (_VAULT, "properties.enabledForTemplateDeployment"): False,
    (_REGISTRY, "properties.roleAssignmentMode"): "LegacyRegistryPermissions",
    (_WORKSPACE, "properties.systemDatastoresAuthMode"): "AccessKey",
    (_CLUSTER, "properties.disableLocalAccounts"): False,
    (_CLUSTER, "properties.apiServerAccessProfile.disableRunCommand"): False,
    (_CLUSTER, "properties.aadProfile.enableAzureRBAC"): False,
    (_DISK, "properties.dataAccessAuthMode"): "None",
    (_SNAPSHOT, "properties.dataAccessAuthMode"): "None",
    (_EVENTS, "properties.disableLocalAuth"): False,
    (_BUS, "properties.disableLocalAuth"): False,
    (_REDIS, "properties.disableAccessKeyAuthentication"): False,
}


def default(type_: str, pointer: str) -> Default | None:
    """Return the documented meaning of absence of a property of a type, None if there is none."""
    key = (type_.lower(), pointer)
    if key not in _VALUES:
        return None
    value = _VALUES[key]
    assert value is None or isinstance(value, bool | int | str | list | dict)
    return Default(value, _page(type_))
