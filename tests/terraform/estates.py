"""Small trees of configuration, written and read."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ringfence.model.facts import Unknown
from ringfence.model.symbols import show
from ringfence.readers.harvest import Harvest
from ringfence.readers.options import Options
from ringfence.readers.terraform.declared import Declared
from ringfence.readers.terraform.read import read_root, roots
from ringfence.readers.tree import Tree

ACCOUNT = """
resource "azurerm_resource_group" "rg" {
  name     = "rg"
  location = "westeurope"
}
resource "azurerm_storage_account" "st" {
  %s
  name                = "st"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
  identity { type = "SystemAssigned" }
}
"""
GROUP_ID = "/subscriptions/<subscription>/resourceGroups/rg"
ACCOUNT_ID = f"{GROUP_ID}/providers/Microsoft.Storage/storageAccounts/st"


@dataclass(slots=True)
class Estate:
    """What a tree declares, by address, and its problems."""

    tree: Tree
    roots: list[str]
    declared: dict[str, Declared] = field(default_factory=dict)
    harvest: Harvest = field(default_factory=Harvest)

    def __getitem__(self, address: str) -> Declared:
        return self.declared[address]

    def value(self, address: str, argument: str) -> Any:
        """Return an argument, symbols as people see them."""
        return shown(self.declared[address].arguments[argument])

    def id(self, address: str) -> str:
        """Return the id, symbols as people see them."""
        return show(self.declared[address].id)

    @property
    def problems(self) -> list[str]:
        """Every problem with its place."""
        return [f"{each.source}: {each.what} {each.reason}" for each in self.harvest.blinds]


def shown(value: Any) -> Any:
    """Return a value with symbols as people see them and unknowns as their reason."""
    if isinstance(value, str):
        return show(value)
    if isinstance(value, Unknown):
        return f"? {value.reason}"
    if isinstance(value, dict):
        return {key: shown(each) for key, each in value.items()}
    if isinstance(value, list):
        return [shown(each) for each in value]
    return value


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files below a folder; texts are dedented."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            path.write_text(textwrap.dedent(content))
        else:
            path.write_bytes(content)
    return folder


def read(
    folder: Path, files: dict[str, str | bytes], *, env: str | None = None, **variables: str
) -> Estate:
    """Write files and read all roots."""
    tree = Tree.at(write(folder, files))
    estate = Estate(tree, roots(tree))
    for root in estate.roots:
        declared, harvest = read_root(tree, root, Options(variables, env))
        for each in declared:
            key = each.address if len(estate.roots) == 1 else f"{root}:{each.address}"
            assert key not in estate.declared, key
            estate.declared[key] = each
        estate.harvest.extend(harvest)
    return estate


def one(folder: Path, text: str, **variables: str) -> Estate:
    """Read a single `main.tf`."""
    return read(folder, {"main.tf": text}, **variables)
