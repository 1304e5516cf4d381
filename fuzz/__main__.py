"""`python -m fuzz [TARGET ...]`: every target for FUZZ_SECONDS (600), several at a time.

Prints how often each was run and what broke; inputs that broke one lie in `fuzz/out/<target>/`.
The exit code is 1 if one broke.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fuzz.found import names, target

OUT: Final = Path(__file__).parent / "out"
SLOWEST: Final = 25
"""Seconds that one input may take; bounded time is promised for every file."""

LARGEST: Final = 4096
MEMORY: Final = 2048

_RUNS: Final = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_COVERED: Final = re.compile(r"cov: (\d+)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one target: how many inputs, how much of the code, and what broke."""

    name: str
    runs: int
    covered: int
    broke: str


def run(name: str, seconds: int) -> Outcome:
    """Fuzz one target in a process of its own, from its seeds and what earlier runs kept."""
    folder = OUT / name
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for data in target(name).inputs:
        digest = hashlib.sha256(data).hexdigest()[:16]
        (corpus / f"seed-{digest}").write_bytes(data)
    command = [
        sys.executable, "-m", "fuzz.one", name, str(corpus), f"-max_total_time={seconds}",
        f"-timeout={SLOWEST}", f"-max_len={LARGEST}", f"-rss_limit_mb={MEMORY}",
        f"-artifact_prefix={folder}/", "-print_final_stats=1",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    (folder / "log").write_text(done.stderr + done.stdout)
    runs, covered = _RUNS.search(done.stderr), _COVERED.findall(done.stderr)
    broke = ""
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if "Error" in line or "ERROR" in line]
        broke = f"exit {done.returncode}: {lines[0].strip()[:120] if lines else ''}"
    return Outcome(name, int(runs[1]) if runs else 0, int(covered[-1]) if covered else 0, broke)


def main() -> int:
    """Run the targets; 1 if one of them broke."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--seconds", type=int, default=int(os.environ.get("FUZZ_SECONDS", "600")))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        print("DID NOT RUN: atheris is not installed (requirements/fuzz.txt)")
        return 0
    chosen = given.targets or names()
    print(f"{'target':20} {'inputs':>10} {'covered':>8}", flush=True)
    broken = 0
    with ThreadPoolExecutor(given.jobs) as pool:
        for outcome in pool.map(lambda name: run(name, given.seconds), chosen):
            print(
                f"{outcome.name:20} {outcome.runs:10} {outcome.covered:8} {outcome.broke}",
                flush=True,
            )
            broken += bool(outcome.broke)
    print(f"{len(chosen)} targets, {broken} broke; what broke them lies in {OUT.name}/<target>/")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
