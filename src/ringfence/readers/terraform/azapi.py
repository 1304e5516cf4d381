"""azapi: the ARM body as it is, under a type that an argument names.

Source: the azapi provider's reference pages (`azapi_resource`, `azapi_update_resource`,
`azapi_resource_action`, `azapi_data_plane_resource`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ringfence.model.estate import Blind
from ringfence.model.facts import Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import symbol
from ringfence.readers.harvest import Fold
from ringfence.readers.identity import (
    client,
    principal,
    subscription_id,
)
from ringfence.readers.terraform.declared import Declared
from ringfence.readers.terraform.evaluation.values import Encoded
from ringfence.readers.terraform.mapping import Arguments, Mapping, doubted, put
from ringfence.readers.terraform.origins import Verbatim
from ringfence.readers.terraform.places import Placed, Where
from ringfence.readers.terraform.shared import built_in, give_principal, identities

GROUPS: Final = "microsoft.resources/resourcegroups"
DEPLOYMENTS: Final = "microsoft.resources/deployments"
IDENTITIES: Final = "microsoft.managedidentity/userassignedidentities"
ON_A_SCOPE: Final = frozenset(
    {
        "microsoft.insights/diagnosticsettings",
        "microsoft.authorization/policyassignments",
        "microsoft.authorization/policyexemptions",
    }
)


@dataclass(frozen=True, slots=True)
class ByType:
    """The place of a resource whose type is an argument: `<parent_id>/.../<name>`."""

    reads: tuple[str, ...] = ("resource_id", "type", "parent_id", "name")

    def put(self, arm: str, where: Where) -> Placed:
        """Return the id that the arguments make, as the azapi provider builds it."""
        del arm
        given = where.get("resource_id")
        if isinstance(given, str) and given:
            return Placed(given.rstrip("/"))
        type_ = where.get("type")
        parent = where.get("parent_id")
        name = where.word("name")
        if not isinstance(type_, str):
            return Placed("/" + symbol(where.address, where.root))
        bare = type_.partition("@")[0]
        if isinstance(parent, Unknown):
            above = "/" + symbol(f"{where.address}.parent_id", where.root)
            return Placed(_below(above, bare, name), parent, (_parent_type(bare),))
        if not isinstance(parent, str):
            parent = subscription_id(where.provider.subscription)
        return Placed(_below(parent.rstrip("/"), bare, name))


def _parent_type(type_: str) -> str:
    """Return the type of a child's parent; an extension or top-level type may lie anywhere."""
    head, _, _ = type_.rpartition("/")
    return head if "/" in head else type_


def _below(parent: str, type_: str, name: str) -> str:
    """Return the id of a resource of `type_` below `parent`."""
    if type_.lower() == GROUPS:
        return f"{parent}/resourceGroups/{name}"
    if type_.count("/") > 1:
        return f"{parent}/{type_.rpartition('/')[2]}/{name}"
    return f"{parent}/providers/{type_}/{name}"


MAPPINGS: Final[dict[str, Mapping]] = {
    name: Mapping(terraform=name, arm="", place=ByType())
    for name in (
        "azapi_resource",
        "azapi_update_resource",
        "azapi_resource_action",
        "azapi_data_plane_resource",
    )
}


def read(instance: Declared) -> Resource | list[Fold] | Blind | None:
    """Return what an azapi block declares; None for a call whose effect is not modelled."""
    what, where = f"`{instance.address}`", instance.origin.locate("")
    if instance.type in ("azapi_resource_action", "azapi_data_plane_resource"):
        why = _harmless(instance.arguments)
        return Blind(what, why, where, instance.root, inert=True) if why else None
    stated = instance.arguments.get("type")
    if not isinstance(stated, str):
        reason = stated.reason if isinstance(stated, Unknown) else "`type` is not set"
        return Blind(what, f"its type is not known: {reason}", where, instance.root)
    type_, _, version = stated.partition("@")
    if type_.lower() == DEPLOYMENTS:
        return Blind(what, "it deploys a template, which is not read here", where, instance.root)
    body = _body(instance)
    if instance.type == "azapi_update_resource":
        return list(_updates(instance, type_, body))
    _scoped(body, instance, type_.lower())
    return Resource(
        instance.id,
        type_,
        _name(instance),
        body,
        instance.address,
        instance.root,
        Verbatim(instance.origin),
        instance.presence,
        api_version=version,
    )


def _harmless(arguments: Arguments) -> str:
    """Return why a call bears on no leak, "" if it may: it only reads, deletes or comes last."""
    if arguments.get("when") == "destroy":
        return "it runs when things are taken down"
    method = arguments.get("method")
    if isinstance(method, str) and method.upper() in ("GET", "HEAD", "DELETE"):
        return f"a {method.upper()} neither changes a setting nor hands out a key"
    return ""


def _name(instance: Declared) -> Value:
    name = instance.arguments.get("name")
    return instance.id.rpartition("/")[2] if name is None else name


def _body(instance: Declared) -> dict[str, Value]:
    """Return the body with what azapi takes as arguments of its own."""
    arguments = instance.arguments
    body = _object(arguments.get("body"))
    for name in ("location", "tags"):
        value = arguments.get(name)
        if value is not None:
            body[name] = value
    for element, doubt in members(arguments.get("identity")):
        if doubt is not None or not isinstance(element, dict):
            body["identity"] = doubted(doubt, "`identity` is not a block")
            continue
        body["identity"] = {"type": element.get("type")}
        carried = identities(element.get("identity_ids"))
        if isinstance(carried, Unknown) or carried:
            put(body, "identity.userAssignedIdentities", carried)
    _hide(body, arguments.get("sensitive_body"))
    return body


def _object(value: Value) -> dict[str, Value]:
    """Return `body`, an object or (azapi 1.x) its JSON text; unknown where it cannot be read."""
    if isinstance(value, Encoded):
        value = value.structure
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            value = Unknown("`body` is no JSON")
    if value is None:
        return {}
    if isinstance(value, dict):
        return dict(value)
    why = value if isinstance(value, Unknown) else Unknown("`body` is no object")
    return dict.fromkeys(("properties", "sku", "kind", "identity"), why)


def _hide(body: dict[str, Value], secret: Value) -> None:
    """Say that what `sensitive_body` sets is set, to a value that is not shown."""
    if isinstance(secret, str | Unknown):
        body["properties"] = Unknown("`sensitive_body` may set it")
    elif isinstance(secret, dict):
        for key, value in secret.items():
            inner = body.setdefault(key, {})
            if isinstance(value, dict) and isinstance(inner, dict):
                _hide(inner, value)
            else:
                body[key] = Unknown("`sensitive_body` sets it")


def _scoped(body: dict[str, Value], instance: Declared, kind: str) -> None:
    """Write what the id says: the scope of an extension, the principals of identities."""
    scope = instance.arguments.get("parent_id")
    for name in ("properties", "identity"):
        inner = body.get(name)
        if isinstance(inner, dict):
            body[name] = dict(inner)  # what is added below is no argument
    if kind in ON_A_SCOPE:
        body["scope"] = scope
    elif kind == "microsoft.authorization/roleassignments":
        put(body, "properties.scope", scope)
        role = dig(body, "properties.roleDefinitionId")
        if isinstance(role, str):
            put(body, "properties.roleDefinitionId", built_in(role))
    elif kind == IDENTITIES:
        put(body, "properties.principalId", principal(instance.id))
        put(body, "properties.clientId", client(instance.id))
    give_principal(body, instance.id)


def _updates(instance: Declared, type_: str, body: dict[str, Value]) -> Iterator[Fold]:
    """Yield one fold for every leaf that an update sets: azapi merges it into what is there."""
    target: Value = instance.id
    for name in ("resource_id", "parent_id"):
        value = instance.arguments.get(name)
        if isinstance(value, Unknown):
            target = value
    for pointer, value in _leaves(body, ""):
        yield Fold(
            target, (type_,), pointer, value, "set", instance.address, instance.root,
            Verbatim(instance.origin, pointer), instance.presence,
        )  # fmt: skip


def _leaves(value: Value, pointer: str) -> Iterator[tuple[str, Value]]:
    if isinstance(value, dict) and value and not any("." in key for key in value):
        for key, inner in value.items():
            yield from _leaves(inner, f"{pointer}.{key}" if pointer else key)
    elif pointer:
        yield pointer, value
