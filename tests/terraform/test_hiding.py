"""Hiding a fact never makes another: every value stays as it was, or is not known any more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ringfence.model.facts import MAYBE, Unknown
from ringfence.model.symbols import same
from ringfence.readers.identity import carrier
from ringfence.readers.terraform.declared import Declared
from ringfence.readers.terraform.evaluation.settling import settle
from ringfence.readers.terraform.project import Project
from ringfence.readers.tree import Tree
from ringfence.syntax.hcl.tree import Body
from tests.terraform.estates import Estate, read, write

FILES: dict[str, str | bytes] = {
    "main.tf": """
        variable "regions" {
          type    = map(object({ name = string, zones = optional(list(string), ["1"]) }))
          default = { we = { name = "westeurope" }, ne = { name = "northeurope", zones = [] } }
        }
        variable "open" { default = false }
        locals {
          prefix  = "llm"
          tags    = { team = "ml", data = local.kinds[0] }
          kinds   = ["weights", "logs"]
          rules   = { for k, v in { ssh = 22, tls = 443 } : k => v if v > 22 || var.open }
          network = cidrsubnet("10.0.0.0/16", 8, 1)
        }
        provider "azurerm" {
          subscription_id = "00000000-0000-0000-0000-00000000000a"
        }
        resource "azurerm_resource_group" "rg" {
          for_each = var.regions
          name     = "rg-${local.prefix}-${each.key}"
          location = each.value.name
        }
        resource "azurerm_virtual_network" "v" {
          name                = "v"
          resource_group_name = azurerm_resource_group.rg["we"].name
          location            = azurerm_resource_group.rg["we"].location
          address_space       = [local.network]
        }
        resource "azurerm_subnet" "s" {
          count                = length(local.kinds)
          name                 = local.kinds[count.index]
          resource_group_name  = azurerm_resource_group.rg["we"].name
          virtual_network_name = azurerm_virtual_network.v.name
          address_prefixes     = [cidrsubnet(local.network, 4, count.index)]
        }
        resource "azurerm_network_security_group" "n" {
          name                = join("-", [local.prefix, "nsg"])
          resource_group_name = azurerm_resource_group.rg["we"].name
          location            = "westeurope"
          dynamic "security_rule" {
            for_each = local.rules
            content {
              name                   = security_rule.key
              destination_port_range = tostring(security_rule.value)
              access                 = var.open ? "Allow" : "Deny"
            }
          }
        }
        resource "azurerm_subnet_network_security_group_association" "a" {
          subnet_id                 = azurerm_subnet.s[0].id
          network_security_group_id = azurerm_network_security_group.n.id
        }
        module "store" {
          source   = "./store"
          for_each = { for k, v in var.regions : k => v.name }
          name     = "st${local.prefix}${each.key}"
          group    = azurerm_resource_group.rg[each.key]
          open     = var.open
          subnets  = azurerm_subnet.s[*].id
          tags     = merge(local.tags, { region = each.value })
        }
        resource "azurerm_role_assignment" "r" {
          scope                = module.store["we"].account.id
          role_definition_name = var.open ? "Owner" : "Storage Blob Data Reader"
          principal_id         = module.store["ne"].principal_id
        }
    """,
    "store/main.tf": """
        variable "name" { type = string }
        variable "group" {}
        variable "open" { type = bool }
        variable "subnets" { type = list(string) }
        variable "tags" { type = map(string) }
        locals { public = var.open || try(var.group.nothing, false) }
        resource "azurerm_storage_account" "st" {
          name                          = lower(var.name)
          resource_group_name           = var.group.name
          location                      = var.group.location
          public_network_access_enabled = var.open
          tags                          = var.tags
          identity { type = "SystemAssigned" }
          network_rules {
            default_action             = var.open ? "Allow" : "Deny"
            virtual_network_subnet_ids = var.subnets
            ip_rules                   = [for ip in ["203.0.113.7", "10.0.0.1"] : ip if !startswith(ip, "10.")]
          }
        }
        resource "azurerm_storage_container" "c" {
          for_each             = toset(["weights", "dumps"])
          name                 = each.key
          storage_account_name = azurerm_storage_account.st.name
        }
        output "account" { value = azurerm_storage_account.st }
        output "principal_id" { value = azurerm_storage_account.st.identity[0].principal_id }
    """,
}
HIDDEN = "var.hidden"


def places(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Yield the file and the offsets of every value that may be hidden."""
    project = Project(Tree.at(folder))
    for name in FILES:
        file = project.parse(name, [])
        assert file is not None
        for block in file.body.blocks:
            if block.type == "provider" or (block.type == "variable" and name != "main.tf"):
                continue
            yield from ((name, *offsets) for offsets in _values(block.body))


def _values(body: Body) -> Iterator[tuple[int, int]]:
    for attribute in body.attributes.values():
        if attribute.name not in ("source", "type"):
            yield attribute.value_start, attribute.end
    for inner in body.blocks:
        yield from _values(inner.body)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("whole"), FILES)


def test_hiding_any_value_leaves_the_others_or_makes_them_unknown(
    tree: Path, tmp_path: Path
) -> None:
    whole = read(tmp_path / "whole", FILES)
    assert whole.problems == []
    assert len(whole.declared) == 14
    hidden_ones = 0
    for at, (name, start, end) in enumerate(places(tree)):
        data = (tree / name).read_bytes()
        text = data[:start] + HIDDEN.encode() + data[end:] + b'\nvariable "hidden" {}\n'
        files: dict[str, str | bytes] = {
            **{each: (tree / each).read_bytes() for each in FILES},
            name: text,
        }
        partly = read(tmp_path / str(at), files)
        what = f"{name}: {data[start:end].decode()}"
        _compare(whole, partly, what)
        hidden_ones += 1
    assert hidden_ones > 50


def _compare(whole: Estate, partly: Estate, what: str) -> None:
    for address, before in whole.declared.items():
        after = _counterpart(address, partly)
        assert after is not None, f"{address} is gone without {what}"
        for name, value in before.arguments.items():
            kept = after.arguments.get(name)
            assert _covers(value, kept), (
                f"{address}.{name} is {kept!r} without {what}, was {value!r}"
            )
        # A parent that is not known makes a child dangle; a scope is judged from the arguments.
        loose = after.doubt is not None or isinstance(after.arguments.get("scope"), Unknown)
        assert loose or same(before.id, after.id) is not False, (address, what)


def _counterpart(address: str, partly: Estate) -> Declared | None:
    """Return the same instance, or the one that stands for it where there may be any number."""
    found = partly.declared.get(address)
    if found is not None:
        return found
    for loose in (
        re.sub(r"\[[^\]]*\]$", "", address),
        re.sub(r"^(module\.\w+)\[[^\]]*\]", r"\1", address),
        re.sub(r"\[[^\]]*\]", "", address),
    ):
        found = partly.declared.get(loose)
        if found is not None and found.presence is not None:
            return found
    return None


def _covers(before: Any, after: Any) -> bool:
    """Tell whether what is known now admits what was known before."""
    if isinstance(after, Unknown) or before == after:
        return True
    if isinstance(before, str) and isinstance(after, str):
        # The principal of a thing whose name is hidden is still the principal of that thing.
        left, right = carrier(before) or before, carrier(after) or after
        return same(left, right) is not False
    if isinstance(before, dict) and isinstance(after, dict):
        if MAYBE in after:
            return all(_covers(before[key], value) for key, value in after.items() if key in before)
        return all(key in after and _covers(value, after[key]) for key, value in before.items())
    if isinstance(before, list) and isinstance(after, list):
        if any(
            isinstance(each, Unknown) or (isinstance(each, dict) and MAYBE in each)
            for each in after
        ):
            return True
        return len(before) == len(after) and all(map(_covers, before, after))
    return False


def test_the_comparison_can_fail() -> None:
    assert not _covers("a", "b")
    assert not _covers(["a"], [])
    assert not _covers({"a": 1}, {})
    assert not _covers(True, None)
    assert _covers(["a"], [Unknown("")])
    assert settle([1]) == [1]
