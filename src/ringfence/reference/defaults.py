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
}


def default(type_: str, pointer: str) -> Default | None:
    """Return the documented meaning of absence of a property of a type, None if there is none."""
    key = (type_.lower(), pointer)
    if key not in _VALUES:
        return None
    value = _VALUES[key]
    assert value is None or isinstance(value, bool | int | str | list | dict)
    return Default(value, _page(type_))
