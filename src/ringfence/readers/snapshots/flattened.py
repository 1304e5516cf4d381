"""What `az` prints is not always what Resource Manager answers.

Many commands (`az storage account show`, `az network nsg show`, `az role assignment list`) print the
members of `properties` beside `id` and `name`, at every level, and some under the names of the
library that they were written with. Here they go back to where the REST reference has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from ringfence.reference.tables import table

Json = dict[str, Any]

TOP: Final = frozenset(
    {
        "id", "name", "type", "location", "tags", "sku", "kind", "identity", "zones", "plan", "etag",
        "managedby", "managedbyextended", "extendedlocation", "systemdata", "resourcegroup",
        "properties", "apiversion", "tenantid", "subscriptionid", "changedtime", "createdtime",
        "provisioningstate", "placement", "dependson",
    }
)  # fmt: skip
"""Members of a resource that stand beside its `properties`, in lower case."""

_OWN: Final[Mapping[str, frozenset[str]]] = {
    # In these, what stands beside `properties` elsewhere is a property.
    "microsoft.keyvault/vaults": frozenset({"sku", "tenantid"}),
    "microsoft.keyvault/managedhsms": frozenset({"tenantid"}),
    "microsoft.operationalinsights/workspaces": frozenset({"sku"}),
    "microsoft.network/azurefirewalls": frozenset({"sku"}),
    "microsoft.network/firewallpolicies": frozenset({"sku"}),
    "microsoft.network/applicationgateways": frozenset({"sku"}),
    "microsoft.network/virtualnetworkgateways": frozenset({"sku"}),
    "microsoft.managedidentity/userassignedidentities": frozenset({"tenantid"}),
    "microsoft.containerinstance/containergroups": frozenset({"sku"}),
}

_ELEMENT: Final = frozenset({"id", "name", "type", "etag", "zones", "resourcegroup", "properties"})
"""Members of a nested object that stand beside its `properties`, in lower case."""

_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "microsoft.storage/storageaccounts": {
        "networkRuleSet": "networkAcls",
        "enableHttpsTrafficOnly": "supportsHttpsTrafficOnly",
        "enableNfsV3": "isNfsV3Enabled",
        "keyVaultProperties": "keyvaultproperties",
        "keyVaultUri": "keyvaulturi",
        "keyName": "keyname",
        "keyVersion": "keyversion",
        "ipAddressOrRange": "value",
        "virtualNetworkResourceId": "id",
        "encryptionIdentity": "identity",
        "encryptionUserAssignedIdentity": "userAssignedIdentity",
        "keyPolicy.keyExpirationPeriodInDays": "keyExpirationPeriodInDays",
    },
    "microsoft.containerregistry/registries": {"ipAddressOrRange": "value"},
    "microsoft.containerservice/managedclusters": {"enableRbac": "enableRBAC"},
    "microsoft.search/searchservices": {"networkRuleSet": "networkRuleSet"},
}
"""What the libraries call a property, and what the REST reference calls it, by type (lower case)."""

_MACHINE_LEARNING: Final = "microsoft.machinelearningservices/"
_MODES: Final = {
    "disabled": "Disabled",
    "allow_internet_outbound": "AllowInternetOutbound",
    "allow_only_approved_outbound": "AllowOnlyApprovedOutbound",
}


def is_flattened(item: Json) -> bool:
    """Tell whether the members of `properties` stand beside `id`."""
    return not isinstance(item.get("properties"), dict) and any(
        name.lower() not in TOP for name in item
    )


def restored(item: Json, kind: str) -> Json:
    """Return an object as the REST reference has it. `kind` is its type in lower case."""
    if kind.startswith(_MACHINE_LEARNING) and any("_" in name for name in item):
        item = _machine_learning(item)
    names = _NAMES.get(kind, {})
    made: Json = {}
    properties: Json = {}
    own = _OWN.get(kind, frozenset())
    for name, value in item.items():
        lower = name.lower()
        if lower in TOP and lower not in own:
            made[name] = value
        else:
            spelt = names.get(name, name)
            properties[spelt] = nested(value, f"properties.{spelt}", kind)
    inner = made.get("properties")
    made["properties"] = {**inner, **properties} if isinstance(inner, dict) else properties
    return made


def nested(value: Any, path: str, kind: str) -> Any:
    """Return a part of a flattened object with every wrapper of its own put back."""
    if isinstance(value, list):
        return [nested(each, f"{path}[]", kind) for each in value]
    if not isinstance(value, dict):
        return value
    wrapped = path.lower() in wrappers(kind) and not isinstance(value.get("properties"), dict)
    names = _NAMES.get(kind, {})
    made: Json = {}
    properties: Json = {}
    for name, each in value.items():
        spelt = names.get(name, name)
        if wrapped and name.lower() not in _ELEMENT:
            properties[spelt] = nested(each, f"{path}.properties.{spelt}", kind)
        else:
            made[spelt] = nested(each, f"{path}.{spelt}", kind)
    if properties:
        made["properties"] = properties
    return made


@cache
def wrappers(kind: str) -> frozenset[str]:
    """Return the paths (lower case) in a type at which objects have `properties` of their own."""
    listed = table("arm_wrapped")["types"].get(kind, "")
    return frozenset(listed.split())


def _machine_learning(item: Json) -> Json:
    """Return what version 2 of `az ml` prints (snake case) in the words of the REST reference."""
    return {_camel(name): _spelt(name, value) for name, value in item.items()}


def _spelt(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        if name == "tags":
            return value
        return {_camel(inner): _spelt(inner, each) for inner, each in value.items()}
    if isinstance(value, list):
        return [_spelt("", each) for each in value]
    if name == "isolation_mode" and isinstance(value, str):
        return _MODES.get(value.lower(), value)
    return value


def _camel(name: str) -> str:
    if name[:1] == "/" or "_" not in name:
        return name
    head, *rest = name.split("_")
    return head + "".join(part[:1].upper() + part[1:] for part in rest)
