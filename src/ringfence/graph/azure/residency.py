"""The plane of residency: content that is stored or processed outside the boundary.

For every asset: its own location, and every copy that its service makes of it (`replicas`), that
its logs make (diagnostic settings), and that its keys need. A place outside is a leak; a place
that is not known is a doubt. There are no walls here: nothing stands between a copy and its region.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from ringfence.graph.azure.assets import services as types
from ringfence.graph.azure.logged import PARTNER, logged
from ringfence.graph.azure.network.outsiders import subscription_of
from ringfence.graph.azure.placement import (
    ANYWHERE,
    INSIDE,
    UNNAMED,
    Place,
    all_inside,
    location_of,
    pair_of,
    place,
)
from ringfence.graph.azure.references import key_uses
from ringfence.graph.azure.replicas import (
    COMPUTE,
    DEPLOYMENT,
    KEY,
    PAIRED,
    REPLICA,
    SINK,
    Copy,
    services,
)
from ringfence.graph.kubernetes.objects import is_object
from ringfence.graph.scene import Scene
from ringfence.model.asset import Asset
from ringfence.model.boundary import Boundary
from ringfence.model.claims import Claim, Evidence, Text
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import has_symbol, show
from ringfence.reference.regions import region

OWN: Final = "own-location"
SEVERITY: Final = "high"
ACCOUNT: Final = "account:"
"""Begins the outsider of logs that another subscription receives."""

_RULES: Final = {
    OWN: "RF-PLC-01",
    PAIRED: "RF-PLC-02",
    REPLICA: "RF-PLC-03",
    SINK: "RF-PLC-04",
    DEPLOYMENT: "RF-PLC-05",
    KEY: "RF-PLC-06",
    COMPUTE: "RF-PLC-07",
}


@dataclass(frozen=True, slots=True)
class _Spot:
    """A copy whose place is outside the boundary, or not known to be inside."""

    copy: Copy
    place: Place


@dataclass(slots=True)
class _Placement:
    """The work of the plane over one scene."""

    scene: Scene
    spots: dict[str, list[_Spot]] = field(default_factory=dict)
    vaults: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def run(self) -> None:
        for asset in self.scene.assets:
            with self.scene.guard("residency", asset):
                self._asset(asset)
        self._note()

    def _asset(self, asset: Asset) -> None:
        estate, resource = self.scene.estate, asset.resource
        if is_object(resource):
            return  # it lies where its cluster lies: the plane `hosted` says so
        where, holder = location_of(resource, estate)
        spot = place(where, self.scene.boundary, holder, "location")
        if spot is not INSIDE:
            stated = f"is `{show(where)}`" if isinstance(where, str) else "is not known"
            because = f"its location {stated}"
            self._write(asset, _Spot(Copy(OWN, where, holder, "location", because), spot))
        top = estate.top(resource) or resource
        if top.key not in self.spots:
            self.spots[top.key] = list(self._spots(top))
        for each in self.spots[top.key]:
            if _concerns(each.copy, asset, top):
                self._write(asset, each)
        if resource.kind == types.VAULT:
            self._vault(asset)

    def _spots(self, top: Resource) -> Iterator[_Spot]:
        """Yield every copy of a top-level resource that is not surely inside."""
        service = services().get(top.kind)
        copies = list(service.copies(top, self.scene.estate)) if service else []
        for copy in (*copies, *logged(top, self.scene.estate), *_keys(top, self.scene.estate)):
            spot = self._judge(copy)
            if spot is not INSIDE:
                yield _Spot(copy, spot)

    def _judge(self, copy: Copy) -> Place:
        boundary = self.scene.boundary
        if copy.outsider:
            return Place(copy.outsider, True)
        if copy.zone is None:
            spot = place(copy.where, boundary, copy.resource, copy.pointer)
            return spot if spot.outside else _account(copy, boundary) or spot
        name, regions = copy.zone
        if not boundary.regions:
            return Place(name, False, Unknown("the boundary names no regions"))
        return INSIDE if all_inside(regions, boundary) else Place(name, True)

    def _write(self, asset: Asset, spot: _Spot) -> None:
        copy, where = spot.copy, spot.place
        outsider = where.region if ":" in where.region else f"region:{where.region}"
        stored = ("stored", asset.key, where.region, copy.resource.key, copy.step)
        located = self._located(spot)
        doubts = (where.doubt, copy.doubt, asset.resource.presence, copy.resource.presence)
        program, address = self.scene.program, asset.resource.address
        surely = "lies" if where.doubt is None else "may lie"
        value = copy.resource.look(copy.pointer)
        program.rule(
            stored,
            located,
            rule=copy.step,
            resource=copy.resource,
            says=lambda: f"content of `{address}` {surely} in {_called(where.region)}",
            because=_because(spot),
            evidence=(
                Evidence(copy.resource, copy.pointer, None if isinstance(value, Absent) else value),
            ),
            doubts=_known(doubts[1:] if located else doubts),
        )
        program.rule(
            ("finding", "placed", SEVERITY, outsider, asset.key, copy.resource.key),
            (stored,),
            rule=_RULES[copy.step],
            resource=asset.resource,
            says=lambda: f"`{asset.name}` is kept outside the boundary",
            because=lambda: _outside(where, self.scene),
        )

    def _located(self, spot: _Spot) -> tuple[Claim, ...]:
        """Write where the target of a copy lies, once for each target."""
        target, where = spot.copy.target, spot.place
        if target is None or target is spot.copy.resource or where.region.startswith(ACCOUNT):
            return ()
        claim: Claim = ("located", target.key, where.region)
        if self.scene.program.known(claim) is None:
            location = target.look("location")
            surely = "lies" if where.doubt is None else "may lie"
            self.scene.program.rule(
                claim,
                (),
                rule="location-of-copy",
                resource=target,
                says=lambda: f"`{target.address}` {surely} in {_called(where.region)}",
                because="that is the location it states",
                evidence=(
                    Evidence(
                        target, "location", None if isinstance(location, Absent) else location
                    ),
                ),
                doubts=_known((where.doubt, target.presence)),
            )
        return (claim,)

    def _vault(self, asset: Asset) -> None:
        """Note a vault whose content the platform itself replicates out of the boundary.

        Only to a pair in the same country: https://learn.microsoft.com/azure/reliability/reliability-key-vault
        """
        location = asset.resource.look("location")
        own = region(location) if isinstance(location, str) else None
        pair = pair_of(location)
        if own is None or pair is None or own.country != pair.country:
            return
        if own.name in self.scene.boundary.regions and pair.name not in self.scene.boundary.regions:
            self.vaults.setdefault((own.name, pair.name), []).append(asset.resource.address)

    def _note(self) -> None:
        for (own, pair), addresses in sorted(self.vaults.items()):
            named = ", ".join(f"`{address}`" for address in sorted(addresses)[:3])
            more = f" and {len(addresses) - 3} more" if len(addresses) > 3 else ""
            self.scene.notes.append(
                f"the platform replicates key vaults from `{own}` to its pair `{pair}`, outside the "
                f"boundary, and this cannot be switched off: {named}{more}"
            )


def _known(doubts: Iterable[Unknown | None]) -> tuple[Unknown, ...]:
    return tuple({id(each): each for each in doubts if each is not None}.values())


def _called(name: str) -> str:
    if name == ANYWHERE:
        return "any region"
    if name == UNNAMED:
        return "a region that is not known"
    if name.startswith(ACCOUNT):
        return f"subscription `{name.removeprefix(ACCOUNT)}`"
    return "a partner's service" if name == PARTNER else f"`{name}`"


def _account(copy: Copy, boundary: Boundary) -> Place | None:
    """Return the subscription that logs go to, if the boundary names others and not this one.

    Whoever owns a subscription reads what its sinks receive, whatever region they lie in.
    """
    value = copy.resource.look(copy.pointer)
    if copy.step != SINK or not boundary.subscriptions or not isinstance(value, str):
        return None
    name = subscription_of(value.lower())
    if not name or has_symbol(name) or name in {each.lower() for each in boundary.subscriptions}:
        return None
    return Place(f"{ACCOUNT}{name}", True)


def _because(spot: _Spot) -> Text:
    """Return why the copy comes about, with the subscription where that is what is wrong."""
    told, name = spot.copy.because, spot.place.region
    if not name.startswith(ACCOUNT):
        return told
    return lambda: f"{told() if callable(told) else told}, in {_called(name)}"


def _outside(where: Place, scene: Scene) -> str:
    if where.region.startswith(ACCOUNT):
        return f"the boundary does not name {_called(where.region)}"
    allowed = ", ".join(scene.boundary.stated) or "no regions"
    return f"the boundary admits {allowed}; {_called(where.region)} is not inside it"


def _concerns(copy: Copy, asset: Asset, top: Resource) -> bool:
    subject = copy.subject
    if not subject or asset.key in (top.key, subject):
        return True
    return asset.key.startswith(f"{subject}/")


def _keys(top: Resource, estate: Estate) -> Iterator[Copy]:
    """Yield where the keys lie that encrypt a resource."""
    if top.kind in (types.VAULT, types.HSM):
        return
    for use in key_uses(estate, top):
        if use.vault is not None:
            because = f"it is encrypted with a key of `{use.vault.address}`"
            where = use.vault.look("location")
            yield Copy(KEY, where, top, use.pointer, because, doubt=use.doubt, target=use.vault)
        elif use.doubt is not None:
            because = "it is encrypted with a key that is not known"
            yield Copy(KEY, use.doubt, top, use.pointer, because)


@dataclass(frozen=True, slots=True)
class Residency:
    """The plane: writes a clause for every place of an asset that is not surely inside."""

    name: str = "residency"

    def __call__(self, scene: Scene) -> None:
        """Write the clauses about where the assets of `scene` lie."""
        _Placement(scene).run()


PLANE: Final = Residency()
