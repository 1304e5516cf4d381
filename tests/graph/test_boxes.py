"""Box arithmetic against sets of points."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from ringfence.graph.addresses import parse
from ringfence.graph.boxes import Box, Boxes

SIDE = 6
interval = st.tuples(st.integers(0, SIDE), st.integers(0, SIDE)).map(lambda p: (min(p), max(p)))
box = st.tuples(interval, interval)
boxes = st.lists(box, max_size=4)


def points(of: Boxes) -> set[tuple[int, ...]]:
    return {p for p in product(range(SIDE + 1), repeat=2) if p in of}


def plain(of: list[tuple[tuple[int, int], tuple[int, int]]]) -> set[tuple[int, ...]]:
    return {
        p
        for p in product(range(SIDE + 1), repeat=2)
        if any(all(lo <= at <= hi for at, (lo, hi) in zip(p, b, strict=True)) for b in of)
    }


@given(boxes, boxes)
def test_operations_agree_with_sets_of_points(a: list[Box], b: list[Box]) -> None:
    left, right = Boxes(a), Boxes(b)
    set_a, set_b = plain(a), plain(b)  # type: ignore[arg-type]
    assert points(left) == set_a
    assert points(left | right) == set_a | set_b
    assert points(left & right) == set_a & set_b
    assert points(left - right) == set_a - set_b
    assert (left <= right) == (set_a <= set_b)
    assert (left == right) == (set_a == set_b)
    assert left.size() == len(set_a)
    assert {p[0] for p in set_a} == {x for x in range(SIDE + 1) if (x,) in left.axis(0)}


def test_two_halves_are_everything() -> None:
    halves = [parse("0.0.0.0/1"), parse("128.0.0.0/1")]
    whole = parse("0.0.0.0/0")
    assert None not in halves
    assert whole is not None
    assert Boxes([(h,) for h in halves if h]) == Boxes([(whole,)])


def test_what_is_no_address_is_none() -> None:
    assert parse("VirtualNetwork") is None
    assert parse("10.0.0.9-10.0.0.1") is None
    assert parse("10.0.0.0/33") is None
    assert parse("10.0.0.5/8") == parse("10.0.0.0/8")
