"""How the documented properties of Azure resources are spelt.

Resource Manager takes property names in any case; whoever reads them here asks for the documented
spelling. Source: `_meta` of the table `arm_names`.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from ringfence.reference.tables import table


class Spelling(dict[str, str]):
    """Maps a property name as written to its documented spelling, or to itself."""

    def __init__(self, lower: dict[str, str]) -> None:
        super().__init__()
        self._lower = lower

    def __missing__(self, name: str) -> str:
        spelt = self._lower.get(name.lower(), name)
        if len(self) < 100_000:
            self[name] = spelt
        return spelt


@cache
def _everywhere() -> dict[str, str]:
    return {name.lower(): name for name in table("arm_names")["names"].split()}


INTEGERS: Final = frozenset({"priority", "failoverPriority"})
"""Properties whose number decides; any other text stays a text."""


@cache
def booleans() -> frozenset[str]:
    """Return the properties, in documented spelling, that are boolean wherever they occur."""
    return frozenset(table("arm_names")["booleans"].split())


@cache
def spelling(type_: str) -> Spelling:
    """Return the spelling of the properties of a type, given in lower case."""
    own = table("arm_names")["types"].get(type_)
    if own is None:
        return _common()
    return Spelling({**_everywhere(), **own})


@cache
def _common() -> Spelling:
    return Spelling(_everywhere())
