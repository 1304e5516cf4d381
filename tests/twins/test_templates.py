"""The same estate as an ARM template, however it is written, gives the same answers."""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest

from ringfence.model.assessment import Assessment
from ringfence.readers.read import ReadOptions, read_paths
from tests.arm.styles import STYLES
from tests.arm.writing import NotWritable, template_of
from tests.twins.test_twins import BESIDE, LEAKS
from tests.twins.twin import HEAD, Twin, scan_text

Json = dict[str, Any]


COMPUTED = {
    "a custom role with a wildcard, and one without keys and writes",
    "a group in a group",
    "Reader pulls images, but cannot read blobs: a role for bills only cannot either",
    "a public API gateway before a model endpoint, and an internal one",
    "an API whose policy chooses the model endpoint, and another backend",
    "a public gateway before an internal API gateway, and one that stays inside",
    "a public and a private gateway before what a function makes of the endpoint",
    "a pool that holds the address of an interface, and of another one",
}
"""These hang on what Terraform's provider computes, for which a template has no words."""


def configured(twin: Twin, leaky: bool) -> tuple[Assessment, Json]:
    """Return the answers for one side of a twin, and the template that deploys the same."""
    text = HEAD + twin.same + (twin.leaky if leaky else twin.safe)
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "main.tf").write_text(text)
        estate = read_paths([Path(name)], ReadOptions())
    return scan_text({"main.tf": text}, twin.boundary), template_of(estate)


def answers(assessment: Assessment) -> tuple[Any, Any]:
    """Return verdicts and findings by the id of the resource: addresses differ by format."""
    verdicts = {j.asset.key: (j.verdict.value, j.depth) for j in assessment.assets}
    findings = {
        (
            f.kind.value,
            f.outcome.value,
            f.outsider.partition(":")[0],
            f.asset.key if f.asset else "",
        )
        for f in assessment.findings
    }
    return verdicts, findings


@pytest.mark.parametrize("leaky", [True, False], ids=["leaky", "safe"])
@pytest.mark.parametrize("twin", [*LEAKS, *BESIDE], ids=str)
def test_a_template_gives_the_answers_of_the_configuration(twin: Twin, leaky: bool) -> None:
    if twin.name in COMPUTED:
        with pytest.raises(NotWritable):
            configured(twin, leaky)
        return
    expected, template = configured(twin, leaky)
    for style in STYLES:
        files = {
            name: content if isinstance(content, str) else json.dumps(content, indent=1)
            for name, content in style(copy.deepcopy(template)).items()
        }
        found = scan_text(files, twin.boundary)
        why = style.__name__, [(gap.what, gap.reason) for gap in found.gaps]
        assert answers(found) == answers(expected), why
        assert not found.faults, why
