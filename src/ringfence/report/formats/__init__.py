"""The formats: one module for each, found because it is there, imported when asked for.

A format is the name of its module, whose `render(assessment, view)` returns the report as bytes.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable

from ringfence.model.assessment import Assessment
from ringfence.report.view import View


def names() -> list[str]:
    """Return the names of all formats."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def renderer(name: str) -> Callable[[Assessment, View], bytes]:
    """Return the function that renders the format `name`. Raises KeyError for an unknown one."""
    if name not in names():
        raise KeyError(name)
    render: Callable[[Assessment, View], bytes] = importlib.import_module(
        f"{__name__}.{name}"
    ).render
    return render
