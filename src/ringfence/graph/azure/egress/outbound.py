"""What gives a machine a way to the internet: its own address, NAT, a load balancer, the default.

Source: default outbound access, NAT gateway and load balancer outbound pages of Azure (2022 to 2025
versions, after the collected facts in network.yaml): a machine without an explicit method gets an
address of Azure's, unless its subnet is private, it stands behind a Standard internal load
balancer, or it is an instance of a flexible scale set. NAT and load balancers translate TCP and UDP
only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ringfence.graph.addresses import ANY_V4
from ringfence.graph.azure.network.balancers import public_frontends
from ringfence.graph.azure.network.choices import Choice, last_of
from ringfence.graph.azure.network.interfaces import IpConfig
from ringfence.graph.azure.network.packets import (
    ANY_ADDRESS,
    ANY_PORT,
    ANY_PROTOCOL,
    ANY_REGION,
    ANY_SERVICE,
    TCP,
    UDP,
    Entry,
)
from ringfence.graph.boxes import Interval
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import show

NAT: Final = "Microsoft.Network/natGateways"
BALANCERS: Final = "Microsoft.Network/loadBalancers"
_TRANSLATED: Final[tuple[Interval, ...]] = (TCP, UDP)
_EVERYTHING: Final[tuple[Interval, ...]] = (ANY_PROTOCOL,)
_PRIVATE_SINCE: Final = "2026-03-31"
"""Virtual networks made with a later API version have private subnets by default."""


@dataclass(frozen=True, slots=True)
class Method:
    """One way to the internet: what it is, for which protocols, and doubts whether it is there.

    `sources` are the addresses that it serves: NAT gateways and the default access only have IPv4.
    """

    what: str
    protocols: tuple[Interval, ...] = _TRANSLATED
    doubts: tuple[Unknown, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    sources: Interval = ANY_ADDRESS

    @property
    def key(self) -> str:
        """What tells methods apart."""
        return f"{self.what}|{len(self.doubts)}"


PLATFORM: Final = Method("the platform gives it a way to the internet", _TRANSLATED, sources=ANY_V4)


def entries(methods: Sequence[Method], *, sure: bool) -> list[Entry]:
    """Return the first match of what some method carries."""
    return [
        (
            True,
            (method.sources, ANY_ADDRESS, protocol, ANY_PORT, ANY_PORT, ANY_SERVICE, ANY_REGION),
        )
        for method in methods
        if not (sure and method.doubts)
        for protocol in method.protocols
    ]


class Outbound:
    """Finds the methods of subnets and machines."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate

    def of_subnet(self, subnet: Resource) -> list[Method]:
        """Return the methods that everything in a subnet has: NAT, and the default."""
        return [*self.nat(subnet), *self.default(subnet)]

    def nat(self, subnet: Resource) -> Iterator[Method]:
        """Yield the NAT gateway of a subnet, if it has a public address to translate to."""
        for method in self._nat(subnet):
            yield replace(method, sources=ANY_V4)

    def _nat(self, subnet: Resource) -> Iterator[Method]:
        reference: Value | Absent = subnet.look("properties.natGateway")
        if isinstance(reference, dict):
            reference = reference.get("id", ABSENT)
        evidence = (Evidence(subnet, "properties.natGateway"),)
        if isinstance(reference, Unknown):
            yield Method("a NAT gateway may stand there", _TRANSLATED, (reference,), evidence)
        if not isinstance(reference, str):
            return
        lookup = self._estate.lookup(reference, NAT)
        gateway = lookup.found
        if gateway is None:
            name = show(reference.rpartition("/")[2])
            why = Unknown(f"the NAT gateway `{name}` is not declared here")
            doubt = why if lookup.doubt is None else lookup.doubt
            yield Method(f"NAT gateway `{name}`", _TRANSLATED, (doubt,), evidence)
            return
        addressed = self._addressed(gateway)
        if addressed is None:
            return
        doubts = addressed if gateway.presence is None else (*addressed, gateway.presence)
        yield Method(
            f"NAT gateway `{gateway.address}` translates it", _TRANSLATED, doubts, evidence
        )

    def _addressed(self, gateway: Resource) -> tuple[Unknown, ...] | None:
        """Return doubts whether a NAT gateway has a public address, None if it has none."""
        doubts: list[Unknown] = []
        some = False
        for name in ("publicIpAddresses", "publicIpPrefixes", "publicIpAddressesV6"):
            for _, doubt in members(gateway.look(f"properties.{name}")):
                some = True
                if doubt is None:
                    return ()
                doubts.append(doubt)
        return tuple(doubts) if some else None

    def default(self, subnet: Resource) -> Iterator[Method]:
        """Yield the default access that Azure gives, unless the subnet is private."""
        for method in self._default(subnet):
            yield replace(method, sources=ANY_V4)

    def _default(self, subnet: Resource) -> Iterator[Method]:
        value = subnet.look("properties.defaultOutboundAccess")
        evidence = (Evidence(subnet, "properties.defaultOutboundAccess"),)
        what = f"`{subnet.address}` has default outbound access"
        if isinstance(value, Unknown):
            yield Method(what, _TRANSLATED, (value,), evidence)
        elif value is ABSENT or value is None:
            # A version is a date; `-preview` behind it does not change the order.
            if subnet.api_version[:10] <= _PRIVATE_SINCE:
                yield Method(what, _TRANSLATED, (), evidence)
        elif str(value).lower() != "false":
            yield Method(what, _TRANSLATED, (), evidence)

    def of_config(
        self, config: IpConfig, subnet: Resource | None, *, flexible: bool
    ) -> list[Method]:
        """Return the methods of one IP configuration of a machine."""
        found = list(self._public(config))
        if subnet is not None:
            found += self.nat(subnet)
        balanced, closes, unsure = self._balanced(config)
        found += balanced
        if subnet is not None and not flexible and not closes:
            for method in self.default(subnet):
                found.append(replace(method, doubts=(*method.doubts, *unsure)))
        return found

    def _public(self, config: IpConfig) -> Iterator[Method]:
        for name in ("publicIPAddress", "publicIPAddressConfiguration"):
            value = config.look(name)
            evidence = (Evidence(config.holder, f"{config.pointer}.properties.{name}"),)
            what = f"`{config.holder.address}` has a public address"
            if isinstance(value, Unknown):
                yield Method(what, _EVERYTHING, (value,), evidence)
            elif value is not ABSENT and value is not None:
                yield Method(what, _EVERYTHING, (), evidence)

    def _balanced(self, config: IpConfig) -> tuple[list[Method], bool, list[Unknown]]:
        """Return what load balancers translate, and whether they take the default access away.

        Behind a Standard load balancer, an internal one included, nothing gets out by default.
        The doubts say why one may stand there.
        """
        found: list[Method] = []
        closes = False
        unsure: list[Unknown] = []
        for element, doubt in members(config.look("loadBalancerBackendAddressPools")):
            reference = dig(element, "id") if isinstance(element, dict) else element
            why = reference if isinstance(reference, Unknown) else doubt
            head, _, name = str(reference).lower().rpartition("/backendaddresspools/")
            balancer = None if isinstance(reference, Unknown) else self._estate.get(head)
            if balancer is None or why is not None:
                unseen = Unknown("the load balancer of a backend pool is not declared here")
                why = unseen if why is None else why
                found.append(Method("a load balancer may translate it", _TRANSLATED, (why,)))
                unsure.append(why)
                continue
            found += _translated(balancer, name)
            standard = _standard(balancer)
            closes = closes or standard is True
            unsure += [standard] if isinstance(standard, Unknown) else []
        return found, closes, unsure


def _standard(balancer: Resource) -> bool | Unknown:
    """Tell whether a load balancer surely has the Standard SKU; Basic is the default of ARM."""
    sku = balancer.look("sku.name")
    if isinstance(sku, Unknown):
        return sku
    standard = isinstance(sku, str) and sku.lower() in ("standard", "gateway")
    return balancer.presence if standard and balancer.presence is not None else standard


def _translated(balancer: Resource, pool: str | Unknown) -> Iterator[Method]:
    """Yield what the rules of a load balancer translate for members of a pool (its name)."""
    public = public_frontends(balancer)
    what = f"load balancer `{balancer.address}` translates it"
    for kind in ("outboundRules", "loadBalancingRules"):
        pointer = f"properties.{kind}"
        for index, (rule, doubt) in enumerate(members(balancer.look(pointer))):
            serves = _serves(rule, pool, kind, public)
            if serves is None:
                continue
            doubts = (*serves, *(each for each in (doubt, balancer.presence) if each is not None))
            evidence = (Evidence(balancer, f"{pointer}[{index}]"),)
            yield Method(what, _TRANSLATED, tuple(dict.fromkeys(doubts)), evidence)


def _serves(
    rule: Value, pool: str | Unknown, kind: str, public: Choice
) -> tuple[Unknown, ...] | None:
    """Tell whether a rule translates what leaves a pool: doubts, None if it surely does not."""
    if isinstance(rule, Unknown):
        return (rule,)
    doubts: list[Unknown] = []
    frontends = [dig(rule, "properties.frontendIPConfiguration")]
    if kind == "loadBalancingRules":
        off = dig(rule, "properties.disableOutboundSnat")
        if off is True:
            return None
        if isinstance(off, Unknown):
            doubts.append(off)
    else:
        frontends = [each for each, _ in members(dig(rule, "properties.frontendIPConfigurations"))]
    pools = [dig(rule, "properties.backendAddressPool")]
    pools += [each for each, _ in members(dig(rule, "properties.backendAddressPools"))]
    meant = Choice()
    for each in pools:
        meant.add(last_of(each), None)
    answers = [meant.find(pool), _any(public.find(last_of(each)) for each in frontends)]
    for found, doubt in answers:
        if not found:
            return None
        if doubt is not None:
            doubts.append(doubt)
    return tuple(doubts)


def _any(answers: Iterable[tuple[bool, Unknown | None]]) -> tuple[bool, Unknown | None]:
    """Return the surest of several answers."""
    found = [doubt for answer, doubt in answers if answer]
    return bool(found), None if None in found else next(iter(found), None)
