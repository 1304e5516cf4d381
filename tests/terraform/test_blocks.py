"""Bodies of blocks: dynamic blocks, places, and what is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ringfence.model.facts import MAYBE, Unknown
from ringfence.readers.terraform.translate import translate
from tests.terraform.estates import one, read


def test_bodies_that_are_known_in_part_reach_the_provider_shape(tmp_path: Path) -> None:
    text = """
        variable "hidden" {}
        resource "azapi_resource" "a" {
          type      = "Microsoft.Search/searchServices@2024-06-01-preview"
          parent_id = "/subscriptions/s/resourceGroups/g"
          name      = "search"
          body = jsonencode({
            properties = { publicNetworkAccess = "disabled", authOptions = var.hidden }
          })
        }
    """
    estate = one(tmp_path, text)
    (search,) = translate(list(estate.declared.values())).resources
    assert search.look("properties.publicNetworkAccess") == "disabled"
    assert isinstance(search.look("properties.authOptions"), Unknown)


DYNAMIC = """
variable "rules" {}
variable "on" { default = true }
resource "azurerm_network_security_group" "n" {
  name = "n"
  security_rule { name = "static" }
  dynamic "security_rule" {
    for_each = %s
    iterator = rule
    content {
      name     = rule.key
      priority = rule.value
    }
  }
}
"""


def _rules(tmp_path: Path, for_each: str, **variables: str) -> Any:
    estate = one(tmp_path, DYNAMIC % for_each, **variables)
    return estate.value("azurerm_network_security_group.n", "security_rule")


def test_dynamic_blocks_are_expanded(tmp_path: Path) -> None:
    static = {"name": "static"}
    assert _rules(tmp_path, "{ a = 1, b = 2 }") == [
        static,
        {"name": "a", "priority": 1},
        {"name": "b", "priority": 2},
    ]
    assert _rules(tmp_path, '["x"]') == [static, {"name": 0, "priority": "x"}]
    assert _rules(tmp_path, 'toset(["x"])') == [static, {"name": "x", "priority": "x"}]
    assert _rules(tmp_path, "[]") == [static]
    assert _rules(tmp_path, "null") == [static]


def test_dynamic_blocks_that_may_not_be_there_say_so(tmp_path: Path) -> None:
    (_, unknown) = _rules(tmp_path, "var.rules")
    assert unknown[MAYBE] == "? variable `rules` has no value"
    (_, sure, unsure) = _rules(
        tmp_path, "{ for k, v in { a = true, b = var.rules } : k => 1 if v }"
    )
    assert (sure, MAYBE in unsure) == ({"name": "a", "priority": 1}, True)
    assert _rules(
        tmp_path, "{ for k, v in { a = true, b = var.rules } : k => 1 if v }", rules="false"
    ) == [
        {"name": "static"},
        {"name": "a", "priority": 1},
    ]


def test_dynamic_blocks_nest_and_see_each_other(tmp_path: Path) -> None:
    text = """
        resource "azurerm_firewall_policy_rule_collection_group" "g" {
          dynamic "application_rule_collection" {
            for_each = { one = ["a", "b"], two = [] }
            content {
              name = application_rule_collection.key
              dynamic "rule" {
                for_each = application_rule_collection.value
                content { name = "${application_rule_collection.key}-${rule.value}" }
              }
            }
          }
        }
    """
    estate = one(tmp_path, text)
    address = "azurerm_firewall_policy_rule_collection_group.g"
    assert estate.value(address, "application_rule_collection") == [
        {"name": "one", "rule": [{"name": "one-a"}, {"name": "one-b"}]},
        {"name": "two", "rule": []},
    ]
    line = estate[address].origin.locate("application_rule_collection[1].rule[0].name").line
    assert line == 9


def test_places_of_arguments(tmp_path: Path) -> None:
    text = """
        resource "azurerm_storage_account" "st" {
          name = "st"
          network_rules {
            default_action = "Deny"
            ip_rules = [
              "203.0.113.7",
              "198.51.100.4",
            ]
          }
          tags = {
            a = "1"
            b = { c = "2" }
          }
        }
    """
    locate = one(tmp_path, text)["azurerm_storage_account.st"].origin.locate
    places = {
        "": 2,
        "name": 3,
        "network_rules": 4,
        "network_rules[0].default_action": 5,
        "network_rules[0].ip_rules": 6,
        "network_rules[0].ip_rules[1]": 8,
        "network_rules[0].bypass": 4,
        "tags.a": 12,
        "tags.b.c": 13,
        "tags.z": 11,
        "nothing": 2,
    }
    assert {pointer: locate(pointer).line for pointer in places} == places


def test_arguments_that_spell_a_bool_are_one(tmp_path: Path) -> None:
    text = """
        variable "open" { default = "true" }
        resource "azurerm_storage_account" "st" {
          public_network_access_enabled = "false"
          shared_access_key_enabled     = var.open
          tags                          = { a = "true" }
        }
    """
    arguments = one(tmp_path, text)["azurerm_storage_account.st"].arguments
    assert arguments["public_network_access_enabled"] is False
    assert arguments["shared_access_key_enabled"] is True
    assert arguments["tags"] == {"a": "true"}


def test_json_and_native_syntax_say_the_same(tmp_path: Path) -> None:
    native = one(
        tmp_path / "n",
        """
        variable "on" { default = true }
        resource "azurerm_storage_account" "st" {
          count = var.on ? 1 : 0
          name  = "st${count.index}"
          network_rules { default_action = "Deny" }
          identity { type = "SystemAssigned" }
        }
        resource "terraform_data" "x" { input = azurerm_storage_account.st[0].identity[0].principal_id }
        """,
    )
    text = """{
      "variable": {"on": {"default": true}},
      "resource": {
        "azurerm_storage_account": {"st": {
          "count": "${var.on ? 1 : 0}",
          "name": "st${count.index}",
          "network_rules": {"default_action": "Deny"},
          "identity": [{"type": "SystemAssigned"}]
        }},
        "terraform_data": {"x": {"input": "${azurerm_storage_account.st[0].identity[0].principal_id}"}}
      }
    }"""
    json = read(tmp_path / "j", {"main.tf.json": text})
    assert native.declared.keys() == json.declared.keys()
    first = "azurerm_storage_account.st[0]"
    assert native[first].id == json[first].id
    assert native["terraform_data.x"].arguments == json["terraform_data.x"].arguments
    assert json.value(first, "network_rules") == {"default_action": "Deny"}
    assert json[first].origin.locate("network_rules.default_action").line == 7


def test_tags_that_are_known_stay_known(tmp_path: Path) -> None:
    text = """
        variable "tags" {}
        resource "azurerm_storage_account" "st" {
          tags = merge(var.tags, { data = "weights" })
        }
    """
    assert one(tmp_path, text).value("azurerm_storage_account.st", "tags") == {
        "data": "weights",
        MAYBE: "? variable `tags` has no value",
    }


def test_terraforms_own_arguments_are_left_out(tmp_path: Path) -> None:
    text = """
        resource "azurerm_storage_account" "st" {
          count      = 1
          provider   = azurerm.x
          depends_on = [azurerm_resource_group.rg]
          name       = "st"
          lifecycle { prevent_destroy = true }
          timeouts { create = "1h" }
          provisioner "local-exec" {
            when    = destroy
            command = "az storage blob upload --account-name ${self.name}"
          }
        }
    """
    assert one(tmp_path, text)["azurerm_storage_account.st[0]"].arguments == {
        "name": "st",
        "provisioner": [
            {
                "type": "local-exec",
                "when": "destroy",
                "command": "az storage blob upload --account-name st",
            }
        ],
    }
