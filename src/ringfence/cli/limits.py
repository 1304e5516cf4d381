"""What is not modelled: the `LIMITS` of every module that has some, found because they are there."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Final

ROOMS: Final = ("ringfence.readers", "ringfence.graph")
"""The rooms whose knowledge has edges: what is read, and what is concluded."""


def limits() -> list[tuple[str, tuple[str, ...]]]:
    """Return `(title, sentences)` for every module with limits, in the order of module names.

    The title is the first line of the module's docstring. A sentence that several modules state,
    or that a package passes on from one of its modules, is listed once.
    """
    found: list[tuple[str, tuple[str, ...]]] = []
    told: set[str] = set()
    for module in _modules():
        stated: tuple[str, ...] = getattr(module, "LIMITS", ())
        fresh = tuple(sentence for sentence in stated if sentence not in told)
        if fresh:
            told.update(fresh)
            title = (module.__doc__ or module.__name__).strip().split("\n", 1)[0]
            found.append((title.rstrip("."), fresh))
    return found


def _modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        package = importlib.import_module(room)
        yield package
        for info in pkgutil.walk_packages(package.__path__, f"{room}."):
            yield importlib.import_module(info.name)
