"""Resources of template extensions: objects of the directory, and what is not modelled.

Source: learn.microsoft.com/graph/templates/reference (Microsoft Graph in templates).
"""

from __future__ import annotations

from typing import Any, Final

from ringfence.model.facts import Unknown, Value
from ringfence.model.symbols import symbol
from ringfence.readers.arm import cluster
from ringfence.readers.arm.planned import Planned
from ringfence.readers.arm.template import member
from ringfence.readers.arm.values import Failure, stand_in
from ringfence.readers.identity import client, graph_id, principal

_PREFIX: Final = "microsoft.graph/"
_RESOURCE_MANAGER: Final = "azureresourcemanager"
COLLECTIONS: Final = frozenset({"groups", "applications", "servicePrincipals", "users"})
FEDERATED: Final = "Microsoft.Graph/applications/federatedIdentityCredentials"


def is_extension(planned: Planned) -> bool:
    """Tell whether a resource belongs to an extension and not to Resource Manager itself.

    Resource Manager is an extension like any other where a template declares it
    (`extension az`).
    """
    if _alias(planned) is None:
        return str(member(planned.raw, "type")).lower().startswith(_PREFIX)
    return _extension(planned)[0] != _RESOURCE_MANAGER


def _alias(planned: Planned) -> Any:
    """Return the name under which the template knows the extension of a resource."""
    return member(planned.raw, "extension") or member(planned.raw, "import")


def _extension(planned: Planned) -> tuple[str, Any]:
    """Return the extension of a resource: its name in lower case, and what declares it."""
    template, alias = planned.deployment.template, str(_alias(planned))
    for section, name in (("extensions", "name"), ("imports", "provider")):
        declared = member(member(template, section), alias)
        stated = member(declared, name)
        if stated is not None:
            return str(stated).lower(), declared
    return "", None


def plan(planned: Planned, label: str) -> None:
    """Give an object of the directory its type, name and id. Raises Failure for other things."""
    type_ = str(planned.value("type")).partition("@")[0]
    extension, declared = _extension(planned)
    if extension == cluster.EXTENSION:
        cluster.plan(planned, label, declared)
        return
    if not type_.lower().startswith(_PREFIX):
        raise Failure(f"resources of the extension type `{type_[:80]}` are not modelled")
    collection = type_[len(_PREFIX) :]
    planned.type = f"Microsoft.Graph/{collection}"
    name = _name(planned)
    planned.name = name or label or collection
    root = planned.frame.root
    if collection.lower() == "applications/federatedidentitycredentials":
        planned.type = FEDERATED
        application, _, own = planned.name.partition("/")
        above = _application(planned, application)
        planned.id = f"{above}/federatedIdentityCredentials/{own or application}"
        return
    where = f"{planned.deployment.prefix}{label}" if label else f"{type_}/{planned.name}"
    planned.id = graph_id(collection, symbol(where, root))


def _name(planned: Planned) -> str:
    """Return what the template calls the object: its unique name, or the one it shows."""
    properties = planned.value("properties")
    for holder in (properties, planned.raw):
        for key in ("uniqueName", "name", "userPrincipalName", "displayName", "appId"):
            value = member(holder, key) if holder is properties else None
            if isinstance(value, str):
                return value
            if isinstance(value, Unknown):
                return stand_in(value)
    return ""


def _application(planned: Planned, name: str) -> str:
    """Return the id of the application of this unique name."""
    for other in planned.deployment.world.planned:
        if other.type == "Microsoft.Graph/applications" and other.name.lower() == name.lower():
            return other.id
    return graph_id("applications", symbol(f"application {name}", planned.frame.root))


def complete(planned: Planned, body: dict[str, Value]) -> None:
    """Bring the body of a directory object to the estate's form."""
    properties = body.get("properties")
    made: dict[str, Value] = dict(properties) if isinstance(properties, dict) else {}
    for name in ("members", "owners"):
        listed = made.get(name)
        if isinstance(listed, dict):
            made[name] = listed.get("relationships")
    if planned.type.partition("/")[2] in COLLECTIONS:
        made["id"] = principal(planned.id)
        if "appId" not in made and not planned.type.endswith(("groups", "users")):
            made["appId"] = client(planned.id)
    body["properties"] = made
