"""Bicep that is broken, hostile or out of reach: a gap with its place, everything else answered."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.readers.arm import world
from ringfence.readers.bicep.read import read_bicep, roots
from ringfence.readers.harvest import Harvest
from ringfence.readers.options import Options
from ringfence.readers.read import read_paths
from tests.bicep.reading import of, read, tree
from tests.bicep.test_syntax import PIECES

STORE = "resource store 'Microsoft.Storage/storageAccounts@2023-01-01' = { name: 'st' }\n"


def gaps(harvest: Harvest) -> list[tuple[str, str, int]]:
    """Return what blocks: what, in which file, in which line."""
    return [(b.reason, b.source.file, b.source.line) for b in harvest.blinds if not b.inert]


def addresses(harvest: Harvest) -> set[str]:
    return {each.address for each in harvest.resources}


@pytest.mark.parametrize(
    ("main", "says", "line"),
    [
        ("module m './../../x.bicep' = { name: 'm' }\n", "is not in the tree", 1),
        ("module m '/etc/x.bicep' = { name: 'm' }\n", "is not in the tree", 1),
        ("module m 'gone.bicep' = { name: 'm' }\n", "`gone.bicep` is not in the tree", 1),
        ("module m 'main.bicep' = { name: 'm' }\n", "deploys itself", 1),
        ("\nmodule m 'mod.bicep' = { name: 'm' }\n", "deploys itself", 1),
        ("module m 'text.bicep' = { name: 'm' }\n", "is not UTF-8", 1),
        ("resource x 'A.B/c@1' = { name: 'x', }}\n", "stands where", 1),
        ("var a = 1 # no\n", "`#` means nothing here", 1),
        ("var a = 1\nvar a = 2\n", "`a` is declared twice", 2),
        ("resource store 'A.B/c@1' = { name: 'x' }\n", "`store` is declared twice", 2),
        ("resource x 'A.B/c@1' = {\n  name: 'x'\n", "the file ends", 3),
        ("resource x 'A.B/c@1' = [for i in 5: { name: 'x' }]\n", "a number, not an array", 1),
        ("resource x 'A.B/c@1' = { location: 'x' }\n", "is no name", 1),
        ("resource x 'A.B/c/d@1' = { name: 'x' }\n", "its name has 1 segments", 1),
        ("resource x 'kubernetes/Thing@v1' = { metadata: { name: 'x' } }\n", "not modelled", 1),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_gap_and_the_rest_is_there(
    main: str, says: str, line: int
) -> None:
    harvest = read(main + STORE, mod="module back 'main.bicep' = { name: 'b' }\n", text=b"\xff\xe9")
    told = gaps(harvest)
    assert any(says in reason for reason, _, _ in told), told
    assert all(file and at for _, file, at in told), told
    if "the file ends" not in says:
        assert "store" in addresses(harvest)


def test_a_huge_loop_is_of_unknown_length() -> None:
    huge = "resource x 'A.B/c@1' = [for i in range(0, 1000000000): { name: 'x${i}' }]\n"
    (made,) = read(huge).resources
    assert made.presence is not None
    assert "1000000000 numbers" in made.presence.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    harvest = read_bicep(of({"main.bicep": STORE.encode(encoding)}), "main.bicep", Options())
    assert addresses(harvest) == {"store"}
    assert not gaps(harvest)


def test_latin_1_is_a_gap_with_its_line() -> None:
    harvest = read_bicep(
        of({"main.bicep": (STORE + "// é\n").encode("latin-1")}), "main.bicep", Options()
    )
    assert gaps(harvest) == [("is not UTF-8: byte 0xe9 in line 2", "main.bicep", 2)]


def test_a_file_cut_anywhere_never_looks_whole() -> None:
    text = STORE + "module m 'mod.bicep' = {\n  name: 'm'\n  params: { a: [1, 'x${2}'] }\n}\n"
    for cut in range(1, len(text) - 1):
        part = text[:cut]
        harvest = read(part, mod="param a array\n")
        whole = part.rstrip().endswith("}") and part.count("{") == part.count("}")
        assert gaps(harvest) or whole or not part.strip(), part


def test_files_of_a_circle_have_one_root() -> None:
    files = tree(
        a="module b 'b.bicep' = { name: 'b' }\n", b="module a 'a.bicep' = { name: 'a' }\n",
        c="module a 'a.bicep' = { name: 'a' }\n", d="module d 'd.bicep' = { name: 'd' }\n",
        e="var x = 1\n", f="module e 'e.bicep' = { name: 'e' }\n",
    )  # fmt: skip
    assert roots(files, files.files)[0] == ["c.bicep", "d.bicep", "f.bicep"]
    circle = tree(a="module b 'b.bicep' = {}\n", b="module a 'a.bicep' = {}\n")
    assert roots(circle, circle.files)[0] == ["a.bicep"]


@pytest.mark.parametrize(
    "text",
    [
        "var v0 = 'x'\n" + "".join(f"var v{i} = '${{v{i - 1}}}${{v{i - 1}}}'\n" for i in range(1, 60))
        + "resource s 'A.B/c@1' = { name: 'x', tags: { a: v59 } }\n",
        "".join(
            f"resource r{i} 'A.B/c@1' = {{ name: '${{r{i - 1}.name}}${{r{i - 1}.name}}' }}\n"
            for i in range(1, 60)
        ) + "resource r0 'A.B/c@1' = { name: 'x' }\n",
        "type t0 = 'a' | 'b'\n" + "".join(f"type t{i} = t{i - 1} | t{i - 1}\n" for i in range(1, 60))
        + "param p t59\n" + STORE,
        "func f0(x int) int => x + 1\n"
        + "".join(f"func f{i}(x int) int => f{i - 1}(f{i - 1}(x))\n" for i in range(1, 60))
        + "resource s 'A.B/c@1' = { name: 'x', tags: { a: f59(1) } }\n",
        "func f(x int) int => f(x)\nresource s 'A.B/c@1' = { name: 'x', tags: { a: f(1) } }\n",
        "var a = b\nvar b = a\nresource s 'A.B/c@1' = { name: a }\n",
        "resource a 'A.B/c@1' = { name: b.name }\nresource b 'A.B/c@1' = { name: a.name }\n",
        "resource a 'A.B/c@1' = { parent: a\n name: 'x' }\n",
        "resource a 'A.B/c@1' = { name: 'a', scope: b }\nresource b 'A.B/c@1' = { name: 'b', scope: a }\n",
        "type t = t?\nparam p t\n" + STORE,
        f"var a = {'[' * 90}{']' * 90}\n" + STORE,
        "var a = " + " + ".join(["1"] * 1900) + "\n" + STORE.replace("'st'", "'st${a}'"),
        "var a = '" + "x" * 3_000_000 + "'\nvar b = '${a}${a}${a}'\n" + STORE,
        "param p array = [for a in range(0, 9000): [for b in range(0, 9000): [for c in range(0, 9000):"
        " c]]]\nresource s 'A.B/c@1' = { name: 'x', tags: { a: length(p) } }\n",
    ],
)  # fmt: skip
def test_what_grows_without_measure_is_bounded(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world, "MAX_STEPS", 100_000)
    begin = time.process_time()
    harvest = read(text)
    assert time.process_time() - begin < 20
    assert harvest.resources or gaps(harvest)


def test_a_broken_file_leaves_the_answers_about_others(tmp_path: Path) -> None:
    (tmp_path / "good.bicep").write_text(STORE)
    (tmp_path / "bad.bicep").write_text("resource x 'A.B/c@1' = {\n")
    estate = read_paths([tmp_path], Options())
    assert [each.address for each in estate] == ["store"]
    told = [(b.reason, b.source.file, b.source.line) for b in estate.blinds if not b.inert]
    assert told == [
        ("a declaration cannot be read: the file ends where the name of a property is expected",
         "bad.bicep", 2)
    ]  # fmt: skip


WORDS = st.sampled_from(
    [
        "resource s 'A.B/c@1' = {\n", "name: ", "'x'\n", "}\n", "parent: s\n", "scope: s\n", "s.id\n",
        "[for i in a: {\n", "}]\n", "if (a) {\n", "properties: {\n", "param a array\n", "var b = ",
        "...b\n", "a[?0].?c\n", "map(a, x => x)\n", "$'''${b}'''\n", "module m 'm.bicep' = {\n",
        "params: {\n", "m.outputs.o\n", "import {q} from 'm.bicep'\n", "q(1)\n", "output o int = ",
        "func f(x int) int => ", "f(b)\n", "loadJsonContent('main.bicep')\n", "type t = ", "t?\n",
        "existing = {\n", "resource s::t 'd' = {\n", "@secure()\n", "null\n", "1\n", "s::s.id\n",
    ]
)  # fmt: skip


@given(st.lists(WORDS, max_size=40), st.lists(WORDS, max_size=20))
def test_reading_never_crashes_on_words(main: list[str], module: list[str]) -> None:
    read("".join(main), m="".join(module))


@given(st.lists(PIECES, max_size=40))
def test_reading_never_crashes_on_pieces(pieces: list[str]) -> None:
    read("".join(pieces))


@given(st.binary(max_size=200))
def test_reading_never_crashes_on_bytes(data: bytes) -> None:
    read_bicep(of({"main.bicep": data}), "main.bicep", Options())
