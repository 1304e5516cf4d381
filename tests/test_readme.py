"""What the README shows is what the program prints, and what it links to is there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

BASE = Path(__file__).parent.parent
README = BASE / "README.md"
SCREEN = re.compile(r"<!-- screen: (\S+) -->\n\n```text\n(.*?)```", re.DOTALL)
CUT = "…"
SHOWN = 58
"""Lines of the screen that the README shows; the last line stands behind a cut."""


def screen(path: str) -> str:
    """Return what a scan prints at 80 columns."""
    done = subprocess.run(
        [sys.executable, "-m", "ringfence", "scan", path],
        cwd=BASE,
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def test_the_screen_in_the_readme_is_the_screen() -> None:
    text = README.read_text()
    shown = SCREEN.search(text)
    assert shown is not None
    lines = screen(shown[1]).rstrip().splitlines()
    expected = "\n".join([*lines[:SHOWN], CUT, lines[-1]]) + "\n"
    if os.environ.get("RINGFENCE_UPDATE_SCREENS"):
        README.write_text(text[: shown.start(2)] + expected + text[shown.end(2) :])
        return
    assert shown[2] == expected


def test_the_sealed_example_is_as_the_readme_says() -> None:
    last = screen("examples/retail/sealed").rstrip().splitlines()[-1]
    assert last == "SEALED: none of 18 assets can leave the boundary"


def test_what_the_readme_links_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README.read_text()):
        assert (BASE / target).exists(), target
