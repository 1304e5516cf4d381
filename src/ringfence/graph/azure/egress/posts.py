"""Posts: where in a subnet a workload stands, as far as its ways out are concerned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ringfence.graph.addresses import parse
from ringfence.graph.azure.doors import Gate
from ringfence.graph.azure.egress.ground import V4_SPAN, V6_SPAN, Ground
from ringfence.graph.azure.egress.outbound import PLATFORM, Method
from ringfence.graph.azure.egress.stages import Start
from ringfence.graph.azure.network.carriers import Standing
from ringfence.graph.azure.network.interfaces import IpConfig, ip_configs
from ringfence.graph.azure.network.nsg import NsgUse, attached, referred
from ringfence.graph.azure.network.packets import (
    ANY_PORT,
    ANY_PROTOCOL,
    ANY_REGION,
    ANY_SERVICE,
)
from ringfence.graph.azure.network.tags import Vantage
from ringfence.graph.boxes import Boxes, Interval
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import show

_MACHINES: Final = frozenset(
    {"microsoft.compute/virtualmachines", "microsoft.compute/virtualmachinescalesets"}
)


@dataclass(frozen=True, slots=True, eq=False)
class Post:
    """A place in a subnet: equal for all workloads that have the same `id`.

    `uses` are the security groups that traffic passes, `addresses` those that the workload may
    have, `methods` its ways to the internet. `subnet` is None where it is not in the tree.
    """

    id: str
    key: str
    subnet: Resource | None
    uses: tuple[NsgUse, ...]
    vantage: Vantage
    addresses: Boxes
    methods: tuple[Method, ...]
    holder: Resource

    @property
    def network(self) -> str:
        """The key of its virtual network."""
        return self.key.rpartition("/subnets/")[0]

    @property
    def name(self) -> str:
        """The subnet as the user knows it."""
        return self.subnet.address if self.subnet else show(self.key.rpartition("/")[2])

    def starts(self, service: Interval = ANY_SERVICE) -> tuple[Start, ...]:
        """Return its packets to everywhere, by address family."""
        found: list[Start] = []
        for span in (V4_SPAN, V6_SPAN):
            own = self.addresses & Boxes([(span,)])
            boxes = tuple(
                (each, span, ANY_PROTOCOL, ANY_PORT, ANY_PORT, service, ANY_REGION)
                for (each,) in own
            )
            if boxes:
                found.append(Start(boxes))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Stand:
    """A workload at a post, with doubts whether it is there; no post: nobody knows where.

    `gates` are barriers of its own before it sends anything out.
    """

    post: Post | None
    doubts: tuple[Unknown, ...] = ()
    gates: tuple[Gate, ...] = ()


def _family(config: IpConfig) -> Boxes:
    """Return the address space of the family of an IP configuration: IPv4 unless it says IPv6."""
    version = config.look("privateIPAddressVersion")
    spans: tuple[Interval, ...] = (V6_SPAN,) if str(version).lower() == "ipv6" else (V4_SPAN,)
    return Boxes(
        (span,) for span in ((V4_SPAN, V6_SPAN) if isinstance(version, Unknown) else spans)
    )


class Posts:
    """Finds the posts of workloads."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._known: dict[str, Post] = {}

    def of_machine(self, machine: Resource) -> Iterator[Stand]:
        """Yield where the IP configurations of a virtual machine or scale set stand."""
        flexible = machine.text("properties.orchestrationMode").lower() == "flexible"
        for config in ip_configs(self._ground.estate, machine):
            doubts = () if config.doubt is None else (config.doubt,)
            reference = config.look("subnet.id")
            if config.lost is not None or isinstance(reference, Unknown):
                why = config.lost if config.lost is not None else reference
                assert isinstance(why, Unknown)
                yield Stand(None, (*doubts, why))
            elif isinstance(reference, str):
                yield Stand(self._configured(config, reference, flexible=flexible), doubts)

    def _configured(self, config: IpConfig, reference: str, *, flexible: bool) -> Post:
        key = reference.lower()
        subnet = self._ground.estate.get(key)
        own = referred(self._ground.estate, config.security_group)
        methods = self._ground.outbound.of_config(config, subnet, flexible=flexible)
        addresses = self._addresses(key) & _family(config)
        address = config.look("privateIPAddress")
        literal = parse(address) if isinstance(address, str) else None
        if literal is not None:
            addresses = Boxes([(literal,)])
        mark = self._ground.vantages.mark(config)
        vantage = self._ground.vantages.of(key, config)
        return self._post(key, subnet, tuple(own), vantage, addresses, methods, config.holder, mark)

    def in_subnet(
        self, standing: Standing, methods: tuple[Method, ...] | None = None
    ) -> Post | None:
        """Return the post of anything else that stands in a subnet, None if nobody knows where.

        Without `methods` it has those of the subnet.
        """
        if not standing.key:
            return None
        subnet = self._ground.estate.get(standing.key)
        if methods is None:
            methods = () if subnet is None else tuple(self._ground.outbound.of_subnet(subnet))
        vantage = self._ground.vantages.of(standing.key)
        addresses = self._addresses(standing.key)
        holder = subnet or standing.holder
        return self._post(standing.key, subnet, (), vantage, addresses, list(methods), holder, ())

    def _addresses(self, subnet: str) -> Boxes:
        """Return the addresses that something in a subnet may have."""
        space = self._ground.topology.subnet_space(subnet).may
        return space or Boxes([(V4_SPAN,)])

    def _post(
        self,
        key: str,
        subnet: Resource | None,
        own: tuple[NsgUse, ...],
        vantage: Vantage,
        addresses: Boxes,
        methods: list[Method],
        holder: Resource,
        mark: tuple[object, ...],
    ) -> Post:
        groups = [use.nsg.key if use.nsg else "?" + str(use.doubt) for use in own]
        id_ = "|".join(
            (
                f"subnet:{key}",
                *groups,
                *sorted(method.key for method in methods),
                "" if addresses == self._addresses(key) else str(list(addresses)),
                str(mark) if mark else "",
            )
        )
        found = self._known.get(id_)
        if found is None:
            uses = own + (tuple(attached(self._ground.estate, subnet)) if subnet else ())
            found = self._known[id_] = Post(
                id_, key, subnet, uses, vantage, addresses, tuple(methods), holder
            )
        return found


__all__ = ["PLATFORM", "Post", "Posts", "Stand"]
