"""The state that applying a configuration leaves gives the answers of the configuration."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.model.assessment import Assessment
from tests.states.storing import NotStorable, state_of
from tests.twins.test_twins import BESIDE, LEAKS
from tests.twins.twin import HEAD, Twin, scan_text


def answers(assessment: Assessment) -> tuple[Any, Any]:
    """Return verdicts and findings by address: a state has the addresses of its configuration."""
    verdicts = {j.asset.resource.address: (j.verdict.value, j.depth) for j in assessment.assets}
    findings = {
        (
            f.kind.value,
            f.outcome.value,
            f.outsider.partition(":")[0],
            f.asset.resource.address if f.asset else "",
        )
        for f in assessment.findings
    }
    return verdicts, findings


LOCK = """
provider "registry.terraform.io/hashicorp/azurerm" {
  version     = "4.30.0"
  constraints = "~> 4.30"
}
"""


@pytest.mark.parametrize("leaky", [True, False], ids=["leaky", "safe"])
@pytest.mark.parametrize("twin", [*LEAKS, *BESIDE], ids=str)
def test_a_state_gives_the_answers_of_its_configuration(twin: Twin, leaky: bool) -> None:
    text = HEAD + twin.same + (twin.leaky if leaky else twin.safe)
    expected = scan_text({"main.tf": text}, twin.boundary)
    for form in ("file", "shown"):
        try:
            state = state_of(text, form=form)
        except NotStorable as error:
            pytest.skip(str(error))
        found = scan_text({"terraform.tfstate": state, ".terraform.lock.hcl": LOCK}, twin.boundary)
        assert answers(found) == answers(expected), [(gap.what, gap.reason) for gap in found.gaps]
        assert not found.faults
