"""What is allowed: the promise that an estate is held against."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network
from typing import TypeAlias

from ringfence.model.asset import AssetKind
from ringfence.model.facts import NOWHERE, Source

Network: TypeAlias = IPv4Network | IPv6Network


class Severity(StrEnum):
    """How bad a finding is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for low up to 3 for critical."""
        return ("low", "medium", "high", "critical").index(self.value)


@dataclass(frozen=True, slots=True)
class Custodian:
    """A principal that may hold assets of the given kinds (all kinds if empty)."""

    principal: str
    reads: frozenset[AssetKind] = frozenset()
    source: Source = NOWHERE


@dataclass(frozen=True, slots=True)
class Match:
    """Which resources an entry speaks of; every stated criterion must hold.

    `address` and `name` are exact or globs (`*`), `type` is a provider type or the one that the
    code names (`azurerm_storage_account`), `tags` must all be there with these values ("*" for
    any).
    """

    address: str = ""
    name: str = ""
    type: str = ""
    id: str = ""
    tags: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AssetRule:
    """The owner's word on what a resource is; `kind` None says that it is no asset."""

    match: Match
    kind: AssetKind | None
    name: str = ""
    source: Source = NOWHERE


@dataclass(frozen=True, slots=True)
class Accept:
    """An accepted finding: which rule, where, why, by whom and until when (inclusive)."""

    rule: str
    address: str
    reason: str
    until: date
    owner: str = ""
    source: Source = NOWHERE


@dataclass(frozen=True, slots=True)
class Keep:
    """A flow that fixes must not break."""

    origin: str
    target: str
    why: str = ""
    source: Source = NOWHERE


@dataclass(frozen=True, slots=True)
class Boundary:
    """The boundary of one assessment.

    `regions` are the allowed region names of any cloud, lower case without spaces, expanded
    from geographies; `stated` keeps the entries as written. A context symbol among them (the
    location of the resource group) counts as allowed where the boundary was inferred from it.
    `networks` are the address ranges that count as inside.
    """

    regions: frozenset[str] = frozenset()
    stated: tuple[str, ...] = ()
    tenants: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    organizations: frozenset[str] = frozenset()
    subscriptions: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()
    repositories: tuple[str, ...] = ()
    custodians: tuple[Custodian, ...] = ()
    keys: str = "provider"
    inferred: bool = False
    source: Source = NOWHERE


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything that `ringfence.yaml` says: the boundary and how to treat the answers."""

    boundary: Boundary = field(default_factory=Boundary)
    threshold: Severity = Severity.MEDIUM
    assets: tuple[AssetRule, ...] = ()
    accept: tuple[Accept, ...] = ()
    keep: tuple[Keep, ...] = ()
    owners: dict[str, str] = field(default_factory=dict)
    flows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    source: Source = NOWHERE
