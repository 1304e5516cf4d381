"""Which mapping belongs to which Terraform type: one module for each, found by its name.

Only the modules of types that occur are imported; there are many, and most trees use a few.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Final

from ringfence.readers.terraform.mapping import Mapping

_HERE: Final = __package__
PACKAGES: Final = ("azurerm", "azuread", "azuredevops", "github")
"""Providers whose mappings lie in a package of their name."""

PROVIDERS: Final = (*PACKAGES, "azapi")


@cache
def mapping_of(terraform_type: str) -> Mapping | None:
    """Return the mapping of `azurerm_storage_account`, None for a type that is not mapped."""
    provider, _, name = terraform_type.partition("_")
    if provider not in PROVIDERS or not name.isidentifier():
        return None
    if provider == "azapi":
        from ringfence.readers.terraform.azapi import MAPPINGS

        return MAPPINGS.get(terraform_type)
    module = f"{_HERE}.{provider}.{name}"
    try:
        found = import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        return None
    mapping = found.MAPPING
    assert isinstance(mapping, Mapping)
    return mapping


def all_types() -> list[str]:
    """Return every mapped Terraform type, sorted."""
    from ringfence.readers.terraform.azapi import MAPPINGS

    types = [
        f"{provider}_{module.name}"
        for provider in PACKAGES
        for module in pkgutil.iter_modules(import_module(f"{_HERE}.{provider}").__path__)
    ]
    return sorted([*types, *MAPPINGS])
