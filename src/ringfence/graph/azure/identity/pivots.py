"""Chains: everybody who can act as a principal, directly or through others.

For an identity that holds something, those who can become it are followed backwards; identities
among them are followed further. Clauses are written for the links of these chains only.
"""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.graph.azure.identity import words
from ringfence.graph.azure.identity.entries import Entries, Entry
from ringfence.graph.azure.identity.ledger import Ledger, Words
from ringfence.graph.azure.identity.principals import Principal


@dataclass(frozen=True, slots=True)
class Chain:
    """Somebody at the far end of a chain into a principal.

    `becomes(who, principal)` is then a claim; if `runs`, so is `runs-as(who, principal)`: it acts
    where the principal stands.
    """

    principal: Principal
    runs: bool


class Pivots:
    """Follows chains, each once."""

    def __init__(self, ledger: Ledger, entries: Entries) -> None:
        self._ledger = ledger
        self._entries = entries
        self._chains: dict[str, list[Chain]] = {}
        self._direct: dict[str, frozenset[str]] = {}

    def into(self, principal: Principal) -> list[Chain]:
        """Return everybody who can act as a principal, itself left out."""
        found = self._chains.get(principal.token)
        if found is None:
            found = self._chains[principal.token] = self._follow(principal)
        return found

    def _follow(self, principal: Principal) -> list[Chain]:
        direct = self._entries.into(principal)
        found = {entry.principal.token: Chain(entry.principal, entry.runs) for entry in direct}
        surely = {entry.principal.token for entry in direct if entry.sure}
        queue = [entry.principal for entry in direct]
        while queue:
            middle = queue.pop()
            if middle.person and middle.sort == "user":
                continue
            further = self._entries.into(middle)
            if self._names(middle, further) <= surely:
                continue  # whoever comes through here surely gets there directly
            for entry in further:
                who = entry.principal
                if who is principal or who.token in surely:
                    continue
                self._link(entry, middle, principal, found[middle.token].runs)
                if who.token not in found:
                    found[who.token] = Chain(who, found[middle.token].runs)
                    queue.append(who)
        return list(found.values())

    def _names(self, middle: Principal, entries: list[Entry]) -> frozenset[str]:
        known = self._direct.get(middle.token)
        if known is None:
            known = frozenset(entry.principal.token for entry in entries)
            self._direct[middle.token] = known
        return known

    def _link(self, entry: Entry, middle: Principal, last: Principal, runs: bool) -> None:
        """Write that who becomes `middle` becomes `last`."""
        who = entry.principal
        for relation in ("becomes", "runs-as") if runs else ("becomes",):
            self._ledger.keep(
                (relation, who.token, last.token),
                (
                    ("becomes", who.token, middle.token),
                    (relation, middle.token, last.token),
                ),
                Words(
                    rule="acts-as",
                    resource=last.resource or middle.resource,
                    says=lambda: f"{words.who(who)} can act as {words.who(last)}",
                    because=f"{words.who(middle)} can",
                ),
            )
