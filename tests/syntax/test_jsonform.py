"""The JSON syntax of Terraform: the same tree as native syntax, and bounded on any input."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.syntax.hcl import tree as hcl
from ringfence.syntax.hcl.jsonform import parse_json, parse_json_values
from ringfence.syntax.hcl.parser import parse_expression

ESTATE = """{
  "//": "a comment",
  "resource": {
    "azurerm_storage_account": {
      "weights": {
        "name": "st${var.n}",
        "tags": {"data": "weights", "n": 2.0},
        "network_rules": {"ip_rules": ["203.0.113.7"]},
        "dynamic": {"blob_properties": {"for_each": "${var.b}", "content": {"x": "${each.key}"}}},
        "lifecycle": {"ignore_changes": ["tags"]},
        "provisioner": [{"local-exec": {"command": "echo"}}]
      }
    }
  },
  "module": {"m": {"source": "./m"}},
  "locals": [{"a": 1}, {"b": "$${x}"}],
  "variable": {"n": {"type": "list(string)", "default": "${not a template}"}},
  "terraform": {"required_providers": {"azurerm": {"version": "~> 4.0"}}}
}"""


def test_blocks_and_arguments_are_told_apart_by_their_keys() -> None:
    file = parse_json("main.tf.json", ESTATE.encode())
    assert file.faults == []
    kinds = [(block.type, block.labels, block.line) for block in file.body.blocks]
    assert kinds == [
        ("resource", ("azurerm_storage_account", "weights"), 5),
        ("module", ("m",), 15),
        ("locals", (), 16),
        ("locals", (), 16),
        ("variable", ("n",), 17),
        ("terraform", (), 18),
    ]
    account = file.body.blocks[0]
    values = {name: each.value for name, each in account.body.attributes.items()}
    assert values == {
        "name": parse_expression('"st${var.n}"'),
        "tags": parse_expression('{"data" = "weights", "n" = 2}'),
        "network_rules": parse_expression('{"ip_rules" = ["203.0.113.7"]}'),
    }
    assert account.body.attributes["tags"].line == 7
    assert [(each.type, each.labels) for each in account.body.blocks] == [
        ("dynamic", ("blob_properties",)),
        ("lifecycle", ()),
        ("provisioner", ("local-exec",)),
    ]
    variable = file.body.blocks[4].body.attributes
    assert variable["type"].value == parse_expression("list(string)")
    assert variable["default"].value == hcl.Literal("${not a template}")
    assert file.body.blocks[3].body.attributes["b"].value == hcl.Literal("${x}")


def test_nested_objects_with_dynamic_blocks_are_blocks() -> None:
    text = json.dumps(
        {
            "resource": {
                "t": {"r": {"a": {"b": 1, "dynamic": {"c": {"for_each": [1], "content": {}}}}}}
            }
        }
    )
    block = parse_json("x.tf.json", text.encode()).body.blocks[0]
    assert block.body.attributes == {}
    assert [each.type for each in block.body.blocks[0].body.blocks] == ["dynamic"]


@pytest.mark.parametrize(
    ("text", "line", "column", "what"),
    [
        ("", 1, 1, "ends too early"),
        ("{", 1, 2, "ends too early"),
        ('{"a": 1,}', 1, 9, "`}` is unexpected here"),
        ('{\n"a" 1}', 2, 5, "`:` is missing"),
        ("{} {}", 1, 4, "more than one value"),
        ("[1]", 1, 1, "is no JSON object"),
        ('{"resource": 5}', 1, 14, "a block must be an object"),
        ('{"nonsense": {}}', 1, 2, "is no block type of Terraform"),
        ('{"locals": {"a": 1, "a": 2}}', 1, 21, "`a` is set twice (first in line 1)"),
        ('{"locals": {"a": tru}}', 1, 18, "not valid JSON"),
        ('{"locals": {"a": "x\ny"}}', 1, 18, "not valid JSON"),
    ],
)
def test_faults_name_line_and_column(text: str, line: int, column: int, what: str) -> None:
    fault = parse_json("x.tf.json", text.encode()).faults[0]
    assert what in fault.what
    assert (fault.line, fault.column) == (line, column)


def test_deep_nesting_is_refused() -> None:
    text = '{"locals": {"a": ' + "[" * 100_000 + "]" * 100_000 + "}}"
    assert "nested more than 200" in parse_json("x.tf.json", text.encode()).faults[0].what


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.characters(exclude_categories=("Cs", "Co"))),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.text("xyz", min_size=1), _VALUES, max_size=4), st.booleans())
@settings(max_examples=200, deadline=None)
def test_values_are_what_json_says(values: dict[str, object], ascii_only: bool) -> None:
    text = json.dumps(values, indent=1, ensure_ascii=ascii_only)
    file = parse_json_values("x.tfvars.json", text.encode())
    assert file.faults == []
    assert {name: _plain(each.value) for name, each in file.body.attributes.items()} == values


def _plain(node: hcl.Expression) -> object:
    match node:
        case hcl.Literal(value):
            return value
        case hcl.TupleOf(items):
            return [_plain(each) for each in items]
        case hcl.ObjectOf(items):
            return {str(_plain(key)): _plain(value) for key, value in items}
    raise AssertionError(node)


@given(st.binary(max_size=60) | st.text('{}[]:,"\\u0a1 tfn', max_size=60).map(str.encode))
@settings(max_examples=400, deadline=None)
def test_any_bytes_are_answered(data: bytes) -> None:
    try:
        valid = isinstance(json.loads(data), dict)
    except (ValueError, RecursionError):
        valid = False
    faults = parse_json_values("x.tfvars.json", data).faults
    assert valid or faults
