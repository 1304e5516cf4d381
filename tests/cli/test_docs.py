"""The documentation says what the program says.

`RINGFENCE_UPDATE_SCREENS=1` writes the printed help into the page anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from ringfence.cli.main import COMMANDS
from ringfence.cli.options import SETTINGS
from ringfence.model.asset import AssetKind
from ringfence.readers.boundaryfile import BOUNDARY, MATCH, TOP, loads
from ringfence.report.formats import names
from tests.cli.conftest import Run

DOCS = Path(__file__).parent.parent.parent / "docs"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_in_the_page_is_the_help_of_the_program(ringfence: Run, command: str) -> None:
    page = DOCS / "cli.md"
    printed = ringfence(command, "--help", env={"COLUMNS": "100"}).stdout
    block = f"<!-- help: {command} -->\n\n```text\n{printed}```\n"
    text = page.read_text(encoding="utf-8")
    if os.environ.get("RINGFENCE_UPDATE_SCREENS"):
        pattern = rf"<!-- help: {command} -->\n(\n```text\n.*?```\n)?"
        text = re.sub(pattern, lambda _: block, text, flags=re.DOTALL)
        page.write_text(text, encoding="utf-8")
    assert block in text


def test_the_example_of_a_boundary_file_loads_and_shows_every_key() -> None:
    page = (DOCS / "boundary.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    policy = loads(example)
    assert policy.boundary.regions
    assert policy.accept
    assert len(policy.assets) == 2
    for key in (*TOP, *BOUNDARY, *MATCH):
        assert re.search(rf"\b{key}\b", page), key
    for kind in AssetKind:
        assert f"`{kind.value}`" in page


def test_every_format_is_described(ringfence: Run) -> None:
    page = (DOCS / "reports.md").read_text(encoding="utf-8")
    help_ = ringfence("scan", "--help").stdout
    for name in names():
        assert f"| `{name}` |" in page
        assert name in help_


def test_every_variable_that_the_page_names_is_one(ringfence: Run) -> None:
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    prefix = SETTINGS["auto_envvar_prefix"]
    options = set(re.findall(r"--([a-z-]+)", ringfence("scan", "--help").stdout))
    known = {f"{prefix}_{option.replace('-', '_').upper()}" for option in options}
    named = set(re.findall(rf"{prefix}_[A-Z_]+", page)) - {
        f"{prefix}_DEBUG",
        f"{prefix}_BICEP_CACHE",
    }
    assert named == known - {f"{prefix}_HELP"}
