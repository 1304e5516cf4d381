"""From one object of an answer to the estate's form (docs/house.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ringfence.model.facts import Source, Unknown, Value
from ringfence.model.resource import dig
from ringfence.readers.identity import ROLE_DEFINITIONS, client, principal
from ringfence.readers.snapshots.flattened import is_flattened, restored
from ringfence.reference import roles
from ringfence.reference.spelling import Spelling, spelling

Json = dict[str, Any]

GUID: Final = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_ROLE: Final = re.compile(
    r".*/roleDefinitions/([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})/?", re.IGNORECASE
)
SUBSCRIPTIONS: Final = "Microsoft.Resources/subscriptions"
GROUPS: Final = "Microsoft.Resources/resourceGroups"
MANAGEMENT_GROUPS: Final = "microsoft.management/managementgroups"
ASSIGNMENTS: Final = "microsoft.authorization/roleassignments"
ROLES: Final = "microsoft.authorization/roledefinitions"
IDENTITIES: Final = "microsoft.managedidentity/userassignedidentities"
ON_A_SCOPE: Final = frozenset(
    {
        "microsoft.insights/diagnosticsettings",
        "microsoft.authorization/policyassignments",
        "microsoft.authorization/policyexemptions",
        "microsoft.authorization/locks",
        "microsoft.managedservices/registrationassignments",
    }
)

_SHALLOW: Final = frozenset(
    {
        "id", "name", "type", "location", "tags", "sku", "kind", "identity", "zones", "plan", "etag",
        "managedby", "extendedlocation", "resourcegroup", "apiversion", "tenantid",
        "subscriptionid", "changedtime", "createdtime", "provisioningstate", "systemdata",
    }
)  # fmt: skip
"""What `az resource list` prints of a resource, whatever its type, in lower case."""

_NOT_BODY: Final = frozenset(
    {
        "id", "name", "type", "resourcegroup", "tenantid", "subscriptionid", "apiversion",
        "changedtime", "createdtime", "etag", "systemdata", "provisioningstate", "dependson",
    }
)  # fmt: skip
_NOISE: Final = frozenset(
    {
        "etag", "provisioningState", "systemData", "creationTime", "createdDate", "modifiedDate",
        "lastModifiedTime", "lastModifiedDate", "resourceGuid", "timeCreated", "createdOn",
        "updatedOn", "createdBy", "updatedBy",
    }
)  # fmt: skip
"""Properties that change by themselves and say nothing that any question is about."""

_SECRETS: Final = re.compile(
    r"(?:password|secret|connectionString|accessKey|sharedKey|(?:primary|secondary)(?:Master|Read"
    r"only(?:Master)?)?Key|accountKey|instrumentationKey|customData|userData|protectedSettings"
    r"|sasToken|apiKey|adminPass\w*|privateKey|certificateData|kubeconfigs?)s?",
    re.IGNORECASE,
)
_FREE: Final = frozenset({"tags", "userAssignedIdentities", "parameters", "environmentVariables"})
"""Objects whose keys are the user's own words."""


@dataclass(frozen=True, slots=True)
class Named:
    """What an id says: the type as far as it is spelt there, the scope above it, and the names."""

    id: str
    type: str
    scope: str
    names: str


def named(item: Mapping[str, Any]) -> Named | None:
    """Return what the id of an object names, None for what is none of Resource Manager's."""
    id_ = item.get("id")
    if not isinstance(id_, str) or not id_.startswith("/") or len(id_) > 4000:
        return None
    id_ = id_.rstrip("/")
    at = id_.lower().rfind("/providers/")
    if at < 0:
        return _container(id_)
    segments = id_[at + len("/providers/") :].split("/")
    if len(segments) < 3 or not len(segments) % 2 or not all(segments) or "." not in segments[0]:
        return None
    type_ = "/".join([segments[0], *segments[1::2]])
    stated = item.get("type")
    if isinstance(stated, str) and stated.lower() == type_.lower() and stated != stated.lower():
        type_ = stated
    return Named(id_, type_, id_[:at], "/".join(segments[2::2]))


def _container(id_: str) -> Named | None:
    """Return what the id of a subscription or resource group names."""
    parts = id_.strip("/").split("/")
    if parts[0].lower() != "subscriptions" or not all(parts):
        return None
    if len(parts) == 2:
        return Named(id_, SUBSCRIPTIONS, "", parts[1])
    if len(parts) == 4 and parts[2].lower() == "resourcegroups":
        return Named(id_, GROUPS, f"/{parts[0]}/{parts[1]}", parts[3])
    return None


def is_thing(item: Mapping[str, Any], name: Named) -> bool:
    """Tell whether an object with an id is what the id names, and not something that refers to it.

    A log record, a setting of some program hold ids as well; a resource says its type, or shows
    what every resource shows.
    """
    if "eventTimestamp" in item or "operationName" in item or "complianceState" in item:
        return False
    stated = item.get("type")
    if isinstance(stated, str) and "/" in stated:
        return stated.lower() == name.type.lower()
    return any(each in item for each in ("properties", "location", "resourceGroup", "managedBy"))


def is_shallow(item: Mapping[str, Any], kind: str) -> bool:
    """Tell whether the properties of a resource were left out, as `az resource list` does."""
    if isinstance(item.get("properties"), dict) or kind == GROUPS.lower():
        return False
    return all(name.lower() in _SHALLOW or name.lower() == "properties" for name in item)


_APPS: Final = frozenset(
    {"microsoft.web/sites", "microsoft.web/sites/slots", "microsoft.app/containerapps",
     "microsoft.app/jobs"}
)  # fmt: skip


def body_of(item: Json, name: Named, source: Source) -> dict[str, Value]:
    """Return the body of an object, without what is no part of what the provider stores."""
    kind = name.type.lower()
    shallow = is_shallow(item, kind)
    if not shallow and is_flattened(item):
        item = restored(item, kind)
    spell = spelling(kind)
    body: dict[str, Value] = {}
    for key, value in item.items():
        if key.lower() not in _NOT_BODY and value is not None:
            spelt = spell[key]
            body[spelt] = _value(value, spelt, spell)
    if shallow:
        why = "a listing of all resources leaves the properties out, and nothing else tells them"
        body["properties"] = Unknown(why, source)
    _complete(body, name, kind)
    return body


def _value(value: Any, name: str, spell: Spelling) -> Value:
    """Return a value with its properties in their documented spelling, secrets left out."""
    if type(value) is dict:
        if name in _FREE:
            return value
        made: dict[str, Value] = {}
        for key, each in value.items():
            spelt = spell[key]
            if spelt in _NOISE or each is None:
                continue
            if type(each) is str and each and _SECRETS.fullmatch(spelt) is not None:
                made[spelt] = Unknown(f"`{spelt}` may be a secret and is not kept")
            elif type(each) in (dict, list):
                made[spelt] = _value(each, spelt, spell)
            else:
                made[spelt] = each
        return made
    if type(value) is list:
        return [_value(each, name, spell) for each in value if each is not None]
    return value  # type: ignore[no-any-return]  # a JSON scalar


def _complete(body: dict[str, Value], name: Named, kind: str) -> None:
    """Bring the few types that have a form of their own in an estate to it."""
    properties = body.get("properties")
    if kind in ON_A_SCOPE:
        body["scope"] = name.scope
    elif kind == ASSIGNMENTS and isinstance(properties, dict):
        _assignment(properties, name)
    elif kind == MANAGEMENT_GROUPS and isinstance(properties, dict):
        _management_group(properties)
    elif kind in _APPS and isinstance(properties, dict):
        _settings(properties)
    elif kind == IDENTITIES:
        own = {"principalId": principal(name.id), "clientId": client(name.id)}
        body["properties"] = {**properties, **own} if isinstance(properties, dict) else {**own}
    identity = body.get("identity")
    if isinstance(identity, dict) and "systemassigned" in str(identity.get("type")).lower():
        body["identity"] = {**identity, "principalId": principal(name.id)}


def _settings(properties: dict[str, Value]) -> None:
    """Say that the settings of an app are not told: they are listed by requests of their own.

    A container app names its secrets, and keeps their values to itself.
    """
    why = Unknown("what settings and secrets of an app hold is not told")
    if "configuration" not in properties:
        config = properties.setdefault("siteConfig", {})
        if isinstance(config, dict):
            config.setdefault("appSettings", why)
        return
    secrets = dig(properties, "configuration.secrets")
    for secret in secrets if isinstance(secrets, list) else ():
        if isinstance(secret, dict) and "keyVaultUrl" not in secret:
            secret.setdefault("value", why)


def _assignment(properties: dict[str, Value], name: Named) -> None:
    properties.setdefault("scope", name.scope)
    role = properties.get("roleDefinitionId")
    match = _ROLE.fullmatch(role) if isinstance(role, str) else None
    if match is not None and roles.by_id(match[1]) is not None:
        properties["roleDefinitionId"] = ROLE_DEFINITIONS + match[1].lower()
    if role:
        properties.pop("roleDefinitionName", None)
    for each in ("principalName", "condition", "conditionVersion"):
        if properties.get(each) in (None, ""):
            properties.pop(each, None)


def _management_group(properties: dict[str, Value]) -> None:
    value: Value = properties
    for step in ("details", "parent", "id"):
        value = value.get(step) if isinstance(value, dict) else None
    if isinstance(value, str):
        properties["parentId"] = value


def is_built_in(name: Named) -> bool:
    """Tell whether a role definition is one of the provider's that is known anyway."""
    if name.type.lower() != ROLES:
        return False
    return roles.by_id(name.names) is not None


def subscription_of(id_: str) -> str:
    """Return the id of the subscription that an id lies in (lower case), "" for none."""
    parts = id_.lower().split("/", 3)
    return f"/subscriptions/{parts[2]}" if len(parts) > 2 and parts[1] == "subscriptions" else ""
