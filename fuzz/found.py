"""What the targets are, and what each starts from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Final

import fuzz.targets

FOUND: Final = Path(__file__).parent / "found"


@dataclass(frozen=True, slots=True)
class Target:
    """One parser: its check, and the inputs to begin with, those that once broke it included."""

    name: str
    check: Callable[[bytes], None]
    inputs: Sequence[bytes]


def names() -> list[str]:
    """Return the names of all targets."""
    return sorted(module.name for module in iter_modules(fuzz.targets.__path__))


def target(name: str) -> Target:
    """Return a target. Raises ModuleNotFoundError if there is none of this name."""
    module = import_module(f"fuzz.targets.{name}")
    kept = sorted((FOUND / name).glob("*")) if (FOUND / name).is_dir() else []
    return Target(name, module.check, [*module.SEEDS, *(path.read_bytes() for path in kept)])
