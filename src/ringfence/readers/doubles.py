"""Resources of two roots that may be one: the same but for a scope that one of them leaves open.

A subscription that only the deployment decides may be the one that another root states. Both
resources stay apart, and what one says of itself may be wrong for lack of the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ringfence.model.estate import Blind
from ringfence.model.resource import Resource
from ringfence.model.symbols import has_symbol, is_symbol

_SHOWN = 3


def doubles(resources: Iterable[Resource]) -> list[Blind]:
    """Return one gap for every two roots that may describe the same resources.

    Two scopes that both are left open are two scopes: only a stated one can be meant.
    """
    by_tail: dict[str, list[Resource]] = defaultdict(list)
    for resource in resources:
        scope, mark, tail = resource.key.partition("/providers/")
        grouped = mark and "/resourcegroups/" in scope and "/providers/" not in tail
        if grouped and not has_symbol(tail) and resource.external is None:
            by_tail[tail].append(resource)
    found: dict[tuple[str, str], list[tuple[Resource, Resource]]] = defaultdict(list)
    for several in by_tail.values():
        stated = [each for each in several if not has_symbol(each.key)]
        if not stated or len(stated) == len(several):
            continue
        for left_open in several:
            if has_symbol(left_open.key):
                for other in stated:
                    if other.root != left_open.root and _may_be(left_open.key, other.key):
                        found[left_open.root, other.root].append((left_open, other))
    return [_blind(pairs) for _, pairs in sorted(found.items())]


def _may_be(left_open: str, stated: str) -> bool:
    """Tell whether scopes are the same where both are stated; their tails are the same."""
    ours, theirs = left_open.split("/"), stated.split("/")
    return len(ours) == len(theirs) and all(
        mine == other or is_symbol(mine) for mine, other in zip(ours, theirs, strict=True)
    )


def _blind(pairs: list[tuple[Resource, Resource]]) -> Blind:
    left_open, stated = pairs[0]
    named = ", ".join(f"`{mine.address}`" for mine, _ in pairs[:_SHOWN])
    more = f" and {len(pairs) - _SHOWN} more" if len(pairs) > _SHOWN else ""
    return Blind(
        f"whether `{left_open.root}` and `{stated.root}` describe the same resources",
        f"which subscription or group `{left_open.root}` is deployed to is not stated, and both"
        f" name {named}{more}",
        left_open.locate(),
        resources=frozenset(each.key for pair in pairs for each in pair),
    )
