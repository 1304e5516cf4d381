"""What code says around a pipeline gives the same answers as a plan."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.pipelines.estate import ASSET, CUSTODIANS, ESTATE, credential
from tests.pipelines.test_devops import CHECK, NAMED, PIPELINE
from tests.pipelines.test_github_twins import HEAD
from tests.pipelines.test_protections import (
    ANYBODY,
    BUILT,
    CONNECTED,
    HANDED,
    NOBODY,
    PROD,
    PUSHED,
    REMOTE,
    REVIEWERS,
    environment,
)
from tests.terraform.planning import plan_of
from tests.twins.twin import BOUNDARY, asset_of, scan_text

WORKFLOW = ".github/workflows/ci.yml"
OURS = BOUNDARY + CUSTODIANS
FORKS = BUILT.format(enabled="true", shared="true")
PROD_ONLY = credential("environment:prod")


@pytest.mark.parametrize(
    ("code", "files", "boundary", "verdict"),
    [
        (credential("ref:refs/heads/main"), {WORKFLOW: HEAD}, OURS, "open"),
        (PROD_ONLY + environment(NOBODY), {WORKFLOW: PROD}, OURS, "open"),
        (PROD_ONLY + environment(REVIEWERS), {WORKFLOW: PROD}, OURS, "sealed"),
        (HANDED, {WORKFLOW: PUSHED, **REMOTE}, ANYBODY, "open"),
        (HANDED, {WORKFLOW: PUSHED, **REMOTE}, OURS, "sealed"),
        (CONNECTED, {}, NAMED, "sealed"),
        (CONNECTED, {}, OURS, "open"),
        (CONNECTED + FORKS, {"azure-pipelines.yml": PIPELINE}, NAMED, "open"),
        (CONNECTED + FORKS + CHECK, {"azure-pipelines.yml": PIPELINE}, NAMED, "sealed"),
    ],
)
def test_a_plan_gives_the_answers_of_its_configuration(
    code: str, files: dict[str, str], boundary: str, verdict: str
) -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name, "main.tf").write_text(ESTATE + code)
        plan = plan_of(Path(name))
    for tree in ({"main.tf": ESTATE + code}, {"plan.json": plan}):
        assessment = scan_text({**tree, **files}, boundary)
        assert not assessment.faults
        assert asset_of(assessment, ASSET).verdict.value == verdict, list(tree)
