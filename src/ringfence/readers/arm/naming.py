"""Types, names and ids of declared resources."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ringfence.model.facts import Unknown
from ringfence.model.symbols import OPEN, show
from ringfence.readers.arm.evaluating import name_text
from ringfence.readers.arm.planned import Planned
from ringfence.readers.arm.scope import MANAGEMENT_GROUPS, Level, Scope, fitted, full_id
from ringfence.readers.arm.template import member
from ringfence.readers.arm.values import Failure, Lazy, Operand, stand_in
from ringfence.readers.identity import resource_id, subscription_id

_NAMESPACED: Final = re.compile(r"[\w-]+\.[\w.-]+/")
_GROUPS: Final = "microsoft.resources/resourcegroups"


@dataclass(slots=True)
class Identity:
    """Type, name (segments joined by `/`) and id of a resource, and the scope that it extends."""

    type: str
    name: str
    id: str
    scope: Operand = None


def identify(planned: Planned, parent: Planned | None) -> Identity:
    """Return what a resource is called. Raises Failure if it has no type or no usable name."""
    type_ = planned.value("type")
    if not isinstance(type_, str) or OPEN in type_:
        raise Failure("its type is not a literal text")
    name, planned.loose = name_text(planned.value("name"))
    if not name or not type_:
        raise Failure("it has no name")
    if not all(name.split("/")):
        raise Failure(f"a part of its name `{show(name)}` is empty")
    type_ = type_.strip("/").partition("@")[0]
    if parent is not None:
        return _child(planned, parent, type_, name)
    if "/providers/" in type_.lower():
        return _extension_of_type(planned, type_, name)
    return _at(planned, type_, fitted(type_, name, planned.frame.root))


def _child(planned: Planned, parent: Planned, type_: str, name: str) -> Identity:
    """Return the identity of a resource that is declared inside another."""
    root = planned.frame.root
    if type_.lower().startswith("providers/"):
        namespace, _, rest = name.partition("/")
        type_, name = f"{namespace}/{type_.partition('/')[2]}", rest or name
        return _on(parent.id, type_, fitted(type_, name, root))
    if _NAMESPACED.match(type_):
        if not type_.lower().startswith(parent.type.lower() + "/"):
            return _on(parent.id, type_, fitted(type_, name, root))
        type_ = type_[len(parent.type) + 1 :]
    if name.lower().startswith(parent.name.lower() + "/"):
        name = name[len(parent.name) + 1 :]
    name = fitted("/" + type_, name, root)
    full = f"{parent.type}/{type_}"
    pairs = "/".join(
        f"{kind}/{each}" for kind, each in zip(type_.split("/"), name.split("/"), strict=True)
    )
    return Identity(full, f"{parent.name}/{name}", f"{parent.id}/{pairs}", parent.scope)


def _extension_of_type(planned: Planned, type_: str, name: str) -> Identity:
    """Return the identity of `A.B/c/providers/d`, named `x/E.F/y`: the `E.F/d` y on the c x."""
    head, _, kind = re.split("(/providers/)", type_, maxsplit=1, flags=re.IGNORECASE)
    names = name.split("/")
    count = head.count("/")
    if len(names) < count + 2:
        raise Failure(f"its name does not fit its type `{type_}`")
    above = full_id(_scope_of(planned).id, head, "/".join(names[:count]))
    extended = f"{names[count]}/{kind}"
    return _on(above, extended, fitted(extended, "/".join(names[count + 1 :]), planned.frame.root))


def _on(scope: str, type_: str, name: str) -> Identity:
    return Identity(type_, name, resource_id(scope, type_, name), scope)


def _at(planned: Planned, type_: str, name: str) -> Identity:
    """Return the identity of a resource at its scope: the deployment's, or one that it names."""
    scope = _scope_of(planned)
    if member(planned.raw, "scope") is not None:
        value = extended(planned.value("scope"), scope)
        above = stand_in(value) if isinstance(value, Unknown) else value
        if isinstance(value, Unknown) and above[:1] != "/":
            above = "/" + above
        return Identity(type_, name, full_id(above, type_, name), value)
    above = scope.id
    if type_.lower() == _GROUPS and scope.level is Level.GROUP:
        above = subscription_id(scope.subscription)
    return Identity(type_, name, full_id(above, type_, name))


def _scope_of(planned: Planned) -> Scope:
    """Return the scope of a resource; an existing one may lie in another group."""
    return placed(planned, planned.deployment.scope)


def placed(planned: Planned, scope: Scope) -> Scope:
    """Return the scope that `subscriptionId` and `resourceGroup` of a resource name."""
    raw = planned.raw
    subscription, group = member(raw, "subscriptionId"), member(raw, "resourceGroup")
    if subscription is None and group is None:
        return scope
    to_subscription = _word(planned, "subscriptionId") if subscription is not None else ""
    if group is None:
        return scope.at(Level.SUBSCRIPTION, subscription=to_subscription)
    return scope.at(
        Level.GROUP, subscription=to_subscription, group=_word(planned, "resourceGroup")
    )


def _word(planned: Planned, name: str) -> str:
    text, _ = name_text(planned.value(name))
    return text.rpartition("/")[2]


def extended(value: Operand, scope: Scope) -> Operand:
    """Return the id in a `scope` property: an id, `Namespace/type/name` at the scope, or `/`."""
    if isinstance(value, Lazy):
        value = value.settle()
    if isinstance(value, Unknown):
        text = stand_in(value)
        if not text.startswith("/") and _NAMESPACED.match(text) is None:
            return value
        value = text  # of an id, or of a relative one, only parts are not known
    if not isinstance(value, str):
        raise Failure("its scope is no text")
    text = value.rstrip("/")
    if not text or text.startswith("/"):
        return text
    if text[:1] == OPEN:
        return f"/{text}"
    if text.lower().startswith(MANAGEMENT_GROUPS[len("/providers/") :].lower()):
        return f"/providers/{text}"
    if text.lower().startswith("subscriptions/"):
        return f"/{text}"
    return f"{scope.id}/providers/{text}"
