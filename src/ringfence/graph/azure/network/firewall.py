"""Azure Firewall: which packets and which names its rules let out.

Rules are terminating, the rest is denied. Network rules come before application rules whatever
their priority; within a kind the rules of the base policy come first, then the priority of the
group, then that of the collection. A network rule that matches ends the search, so a network rule
to everywhere makes the names in application rules irrelevant. Source: rule processing logic of
Azure Firewall and policy rule sets (after the collected facts in network.yaml).

Packets are judged exactly, as those of security groups are. A name stands for addresses that
nobody knows: a rule with names lets packets to some public address out, unless rules before it
refuse every one. DNAT rules concern what comes in; threat intelligence and intrusion detection
refuse what is known to be bad, which an attacker's own account is not: neither is modelled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ringfence.graph.azure.network import tags
from ringfence.graph.azure.network.firewall_rules import (
    FIREWALLS,
    Target,
    Written,
    everywhere,
    rules_of,
)
from ringfence.graph.azure.network.nsg import ordered
from ringfence.graph.azure.network.packets import ANY_SERVICE, NO_SERVICE, Entry, flat
from ringfence.graph.azure.network.rules import Rule
from ringfence.graph.boxes import EMPTY, Box, Boxes
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource

__all__ = ["FIREWALLS", "LIMITS", "Firewall", "NameRule", "Target", "covers"]

LIMITS: Final = (
    "Azure Firewall: threat intelligence, intrusion detection, explicit proxy and inbound "
    "translation are not modelled; without TLS inspection a client can claim any name, so a rule "
    "with names is only as strong as that",
    "firewalls inside a Virtual WAN hub and appliances of other makers are not looked into",
)

_SERVICES: Final = (
    (".core.windows.net", "Storage"),
    (".database.windows.net", "Sql"),
    (".vault.azure.net", "AzureKeyVault"),
    (".azurecr.io", "AzureContainerRegistry"),
    (".servicebus.windows.net", "EventHub"),
    (".documents.azure.com", "AzureCosmosDB"),
    (".azurewebsites.net", "AppService"),
)
"""Suffixes of public names, and the service tag that their addresses lie in."""


@dataclass(frozen=True, slots=True)
class NameRule:
    """One name that a rule lets out: the packets that may go to it, as a first match."""

    target: Target
    rule: Written
    strict: tuple[Entry, ...]
    loose: tuple[Entry, ...]

    @property
    def doubts(self) -> tuple[Unknown, ...]:
        """What is not known about it."""
        own = () if self.target.doubt is None else (self.target.doubt,)
        return own + self.rule.doubts


class Firewall:
    """The outbound rules of one firewall."""

    def __init__(self, estate: Estate, resource: Resource) -> None:
        self.resource = resource
        self.rules = rules_of(estate, resource)
        self._network = [rule for rule in self.rules if not rule.application]

    @cached_property
    def strict(self) -> list[Entry]:
        """The first match of what network rules surely let out."""
        return flat(ordered([_packets(rule) for rule in self._network], sure=True))

    @cached_property
    def loose(self) -> list[Entry]:
        """The first match of what network rules may let out."""
        return flat(ordered([_packets(rule) for rule in self._network], sure=False))

    def doubts(self, point: Box) -> list[Unknown]:
        """Return what is not known about one packet."""
        at = _at(point)
        return [doubt for rule in self._network if at in rule.may for doubt in rule.doubts]

    def deciding(self, point: Box) -> Written | None:
        """Return the network rule that decides one packet, as far as is known."""
        at = _at(point)
        hits = [rule for rule in self._network if at in (rule.sure or rule.may)]
        return min(hits, key=lambda rule: (rule.first, rule.last), default=None)

    def names(self) -> Iterator[NameRule]:
        """Yield every name that some rule lets out, unless rules before it surely refuse it."""
        for rule in self.rules:
            if rule.allows is False:
                continue
            for target in rule.names:
                found = self._name(rule, target)
                if found is not None:
                    yield found

    def _name(self, rule: Written, target: Target) -> NameRule | None:
        before = [_blocking(each) for each in self._network if each is not rule]
        if rule.application:
            before += [
                _refusing(each, target)
                for each in self.rules
                if each.application and each.allows is not True
            ]
        wanted = _where(target)
        own = Rule(
            rule.label, rule.pointer, rule.allows, rule.first, rule.last,
            EMPTY if target.doubt is not None else rule.frame & wanted,
            rule.frame_may & wanted, rule.doubts,
        )  # fmt: skip
        ranked = [*before, own]
        loose = flat(ordered(ranked, sure=False))
        if not any(allow for allow, _ in loose):
            return None
        return NameRule(target, rule, tuple(flat(ordered(ranked, sure=True))), tuple(loose))


def evidence(rule: Written) -> Evidence:
    """Return a rule as evidence."""
    return Evidence(rule.holder, rule.pointer, shown=rule.label)


def covers(wide: Target, narrow: Target) -> bool:
    """Tell whether one target surely holds all of another (`*.x` holds `a.x` and `*.a.x`)."""
    if wide.kind == narrow.kind and wide.text and wide.text.lower() == narrow.text.lower():
        return True
    if wide.kind not in ("fqdn", "url") or narrow.kind not in ("fqdn", "url"):
        return wide.kind == "fqdn" and wide.text == "*"
    broad = wide.text.lower()
    if broad == "*":
        return True
    host = narrow.text.lower().removeprefix("https://").removeprefix("http://").partition("/")[0]
    return wide.kind == "fqdn" and broad.startswith("*.") and host.endswith(broad[1:])


def _where(target: Target) -> Boxes:
    """Return the packets to the addresses that a name may have."""
    text = target.text.lower()
    for suffix, tag in _SERVICES:
        if text.endswith(suffix) and target.kind in ("fqdn", "url"):
            owner = tags.service(tag)
            assert owner is not None
            return everywhere(*owner)
    wide = target.kind != "fqdn" or text in ("", "*") or text.startswith("*.")
    return everywhere(ANY_SERVICE if wide else NO_SERVICE)


def _packets(rule: Written) -> Rule:
    return Rule(
        rule.label, rule.pointer, rule.allows, rule.first, rule.last, rule.sure, rule.may,
        rule.doubts,
    )  # fmt: skip


def _blocking(rule: Written) -> Rule:
    """Return a network rule as what ends the search for a name: by an allow as by a deny."""
    return Rule(
        rule.label, rule.pointer, False, rule.first, rule.last, rule.sure, rule.may, rule.doubts
    )


def _refusing(rule: Written, target: Target) -> Rule:
    """Return an application rule as what it denies to one name; an unknown name may be that one."""
    surely = any(covers(other, target) for other in rule.names)
    perhaps = surely or any(other.doubt is not None for other in rule.names)
    return Rule(
        rule.label, rule.pointer, False, rule.first, rule.last,
        rule.frame if surely and rule.allows is False else EMPTY,
        rule.frame_may if perhaps else EMPTY, rule.doubts,
    )  # fmt: skip


def _at(point: Box) -> tuple[int, ...]:
    return tuple(low for low, _ in point)
