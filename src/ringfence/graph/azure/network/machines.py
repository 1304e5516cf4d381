"""The public side of machines: public addresses on interfaces, and load balancers before them.

Sources: public IP, load balancer and route pages (after the collected facts in network.yaml). An
address of the Standard SKU stays closed until a security group admits; one of the Basic SKU is open
without a group. A route of the whole internet to an appliance takes away the way back: the machine
cannot be reached directly then, whatever its group admits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from ringfence.graph.addresses import ANY_V4, ANY_V6, EVERYWHERE
from ringfence.graph.azure.door_reading import reading
from ringfence.graph.azure.doors import Endpoint, Gate
from ringfence.graph.azure.network import routes
from ringfence.graph.azure.network.balancers import BALANCED, Balancers, Front
from ringfence.graph.azure.network.choices import ref_of
from ringfence.graph.azure.network.entries import Entry
from ringfence.graph.azure.network.filters import Filters
from ringfence.graph.azure.network.names import PUBLIC_IP
from ringfence.graph.azure.network.packets import TCP, packets, passing
from ringfence.graph.azure.network.rulings import Traffic
from ringfence.graph.azure.network.tags import Area
from ringfence.graph.azure.network.topology import Topology
from ringfence.graph.azure.network.ways import Way, stated
from ringfence.graph.boxes import Boxes
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate, parent_key
from ringfence.model.facts import ABSENT, Unknown, members
from ringfence.model.resource import Resource

LIMITS: Final = (
    "Bastion hosts, the serial console and run-command reach machines through the management plane "
    "and with its roles: they are no network reach here",
)

PUBLISHED: Final = "RF-RCH-04"


class Machines:
    """Judges the public addresses of machines."""

    def __init__(
        self, estate: Estate, topology: Topology, filters: Filters, balancers: Balancers
    ) -> None:
        self._estate = estate
        self._topology = topology
        self._filters = filters
        self._balancers = balancers
        self._returns: dict[tuple[str, str], Gate | None] = {}

    def ways(
        self, traffic: Traffic, entry: Entry, resource: Resource, endpoint: Endpoint
    ) -> Iterator[Way]:
        """Yield the ways over the public address of one IP configuration."""
        traffic = _of_family(traffic, entry)
        address = self._address(entry, resource)
        closed = self._closed(entry, address, resource)
        gates = [gate for gate in (address, closed, self.way_back(traffic, entry)) if gate]
        for filters in self._filters.gates(entry, traffic):
            yield self._way(traffic, entry, resource, endpoint, (*gates, *filters))

    def balanced(self, traffic: Traffic, entry: Entry, resource: Resource) -> Iterator[Way]:
        """Yield the ways over load balancers that pass public traffic on to an entry."""
        traffic = _of_family(traffic, entry)
        for front in self._fronts(entry):
            yield from self._balanced(traffic, entry, resource, front)

    def _way(
        self,
        traffic: Traffic,
        entry: Entry,
        resource: Resource,
        endpoint: Endpoint,
        gates: tuple[Gate, ...],
    ) -> Way:
        closing = [gate for gate in gates if gate.key.startswith("nsg:")]
        change = closing[0].holder if closing else entry.holder
        return Way(
            tag=f"public:{entry.tag}",
            rule=endpoint.rule,
            step="public-address",
            change=change,
            says=lambda: f"{traffic.who} reaches {endpoint.serves} of `{resource.address}`",
            because=lambda: stated(gates) or "nothing stands before its public address",
            gates=gates,
            doubts=entry.doubts,
            presence=() if resource.presence is None else (resource.presence,),
        )

    def _address(self, entry: Entry, resource: Resource) -> Gate:
        """Return the barrier that having no public address is."""
        config = entry.config
        assert config is not None
        key, what = f"public-ip:{resource.key}", f"`{resource.address}` has no public address"
        found = config.look("publicIPAddress")
        inline = config.look("publicIPAddressConfiguration")
        pointer = f"{config.pointer}.properties.publicIPAddress"
        evidence = (Evidence(config.holder, pointer),)
        for value in (found, inline):
            if isinstance(value, Unknown):
                return Gate(
                    key, config.holder, what, None, "it may have a public address",
                    evidence, (value,),
                )  # fmt: skip
        if found in (ABSENT, None) and inline in (ABSENT, None):
            return Gate(key, config.holder, what, shut=True)
        return Gate(
            key, config.holder, what, False, "it has a public address", evidence
        )  # fmt: skip

    def _closed(self, entry: Entry, address: Gate, resource: Resource) -> Gate | None:
        """Return the barrier of an address that admits nobody without a security group."""
        guarded = self._filters.guarded(entry)
        if guarded or address.shut:
            return None
        config = entry.config
        assert config is not None
        reference = config.look("publicIPAddress.id")
        lookup = self._estate.lookup(reference, PUBLIC_IP)
        if lookup.found is not None:
            return self._standard(lookup.found, "sku.name", guarded)
        if isinstance(config.look("publicIPAddressConfiguration"), dict):
            pointer = f"{config.pointer}.properties.publicIPAddressConfiguration.sku.name"
            if config.holder.look(pointer) is not ABSENT:
                return self._standard(config.holder, pointer, guarded)
        why = Unknown(f"the SKU of the public address of `{resource.address}` is not known")
        return Gate(
            f"standard-ip:{entry.holder.key}", entry.holder,
            f"the public address of `{resource.address}` is closed without a security group",
            None, "its public address may be open without a security group", (), (why,),
        )  # fmt: skip

    def _standard(self, holder: Resource, pointer: str, guarded: bool | None) -> Gate:
        sku = reading(holder, pointer, "basic", "standard", "standardv2")
        is_open = sku.among("basic")
        shut = None if is_open is None or (guarded is None and not is_open) else not is_open
        doubts = sku.doubts
        if shut is None and not doubts:
            doubts = (Unknown(f"whether a security group stands before `{holder.address}`"),)
        what = f"`{holder.address}` is a Standard address: closed until a security group admits"
        because = f"no security group stands before it and {sku.because}"
        return Gate(f"standard-ip:{holder.key}", holder, what, shut, because, sku.evidence, doubts)

    def way_back(self, traffic: Traffic, entry: Entry) -> Gate | None:
        """Return the barrier of a route that leads answers elsewhere, None if there is none."""
        if not entry.subnet:
            return None
        key = (entry.subnet, traffic.origin)
        if key not in self._returns:
            self._returns[key] = self._find_way_back(traffic, entry.subnet)
        return self._returns[key]

    def _find_way_back(self, traffic: Traffic, subnet: str) -> Gate | None:
        resource = self._estate.get(subnet)
        if resource is None:
            return None
        table = routes.table_of(self._estate, resource)
        if table is None and resource.look("properties.routeTable") is ABSENT:
            return None
        around = routes.Surroundings(self._topology.space(parent_key(subnet)))
        routing = routes.routing(self._estate, resource, around)
        answers = packets(EVERYWHERE, traffic.source.sure or traffic.source.may, (TCP,))

        def leaves(route: routes.Route) -> bool:
            return route.hop in (routes.INTERNET, routes.ENDPOINT)

        sure, may = (
            any(any(passing(entries, box)) for box in answers)
            for entries in (
                routing.entries(leaves, sure=True),
                routing.entries(leaves, sure=False),
            )
        )
        if sure:
            return None
        holder = table or resource
        point = next(iter(answers))
        doubts = tuple(dict.fromkeys(routing.doubts(point))) if may else ()
        if may and not doubts:
            doubts = (Unknown(f"where `{holder.address}` sends answers is not known"),)
        what = f"`{holder.address}` sends answers to an appliance or nowhere"
        evidence = (Evidence(holder, "properties.routes" if table is not None else "properties"),)
        because = "answers may go straight back"
        return Gate(
            f"route:{holder.key}", holder, what, None if may else True, because, evidence, doubts
        )

    def _fronts(self, entry: Entry) -> Iterator[Front]:
        """Yield what load balancers pass on to an entry, as a member of a pool or by its address."""
        config = entry.config
        pools: list[tuple[str | Unknown, Unknown | None]] = []
        if config is not None and config.lost is None:
            for name in BALANCED:
                pools += [(ref_of(each), doubt) for each, doubt in members(config.look(name))]
        if entry.subnet:
            pools += self._balancers.holding(
                entry.holder, entry.address, lambda: self._topology.subnet_space(entry.subnet).may
            )
        for pool, doubt in pools:
            for front in self._balancers.fronts(pool):
                yield front if doubt is None else replace(front, doubts=(*front.doubts, doubt))

    def _balanced(
        self,
        traffic: Traffic,
        entry: Entry,
        resource: Resource,
        front: Front,
    ) -> Iterator[Way]:
        behind = replace(entry, ports=front.ports)
        passes = f"`{front.balancer.address}` passes its public frontend on to it"
        balancer = front.balancer
        closed = None
        if not self._filters.guarded(entry):
            closed = self._standard(balancer, "sku.name", self._filters.guarded(entry))
        gates = tuple(g for g in (closed, self.way_back(traffic, entry)) if g is not None)
        for filters in self._filters.gates(behind, traffic):
            every = (*gates, *filters)
            yield Way(
                tag=f"balancer:{balancer.key}:{entry.tag}",
                rule=PUBLISHED,
                step="load-balancer",
                change=balancer,
                says=lambda: (
                    f"{traffic.who} reaches `{resource.address}` through `{balancer.address}`"
                ),
                because=partial(stated, every, passes),
                gates=every,
                evidence=(Evidence(balancer, front.pointer),),
                doubts=(*entry.doubts, *front.doubts),
                presence=() if resource.presence is None else (resource.presence,),
            )


def _of_family(traffic: Traffic, entry: Entry) -> Traffic:
    """Return the part of the traffic that is of the configuration's address family, IPv4 if unsaid."""
    config = entry.config
    version = config.look("privateIPAddressVersion") if config is not None else ABSENT
    if isinstance(version, Unknown):
        return traffic
    family = "IPv6" if str(version).lower() == "ipv6" else "IPv4"
    span = Boxes([(ANY_V6 if family == "IPv6" else ANY_V4,)])
    source = Area(traffic.source.sure & span, traffic.source.may & span, traffic.source.doubts)
    return replace(traffic, origin=f"{traffic.origin} {family}", source=source)
