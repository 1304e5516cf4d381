"""Who gets at an asset: routes of every principal that holds something on it, and the findings.

For each top-level resource everything that bears on it is collected once. A principal that is no
custodian and has a route is `chained`; so is whoever can act as one that has a route, custodian or
not. Routes that are sure make further ones needless, so that a Contributor costs a few clauses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from ringfence.graph.azure.identity import words
from ringfence.graph.azure.identity.custody import Custody
from ringfence.graph.azure.identity.holdings import Asked, Grip, Held, Helds, Holdings
from ringfence.graph.azure.identity.ledger import Words
from ringfence.graph.azure.identity.limits import ROLE_WRITE
from ringfence.graph.azure.identity.locals import LocalGrants, Written
from ringfence.graph.azure.identity.pivots import Pivots
from ringfence.graph.azure.identity.places import Places
from ringfence.graph.azure.identity.principals import Principal
from ringfence.graph.azure.identity.through import Link, Throughs
from ringfence.graph.azure.identity.tunnels import Tunnels
from ringfence.graph.azure.identity.widening import Widening
from ringfence.graph.azure.rights import (
    DATA,
    OUTSIDE,
    THROUGH,
    WRITE,
    Answer,
    Case,
    Service,
    Way,
    service_of,
)
from ringfence.graph.scene import Scene
from ringfence.model.asset import Asset
from ringfence.model.claims import Claim, Wall
from ringfence.model.credential import Family
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource

OPEN: Final = Answer(True, "nothing else stands in the way")


@dataclass(frozen=True, slots=True)
class Route:
    """A way to an asset that a principal has; `claim` says so.

    With `network` it also needs to reach the resource. `above` tells that it rests on roles from
    above alone. One that a wall shuts is no `sure` one, nor is one that was `given` on purpose: it
    is no leak to its holder, so others are looked for.
    """

    rule: str
    claim: Claim
    network: bool
    sure: bool
    above: bool
    given: bool = False


@dataclass(slots=True)
class Reader:
    """A principal with its routes to one asset."""

    principal: Principal
    helds: Sequence[Held]
    routes: list[Route] = field(default_factory=list)
    custodian: bool | Unknown = False
    opens: Grip | None = None

    @property
    def leaks(self) -> list[Route]:
        """The routes that nobody meant it to have, unless it is a custodian."""
        return [route for route in self.routes if not route.given]

    @property
    def complete(self) -> bool:
        """Whether it surely gets at the asset, whatever the network lets through."""
        opens = self.opens is not None and self.opens.sure
        return any(route.sure and (opens or not route.network) for route in self.routes)


@dataclass(slots=True)
class Place:
    """One asset under judgement, with what all its readers share."""

    asset: Asset
    top: Resource
    service: Service
    helds: Helds
    links: list[Link]
    answers: dict[tuple[Way, str], Answer] = field(default_factory=dict)

    @property
    def doubts(self) -> tuple[Unknown, ...]:
        """Why the asset may not exist at all."""
        found = (self.asset.resource.presence, self.top.presence)
        return tuple(dict.fromkeys(doubt for doubt in found if doubt is not None))


class Access:
    """Judges the assets of a scene, one top-level resource after the other."""

    def __init__(
        self,
        scene: Scene,
        holdings: Holdings,
        custody: Custody,
        places: Places,
        pivots: Pivots,
        locals_: LocalGrants,
        throughs: Throughs,
        widening: Widening,
        tunnels: Tunnels,
    ) -> None:
        self._scene = scene
        self._ledger = holdings.ledger
        self._directory = holdings.directory
        self._holdings = holdings
        self._custody = custody
        self._places = places
        self._pivots = pivots
        self._locals = locals_
        self._throughs = throughs
        self._widening = widening
        self._tunnels = tunnels
        self._lost = any(each.family is Family.PRINCIPAL for each in scene.estate.credentials)

    def judge(self, top: Resource, assets: Iterable[Asset]) -> None:
        """Write everything about the assets that one top-level resource contains."""
        service = service_of(top.type)
        helds = self._holdings.on(top, service)
        links = self._throughs.onto(top)
        written = self._locals.of(top, service)
        for asset in assets:
            with self._scene.guard("chained", asset):
                place = Place(asset, top, service, helds, links)
                self._judge(place, written)

    def _judge(self, place: Place, written: Sequence[Written]) -> None:
        readers = self._readers(place, written)
        for reader in readers.values():
            if reader.routes:
                self._report(place, reader)
        for reader in list(readers.values()):
            if reader.routes:
                self._chains(place, reader, readers)

    def _readers(self, place: Place, written: Sequence[Written]) -> dict[str, Reader]:
        """Return everybody with a route to the asset, or with something that makes a custodian."""
        tokens = dict.fromkeys(place.helds)
        for link in place.links:
            tokens.update(dict.fromkeys(link.helds))
        own: dict[str, list[Written]] = {}
        for entry in written:
            own.setdefault(entry.principal.token, []).append(entry)
        tokens.update(dict.fromkeys(own))
        found: dict[str, Reader] = {}
        for token in tokens:
            principal = self._directory.named(token)
            reader = found[token] = Reader(principal, place.helds.get(token, ()))
            entries = own.get(token, [])
            local = self._locals.keeps(entries, place.asset)
            reader.custodian = self._custody.of(
                principal, place.asset, place.service, reader.helds, local
            )
            if self._silent(reader):
                continue
            reader.opens = self._places.opens(principal, place.top, reader.helds)
            self._routes(place, reader, entries)
        return found

    def _silent(self, reader: Reader) -> bool:
        """Tell whether nothing follows from what a principal holds: a custodian like it should be.

        One that compute carries matters to egress, one that others can act as matters to chains,
        and one whose secret may lie in a text to whoever reads that.
        """
        principal = reader.principal
        if self._lost and principal.sort in ("service", "unknown"):
            return False
        if reader.custodian is not True or principal.doubt is not None or principal.carriers:
            return False
        return not self._pivots.into(principal)

    def _routes(self, place: Place, reader: Reader, written: Sequence[Written]) -> None:
        for entry in written:
            claim = self._locals.write(entry, place.asset)
            if claim is not None:
                given = not entry.local.custody
                sure = not given and not entry.local.doubts and not entry.local.wall
                reader.routes.append(Route(DATA, claim, True, sure, above=False, given=given))
        ways = place.service.all_ways
        if place.service.grantable:
            ways = (*ways, ROLE_WRITE)
        may = self._holdings.may(reader.helds, place.service)
        lent = may | self._holdings.lent(reader.principal, place.top, place.service)
        ways = tuple(
            way
            for way in ways
            if (lent if len(way.needs) > 1 else may).issuperset(way.needs)
            and way.fits(place.asset.resource.kind)
        )
        # What a wall shuts tells nothing where another way is open.
        for way in sorted(ways, key=lambda way: not self._answer(place, way, place.top).open):
            self._try(place, reader, way, place.top, reader.helds, ())
            if reader.complete:
                return
        self._widen(place, reader)
        for link in place.links:
            if reader.complete:
                return
            helds = link.helds.get(reader.principal.token, ())
            doubts = () if link.doubt is None else (link.doubt,)
            for way in link.ways if helds else ():
                self._try(place, reader, way, link.via, helds, doubts)

    def _try(
        self,
        place: Place,
        reader: Reader,
        way: Way,
        at: Resource,
        helds: Sequence[Held],
        doubts: tuple[Unknown, ...],
    ) -> None:
        """Write one way of a principal, if it holds all that the way needs."""
        asset = place.asset.resource
        asked = [
            Asked(need, asset if need.at == "asset" and at is place.top else at, helds)
            for need in way.needs
        ]
        grips = self._holdings.together(reader.principal, asked, at)
        if grips is None:
            return
        answer = self._answer(place, way, at)
        if not answer.open and not answer.wall:
            return
        doubts = doubts + answer.doubts
        if place.service.doubt:
            doubts = (*doubts, Unknown(place.service.doubt, place.top.locate()))
        relation = "authz" if way.network else "takes"
        claim = (relation, reader.principal.token, asset.key, way.rule)
        self._ledger.write(
            claim,
            [grip.claim for grip in grips],
            Words(
                rule=way.name,
                resource=at,
                says=lambda: (
                    f"{words.who(reader.principal)} {way.says.format(it=f'`{asset.address}`')}"
                ),
                because=answer.because or OPEN.because,
                evidence=answer.evidence,
                doubts=doubts if answer.open else (),
                wall=None if answer.open else Wall(f"{way.name}:{at.key}", at.address, answer.wall),
            ),
        )
        sure = answer.open and not doubts and all(grip.sure for grip in grips)
        above = all(grip.above for grip in grips)
        reader.routes.append(Route(way.rule, claim, way.network, sure, above))

    def _answer(self, place: Place, way: Way, via: Resource) -> Answer:
        if way.when is None:
            return OPEN
        key = (way, via.key)
        found = place.answers.get(key)
        if found is None:
            case = Case(self._scene.estate, place.top, place.asset.resource, via)
            found = place.answers[key] = way.when(case)
        return found

    def _widen(self, place: Place, reader: Reader) -> None:
        if reader.complete or not place.service.grantable:
            return
        written = self._widening.write(reader.principal, place.asset.resource, reader.helds)
        if written is not None:
            claim, sure = written
            reader.routes.append(Route(WRITE, claim, True, sure, above=False))

    def _report(self, place: Place, reader: Reader) -> None:
        """Write what follows from the routes of one principal: it reads, and is it chained."""
        principal = reader.principal
        reaches = self._places.reaches(principal, place.top, reader.helds)
        if principal.carriers:
            self._reads(place, reader, reaches)
        if principal.doubt is not None:
            for route in reader.routes:
                self._finding(
                    place, route.rule, principal, "high", (route.claim,), (principal.doubt,)
                )
            return
        if reader.custodian is True or self._said_by_group(reader):
            return
        doubts = () if reader.custodian is False else (reader.custodian,)
        for route in reader.leaks:
            body = (route.claim, reaches) if route.network else (route.claim,)
            severity = "medium" if principal.person and route.above else "high"
            self._finding(place, route.rule, principal, severity, body, doubts)
        if reader.opens is None or not reader.opens.sure:
            self._tunnelled(place, reader, doubts)

    def _tunnelled(self, place: Place, reader: Reader, doubts: tuple[Unknown, ...]) -> None:
        for claim in self._tunnels.into(reader.principal, place.top):
            for route in reader.leaks:
                if route.network:
                    body = (route.claim, claim)
                    self._finding(place, THROUGH, reader.principal, "high", body, doubts)

    def _said_by_group(self, reader: Reader) -> bool:
        """Tell whether the finding of one group says it all about a person in it."""
        if reader.principal.sort != "user":
            return False
        groups = {held.via.token if held.via else "" for held in reader.helds}
        return len(groups) == 1 and "" not in groups and bool(reader.helds)

    def _reads(self, place: Place, reader: Reader, reaches: Claim) -> None:
        asset, principal = place.asset, reader.principal
        for route in reader.routes:
            self._ledger.write(
                ("reads", principal.token, asset.key),
                (route.claim, reaches) if route.network else (route.claim,),
                Words(
                    rule="reads",
                    resource=asset.resource,
                    says=lambda: f"{words.who(principal)} reads `{asset.resource.address}`",
                    because="it is authorised, and the network lets it through"
                    if route.network
                    else "the management plane hands it the content",
                    doubts=place.doubts,
                ),
            )

    def _chains(self, place: Place, reader: Reader, readers: dict[str, Reader]) -> None:
        """Write what follows for everybody who can act as a principal with routes."""
        last = reader.principal
        for chain in self._pivots.into(last):
            who = chain.principal
            known = readers.get(who.token)
            if known is None:
                helds = place.helds.get(who.token, ())
                known = readers[who.token] = Reader(who, helds)
                known.custodian = self._custody.of(who, place.asset, place.service, helds, False)
                if who.sort != "outside":
                    known.opens = self._places.opens(who, place.top, helds)
            if (known.custodian is True and who.doubt is None) or known.complete:
                continue
            rule = who.through or (OUTSIDE if who.sort == "outside" else THROUGH)
            doubts = () if isinstance(known.custodian, bool) else (known.custodian,)
            if who.doubt is not None:
                doubts = (who.doubt,)
            for body in self._bodies(place, reader, known, chain.runs):
                self._finding(place, rule, who, "high", body, doubts)

    def _bodies(
        self, place: Place, reader: Reader, far: Reader, runs: bool
    ) -> Iterable[tuple[Claim, ...]]:
        """Yield what must hold for the far end of a chain to get at the asset."""
        who, last, top = far.principal, reader.principal, place.top
        becomes = ("becomes", who.token, last.token)
        for route in reader.routes:
            if not route.network or who.doubt is not None:
                yield (becomes, route.claim)
                continue
            yield (becomes, route.claim, self._places.reaches(who, top, far.helds))
            if reader.opens is not None:
                yield (becomes, route.claim, reader.opens.claim)
            if far.opens is None:
                for claim in self._tunnels.into(who, top):
                    yield (becomes, route.claim, claim)
        if runs:
            yield (("runs-as", who.token, last.token), ("reads", last.token, place.asset.key))

    def _finding(
        self,
        place: Place,
        rule: str,
        principal: Principal,
        severity: str,
        body: Iterable[Claim],
        doubts: tuple[Unknown, ...],
    ) -> None:
        asset = place.asset
        label = f"principal:{principal.label}"
        self._ledger.write(
            ("finding", "chained", severity, label, asset.key, principal.token),
            body,
            Words(
                rule=rule,
                resource=asset.resource,
                says=lambda: f"`{asset.resource.address}` leaves to {words.who(principal)}",
                because="it is no custodian of the asset"
                if principal.doubt is None
                else "somebody who is no custodian may be meant",
                doubts=(*doubts, *place.doubts),
            ),
        )
