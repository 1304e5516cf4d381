"""Network security groups, evaluated exactly, with what is unknown kept apart.

A rule matches a packet if source, destination, protocol and ports match; the lowest priority
number decides; what no rule matches falls to the default rules 65000, 65001 and 65500. Without
any group everything passes. Source: network security groups overview and "how network security
groups filter traffic" of Azure (after the collected facts in network.yaml).

Two answers are given. *Sure*: packets that a rule surely allows before any rule that possibly
denies. *May*: packets that a rule possibly allows, with no surely matching deny surely before it.
Both are first matches over differently ordered and differently sized rules:

* sure: a rule that allows counts where it surely matches, at the last place it may have; one that
  denies where it may match, at the first,
* may: the other way round.

An `Unknown` among the rules stands for any rule at any priority. How to use it:

    traffic = packets(sources, destinations, (TCP,), ((443, 443),), strangers())
    ruling = admits([*attached(estate, nic), *attached(estate, subnet)], INBOUND, traffic, vantage)
    if ruling.sure:   ...  evidence=ruling.deciding()
    elif ruling.may:  ...  doubts=ruling.doubts
    else:             ...  Wall(...), evidence=ruling.deciding(ruling.refused)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ringfence.graph.azure.network.packets import OrderedRule, first_match, without
from ringfence.graph.azure.network.rules import INBOUND, OUTBOUND, Rule, rules_of
from ringfence.graph.azure.network.tags import Vantage
from ringfence.graph.boxes import EMPTY, Box, Boxes
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate
from ringfence.model.facts import ABSENT, Absent, Unknown, Value
from ringfence.model.resource import Resource

__all__ = [
    "GROUPS",
    "INBOUND",
    "OUTBOUND",
    "Filter",
    "NsgUse",
    "Ruling",
    "admits",
    "attached",
    "referred",
]

GROUPS: Final = "Microsoft.Network/networkSecurityGroups"


@dataclass(frozen=True, slots=True)
class NsgUse:
    """A security group in front of a subnet or a NIC.

    `nsg` with a `doubt`: this one or none. No `nsg`, but a `doubt`: some group whose rules nobody
    knows, or none. A place without any group has no use at all.
    """

    nsg: Resource | None
    doubt: Unknown | None = None


def attached(estate: Estate, holder: Resource) -> list[NsgUse]:
    """Return the security group of a subnet or NIC: a list of none or one."""
    reference: Value | Absent = holder.look("properties.networkSecurityGroup")
    if isinstance(reference, dict):
        reference = reference.get("id", ABSENT)
    return referred(estate, reference)


def referred(estate: Estate, reference: Value | Absent) -> list[NsgUse]:
    """Return the security group that a reference leads to: none without a reference."""
    if isinstance(reference, Unknown):
        return [NsgUse(None, reference)]
    if not isinstance(reference, str):
        return []
    found = estate.lookup(reference, GROUPS)
    if found.found is not None:
        return [NsgUse(found.found, found.found.presence)]
    if found.doubt is not None:
        return [NsgUse(None, found.doubt)]
    name = reference.rpartition("/")[2]
    return [NsgUse(None, Unknown(f"the security group `{name}` is not declared here"))]


@dataclass(frozen=True, slots=True, eq=False)
class Filter:
    """The rules of one group in one direction, in the order of the sure and of the may answer."""

    use: NsgUse
    rules: tuple[Rule, ...] = ()
    strict: tuple[OrderedRule, ...] = ()
    loose: tuple[OrderedRule, ...] = ()

    def sure(self, traffic: Boxes) -> Boxes:
        """Return what surely passes."""
        return EMPTY if self.use.nsg is None else first_match(self.strict, traffic)

    def may(self, traffic: Boxes) -> Boxes:
        """Return what may pass: everything, if the group may not be there at all."""
        return traffic if self.use.doubt is not None else first_match(self.loose, traffic)

    def doubts(self, point: Box) -> list[Unknown]:
        """Return what is not known about one packet."""
        found = [] if self.use.doubt is None else [self.use.doubt]
        for rule in self.rules:
            settled = rule.exact and rule.allows is not None and _holds(rule.sure, point)
            if rule.doubts and not settled and _holds(rule.may, point):
                found.extend(rule.doubts)
        return found

    def deciding(self, point: Box) -> Evidence | None:
        """Return the rule that decides one packet, as far as is known."""
        if self.use.nsg is None:
            return None
        for rule in sorted(self.rules, key=lambda rule: (rule.first, rule.last)):
            if _holds(rule.sure or rule.may, point):
                return Evidence(self.use.nsg, rule.pointer, shown=rule.label)
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Ruling:
    """What a chain of groups lets through of some traffic: sure ⊆ true ⊆ may ⊆ traffic."""

    traffic: Boxes
    sure: Boxes
    may: Boxes
    filters: tuple[Filter, ...] = ()

    @property
    def refused(self) -> Boxes:
        """The packets that surely do not pass."""
        return without(self.traffic, self.may)

    @property
    def doubts(self) -> tuple[Unknown, ...]:
        """Why `sure` is smaller than `may`; empty if both are the same."""
        rest = without(self.may, self.sure)
        if not rest:
            return ()
        point = corner(rest)
        return tuple(dict.fromkeys(d for each in self.filters for d in each.doubts(point)))

    def deciding(self, among: Boxes | None = None) -> tuple[Evidence, ...]:
        """Return, for each group of the chain, the rule that decides one packet of `among`.

        Without `among` it is a packet that surely passes, or else one that may.
        """
        chosen = among if among is not None else (self.sure or self.may or self.traffic)
        if not chosen:
            return ()
        point = corner(chosen)
        found = (each.deciding(point) for each in self.filters)
        return tuple(evidence for evidence in found if evidence is not None)


def admits(uses: Sequence[NsgUse], direction: str, traffic: Boxes, vantage: Vantage) -> Ruling:
    """Return what passes every group of the chain (subnet and NIC: both must allow).

    `traffic` are packets (`packets.packets`); a chain of no groups lets everything through.
    """
    sure = may = traffic
    filters: list[Filter] = []
    for use in uses:
        made = compiled(use, direction, vantage)
        filters.append(made)
        known = sure is may and made.strict is made.loose and use.nsg is not None
        sure = made.sure(sure)
        may = sure if known and use.doubt is None else made.may(may)
    return Ruling(traffic, sure, may, tuple(filters))


def compiled(use: NsgUse, direction: str, vantage: Vantage) -> Filter:
    """Return the rules of one group in one direction, ready to be asked."""
    if use.nsg is None:
        return Filter(use)
    rules = tuple(rules_of(use.nsg, direction, vantage))
    loose = ordered(rules, sure=False)
    distinct = len({rule.first for rule in rules}) == len(rules)
    if distinct and not any(rule.doubts for rule in rules):
        return Filter(use, rules, loose, loose)
    return Filter(use, rules, ordered(rules, sure=True), loose)


def ordered(rules: Sequence[Rule], *, sure: bool) -> tuple[OrderedRule, ...]:
    """Return the rules as the first match that gives the sure or the may answer.

    Priorities are unique in a direction, so a rule whose priority is only bounded never has that
    of an exact one. Two exact rules of one priority cannot be deployed together; where they are
    written (as alternatives, say) the answer stays on the side of doubt.
    """
    entries: list[tuple[int, int, bool, Boxes]] = []
    for rule in rules:
        allowing = (rule.last, 1, rule.sure) if sure else (rule.first, 0, rule.may)
        denying = (
            (rule.first, 0 if rule.exact else 2, rule.may) if sure else (rule.last, 1, rule.sure)
        )
        # A rule that may allow or deny is a deny in the strict order and an allow in the loose one.
        if rule.allows or (rule.allows is None and not sure):
            entries.append((*allowing[:2], True, allowing[2]))
        else:
            entries.append((*denying[:2], False, denying[2]))
    entries.sort(key=lambda entry: entry[:2])
    return tuple((allow, boxes) for _, _, allow, boxes in entries if boxes)


def corner(boxes: Boxes) -> Box:
    """Return one packet of a set that is not empty, as a box: always the same one.

    A packet to or from an address that no service owns is preferred.
    """
    box = min(boxes, key=lambda box: (box[5][0] != 0, box))
    return tuple((low, low) for low, _ in box)


def _holds(boxes: Boxes, point: Box) -> bool:
    return tuple(low for low, _ in point) in boxes
