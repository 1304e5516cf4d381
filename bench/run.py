"""`make bench`: one scan of every size and form, timed as a whole process.

Figures are CPU seconds over all processes (user and system), wall seconds and the peak memory of
the largest process, taken from the operating system when the child has ended. The targets are
those that the project promises on two cores.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.arm import write_arm
from bench.bicep import write_bicep
from bench.live import write_export, write_state
from bench.manifests import write_manifests
from bench.pipelines import write_jobs
from bench.terraform import write_plan, write_tf

OUT = Path(__file__).parent / "out"
SIZES = (50, 1_000, 10_000, 100_000)
TARGETS = {
    ("tf", 50): 0.7, ("plan", 50): 0.7, ("arm", 50): 0.7, ("state", 50): 0.7, ("export", 50): 0.7,
    ("bicep", 50): 0.7, ("bicep", 10_000): 8.0, ("bicep", 100_000): 75.0,
    ("tf", 10_000): 8.0, ("plan", 10_000): 3.0, ("arm", 10_000): 3.0, ("state", 10_000): 3.0,
    ("export", 10_000): 3.0, ("state", 100_000): 30.0, ("export", 100_000): 30.0,
    ("jobs", 50): 0.7, ("jobs", 10_000): 8.0,
    ("k8s", 50): 0.7, ("k8s", 10_000): 8.0, ("k8s", 100_000): 75.0,
    ("tf", 100_000): 75.0, ("plan", 100_000): 30.0, ("arm", 100_000): 30.0,
}  # fmt: skip
MEMORY = 2 * 1024**2


@dataclass(frozen=True, slots=True)
class Figures:
    """One run: CPU and wall seconds, peak memory in KiB, exit code."""

    cpu: float
    wall: float
    peak: int
    code: int


def estate(form: str, size: int) -> Path:
    """Return the generated estate of that form and size, written if it is not there."""
    folder = OUT / f"{form}-{size}"
    if not folder.exists():
        folder.mkdir(parents=True)
        if form == "tf":
            write_tf(folder, size)
        elif form == "plan":
            write_plan(folder / "plan.json", size)
        elif form == "state":
            write_state(folder / "terraform.tfstate", size)
        elif form == "export":
            write_export(folder / "export.json", size)
        elif form == "k8s":
            write_manifests(folder, size)
        elif form == "jobs":
            write_jobs(folder, size)
        elif form == "bicep":
            write_bicep(folder / "main.bicep", size)
        else:
            write_arm(folder / "main.json", size)
    return folder


def measure(command: list[str], timeout: float) -> Figures:
    """Run a command to its end and return its figures; code 124 if it ran out of time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        child.wait(timeout)
        code = child.returncode
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
        code = 124
    wall = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
    return Figures(cpu, wall, after.ru_maxrss, code)


def once(command: list[str], timeout: float) -> Figures:
    """Measure one command in a process of its own, so that the peak belongs to it alone."""
    code = (
        "import sys; from bench.run import measure; "
        "f = measure(sys.argv[2:], float(sys.argv[1])); print(f.cpu, f.wall, f.peak, f.code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(timeout), *command],
        check=True,
        capture_output=True,
        text=True,
    )
    cpu, wall, peak, status = done.stdout.split()
    return Figures(float(cpu), float(wall), int(peak), int(status))


def main() -> int:
    """Print one row for each form and size; 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument(
        "--forms",
        nargs="*",
        default=["tf", "plan", "arm", "bicep", "state", "export", "jobs", "k8s"],
    )
    parser.add_argument("--timeout", type=float, default=600)
    chosen = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(
        f"{'form':6} {'resources':>9} {'cpu s':>8} {'wall s':>8} {'peak MiB':>9} {'µs/res':>7}  target"
    )
    missed = 0
    for form in chosen.forms:
        for size in chosen.sizes:
            command = [sys.executable, "-m", "ringfence", "scan", "-f", "json"]
            figures = once([*command, str(estate(form, size))], chosen.timeout)
            target = TARGETS.get((form, size))
            good = target is None or figures.cpu <= target
            good = good and figures.peak < MEMORY and figures.code in (0, 1, 3)
            missed += not good
            print(
                f"{form:6} {size:9,} {figures.cpu:8.2f} {figures.wall:8.2f} "
                f"{figures.peak / 1024:9.0f} {figures.cpu / size * 1e6:7.0f}  "
                f"{'' if target is None else f'{target:g}'}{'' if good else '  MISSED'}"
            )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
