"""What the tests of the network plane ask of a small estate."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.engine.verdicts import judge
from ringfence.graph.azure.exposure import PLANE
from ringfence.graph.program import Level
from ringfence.graph.proof import derive
from ringfence.graph.walls import Depths
from ringfence.model.assessment import Finding, Judged, Outcome
from ringfence.model.asset import Asset
from ringfence.model.boundary import Policy
from ringfence.model.resource import Resource
from tests.build import asset, findings, scene


@dataclass
class Answer:
    """The findings about one estate, and its assets as judged."""

    findings: list[Finding]
    judged: list[Judged]

    @property
    def sure(self) -> list[tuple[str, str, str]]:
        """Rule, outsider and address to change of what surely leaks."""
        return sorted(
            (f.rule, f.outsider, f.address) for f in self.findings if f.outcome is Outcome.FAIL
        )

    @property
    def rules(self) -> set[str]:
        return {rule for rule, _, _ in self.sure}

    @property
    def unsure(self) -> set[str]:
        return {f.rule for f in self.findings if f.outcome is Outcome.UNKNOWN}

    @property
    def verdict(self) -> str:
        return self.judged[0].verdict.value

    @property
    def depth(self) -> int | None:
        return self.judged[0].depth

    @property
    def walls(self) -> list[str]:
        return [wall.key.partition(":")[0] for wall in self.judged[0].walls]


def ask(
    subject: Resource | Asset,
    *others: Resource,
    of: Policy | None = None,
    also: list[Asset] | None = None,
) -> Answer:
    """Judge an asset among other resources by the exposure plane alone."""
    first = subject if isinstance(subject, Asset) else asset(subject)
    made = scene([first, *(also or [])], *others, of=of)
    found = findings(made, PLANE)
    fallen = derive(made.program, Level.FALLEN)
    judged, _ = judge(made, found, fallen, Depths(made.program))
    return Answer(found, judged)
