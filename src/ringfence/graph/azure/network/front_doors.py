"""Front Door: which origins it reaches over a private link.

Source: Front Door origin pages (after the collected facts in network.yaml): an origin over Private
Link (Premium) reaches the service whatever its firewall says; an origin over the public side gets
in only where everybody does. An origin is published only by an enabled route of an enabled
endpoint.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ringfence.graph.azure.network.forwarders import Forward
from ringfence.model.estate import Estate, parent_key
from ringfence.model.facts import ABSENT, Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import same

PROFILE: Final = "Microsoft.Cdn/profiles"
CLASSIC: Final = "Microsoft.Network/frontDoors"


def forwards(estate: Estate) -> Iterator[Forward]:
    """Yield what every Front Door publishes over a private link."""
    routed = _routed(estate)
    for origin in estate.of(f"{PROFILE}/originGroups/origins"):
        group = parent_key(origin.key)
        doubts, led = _state(origin), _led(routed, group)
        if doubts is None or led is None:
            continue
        doubts += led
        pointer = "properties.sharedPrivateLinkResource.privateLink.id"
        backend = origin.look(pointer)
        status = origin.look("properties.sharedPrivateLinkResource.status")
        if isinstance(status, str) and status.lower() in ("pending", "rejected", "disconnected"):
            continue
        if isinstance(backend, str | Unknown):
            yield Forward(origin, pointer, backend, doubts=doubts)
    for door in estate.of(CLASSIC):
        yield from _classic(door)


def _routed(estate: Estate) -> dict[str, tuple[Unknown, ...]]:
    """Return the origin groups (keys, "" for an unknown one) that enabled routes lead to."""
    found: dict[str, tuple[Unknown, ...]] = {}
    for route in estate.of(f"{PROFILE}/afdEndpoints/routes"):
        doubts = _state(route)
        endpoint = estate.get(parent_key(route.key))
        above = () if endpoint is None else _state(endpoint)
        if doubts is None or above is None:
            continue
        group = route.look("properties.originGroup.id")
        if isinstance(group, Unknown):
            key, doubts = "", (*doubts, group)
        elif isinstance(group, str):
            key = group.lower()
        else:
            continue
        known = found.get(key)
        if known is None or (known and not (doubts or above)):
            found[key] = (*doubts, *above)
    return found


def _led(routed: dict[str, tuple[Unknown, ...]], group: str) -> tuple[Unknown, ...] | None:
    """Return the doubts whether a route leads to an origin group, None if surely none does."""
    if group in routed:
        return routed[group]
    for key, doubts in routed.items():
        if key and same(key, group) is None:
            return (
                *doubts,
                Unknown("which origin group a route leads to is decided at deployment"),
            )
    return routed.get("")


def _state(resource: Resource) -> tuple[Unknown, ...] | None:
    """Return the doubts whether something is enabled, None if it surely is not."""
    doubts: tuple[Unknown, ...] = () if resource.presence is None else (resource.presence,)
    state = resource.look("properties.enabledState")
    if isinstance(state, Unknown):
        return (*doubts, state)
    if isinstance(state, str) and state.lower() == "disabled":
        return None
    return doubts


def _classic(door: Resource) -> Iterator[Forward]:
    presence: tuple[Unknown, ...] = () if door.presence is None else (door.presence,)
    used = set(_used(door))
    pointer = "properties.backendPools"
    for index, (pool, doubt) in enumerate(members(door.look(pointer))):
        name = pool.get("name") if isinstance(pool, dict) else None
        if isinstance(name, str) and used and name.lower() not in used:
            continue
        doubts = presence if doubt is None else (*presence, doubt)
        at = f"{pointer}[{index}]"
        for number, (backend, own) in enumerate(members(dig(pool, "properties.backends"))):
            linked = dig(backend, "privateLinkResourceId")
            if dig(backend, "enabledState") == "Disabled" or not isinstance(linked, str | Unknown):
                continue
            every = doubts if own is None else (*doubts, own)
            yield Forward(door, f"{at}.properties.backends[{number}]", linked, doubts=every)


def _used(door: Resource) -> Iterator[str]:
    for rule, _ in members(door.look("properties.routingRules")):
        pool: Value | object = dig(rule, "properties.routeConfiguration.backendPool.id")
        if pool is not ABSENT and isinstance(pool, str):
            yield pool.rpartition("/")[2].lower()
