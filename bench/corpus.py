"""The long check of `make verify`: public code that may not be committed, named by RINGFENCE_CORPUS.

Every folder directly below it is scanned as a tree of its own, with and without `--all-data`. What
is demanded of each: an answer in bounded time, no broken rule, no text with a symbol's private
characters, and nothing called sealed that a gap blocks.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

LIMIT = 600.0


def main() -> int:
    """Scan every tree of the corpus; 1 if one of them shows a mistake of ours."""
    named = os.environ.get("RINGFENCE_CORPUS")
    if not named:
        print("DID NOT RUN: no public code was scanned; name a folder of trees by RINGFENCE_CORPUS")
        return 0
    trees = sorted(path for path in Path(named).iterdir() if path.is_dir())
    print(f"{'tree':40} {'read':>6} {'open':>6} {'unknown':>8} {'sealed':>7} {'seconds':>8}")
    mistakes = 0
    for tree in trees:
        for flags in ([], ["--all-data"]):
            mistakes += _check(tree, flags)
    print(f"{len(trees)} trees, {mistakes} mistakes")
    return 1 if mistakes else 0


def _check(tree: Path, flags: list[str]) -> int:
    started = time.monotonic()
    command = [sys.executable, "-m", "ringfence", "scan", str(tree), "-f", "json", *flags]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, check=False)
    name = " ".join([tree.name, *flags])
    if done.returncode not in (0, 1, 3):
        print(f"{name:40} exit {done.returncode}: {done.stderr.strip()[:200]}")
        return 0 if "no Terraform" in done.stderr else 1
    report: dict[str, Any] = json.loads(done.stdout)
    verdicts = [asset["verdict"] for asset in report["assets"]]
    print(
        f"{name:40} {report['estate']['resources']:6} {verdicts.count('open'):6} "
        f"{verdicts.count('unknown'):8} {verdicts.count('sealed'):7} "
        f"{time.monotonic() - started:8.1f}"
    )
    mistakes = [f"fault: {fault}" for fault in report["faults"]]
    if any(0xE000 <= ord(character) <= 0xF8FF for character in done.stdout):
        mistakes.append("a private-use character is shown")
    blocked = {asset for gap in report["gaps"] for asset in gap["blocks"]}
    mistakes += [
        f"sealed though blocked: {asset['address']}"
        for asset in report["assets"]
        if asset["verdict"] == "sealed" and asset["id"] in blocked
    ]
    for mistake in mistakes[:5]:
        print(f"  {mistake}")
    return len(mistakes)


if __name__ == "__main__":
    sys.exit(main())
