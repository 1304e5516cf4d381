"""Security groups as barriers: whether an entry lets in traffic from somewhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from ringfence.graph.addresses import PRIVATE, PUBLIC
from ringfence.graph.azure.doors import Gate
from ringfence.graph.azure.network.entries import Entry
from ringfence.graph.azure.network.nsg import NsgUse, attached
from ringfence.graph.azure.network.rulings import Ruling, Rulings, Target, Traffic
from ringfence.graph.azure.network.sites import Sites
from ringfence.graph.azure.network.topology import Topology
from ringfence.graph.azure.network.vantages import Vantages
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown
from ringfence.model.symbols import show

Alternatives: TypeAlias = tuple[tuple[Gate, ...], ...]
"""Sets of barriers; once all of one set are open, the traffic passes."""


class Filters:
    """Judges the security groups before entries."""

    def __init__(self, estate: Estate, topology: Topology, sites: Sites) -> None:
        self._estate = estate
        self._topology = topology
        self._vantages = Vantages(estate, topology, sites)
        self._rulings = Rulings()
        self._uses: dict[str, tuple[NsgUse, ...]] = {}
        self._judged: dict[tuple[object, ...], Alternatives] = {}

    def gates(self, entry: Entry, traffic: Traffic) -> Alternatives:
        """Return the barriers that security groups are between traffic and an entry.

        One set with open gates where the traffic surely passes; several sets where any of several
        groups would have to give way.
        """
        if entry.filtered is False or not entry.subnet:
            return ((),)
        subnet = self.uses_of(entry.subnet)
        uses = (*subnet, *entry.groups)
        if not uses:
            return ((),)
        key = (
            entry.subnet,
            tuple(_use_key(use) for use in uses),
            entry.ports,
            entry.filtered,
            entry.fronted,
            () if entry.address is None else entry.address.boxes,
            self._vantages.mark(entry.config),
            traffic.origin,
        )
        found = self._judged.get(key)
        if found is None:
            found = self._judged[key] = self._judge(entry, uses, traffic)
        return found

    def guarded(self, entry: Entry) -> bool | None:
        """Tell whether any security group stands before an entry: None if that is not known."""
        if not entry.subnet:
            return None
        uses = (*self.uses_of(entry.subnet), *entry.groups)
        if any(use.nsg is not None and use.doubt is None for use in uses):
            return True
        return None if uses else False

    def uses_of(self, subnet: str) -> tuple[NsgUse, ...]:
        """Return the security group of a subnet (a key), none or one."""
        found = self._uses.get(subnet)
        if found is None:
            resource = self._estate.get(subnet)
            if resource is None:
                name = show(subnet.rpartition("/")[2])
                hidden = Unknown(f"subnet `{name}` is not in the tree, nor is its security group")
                found = (NsgUse(None, hidden),)
            else:
                found = tuple(attached(self._estate, resource))
            self._uses[subnet] = found
        return found

    def _judge(self, entry: Entry, uses: tuple[NsgUse, ...], traffic: Traffic) -> Alternatives:
        target = self._target(entry)
        vantage = self._vantages.of(entry.subnet, entry.config)
        whole = self._rulings.judge(uses, traffic, target, vantage)
        if whole.shut is False:
            return ((_open(uses, whole, traffic),),)
        each = [whole]
        if len(uses) > 1:
            each = [self._rulings.judge((use,), traffic, target, vantage) for use in uses]
        gates = [_gate(use, own, traffic, entry) for use, own in zip(uses, each, strict=True)]
        standing = [gate for gate in gates if gate.shut]
        unsure = [gate for gate in gates if gate.shut is None]
        if standing or (whole.shut is None and unsure):
            return (tuple(_unique([*standing, *unsure], entry)),)
        # Each lets something through, but nothing passes all: any of them could give way.
        return tuple((_gate(use, whole, traffic, entry),) for use in dict.fromkeys(uses))

    def _target(self, entry: Entry) -> Target:
        if entry.address is not None:
            return Target(entry.address, entry.ports, single=True)
        space = self._topology.subnet_space(entry.subnet)
        if entry.fronted:
            return Target((space.sure or space.may or PRIVATE) | PUBLIC, entry.ports, single=False)
        return Target(space.sure or space.may or PRIVATE, entry.ports, single=False)


def _open(uses: Iterable[NsgUse], ruling: Ruling, traffic: Traffic) -> Gate:
    evidence = ruling.evidence
    holder = next((item.resource for item in evidence), None)
    if holder is None:
        holder = next(use.nsg for use in uses if use.nsg is not None)
    rules = " and ".join(f"{item.shown} of `{item.resource.address}`" for item in evidence)
    admits = "admit" if len(evidence) > 1 else "admits"
    because = f"{rules} {admits} {traffic.who}" if rules else "no rule stops it"
    return Gate(f"nsg:{holder.key}", holder, "", False, because, evidence)


def _gate(use: NsgUse, ruling: Ruling, traffic: Traffic, entry: Entry) -> Gate:
    holder = use.nsg or entry.holder
    key = f"nsg:{holder.key}" if use.nsg is not None else f"nsg:?{entry.subnet}"
    what = f"`{holder.address}` does not admit {traffic.who}"
    if use.nsg is None:
        what = f"a security group before `{holder.address}` may stop {traffic.who}"
    if ruling.shut is not None:
        return Gate(key, holder, what, ruling.shut, "", ruling.evidence)
    doubts = ruling.doubts
    if not doubts:
        why = f"the address of `{entry.holder.address}` in its subnet is assigned later"
        doubts = (Unknown(why, entry.holder.locate()),)
    because = "rules whose values are not known may admit it"
    return Gate(key, holder, what, None, because, ruling.evidence, doubts)


def _use_key(use: NsgUse) -> tuple[object, ...]:
    return (use.nsg.key if use.nsg is not None else "", 0 if use.doubt is None else id(use.doubt))


def _unique(gates: list[Gate], entry: Entry) -> list[Gate]:
    """Return the gates, each barrier once; where the filter may not apply, none surely stands."""
    found: dict[str, Gate] = {}
    for gate in gates:
        shut = gate.shut
        doubts = gate.doubts
        if shut and entry.filtered is None:
            shut = None
            doubts = (
                Unknown(
                    "whether security groups apply to private endpoints in subnet "
                    f"`{show(entry.subnet.rpartition('/')[2])}` is not known"
                ),
            )
        kept = found.get(gate.key)
        if kept is None or (shut and not kept.shut):
            found[gate.key] = Gate(
                gate.key, gate.holder, gate.what, shut, gate.because, gate.evidence, doubts
            )
    return list(found.values())
