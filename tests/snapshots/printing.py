"""From an estate to what the cloud would answer about it, and to what `az` would print."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from ringfence.model.estate import Estate
from ringfence.model.facts import MAYBE, Unknown, Value
from ringfence.model.resource import Resource
from ringfence.model.symbols import CLOSE, OPEN
from ringfence.readers.identity import client, principal
from ringfence.readers.snapshots.coverage import is_extension
from ringfence.readers.snapshots.flattened import wrappers
from ringfence.readers.snapshots.needed import CHILDREN, GRANTS, RESOURCES, SETTINGS, WATCHED
from tests.states.storing import literal

Json = dict[str, Any]
ARM: Final = "https://management.azure.com"
GRAPH: Final = "https://graph.microsoft.com/v1.0"


class NotPrintable(Exception):
    """Something that only code can leave open."""


def things_of(estate: Estate) -> list[Json]:
    """Return the resources of an estate as Resource Manager would show them, children inline.

    Directory objects are left out: see `directory_of`.
    """
    made: dict[str, Json] = {}
    for resource in estate:
        if resource.external is not None or resource.kind.startswith("microsoft.graph/"):
            continue
        if resource.presence is not None:
            raise NotPrintable(f"whether `{resource.address}` exists is not known")
        made[resource.key] = _thing(resource)
    spoken = json.dumps(list(made.values()))
    for resource in estate.of("Microsoft.CognitiveServices/accounts"):
        host = literal(f"{OPEN}.#{resource.address}.endpoint{CLOSE}")
        if host[8:-1] in spoken and resource.key in made:
            made[resource.key]["properties"] |= {
                "endpoint": host,
                "customSubDomainName": host[8:].partition(".")[0],
            }
    for key in list(made):
        above, _, segment = key.rpartition("/")[0].rpartition("/")
        inline = {"subnets": "subnets", "virtualnetworkpeerings": "virtualNetworkPeerings"}
        if segment in inline and above in made:
            child = made.pop(key)
            for extra in ("type", "location"):
                child.pop(extra, None)
            made[above].setdefault("properties", {}).setdefault(inline[segment], []).append(child)
    return list(made.values())


def _thing(resource: Resource) -> Json:
    id_ = literal(resource.id)
    body = {name: _plain(value) for name, value in resource.body.items() if name != "scope"}
    body = {name: value for name, value in body.items() if value is not None}
    identity = body.get("identity")
    if isinstance(identity, dict):
        if "principalId" in identity:
            identity["principalId"] = literal(principal(resource.id))
        assigned = identity.get("userAssignedIdentities")
        if isinstance(assigned, dict):
            identity["userAssignedIdentities"] = {each: _ids(each) for each in assigned}
    if resource.kind == "microsoft.managedidentity/userassignedidentities":
        body["properties"] = {"tenantId": literal("t"), **_ids(resource.id)}
    if resource.kind == "microsoft.network/networkinterfaces":
        host = literal(f"{OPEN}.#{resource.address}.private_ip_address{CLOSE}")
        for each in body["properties"]["ipConfigurations"]:
            each["properties"].setdefault("privateIPAddress", host)
    return {"id": id_, "name": literal(str(resource.name)), "type": resource.type, **body}


def _ids(id_: str) -> Json:
    return {"principalId": literal(principal(id_)), "clientId": literal(client(id_))}


def _plain(value: Value) -> Any:
    if isinstance(value, Unknown):
        raise NotPrintable(value.reason)
    if isinstance(value, str):
        return literal(value)
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        if MAYBE in value:
            raise NotPrintable("an element that may not be there")
        return {literal(name): _plain(each) for name, each in value.items()}
    return value


def directory_of(estate: Estate) -> Iterator[Json]:
    """Yield the answers of Microsoft Graph about the directory objects of an estate."""
    by_type: dict[str, list[Json]] = defaultdict(list)
    for resource in estate:
        if not resource.kind.startswith("microsoft.graph/") or resource.external is not None:
            continue
        oid = literal(principal(resource.id))
        properties = _plain(resource.body.get("properties") or {})
        collection = resource.type.partition("/")[2]
        if "/" in collection or collection not in (
            "groups",
            "users",
            "servicePrincipals",
            "applications",
        ):
            raise NotPrintable(resource.type)
        members = properties.pop("members", [])
        by_type[collection].append({**properties, "id": oid})
        if collection == "groups":
            listed = [{"id": each} for each in members]
            yield record(f"{GRAPH}/groups/{oid}/members", {"value": listed})
    for collection, objects in by_type.items():
        yield record(f"{GRAPH}/{collection}", {"value": objects})


def record(url: str, body: Any, status: int = 200) -> Json:
    """Return one saved answer."""
    return {"request": f"GET {url}", "status": status, "time": "2026-11-20T08:00:00Z", "body": body}


def records_of(things: list[Json]) -> list[Json]:
    """Return the answers of a collector that asked for everything that an answer may need."""
    made: list[Json] = []
    by_kind: dict[str, list[Json]] = defaultdict(list)
    for thing in things:
        by_kind[thing["type"].lower()].append(thing)
    subscriptions = sorted(
        {"/".join(t["id"].split("/")[:3]) for t in things if t["id"].startswith("/subscriptions/")}
    )
    extensions = [t for t in things if is_extension(t["type"].lower())]
    for subscription in subscriptions:
        mine = [t for t in things if t["id"].startswith(subscription + "/")]
        groups = [t for t in mine if t["type"].lower() == "microsoft.resources/resourcegroups"]
        made.append(
            record(f"{ARM}{subscription}/resourceGroups?api-version=2021-04-01", {"value": groups})
        )
        top = [
            t for t in mine if t["type"].count("/") == 1 and t not in groups and t not in extensions
        ]
        made.append(
            record(
                f"{ARM}{subscription}/resources?api-version=2021-04-01",
                {"value": [shallow(t) for t in top]},
            )
        )
        kinds = sorted({t["type"] for t in top})
        for kind in kinds:
            listed = [t for t in top if t["type"] == kind]
            made.append(
                record(
                    f"{ARM}{subscription}/providers/{kind}?api-version=2024-01-01",
                    {"value": listed},
                )
            )
        for kind in (
            "Microsoft.Authorization/roleAssignments",
            "Microsoft.Authorization/policyAssignments",
            "Microsoft.Authorization/policyExemptions",
            "Microsoft.Authorization/roleDefinitions",
            "Microsoft.Authorization/policyDefinitions",
            "Microsoft.Authorization/policySetDefinitions",
            "Microsoft.Authorization/roleEligibilitySchedules",
            "Microsoft.ManagedServices/registrationAssignments",
            "Microsoft.ManagedServices/registrationDefinitions",
        ):
            listed = [t for t in mine if t["type"].lower() == kind.lower()]
            made.append(
                record(
                    f"{ARM}{subscription}/providers/{kind}?api-version=2024-01-01",
                    {"value": listed},
                )
            )
    said = {json.dumps(t, sort_keys=True) for r in made for t in r["body"]["value"]}
    made += _below(by_kind, things, said)
    return made


def _below(by_kind: dict[str, list[Json]], things: list[Json], said: set[str]) -> Iterator[Json]:
    """Yield the listings of what lies in and on resources."""
    asked: set[str] = set()
    for below in CHILDREN:
        for parent in by_kind.get(below.parent, ()):
            listed = [
                t
                for t in by_kind.get(below.type, ())
                if t["id"].lower().startswith(parent["id"].lower() + "/")
            ]
            scopes = {t["id"].rpartition("/")[0] for t in listed}
            above, _, last = below.kind.rpartition("/")
            between = [
                t
                for t in by_kind.get(f"{below.parent}/{above}", ())
                if t["id"].lower().startswith(parent["id"].lower() + "/")
            ]
            scopes |= {f"{t['id']}/{last}" for t in between if above.count("/") == 0 and above}
            if not scopes or (above and not between):
                scopes.add(f"{parent['id']}/{_STEPS.get(below.kind, below.kind)}")
            listed += between
            for scope in sorted(scopes):
                mine: list[Json] = [t for t in listed if t["id"].rpartition("/")[0] == scope]
                asked.add(scope.lower())
                yield record(f"{ARM}{scope}?api-version=2024-01-01", {"value": mine})
                said |= {json.dumps(t, sort_keys=True) for t in mine}
            for step in {
                s
                for s in (*_between(listed, parent), *(t["id"].rpartition("/")[0] for t in between))
                if s.lower() not in asked
            }:
                asked.add(step.lower())
                mine = [t for t in things if t["id"].rpartition("/")[0] == step]
                yield record(f"{ARM}{step}?api-version=2024-01-01", {"value": mine})
                said |= {json.dumps(t, sort_keys=True) for t in mine}
    for kind in sorted(WATCHED):
        for parent in by_kind.get(kind, ()):
            watched = [parent["id"]]
            if kind == "microsoft.storage/storageaccounts":
                watched.append(f"{parent['id']}/blobServices/default")
            for each in watched:
                scope = f"{each}/providers/Microsoft.Insights/diagnosticSettings"
                mine = [t for t in things if t["id"].rpartition("/")[0].lower() == scope.lower()]
                yield record(f"{ARM}{scope}?api-version=2021-05-01-preview", {"value": mine})
                said |= {json.dumps(t, sort_keys=True) for t in mine}
    for thing in things:  # whatever else there is was read one by one
        if json.dumps(thing, sort_keys=True) not in said:
            yield record(f"{ARM}{thing['id']}?api-version=2024-01-01", thing)


def _between(listed: list[Json], parent: Json) -> Iterator[str]:
    """Yield the listings between a resource and what lies further down in it."""
    for thing in listed:
        scope = thing["id"].rpartition("/")[0].rsplit("/", 2)[0]
        while len(scope) > len(parent["id"]):
            yield scope
            scope = scope.rsplit("/", 2)[0]


_STEPS: Final = {
    "blobservices/containers": "blobServices/default/containers",
    "profiles/accessrules": "profiles",
    "afdendpoints/routes": "afdEndpoints",
    "origingroups/origins": "originGroups",
    "rulesets/rules": "ruleSets",
    "routingconfigurations/rulecollections/rules": "routingConfigurations",
    "applications/versions": "applications",
    "databases/accesspolicyassignments": "databases",
    "databases/dataconnections": "databases",
    "databases/principalassignments": "databases",
    "databases/scripts": "databases",
    "replicationfabrics/replicationprotectioncontainers/replicationprotecteditems": (
        "replicationFabrics"
    ),
    "hybridrunbookworkergroups/hybridrunbookworkers": "hybridRunbookWorkerGroups",
    "managedvirtualnetworks/managedprivateendpoints": "managedVirtualNetworks",
    "jobagents/jobs": "jobAgents",
    "apis/diagnostics": "apis",
    "shares/datasets": "shares",
    "projects/jobdefinitions": "projects",
    "syncgroups/cloudendpoints": "syncGroups",
    "syncgroups/serverendpoints": "syncGroups",
    "securityadminconfigurations/rulecollections/rules": "securityAdminConfigurations",
    "backupfabrics/protectioncontainers/protecteditems": "backupProtectedItems",
}
"""What a collector asks for where there is nothing further down."""


def shallow(thing: Json) -> Json:
    """Return a resource as `az resource list` prints it."""
    shown = ("id", "name", "type", "location", "tags", "sku", "kind", "identity", "zones")
    return {name: thing.get(name) for name in shown} | {"properties": None, "resourceGroup": "rg"}


def row(thing: Json) -> Json:
    """Return a resource as a row of Resource Graph."""
    parts = thing["id"].split("/")
    return {
        **thing,
        "type": thing["type"].lower(),
        "tenantId": "22222222-2222-4222-8222-222222222222",
        "subscriptionId": parts[2] if len(parts) > 2 else "",
        "resourceGroup": parts[4].lower() if len(parts) > 4 else "",
        "zones": None,
        "plan": None,
        "managedBy": "",
    }


_SDK: Final = {
    "microsoft.storage/storageaccounts": {
        "networkAcls": "networkRuleSet",
        "supportsHttpsTrafficOnly": "enableHttpsTrafficOnly",
    },
}


def flattened(thing: Json) -> Json:
    """Return a resource as the commands print it that flatten what they show."""
    kind = thing["type"].lower()
    names = _SDK.get(kind, {})
    made = {name: value for name, value in thing.items() if name != "properties"}
    for name, value in (thing.get("properties") or {}).items():
        shown = _flat(value, f"properties.{name}", kind)
        if kind == "microsoft.storage/storageaccounts" and name == "networkAcls":
            shown = _storage_rules(shown)
        made[names.get(name, name)] = shown
    return {**made, "resourceGroup": "rg"}


def _storage_rules(shown: Json) -> Json:
    return {
        **shown,
        "ipRules": [
            {"action": "Allow", "ipAddressOrRange": r["value"]} for r in shown.get("ipRules", [])
        ],
        "virtualNetworkRules": [
            {"action": "Allow", "virtualNetworkResourceId": r["id"], "state": "Succeeded"}
            for r in shown.get("virtualNetworkRules", [])
        ],
    }


def _flat(value: Any, path: str, kind: str) -> Any:
    if isinstance(value, list):
        return [_flat(each, f"{path}[]", kind) for each in value]
    if not isinstance(value, dict):
        return value
    made: Json = {}
    for name, each in value.items():
        if name == "properties" and path.lower() in wrappers(kind) and isinstance(each, dict):
            for inner, part in each.items():
                made[inner] = _flat(part, f"{path}.properties.{inner}", kind)
        else:
            made[name] = _flat(each, f"{path}.{name}", kind)
    return made


def by_type(things: Iterable[Json], shape: Callable[[Json], Json]) -> dict[str, str]:
    """Return one file for each type, a list each, as `az <type> list > <type>.json` makes them."""
    found: dict[str, list[Json]] = defaultdict(list)
    for thing in things:
        found[thing["type"].replace("/", "-").lower()].append(shape(thing))
    return {f"export/{name}.json": json.dumps(listed, indent=2) for name, listed in found.items()}


_ = (GRANTS, RESOURCES, SETTINGS)
