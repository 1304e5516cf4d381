"""Which scopes lie above a resource, management groups included, and what is not known of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from ringfence.graph.azure.per_estate import per_estate
from ringfence.graph.azure.policy.answers import Answer
from ringfence.model.estate import Estate, Scopes
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.symbols import has_symbol, same

GROUPS: Final = "Microsoft.Management/managementGroups"
GROUP_PREFIX: Final = "/providers/microsoft.management/managementgroups/"


@dataclass(slots=True)
class Tree:
    """The scope tree of an estate.

    `tops` maps a subscription to the management groups above it, nearest first. `open` are
    subscriptions (and "" for those in no group of the code) whose chain ends in something that is
    not in the code, with the reason.
    """

    scopes: Scopes = field(default_factory=Scopes)
    declared: frozenset[str] = frozenset()
    doubtful: dict[str, Unknown] = field(default_factory=dict)

    def chain(self, key: str) -> tuple[str, ...]:
        """Return `key` and the scopes above it, nearest first."""
        return tuple(self.scopes.above(key))

    def covers(self, scope: Value | Absent, chain: tuple[str, ...]) -> Answer:
        """Tell whether a scope is one of a chain, that is, lies at or above its first element."""
        if isinstance(scope, Unknown):
            return scope
        if not isinstance(scope, str):
            return Unknown("a scope is not stated")
        wanted = scope.lower().rstrip("/")
        if wanted in chain:
            return True
        if wanted.startswith(GROUP_PREFIX):
            return self._group_covers(wanted, chain)
        if wanted and not has_symbol(wanted) and not any(map(has_symbol, chain)):
            return False
        for each in chain:
            if same(wanted, each) is None:
                return Unknown(f"whether `{wanted}` is `{each}` is known at deployment only")
        return False

    def _group_covers(self, wanted: str, chain: tuple[str, ...]) -> Answer:
        """A management group that is not in a chain: elsewhere, or above what the code shows."""
        last = chain[-1]
        if not last.startswith(GROUP_PREFIX):
            return Unknown(
                "whether the subscription lies in that management group is not in the code"
            )
        if wanted in self.declared and last not in self.doubtful:
            return False
        if last in self.doubtful:
            return self.doubtful[last]
        return Unknown("whether that management group lies above is not in the code")


@per_estate
def tree(estate: Estate) -> Tree:
    """Return the scope tree of an estate, built once."""
    parents: dict[str, str] = {}
    found = Tree()
    holders: dict[str, str] = {}
    for group in estate.of(GROUPS):
        parent = group.look("properties.parentId")
        details = group.look("properties.details.parent.id")
        above = parent if not isinstance(parent, Absent) and parent is not None else details
        if isinstance(above, Unknown):
            found.doubtful[group.key] = above
        elif isinstance(above, str) and above:
            parents[group.key] = above.lower().rstrip("/")
        for subscription, doubt in members(group.look("properties.subscriptions")):
            if doubt is None and isinstance(subscription, str):
                text = subscription.lower()
                holders[text if "/" in text else f"/subscriptions/{text}"] = group.key
        for placed in estate.inside(group.key, f"{GROUPS}/subscriptions"):
            holders["/subscriptions/" + placed.key.rsplit("/", 1)[-1]] = group.key
    found.declared = frozenset(group.key for group in estate.of(GROUPS))
    for subscription, holder in holders.items():
        found.scopes.tops[subscription] = tuple(_up(holder, parents))
    return found


def _up(group: str, parents: dict[str, str]) -> list[str]:
    chain = [group]
    while (above := parents.get(chain[-1])) and above not in chain:
        chain.append(above)
    return chain
