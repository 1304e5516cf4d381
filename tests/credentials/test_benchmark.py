"""How many planted credentials are found, how many decoys are taken for one, and how fast."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from ringfence.readers.credentials.read import read_credentials
from ringfence.readers.tree import Tree
from tests.credentials.making import HEX, Maker
from tests.credentials.planting import Planted, decoys, planted


def write(folder: Path, planted_: list[Planted]) -> Tree:
    for each in planted_:
        path = folder / each.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(each.data)
    return Tree.at(folder)


@pytest.mark.parametrize("seed", range(3))
def test_planted_are_found_and_decoys_are_not(tmp_path: Path, seed: int) -> None:
    make = Maker(seed)
    all_planted, all_decoys = list(planted(make)), list(decoys(make))
    assert len(all_decoys) >= 200
    harvest = read_credentials(write(tmp_path, all_planted + all_decoys))
    hit = {credential.source.file for credential in harvest.credentials}
    missed = [each.file for each in all_planted if each.file not in hit]
    wrong = sorted(
        f"{c.kind} {c.source}" for c in harvest.credentials if "decoys/" in str(c.source)
    )
    found = len(all_planted) - len(missed)
    assert found / len(all_planted) >= 29 / 30, missed
    assert found / (found + len(wrong)) >= 0.97, wrong


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    make = Maker(1)
    lines = [f"line {number} {make.of(HEX, 6)}" for number in range(5000)]
    lines[4321] = f"token: {make.hugging_face()}"
    for encoding in ("utf-8", "utf-16"):
        path = tmp_path / f"{encoding}.txt"
        path.write_bytes("\r\n".join(lines).encode(encoding))
    found = read_credentials(Tree.at(tmp_path)).credentials
    assert [credential.source.line for credential in found] == [4322, 4322]


def test_a_line_of_many_megabytes(tmp_path: Path) -> None:
    make = Maker(2)
    filler = ",".join(f'"{make.of(HEX, 8)}":{number}' for number in range(20_000))
    token = make.hugging_face()
    text = "{" + ",".join([filler] * 16) + f',"token":"{token}",' + filler + "}"
    (tmp_path / "big.json").write_text(text)
    assert len(text) > 5_000_000
    begun = process_time()
    found = read_credentials(Tree.at(tmp_path)).credentials
    assert [credential.kind for credential in found] == ["hugging-face-token"]
    assert process_time() - begun < 5


def test_outputs_of_notebooks_cost_no_more_than_text(tmp_path: Path) -> None:
    import base64

    make = Maker(3)
    image = base64.b64encode(make.bytes(3_000_000)).decode()
    token = make.anthropic()
    (tmp_path / "a.ipynb").write_text(
        '{"cells":[{"outputs":[{"data":{"image/png":"'
        + image
        + '"}}],"source":["k = \''
        + token
        + "'\"]}]}"
    )
    begun = process_time()
    found = read_credentials(Tree.at(tmp_path)).credentials
    assert [credential.kind for credential in found] == ["anthropic-key"]
    assert process_time() - begun < 3


def test_what_lies_across_two_pieces_is_found_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ringfence.readers.credentials import files

    monkeypatch.setattr(files, "PIECE", 4096)
    monkeypatch.setattr(files, "OVERLAP", 512)
    make = Maker(4)
    for shift in (0, 20, 40):
        text = "x" * 10 + "\n" + ("word " * 815 + "y" * shift)[: 4050 + shift] + "\n"
        text += f"token {make.hugging_face()}\n" + "word " * 900
        (tmp_path / f"{shift}.txt").write_text(text)
    found = read_credentials(Tree.at(tmp_path)).credentials
    assert sorted((c.source.file, c.source.line) for c in found) == [
        ("0.txt", 3),
        ("20.txt", 3),
        ("40.txt", 3),
    ]
