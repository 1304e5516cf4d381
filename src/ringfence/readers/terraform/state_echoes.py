"""What a state tells twice: in a resource of its own, and in the one that it belongs to.

A provider reads everything back: the rules of a security group stand in the group as well as in each
`azurerm_network_security_rule`, the firewall of an account in the account and in its
`azurerm_storage_account_network_rules`. What is declared on its own is what would have to change, so
that it is kept.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from ringfence.model.facts import Value
from ringfence.model.resource import Resource, dig
from ringfence.readers.harvest import Harvest

_INLINE: Final = {
    "microsoft.network/networksecuritygroups/securityrules": "properties.securityRules",
    "microsoft.network/routetables/routes": "properties.routes",
}
_NAMES: Final = ("name", "objectId", "applicationId", "id")


def without_echoes(harvest: Harvest) -> None:
    """Take out of the resources of a state, in place, what others of the same state tell."""
    by_key: dict[str, list[Resource]] = defaultdict(list)
    for resource in harvest.resources:
        by_key[resource.key].append(resource)
    addresses = {parent.address for parent in harvest.resources if parent.kind.count("/") == 1}
    harvest.resources = [
        each
        for each in harvest.resources
        if len(by_key[each.key]) == 1
        or each.address not in addresses
        or all(other.address in addresses for other in by_key[each.key])
    ]
    for resource in harvest.resources:
        pointer = _INLINE.get(resource.kind)
        if pointer is not None:
            for parent in by_key.get(resource.key.rsplit("/", 2)[0], ()):
                _drop(parent, pointer, {"name": resource.name})
    for fold in harvest.folds:
        target = fold.target.lower() if isinstance(fold.target, str) else ""
        for resource in by_key.get(target, ()):
            _drop(resource, fold.pointer, fold.value if fold.mode == "append" else None)


def _drop(resource: Resource, pointer: str, element: Value) -> None:
    """Remove a property, or the elements of it that are called as `element` is."""
    head, _, last = pointer.rpartition(".")
    holder = dig(resource.body, head) if head else resource.body
    if not isinstance(holder, dict) or last not in holder:
        return
    if element is None:
        del holder[last]
        return
    listed = holder[last]
    if isinstance(listed, list):
        holder[last] = [each for each in listed if not _same(each, element)]


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        told = [name for name in _NAMES if name in one and name in other]
        return bool(told) and all(_text(one[name]) == _text(other[name]) for name in told)
    return not isinstance(one, dict) and not isinstance(other, dict) and _text(one) == _text(other)


def _text(value: Value) -> str:
    return str(value).lower()
