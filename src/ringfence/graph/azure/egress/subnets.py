"""The ways out of a subnet: straight, by service endpoint, through a firewall, to other networks.

Each way is judged by itself; the first that surely stands and is severe is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ringfence.graph.addresses import PRIVATE
from ringfence.graph.azure.egress import barriers
from ringfence.graph.azure.egress.ground import Ground, to
from ringfence.graph.azure.egress.names import Judged
from ringfence.graph.azure.egress.posts import Post
from ringfence.graph.azure.egress.stages import (
    Stage,
    Verdict,
    doubts_of,
    judge,
)
from ringfence.graph.azure.network import routes
from ringfence.graph.azure.network.firewall import Firewall, NameRule
from ringfence.graph.azure.network.packets import ANY_SERVICE, NO_SERVICE, SOME_SERVICE
from ringfence.graph.azure.network.routes import Route, Routing
from ringfence.graph.boxes import Box, Interval
from ringfence.model.claims import Evidence
from ringfence.model.facts import Absent, Unknown, Value
from ringfence.model.resource import Resource
from ringfence.model.symbols import show

SUBNET_RULE: Final = "RF-EGR-01"
TENANT_RULE: Final = "RF-EGR-03"
HOST_RULE: Final = "RF-EGR-04"
INTERNET: Final = "internet"


@dataclass(frozen=True, slots=True)
class Way:
    """One way out: who receives, how bad that is, and what is known of it.

    `change` is the resource to change. `extra` are doubts that the way rests on besides what its
    stages say.
    """

    rule: str
    severity: str
    outsider: str
    says: str
    verdict: Verdict
    stages: tuple[Stage, ...]
    change: Resource
    extra: tuple[Unknown, ...] = ()

    @property
    def severe(self) -> bool:
        """Whether it surely stands and nothing worse need be looked for."""
        return self.verdict.sure is not None and self.severity == "high" and not self.extra

    @property
    def because(self) -> str:
        """Why a packet passes, in one clause."""
        point = self.verdict.witness
        if point is None:
            return "nothing else would hold it back"
        parts = list(dict.fromkeys(why for stage in self.stages if (why := stage.why(point))))
        return ", ".join(parts[:-1]) + (" and " if parts[:-1] else "") + "".join(parts[-1:])

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The facts that let a packet pass."""
        point = self.verdict.witness
        if point is None:
            return ()
        return tuple(item for stage in self.stages for item in stage.evidence(point))

    @property
    def doubts(self) -> tuple[Unknown, ...]:
        """Why the way does not surely stand."""
        if self.verdict.may is None or self.verdict.sure is not None:
            return self.extra
        otherwise = "which address the workload has is assigned later"
        return self.extra + doubts_of(self.stages, self.verdict.may, otherwise)


def ways(ground: Ground, post: Post) -> Iterator[Way]:
    """Yield the ways out of a post, until one of them is surely open and severe."""
    for way in _all(ground, post):
        yield way
        if way.severe:
            return


def _all(ground: Ground, post: Post) -> Iterator[Way]:
    if post.subnet is None:
        yield _unseen(ground, post)
        return
    chain = tuple(barriers.groups(ground, post))
    effective = barriers.routing(ground, post.subnet)
    yield from _straight(ground, post, chain, effective)
    yield from _by_endpoint(ground, post, chain, effective)
    yield from _by_appliance(ground, post, chain, effective)
    yield from _by_gateway(ground, post, chain, effective)
    yield from _to_networks(ground, post, chain, effective)
    yield from _to_foreign_links(ground, post, chain, effective)


def _make(
    post: Post,
    stages: Sequence[Stage],
    *,
    rule: str,
    says: str,
    service: Interval = ANY_SERVICE,
    severity: str = "high",
    outsider: str = INTERNET,
    extra: tuple[Unknown, ...] = (),
    walls: bool = True,
) -> Way:
    verdict = judge(post.starts(service), stages, walls=walls)
    changed: Resource | None = None
    if verdict.witness is not None:
        for stage in stages:
            changed = stage.change(verdict.witness) or changed
    change = changed or post.subnet or post.holder
    return Way(rule, severity, outsider, says, verdict, tuple(stages), change, extra)


def _unseen(ground: Ground, post: Post) -> Way:
    """A subnet that is not in the tree: only the groups of the interface are known."""
    stages = [
        *(barriers.groups(ground, post) if post.uses else ()),
        Stage(ground.outside, ground.outside),
        barriers.opaque(f"subnet `{post.name}` is not in the tree", post.holder),
    ]
    return _make(post, stages, rule=SUBNET_RULE, says=f"`{post.name}` may send to the internet")


def _straight(
    ground: Ground, post: Post, chain: tuple[Stage, ...], effective: Routing
) -> Iterator[Way]:
    """To any public address, else to the services whose tags every tenant shares."""
    outside = Stage(ground.outside, ground.outside)
    tail = (barriers.straight(effective), outside, barriers.exits(post))
    says = f"`{post.name}` can send to the internet"
    way = _make(post, (*chain, *tail), rule=SUBNET_RULE, says=says, service=NO_SERVICE)
    yield way
    if way.verdict.sure is None:
        shared = Stage(ground.boxes, ground.boxes)
        says = f"`{post.name}` can send to services that other tenants use"
        yield _make(
            post, (*chain, *tail, shared), rule=TENANT_RULE, says=says, service=SOME_SERVICE,
            walls=False,
        )  # fmt: skip


def _by_endpoint(
    ground: Ground, post: Post, chain: tuple[Stage, ...], effective: Routing
) -> Iterator[Way]:
    """Service endpoints lead to every customer's accounts, past routes and firewalls."""
    assert post.subnet is not None
    subnet = post.subnet
    if not any(route.hop == routes.ENDPOINT for route in effective.routes):
        return
    taken = barriers.way(effective, lambda route: route.hop == routes.ENDPOINT, "")
    led = Stage(
        taken.strict, taken.loose, why=taken.why, evidence=taken.evidence, doubts=taken.doubts,
        change=lambda _: subnet,
    )  # fmt: skip
    stages = [*chain, led, Stage(ground.outside, ground.outside), Stage(ground.boxes, ground.boxes)]
    limited = barriers.policy(ground, subnet)
    if limited is not None:
        stages.append(limited)
    says = f"`{post.name}` can send to any tenant's accounts behind its service endpoints"
    yield _make(post, stages, rule=TENANT_RULE, says=says, service=SOME_SERVICE)


def _by_appliance(
    ground: Ground, post: Post, chain: tuple[Stage, ...], effective: Routing
) -> Iterator[Way]:
    for address in effective.appliances:
        led = barriers.way(effective, _towards(address), "")
        before = (*chain, led, Stage(ground.outside, ground.outside))
        resource = ground.behind(address)
        if resource is not None:
            yield from _through(ground, post, before, ground.firewall(resource))
            continue
        shown = show(address) if isinstance(address, str) else "an unknown address"
        hidden = barriers.opaque(
            f"what the appliance at `{shown}` lets through is not seen", effective.table
        )
        says = f"`{post.name}` may send to the internet through an appliance"
        yield _make(post, (*before, hidden), rule=SUBNET_RULE, says=says)


def _towards(address: Value | Absent) -> routes.Wanted:
    def wanted(route: Route) -> bool:
        if route.hop != routes.APPLIANCE:
            return False
        same = route.next_address is address
        return same or (isinstance(address, str) and route.next_address == address)

    return wanted


def _through(
    ground: Ground, post: Post, before: tuple[Stage, ...], firewall: Firewall
) -> Iterator[Way]:
    """Through a firewall of ours: by its network rules, then by the names of its other rules."""
    address = firewall.resource.address
    stages = (*before, barriers.network_rules(firewall))
    says = f"`{post.name}` can send to the internet through `{address}`"
    way = _make(post, stages, rule=SUBNET_RULE, says=says, service=NO_SERVICE)
    yield way
    if way.severe:
        return
    stages = (*stages, Stage(ground.boxes, ground.boxes))
    says = f"`{post.name}` can send to services that other tenants use through `{address}`"
    way = _make(post, stages, rule=TENANT_RULE, says=says, service=SOME_SERVICE)
    yield way
    if way.severe or judge(post.starts(), before, walls=False).may is None:
        return
    yield from _names(ground, post, before, firewall)


def named_rule(judged: Judged) -> str:
    """Return the catalogue rule of a name that is let out."""
    return HOST_RULE if judged.severity == "medium" else TENANT_RULE


def _names(
    ground: Ground, post: Post, before: tuple[Stage, ...], firewall: Firewall
) -> Iterator[Way]:
    """The names that a firewall lets out: shared ones first, one sure way of each severity."""
    found: list[tuple[Judged, NameRule]] = []
    for rule in firewall.names():
        judged = ground.hosts.judge(rule.target)
        if judged.outside:
            found.append((judged, rule))
    found.sort(key=lambda each: (each[0].severity != "high", each[0].doubt is not None))
    done: set[str] = set()
    for judged, rule in found:
        if judged.severity in done:
            continue
        text = show(rule.target.text) or "an unknown name"
        stage = barriers.name_rule(firewall, rule, judged.because, judged.doubt)
        way = _make(
            post, (*before, stage), rule=named_rule(judged), severity=judged.severity,
            says=f"`{post.name}` can send to `{text}` through `{firewall.resource.address}`",
            walls=False,
        )  # fmt: skip
        if way.verdict.may is not None:
            yield way
        if way.verdict.sure is not None:
            done.add(judged.severity)
            if judged.severity == "high":
                return


def _by_gateway(
    ground: Ground, post: Post, chain: tuple[Stage, ...], effective: Routing
) -> Iterator[Way]:
    if not any(route.hop == routes.GATEWAY for route in effective.routes):
        return
    led = barriers.way(effective, lambda route: route.hop == routes.GATEWAY, "a gateway takes it")  # fmt: skip
    hidden = barriers.opaque("what a site behind the gateway lets out is not seen", effective.table)
    stages = (*chain, led, Stage(ground.outside, ground.outside), hidden)
    says = f"`{post.name}` may send to the internet through a gateway"
    yield _make(post, stages, rule=SUBNET_RULE, says=says)


def _to_networks(
    ground: Ground, post: Post, chain: tuple[Stage, ...], effective: Routing
) -> Iterator[Way]:
    """To linked networks and sites that lie outside the boundary."""
    led = barriers.way(
        effective, lambda route: route.hop in (routes.PEERING, routes.GATEWAY),
        "the networks are linked",
    )  # fmt: skip
    for link in ground.topology.at(post.key):
        outside = ground.outsiders.network(link.remote) if link.remote else None
        space = ground.topology.space(link.remote) if link.remote else None
        if outside is None or space is None or not space.may:
            continue
        stages = (*chain, Stage(to(space.may), to(space.may)), led)
        name = show(link.remote.rpartition("/")[2])
        says = f"`{post.name}` can send to network `{name}`: {outside.because}"
        extra = outside.doubts + link.doubts + space.doubts
        yield _make(post, stages, rule=SUBNET_RULE, says=says, outsider=outside.label, extra=extra)
    for site in ground.sites.of(post.network):
        outside = ground.outsiders.site(site)
        if outside is None or not site.space.may:
            continue
        stray = ground.sides.strays(site.space.may)
        stages = (*chain, Stage(to(stray), to(stray)), led)
        says = f"`{post.name}` can send to the site behind `{site.resource.address}`"
        extra = outside.doubts + site.doubts + site.space.doubts
        yield _make(post, stages, rule=SUBNET_RULE, says=says, outsider=outside.label, extra=extra)


def _always(resource: Resource) -> Callable[[Box], Resource | None]:
    return lambda _: resource


def _to_foreign_links(
    ground: Ground, post: Post, chain: tuple[Stage, ...], effective: Routing
) -> Iterator[Way]:
    """To private endpoints in reach that lead to what is not ours."""
    if not ground.foreign_links:
        return
    near = ["", post.network, *(link.remote for link in ground.topology.at(post.key))]
    for link in (link for key in dict.fromkeys(near) for link in ground.foreign_links.get(key, ())):
        space = ground.topology.subnet_space(link.subnet).may if link.subnet else PRIVATE
        led = barriers.way(effective, lambda route: route.hop in (routes.LOCAL, routes.PEERING), "")
        holder = link.resource
        arrives = Stage(to(space), to(space), change=_always(holder))
        says = f"`{post.name}` can send to {link.what} through `{holder.address}`"
        yield _make(
            post, (*chain, led, arrives), rule=TENANT_RULE, says=says, outsider=link.outsider,
            extra=link.doubts,
        )  # fmt: skip
