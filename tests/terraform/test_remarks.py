"""Findings that are accepted in the code."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.terraform.estates import one, read

ACCEPT = 'ringfence:accept RF-EXP-01 reason="agreed with security" until=2027-01-31'


def test_a_comment_speaks_of_the_block_it_stands_in_or_above(tmp_path: Path) -> None:
    estate = one(
        tmp_path,
        f"""
        # {ACCEPT}
        # and more words
        resource "azurerm_storage_account" "above" {{
          name = "a"
        }}
        resource "azurerm_storage_account" "inside" {{
          count = 2
          network_rules {{
            default_action = "Allow" // {ACCEPT} owner=ml-team
          }}
        }}
        /* {ACCEPT} */
        module "m" {{
          source   = "./m"
          for_each = toset(["a"])
        }}
        """,
    )
    entries = [
        (each.rule, each.address, each.owner, each.source.line) for each in estate.harvest.accepts
    ]
    assert entries == [
        ("RF-EXP-01", "azurerm_storage_account.above", "", 2),
        ("RF-EXP-01", "azurerm_storage_account.inside[*]", "ml-team", 10),
        ("RF-EXP-01", "module.m[*].*", "", 13),
    ]
    first = estate.harvest.accepts[0]
    assert (first.reason, first.until) == ("agreed with security", date(2027, 1, 31))


def test_a_comment_in_a_module_speaks_of_every_instance(tmp_path: Path) -> None:
    estate = read(
        tmp_path,
        {
            "main.tf": 'module "a" {\n  source = "./m"\n}\nmodule "b" {\n  source = "./m"\n}\n',
            "m/main.tf": f'# {ACCEPT}\nresource "azurerm_key_vault" "kv" {{\n}}\n',
        },
    )
    assert [each.address for each in estate.harvest.accepts] == [
        "module.a.azurerm_key_vault.kv",
        "module.b.azurerm_key_vault.kv",
    ]


@pytest.mark.parametrize(
    ("remark", "missing"),
    [
        ("ringfence:accept", "names no rule"),
        ("ringfence:accept RF-1", 'gives no reason (`reason="…"`)'),
        ('ringfence:accept RF-1 reason="" until=2027-01-31', 'gives no reason (`reason="…"`)'),
        ('ringfence:accept RF-1 reason="x"', "gives no end (`until=YYYY-MM-DD`)"),
        ('ringfence:accept RF-1 reason="x" until=soon', "`until=soon` is no date"),
        ('ringfence:accept RF-1 reason="x" until=2027-02-30', "`until=2027-02-30` is no date"),
    ],
)
def test_what_is_not_complete_accepts_nothing_and_says_what_is_missing(
    tmp_path: Path, remark: str, missing: str
) -> None:
    estate = one(tmp_path, f'# {remark}\nresource "azurerm_key_vault" "kv" {{\n}}\n')
    assert estate.harvest.accepts == []
    (blind,) = estate.harvest.blinds
    assert missing in blind.reason
    assert (str(blind.source), blind.inert) == ("main.tf:1", True)


def test_a_comment_beside_no_resource_is_reported(tmp_path: Path) -> None:
    estate = one(tmp_path, f'# {ACCEPT}\n\n\nlocals {{\n  a = 1\n}}\nresource "t" "x" {{\n}}\n')
    assert estate.harvest.accepts == []
    assert "stands in no resource or module" in estate.problems[0]


def test_texts_are_no_comments(tmp_path: Path) -> None:
    text = f"""
        resource "azurerm_key_vault" "kv" {{
          name = "{ACCEPT.replace('"', "'")}"
        }}
    """
    estate = one(tmp_path, text)
    assert estate.harvest.accepts == []
    assert estate.problems == []


@pytest.mark.parametrize("indent", [None, 1])
def test_the_comment_of_a_block_in_the_json_syntax(tmp_path: Path, indent: int | None) -> None:
    blocks = {
        "a": {"name": "a"},
        "b": {"//": ["a note", ACCEPT], "name": ACCEPT},
        "c": {"//": "a note"},
    }
    text = json.dumps({"//": ACCEPT, "resource": {"azurerm_key_vault": blocks}}, indent=indent)
    estate = read(tmp_path, {"main.tf.json": text})
    assert [each.address for each in estate.harvest.accepts] == ["azurerm_key_vault.b"]
    assert "stands in no resource or module" in estate.problems[0]
