"""Bicep text as a tree: every form of the language, errors with their place, and no crash."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.syntax.bicep import tree as b
from ringfence.syntax.bicep.parser import parse


def shape(node: object) -> object:
    """Return a node as nested tuples, without offsets."""
    if isinstance(node, tuple):
        return tuple(map(shape, node))
    name = type(node).__name__
    if name not in vars(b) or isinstance(node, str):
        return node
    held = [
        shape(getattr(node, slot))
        for slot in type(node).__slots__  # type: ignore[attr-defined]  # every node is a dataclass with slots
        if slot not in ("at", "end", "decorators")
    ]
    return (name, *held)


def value(text: str) -> object:
    """Return the shape of an expression."""
    file = parse("t.bicep", f"var x = {text}\n")
    assert not file.faults, file.faults
    (declared,) = file.declarations
    assert isinstance(declared, b.Variable)
    return shape(declared.value)


def name(text: str) -> object:
    return ("Name", text)


def only(text: str) -> b.Declaration:
    file = parse("t.bicep", text)
    assert not file.faults, file.faults
    (declared,) = file.declarations
    return declared


A, B, C, D = map(name, "abcd")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", ("Literal", 1)),
        ("-1", ("Literal", -1)),
        ("true", ("Literal", True)),
        ("null", ("Literal", None)),
        ("'it\\'s \\$\\${a} \\u{1F600}\\n'", ("Literal", "it's $${a} \U0001f600\n")),
        ("''", ("Literal", "")),
        ("'a $ b'", ("Literal", "a $ b")),
        ("'''\n  a ''b'' ${c} \\n'''''", ("Literal", "  a ''b'' ${c} \\n''")),
        ("'a${b}c${d}'", ("Interpolated", ("a", B, "c", D))),
        ("'${'${a}'}'", ("Interpolated", (("Interpolated", (A,)),))),
        ("'${a['}']}'", ("Interpolated", (("Index", A, ("Literal", "}"), False, False),))),
        ("$'''\nx ${a} $${b}'''", ("Interpolated", ("x ", A, " $", B))),
        ("$$'''x ${a} $${b}'''", ("Interpolated", ("x ${a} ", B))),
        ("!a.b == c", ("Binary", "==", ("Unary", "!", ("Access", A, "b", False)), C)),
        ("a + b * c", ("Binary", "+", A, ("Binary", "*", B, C))),
        ("a - b - c", ("Binary", "-", ("Binary", "-", A, B), C)),
        ("a || b && c", ("Binary", "||", A, ("Binary", "&&", B, C))),
        ("a == b ?? c", ("Binary", "??", ("Binary", "==", A, B), C)),
        ("a < b =~ c", ("Binary", "=~", ("Binary", "<", A, B), C)),
        ("a ?? b ? c : d", ("Ternary", ("Binary", "??", A, B), C, D)),
        ("a ? b : c ? d : a", ("Ternary", A, B, ("Ternary", C, D, A))),
        ("a\n  ? b\n  : c", ("Ternary", A, B, C)),
        ("(\n a\n)", A),
        ("a! ?? b", ("Binary", "??", ("NonNull", A), B)),
        ("a.?b[?0][^1]", ("Index", ("Index", ("Access", A, "b", True), ("Literal", 0), True, False),
                          ("Literal", 1), False, True)),
        ("a::b.c", ("Access", ("Nested", A, "b"), "c", False)),
        ("a.f(b,\n c)", ("Call", "f", (B, C), A)),
        ("f(\n a\n , b\n)", ("Call", "f", (A, B), None)),
        ("f()", ("Call", "f", (), None)),
        ("a => b", ("Lambda", ("a",), B)),
        ("(a, b) => {\n c: d\n}", ("Lambda", ("a", "b"), ("Object", (("Property", "c", D),), ()))),
        ("() => a", ("Lambda", (), A)),
        ("[\n a, b\n\n c\n]", ("Array", (A, B, C))),
        ("[a\n -1\n (b)]", ("Array", (A, ("Literal", -1), B))),
        ("[...a, b]", ("Array", (("Spread", A), B))),
        ("{ a: 1, ...b\n 'c-d': 2\n '${a}': 3 }", ("Object", (
            ("Property", "a", ("Literal", 1)), ("Spread", B), ("Property", "c-d", ("Literal", 2)),
            ("Property", ("Interpolated", (A,)), ("Literal", 3))), ())),
        ("[for a in b: c]", ("For", "a", "", B, C)),
        ("[\nfor (a, i) in b: if (c) {\n}\n]",
         ("For", "a", "i", B, ("If", C, ("Object", (), ())))),
        ("[for]", ("Array", (name("for"),))),
        ("a // said\n", A),
        ("a /* so\n so */ + b", ("Binary", "+", A, B)),
    ],
)  # fmt: skip
def test_expressions(text: str, expected: object) -> None:
    assert value(text) == expected


def test_a_resource_with_children_and_decorators() -> None:
    made = only(
        "@batchSize(1)\n@description('x')\n"
        "resource store 'Microsoft.Storage/storageAccounts@2023-01-01' = [for n in names: if (on) {\n"
        "  name: n\n  resource: 1\n"
        "  @onlyIfNotExists()\n"
        "  resource blob 'blobServices' existing = {\n    name: 'default'\n  }\n}]\n"
    )
    assert isinstance(made, b.Resource)
    assert (made.name, made.existing) == ("store", False)
    assert [shape(each) for each in made.decorators] == [
        ("Call", "batchSize", (("Literal", 1),), None),
        ("Call", "description", (("Literal", "x"),), None),
    ]
    assert isinstance(made.body, b.For)
    assert isinstance(made.body.body, b.If)
    inner = made.body.body.body
    assert isinstance(inner, b.Object)
    assert [m.key for m in inner.members if isinstance(m, b.Property)] == ["name", "resource"]
    (child,) = inner.resources
    assert (child.name, child.existing) == ("blob", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("param a string", ("Param", "a", ("TypeName", "string", ()), None)),
        ("param a = 1", ("Param", "a", None, ("Literal", 1))),
        ("param a 'x' | 'y'? = b", ("Param", "a", ("TypeUnion", (
            ("TypeLiteral", "x", False), ("TypeNullable", ("TypeLiteral", "y", False)))), B)),
        ("param a resourceInput<'A.B/c@2020-01-01'>.properties.*", ("Param", "a", ("TypeCall",
            "resourceInput", (("TypeLiteral", "A.B/c@2020-01-01", False),), ("properties", "*")),
            None)),
        ("param a resource 'A.B/c@1'", ("Param", "a", ("TypeName", "resource", ()), None)),
        ("var a string = b", ("Variable", "a", B)),
        ("type a = {\n @secure()\n b: string[]?\n *: c.d[*]\n}", ("TypeDeclaration", "a",
            ("TypeObject", (
                ("TypeMember", "b", ("TypeNullable", ("TypeArray", ("TypeName", "string", ())))),
                ("TypeMember", "*", ("TypeName", "c", ("d", "*"))))))),
        ("type a =\n | 'x'\n | [int, -1]", ("TypeDeclaration", "a", ("TypeUnion", (
            ("TypeLiteral", "x", False),
            ("TypeTuple", (("TypeName", "int", ()), ("TypeLiteral", -1, False))))))),
        ("func f(a string, b int) string => c", ("Function", "f", ("a", "b"), C)),
        ("output a string = b", ("Output", "a", ("TypeName", "string", ()), B)),
        ("module a './b.bicep' = {\n}", ("Module", "a", ("Literal", "./b.bicep"),
                                          ("Object", (), ()))),
        ("module a 'b' =\n if (c) {\n}", ("Module", "a", ("Literal", "b"),
                                         ("If", C, ("Object", (), ())))),
        ("import {a, b as c} from 'd'", ("Import", (("a", "a"), ("b", "c")), "", ("Literal", "d"))),
        ("import * as a from 'd'", ("Import", (), "a", ("Literal", "d"))),
        ("import 'k@1' as k", ("Extension", ("Literal", "k@1"), None, "k")),
        ("extension microsoftGraph", ("Extension", ("Literal", "microsoftGraph"), None, "")),
        ("provider 'k' with { a: b } as c", ("Extension", ("Literal", "k"),
            ("Object", (("Property", "a", B),), ()), "c")),
        ("metadata a = b", ("Metadata", "a", B)),
        ("targetScope = 'tenant'", ("TargetScope", ("Literal", "tenant"))),
        ("assert a = b == c", ("Unused", "assert", "a")),
        ("using none", ("Using", None)),
        ("using './a.bicep' with { mode: 'stack' }", ("Using", ("Literal", "./a.bicep"))),
        ("extends 'a.bicepparam'", ("Extends", ("Literal", "a.bicepparam"))),
    ],
)  # fmt: skip
def test_declarations(text: str, expected: object) -> None:
    assert shape(only(text)) == expected


def test_positions_are_those_of_the_text() -> None:
    file = parse("t.bicep", "\r\n// a\r\nvar x = {\r\n  a: 'b'\r\n}\r\n")
    (made,) = file.declarations
    assert isinstance(made, b.Variable)
    assert isinstance(made.value, b.Object)
    (member,) = made.value.members
    assert [file.line(at) for at in (made.at, member.at, made.end)] == [3, 4, 5]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("var a = \nvar b = 1\n", 1, "the line ends where an expression is expected"),
        ("var a = 'x\nvar b = 1\n", 1, "a text has no end in its line"),
        ("var a = 'x${y\nvar b = 1\n", 1, "a text has no end in its line"),
        ("\nvar a = '\\q'\nvar b = 1\n", 2, "a text has an unknown escape"),
        ("var a = {\n b: 1 c: 2\n}\nvar b = 1\n", 2, "`c` stands where"),
        ("var a = [\n 1\nvar b = 1\n", 3, "`b` stands where"),
        ("parm a string\nvar b = 1\n", 1, "`parm` stands where a declaration is expected"),
        ("param a string {\n default: 1\n}\nvar b = 1\n", 1, "`{` stands where"),
        ("var a = b c\nvar b = 1\n", 1, "`c` stands where the end of the line"),
        ("var a = 1 $ 2\nvar b = 1\n", 1, "`$` means nothing here"),
        ("var a = f(x, /* no end\nvar b = 1\n", 1, "a comment has no end"),
        ("var a = '''x\nvar b = 1\n", 1, "a text of several lines has no end"),
    ],
)
def test_errors_name_their_line_and_spoil_one_declaration(text: str, line: int, says: str) -> None:
    file = parse("t.bicep", text)
    assert says in file.faults[0].what
    assert file.line(file.faults[0].at) == line
    if says not in ("a comment has no end", "a text of several lines has no end"):
        last = file.declarations[-1]
        assert isinstance(last, b.Variable)
        assert last.name == "b"


@pytest.mark.parametrize(
    "open_", ["(", "[", "{a:", "!", "f(", "[for a in ", "a ? ", "a => ", "'${"]
)
def test_deep_nesting_is_refused(open_: str) -> None:
    file = parse("t.bicep", f"var a = {open_ * 20_000}\nvar b = 1\n")
    assert file.faults


def test_long_chains_are_bounded() -> None:
    assert parse("t.bicep", "var a = 1" + " + 1" * 100_000 + "\n").faults
    assert parse("t.bicep", "var a = b" + ".c" * 100_000 + "\n").faults


PIECES = st.sampled_from(
    [
        "resource", "module", "param", "var", "x", "'a'", "'", "'''", "$'''", "${", "}", "{", "[",
        "]", "(", ")", "=", "=>", ":", "::", ".", "...", ".?", "[?", "^", "?", "??", "!", "-", "\n",
        "\r\n", " ", "//", "/*", "*/", "#", "@", "for", "in", "if", "1", "99999999999999999999999",
        "\\", "\\u{110000}", "|", "<", ">", "existing", "import", "from", "as", "with", "\ue000",
        "\0", "é",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60))
def test_the_parser_never_crashes_on_pieces(pieces: list[str]) -> None:
    file = parse("t.bicep", "".join(pieces))
    assert all(0 <= fault.at <= len(file.text) for fault in file.faults)


@given(st.text(max_size=200))
def test_the_parser_never_crashes_on_text(text: str) -> None:
    parse("t.bicep", text)


def literals() -> st.SearchStrategy[b.Expression]:
    texts = st.text(st.characters(exclude_categories=("Cs", "Co")), max_size=8)
    values = st.one_of(st.none(), st.booleans(), st.integers(0, 10**12), texts)
    return values.map(b.Literal)


NAMES = st.sampled_from(["alpha", "beta", "for", "resource", "if", "in"])
CALLED = st.sampled_from(["alpha", "beta", "resource", "in"])  # not `for`, `if`: they begin loops
VALUES: st.SearchStrategy[b.Expression] = st.recursive(
    st.one_of(literals(), CALLED.map(b.Name)),
    lambda inner: st.one_of(
        st.lists(st.one_of(inner, inner.map(b.Spread)), max_size=3).map(
            lambda items: b.Array(tuple(items))
        ),
        st.lists(st.tuples(NAMES, inner), max_size=3).map(
            lambda items: b.Object(tuple(b.Property(k, v) for k, v in items))
        ),
        st.tuples(inner, NAMES, st.booleans()).map(lambda each: b.Access(*each)),
        st.tuples(inner, inner, st.booleans(), st.booleans()).map(lambda each: b.Index(*each)),
        st.tuples(CALLED, st.lists(inner, max_size=3)).map(
            lambda each: b.Call(each[0], tuple(each[1]))
        ),
        st.tuples(st.sampled_from(["+", "*", "==", "&&", "??", "!~"]), inner, inner).map(
            lambda each: b.Binary(*each)
        ),
        st.tuples(inner, inner, inner).map(lambda each: b.Ternary(*each)),
        inner.map(lambda each: b.Unary("!", each)),
        inner.map(b.NonNull),
        st.tuples(st.lists(NAMES, max_size=2), inner).map(
            lambda each: b.Lambda(tuple(each[0]), each[1])
        ),
        st.tuples(NAMES, NAMES, inner, inner).map(lambda each: b.For(*each)),
        st.tuples(inner, inner).map(lambda each: b.Interpolated(("a ", each[0], "$ '", each[1]))),
    ),
    max_leaves=12,
)


def quoted(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), ("'", "\\'"), ("${", "\\${"), ("\n", "\\n"),
                           ("\r", "\\r"), ("\t", "\\t")):  # fmt: skip
        text = text.replace(plain, escaped)
    return text


def printed(node: b.Expression | b.Spread) -> str:
    """Return an expression as text, parenthesized wherever it may matter."""
    match node:
        case b.Literal(value):
            if isinstance(value, str):
                return f"'{quoted(value)}'"
            return "null" if value is None else str(value).lower()
        case b.Interpolated(parts):
            inside = [
                quoted(each) if isinstance(each, str) else f"${{{printed(each)}}}" for each in parts
            ]
            return f"'{''.join(inside)}'"
        case b.Spread(of):
            return f"...{printed(of)}"
        case b.Array(items):
            return f"[{', '.join(map(printed, items))}]"
        case b.Object(members):
            held = [
                f"{each.key}: {printed(each.value)}"
                for each in members
                if isinstance(each, b.Property)
            ]
            return f"{{{', '.join(held)}}}"
        case b.Name(name):
            return name
        case b.Access(of, name, safe):
            return f"({printed(of)}).{'?' if safe else ''}{name}"
        case b.Index(of, key, safe, from_end):
            marks = ("?" if safe else "") + ("^" if from_end else "")
            return f"({printed(of)})[{marks}{printed(key)}]"
        case b.Call(name, arguments):
            return f"{name}({', '.join(map(printed, arguments))})"
        case b.Unary(operator, of):
            return f"{operator}({printed(of)})"
        case b.Binary(operator, left, right):
            return f"({printed(left)}) {operator} ({printed(right)})"
        case b.Ternary(condition, then, otherwise):
            return f"({printed(condition)}) ? ({printed(then)}) : ({printed(otherwise)})"
        case b.NonNull(of):
            return f"({printed(of)})!"
        case b.Lambda(parameters, body):
            return f"({', '.join(parameters)}) => {printed(body)}"
        case b.For(item, index, collection, body):
            return f"[for ({item}, {index}) in {printed(collection)}: {printed(body)}]"
    raise AssertionError(node)


@given(VALUES)
def test_what_is_printed_is_read_back(expression: b.Expression) -> None:
    file = parse("t.bicep", f"var x = ({printed(expression)})\n")
    assert not file.faults, (file.text, file.faults)
    (declared,) = file.declarations
    assert isinstance(declared, b.Variable)
    assert shape(declared.value) == shape(expression)
