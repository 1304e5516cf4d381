"""The public side of a service: gates, the firewall, exceptions to both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure.doors import AZURE, Admitted, Door, Endpoint, Firewall, Gate, Source
from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.network.names import Names
from ringfence.graph.azure.network.places import INSIDE, INTERNET, Sides, show_origin
from ringfence.graph.azure.network.ways import Way, stated
from ringfence.graph.boxes import EMPTY, Boxes
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate, parent_key
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import same, show

LIMITS: Final = (
    "trusted services of the provider get past a firewall with their own identity: that alone is "
    "no leak, and what such a service would do on a stranger's behalf is not modelled",
)

TRUSTED: Final = frozenset(
    {
        "microsoft.apimanagement/service",
        "microsoft.cache/redis",
        "microsoft.cognitiveservices/accounts",
        "microsoft.containerregistry/registries",
        "microsoft.datafactory/factories",
        "microsoft.databricks/accessconnectors",
        "microsoft.eventgrid/topics",
        "microsoft.eventgrid/systemtopics",
        "microsoft.kusto/clusters",
        "microsoft.logic/workflows",
        "microsoft.machinelearningservices/workspaces",
        "microsoft.machinelearningservices/registries",
        "microsoft.purview/accounts",
        "microsoft.search/searchservices",
        "microsoft.sql/servers",
        "microsoft.streamanalytics/streamingjobs",
        "microsoft.synapse/workspaces",
    }
)
"""Types whose identity passes as a trusted service (storage network security, trusted access
based on a managed identity, after the collected facts in network.yaml)."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who stands before a firewall.

    `addresses` are those it may come from; any one of them will do. `azure` tells whether it may
    stand in an Azure data centre. `exits` are keys of public addresses that its traffic leaves
    by. `subnet` is the key of its subnet and `network` that of its virtual network, where any
    subnet of it will do. `trusted` tells whether it passes as a trusted service. `lost` says that
    nobody knows where it stands.
    """

    origin: str
    addresses: Boxes = EMPTY
    azure: bool = False
    exits: frozenset[str] = frozenset()
    subnet: str = ""
    network: str = ""
    trusted: bool = False
    lost: Unknown | None = None


@dataclass(frozen=True, slots=True)
class _Match:
    because: str
    evidence: Evidence
    doubt: Unknown | None


class PublicSide:
    """Judges public endpoints for askers."""

    def __init__(self, estate: Estate, names: Names, sides: Sides) -> None:
        self._estate = estate
        self._names = names
        self._sides = sides

    def ways(
        self, asker: Asker, resource: Resource, endpoint: Endpoint, door: Door
    ) -> Iterator[Way]:
        """Yield the ways through the gates and the firewall, and past them."""
        origin = show_origin(asker.origin)
        firewall = door.firewall
        gates = door.gates
        change = resource
        if firewall is not None:
            last = self.gate(firewall, asker)
            gates = (*gates, last)
            change = last.opener(resource)
        yield Way(
            tag="public",
            rule=endpoint.rule,
            step="public-endpoint",
            change=change,
            says=lambda: f"{origin} reaches {endpoint.serves} of `{resource.address}`",
            because=lambda: stated(gates) or "it takes traffic from everywhere",
            gates=gates,
            presence=_presence(resource),
        )
        if firewall is not None and asker.trusted and firewall.trusted is not None:
            yield self._trusted(asker, resource, endpoint, door, firewall)

    def _trusted(
        self, asker: Asker, resource: Resource, endpoint: Endpoint, door: Door, firewall: Firewall
    ) -> Way:
        bypass = firewall.trusted
        assert bypass is not None
        names = {part.strip() for part in bypass.value.split(",")}
        passes = bool(names & {"azureservices", "true"})
        gate = Gate(
            key=f"trusted:{resource.key}",
            holder=resource,
            what=f"the firewall of `{resource.address}` admits no trusted services",
            shut=None if bypass.doubt is not None else not passes,
            because=f"trusted services pass its firewall: {bypass.because}",
            evidence=bypass.evidence,
            doubts=bypass.doubts,
        )
        origin = show_origin(asker.origin)
        return Way(
            tag="trusted",
            rule=endpoint.rule,
            step="trusted-service",
            change=resource,
            says=lambda: f"{origin} reaches {endpoint.serves} of `{resource.address}`",
            because=lambda: gate.because,
            gates=(gate,) if firewall.surviving else (*door.gates, gate),
            presence=_presence(resource),
        )

    def gate(self, firewall: Firewall, asker: Asker) -> Gate:
        """Return the firewall as a barrier before an asker."""
        holder = firewall.holder
        everyone = firewall.everyone
        if firewall.open_to_all:
            return Gate(
                firewall.key, holder, "", shut=False, because=everyone.because,
                evidence=everyone.evidence,
            )  # fmt: skip
        what = f"the firewall of `{holder.address}` does not admit {show_origin(asker.origin)}"
        matches = list(self._matches(firewall, asker))
        for match in matches:
            if match.doubt is None:
                evidence = (*everyone.evidence, match.evidence)
                return Gate(firewall.key, holder, what, shut=False, because=match.because,
                            evidence=evidence)  # fmt: skip
        doubts = tuple(match.doubt for match in matches if match.doubt is not None)
        if firewall.open_to_all is None:
            doubts = (*everyone.doubts, *doubts)
        if not doubts:
            return Gate(firewall.key, holder, what, shut=True, evidence=everyone.evidence)
        because = matches[0].because if matches else everyone.because
        return Gate(firewall.key, holder, what, None, because, everyone.evidence, doubts)

    def _matches(self, firewall: Firewall, asker: Asker) -> Iterator[_Match]:
        if asker.lost is not None:
            if firewall.sources or firewall.subnets:
                evidence = Evidence(firewall.holder, "properties")
                yield _Match("its rules may admit that place", evidence, asker.lost)
            return
        for rule in firewall.sources:
            match = self._source(firewall, rule, asker)
            if match is not None:
                yield match
        if asker.subnet or asker.network:
            yield from self._subnets(firewall, asker)

    def _source(self, firewall: Firewall, rule: Source, asker: Asker) -> _Match | None:
        evidence = Evidence(rule.holder or firewall.holder, rule.pointer, show(rule.text))
        if rule.addresses is not None:
            admitted = Boxes([(rule.addresses,)]) & asker.addresses
            if admitted and admitted - self._names.own_addresses:
                return _Match(f"{_who(rule)} admits `{rule.text}`", evidence, rule.doubt)
            return None
        if rule.text == AZURE:
            if not asker.azure:
                return None
            because = f"{_who(rule)} admits all of Azure, any other customer's machines included"
            return _Match(because, evidence, rule.doubt)
        if rule.text:
            return self._symbol(rule, asker, evidence)
        doubt = either(rule.doubt, Unknown("an address rule is not known"))
        return _Match("it may be admitted by an address rule", evidence, doubt)

    def _symbol(self, rule: Source, asker: Asker, evidence: Evidence) -> _Match | None:
        owner = self._names.owner(rule.text)
        if owner is not None and owner.key in asker.exits:
            because = f"{_who(rule)} admits `{owner.address}`, by which this traffic leaves"
            return _Match(because, evidence, rule.doubt)
        if self._names.ours(rule.text):
            return None
        shown = show(rule.text)
        doubt = either(rule.doubt, Unknown(f"the address `{shown}` is assigned later"))
        return _Match(f"{_who(rule)} admits `{shown}`", evidence, doubt)

    def _subnets(self, firewall: Firewall, asker: Asker) -> Iterator[_Match]:
        for rule in firewall.subnets:
            holder = rule.holder or firewall.holder
            evidence = Evidence(holder, rule.pointer)
            if isinstance(rule.subnet, Unknown):
                yield _Match("it may be admitted by a network rule", evidence, rule.subnet)
            elif isinstance(rule.subnet, str):
                equal = self._is(rule.subnet.lower(), asker)
                if equal is False:
                    continue
                name = show(rule.subnet.rpartition("/")[2])
                doubt = rule.doubt
                if equal is None:
                    doubt = Unknown(f"whether it is subnet `{name}` is decided by the deployment")
                yield _Match(f"{_who(rule)} admits subnet `{name}`", evidence, doubt)

    @staticmethod
    def _is(subnet: str, asker: Asker) -> bool | None:
        if asker.subnet:
            return same(subnet, asker.subnet)
        return same(parent_key(subnet), asker.network)


def _who(rule: Source | Admitted) -> str:
    """Return who admits: the firewall, or the rule where it is a resource of its own."""
    return "its firewall" if rule.holder is None else f"`{rule.holder.address}`"


def _presence(resource: Resource) -> tuple[Unknown, ...]:
    return () if resource.presence is None else (resource.presence,)


def internet(sides: Sides) -> Asker:
    """Return anybody outside the boundary."""
    return Asker(INTERNET, sides.outside, azure=True)


def inside(sides: Sides) -> Asker:
    """Return somebody at a public address of the boundary."""
    return Asker(INSIDE, sides.inside)
