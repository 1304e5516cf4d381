"""Ways: how traffic from one place gets to one endpoint, and how that is written as clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ringfence.graph.azure.doors import Gate
from ringfence.graph.program import Program
from ringfence.model.claims import Claim, Evidence, Text, Wall
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import show


@dataclass(frozen=True, slots=True)
class Way:
    """One way from an origin to an endpoint.

    All `gates` must be open and all `premises` hold. `doubts` are other facts that the way rests
    on and that are not known; `presence` are doubts whether the endpoint exists at all, which no
    wall can make up for. `tag` tells the ways of one origin and endpoint apart: ways with the
    same tag are alternatives. `rule` is the catalogue rule of a finding that this way makes,
    `step` the name of the step in a proof, `change` the resource to change. `asks` are what somebody
    without a credential must pass besides (a login before the endpoint).
    """

    tag: str
    rule: str
    step: str
    change: Resource
    says: Text
    because: Text
    gates: tuple[Gate, ...] = ()
    premises: tuple[Claim, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Unknown, ...] = ()
    presence: tuple[Unknown, ...] = ()
    asks: tuple[Gate, ...] = ()


class Pen:
    """Writes ways and fallen walls to a program, each wall once."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._fallen: set[str] = set()

    def write(self, head: Claim, way: Way) -> None:
        """Write the clauses by which `head` holds if the way is open."""
        self.conclude(
            head,
            way.premises,
            way.gates,
            rule=way.step,
            resource=way.change,
            says=way.says,
            because=way.because,
            evidence=way.evidence,
            doubts=way.doubts,
            presence=way.presence,
        )

    def conclude(  # noqa: PLR0913 - a clause has these parts
        self,
        head: Claim,
        premises: Sequence[Claim],
        gates: Sequence[Gate],
        *,
        rule: str,
        resource: Resource,
        says: Text,
        because: Text,
        evidence: tuple[Evidence, ...] = (),
        doubts: tuple[Unknown, ...] = (),
        presence: tuple[Unknown, ...] = (),
    ) -> None:
        """Write `head` <- `premises`, if the gates are open, and once those that are not fall."""
        shut = [gate for gate in gates if gate.shut]
        unsure = [gate for gate in gates if gate.shut is None]
        shown = evidence + tuple(item for gate in gates for item in gate.evidence)
        if not shut:
            hidden = tuple(item for gate in unsure for item in gate.doubts)
            self._program.rule(
                head,
                premises,
                rule=rule,
                resource=resource,
                says=says,
                because=because,
                evidence=shown,
                doubts=_distinct(doubts + presence + hidden),
            )
        # With a wall in the body a doubtful clause counts at no level: it would only cost time.
        if (shut or unsure) and not doubts:
            walls = [self.fallen(gate) for gate in (*shut, *unsure)]
            self._program.rule(
                head,
                [*premises, *walls],
                rule=rule,
                resource=resource,
                says=says,
                because=because,
                evidence=shown,
            )

    def fallen(self, gate: Gate) -> Claim:
        """Return the claim that the barrier has fallen, which holds behind a wall."""
        claim = ("fallen", gate.key)
        if gate.key not in self._fallen:
            self._fallen.add(gate.key)
            what = show(gate.what)
            self._program.rule(
                claim,
                (),
                rule="wall",
                resource=gate.holder,
                says=f"this no longer holds: {what}",
                because="one change is enough to open it",
                evidence=gate.evidence,
                wall=Wall(gate.key, gate.holder.address, what),
            )
        return claim


def _distinct(doubts: tuple[Unknown, ...]) -> tuple[Unknown, ...]:
    return tuple(dict.fromkeys(doubts)) if len(doubts) > 1 else doubts


def stated(gates: Sequence[Gate], *more: str) -> str:
    """Return why gates are open as one clause."""
    parts = [gate.because for gate in gates if gate.because and not gate.shut]
    parts.extend(part for part in more if part)
    if len(parts) < 2:
        return "".join(parts)
    comma = "," if any("," in part for part in parts) else ""
    return ", ".join(parts[:-1]) + f"{comma} and {parts[-1]}"
