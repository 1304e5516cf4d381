"""The parser of native HCL: meaning, positions, faults, and input that nobody should write."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ringfence.syntax.hcl import pieces
from ringfence.syntax.hcl import tree as hcl
from ringfence.syntax.hcl.parser import parse, parse_expression, parse_template
from tests.syntax.hclgen import EXPRESSIONS, write

ESTATE = """\
# an account
resource "azurerm_storage_account" weights {
  name = "st${var.n}" // comment
  tags = {
    data    = "weights"
    (var.k) : 2
  }

  network_rules {
    ip_rules = ["203.0.113.7",
      "198.51.100.4"]
  }
}
locals { a = 1 }
"""


def test_blocks_and_attributes_know_where_they_stand() -> None:
    file = parse("main.tf", ESTATE.encode())
    account, inner = file.body.blocks
    assert (account.type, account.labels) == (
        "resource",
        ("azurerm_storage_account", "weights"),
    )
    assert (account.line, account.last, inner.line) == (2, 13, 14)
    name, tags = (account.body.attributes[each] for each in ("name", "tags"))
    assert (name.line, tags.line) == (3, 4)
    data = file.data
    assert data[name.start : name.end] == b'name = "st${var.n}"'
    assert data[name.value_start : name.end] == b'"st${var.n}"'
    assert data[account.start : account.start + 8] == b"resource"
    assert data[account.end - 1 : account.end] == b"}"
    rules = account.body.blocks[0]
    assert (rules.type, rules.line, rules.last) == ("network_rules", 9, 12)
    value = rules.body.attributes["ip_rules"]
    assert isinstance(value.value, hcl.TupleOf)
    second = value.value_start + value.value.starts[1]
    assert data[second:].startswith(b'"198.51.100.4"')
    assert file.faults == []


@given(EXPRESSIONS)
@settings(max_examples=300, deadline=None)
def test_what_is_written_is_read(expression: hcl.Expression) -> None:
    assert parse_expression(write(expression)) == expression


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("1 + 2 * 3", "(1 + (2 * 3))"),
        ("1 - 2 - 3", "((1 - 2) - 3)"),
        ("!a == b", "((!a) == b)"),
        ("-a * b", "((-a) * b)"),
        ("a || b && c", "(a || (b && c))"),
        ("a == b && c != d", "((a == b) && (c != d))"),
        ("a < b == c > d", "((a < b) == (c > d))"),
        ("a ? b : c ? d : e", "(a ? b : (c ? d : e))"),
        ("a ? b : c ? d : e ? f : g", "(a ? b : (c ? d : (e ? f : g)))"),
        ("(a ? b : c) ? d : e", "((a ? b : c) ? d : e)"),
        ("a ? b ? c : d : e", "(a ? (b ? c : d) : e)"),
        ("a == b ? c : d == e ? f : g", "((a == b) ? c : ((d == e) ? f : g))"),
        ("a + b > c - d", "((a + b) > (c - d))"),
        ("a.b[0].c + d", "((a.b[0]).c + d)"),
        ("-a.b", "(-a.b)"),
    ],
)
def test_operators_bind_as_in_terraform(text: str, shape: str) -> None:
    assert _shape(parse_expression(text)) == shape


def _shape(node: hcl.Expression) -> str:
    match node:
        case hcl.Binary(operator, left, right):
            return f"({_shape(left)} {operator} {_shape(right)})"
        case hcl.Unary(operator, of):
            return f"({operator}{_shape(of)})"
        case hcl.Conditional(condition, then, otherwise):
            return f"({_shape(condition)} ? {_shape(then)} : {_shape(otherwise)})"
    return write(node)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a[*].b.c", hcl.Splat(hcl.Name("a"), hcl.Attr(hcl.Attr(hcl.Element(), "b"), "c"))),
        (
            "a[*].b[0]",
            hcl.Splat(hcl.Name("a"), hcl.Index(hcl.Attr(hcl.Element(), "b"), hcl.Literal(0))),
        ),
        # A legacy splat ends at the first step that is no attribute.
        (
            "a.*.b[0]",
            hcl.Index(hcl.Splat(hcl.Name("a"), hcl.Attr(hcl.Element(), "b")), hcl.Literal(0)),
        ),
        (
            "a[*].b[*].c",
            hcl.Splat(
                hcl.Name("a"),
                hcl.Splat(hcl.Attr(hcl.Element(), "b"), hcl.Attr(hcl.Element(), "c")),
            ),
        ),
        ("a.0.b", hcl.Attr(hcl.Index(hcl.Name("a"), hcl.Literal(0)), "b")),
        ("{a = 1, b: 2}", parse_expression('{"a" = 1\n"b" : 2}')),
        ("1e3", hcl.Literal(1000)),
        ("2.5e-1", hcl.Literal(0.25)),
        ("1E+2", hcl.Literal(100)),
    ],
)
def test_shapes(text: str, expected: hcl.Expression) -> None:
    assert parse_expression(text) == expected


def test_a_template_of_one_interpolation_is_the_value_itself() -> None:
    assert parse_expression('"${a.b}"') == parse_expression("a.b")
    assert isinstance(parse_expression('"${a.b} "'), hcl.Template)


def test_json_and_file_templates_have_no_backslash_escapes() -> None:
    assert parse_template(r"a\n$${x}") == hcl.Literal(r"a\n${x}")
    assert parse_template('say "${a}"\n') == hcl.Template(
        (hcl.Literal('say "'), hcl.Name("a"), hcl.Literal('"\n'))
    )
    assert parse_template("${a}") == hcl.Name("a")
    assert isinstance(parse_template("${a"), hcl.Broken)


@pytest.mark.parametrize(
    ("text", "line", "column", "what"),
    [
        ('a = "x\nb = 2\n', 3, 1, 'the closing `"` is missing'),
        ('a = "x\ny"\n', 1, 5, "reaches beyond its line"),
        ("locals {\n  a = 1\n", 3, 1, "`}` is missing"),
        ('resource "x" "y" {\n  name = = 3\n}\n', 2, 10, "a value is missing"),
        ("a = [1, 2\nb = 3\n", 2, 1, "`]` is missing"),
        ("a = 1 b = 2\n", 1, 7, "on one line"),
        ("a = 1\na = 2\n", 2, 1, "`a` is set twice (first in line 1)"),
        ('a = "\\q"\n', 1, 6, "`\\` is unexpected here"),
        ("a = <<EOT\nx\n", 3, 1, "end of a heredoc"),
        ('a = "%{ if x }y"\n', 1, 5, ""),
        ("a = {\n  b = \n}\n", 1, 1, ""),
    ],
)
def test_faults_name_line_and_column(text: str, line: int, column: int, what: str) -> None:
    faults = parse("main.tf", text.encode()).faults
    assert faults
    assert what in faults[0].what
    if what:
        assert (faults[0].line, faults[0].column) == (line, column)


def test_a_fault_never_shows_what_may_be_a_secret() -> None:
    faults = parse("main.tf", b'a = hunter2 swordfish "x" =\n').faults
    assert faults
    assert not any("hunter2" in fault.what or "swordfish" in fault.what for fault in faults)


def test_what_stands_around_a_broken_block_still_answers() -> None:
    text = (
        'resource "t" "before" {\n  a = 1\n}\n'
        'resource "t" "broken" {\n  a = [1, \n}\n'
        'resource "t" "after" {\n  b = 2\n}\n'
    )
    file = parse("main.tf", text.encode())
    names = [block.labels[1] for block in file.body.blocks]
    assert "before" in names
    assert "after" in names
    assert file.faults
    after = next(block for block in file.body.blocks if block.labels[1] == "after")
    assert (after.line, after.body.attributes["b"].value) == (7, hcl.Literal(2))


def test_pieces_of_a_large_file_keep_their_places(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = [
        f'resource "t" "r{at}" {{\n  a = {at}\n  b = <<E\nresource "t" "no" {{\nE\n}}\n'
        for at in range(60)
    ]
    text = "".join(blocks).encode()
    whole = parse("main.tf", text)
    monkeypatch.setattr(pieces, "PIECE", 200)
    parts = parse("main.tf", text)
    assert parts.faults == whole.faults == []
    seen = [
        [
            (
                each.labels,
                each.line,
                each.last,
                each.start,
                each.end,
                each.body.attributes["a"].line,
            )
            for each in file.body.blocks
        ]
        for file in (whole, parts)
    ]
    assert seen[0] == seen[1]
    assert len(seen[0]) == 60


def test_a_broken_block_in_a_large_file_spoils_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "PIECE", 200)
    blocks = [f'resource "t" "r{at}" {{\n  a = {at}\n}}\n' for at in range(60)]
    blocks[30] = 'resource "t" "r30" {\n  a = ]\n}\n'
    file = parse("main.tf", "".join(blocks).encode())
    assert {block.labels[1] for block in file.body.blocks} >= {
        f"r{at}" for at in range(60) if at != 30
    }
    assert [fault.line for fault in file.faults] == [92]


def test_deep_nesting_is_refused_and_does_not_crash() -> None:
    for text in ("[" * 5000 + "]" * 5000, "(" * 3000 + "1" + ")" * 3000, "!" * 3000 + "true"):
        file = parse("main.tf", f"a = {text}\nb = 1\n".encode())
        assert any("nested more than 200" in fault.what for fault in file.faults), text[:5]
        assert file.body.attributes["b"].value == hcl.Literal(1)
    blocks = "a {\n" * 300 + "}\n" * 300
    assert any("nested" in fault.what for fault in parse("main.tf", blocks.encode()).faults)


def test_nobody_brings_in_symbols() -> None:
    file = parse("main.tf", 'a = "\ue000x\ue001"\nb = "\\ue000x"\n'.encode())
    assert file.body.attributes["a"].value == hcl.Literal("\ufffdx\ufffd")
    assert file.body.attributes["b"].value == hcl.Literal("\ufffdx")


def test_remarks_are_found_in_comments_of_every_form() -> None:
    text = (
        '# ringfence:accept RF-1 reason="x" until=2027-01-01\n'
        "a = 1 // ringfence:accept RF-2\n/* ringfence:accept RF-3 */\n"
        'b = "ringfence:accept RF-4"\n'
    )
    remarks = parse("main.tf", text.encode()).remarks
    assert [(each.line, each.text.split()[1]) for each in remarks] == [
        (1, "RF-1"),
        (2, "RF-2"),
        (3, "RF-3"),
    ]


@given(st.text(max_size=200))
@example("a = <<E\n${")
@example('"${')
@example("a = %{ if ~}")
@settings(max_examples=300, deadline=None)
def test_any_text_is_answered(text: str) -> None:
    parse("main.tf", text.encode("utf-8", "surrogatepass").replace(b"\xed", b"x"))


_PIECES = st.sampled_from(
    ["resource", '"a"', "{", "}", "[", "]", "(", ")", "=", "\n", "${", "%{", "~", "}", "<<EOT\n",
     "EOT\n", "for", "in", ":", "=>", "if", "x", ".", "*", "[*]", "1", ",", "?", "...", "#", '"', " "]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=40).map("".join))
@settings(max_examples=500, deadline=None)
def test_any_pieces_of_hcl_are_answered(text: str) -> None:
    file = parse("main.tf", text.encode())
    for attribute in file.body.attributes.values():
        assert file.data[attribute.start : attribute.end]
