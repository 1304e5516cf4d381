"""How the data tables of this package are read: once, from inside the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec


@cache
def table(name: str) -> Any:
    """Return the decoded JSON table `data/<name>.json`; every table carries `_meta` (source)."""
    return msgspec.json.decode(files(__package__).joinpath("data", f"{name}.json").read_bytes())
