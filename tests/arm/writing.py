"""From an estate to a template that deploys it: what another format declared, said in ARM."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import Any, Final

from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown, Value
from ringfence.model.resource import Resource
from ringfence.model.symbols import CLOSE, OPEN, show, unshielded
from ringfence.readers.identity import carrier
from tests.arm.reading import SCHEMAS

Json = dict[str, Any]

VERSION: Final = "2023-05-01"
_SYMBOL: Final = re.compile(f"({OPEN}[^{CLOSE}]*{CLOSE})")
_CONTEXT: Final = {
    "tenant": "tenant().tenantId",
    "deployer": "deployer().objectId",
    "subscription": "subscription().subscriptionId",
}
_KEY: Final = "listKeys('{id}', '{version}').keys[{at}].value"
_COMPUTED: Final = {
    "primary_access_key": _KEY.replace("{at}", "0"),
    "secondary_access_key": _KEY.replace("{at}", "1"),
    "primary_connection_string": _KEY.replace("{at}", "0"),
    "primary_blob_connection_string": _KEY.replace("{at}", "0"),
    "primary_blob_endpoint": "reference('{id}', '{version}').primaryEndpoints.blob",
}
"""What the provider computes of a storage account, as a template says it."""
_ACCOUNTS: dict[str, str] = {}
_GROUP: Final = re.compile(r"/subscriptions/([^/]+)/resourceGroups/([^/]+)(/.*)?", re.IGNORECASE)


class NotWritable(Exception):
    """Something that a template has no words for."""


def template_of(estate: Estate) -> Json:
    """Return a template of a subscription, with one nested deployment for each resource group."""
    _ACCOUNTS.clear()
    accounts = estate.of("Microsoft.Storage/storageAccounts")
    _ACCOUNTS.update((each.address, each.id) for each in accounts if OPEN not in each.id)
    groups: dict[tuple[str, str], list[Json]] = defaultdict(list)
    above: list[Json] = []
    elsewhere: dict[str, list[Json]] = defaultdict(list)
    for resource in estate:
        if resource.external is not None:
            continue
        match = _GROUP.fullmatch(resource.id)
        if match is None:
            subscription = resource.id.split("/")[2]
            into = above if OPEN in subscription else elsewhere[subscription]
            into.append(_resource(resource, f"/subscriptions/{subscription}"))
        elif match[3] is None:
            above.append(_group(resource, match[2]))
        else:
            scope = f"/subscriptions/{match[1]}/resourceGroups/{match[2]}"
            groups[match[1], match[2]].append(_resource(resource, scope))
    nested = [
        {
            "type": "Microsoft.Resources/deployments",
            "apiVersion": "2022-09-01",
            "name": f"resources-{group}",
            "subscriptionId": subscription,
            "resourceGroup": group,
            "properties": {
                "mode": "Incremental",
                "expressionEvaluationOptions": {"scope": "inner"},
                "template": {
                    "$schema": SCHEMAS["group"],
                    "contentVersion": "1.0.0.0",
                    "resources": resources,
                },
            },
        }
        for (subscription, group), resources in groups.items()
    ]
    nested += [
        {
            "type": "Microsoft.Resources/deployments",
            "apiVersion": "2022-09-01",
            "name": f"in-{subscription}",
            "location": "westeurope",
            "subscriptionId": subscription,
            "properties": {
                "mode": "Incremental",
                "expressionEvaluationOptions": {"scope": "inner"},
                "template": {
                    "$schema": SCHEMAS["subscription"],
                    "contentVersion": "1.0.0.0",
                    "resources": resources,
                },
            },
        }
        for subscription, resources in elsewhere.items()
    ]
    return {
        "$schema": SCHEMAS["subscription"],
        "contentVersion": "1.0.0.0",
        "resources": [*above, *nested],
    }


def _group(resource: Resource, name: str) -> Json:
    return {
        "type": "Microsoft.Resources/resourceGroups",
        "apiVersion": VERSION,
        "name": name,
        **_body(resource),
    }


def _resource(resource: Resource, scope: str) -> Json:
    """Return one resource; an extension of another one says so with `scope`."""
    above, _, tail = resource.id.rpartition("/providers/")
    namespace, *steps = tail.split("/")
    type_ = "/".join([namespace, *steps[::2]])
    name = "/".join(steps[1::2])
    role = type_.lower() == "microsoft.authorization/roleassignments"
    if role and OPEN in name:
        name = f"[guid({_quoted(show(name))})]"
    made: Json = {"type": type_, "apiVersion": VERSION, "name": _written(name)}
    if above.lower() != scope.lower():
        made["scope"] = _written(above)
    body = _body(resource)
    body.pop("scope", None)
    if role:
        body["properties"].pop("scope", None)
        if "roleDefinitionName" in body["properties"]:
            raise NotWritable("a role that is known by its name only")
    return {**made, **body}


def _body(resource: Resource) -> Json:
    body = {key: _written(value) for key, value in resource.body.items() if value is not None}
    identity = body.get("identity")
    if isinstance(identity, dict):
        identity.pop("principalId", None)
    if resource.kind == "microsoft.managedidentity/userassignedidentities":
        body.pop("properties", None)
    return body


def _written(value: Value) -> Any:
    if isinstance(value, Unknown):
        raise NotWritable(value.reason)
    if isinstance(value, dict):
        return {_written(key): _written(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_written(each) for each in value]
    if isinstance(value, str) and OPEN in value:
        parts = [part for part in _SYMBOL.split(value) if part]
        said = [_expression(part) if part[0] == OPEN else _quoted(part) for part in parts]
        return f"[{said[0]}]" if len(said) == 1 else f"[concat({', '.join(said)})]"
    return value


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _expression(symbol: str) -> str:
    held = carrier(symbol)
    if held is not None:
        if OPEN in held or not held.startswith("/"):
            raise NotWritable("an identity whose id is not literal")
        what = "clientId" if "client of " in symbol else "principalId"
        if "/userassignedidentities/" in held:
            return f"reference('{held}', '{VERSION}').{what}"
        return f"reference('{held}', '{VERSION}', 'Full').identity.{what}"
    name = unshielded(symbol[1:-1]).partition("#")[2]
    if name.startswith("@"):
        return _CONTEXT[name[1:]]
    address, _, attribute = name.rpartition(".")
    if address in _ACCOUNTS and attribute in _COMPUTED:
        return _COMPUTED[attribute].format(id=_ACCOUNTS[address], version=VERSION)
    raise NotWritable(f"`{name}`, which the provider computes")


def text_of(estate: Estate) -> str:
    """Return the template as JSON."""
    return json.dumps(template_of(estate), indent=1)
