"""Runs of the command line, with or without the engine behind them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from ringfence.cli import assessing
from ringfence.cli.main import cli
from ringfence.cli.options import Request
from ringfence.model.assessment import Assessment

Run = Callable[..., Result]


@pytest.fixture
def ringfence(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs the program with words, in an environment without its variables."""
    for name in ("NO_COLOR", "TERM", "COLUMNS", "RINGFENCE_DEBUG"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: object, env: dict[str, str] | None = None) -> Result:
        return CliRunner().invoke(cli, [str(word) for word in words], env=env)

    return run


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[Assessment], list[Request]]:
    """Return what makes every scan answer with one assessment, and the list of requests made."""

    def answer(of: Assessment) -> list[Request]:
        requests: list[Request] = []

        def assessment(request: Request, progress: object) -> Assessment:
            assessing.policy(request)
            requests.append(request)
            return of

        monkeypatch.setattr(assessing, "assessment", assessment)
        return requests

    return answer
