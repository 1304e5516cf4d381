"""Reads a piece of configuration and translates it, as a scan would."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ringfence.model.facts import ABSENT, Unknown, Value
from ringfence.model.resource import Resource, dig
from ringfence.readers.harvest import Fold, Harvest
from ringfence.readers.options import Options
from ringfence.readers.terraform.catalogue import all_types, mapping_of
from ringfence.readers.terraform.declared import Declared
from ringfence.readers.terraform.mapping import Example, Mapping
from ringfence.readers.terraform.read import read_root
from ringfence.readers.terraform.translate import translate
from ringfence.readers.tree import Tree

HEADER = """
terraform {{
  required_providers {{
    azurerm = {{
      source  = "hashicorp/azurerm"
      version = "{version}"
    }}
    azuread = {{
      source  = "hashicorp/azuread"
      version = "~> 3.0"
    }}
  }}
}}
provider "azurerm" {{
  features {{}}
  subscription_id = "s"
}}
"""


def mappings() -> list[Mapping]:
    """Return every mapping that there is."""
    found = [mapping_of(name) for name in all_types()]
    return [mapping for mapping in found if mapping is not None]


@dataclass(frozen=True)
class Reading:
    """What a configuration declares, and what became of it."""

    declared: list[Declared]
    harvest: Harvest
    read: Harvest

    def one(self, label: str) -> Resource:
        """Return the managed resource whose address ends with the label."""
        for resource in self.resources:
            if resource.external is None and resource.address.rpartition(".")[2] == label:
                return resource
        raise AssertionError(f"no `{label}` among {self.resources}")

    @property
    def resources(self) -> list[Resource]:
        """Those with a known parent and those without."""
        return self.harvest.resources + [each.resource for each in self.harvest.danglings]


def declare(hcl: str, version: str = "~> 4.0") -> tuple[list[Declared], Harvest]:
    """Return the instances of a configuration of one file, `main.tf`."""
    with TemporaryDirectory() as folder:
        Path(folder, "main.tf").write_text(HEADER.format(version=version) + hcl, "utf-8")
        return read_root(Tree.at(Path(folder)), ".", Options())


def read(hcl: str, version: str = "~> 4.0") -> Reading:
    """Return what a configuration declares, translated."""
    declared, harvest = declare(hcl, version)
    return Reading(declared, translate(declared), harvest)


def example(of: Example) -> Reading:
    """Read an example with the provider version that it speaks of."""
    return read(of.hcl, f"~> {of.provider}.0")


def look(reading: Reading, mapping: Mapping, path: str) -> Any:
    """Return what stands at a path of an example's expectations (see `Example`)."""
    if path == "target":
        return reading.harvest.folds[0].target
    head, mark, rest = path.partition(":")
    if head == "fold" and mark:
        return _folded(reading.harvest.folds, rest)
    if head == "child" and mark:
        type_, _, pointer = rest.partition(":")
        child = next(r for r in reading.harvest.resources if r.type == type_)
        return dig(child.body, pointer)
    if mark and head.isidentifier():
        return dig(reading.one(head).body, rest)
    resource = _own(reading, mapping)
    return resource.id if path == "id" else dig(resource.body, path)


def _own(reading: Reading, mapping: Mapping) -> Resource:
    for resource in reading.resources:
        if f"{mapping.terraform}." in resource.address and resource.type == mapping.arm:
            return resource
    return reading.resources[0]


def _folded(folds: list[Fold], path: str) -> Value | Any:
    for fold in folds:
        if path == fold.pointer:
            return fold.value
        if path.startswith(fold.pointer + "."):
            found = dig(fold.value, path[len(fold.pointer) + 1 :])
            if found is not ABSENT:
                return found
    return ABSENT


def same_value(left: Any, right: Any) -> bool:
    """Compare two values; an unknown equals nothing, numbers are numbers."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return False
    return bool(left == right) and isinstance(left, bool) == isinstance(right, bool)
