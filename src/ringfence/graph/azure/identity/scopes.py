"""The scope tree: what lies above a resource, management groups included.

Resource, resource group and subscription follow from ids. Which management groups lie above a
subscription is declared, or not known: a grant at a management group may then bear on everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from ringfence.graph.azure.doubts import either
from ringfence.model.estate import Estate, parent_key
from ringfence.model.facts import Absent, Unknown, members
from ringfence.model.resource import Resource
from ringfence.model.symbols import has_symbol, is_context, same, show

VAULTS: Final = "Microsoft.KeyVault/vaults"
MANAGEMENT_GROUPS: Final = "Microsoft.Management/managementGroups"
GROUP_PREFIX: Final = "/providers/microsoft.management/managementgroups/"
ROOT: Final = "/"

Above: TypeAlias = "tuple[tuple[str, Unknown | None], ...]"
"""Scopes as keys, each with a doubt where it may be none."""


def scope_key(text: str) -> str:
    """Return a scope as it is written as a key."""
    return "/" + text.strip("/").lower()


def skeleton(key: str) -> str:
    """Return what two keys that may mean the same thing surely share: all but their names."""
    parts = key.strip("/").split("/")
    return "/".join(
        part if index % 2 == 0 or parts[index - 1] == "providers" else ""
        for index, part in enumerate(parts)
    )


@dataclass(slots=True)
class NearScopes:
    """A set of scopes, searchable for those that may mean the same as another one.

    Only names that hold symbols leave that open, so scopes are kept by their last name.
    """

    estate: Estate
    _named: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    _symbolic: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _all: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, key: str) -> None:
        """Add a scope."""
        shape, name = skeleton(key), key.rpartition("/")[2]
        self._all[shape].append(key)
        if has_symbol(name):
            self._symbolic[shape].append(key)
        else:
            self._named[shape, name].append(key)

    def near(self, key: str) -> Iterator[str]:
        """Yield the scopes that are not surely `key`, but may be."""
        shape, name = skeleton(key), key.rpartition("/")[2]
        if has_symbol(name):
            pool = self._all.get(shape, [])
        else:
            pool = [*self._named.get((shape, name), ()), *self._symbolic.get(shape, ())]
        ours = self.estate.get(key)
        for other in pool:
            if other == key or not (has_symbol(key) or has_symbol(other)):
                continue
            theirs = self.estate.get(other)
            if _declared_together(ours, theirs):
                continue  # what one root declares twice is two things
            if same(key, other) is None:
                yield other

    def told(self, key: str) -> str:
        """Return a scope as a report names it: the address and root of what is declared."""
        declared = self.estate.get(key)
        if declared is None:
            return f"`{show(key)}`"
        root = f" of `{declared.root}`" if declared.root else ""
        return f"`{declared.address}`{root}"


def _declared_together(ours: Resource | None, theirs: Resource | None) -> bool:
    """Tell whether one root declares both; one that it only refers to may be any of its own."""
    if ours is None or theirs is None or ours.root != theirs.root:
        return False
    return ours.external is None and theirs.external is None


def _stated(estate: Estate) -> frozenset[str]:
    """Return the tenants that vaults state; each is that of the subscription the vault is in."""
    found = (vault.look("properties.tenantId") for vault in estate.of(VAULTS))
    return frozenset(tenant.lower() for tenant in found if isinstance(tenant, str))


class ScopeTree:
    """What lies above what. `tenants` are the ids of our tenants: names of their root groups."""

    def __init__(self, estate: Estate, tenants: frozenset[str]) -> None:
        self._estate = estate
        self._tenants = frozenset(tenant.lower() for tenant in tenants) | _stated(estate)
        self._groups = {group.key: group for group in estate.of(MANAGEMENT_GROUPS)}
        self._holding: dict[str, list[tuple[str, Unknown | None]]] = {}

    def parent(self, key: str) -> str:
        """Return the next scope above, "" above subscriptions, management groups and the root."""
        return "" if key == ROOT else parent_key(key)

    def is_root_group(self, group: str) -> bool:
        """Tell whether a management group is the root group of the tenant."""
        name = group.removeprefix(GROUP_PREFIX)
        return name in self._tenants or (is_context(name) and "tenant" in show(name))

    def groups_above(self, subscription: str) -> dict[str, Unknown | None]:
        """Return the declared management groups above a subscription, with doubts."""
        found: dict[str, Unknown | None] = {}
        for key, group in self._groups.items():
            holds = self._lists(group, subscription)
            if holds is not False:
                found[key] = None if holds is True else holds
        queue = list(found.items())
        while queue:
            key, doubt = queue.pop(0)
            for above, unsure in self._parents(key):
                worse = either(doubt, unsure)
                if above not in found or (found[above] is not None and worse is None):
                    found[above] = worse
                    queue.append((above, worse))
        return found

    def may_hold(self, group: str, subscription: str) -> Unknown | None:
        """Return why a management group may lie above a subscription that it surely is not known
        to hold; None where it surely does not.

        A group that is declared here with all it holds holds nothing else.
        """
        del subscription
        declared = self._groups.get(group)
        if declared is not None and declared.external is None and not self._open_ended(group):
            return None
        name = show(group.rpartition("/")[2])
        return Unknown(f"what lies below the management group `{name}` is not declared here")

    def _open_ended(self, group: str) -> bool:
        """Tell whether a declared group says nothing of what lies in it, nor does one below."""
        inner = [key for key in self._groups if any(up == group for up, _ in self._parents(key))]
        mine = self._groups[group].look("properties.subscriptions")
        return isinstance(mine, Absent) and not inner

    def _lists(self, group: Resource, subscription: str) -> bool | Unknown:
        unsure: Unknown | None = None
        for element, doubt in members(group.look("properties.subscriptions")):
            if isinstance(element, Unknown):
                unsure = element
                continue
            answer = same(scope_key(str(element)), subscription)
            if answer and doubt is None:
                return True
            if answer is not False:
                why = f"whether `{show(group.address)}` holds the subscription is not known"
                unsure = either(doubt, Unknown(why, group.locate("properties.subscriptions")))
        return unsure if unsure is not None else False

    def _parents(self, key: str) -> Iterator[tuple[str, Unknown | None]]:
        group = self._groups.get(key)
        if group is None:
            return
        parent = group.look("properties.parentId")
        if isinstance(parent, Absent) or parent is None:
            parent = group.look("properties.details.parent.id")
        if isinstance(parent, Unknown):
            yield from ((other, parent) for other in self._groups if other != key)
        elif isinstance(parent, str):
            yield scope_key(parent), group.presence
