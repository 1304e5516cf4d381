"""The noun of the catalogue's leak rules, and how they are found.

Every module in `catalog/leaks` holds one `LEAK`; its docstring is the page of the rule. A rule
says how to name a leak and what closes it. What leaks is derived by the planes, which refer to a
rule by its id.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass, field
from functools import cache

from ringfence.model.assessment import Kind
from ringfence.model.boundary import Severity


@dataclass(frozen=True, slots=True)
class Leak:
    """One rule of the catalogue.

    `title` is a template over `{asset}`, `{outsider}`, `{via}` (the resource to change) and
    `{what}` (its name).
    `remedy` says in one sentence what closes it. `change` lists step rules, most telling first:
    the resource of the first of them in the proof is the one to change; without one it is the
    resource of the last clause. `controls` are the ids of the catalogue controls that ask about
    the same facts.
    """

    id: str
    kind: Kind
    severity: Severity
    title: str
    remedy: str
    change: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    page: str = field(default="", compare=False)


@cache
def leaks() -> dict[str, Leak]:
    """Return every leak rule of the catalogue by id."""
    from ringfence.catalog import leaks as package

    found: dict[str, Leak] = {}
    for module in pkgutil.iter_modules(package.__path__):
        loaded = importlib.import_module(f"{package.__name__}.{module.name}")
        leak: Leak = loaded.LEAK
        if leak.id in found:
            raise ValueError(f"two rules have the id {leak.id}")
        found[leak.id] = leak
    return found


def page_of(rule: str) -> str:
    """Return the page (the module docstring) of a rule, "" for an unknown one."""
    from ringfence.catalog import leaks as package

    for module in pkgutil.iter_modules(package.__path__):
        loaded = importlib.import_module(f"{package.__name__}.{module.name}")
        if loaded.LEAK.id == rule:
            return (loaded.__doc__ or "").strip()
    return ""
