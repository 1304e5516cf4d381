"""Symbols: equal to themselves, perhaps equal to a literal, never a wrong yes or no."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ringfence.model.symbols import (
    CLOSE,
    OPEN,
    context,
    has_placeholder,
    is_context,
    placeholder,
    same,
    show,
    symbol,
    unshielded,
)

SUB = context("subscription", "infra")
ONE = f"/subscriptions/{SUB}/resourceGroups/rg/providers/Microsoft.X/y/one"


def test_a_symbol_equals_itself_and_perhaps_a_literal() -> None:
    literal = ONE.replace(SUB, "11111111-1111-1111-1111-111111111111")
    assert same(ONE, ONE.upper().replace(SUB.upper(), SUB)) is True
    assert same(ONE, literal) is None
    assert same(literal, literal.upper()) is True


def test_what_differs_outside_the_symbol_differs() -> None:
    assert same(ONE, ONE.replace("/one", "/two")) is False
    literal = ONE.replace(SUB, "11111111").replace("/one", "/two")
    assert same(ONE, literal) is False


def test_two_symbols_of_one_root_are_two_things() -> None:
    assert same(symbol("a.id", "r"), symbol("b.id", "r")) is False
    assert same(symbol("a.id", "r"), symbol("a.id", "s")) is None


def test_a_placeholder_may_be_anything_but_is_itself() -> None:
    one, two = placeholder("parameter a", "r"), placeholder("parameter b", "r")
    assert same(one, placeholder("parameter a", "r")) is True
    assert same(one, two) is None
    assert same(f"st{one}", f"st{two}") is None
    assert same(one, symbol("a.id", "r")) is None
    assert same(one, context("resourceGroup", "r")) is None
    assert has_placeholder(f"st{one}")
    assert has_placeholder(symbol(f"principal of {one}"))
    assert not has_placeholder(symbol("a.id", "r"))
    assert show(one) == "<parameter a>"


def test_a_symbol_inside_a_name_matches_what_it_may_stand_for() -> None:
    name = "st" + symbol("random_string.x.result", "r")
    assert same(name, "stab12") is None
    assert same(name, "kvab12") is False


def test_a_symbol_for_a_whole_id_may_be_any_id() -> None:
    whole = symbol("module.x.id", "r")
    assert same(whole, ONE.replace(SUB, "s")) is None
    assert same(whole + "/blobServices/default", ONE.replace(SUB, "s")) is False


def test_slashes_in_names_do_not_cut_a_symbol() -> None:
    text = symbol('module.a["x/y"].res.id', "envs/prod") + "/child"
    assert len(text.split("/")) == 2
    assert show(text) == '<module.a["x/y"].res.id>/child'


def test_context_symbols_are_told_apart() -> None:
    assert is_context(SUB)
    assert not is_context(symbol("x.id"))
    assert show(SUB) == "<subscription>"


def test_a_symbol_inside_a_symbol_stays_one_symbol() -> None:
    inner = symbol("@subscription", "envs/prod")
    one, two = (symbol(f"principal of /subscriptions/{inner}/x/{name}") for name in "ab")
    assert len(one.split("/")) == 1
    assert same(one, two) is False
    assert same(one, "11111111-1111-1111-1111-111111111111") is None
    assert show(one) == "<principal of /subscriptions/<subscription>/x/a>"
    assert unshielded(one.removeprefix(OPEN).removesuffix(CLOSE)) == (
        f"#principal of /subscriptions/{inner}/x/a"
    )


def test_symbols_in_symbols_in_symbols_are_shown_as_they_were_written() -> None:
    inner = symbol("random.x/result", "r")
    cut = symbol(f"substr('rg/{inner}', 0, 4)", "r~1")
    whole = symbol(f"principal of /x/{cut}/y/{inner}")
    assert (
        show(whole)
        == "<principal of /x/<substr('rg/<random.x/result>', 0, 4)>/y/<random.x/result>>"
    )
    assert unshielded(whole[1:-1]) == f"#principal of /x/{cut}/y/{inner}"


NAMES = "xy"
piece = st.text("ab/", max_size=4) | st.sampled_from(NAMES).map(lambda n: symbol(n, "r"))
texts = st.lists(piece, max_size=4).map("".join)
values = st.lists(st.text("ab", min_size=1, max_size=3), min_size=2, max_size=2, unique=True)


@given(texts, texts, values)
def test_yes_and_no_hold_whatever_the_symbols_stand_for(
    left: str, right: str, chosen: list[str]
) -> None:
    # Values are distinct, since two symbols are two things, and hold no separator.
    def resolved(text: str) -> str:
        for name, value in zip(NAMES, chosen, strict=True):
            text = text.replace(symbol(name, "r"), value)
        return text

    verdict = same(left, right)
    if verdict is not None:
        assert verdict == (resolved(left) == resolved(right))


@given(texts, texts)
def test_order_does_not_matter(left: str, right: str) -> None:
    assert same(left, right) == same(right, left)
