"""The generated estate as it would be found once it is there: an export, and a state."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from tests.snapshots.printing import row, things_of
from tests.states.storing import written

from bench.arm import write_arm
from bench.terraform import write_tf
from ringfence.readers.options import Options
from ringfence.readers.read import read_paths
from ringfence.readers.terraform.project import Project
from ringfence.readers.terraform.run import Run
from ringfence.readers.tree import Tree


def write_export(file: Path, count: int) -> None:
    """Write an estate of about `count` resources as `az graph query` would list it."""
    with tempfile.TemporaryDirectory() as name:
        write_arm(Path(name) / "main.json", count)
        things = things_of(read_paths([Path(name)], Options()))
    rows = [row(each) for each in things]
    envelope = {"count": len(rows), "data": rows, "skip_token": None, "total_records": len(rows)}
    file.write_text(json.dumps(envelope, indent=2))


def write_state(file: Path, count: int) -> None:
    """Write an estate of about `count` resources as the state that Terraform would keep of it."""
    with tempfile.TemporaryDirectory() as name:
        write_tf(Path(name), count)
        run = Run(Project(Tree.at(Path(name))), ".", Options())
        file.write_text(written(run.module))
