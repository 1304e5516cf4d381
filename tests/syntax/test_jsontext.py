"""JSON with positions: what is accepted, where it breaks, and where values stand."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.syntax.jsontext import (
    MAX_DEPTH,
    JsonError,
    Places,
    decode,
    elements,
    end_of,
    line_of_offset,
    member,
    members,
)

SCALARS = st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=12)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=20,
)


def test_strict_json_is_decoded() -> None:
    assert decode(b'{"a": [1, "x", null]}').value == {"a": [1, "x", None]}


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, // why\n "b": [1, 2,],}',
        '{"a": 1, /* why\n so */ "b": [1, 2]}',
        '// first\n{"a": 1, "b": [1, 2] // last\n}',
    ],
)
def test_comments_and_trailing_commas_are_accepted(text: str) -> None:
    decoded = decode(text.encode())
    assert decoded.value == {"a": 1, "b": [1, 2]}
    assert decoded.commented


def test_what_looks_like_a_comment_inside_a_text_stays() -> None:
    assert decode(b'{"u": "https://x/*y*/", "c": "a,]", // z\n}').value == {
        "u": "https://x/*y*/",
        "c": "a,]",
    }


def test_a_text_over_several_lines_is_accepted() -> None:
    assert decode(b'{"a": "x\n  y"}').value == {"a": "x\n  y"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_are_accepted(encoding: str) -> None:
    assert decode('{"ä": "ö"}'.encode(encoding)).value == {"ä": "ö"}


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b'{\n "a": 1\n "b": 2}', 3, "delimiter"),
        (b'{\n "a": [1,\n', 3, "ends here"),
        (b'{\n "a": "\xe4"}', 2, "utf-8"),
        (b'{\n "a": 1}\n x', 3, "extra data"),
        (b"{\n\x00\x01", 2, "binary"),
        (b'{"a": "NaN",\n "b": NaN}', 2, "NaN"),
        (b'{"a":\n 1' + b"0" * 5000 + b"}", 2, "5001 digits"),
    ],
)
def test_errors_name_their_line(data: bytes, line: int, says: str) -> None:
    with pytest.raises(JsonError, match=says) as caught:
        decode(data)
    assert caught.value.line == line


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_depth_is_bounded(opening: str) -> None:
    closing = "]" if opening == "[" else "}"
    fine = opening * (MAX_DEPTH - 5) + "1" + closing * (MAX_DEPTH - 5)
    decode(fine.encode())
    for depth in (MAX_DEPTH + 5, 5_000, 200_000):
        deep = opening * depth + "1" + closing * depth
        for text in (deep, opening * depth, deep + "//"):
            with pytest.raises(JsonError, match="levels deep"):
                decode(text.encode())


def test_many_brackets_that_close_again_are_not_deep() -> None:
    assert len(decode(json.dumps([[[]]] * 20_000).encode()).value) == 20_000


def test_duplicate_keys_are_noted_and_the_last_wins() -> None:
    decoded = decode(b'{"a": 1,\n "b": {"x": 1,\n "x": 2},\n "a" : 3}')
    assert decoded.value == {"a": 3, "b": {"x": 2}}
    assert decoded.duplicates == (("x", 3), ("a", 4))


@pytest.mark.parametrize("text", ['{"a": ":", "b": "\\":"}', '{"a" : 1, "b" :{"a" : 2}}'])
def test_no_duplicates_are_seen_where_there_are_none(text: str) -> None:
    assert decode(text.encode()).duplicates == ()


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decode(data)
    except JsonError as error:
        assert str(error)  # noqa: PT017 - either way is fine, a crash is not


@given(VALUES)
def test_comments_change_nothing(value: Any) -> None:
    text = json.dumps(value, indent=1).replace("\n", ' // a "comment" [\n', 1)
    assert decode(text.encode()).value == value


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    found = [(path, value)]
    if isinstance(value, dict):
        for key, inner in value.items():
            found += _paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += _paths(inner, (*path, index))
    return found


@given(VALUES, st.sampled_from([None, 1]), st.booleans())
def test_every_value_is_found_where_it_stands(value: Any, indent: int | None, ascii_: bool) -> None:
    data = json.dumps(value, indent=indent, ensure_ascii=ascii_).encode()
    places = Places(data)
    for path, inner in _paths(value):
        at = places.find(path)
        assert at is not None
        assert json.loads(data[at : end_of(data, at)]) == inner


def test_lines_are_counted_through_comments() -> None:
    data = b'// one\n{ "a": [ /* two\n three */ 1,\n 2 ] }'
    places = Places(data, commented=True)
    at = places.find(("a", 1))
    assert at is not None
    assert places.line(at) == 4 == line_of_offset(data, at)


def test_big_texts_are_walked_by_their_raw_parts() -> None:
    rows = [{"name": f"n{number}", "text": 'a "quoted" ]} text' * 20} for number in range(6_000)]
    data = json.dumps({"head": [1, 2], "rows": rows, "tail": {"x": 1}}, indent=1).encode()
    places = Places(data)
    for number in (0, 3_333, 5_999):
        at = places.find(("rows", number, "name"))
        assert at is not None
        assert data[at : end_of(data, at)] == f'"n{number}"'.encode()
    assert places.find(("tail", "x")) is not None
    assert places.find(("rows", 6_000)) is None


def test_duplicate_keys_do_not_mislead_the_walk_through_big_texts() -> None:
    filler = ", ".join(f'"{number}"' for number in range(200_000))
    data = f'{{"a": [{filler}], "b": 1, "a": [7, 8], "c": 2}}'.encode()
    places = Places(data)
    for key, value in (("b", b"1"), ("c", b"2")):
        at = places.find((key,))
        assert at is not None
        assert data[at : at + 1] == value
    at = places.find(("a", 1))
    assert at is not None
    assert data[at : at + 1] == b"8"


def test_the_nearest_parent_stands_in_for_what_is_missing() -> None:
    data = b'{"a":\n {"b":\n [1]}}'
    places = Places(data)
    assert places.line(places.nearest(("a", "b", 4, "x"))) == 3
    assert places.line(places.nearest(("a", "z"))) == 2


def test_members_are_found_in_any_case_the_exact_one_first() -> None:
    data = b'{"A": 1, "a": 2, "Bee": 3}'
    assert [data[at : at + 1] for at in (member(data, 0, "a"), member(data, 0, "bee")) if at] == [
        b"2",
        b"3",
    ]
    assert member(data, 0, "c") is None
    assert [name for name, _, _ in members(data, 0)] == ["A", "a", "Bee"]
    assert list(elements(b'[1, "]", {}]', 0)) == [1, 4, 9]
