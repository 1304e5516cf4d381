"""The expression language of ARM templates as trees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.syntax.arm import (
    MAX_NESTING,
    Access,
    Call,
    Expression,
    ExpressionError,
    Literal,
    is_expression,
    parse,
    unescaped,
)


def test_calls_accesses_and_literals() -> None:
    assert parse("[concat('it''s', variables('a')[0].b['c'], -3, 1.5)]") == Call(
        "concat",
        (
            Literal("it's"),
            Access(
                Access(Access(Call("variables", (Literal("a"),)), Literal(0)), Literal("b")),
                Literal("c"),
            ),
            Literal(-3),
            Literal(1.5),
        ),
    )


def test_namespaced_functions_and_white_space() -> None:
    assert parse("[ contoso.name(\n 'x' ) ]") == Call("contoso.name", (Literal("x"),))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[concat('a'", "ends"),
        ("[concat('a']", "ends where `\\)`"),
        ("[concat('a',)]", "`\\)` at column 13 where a value"),
        ("[concat('a') 'b']", "`'b'` at column 14 where the end"),
        ("[name]", "ends where `\\(`"),
        ("[]", "ends where a value"),
        ("[a('x]", "`'` at column 4"),
        ("[a(@)]", "`@` at column 4"),
        ("[a().1]", "a name"),
        (f"[a({'1' * 500})]", "digits"),
    ],
)
def test_errors_say_what_is_expected_and_where(text: str, says: str) -> None:
    with pytest.raises(ExpressionError, match=says):
        parse(text if text.endswith("]") else text + "]")


def test_nesting_is_bounded() -> None:
    for depth, fine in ((MAX_NESTING - 1, True), (MAX_NESTING + 5, False), (60_000, False)):
        for text in ("[" + "a(" * depth + ")" * depth + "]", "[a()" + ".b" * depth + "]"):
            if fine:
                parse(text)
            else:
                with pytest.raises(ExpressionError):
                    parse(text)


@pytest.mark.parametrize(
    ("text", "expression", "plain"),
    [
        ("[concat('a')]", True, "[concat('a')]"),
        ("[[concat('a')]", False, "[concat('a')]"),
        ("[abc", False, "[abc"),
        ("[[abc", False, "[[abc"),
        ("abc]", False, "abc]"),
        ("", False, ""),
        ("[", False, "["),
    ],
)
def test_escapes(text: str, *, expression: bool, plain: str) -> None:
    assert is_expression(text) is expression
    assert unescaped(text) == plain


def render(tree: Expression) -> str:
    """Write a tree as an expression again."""
    if isinstance(tree, Call):
        return f"{tree.name}({', '.join(map(render, tree.arguments))})"
    if isinstance(tree, Access):
        return f"{render(tree.base)}[{render(tree.key)}]"
    if isinstance(tree.value, str):
        quoted = tree.value.replace("'", "''")
        return f"'{quoted}'"
    return repr(tree.value)


NAMES = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,8}", fullmatch=True)
TREES: st.SearchStrategy[Expression] = st.recursive(
    st.builds(Literal, st.text(max_size=8) | st.integers(-(10**6), 10**6)),
    lambda inner: (
        st.builds(Call, NAMES, st.lists(inner, max_size=3).map(tuple))
        | st.builds(
            Access,
            st.builds(Call, NAMES, st.lists(inner, max_size=2).map(tuple)),
            inner,
        )
    ),
    max_leaves=12,
)


@given(TREES)
def test_what_is_written_is_read_back(tree: Expression) -> None:
    assert parse(f"[{render(tree)}]") == tree


@given(st.text(max_size=80) | st.text(alphabet="ab(),.[]'1 -", max_size=60))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    try:
        parse(f"[{text}]")
    except ExpressionError as error:
        assert str(error)  # noqa: PT017 - either way is fine, a crash is not
