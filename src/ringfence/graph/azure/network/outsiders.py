"""Which networks lie outside the boundary, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure.network.places import Sides
from ringfence.graph.azure.network.sites import Site
from ringfence.graph.azure.network.tags import Area
from ringfence.graph.azure.network.topology import VNET, Topology
from ringfence.model.boundary import Boundary
from ringfence.model.claims import Evidence
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import has_symbol, is_context, show
from ringfence.reference.regions import normal

UNKNOWN: Final = "account:unknown"


@dataclass(frozen=True, slots=True)
class Outside:
    """A network outside the boundary: what to call who is there, and why it counts as outside.

    With `doubts` it only may be outside.
    """

    label: str
    because: str
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Unknown, ...] = ()


class Outsiders:
    """Judges networks against the boundary."""

    def __init__(self, boundary: Boundary, topology: Topology, sides: Sides) -> None:
        self._boundary = boundary
        self._topology = topology
        self._sides = sides
        self._judged: dict[str, Outside | None] = {}

    def network(self, key: str, *, ours: bool = False) -> Outside | None:
        """Judge a virtual network (a key, "" for an unknown one); None if it is inside.

        `ours` leaves its addresses aside: the network that an endpoint itself stands in is ours,
        and lies outside only for its region or subscription.
        """
        if not key:
            why = Unknown("which network it is could not be resolved")
            return Outside(UNKNOWN, "nobody knows which network it is", doubts=(why,))
        marked = f"{key}!" if ours else key
        if marked not in self._judged:
            self._judged[marked] = self._judge(key, ours=ours)
        return self._judged[marked]

    def _judge(self, key: str, *, ours: bool) -> Outside | None:
        resource = self._topology.estate.get(key)
        found = [self.account(key), self._region(key, resource)]
        if not ours:
            found.append(self._addresses(key, resource))
        certain = [each for each in found if each is not None and not each.doubts]
        unsure = [each for each in found if each is not None and each.doubts]
        if certain:
            return certain[0]
        if self._vouched(key):
            return None
        return unsure[0] if unsure else None

    def _vouched(self, key: str) -> bool:
        """Tell whether the boundary names the subscription of a network that is not in the tree.

        A network of the tree whose name is hidden may be that one: then nobody vouches for it.
        """
        subscription = subscription_of(key)
        if self._topology.declared(key) or not self._boundary.subscriptions:
            return False
        if subscription not in {each.lower() for each in self._boundary.subscriptions}:
            return False
        return not self._topology.estate.lookup(key, VNET).perhaps

    def account(self, key: str) -> Outside | None:
        """Judge the subscription in an id, where the boundary names any."""
        subscription = subscription_of(key)
        allowed = {each.lower() for each in self._boundary.subscriptions}
        if not allowed or subscription in allowed:
            return None
        if subscription == "*":
            why = Unknown("whether the tenant has subscriptions outside the boundary is not known")
            return Outside(UNKNOWN, "it means every subscription", doubts=(why,))
        if not subscription or has_symbol(subscription):
            if is_context(subscription):
                return None
            why = Unknown(f"the subscription of `{show(key)}` is not known")
            return Outside(UNKNOWN, "its subscription is not known", doubts=(why,))
        because = f"subscription `{subscription}` is not in the boundary"
        return Outside(f"account:{subscription}", because)

    def _region(self, key: str, resource: Resource | None) -> Outside | None:
        regions = self._boundary.regions
        if not regions:
            return None
        name = show(key.rpartition("/")[2])
        if resource is None or (resource.external is not None and not resource.text("location")):
            why = Unknown(f"virtual network `{name}` is not in the tree")
            label = f"account:{show(subscription_of(key)) or 'unknown'}"
            return Outside(label, "where it lies is not known", doubts=(why,))
        location = resource.look("location")
        if isinstance(location, str):
            region = location if has_symbol(location) else normal(location)
            if region in regions:
                return None
            if not has_symbol(region):
                because = f"region `{region}` is not in the boundary"
                evidence = (Evidence(resource, "location", location),)
                return Outside(f"region:{region}", because, evidence)
        hidden = Unknown(f"the region of `{name}` is decided by the deployment")
        why = location if isinstance(location, Unknown) else hidden
        return Outside("region:unknown", "its region is not known", doubts=(why,))

    def _addresses(self, key: str, resource: Resource | None) -> Outside | None:
        space = self._topology.space(key)
        stray = self._sides.strays(space.sure)
        label = f"account:{show(subscription_of(key)) or 'unknown'}"
        evidence: tuple[Evidence, ...] = ()
        if resource is not None:
            evidence = (Evidence(resource, "properties.addressSpace.addressPrefixes"),)
        because = "its address space is not within the networks of the boundary"
        if stray:
            public = bool(stray & self._sides.outside)
            return Outside("internet" if public else label, because, evidence)
        if space.doubts and self._sides.strays(space.may):
            return Outside(label, because, evidence, space.doubts)
        return None

    def site(self, site: Site) -> Outside | None:
        """Judge a network behind a gateway by its addresses; None if it is inside."""
        stray = self._sides.strays(site.space.sure)
        if stray:
            public = bool(stray & self._sides.outside)
            label = "internet" if public else "account:on-premises"
            because = "its addresses are not within the networks of the boundary"
            return Outside(label, because, site.evidence, site.doubts)
        doubts = site.space.doubts + site.doubts
        if doubts and self._sides.strays(site.space.may):
            return Outside("account:on-premises", "its addresses are not known", doubts=doubts)
        return None

    def inside(self, site: Site) -> Area:
        """Return the addresses of a site that are within the boundary."""
        return Area(
            site.space.sure - self._sides.strays(site.space.sure),
            site.space.may - self._sides.strays(site.space.may),
            site.space.doubts,
        )


def subscription_of(key: str) -> str:
    """Return the subscription in an id (lower case, a GUID or a symbol), "" if it names none."""
    parts = key.split("/")
    return parts[2] if len(parts) > 2 and parts[1] == "subscriptions" else ""
