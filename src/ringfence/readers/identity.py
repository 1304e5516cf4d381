"""Ids and symbols that every reader must write alike, so that references meet their resources."""

from __future__ import annotations

from typing import Final

from ringfence.model.symbols import CLOSE, symbol, unshielded

ROLE_DEFINITIONS: Final = "/providers/Microsoft.Authorization/roleDefinitions/"


def subscription_id(subscription: str) -> str:
    """Return the id of a subscription (a GUID or a context symbol)."""
    return f"/subscriptions/{subscription}"


def group_id(subscription: str, group: str) -> str:
    """Return the id of a resource group."""
    return f"/subscriptions/{subscription}/resourceGroups/{group}"


def resource_id(parent: str, type_: str, name: str) -> str:
    """Return the id of a resource: of a full type below a scope.

    `resource_id("/subscriptions/s/resourceGroups/g", "Microsoft.Network/virtualNetworks/subnets",
    "v/s")` gives `.../providers/Microsoft.Network/virtualNetworks/v/subnets/s`. A name with more
    parts than its type, which Azure would refuse, keeps the surplus in its last part.
    """
    namespace, *types = type_.split("/")
    names = name.split("/")
    if len(names) > len(types) > 0:
        names[len(types) - 1 :] = ["%2F".join(names[len(types) - 1 :])]
    pairs = "/".join(f"{kind}/{each}" for kind, each in zip(types, names, strict=True))
    return f"{parent}/providers/{namespace}/{pairs}"


def principal(resource: str) -> str:
    """Return the object id (a symbol) of the identity that the resource with this id carries.

    For a user-assigned identity it is the identity itself; for any other resource its
    system-assigned identity; for a directory object the object itself.
    """
    return symbol("principal of " + resource.lower())


def client(resource: str) -> str:
    """Return the client (application) id, a symbol, of the identity or application `resource`."""
    return symbol("client of " + resource.lower())


def graph_id(collection: str, object_id: str) -> str:
    """Return the id of a directory object (`groups`, `users`, `servicePrincipals` ...)."""
    return f"graph/{collection}/{object_id}"


def carrier(symbol_: str) -> str | None:
    """Return the resource id (lower case) in a `principal` or `client` symbol, None for others."""
    for what in ("principal of ", "client of "):
        head = symbol(what)[:-1]
        if symbol_.startswith(head) and symbol_.endswith(CLOSE):
            return unshielded(symbol_[len(head) : -1])
    return None
