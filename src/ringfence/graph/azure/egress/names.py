"""Whose host names those are: ours, nobody's mailbox, or a stranger's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from ringfence.graph.azure.network.firewall_rules import Target
from ringfence.graph.azure.network.names import Names
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown
from ringfence.model.symbols import has_symbol, is_symbol, show
from ringfence.reference.destinations import HARMLESS_FQDN_TAGS, harmless_name

ZONES = ("Microsoft.Network/privateDnsZones", "Microsoft.Network/dnsZones")


class Whose(Enum):
    """Whom a name leads to. `ONE` is one foreign host, `MANY` a name that many tenants share."""

    OURS = "ours"
    HARMLESS = "harmless"
    ONE = "one"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class Judged:
    """A name with whom it leads to, and a doubt where that is not sure."""

    whose: Whose
    because: str
    doubt: Unknown | None = None

    @property
    def outside(self) -> bool:
        """Whether a stranger may receive something there."""
        return self.whose in (Whose.ONE, Whose.MANY)

    @property
    def severity(self) -> str:
        """A single foreign host is a smaller hole than a name that anybody can have."""
        return "medium" if self.whose is Whose.ONE else "high"


class HostNames:
    """Judges host names against one estate."""

    def __init__(self, estate: Estate, names: Names) -> None:
        self._estate = estate
        self._names = names

    def judge(self, target: Target) -> Judged:
        """Judge what a rule names: a host name, a wildcard, a URL, a tag or a category."""
        if target.doubt is not None:
            return Judged(Whose.MANY, "the name is not known", target.doubt)
        text = target.text.strip()
        if target.kind == "tag":
            reason = HARMLESS_FQDN_TAGS.get(text.lower())
            if reason:
                return Judged(Whose.HARMLESS, reason)
            return Judged(Whose.MANY, f"the FQDN tag `{text}` holds names that tenants share")
        if target.kind == "category":
            return Judged(Whose.MANY, f"the web category `{text}` holds sites of strangers")
        if target.kind == "url":
            text = text.split("://")[-1].partition("/")[0]
        return self.host(text)

    def host(self, text: str) -> Judged:
        """Judge one host name or wildcard."""
        if has_symbol(text):
            return self._symbol(text)
        name = text.strip().lower().rstrip(".")
        if "*" in name:
            return self._wildcard(name)
        if reason := harmless_name(name):
            return Judged(Whose.HARMLESS, reason)
        known = self._names.host(name)
        if any(doubt is None for _, doubt in known) or self._in_our_zone(name):
            return Judged(Whose.OURS, f"`{name}` is ours")
        why = known[0][1] if known else None
        return Judged(Whose.ONE, f"`{name}` is no resource of this estate", why)

    def _symbol(self, text: str) -> Judged:
        owner = self._names.owner(text) if is_symbol(text) else None
        if owner is not None or any(doubt is None for _, doubt in self._names.host(text)):
            return Judged(Whose.OURS, f"`{show(text)}` is ours")
        why = Unknown(f"whose host `{show(text)}` is, is decided by the deployment")
        return Judged(Whose.ONE, f"`{show(text)}` may be a stranger's", why)

    def _wildcard(self, name: str) -> Judged:
        if reason := harmless_name(name):
            return Judged(Whose.HARMLESS, reason)
        below = name.removeprefix("*.")
        if "*" not in below:
            known = self._names.host(below)
            if any(doubt is None for _, doubt in known) or self._in_our_zone(below):
                return Judged(Whose.OURS, f"every name below `{below}` is ours")
        return Judged(Whose.MANY, f"`{name}` holds names that other tenants can have")

    def _in_our_zone(self, name: str) -> bool:
        return any(zone in self._zones for zone in _suffixes(name))

    @cached_property
    def _zones(self) -> frozenset[str]:
        """Zones that this estate holds itself; only it can add names to them."""
        return frozenset(
            zone.name.lower() for zone in self._estate.of(*ZONES) if isinstance(zone.name, str)
        )


def _suffixes(name: str) -> Iterator[str]:
    while name:
        yield name
        name = name.partition(".")[2]
