"""`make bench-peers`: the same estates through Checkov and Trivy, each in its own environment.

Checkov is installed into `bench/out/peers/checkov` with pip. Trivy comes in no Python or npm
package: the binary on PATH (or named by `TRIVY`) is used, and without one that part says so.
What they answer is not compared here, only what it costs.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from bench.run import OUT, Figures, estate, once

CHECKOV = OUT / "peers" / "checkov"
CHECKOV_VERSION = "3.2.490"
FRAMEWORKS = {"tf": "terraform", "plan": "terraform_plan", "arm": "arm"}


def checkov() -> Path | None:
    """Return Checkov's command in an environment of its own, None if it cannot be installed."""
    command = CHECKOV / "bin" / "checkov"
    if command.exists():
        return command
    venv.create(CHECKOV, with_pip=True, clear=True)
    pip = [str(CHECKOV / "bin" / "pip"), "install", "--quiet", f"checkov=={CHECKOV_VERSION}"]
    done = subprocess.run(pip, check=False, capture_output=True, text=True)
    if done.returncode:
        print(f"DID NOT RUN: Checkov cannot be installed: {done.stderr.strip()[-300:]}")
        return None
    return command


def trivy() -> str | None:
    """Return the Trivy binary of this machine, None if it has none."""
    found = os.environ.get("TRIVY") or shutil.which("trivy")
    if found is None:
        print("DID NOT RUN: Trivy is not on PATH; name its binary by TRIVY=FILE")
    return found


def commands(form: str, size: int) -> dict[str, list[str]]:
    """Return what each peer is run with on the estate of that form and size."""
    path = estate(form, size)
    known: dict[str, list[str]] = {}
    if (command := checkov()) is not None:
        target = ["-f", str(path / "plan.json")] if form == "plan" else ["-d", str(path)]
        known["checkov"] = [
            str(command), *target, "--framework", FRAMEWORKS[form], "--quiet", "--compact",
            "--skip-download", "-o", "json",
        ]  # fmt: skip
    if (binary := trivy()) is not None:
        target = [str(path / "plan.json" if form == "plan" else path)]
        known["trivy"] = [
            binary, "config", "--quiet", "--format", "json", "--skip-check-update", *target,
        ]  # fmt: skip
    return known


def main() -> int:
    """Print one row for each peer, form and size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--forms", nargs="*", default=["tf", "plan", "arm"])
    parser.add_argument("--timeout", type=float, default=600)
    chosen = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{'who':10} {'form':5} {'resources':>9} {'cpu s':>8} {'wall s':>8} {'peak MiB':>9}")
    for form in chosen.forms:
        for size in chosen.sizes:
            rows = {name: once(cmd, chosen.timeout) for name, cmd in commands(form, size).items()}
            rows["ringfence"] = once(scan(form, size), chosen.timeout)
            for name, figures in rows.items():
                _row(name, form, size, figures)
    return 0


def scan(form: str, size: int) -> list[str]:
    """Return our own command on the same estate."""
    return [sys.executable, "-m", "ringfence", "scan", str(estate(form, size)), "-f", "json"]


def _row(name: str, form: str, size: int, figures: Figures) -> None:
    note = "  out of time" if figures.code == 124 else ""
    print(
        f"{name:10} {form:5} {size:9,} {figures.cpu:8.1f} {figures.wall:8.1f} "
        f"{figures.peak / 1024:9.0f}{note}"
    )


if __name__ == "__main__":
    sys.exit(main())
