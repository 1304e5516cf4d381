"""Unknown is not absent, not null, and never a wrong literal."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.model.facts import MAYBE, Source, Unknown
from ringfence.model.symbols import has_symbol, show, symbol
from ringfence.readers.terraform.evaluation.settling import settle
from ringfence.readers.terraform.evaluation.values import (
    Encoded,
    Failure,
    OpenList,
    OpenMap,
)
from tests.terraform.evaluating import evaluate

WHY = Unknown("variable `u` has no value", Source("variables.tf", 3), refs=("data.t.n",))
SYMBOL = symbol("azurerm_resource_group.rg.name", ".")
ID = f"/subscriptions/s/resourceGroups/{SYMBOL}/providers/Microsoft.Storage/storageAccounts/st"


def known(text: str, **more: Any) -> Any:
    return settle(evaluate(text, u=WHY, s=SYMBOL, id=ID, l=[1, 2], m={"a": 1}, **more))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What does not depend on the unknown is known.
        ("length([1, var.u])", 2),
        ("[var.u, 2][1]", 2),
        ("{a = var.u, b = 2}.b", 2),
        ("length(concat([var.u], [1]))", 2),
        ("merge({a = var.u}, {a = 1}).a", 1),
        ("merge(var.u, {a = 1}).a", 1),
        ("lookup({a = 1, b = var.u}, \"a\", 3)", 1),
        ("coalesce(\"x\", var.u)", "x"),
        ("coalesce(null, \"x\", var.u)", "x"),
        ("contains([var.u, \"x\"], \"x\")", True),
        ("try(1, var.u)", 1),
        ("false && var.u", False),
        ("var.u && false", False),
        ("var.u || true", True),
        ("true ? 1 : var.u", 1),
        ("var.u ? \"same\" : \"same\"", "same"),
        ("var.u ? [1] : [1]", [1]),
        ("anytrue([var.u, true])", True),
        ("alltrue([var.u, false])", False),
        ("keys({a = var.u, b = 2})", ["a", "b"]),
        ("[for k, v in {a = var.u} : k]", ["a"]),
        ("{for x in [1] : \"k\" => 2}[\"k\"]", 2),
        ("[for x in [{n = \"a\", v = var.u}] : x.n]", ["a"]),
        ("one([\"x\"])", "x"),
        ("slice([1, var.u], 0, 1)", [1]),
        ("element([1, var.u], 0)", 1),
        ("zipmap([\"a\"], [var.u])[\"a\"] == null ? 1 : 1", 1),
        ("[{a = 1}, {a = 1}][var.u].a", Unknown),
        ("[\"x\", \"x\"][var.u]", "x"),
        # What depends on it is not.
        ("var.u", Unknown),
        ("var.u + 1", Unknown),
        ("var.u == 1", Unknown),
        ("!var.u", Unknown),
        ("-var.u", Unknown),
        ("upper(var.u)", Unknown),
        ("length(var.u)", Unknown),
        ("var.u.a.b", Unknown),
        ("var.u[0]", Unknown),
        ("var.u[*].a", Unknown),
        ("[for x in var.u : x]", Unknown),
        ("var.u ? 1 : 2", Unknown),
        ("true && var.u", Unknown),
        ("contains([var.u], \"x\")", Unknown),
        ("coalesce(var.u, \"x\")", Unknown),
        ("try(var.u, 1)", Unknown),
        ("try(var.u.x, 1)", Unknown),
        ("can(var.u.x)", Unknown),
        ("lookup({a = var.u}, \"a\", 1)", Unknown),
        ("lookup(var.u, \"a\", 1)", Unknown),
        ("join(\",\", [\"a\", var.u])", Unknown),
        ("sort([\"b\", var.u])", Unknown),
        ("jsonencode({a = var.u})", Unknown),
        ("format(\"%s-%s\", \"a\", var.u)", Unknown),
        ("max(1, var.u)", Unknown),
        ("cidrsubnet(var.u, 8, 1)", Unknown),
        ("length(distinct([var.u, 1]))", Unknown),
        ("length(toset([var.u, \"a\"]))", Unknown),
        ("merge({a = 1}, var.u).a", Unknown),
        ("merge({a = 1}, var.u).b", Unknown),
        ("alltrue([var.u, true])", Unknown),
        ("timestamp()", Unknown),
        ("uuid()", Unknown),
        ("provider::azapi::parse(\"x\")", Unknown),
        ("nosuchfunction(1)", Unknown),
        ("{(var.u) = 1}", Unknown),
        ("file(\"missing.txt\")", Unknown),
        ("fileexists(\"missing.txt\")", Unknown),
        ("templatefile(\"missing.tpl\", {})", Unknown),
    ],
)  # fmt: skip
def test_functions_and_operators_over_an_unknown(text: str, expected: Any) -> None:
    value = known(text)
    if expected is Unknown:
        assert isinstance(value, Unknown)
        assert not isinstance(value, Failure), value.reason
    else:
        assert value == expected


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("concat([1], var.u)", [1, "?"]),
        ("[for x in [1, 2] : x if x == 1 || var.u]", [1, "?"]),
        ("[for x in [{v = 1, k = true}, {v = 2, k = var.u}] : x if x.k]",
         [{"v": 1, "k": True}, {"v": 2, "k": "?", MAYBE: "?"}]),
        ("flatten([[1], var.u])", [1, "?"]),
        ("compact([\"a\", var.u])", ["a", "?"]),
        ("toset([\"a\", var.u])", ["a", "?"]),
        ("values({a = 1, b = var.u})", [1, "?"]),
        ("{for k, v in {a = 1, b = 2} : k => v if v == 1 || var.u}", {"a": 1, "b": "?"}),
        # Keys that are not known may be any: the whole is not known.
        ("merge({a = 1}, var.u)", "?"),
        ("{for x in [1, var.u] : x => x}", "?"),
    ],
)  # fmt: skip
def test_collections_that_are_known_in_part(text: str, shape: Any) -> None:
    assert _shape(known(text)) == shape


def _shape(value: Any) -> Any:
    if isinstance(value, Unknown):
        return "?"
    if isinstance(value, dict):
        return {key: _shape(each) for key, each in value.items()}
    return [_shape(each) for each in value] if isinstance(value, list) else value


def test_an_unknown_says_why_and_where_it_began() -> None:
    value = known('"a-${var.u}-b"')
    assert value.reason == "variable `u` has no value (in a text at main.tf:1)"
    assert value.source == Source("variables.tf", 3)
    assert value.hint == "a--b"
    assert value.refs == ("data.t.n",)
    both = known("var.u ? var.other : 1", other=Unknown("another reason"))
    assert "variable `u` has no value; another reason" in both.reason


def test_two_parts_of_an_unknown_are_not_taken_for_one_value() -> None:
    texts = ["var.u", "var.u.a", "var.u.b", "var.u[0]", "upper(var.u)", '"x${var.u}"']
    reasons = [known(text).reason for text in texts]
    assert len(set(reasons)) == len(reasons)
    assert known("var.u.a").reason == known("var.u.a").reason


def test_encoded_text_keeps_its_structure() -> None:
    value = known('jsonencode({properties = {a = "Disabled", b = var.u}})')
    assert isinstance(value, Encoded)
    assert value.structure["properties"]["a"] == "Disabled"
    assert isinstance(value.structure["properties"]["b"], Unknown)
    assert known('jsondecode(jsonencode({a = "x", b = var.u})).a') == "x"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"rg-${var.s}"', f"rg-{SYMBOL}"),
        ("var.s", SYMBOL),
        ("lower(var.s)", SYMBOL),
        ('format("%s-x", var.s)', f"{SYMBOL}-x"),
        ('join("-", ["a", var.s])', f"a-{SYMBOL}"),
        ('split("/", var.id)[4]', SYMBOL),
        ('element(split("/", var.id), 8)', "st"),
        ('basename(var.id)', "st"),
        ('trimsuffix("${var.s}-x", "-x")', SYMBOL),
        ('trimprefix("x-${var.s}", "x-")', SYMBOL),
        ("coalesce(null, var.s)", SYMBOL),
        ("tostring(var.s)", SYMBOL),
        ("var.s == var.s", True),
        ("var.s == null", False),
        ("var.id != null", True),
        ('var.id == ""', False),
        ('startswith(var.id, "/subscriptions/")', True),
        ('startswith(var.id, "x")', False),
        ('endswith(var.id, "/st")', True),
        ('contains(["a", var.s], var.s)', True),
        ("{(var.s) = 1}[var.s]", 1),
        ("[var.s, \"a\"][0]", SYMBOL),
        ("distinct([var.s, var.s])", [SYMBOL]),
        ("jsondecode(jsonencode({a = var.s})).a", SYMBOL),
        # What a symbol hides decides these.
        ("length(var.s)", Unknown),
        ('var.s == "x"', Unknown),
        ('var.id == "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/st"',
         Unknown),
        ('contains(["a"], var.s)', Unknown),
        ('split("-", var.s)', Unknown),
        ('regex("a+", var.s)', Unknown),
        ("tonumber(var.s)", Unknown),
        ("sort([var.s, \"a\"])", Unknown),
        ('startswith(var.s, "x")', Unknown),
        ("cidrsubnet(var.s, 8, 1)", Unknown),
        ("[for x in var.s : x]", Unknown),
        ("var.s[*].id", Unknown),
        ('{a = 1}[var.s]', Unknown),
        ('setsubtract(["a", var.s], ["b"])', Unknown),
    ],
)  # fmt: skip
def test_functions_and_operators_over_a_symbol(text: str, expected: Any) -> None:
    value = known(text)
    if expected is Unknown:
        assert isinstance(value, Unknown)
        assert not isinstance(value, Failure), value.reason
    else:
        assert value == expected


@pytest.mark.parametrize(
    "text",
    ['replace(var.s, "-", "")', "substr(var.s, 0, 5)", "md5(var.s)", "base64encode(var.s)",
     'uuidv5("dns", var.s)', 'trimprefix(var.s, "x")', "title(var.s)", "strrev(var.s)"],
)  # fmt: skip
def test_what_is_made_of_a_symbol_is_a_symbol_of_its_own(text: str) -> None:
    made = known(text)
    assert has_symbol(made)
    assert made == known(text)
    assert made != SYMBOL
    assert "azurerm_resource_group.rg.name" in show(made)


def test_parts_of_a_symbol_are_symbols() -> None:
    assert show(known("var.s.a[0].b")) == "<azurerm_resource_group.rg.name.a[0].b>"


def test_a_failure_is_told_from_an_unknown() -> None:
    for text in ("[1][5]", "{a = 1}.b", "null.a", '1 + "x"', "var.nothing", "[{}.a]", "{a = {}.b}",
                 "[for x in [1] : x.y]", "upper([])", "tonumber(\"x\")"):  # fmt: skip
        assert isinstance(evaluate(text), Failure), text
        assert evaluate(f'try({text}, "other")') == "other", text
        assert evaluate(f"can({text})") is False, text


VALUES = st.sampled_from(
    ["1", '"a"', "[1, 2]", "{a = 1}", "null", "true", "var.s", "var.id", "[var.s]", "{a = var.s}"]
)
FUNCTIONS = st.sampled_from(
    [
        "abs",
        "ceil",
        "floor",
        "max",
        "min",
        "parseint",
        "pow",
        "signum",
        "sum",
        "chomp",
        "endswith",
        "format",
        "formatlist",
        "indent",
        "join",
        "lower",
        "regex",
        "regexall",
        "replace",
        "split",
        "startswith",
        "strcontains",
        "strrev",
        "substr",
        "title",
        "trim",
        "trimprefix",
        "trimsuffix",
        "trimspace",
        "upper",
        "alltrue",
        "anytrue",
        "chunklist",
        "coalesce",
        "coalescelist",
        "compact",
        "concat",
        "contains",
        "distinct",
        "element",
        "flatten",
        "index",
        "keys",
        "length",
        "lookup",
        "matchkeys",
        "merge",
        "one",
        "range",
        "reverse",
        "setintersection",
        "setproduct",
        "setsubtract",
        "setunion",
        "slice",
        "sort",
        "transpose",
        "values",
        "zipmap",
        "base64decode",
        "base64encode",
        "csvdecode",
        "jsondecode",
        "jsonencode",
        "urlencode",
        "yamldecode",
        "yamlencode",
        "formatdate",
        "timeadd",
        "timecmp",
        "md5",
        "sha1",
        "sha256",
        "uuidv5",
        "cidrhost",
        "cidrnetmask",
        "cidrsubnet",
        "cidrsubnets",
        "can",
        "tobool",
        "tolist",
        "tomap",
        "tonumber",
        "toset",
        "tostring",
        "try",
        "templatestring",
        "basename",
        "dirname",
        "abspath",
    ]
)


@given(FUNCTIONS, st.lists(VALUES, max_size=3), st.data())
@settings(max_examples=600, deadline=None)
def test_hiding_an_argument_never_makes_another_literal(
    name: str, arguments: list[str], data: st.DataObject
) -> None:
    """Replacing an argument by an unknown gives an unknown, or the same answer as before."""
    if not arguments:
        return
    before = known(f"{name}({', '.join(arguments)})")
    at = data.draw(st.integers(0, len(arguments) - 1))
    arguments[at] = "var.u"
    after = known(f"{name}({', '.join(arguments)})")
    if name in ("merge", "concat", "lookup", "coalescelist") or isinstance(before, Failure):
        return
    hidden = isinstance(after, Unknown) or _shape(after) != after
    # Beside a text, 1 is "1" and true is "true": what the unknown is decides between them.
    assert hidden or str(after).lower() == str(before).lower()


def test_open_collections_answer_what_they_know() -> None:
    items = OpenList(["a", "b"], {1: WHY})
    assert evaluate("var.x[0]", x=items) == "a"
    assert isinstance(evaluate("var.x[1]", x=items), Unknown)
    assert isinstance(evaluate("length(var.x)", x=items), Unknown)
    table = OpenMap({"a": 1}, None, WHY)
    assert evaluate("var.x.a", x=table) == 1
    assert isinstance(evaluate("var.x.b", x=table), Unknown)
    assert isinstance(evaluate('lookup(var.x, "b", 2)', x=table), Unknown)
    assert isinstance(evaluate("try(var.x.b, 2)", x=table), Unknown)
