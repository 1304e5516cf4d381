"""YAML streams: what a text means, where it stands, and that no text costs more than its bound."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.syntax.yamlplaces import Places
from ringfence.syntax.yamltext import MAX_DEPTH, YamlError, boolean, decode

ESTATE = """\
# a comment
on:
  push: {branches: [main, 'release/*']}
defaults: &defaults
  runs-on: ubuntu-latest
  env: {A: 1}
jobs:
  build:
    <<: *defaults
    env: {B: 2}
  deploy:
    needs: [build]
    steps:
      - uses: azure/login@v2
        with:
          client-id: 0123
      - run: |
          az login
          --- no marker
    copy: *defaults
"""


def _one(text: str) -> Any:
    (document,) = decode(text.encode())
    assert document.fault is None
    return document.value


def test_a_stream_means_what_it_says() -> None:
    value = _one(ESTATE)
    assert value["on"] == {"push": {"branches": ["main", "release/*"]}}
    assert value["jobs"]["build"] == {"runs-on": "ubuntu-latest", "env": {"B": 2}}
    assert value["jobs"]["deploy"]["steps"] == [
        {"uses": "azure/login@v2", "with": {"client-id": "0123"}},
        {"run": "az login\n--- no marker\n"},
    ]
    assert value["jobs"]["deploy"]["copy"] is value["defaults"]


@pytest.mark.parametrize(
    ("written", "means"),
    [
        *(("true", True), ("False", False), ("yes", "yes"), ("on", "on"), ("NO", "NO")),
        *(("~", None), ("", None), ("null", None), ("1", 1), ("-12", -12), ("0", 0)),
        *(("0644", "0644"), ("007.5", "007.5"), ("0o17", 15), ("0xff", 255), ("1_000", "1_000")),
        *(("1.5", 1.5), ("1e3", 1000.0), (".5", 0.5), (".inf", ".inf"), (".nan", ".nan")),
        *(("22:22", "22:22"), ("2027-01-31", "2027-01-31"), ("9" * 200, "9" * 200)),
        *(("'1'", "1"), ('"true"', "true"), ("!!str 1", "1"), ("!Ref x", "x"), ("-", [None])),
        *(("1e999", "1e999"), ("v1", "v1"), ("nothing", "nothing"), ("10.0.0.0/8", "10.0.0.0/8")),
    ],
)
def test_only_what_yaml_12_calls_so_is_no_text(written: str, means: Any) -> None:
    value = _one(f"k: {written}\n" if written != "-" else "k:\n-\n")["k"]
    assert (value, type(value)) == (means, type(means))


def test_keys_are_texts_as_they_are_written() -> None:
    assert _one("{1: a, true: b, ~: c, 0x1F: d, 'e': f}") == {
        "1": "a",
        "true": "b",
        "~": "c",
        "0x1F": "d",
        "e": "f",
    }


def test_yaml_11_words_are_read_on_demand() -> None:
    assert [boolean(each) for each in (True, "Yes", "off", "N", "maybe", 1)] == [
        *(True, True, False, False, None, None)
    ]


def test_tags_are_read_by_whoever_knows_them() -> None:
    text = b"a: !reference [x, y]\nb: !reference\n  k: 1\nc: !secret p\nd: !!map {}\n"
    (document,) = decode(text, lambda tag, value: (tag, value))
    assert document.value == {
        "a": ("!reference", ["x", "y"]),
        "b": ("!reference", {"k": 1}),
        "c": ("!secret", "p"),
        "d": {},
    }


def test_merge_keys() -> None:
    text = "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  z: 3\n  <<: [*a, *b]\nd: {<<: 7}\n"
    value = _one(text)
    assert value["c"] == {"z": 3, "x": 1, "y": 1}
    assert value["d"] == {"<<": 7}
    places = Places(decode(text.encode())[0])
    found = [places.find(("c", key)) for key in ("x", "y", "z", "none")]
    assert [spot and spot.line for spot in found] == [1, 1, 4, None]


def test_duplicate_keys_are_noted_and_the_last_wins() -> None:
    (document,) = decode(b"a: 1\nb:\n  c: 1\n  c: 2\na: 3\n")
    assert document.value == {"a": 3, "b": {"c": 2}}
    assert document.duplicates == (("c", 4), ("a", 5))
    (document,) = decode("".join(f"k: {n}\n" for n in range(1000)).encode())
    assert len(document.duplicates) == 20


# Streams


def test_a_broken_document_spoils_no_other() -> None:
    text = b"a: 1\n---\nb: [1, 2\n---\nc: 3\n---\n\td: 4\n---\ne: \x01\n---\nf: *nothing\n---\ng: 7"
    documents = decode(text)
    assert [each.value for each in documents] == [
        *({"a": 1}, None, {"c": 3}, None, None, None, {"g": 7})
    ]
    assert [each.line for each in documents] == [1, 2, 4, 6, 8, 10, 12]
    faults = [(str(each.fault), each.fault.line) for each in documents if each.fault]
    assert faults == [
        ("is not valid YAML: did not find expected ',' or ']' (the file ends here)", 4),
        ("is not valid YAML: a tab stands where only spaces may indent", 7),
        ("is not valid YAML: the control character U+0001", 9),
        ("has an alias of no finished anchor before it", 11),
    ]


def test_lines_are_those_of_the_file_in_every_document() -> None:
    text = b"\n# c\n%YAML 1.1\n---\na: 1\nb:\n  - x\n...\n---\nc:\n    d: 1\n"
    for stream in (text, text + b"---\n]\n"):
        first, second = decode(stream)[:2]
        assert (first.value, second.value) == ({"a": 1, "b": ["x"]}, {"c": {"d": 1}})
        assert [Places(first).nearest(path).line for path in (("a",), ("b", 0), ("z",))] == [
            *(5, 7, 5)
        ]
        assert Places(second).nearest(("c", "d")).line == 11


def test_nothing_at_all() -> None:
    assert decode(b"") == []
    assert [each.value for each in decode(b"---\n---\n")] == [None, None]
    assert decode(b"# only a comment\n") == []


# Encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-be-bom"])
def test_encodings(encoding: str) -> None:
    text = "name: Zürich \U0001f600\n"
    if encoding == "utf-16-be-bom":
        data = b"\xfe\xff" + text.encode("utf-16-be")
    else:
        data = text.encode(encoding)
    assert decode(data)[0].value == {"name": "Zürich \U0001f600"}


@pytest.mark.parametrize(
    ("data", "says", "line"),
    [
        ("a: 1\nb: Zürich".encode("latin-1"), "is not UTF-8: byte 0xfc", 2),
        (b"a: 1\nb: \0", "is binary (a zero byte)", 2),
        (b"\xff\xfea", "is not valid utf-16", 1),
        (b"\xff\xfe\0\0a", "is not valid utf-32", 1),
    ],
)
def test_other_encodings_are_errors_with_their_line(data: bytes, says: str, line: int) -> None:
    with pytest.raises(YamlError) as caught:
        decode(data)
    assert (str(caught.value), caught.value.line) == (says, line)


# Bounds


def test_aliases_that_multiply_are_refused_and_those_that_do_not_are_shared() -> None:
    rows = ["a0: &a0 [x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 20)]
    (document,) = decode("\n".join(rows).encode())
    assert str(document.fault) == "its aliases stand for more than 1000000 values"
    assert document.fault is not None
    assert document.fault.line == 7
    fine = decode("\n".join(rows[:5]).encode())[0].value
    assert fine["a4"][0] is fine["a4"][8]


def test_merges_that_multiply_are_refused() -> None:
    rows = ["m0: &m0 {k0: 0}"]
    rows += [f"m{n}: &m{n} {{<<: *m{n - 1}, k{n}: 0}}" for n in range(1, 5000)]
    started = time.process_time()
    assert decode("\n".join(rows).encode())[0].fault is not None
    (document,) = decode("\n".join(rows[:500]).encode())
    assert len(document.value["m499"]) == 500
    spot = Places(document).find(("m499", "k0"))
    assert spot is not None
    assert spot.line == 1
    assert time.process_time() - started < 10


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 100_000, "? " * 99_999])
def test_depth_is_bounded(text: str) -> None:
    (document,) = decode(text.encode())
    assert str(document.fault) == f"is nested more than {MAX_DEPTH} levels deep"


def test_no_name_of_the_text_is_quoted_by_a_fault() -> None:
    (document,) = decode(b"a: %s3cret\nb: !s3cret!x y\n")
    assert "s3cret" not in str(document.fault)


def test_ten_thousand_documents_take_linear_time() -> None:
    text = b"apiVersion: v1\nkind: Service\nmetadata: {name: a}\n---\n"
    started = time.process_time()
    documents = decode(text * 10_000)
    assert len(documents) == 10_001
    assert all(Places(each).nearest(("kind",)).line for each in documents[:-1])
    assert len(decode((text + b"x: [\n---\n") * 5_000)) == 10_001
    assert time.process_time() - started < 20


# Whatever is written

_TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=12
)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | _TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXTS, inner, max_size=4),
    max_leaves=20,
)


@given(st.lists(_VALUES, min_size=1, max_size=3), st.sampled_from([None, True, False]))
def test_what_is_written_is_read_back(values: list[Any], flow: bool | None) -> None:
    text = yaml.safe_dump_all(values, default_flow_style=flow, allow_unicode=True)
    assert [each.value for each in decode(text.encode())] == values


@given(_VALUES)
def test_json_is_yaml(value: Any) -> None:
    assert _one(json.dumps(value, indent=1, ensure_ascii=False)) == value


@given(_VALUES, st.integers(0, 3))
def test_places_are_where_the_composer_of_the_library_has_them(value: Any, before: int) -> None:
    text = "---\n- 1\n" * before + "---\n" + yaml.safe_dump(value, allow_unicode=True)
    node = list(yaml.compose_all(text))[-1]
    document = decode(text.encode())[-1]
    places = Places(document)

    def compare(node: Any, path: tuple[str | int, ...], line: int | None) -> None:
        spot = places.find(path)
        assert spot is not None
        assert places.line(spot) == (node.start_mark.line + 1 if line is None else line)
        if isinstance(node, yaml.SequenceNode):
            for at, each in enumerate(node.value):
                compare(each, (*path, at), None)
        elif isinstance(node, yaml.MappingNode):
            for key, each in node.value:
                compare(each, (*path, key.value), key.start_mark.line + 1)

    compare(node, (), None)


@settings(max_examples=300)
@given(
    st.one_of(
        st.binary(max_size=80),
        st.text(max_size=80).map(lambda text: text.encode("utf-8", "replace")),
        st.text(alphabet="ab:-[]{}&*!|>%#'\"?<, \n\t\r\x85~1.", max_size=60).map(str.encode),
    )
)
def test_every_text_is_read_or_refused_with_its_line(data: bytes) -> None:
    lines = []
    try:
        documents = decode(data)
    except YamlError as error:
        documents = []
        lines.append(error.line)
    for document in documents:
        assert document.line >= 1
        if document.fault is not None:
            assert document.fault.line >= document.line
        else:
            lines.append(Places(document).nearest(("a", 0)).line)
    assert all(line >= 1 for line in lines)
