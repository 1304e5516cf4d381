"""Data sources: nothing is looked up, but some answers are known all the same.

The current subscription, tenant and principal are context symbols or what the provider states;
built-in roles have the same id everywhere; the id of a thing that a data source names follows
from its name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ringfence.model.facts import Unknown, Value
from ringfence.model.symbols import context
from ringfence.readers.identity import (
    ROLE_DEFINITIONS,
    carrier,
    principal,
    subscription_id,
)
from ringfence.readers.terraform.mapping import Provider
from ringfence.reference import policies, roles

Get = Callable[[str], Value]
POLICIES: Final = "/providers/Microsoft.Authorization/"
Answer = Callable[[str, Provider, str, Get], "Value | None"]


def answer(type_: str, name: str, provider: Provider, root: str, get: Get) -> Value | None:
    """Return an attribute of a data source that is known without asking, None for all others.

    `get` returns a configured argument, None where it is not set.
    """
    known = _ANSWERS.get(type_)
    return known(name, provider, root, get) if known is not None else None


def _client(name: str, provider: Provider, root: str, get: Get) -> Value | None:
    del get
    return {
        "subscription_id": provider.subscription,
        "tenant_id": provider.tenant,
        "object_id": context("deployer", root),
        "client_id": context("client id of the deployer", root),
        "id": context("client config", root),
    }.get(name)


def _subscription(name: str, provider: Provider, root: str, get: Get) -> Value | None:
    del root
    stated = get("subscription_id")
    if isinstance(stated, Unknown):
        return stated if name in ("id", "subscription_id") else None
    subscription = stated if isinstance(stated, str) and stated else provider.subscription
    return {
        "id": subscription_id(subscription),
        "subscription_id": subscription,
        "tenant_id": provider.tenant,
    }.get(name)


def _role(name: str, provider: Provider, root: str, get: Get) -> Value | None:
    """A role definition: a built-in one by its display name or GUID."""
    del provider, root
    stated, given = get("name"), get("role_definition_id")
    if isinstance(given, str) and given:
        guid = given.rpartition("/")[2]
        role = roles.by_id(guid)
        found = {"id": ROLE_DEFINITIONS + guid, "role_definition_id": guid}
        return found.get(name) or (role.name if role is not None and name == "name" else None)
    role = roles.by_name(stated) if isinstance(stated, str) else None
    if role is None:
        return None
    return {"id": ROLE_DEFINITIONS + role.id, "role_definition_id": role.id}.get(name)


def _policy(name: str, provider: Provider, root: str, get: Get) -> Value | None:
    """A policy definition by its name, which for built-in ones is a GUID."""
    stated = get("name")
    if not isinstance(stated, str) or not stated:
        return _known_policy(name, provider, root, get)
    return f"{POLICIES}policyDefinitions/{stated}" if name == "id" else None


def _known_policy(name: str, provider: Provider, root: str, get: Get) -> Value | None:
    """A policy or initiative that may be a custom one: built-in ones are known by either name."""
    del provider, root
    stated, shown = get("name"), get("display_name")
    guid = stated if isinstance(stated, str) else ""
    if isinstance(shown, str) and not guid:
        guid = policies.by_display_name(shown)
    if name not in ("id", "name"):
        return None
    for collection, known in (
        ("policyDefinitions", policies.definition(guid)),
        ("policySetDefinitions", policies.initiative(guid)),
    ):
        if known is not None:
            return f"{POLICIES}{collection}/{guid}" if name == "id" else guid
    return None


def _service_principal(name: str, provider: Provider, root: str, get: Get) -> Value | None:
    """The service principal of an identity or application that this configuration declares."""
    del provider, root
    stated = get("client_id")
    if stated is None:
        stated = get("application_id")
    held = carrier(stated) if isinstance(stated, str) else None
    if held is None or name not in ("object_id", "id"):
        return None
    return principal(held)


_ANSWERS: Final[dict[str, Answer]] = {
    "azurerm_client_config": _client,
    "azuread_client_config": _client,
    "azapi_client_config": _client,
    "azurerm_subscription": _subscription,
    "azurerm_role_definition": _role,
    "azurerm_policy_definition_built_in": _policy,
    "azurerm_policy_definition": _known_policy,
    "azurerm_policy_set_definition": _known_policy,
    "azuread_service_principal": _service_principal,
}

NAMED_OBJECTS: Final = frozenset({"azuread_group", "azuread_user"})
"""Directory objects that a data source names: who they are is certain, though not their id."""
