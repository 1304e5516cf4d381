"""What an address field of a rule covers: addresses, service tags, security groups.

Sources: service tags overview and network security groups overview of Azure (versions named in
the collected facts, network.yaml). What a tag covers is given as
three-dimensional boxes (address, service, region); see `packets` for the two last axes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final, TypeAlias
from zlib import crc32

from ringfence.graph.addresses import PRIVATE, PUBLIC, parse
from ringfence.graph.azure.network.packets import (
    ANY_ADDRESS,
    ANY_REGION,
    ANY_SERVICE,
    NO_SERVICE,
    SOME_SERVICE,
)
from ringfence.graph.boxes import EMPTY, Boxes, Interval, merge
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.symbols import has_symbol, show
from ringfence.reference.destinations import HARMLESS_TAGS, PLATFORM_SOURCES, REGION_ALIASES

LIMITS: Final = (
    "the address ranges of service tags are not known here: a tag is taken as disjoint from other "
    "tags, and as spread over all public addresses",
    "source tags of Azure control planes and of Front Door count as no stranger; that the "
    "application checks which Front Door profile speaks is not seen",
)

ANYWHERE: Final = Boxes([(ANY_ADDRESS, ANY_SERVICE, ANY_REGION)])
"""Every address of every service: `*`."""

VIP: Final[Interval] = parse("168.63.129.16") or (0, 0)
"""The platform's own address: DNS, health probes, the VM agent. Nobody else answers there."""

PLATFORM: Final = Boxes.line([VIP, parse("169.254.0.0/16") or (0, 0), parse("fe80::/10") or (0, 0)])
"""Addresses that never leave the host: the platform's address and the link-local range."""

_FIXED: Final[dict[str, Boxes]] = {
    "*": ANYWHERE,
    "any": ANYWHERE,
    "azureloadbalancer": Boxes([(VIP, ANY_SERVICE, ANY_REGION)]),
    "azureplatformdns": Boxes([(VIP, ANY_SERVICE, ANY_REGION)]),
    "azureplatformimds": Boxes(
        [(parse("169.254.169.254") or (0, 0), ANY_SERVICE, ANY_REGION)]
    ),
}  # fmt: skip
_LEGACY: Final = {
    "virtual_network": "virtualnetwork",
    "azure_loadbalancer": "azureloadbalancer",
}
_TAG: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*")


@dataclass(frozen=True, slots=True)
class Area:
    """A set of addresses (one axis) that is perhaps not known exactly: sure ⊆ true ⊆ may."""

    sure: Boxes = EMPTY
    may: Boxes = EMPTY
    doubts: tuple[Unknown, ...] = ()

    @classmethod
    def exact(cls, addresses: Boxes) -> Area:
        """Return an area that is exactly known."""
        return cls(addresses, addresses)

    def join(self, other: Area) -> Area:
        """Return the union of both."""
        return Area(self.sure | other.sure, self.may | other.may, self.doubts + other.doubts)


NOTHING: Final = Area()


@dataclass(frozen=True, slots=True)
class Vantage:
    """From where a rule is read: what `VirtualNetwork` and security groups mean there.

    `network` is the address space of the virtual network, of its peers (but those whose peering
    has allowVirtualNetworkAccess=false) and of what a gateway connects. `routed` are the prefixes
    of the user-defined routes of the subnet: `VirtualNetwork` covers them too, even 0.0.0.0/0.
    `groups` maps the key of an application security group to the private addresses of its
    members; a group that is not in it is unknown. `member_of` holds the groups of the one NIC
    that is asked about, with a doubt where the membership is one ("" for groups that are not
    known); it is None where the question is about a whole subnet.
    """

    network: Area = NOTHING
    routed: Area = NOTHING
    groups: Mapping[str, Area] = field(default_factory=dict)
    member_of: Mapping[str, Unknown | None] | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """What one side of a rule matches, as boxes (address, service, region): sure ⊆ true ⊆ may."""

    sure: Boxes = EMPTY
    may: Boxes = EMPTY
    doubts: tuple[Unknown, ...] = ()

    def join(self, other: Field) -> Field:
        """Return the union of both."""
        return Field(self.sure | other.sure, self.may | other.may, self.doubts + other.doubts)


def plain(boxes: Boxes) -> list[Interval]:
    """Return the addresses that are covered where no service owns them, as disjoint intervals."""
    return merge(address for address, service, _ in boxes if service[0] == 0)


@cache
def service(tag: str) -> tuple[Interval, Interval] | None:
    """Return the services and regions that a public service tag covers, None for other tags.

    `AzureCloud` is every service; a regional form is one region of it. `AzureFrontDoor.Backend`
    and its like are parts of a tag just as regions are. A name stands for its checksum, so that
    it is the same number in every run.
    """
    name, _, part = tag.lower().partition(".")
    if name in ("virtualnetwork", "internet") or name in _FIXED or name in _LEGACY:
        return None
    part = REGION_ALIASES.get(part, part)
    region = (1 + crc32(part.encode()),) * 2 if part else ANY_REGION
    if name == "azurecloud":
        return SOME_SERVICE, region
    return (1 + crc32(name.encode()),) * 2, region


@lru_cache(maxsize=65536)
def _literal(text: str) -> Boxes | None:
    """Return what a text covers wherever it is read; None if that depends, or makes no sense."""
    name = text.strip().lower()
    if name in _FIXED:
        return _FIXED[name]
    found = parse(text)
    if found is not None:
        return Boxes.disjoint([(found, ANY_SERVICE, ANY_REGION)])
    if name in _LEGACY or name in ("virtualnetwork", "internet") or not _TAG.fullmatch(name):
        return None
    sliced = service(name)
    return Boxes.disjoint([(ANY_ADDRESS, *sliced)]) if sliced else None


def prefixes(value: Value | Absent, vantage: Vantage, *, near: bool = False) -> Field:
    """Return what a prefix or a list of prefixes (addresses, ranges, tags) covers.

    `near` marks the side of the workload itself, which always stands in its own network and never
    on the internet.
    """
    literal: list[Boxes] = []
    covered = Field()
    for element, doubt in members(value):
        if doubt is None and isinstance(element, str):
            if (boxes := _literal(element)) is not None:
                literal.append(boxes)
            else:
                covered = covered.join(_by_place(element, vantage, near=near))
        else:
            why = Unknown(f"`{element}` is no address or tag") if doubt is None else doubt
            covered = covered.join(Field(EMPTY, ANYWHERE, (why,)))
    if not literal:
        return covered
    known = _joined(literal)
    return Field(known, known).join(covered) if covered.may else Field(known, known)


def _joined(parts: list[Boxes]) -> Boxes:
    """Return the union; plain ranges, which may be thousands, are merged along the address axis."""
    if len(parts) == 1:
        return parts[0]
    plain = Boxes.line(
        box[0] for boxes in parts for box in boxes if box[1:] == (ANY_SERVICE, ANY_REGION)
    )
    ranges = Boxes.disjoint((address, ANY_SERVICE, ANY_REGION) for (address,) in plain)
    tags = Boxes(
        box for boxes in parts for box in boxes if box[1:] != (ANY_SERVICE, ANY_REGION)
    )  # fmt: skip
    return ranges | tags if tags else ranges


def _by_place(text: str, vantage: Vantage, *, near: bool) -> Field:
    """Return what a text covers that means something else in each virtual network."""
    name = _LEGACY.get(text.strip().lower(), text.strip().lower())
    if name == "virtualnetwork":
        return Field(ANYWHERE, ANYWHERE) if near else _virtual_network(vantage)
    if name == "internet":
        return Field() if near else _internet(vantage)
    if name == "azureloadbalancer":
        return Field(_FIXED[name], _FIXED[name])
    if has_symbol(text):
        # The address of something that code declares. A private address lies in private ranges,
        # whatever it will be; of any other nothing is known.
        private = "private" in show(text).lower()
        may = _everyone(PRIVATE) if private else ANYWHERE
        return Field(EMPTY, may, (Unknown(f"the address `{show(text)}` is assigned later"),))
    return Field(
        EMPTY, ANYWHERE, (Unknown(f"`{text}` is no address, range or service tag"),)
    )  # fmt: skip


def _everyone(addresses: Boxes) -> Boxes:
    return Boxes.disjoint((each, ANY_SERVICE, ANY_REGION) for (each,) in addresses)


def _nobody(addresses: Boxes) -> Boxes:
    return Boxes.disjoint((each, NO_SERVICE, ANY_REGION) for (each,) in addresses)


def _virtual_network(vantage: Vantage) -> Field:
    """Own network, peers, what a gateway connects, the platform's address, and all user routes."""
    host = Boxes([(VIP, NO_SERVICE, ANY_REGION)])
    network, routed = vantage.network, vantage.routed
    return Field(
        _everyone(routed.sure) | _nobody(network.sure) | host,
        _everyone(routed.may) | _nobody(network.may) | host,
        network.doubts + routed.doubts,
    )


def _internet(vantage: Vantage) -> Field:
    """Public addresses outside the virtual network, those of Azure's services included.

    A published service never lies in the address space of a virtual network, so not knowing that
    space leaves the services inside `Internet`. User routes do not shrink the tag.
    """
    services = Boxes([(ANY_ADDRESS, SOME_SERVICE, ANY_REGION)])
    network = vantage.network
    return Field(
        services | _nobody(PUBLIC - network.may),
        services | _nobody(PUBLIC - network.sure),
        network.doubts,
    )


def groups(
    value: Value | Absent, vantage: Vantage, *, local: bool
) -> Field:  # fmt: skip
    """Return what a list of application security groups (`[{id}]`) covers.

    On the local side of the rule a group covers the one NIC asked about, if it is a member; on
    the other side, and where a whole subnet is asked about, the addresses of its members.
    """
    covered = Field()
    for element, doubt in members(value):
        reference = element.get("id") if isinstance(element, dict) else element
        covered = covered.join(_group(reference, doubt, vantage, local=local))
    return covered


def _group(reference: Value, doubt: Unknown | None, vantage: Vantage, *, local: bool) -> Field:
    if doubt is not None or isinstance(reference, Unknown) or not isinstance(reference, str):
        hidden = reference if isinstance(reference, Unknown) else Unknown("a group without id")
        why = hidden if doubt is None else doubt
        return Field(EMPTY, ANYWHERE, (why,))
    key = reference.lower()
    if local and vantage.member_of is not None:
        if key not in vantage.member_of and "" not in vantage.member_of:
            return _stranger(key, vantage)
        why_not = vantage.member_of.get(key, vantage.member_of.get(""))
        if why_not is None:
            return Field(ANYWHERE, ANYWHERE)
        return Field(EMPTY, ANYWHERE, (why_not,))
    area = vantage.groups.get(key)
    if area is None:
        return _not_declared(reference)
    return Field(_nobody(area.sure), _nobody(area.may), area.doubts)


def _stranger(key: str, vantage: Vantage) -> Field:
    """A group that the NIC is not known to be in: surely not, if the group's members are known."""
    return Field() if key in vantage.groups else _not_declared(key)


def _not_declared(reference: str) -> Field:
    name = show(reference.rpartition("/")[2])
    why = Unknown(f"the members of the application security group `{name}` are not known")
    return Field(EMPTY, _nobody(PRIVATE), (why,))


Owner: TypeAlias = tuple[Interval, Interval]
"""Services and regions: who owns a public address."""


@cache
def strangers() -> tuple[Owner, ...]:
    """Return the owners of public addresses from which a stranger may speak, nobody included.

    All but those in `PLATFORM_SOURCES`: from them only Azure itself calls.
    """
    return _all_but(PLATFORM_SOURCES)


@cache
def mailboxes() -> tuple[Owner, ...]:
    """Return the owners of public addresses at which a stranger can receive something.

    All but those in `HARMLESS_TAGS`.
    """
    return _all_but(HARMLESS_TAGS)


def _all_but(tags: Iterable[str]) -> tuple[Owner, ...]:
    held = Boxes(owner for tag in tags if (owner := service(tag)) is not None)
    left = Boxes([(ANY_SERVICE, ANY_REGION)]) - held
    return tuple((box[0], box[1]) for box in left)
