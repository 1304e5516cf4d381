"""Instances, nested blocks, and what references to them answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ringfence.model.facts import MAYBE, Unknown
from ringfence.model.symbols import show
from ringfence.readers.identity import client, principal
from tests.terraform.estates import one, read, shown

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


def thing(
    tmp_path: Path, expression: str, *, meta: str = "", more: str = "", **variables: str
) -> Any:
    """Return what an expression gives beside an account with `meta` arguments."""
    text = (
        ACCOUNT % meta + more + f'resource "terraform_data" "x" {{\n  input = [{expression}]\n}}\n'
    )
    estate = one(tmp_path, text, **variables)
    value = estate["terraform_data.x"].arguments["input"]
    return shown(value[0] if isinstance(value, list) else value)


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


@pytest.mark.parametrize(
    ("meta", "expression", "expected"),
    [
        ("", "azurerm_storage_account.st.id", ACCOUNT_ID),
        ("", "azurerm_storage_account.st.name", "st"),
        ("", "azurerm_storage_account.st.location", "westeurope"),
        ("", '"${azurerm_storage_account.st.id}/x"', f"{ACCOUNT_ID}/x"),
        ("", 'azurerm_storage_account.st["name"]', "st"),
        ("", "azurerm_storage_account.st[*].name", ["st"]),
        ("", "azurerm_storage_account.st.identity[0].type", "SystemAssigned"),
        ("", "azurerm_storage_account.st.identity.0.type", "SystemAssigned"),
        ("", "[for i in azurerm_storage_account.st.identity : i.type]", ["SystemAssigned"]),
        ("", "azurerm_storage_account.st.primary_blob_host", "st.blob.core.windows.net"),
        ("", "azurerm_storage_account.st.primary_access_key",
         "<azurerm_storage_account.st.primary_access_key>"),
        ("", "azurerm_storage_account.st.blob_properties[0].versioning_enabled",
         "<azurerm_storage_account.st.blob_properties[0].versioning_enabled>"),
        ("", "azurerm_storage_account.st.identity[0].tenant_id", "<tenant>"),
        ("count = 2", "azurerm_storage_account.st[1].id", ACCOUNT_ID),
        ("count = 2", "azurerm_storage_account.st[*].name", ["st", "st"]),
        ("count = 2", "azurerm_storage_account.st.*.name", ["st", "st"]),
        ("count = 2", "length(azurerm_storage_account.st)", 2),
        ("count = 1", "one(azurerm_storage_account.st[*].id)", ACCOUNT_ID),
        ("count = 0", "one(azurerm_storage_account.st[*].id)", None),
        ("count = 0", 'try(azurerm_storage_account.st[0].id, "none")', "none"),
        ("count = 1", 'try(azurerm_storage_account.st[0].id, "none")', ACCOUNT_ID),
        ("count = 1", 'join("", azurerm_storage_account.st[*].id)', ACCOUNT_ID),
        ("count = 2", "[for s in azurerm_storage_account.st : s.name]", ["st", "st"]),
        ('for_each = toset(["a"])', 'azurerm_storage_account.st["a"].id', ACCOUNT_ID),
        ('for_each = toset(["a", "b"])', "keys(azurerm_storage_account.st)", ["a", "b"]),
        ('for_each = toset(["a", "b"])', "values(azurerm_storage_account.st)[*].name", ["st", "st"]),
        ('for_each = toset(["a"])', "{ for k, s in azurerm_storage_account.st : k => s.name }", {"a": "st"}),
        ('for_each = toset(["a"])', 'lookup(azurerm_storage_account.st, "a").name', "st"),
        ('for_each = toset(["a"])', "length(azurerm_storage_account.st)", 1),
        ("", "azurerm_storage_account.none.id",
         "? `azurerm_storage_account.none` is not declared in `.`"),
        ("count = 1", "azurerm_storage_account.st[3].id", "? `[3]` is asked of a list of 1"),
    ],
)  # fmt: skip
def test_references(tmp_path: Path, meta: str, expression: str, expected: object) -> None:
    assert thing(tmp_path, expression, meta=meta) == expected


def test_references_to_what_may_not_exist(tmp_path: Path) -> None:
    more, meta = 'variable "n" {}\n', "count = var.n ? 1 : 0"
    # Who names the instance itself relies on it: the identity is kept.
    assert thing(tmp_path, "azurerm_storage_account.st[0].id", meta=meta, more=more) == ACCOUNT_ID
    for doubtful in (
        'try(azurerm_storage_account.st[0].id, "none")',
        "one(azurerm_storage_account.st[*].id)",
        "length(azurerm_storage_account.st)",
        "var.n ? azurerm_storage_account.st[0].id : null",
        'join("", azurerm_storage_account.st[*].id)',
    ):
        value = thing(tmp_path, doubtful, meta=meta, more=more)
        assert str(value).startswith("? variable `n` has no value"), doubtful
    listed = thing(tmp_path, "azurerm_storage_account.st[*].id", meta=meta, more=more)
    assert str(listed[0]).startswith("? variable `n`")


def test_identities_are_symbols_of_their_carriers(tmp_path: Path) -> None:
    text = (
        ACCOUNT % ""
        + """
        resource "azurerm_user_assigned_identity" "u" {
          name                = "u"
          resource_group_name = azurerm_resource_group.rg.name
          location            = "westeurope"
        }
        resource "azuread_application" "a" { display_name = "a" }
        resource "azuread_service_principal" "a" { client_id = azuread_application.a.client_id }
        resource "terraform_data" "x" {
          input = [
            azurerm_storage_account.st.identity[0].principal_id,
            azurerm_user_assigned_identity.u.principal_id,
            azurerm_user_assigned_identity.u.client_id,
            azuread_service_principal.a.object_id,
            azuread_service_principal.a.client_id,
          ]
        }
    """
    )
    estate = one(tmp_path, text)
    account, identity, application, directory = (
        estate[each].id
        for each in (
            "azurerm_storage_account.st",
            "azurerm_user_assigned_identity.u",
            "azuread_application.a",
            "azuread_service_principal.a",
        )
    )
    assert estate["terraform_data.x"].arguments["input"] == [
        principal(account),
        principal(identity),
        client(identity),
        principal(directory),
        client(application),
    ]


def test_names_that_are_not_known_stay_one_thing(tmp_path: Path) -> None:
    text = """
        variable "name" {}
        resource "random_string" "r" { length = 6 }
        resource "azurerm_resource_group" "rg" {
          name     = var.name
          location = "westeurope"
        }
        resource "azurerm_storage_account" "st" {
          name                = "st${random_string.r.result}"
          resource_group_name = azurerm_resource_group.rg.name
          location            = "westeurope"
        }
        resource "azurerm_storage_container" "c" {
          name                 = "c"
          storage_account_name = azurerm_storage_account.st.name
        }
    """
    estate = one(tmp_path, text)
    account = "azurerm_storage_account.st"
    assert estate.id(account) == (
        "/subscriptions/<subscription>/resourceGroups/<azurerm_resource_group.rg.name>"
        "/providers/Microsoft.Storage/storageAccounts/st<random_string.r.result>"
    )
    assert estate[account].id.startswith(estate["azurerm_resource_group.rg"].id)
    assert estate["azurerm_storage_container.c"].id.startswith(
        estate[account].id + "/blobServices/"
    )
    assert estate["azurerm_storage_container.c"].doubt is None
    assert isinstance(estate["azurerm_resource_group.rg"].arguments["name"], Unknown)


def test_a_child_whose_parent_is_not_known_says_so(tmp_path: Path) -> None:
    text = """
        variable "account" {}
        resource "azurerm_storage_container" "c" {
          name               = "c"
          storage_account_id = var.account
        }
    """
    container = one(tmp_path, text)["azurerm_storage_container.c"]
    assert container.doubt is not None
    assert container.doubt_types == ("Microsoft.Storage/storageAccounts",)


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
    assert one(tmp_path, text).value("azurerm_storage_account.st", "tags") == {"data": "weights"}


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


def test_whole_resources_as_values(tmp_path: Path) -> None:
    estate = read(
        tmp_path,
        {
            "main.tf": ACCOUNT % ""
            + """
            module "m" {
              source  = "./m"
              account = azurerm_storage_account.st
              group   = azurerm_resource_group.rg
            }
            resource "terraform_data" "x" { input = azurerm_storage_account.st }
            """,
            "m/main.tf": """
            variable "account" { type = object({ id = string, name = string }) }
            variable "group" {}
            resource "terraform_data" "y" {
              input = [var.account.id, var.account.name, var.group.location, var.group.id]
            }
            """,
        },
    )
    assert estate.value("module.m.terraform_data.y", "input") == [
        ACCOUNT_ID,
        "st",
        "westeurope",
        GROUP_ID,
    ]
    assert isinstance(estate["terraform_data.x"].arguments["input"], Unknown)


def test_workspaces_and_paths(tmp_path: Path) -> None:
    estate = read(
        tmp_path,
        {
            "stack/main.tf": 'module "m" {\n  source = "../modules/m"\n}\n',
            "modules/m/main.tf": """
            resource "terraform_data" "x" {
              input = [
                path.module, path.root, "${path.module}/f.txt", file("${path.module}/f.txt"),
                fileexists("${path.root}/none"), file("../../../../etc/passwd"),
                basename(abspath(path.module)), "rg-${terraform.workspace}",
                tolist(fileset(path.module, "*.{txt,md}")),
                templatefile("${path.module}/t.tpl", { names = ["a", "b"] }),
              ]
            }
            """,
            "modules/m/f.txt": "content",
            "modules/m/t.tpl": "%{ for n in names ~}\n<${n}>\n%{ endfor ~}\n",
        },
    )
    values = estate.value("module.m.terraform_data.x", "input")
    assert values[:4] == ["../modules/m", ".", "../modules/m/f.txt", "content"]
    assert values[4].startswith("? `stack/none` is not in the scanned tree")
    assert values[5].startswith("? `../../../../etc/passwd` lies outside of the scanned tree")
    assert values[6:] == ["m", "rg-<workspace>", ["f.txt"], "<a>\n<b>\n"]


def test_show_has_no_private_characters(tmp_path: Path) -> None:
    estate = one(tmp_path, ACCOUNT % "")
    assert show(estate["azurerm_storage_account.st"].id) == ACCOUNT_ID
