"""The terraform binary as an oracle: many expressions in one process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

ERROR = "<error>"
"""What stands for an expression that fails."""

_HEAD = """
variable "unset" {
  type    = any
  default = null
}
"""


def terraform() -> str:
    """Return the binary; without it the test is skipped, loudly (see `tests/conftest.py`)."""
    found = shutil.which("terraform")
    if found is None:
        pytest.skip("NOT RUN: the terraform binary is missing, nothing was compared with it")
    return found


def evaluate(
    expressions: list[str], folder: Path, *, locals_: str = "", files: str = ""
) -> list[Any]:
    """Return what Terraform makes of every expression, `ERROR` where it fails."""
    del files
    items = ",\n".join(f'try(jsonencode(\n{each}\n), "{ERROR}")' for each in expressions)
    (folder / "main.tf").write_text(f"{_HEAD}\nlocals {{\n{locals_}\nall = [\n{items}\n]\n}}\n")
    run = subprocess.run(
        [terraform(), "console"],
        input="jsonencode(local.all)\n",
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "TF_CLI_CONFIG_FILE": os.devnull, "CHECKPOINT_DISABLE": "1"},
    )
    assert run.returncode == 0, run.stderr
    texts = json.loads(json.loads(run.stdout))
    return [ERROR if text == ERROR else json.loads(text) for text in texts]
