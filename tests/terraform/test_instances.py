"""Instances of blocks: how many there are, and what is not known of that."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.model.facts import Unknown
from ringfence.model.symbols import show
from tests.terraform.estates import ACCOUNT, one, read


def test_count_makes_addresses_and_indexes(tmp_path: Path) -> None:
    estate = one(tmp_path, ACCOUNT % "count = 2")
    assert [each for each in estate.declared if "storage" in each] == [
        "azurerm_storage_account.st[0]",
        "azurerm_storage_account.st[1]",
    ]
    assert 'azurerm_storage_account.st["0"]' not in estate.declared


@pytest.mark.parametrize(
    ("for_each", "keys"),
    [
        ('{ a = 1, "b c" = 2 }', ['["a"]', '["b c"]']),
        ('toset(["x", "y", "x"])', ['["x"]', '["y"]']),
        ("{}", []),
        ("[]", []),
        ('{ for v in ["p"] : v => upper(v) }', ['["p"]']),
        ('{ "a\\"b" = 1, "$${x}" = 2 }', ['["$${x}"]', '["a\\"b"]']),
    ],
)
def test_for_each_makes_addresses_by_key(tmp_path: Path, for_each: str, keys: list[str]) -> None:
    text = f'resource "azurerm_resource_group" "g" {{\n  for_each = {for_each}\n  name = each.key\n}}\n'
    if for_each == "[]":
        text = text.replace("[]", "toset([])")
    estate = one(tmp_path, text)
    assert list(estate.declared) == [f"azurerm_resource_group.g{key}" for key in keys]
    assert estate.problems == []


def test_an_unknown_count_is_zero_or_more(tmp_path: Path) -> None:
    text = 'variable "n" {}\n' + ACCOUNT % "count = var.n ? 1 : 0"
    estate = one(tmp_path, text)
    account = estate["azurerm_storage_account.st"]
    assert account.presence is not None
    assert "variable `n` has no value" in account.presence.reason
    assert estate["azurerm_resource_group.rg"].presence is None
    assert one(tmp_path, text, n="true")["azurerm_storage_account.st[0]"].presence is None
    assert "azurerm_storage_account.st[0]" not in one(tmp_path, text, n="false").declared


def test_who_is_asked_for_by_key_is_one_of_its_own(tmp_path: Path) -> None:
    """What is attached to one subnet of nobody knows how many guards that one only."""
    text = """
        variable "subnets" {}
        resource "azurerm_subnet" "s" {
          for_each             = var.subnets
          name                 = each.key
          virtual_network_name = "v"
          resource_group_name  = "rg"
          address_prefixes     = [each.value]
        }
        resource "azurerm_subnet_network_security_group_association" "a" {
          subnet_id                 = azurerm_subnet.s["train"].id
          network_security_group_id = "/nsg"
        }
        resource "azurerm_subnet_nat_gateway_association" "all" {
          for_each       = azurerm_subnet.s
          subnet_id      = each.value.id
          nat_gateway_id = "/nat"
        }
        resource "azurerm_subnet_route_table_association" "same" {
          for_each       = var.subnets
          subnet_id      = azurerm_subnet.s[each.key].id
          route_table_id = "/routes"
        }
    """
    estate = one(tmp_path, text)
    presence = {address: each.presence is not None for address, each in estate.declared.items()}
    assert presence == {
        "azurerm_subnet.s": True,
        'azurerm_subnet.s["train"]': True,
        "azurerm_subnet_network_security_group_association.a": False,
        "azurerm_subnet_nat_gateway_association.all": True,
        "azurerm_subnet_route_table_association.same": True,
    }
    others, train = estate["azurerm_subnet.s"].id, estate['azurerm_subnet.s["train"]'].id
    assert (show(others)[-25:], show(train)[-6:]) == ("s/<azurerm_subnet.s.name>", "/train")
    guarded = "azurerm_subnet_network_security_group_association.a"
    assert estate[guarded].arguments["subnet_id"] == train
    for every in ("nat_gateway_association.all", "route_table_association.same"):
        assert estate[f"azurerm_subnet_{every}"].arguments["subnet_id"] == others


def test_modules_of_which_nobody_knows_how_many_there_are(tmp_path: Path) -> None:
    estate = read(
        tmp_path,
        {
            "main.tf": """
                variable "regions" {}
                variable "on" {}
                module "m" {
                  source   = "./m"
                  for_each = var.regions
                  name     = each.key
                }
                module "one" {
                  source = "./m"
                  count  = var.on ? 1 : 0
                  name   = "one"
                }
                resource "terraform_data" "x" {
                  input = [module.m["eu"].id, module.one[0].id, try(module.one[0].id, "")]
                }
            """,
            "m/main.tf": """
                variable "name" {}
                resource "azurerm_resource_group" "g" { name = var.name }
                output "id" { value = azurerm_resource_group.g.id }
            """,
        },
    )
    group = "azurerm_resource_group.g"
    assert {address for address, each in estate.declared.items() if each.presence is not None} == {
        f"module.m.{group}",
        f'module.m["eu"].{group}',
        f"module.one.{group}",
    }
    by_key, single, tried = estate.value("terraform_data.x", "input")
    assert by_key.endswith("/resourceGroups/eu")
    assert single.endswith("/resourceGroups/one")
    assert tried.startswith("? variable `on` has no value")


def test_a_count_that_is_one_of_two_numbers(tmp_path: Path) -> None:
    text = 'variable "n" {}\n' + ACCOUNT % "count = var.n ? 3 : 0"
    text += 'output "x" { value = 1 }\n'
    text += 'resource "terraform_data" "x" {\n  input = [azurerm_storage_account.st[2].id]\n}\n'
    estate = one(tmp_path, text)
    asked = estate["azurerm_storage_account.st[2]"]
    assert asked.presence is not None
    assert estate["azurerm_storage_account.st"].presence is not None


def test_an_unknown_for_each_keeps_what_is_known(tmp_path: Path) -> None:
    text = """
        variable "more" {}
        variable "on" {}
        resource "azurerm_resource_group" "g" {
          for_each = merge({ b = 2 }, { for k, v in { a = true, c = var.on } : k => 1 if v })
          name     = each.key
        }
        resource "azurerm_resource_group" "h" {
          for_each = merge(var.more, { sure = 1 })
          name     = each.key
        }
        resource "azurerm_resource_group" "i" {
          for_each = var.more
          name     = each.key
          tags     = each.value
        }
    """
    estate = one(tmp_path, text)
    presence = {address: each.presence is not None for address, each in estate.declared.items()}
    assert presence == {
        'azurerm_resource_group.g["a"]': False,
        'azurerm_resource_group.g["b"]': False,
        'azurerm_resource_group.g["c"]': True,
        'azurerm_resource_group.h["sure"]': False,
        "azurerm_resource_group.h": True,
        "azurerm_resource_group.i": True,
    }
    assert isinstance(estate["azurerm_resource_group.i"].arguments["tags"], Unknown)
