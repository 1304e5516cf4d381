"""What a resource is called, in all the places where code names it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ringfence.model.facts import Unknown, Value
from ringfence.model.resource import Resource
from ringfence.model.symbols import CLOSE, OPEN

_SYMBOL: Final = re.compile(f"{OPEN}[^{CLOSE}]*{CLOSE}")
_TERRAFORM: Final = re.compile(r"(?:^|\.)(?:azurerm|azapi|azuread|azurestack)_[a-z0-9_]+\.")
_KEY: Final = re.compile(r"\[\"?([^\]\"]*)\"?\]")
_GIVEN: Final = re.compile(r"parameter |variable |var\.|local\.|data\.", re.IGNORECASE)
_MADE: Final = re.compile(
    r"uniquestring|guid|random_|utcnow|@|resourcegroup|subscription|deployment|tenant|copyindex",
    re.IGNORECASE,
)
_ENOUGH: Final = 3
_GENERIC: Final = frozenset({"this", "main", "default", "resource"})


def label(resource: Resource) -> str:
    """Return the name of a resource for people: its own name, else what the code calls it.

    What is not known of a name is left out: `genai-cosmosdb-…`.
    """
    name = resource.name if isinstance(resource.name, str) else resource.id.rsplit("/", 1)[-1]
    if OPEN not in name:
        return name or resource.address
    known = _SYMBOL.sub("…", name)
    return known if sum(map(str.isalnum, known)) >= _ENOUGH else resource.address


def words_of(name: Value) -> str:
    """Return what is known of a name: its text without symbols, or the hint of an unknown one."""
    if isinstance(name, Unknown):
        return name.hint
    if not isinstance(name, str):
        return ""
    return _SYMBOL.sub("-", name) if OPEN in name else name


def hidden(name: Value) -> bool:
    """Tell whether a part of a name is hidden that could hold a telling word.

    What is generated (`uniqueString`, `random_string`, an index) hides no word; what somebody
    gives as a parameter may.
    """
    if isinstance(name, Unknown):
        return True
    if not isinstance(name, str) or OPEN not in name:
        return False
    return any(_GIVEN.search(each) or not _MADE.search(each) for each in _SYMBOL.findall(name))


@lru_cache(maxsize=65536)
def labels(address: str) -> tuple[str, tuple[str, ...]]:
    """Return how code calls a resource: its own label with its key, and the labels around it.

    `module.llm["eu"].azurerm_storage_account.weights[0]` gives `weights` and (`llm eu`,). In an
    ARM address `type/name` only the name counts, which is the resource's own.
    """
    found = _TERRAFORM.search(address)
    if found is None:
        if "/" in address:
            return "", ()
        *outer, own = address.split(".")
        return own, tuple(outer) if len(outer) > 1 else ()
    modules = _spread(address[: found.start()])
    own = _KEY.sub(r" \1", address[found.end() :])
    around = tuple(part for part in modules if part.split(" ")[0] not in {"module", "data", ""})
    return ("" if own in _GENERIC else own), around


def _spread(text: str) -> list[str]:
    """Split module calls at dots outside brackets; keys become words behind the label."""
    return [part for part in _KEY.sub(r" \1", _shield(text)).split(".") if part]


def _shield(text: str) -> str:
    return _KEY.sub(lambda key: key[0].replace(".", "-"), text)
