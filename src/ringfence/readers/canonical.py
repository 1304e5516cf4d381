"""Where ARM allows two spellings of one thing: which one an estate holds (see docs/house.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from ringfence.model.facts import Unknown, Value, members
from ringfence.model.resource import Resource
from ringfence.readers.harvest import Fold

SPLIT: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "microsoft.network/virtualnetworks": (
        ("properties.subnets", "Microsoft.Network/virtualNetworks/subnets"),
        (
            "properties.virtualNetworkPeerings",
            "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
        ),
    ),
}
"""Inline lists whose elements become resources: type of the parent -> (property, child type)."""


def _parent(resource: Resource) -> str:
    return resource.id.rsplit("/", 2)[0]


def _element(pointer: str, parent_type: str) -> Callable[[Resource], list[Fold]]:
    """Make the fold of a child that becomes one element of a list of its parent."""

    def fold(resource: Resource) -> list[Fold]:
        value: dict[str, Value] = {"name": resource.name, **resource.body}
        return [
            Fold(
                _parent(resource), (parent_type,), pointer, value, "append",
                resource.address, resource.root, resource.origin, resource.presence,
            )
        ]  # fmt: skip

    return fold


def _access_policies(resource: Resource) -> list[Fold]:
    """`vaults/accessPolicies/add` adds its list to the vault; `replace` may drop what stands there.

    Either way its own entries hold, so both are read as additions; `remove` takes entries away
    and is left out: what it removes still shows.
    """
    if str(resource.name).lower() == "remove":
        return []
    target = _parent(resource)
    vault = ("Microsoft.KeyVault/vaults",)
    made: list[Fold] = []
    for element, doubt in members(resource.look("properties.accessPolicies")):
        made.append(
            Fold(
                target, vault, "properties.accessPolicies", element, "append",
                resource.address, resource.root, resource.origin, resource.presence if doubt is None else doubt,
            )
        )  # fmt: skip
    return made


JOINED: Final[Mapping[str, Callable[[Resource], list[Fold]]]] = {
    "microsoft.network/networksecuritygroups/securityrules": _element(
        "properties.securityRules", "Microsoft.Network/networkSecurityGroups"
    ),
    "microsoft.network/routetables/routes": _element(
        "properties.routes", "Microsoft.Network/routeTables"
    ),
    "microsoft.keyvault/vaults/accesspolicies": _access_policies,
}
"""Children that become part of their parent: child type -> how."""


def normalise(resource: Resource) -> None:
    """Bring properties that have a singular and a plural spelling to the plural one, in place."""
    properties = resource.body.get("properties")
    if not isinstance(properties, dict):
        return
    if resource.kind == "microsoft.network/virtualnetworks/subnets":
        _plural(properties, "addressPrefix", "addressPrefixes")


def _plural(properties: dict[str, Value], one: str, many: str) -> None:
    single = properties.get(one)
    if single is not None and not properties.get(many):
        properties[many] = single if isinstance(single, Unknown) else [single]
