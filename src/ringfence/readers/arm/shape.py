"""From planned resources to the estate's form (docs/house.md)."""

from __future__ import annotations

import re
from typing import Any, Final

from ringfence.model.facts import Unknown, Value
from ringfence.model.resource import Resource
from ringfence.model.symbols import has_symbol
from ringfence.readers.arm import cluster, directory
from ringfence.readers.arm.bodies import Body
from ringfence.readers.arm.origin import Written
from ringfence.readers.arm.planned import Planned
from ringfence.readers.harvest import Dangling, Fold, Harvest
from ringfence.readers.identity import ROLE_DEFINITIONS, client, principal
from ringfence.reference import roles

_NOT_BODY: Final = frozenset(
    {
        "type", "name", "apiversion", "dependson", "condition", "copy", "comments", "resources",
        "scope", "existing", "import", "extension", "metadata", "subscriptionid", "resourcegroup",
        "$schema", "apiprofile", "asserts", "@options",
    }
)  # fmt: skip
"""Members of a resource in a template that are no part of what the provider stores."""

_ON_A_SCOPE: Final = frozenset(
    {
        "microsoft.insights/diagnosticsettings",
        "microsoft.authorization/policyassignments",
        "microsoft.authorization/policyexemptions",
        "microsoft.authorization/locks",
    }
)
_ASSIGNMENTS: Final = "microsoft.authorization/roleassignments"
_IDENTITIES: Final = "microsoft.managedidentity/userassignedidentities"
_MANAGEMENT_GROUPS: Final = "microsoft.management/managementgroups"
_ROLE: Final = re.compile(
    r"(?:.*/roleDefinitions/)?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})/?", re.IGNORECASE
)


def declare(planned: Planned, harvest: Harvest) -> None:
    """Add a planned resource to the harvest, as resource, as a child adrift, or as a piece."""
    if planned.is_deployment:
        return  # it is a call: what it declares stands for it
    if planned.type.startswith(cluster.PREFIX):
        cluster.declare(planned, harvest)
        return
    kind = planned.type.lower()
    body = _body(planned, kind)
    origin = Written(planned.file, planned.path)
    root = planned.frame.root
    if kind == _MANAGEMENT_GROUPS + "/subscriptions":
        above, _, subscription = planned.id.rpartition("/subscriptions/")
        harvest.folds.append(
            Fold(
                above, ("Microsoft.Management/managementGroups",), "properties.subscriptions",
                f"/subscriptions/{subscription}", "append", planned.address, root, origin,
                planned.presence,
            )
        )  # fmt: skip
        return
    resource = Resource(
        planned.id,
        planned.type,
        planned.name.rpartition("/")[2],
        body,
        planned.address,
        root,
        origin,
        planned.presence,
        planned.external,
        planned.api_version,
    )
    doubt = _adrift(planned)
    if doubt is None:
        harvest.resources.append(resource)
    else:
        harvest.danglings.append(Dangling(resource, _types_above(planned.type), doubt))


def _body(planned: Planned, kind: str) -> dict[str, Value]:
    maker = Body(planned.frame, planned.file, kind, shared=planned.shared)
    body: dict[str, Value] = {}
    for name, raw in planned.raw.items():
        lower = name if name in _NOT_BODY else name.lower()
        if lower not in _NOT_BODY:
            body[maker.spelling[name]] = maker.member(raw, name, planned.path)
    if kind in _ON_A_SCOPE:
        body["scope"] = _scope(planned)
    elif kind == _ASSIGNMENTS:
        _assignment(planned, body)
    elif kind == _IDENTITIES:
        _put(body, "principalId", principal(planned.id))
        _put(body, "clientId", client(planned.id))
    elif kind == _MANAGEMENT_GROUPS:
        _management_group(body)
    elif kind.startswith("microsoft.graph/"):
        directory.complete(planned, body)
    _give_principal(planned, body)
    return body


def _scope(planned: Planned) -> Value:
    """Return the scope of an extension resource: stated, or the deployment's."""
    if planned.scope is None:
        return parent_scope(planned.id)
    made = planned.scope
    return made if isinstance(made, Unknown | str) else str(made)


def parent_scope(id_: str) -> str:
    """Return the id of what the extension resource `id_` lies on."""
    return id_[: id_.lower().rindex("/providers/")]


def _assignment(planned: Planned, body: dict[str, Value]) -> None:
    _put(body, "scope", _scope(planned))
    properties = body.get("properties")
    role = properties.get("roleDefinitionId") if isinstance(properties, dict) else None
    match = _ROLE.fullmatch(role) if isinstance(role, str) else None
    if match is not None and roles.by_id(match[1]) is not None:
        _put(body, "roleDefinitionId", ROLE_DEFINITIONS + match[1].lower())


def _management_group(body: dict[str, Value]) -> None:
    value: Any = body.get("properties")
    for name in ("details", "parent", "id"):
        if isinstance(value, Unknown):
            break
        value = value.get(name) if isinstance(value, dict) else None
    if value is not None:
        _put(body, "parentId", value)


def _put(body: dict[str, Value], name: str, value: Value) -> None:
    """Set a property, without touching what the template itself holds."""
    properties = body.get("properties")
    if isinstance(properties, Unknown):
        return
    body["properties"] = (
        {**properties, name: value} if isinstance(properties, dict) else {name: value}
    )


def _give_principal(planned: Planned, body: dict[str, Value]) -> None:
    """Write the principal of a system-assigned identity, or of one that may be."""
    identity = body.get("identity")
    if not isinstance(identity, dict):
        return
    type_ = identity.get("type")
    if isinstance(type_, Unknown) or "systemassigned" in str(type_).lower():
        body["identity"] = {**identity, "principalId": principal(planned.id)}


def _adrift(planned: Planned) -> Unknown | None:
    """Return why it is not known what a child belongs to, None if it is known or no child.

    Of the resources above it, one whose name is not literal must be declared here: else it may be
    any other of its type.
    """
    if planned.loose is None or planned.type.count("/") < 2:
        return None
    declared = planned.deployment.world.by_id
    above = planned.id.lower().rsplit("/", 2)[0]
    for _ in range(planned.type.count("/") - 1):
        if has_symbol(above.rpartition("/")[2]) and above not in declared:
            return planned.loose
        above = above.rsplit("/", 2)[0]
    return None


def _types_above(type_: str) -> tuple[str, ...]:
    """Return the types that may hold a child, nearest first."""
    parts = type_.split("/")
    return tuple("/".join(parts[:end]) for end in range(len(parts) - 1, 1, -1))
