"""`python -m fuzz.one TARGET CORPUS [libFuzzer flags]`: one target under atheris."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["ringfence", "fuzz.targets"]):
    from fuzz.found import target

    TARGET = target(sys.argv[1])


def main() -> None:
    """Hand the target to libFuzzer, which ends the process."""
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGET.check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
