"""What all tests share: no network but loopback, hypothesis profiles, and no quiet skip in CI."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("test", max_examples=60, deadline=None)
settings.register_profile(
    "verify", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "fuzz", max_examples=200_000, deadline=None, suppress_health_check=list(HealthCheck)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "test"))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Where all must run (`RINGFENCE_REQUIRE_ALL=1`), a part that did not run is a failure.

    `RINGFENCE_WITHOUT` names what the machine is known to lack, and is printed by whoever set it.
    """
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if not report.skipped or os.environ.get("RINGFENCE_REQUIRE_ALL") != "1":
        return
    lacking = os.environ.get("RINGFENCE_WITHOUT", "").split()
    reason = str(report.longrepr)
    if not any(name in reason for name in lacking):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} did not run, and RINGFENCE_REQUIRE_ALL is set: {reason}"
