"""The door of a service: how the endpoint of one resource decides whom it lets in.

Each file in `endpoints` reads one service into these values; the network plane judges them for
every place that traffic may come from. Nothing here knows who stands outside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from ringfence.graph.boxes import Interval
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, Value
from ringfence.model.resource import Resource


@dataclass(frozen=True, slots=True)
class Reading:
    """One property as it was read: its text in lower case, or why it is not known.

    `because` states it in a clause; what an absent property means is said with it.
    """

    value: str
    because: str
    evidence: tuple[Evidence, ...] = ()
    doubt: Unknown | None = None

    def among(self, *values: str) -> bool | None:
        """Tell whether the value is one of `values` (lower case): None if it is not known."""
        return None if self.doubt is not None else self.value in values

    @property
    def doubts(self) -> tuple[Unknown, ...]:
        """The doubt, if there is one."""
        return () if self.doubt is None else (self.doubt,)


@dataclass(frozen=True, slots=True)
class Gate:
    """One barrier on the way to a resource.

    `shut` is True where it surely stands, False where it surely does not, None where that is not
    known (then `doubts` say why). `because` says why it is, or may be, open. `key` tells barriers
    apart: two gates with one key fall together. `what` names the barrier in a report.
    """

    key: str
    holder: Resource
    what: str
    shut: bool | None
    because: str = ""
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Unknown, ...] = ()

    def opener(self, otherwise: Resource) -> Resource:
        """Return the resource below `holder` that opens it (a rule), `otherwise` without one."""
        if self.shut is not False or not self.evidence:
            return otherwise
        found = self.evidence[-1].resource
        return found if found.key.count("/") > self.holder.key.count("/") else otherwise


AZURE: Final = "azure"
"""A source that stands for every address in Azure's data centres: any customer's machine."""


@dataclass(frozen=True, slots=True)
class Source:
    """Addresses that a firewall admits.

    `addresses` is None where they are not literal: `text` is then a symbol (an address of ours
    that is assigned later), `AZURE`, or "" for something unknown, which `doubt` explains. A
    `doubt` beside addresses says that the rule may not be there. `holder` is the resource that
    writes it, if that is not the holder of the firewall.
    """

    addresses: Interval | None
    text: str
    pointer: str
    doubt: Unknown | None = None
    holder: Resource | None = None


@dataclass(frozen=True, slots=True)
class Admitted:
    """A subnet, by reference, that a firewall admits through its service endpoint."""

    subnet: Value | Absent
    pointer: str
    doubt: Unknown | None = None
    holder: Resource | None = None


@dataclass(frozen=True, slots=True)
class Instance:
    """A resource instance that a firewall admits: tenant and resource, as written."""

    tenant: Value | Absent
    resource: Value | Absent
    pointer: str
    doubt: Unknown | None = None


@dataclass(frozen=True, slots=True)
class Firewall:
    """The filter by source of a public endpoint.

    `everyone` says whether it admits all sources; where it does not, only those listed get in.
    `trusted` says whether services of the provider are let through. `surviving` marks exceptions
    (trusted services, instances) that stay in effect while public access is off.
    """

    holder: Resource
    everyone: Reading
    open_to_all: bool | None
    sources: tuple[Source, ...] = ()
    subnets: tuple[Admitted, ...] = ()
    instances: tuple[Instance, ...] = ()
    trusted: Reading | None = None
    surviving: bool = False

    @property
    def key(self) -> str:
        """The key of the wall that this firewall is."""
        return f"firewall:{self.holder.key}"


@dataclass(frozen=True, slots=True)
class Door:
    """The public endpoint of one resource: the gates that all traffic passes, then the firewall.

    Without a firewall everybody who passes the gates gets in. `perimeter` tells whether the
    resource leaves its public traffic to a network security perimeter.
    """

    gates: tuple[Gate, ...] = ()
    firewall: Firewall | None = None
    perimeter: bool = False


@dataclass(frozen=True, slots=True)
class Presence:
    """An address of the resource inside a virtual network of ours.

    `filtered` says whether security groups apply to it. `ports` are destination ports. `gates` are
    further barriers before it, whoever comes.
    """

    subnet: Value | Absent
    holder: Resource
    pointer: str
    doubt: Unknown | None = None
    filtered: bool = True
    ports: tuple[Interval, ...] = ((0, 65535),)
    gates: tuple[Gate, ...] = ()


def no_links(estate: Estate, resource: Resource) -> list[tuple[str, Unknown | None]]:
    """Return the resource itself as what private endpoints connect to."""
    del estate
    return [(resource.key, None)]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What is known of the endpoint of one service.

    - `types`: the ARM types that it serves.
    - `door`: its public endpoint, None where it has none.
    - `presences`: its addresses inside virtual networks.
    - `machine`: whether its addresses are network interfaces (virtual machines).
    - `groups`: the group ids of Private Link under which its data is served, lower case.
    - `links`: keys of what private endpoints connect to, the resource itself unless it is told
      otherwise, each with a doubt.
    - `anonymous`: the gates that stand between a caller without credentials and an asset of this
      service; None for what never can be read anonymously.
    - `hosts`: the suffixes of its public names, each behind the name of the resource, or behind
      the property that `label` names.
    - `rule`: the catalogue rule of an open public endpoint, `unlocked` that of one without locks.
    - `serves`: what the endpoint is called in a sentence.
    """

    types: tuple[str, ...]
    door: Callable[[Estate, Resource], Door | None]
    presences: Callable[[Estate, Resource], Iterable[Presence]] | None = None
    machine: bool = False
    groups: frozenset[str] = frozenset()
    links: Callable[[Estate, Resource], list[tuple[str, Unknown | None]]] = no_links
    anonymous: Callable[[Estate, Resource, Resource], tuple[Gate, ...] | None] | None = None
    hosts: tuple[str, ...] = ()
    label: str = ""
    rule: str = "RF-RCH-01"
    unlocked: str = "RF-EXP-01"
    serves: str = "the public endpoint"
