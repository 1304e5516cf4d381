"""Private endpoints that lead to what is not ours: a service of a stranger inside our network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ringfence.model.boundary import Boundary
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import has_symbol, show

ENDPOINTS: Final = "Microsoft.Network/privateEndpoints"
_CONNECTIONS: Final = (
    "properties.privateLinkServiceConnections",
    "properties.manualPrivateLinkServiceConnections",
)


@dataclass(frozen=True, slots=True)
class ForeignLink:
    """A private endpoint in a subnet (keys, "" if not known), what it leads to, whose that is."""

    resource: Resource
    subnet: str
    network: str
    what: str
    outsider: str
    doubts: tuple[Unknown, ...] = ()


@dataclass(frozen=True, slots=True)
class Foreign:
    """A resource that is not ours: whose, and why that is in doubt."""

    what: str
    outsider: str
    doubts: tuple[Unknown, ...] = ()


def subscriptions(estate: Estate, boundary: Boundary) -> frozenset[str]:
    """Return the subscriptions that count as ours: those stated, else those that hold something."""
    if boundary.subscriptions:
        return frozenset(each.lower() for each in boundary.subscriptions)
    return frozenset(
        resource.key.split("/")[2]
        for resource in estate
        if resource.external is None and resource.key.startswith("/subscriptions/")
    )


def owner(
    estate: Estate, ours: frozenset[str], reference: Value | Absent, *, stated: bool
) -> Foreign | None:
    """Return whose a referred resource is if it is, or may be, not ours; None if it is ours.

    `stated` tells whether the boundary names the subscriptions, so that another one is surely
    outside.
    """
    if isinstance(reference, Unknown):
        return Foreign("an unknown service", "any-tenant", (reference,))
    if not isinstance(reference, str) or not reference:
        return None
    if not reference.lower().startswith("/subscriptions/"):
        if has_symbol(reference):
            return None
        return Foreign(f"the service `{reference}` of another tenant", "any-tenant")
    if estate.get(reference) is not None or estate.lookup(reference).perhaps:
        return None
    subscription = reference.lower().split("/")[2]
    name = show(reference.rpartition("/")[2])
    if subscription in ours or has_symbol(subscription):
        return None
    outsider = f"account:{subscription}"
    what = f"`{name}` in subscription `{subscription}`"
    if stated:
        return Foreign(what, outsider)
    why = Unknown(f"whether subscription `{subscription}` is ours is not stated in the boundary")
    return Foreign(what, outsider, (why,))


def foreign_links(estate: Estate, ours: frozenset[str], *, stated: bool) -> Iterator[ForeignLink]:
    """Yield every private endpoint whose target is, or may be, not ours."""
    for endpoint in estate.of(ENDPOINTS):
        subnet = endpoint.look("properties.subnet.id")
        if not isinstance(subnet, str | Unknown) or endpoint.external is not None:
            continue
        where = (subnet,) if isinstance(subnet, Unknown) else ()
        for pointer in _CONNECTIONS:
            for element, doubt in members(endpoint.look(pointer)):
                target = dig(element, "properties.privateLinkServiceId")
                found = owner(estate, ours, target, stated=stated)
                if found is None:
                    continue
                unsure = (doubt, endpoint.presence, *where)
                doubts = [*found.doubts, *(each for each in unsure if each is not None)]
                key = subnet.lower() if isinstance(subnet, str) else ""
                yield ForeignLink(
                    endpoint, key, key.rpartition("/subnets/")[0], found.what, found.outsider,
                    tuple(doubts),
                )  # fmt: skip
