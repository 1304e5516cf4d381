"""The same estate as Bicep, however it is written, gives the same answers."""

from __future__ import annotations

import copy

import pytest

from tests.bicep.writing import bicep_of
from tests.twins.test_templates import COMPUTED, answers, configured
from tests.twins.test_twins import BESIDE, LEAKS
from tests.twins.twin import Twin, scan_text

WRITTEN = [twin for twin in (*LEAKS, *BESIDE) if twin.name not in COMPUTED]


@pytest.mark.parametrize("leaky", [True, False], ids=["leaky", "safe"])
@pytest.mark.parametrize("twin", WRITTEN, ids=str)
def test_bicep_gives_the_answers_of_the_configuration(twin: Twin, leaky: bool) -> None:
    expected, template = configured(twin, leaky)
    for children in ("flat", "parent", "nested"):
        files = bicep_of(copy.deepcopy(template), children)
        found = scan_text(files, twin.boundary)
        why = children, [(gap.what, gap.reason) for gap in found.gaps]
        assert answers(found) == answers(expected), why
        assert not found.faults, why
