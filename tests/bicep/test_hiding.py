"""Hiding any value of a leaky Bicep file may turn its answers into unknown, never into sealed."""

from __future__ import annotations

import copy
import os
import re

import pytest

from tests.bicep.test_twins import WRITTEN
from tests.bicep.writing import bicep_of
from tests.twins.test_templates import configured
from tests.twins.twin import Twin, scan_text

LINE = re.compile(r"^( +[\w'${}-]+: )(?![\[{])(.+)$", re.MULTILINE)
HIDDEN = "param nobodyKnows object\n"
FEW = 2 if os.environ.get("HYPOTHESIS_PROFILE") != "verify" else 10_000


def places(text: str) -> list[re.Match[str]]:
    """Return some of the lines that give a property its value, spread over the file."""
    found = [
        match
        for match in LINE.finditer(text)
        if match[1].strip() not in ("parent:", "scope:") and "existing" not in match[2]
    ]
    step = max(1, len(found) // FEW)
    return found[step // 2 :: step]


@pytest.mark.parametrize("children", ["flat", "nested"])
@pytest.mark.parametrize("twin", WRITTEN, ids=str)
def test_what_is_hidden_never_seals(twin: Twin, children: str) -> None:
    expected, template = configured(twin, leaky=True)
    open_ = {j.asset.key for j in expected.assets if j.verdict.value == "open"}
    files = bicep_of(copy.deepcopy(template), children)
    whole = scan_text(files, twin.boundary)
    leaking = {j.asset.resource.address for j in whole.assets if j.verdict.value == "open"}
    assert len(leaking) == len(open_)
    for name, text in files.items():
        for match in places(text):
            changed = text[: match.start()] + match[1] + "nobodyKnows.x" + text[match.end() :]
            found = scan_text({**files, name: _declaring(changed)}, twin.boundary)
            assert not found.faults
            for judged in found.assets:
                if judged.asset.resource.address in leaking:
                    assert judged.verdict.value != "sealed", (match[0], judged.asset.because)


def _declaring(text: str) -> str:
    """Declare the parameter, after the scope if the file begins with it."""
    if text.startswith("targetScope"):
        first, _, rest = text.partition("\n")
        return f"{first}\n{HIDDEN}{rest}"
    return HIDDEN + text
