"""Every way to fail ends in words and a documented code, never in a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ringfence.cli import assessing
from ringfence.cli.options import Request
from ringfence.cli.progress import Progress
from ringfence.model.assessment import Assessment
from ringfence.report.formats import table
from ringfence.version import __version__
from tests.cli.conftest import Run
from tests.report.cases import opened

Answering = Callable[[Assessment], list[Request]]


def test_version_and_help(ringfence: Run) -> None:
    assert ringfence("--version").stdout == f"ringfence {__version__}\n"
    for words in (("--help",), ("-h",), ("scan", "-h"), ("explain", "--help"), ("init", "-h")):
        result = ringfence(*words)
        assert result.exit_code == 0
        assert result.stdout.startswith("Usage: ringfence")


def test_version_and_help_start_fast_and_import_nothing_heavy() -> None:
    """Reading the version costs neither the readers nor a decoder, nor does help."""
    script = (
        "import sys, runpy\n"
        "sys.argv = ['ringfence', sys.argv[1]]\n"
        "try:\n    from ringfence.cli.main import run; run()\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "heavy = {'msgspec', 'yaml', 'rich', 'tree_sitter', 'tree_sitter_hcl', 'asyncio',"
        " 'ringfence.engine', 'ringfence.graph'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    for option in ("--version", "--help"):
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", script, option], capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        assert time.perf_counter() - started < 2  # 0.3 s on an idle machine


@pytest.mark.parametrize(
    ("words", "what", "help_"),
    [
        (("scn", "x"), "no such command", "see `ringfence --help`"),
        (("scan",), "missing argument 'PATH...'", "see `ringfence scan --help`"),
        (("scan", "x", "--boundry", "y"), "no such option: --boundry", "`--boundary`"),
        (("scan", "x", "--boundary"), "option '--boundary' requires an argument", "--help`"),
        (("explain",), "name a finding", "see `ringfence explain --help`"),
        (("explain", "F-1", "x", "--from", "y"), "either PATH or --from", "explain --help"),
        (("init",), "missing argument 'PATH'", "see `ringfence init --help`"),
    ],
)
def test_usage_errors(ringfence: Run, words: tuple[str, ...], what: str, help_: str) -> None:
    result = ringfence(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    first, last = result.stderr.splitlines()
    assert first.lower().startswith("error: ")
    assert what.lower() in first.lower()
    assert last.startswith("help: ")
    assert help_ in last


def test_no_command_is_a_usage_error_that_shows_the_help(ringfence: Run) -> None:
    result = ringfence()
    assert result.exit_code == 2
    assert "Commands:" in result.stderr


def test_a_path_that_does_not_exist(ringfence: Run, tmp_path: Path) -> None:
    result = ringfence("scan", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: `{tmp_path / 'nowhere'}` does not exist\n")


def test_a_path_with_nothing_to_read(ringfence: Run, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("hello")
    result = ringfence("scan", tmp_path)
    assert result.exit_code == 2
    assert "error: no Terraform configuration" in result.stderr
    assert "help: " in result.stderr


def failing(error: BaseException) -> Callable[..., Assessment]:
    def fail(*_: object) -> Assessment:
        raise error

    return fail


def test_when_ringfence_breaks_before_there_are_answers(
    ringfence: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assessing, "assessment", failing(KeyError("AccountKey=abcdefgh")))
    result = ringfence("scan", "x")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "error: ringfence broke: KeyError" in result.stderr
    assert "at: ringfence/cli/" in result.stderr
    assert "Traceback" not in result.stderr
    assert "abcdefgh" not in result.stderr  # the message may hold a secret of the scanned tree
    told = ringfence("scan", "x", env={"RINGFENCE_DEBUG": "1"})
    assert told.exit_code == 2


def test_when_ringfence_breaks_after_there_are_answers(
    ringfence: Run, answering: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(opened())
    monkeypatch.setattr(table, "render", failing(ValueError("x")))
    result = ringfence("scan", "x")
    assert result.exit_code == 3
    assert result.stdout == ""


def test_interrupted(ringfence: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessing, "assessment", failing(KeyboardInterrupt()))
    result = ringfence("scan", "x")
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "interrupted\n")


SCAN = """
import sys
from ringfence.cli import assessing
from tests.report.cases import crowded
assessing.assessment = lambda *_: {answer}
from ringfence.cli.main import run
sys.argv = ["ringfence", "scan", "x", *sys.argv[1:]]
run()
"""


def process(answer: str, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", SCAN.format(answer=answer), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parent.parent.parent,
        env={**os.environ, "PYTHONUNBUFFERED": ""},
    )


def test_a_reader_that_goes_away_changes_no_code() -> None:
    running = process("crowded()", "-f", "json")
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.read(1)
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait() == 1


def test_control_c_ends_without_a_traceback() -> None:
    running = process("(sys.stderr.write('ready\\n'), __import__('time').sleep(60))")
    assert running.stderr is not None
    assert running.stderr.readline() == b"ready\n"
    running.send_signal(signal.SIGINT)
    _, complaint = running.communicate(timeout=20)
    assert complaint == b"interrupted\n"
    assert running.returncode == 130


class Terminal:
    """A stderr that is a terminal and keeps what was written."""

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        return None


def test_progress_speaks_after_a_second_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ringfence.cli.progress.PATIENCE", 0.05)
    monkeypatch.setattr("ringfence.cli.progress.PACE", 0.01)
    slow, quick, quiet = Terminal(), Terminal(), Terminal()
    monkeypatch.setattr(sys, "stderr", slow)
    with Progress() as progress:
        progress.stage("reading a\x1bb")
        time.sleep(0.3)
    assert "\r\x1b[Kreading a\\x1bb … 0 s" in slow.text
    assert slow.text.endswith("\r\x1b[K")
    monkeypatch.setattr("ringfence.cli.progress.PATIENCE", 5)
    monkeypatch.setattr(sys, "stderr", quick)
    with Progress() as progress:
        progress.stage("reading")
    assert quick.text == ""
    monkeypatch.setattr("ringfence.cli.progress.PATIENCE", 0.01)
    monkeypatch.setattr(sys, "stderr", quiet)
    with Progress(quiet=True):
        time.sleep(0.1)
    assert quiet.text == ""
