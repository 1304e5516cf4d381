"""The stages that packets from a subnet pass: security groups, routes, ways out, firewalls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from ringfence.graph.azure.egress import outbound
from ringfence.graph.azure.egress.ground import Ground, presence
from ringfence.graph.azure.egress.outbound import Method
from ringfence.graph.azure.egress.posts import Post
from ringfence.graph.azure.egress.stages import OPEN, SHUT, Barrier, Stage
from ringfence.graph.azure.network import routes, tags
from ringfence.graph.azure.network.firewall import Firewall, NameRule, evidence
from ringfence.graph.azure.network.nsg import OUTBOUND, NsgUse, compiled
from ringfence.graph.azure.network.packets import (
    ANY_ADDRESS,
    ANY_PORT,
    ANY_PROTOCOL,
    Entry,
    flat,
)
from ringfence.graph.azure.network.routes import Route, Routing
from ringfence.graph.boxes import Box
from ringfence.model.claims import Evidence, Wall
from ringfence.model.facts import ABSENT, Unknown, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import has_symbol, is_context, show
from ringfence.reference.regions import normal

POLICIES: Final = "Microsoft.Network/serviceEndpointPolicies"


def groups(ground: Ground, post: Post) -> Iterator[Stage]:
    """Yield a stage for each security group before a post, or one that says there is none."""
    if not post.uses:
        why = f"no security group stands before `{post.name}`"
        yield _overridden(ground, Stage(OPEN, OPEN, why=lambda _: why))
    for use in post.uses:
        yield _overridden(ground, _group(ground, post, use))


def _overridden(ground: Ground, stage: Stage) -> Stage:
    """Return a stage with what the rules of a network manager, which come first, may change."""
    allowing, denying = ground.overrides
    if not allowing and not denying:
        return stage
    return replace(
        stage,
        strict=SHUT if denying else stage.strict,
        loose=OPEN if allowing else stage.loose,
        doubts=lambda point: [*stage.doubts(point), *allowing, *denying],
    )


def _group(ground: Ground, post: Post, use: NsgUse) -> Stage:
    nsg = use.nsg
    if nsg is None:
        assert use.doubt is not None
        doubt = use.doubt
        wall = Wall(f"nsg-out:?{post.key}", post.name, f"a security group before `{post.name}`")
        return Stage(
            SHUT, OPEN, Barrier(wall, post.holder), doubts=lambda _: [doubt],
            why=lambda _: f"the security group before `{post.name}` is not known",
        )  # fmt: skip
    key = (nsg.key, id(post.vantage))
    if key not in ground.filters:
        # The vantage is kept beside what was made for it, so that its identity stays its own.
        ground.filters[key] = (post.vantage, compiled(use, OUTBOUND, post.vantage))
    filter_ = ground.filters[key][1]
    strict = flat(filter_.strict)
    loose = strict if filter_.loose is filter_.strict else flat(filter_.loose)
    wall = Wall(
        f"nsg-out:{nsg.key}", nsg.address, f"`{nsg.address}` denies what leaves for outside"
    )

    def why(point: Box) -> str:
        found = filter_.deciding(point)
        return f"{found.shown} of `{nsg.address}` lets it out" if found else ""

    def shown(point: Box) -> tuple[Evidence, ...]:
        found = filter_.deciding(point)
        return (found,) if found else ()

    return Stage(
        strict, loose if use.doubt is None else OPEN, Barrier(wall, nsg), why=why, evidence=shown,
        doubts=filter_.doubts, change=lambda _: nsg,
    )  # fmt: skip


def routing(ground: Ground, subnet: Resource) -> Routing:
    """Return the effective routes of a subnet, read once."""
    found = ground.routings.get(subnet.key)
    if found is None:
        found = ground.routings[subnet.key] = routes.routing(
            ground.estate, subnet, _surroundings(ground, subnet)
        )
    return found


def _surroundings(ground: Ground, subnet: Resource) -> routes.Surroundings:
    network = subnet.key.rpartition("/subnets/")[0]
    home = ground.estate.get(network)
    location = home.text("location") if home is not None else ""
    links = list(ground.topology.at(subnet.key))
    peers = [
        tags.Area(space.sure, space.may, space.doubts + link.doubts)
        for link in links
        if link.remote
        for space in (ground.topology.space(link.remote),)
    ]
    sites = [
        tags.Area(site.space.sure, site.space.may, site.space.doubts + site.doubts)
        for site in ground.sites.of(network)
    ]
    lent = [
        link.remote
        for link in links
        if link.mine is not None
        and (used := link.mine.look("properties.useRemoteGateways")) is not ABSENT
        and (isinstance(used, Unknown) or used is True)
    ]
    return routes.Surroundings(
        ground.topology.space(network),
        location if has_symbol(location) else normal(location),
        tuple(peers),
        tuple(sites),
        next(
            (ground.announcing[key] for key in (network, *lent, "") if key in ground.announcing),
            None,
        ),
    )


def way(effective: Routing, wanted: Callable[[Route], bool], says: str) -> Stage:
    """Return the stage of packets whose next hop is wanted; it is no barrier of its own."""

    def shown(point: Box) -> tuple[Evidence, ...]:
        route = effective.deciding(point)
        if route is None or route.holder is None:
            return ()
        return (Evidence(route.holder, route.pointer, shown=route.label),)

    def why(point: Box) -> str:
        route = effective.deciding(point)
        if route is None or route.holder is None:
            return says
        return f"{route.label} {_leads(route)}"

    strict, loose = effective.both(wanted)
    return Stage(strict, loose, why=why, evidence=shown, doubts=effective.doubts)


def _leads(route: Route) -> str:
    if route.hop == routes.ENDPOINT:
        return "takes it past every other route"
    if route.hop == routes.APPLIANCE:
        address = route.next_address
        shown = show(address) if isinstance(address, str) else "an unknown address"
        return f"leads to the appliance at `{shown}`"
    names = {routes.INTERNET: "the internet", routes.GATEWAY: "a gateway"}
    return f"leads to {names.get(route.hop or '', 'its network')}"


def straight(effective: Routing) -> Stage:
    """Return the stage of packets that go to the internet directly: a barrier if routes differ."""
    stage = way(effective, lambda route: route.hop == routes.INTERNET, "no route leads elsewhere")  # fmt: skip
    table = effective.table
    if table is None:
        return stage
    bare = Routing(tuple(route for route in effective.routes if route.holder is not table))
    wall = Wall(f"route:{table.key}", table.address, f"`{table.address}` leads elsewhere than out")
    fallen = bare.entries(lambda route: route.hop == routes.INTERNET, sure=True)
    return Stage(
        stage.strict, stage.loose, Barrier(wall, table), fallen, stage.why, stage.evidence,
        stage.doubts,
    )  # fmt: skip


def exits(post: Post) -> Stage:
    """Return the stage of the methods by which a post gets out at all."""
    methods = post.methods
    holder = post.subnet or post.holder
    wall = Wall(
        f"no-way-out:{post.key}",
        post.name,
        f"nothing in `{post.name}` has a way to the internet: it is private and has no NAT",
    )

    loose = outbound.entries(methods, sure=False)
    unsure = any(method.doubts for method in methods)
    strict = outbound.entries(methods, sure=True) if unsure else loose

    def best() -> Method | None:
        return min(methods, key=lambda method: bool(method.doubts), default=None)

    def shown(_: Box) -> tuple[Evidence, ...]:
        found = best()
        return found.evidence if found else ()

    def why(_: Box) -> str:
        found = best()
        return found.what if found else ""

    def doubts(_: Box) -> list[Unknown]:
        return [doubt for method in methods for doubt in method.doubts]

    return Stage(
        strict, loose,
        Barrier(wall, holder), why=why, evidence=shown, doubts=doubts,
        change=lambda _: None if post.uses else holder,
    )  # fmt: skip


def policy(ground: Ground, subnet: Resource) -> Stage | None:
    """Return the stage of a service endpoint policy, None without one.

    It lets through only the storage accounts that it lists; the other services are not its own.
    """
    pointer = "properties.serviceEndpointPolicies"
    doubts: list[Unknown] = []
    shut = False
    listed = list(members(subnet.look(pointer)))
    for element, doubt in listed:
        reference = dig(element, "id") if isinstance(element, dict) else element
        lookup = ground.estate.lookup(reference, POLICIES)
        found = lookup.found
        missing = Unknown("a service endpoint policy is not declared here")
        if doubt is not None or found is None or found.presence is not None:
            unsure = doubt if doubt is not None else lookup.doubt
            if unsure is None and found is not None:
                unsure = found.presence
            doubts.append(missing if unsure is None else unsure)
            continue
        shut = True
        doubts += list(_foreign(ground, found))
    if not listed:
        return None
    owner = tags.service("Storage")
    assert owner is not None
    storage = (ANY_ADDRESS, ANY_ADDRESS, ANY_PROTOCOL, ANY_PORT, ANY_PORT, *owner)
    closed: list[Entry] = [(False, storage), *OPEN]
    wall = Wall(
        f"endpoint-policy:{subnet.key}",
        subnet.address,
        f"the service endpoint policy of `{subnet.address}` lets only our storage accounts through",
    )
    return Stage(
        closed, OPEN if doubts or not shut else closed, Barrier(wall, subnet),
        doubts=lambda _: doubts, evidence=lambda _: (Evidence(subnet, pointer),),
    )  # fmt: skip


def _foreign(ground: Ground, found: Resource) -> Iterator[Unknown]:
    """Yield why what a policy lists may be a stranger's: its subscription is not one of ours."""
    ours = ground.subscriptions
    pointer = "properties.serviceEndpointPolicyDefinitions"
    for definition, doubt in members(found.look(pointer)):
        if doubt is not None:
            yield doubt
            continue
        for resource, unsure in members(dig(definition, "properties.serviceResources")):
            if unsure is not None:
                yield unsure
            elif isinstance(resource, str) and resource.lower().startswith("/subscriptions/"):
                subscription = resource.lower().split("/")[2]
                if subscription not in ours and not is_context(subscription):
                    name = show(subscription)
                    yield Unknown(f"the policy lists subscription `{name}`, which is not seen here")


def wall_of(firewall: Firewall) -> Barrier:
    """Return a firewall as a barrier."""
    address = firewall.resource.address
    return Barrier(
        Wall(
            f"egress-firewall:{firewall.resource.key}",
            address,
            f"`{address}` lets only harmless destinations out",
        ),
        firewall.resource,
    )


def network_rules(firewall: Firewall) -> Stage:
    """Return the stage of the network rules of a firewall."""
    doubts = list(presence(firewall.resource))

    def why(point: Box) -> str:
        rule = firewall.deciding(point)
        return f"{rule.label} of `{rule.holder.address}` lets it out" if rule else ""

    def shown(point: Box) -> tuple[Evidence, ...]:
        rule = firewall.deciding(point)
        return (evidence(rule),) if rule else ()

    def change(point: Box) -> Resource | None:
        rule = firewall.deciding(point)
        return rule.holder if rule else firewall.resource

    return Stage(
        SHUT if doubts else firewall.strict, firewall.loose, wall_of(firewall), why=why,
        evidence=shown, doubts=lambda point: doubts + firewall.doubts(point), change=change,
    )  # fmt: skip


def name_rule(firewall: Firewall, rule: NameRule, because: str, doubt: Unknown | None) -> Stage:
    """Return the stage of one name that a firewall lets out."""
    own = list(presence(firewall.resource)) + ([] if doubt is None else [doubt])
    written = rule.rule
    return Stage(
        SHUT if own else rule.strict, rule.loose,
        why=lambda _: f"{written.label} of `{written.holder.address}` lets it out, and {because}",
        evidence=lambda _: (evidence(written),), doubts=lambda _: own + list(rule.doubts),
        change=lambda _: written.holder,
    )  # fmt: skip


def opaque(what: str, holder: Resource | None, pointer: str = "") -> Stage:
    """Return the stage of something that nobody can look into from here."""
    doubt = Unknown(what, holder.locate(pointer)) if holder is not None else Unknown(what)
    return Stage(SHUT, OPEN, why=lambda _: what, doubts=lambda _: [doubt])
