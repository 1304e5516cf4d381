"""Which files make up a tree, and what is said about those that do not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ringfence.model.estate import Estate
from ringfence.readers.options import Options
from ringfence.readers.read import read_paths
from ringfence.readers.tree import Tree, Unreadable, decode

ACCOUNT = """
resource "azurerm_storage_account" "st" {
  name                          = "stllm"
  resource_group_name           = "rg"
  location                      = "westeurope"
  public_network_access_enabled = %s
}
"""


def put(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("")
    return folder


def read(*paths: Path) -> Estate:
    return read_paths(paths, Options())


def blinds(estate: Estate) -> set[tuple[str, str, str]]:
    """Return what was not seen, why, and the root that it bears on."""
    return {(blind.what, blind.reason, blind.root) for blind in estate.blinds if not blind.inert}


def test_names_of_one_path_are_relative_to_it(tmp_path: Path) -> None:
    put(tmp_path, "main.tf", "a/b.tf", ".git/x.tf")
    assert set(Tree.at(tmp_path).files) == {"main.tf", "a/b.tf"}
    assert set(Tree.at(tmp_path / "a" / "b.tf").files) == {"b.tf"}


def test_names_of_several_paths_are_relative_to_what_they_share(tmp_path: Path) -> None:
    put(tmp_path, "env/a/main.tf", "env/b/main.tf", "env/c/main.tf", "mod/m.tf")
    env = tmp_path / "env"
    assert set(Tree.at(env / "a", env / "b").files) == {"a/main.tf", "b/main.tf"}
    assert set(Tree.at(env / "a", tmp_path / "mod" / "m.tf").files) == {"env/a/main.tf", "mod/m.tf"}
    # The same file under two paths is one file.
    assert set(Tree.at(tmp_path, env / "a").files) == set(Tree.at(tmp_path).files)


def test_equal_names_in_two_paths_are_two_resources(tmp_path: Path) -> None:
    put(tmp_path, "a/main.tf", "b/main.tf")
    (tmp_path / "a" / "main.tf").write_text(ACCOUNT % "false")
    (tmp_path / "b" / "main.tf").write_text(ACCOUNT % "true")
    accounts = {
        r.root: r.look("properties.publicNetworkAccess")
        for r in read(tmp_path / "a", tmp_path / "b").of("Microsoft.Storage/storageAccounts")
    }
    assert accounts == {"a": "Disabled", "b": "Enabled"}


def test_a_module_of_one_path_may_lie_in_another(tmp_path: Path) -> None:
    put(tmp_path, "env/main.tf", "mod/main.tf", "other/main.tf")
    (tmp_path / "env" / "main.tf").write_text('module "m" { source = "../mod" }')
    (tmp_path / "mod" / "main.tf").write_text(ACCOUNT % "true")
    found = read(tmp_path / "env", tmp_path / "mod")
    assert [r.address for r in found.of("Microsoft.Storage/storageAccounts")] == [
        "module.m.azurerm_storage_account.st"
    ]
    assert not blinds(found)
    # What was not given is not read, though it lies below the folder that the paths share.
    (tmp_path / "env" / "main.tf").write_text('module "m" { source = "../other" }')
    hidden = blinds(read(tmp_path / "env", tmp_path / "mod"))
    assert hidden == {("module `module.m`", "`other` holds no configuration", "env")}


def test_links_that_lead_out_nowhere_or_in_circles(tmp_path: Path) -> None:
    tree = put(tmp_path / "tree", "a/main.tf", "b/main.tf")
    outside = put(tmp_path / "outside", "secret.tf", "secret.json")
    for link, target in {
        "a/out.tf": outside / "secret.tf",
        "out.json": outside / "secret.json",
        "README.md": outside / "secret.tf",
        "a/dangling.tf": tree / "gone.tf",
        "a/circle.tf": tree / "a" / "circle.tf",
        "a/again.tf": tree / "a" / "main.tf",
        "folder": outside,
        "around": tree,
        "a/.#main.tf": Path("me@host.1"),
    }.items():
        os.symlink(target, tree / link)
    (tree / "a" / "main.tf").write_text("locals {}")
    found = read(tree)
    out, nowhere = "is a link that leads out of the tree", "is a link that leads nowhere"
    assert blinds(found) == {
        ("`a/out.tf`", out, "a"),
        ("`a/dangling.tf`", nowhere, "a"),
        ("`a/circle.tf`", nowhere, "a"),
        ("`out.json`", out, "*"),
        ("`folder`", out, "*"),
    }


def test_what_is_no_file(tmp_path: Path) -> None:
    put(tmp_path, "main.tf")
    os.mkfifo(tmp_path / "pipe.tf")
    os.mkfifo(tmp_path / "pipe.sock")
    (tmp_path / "folder.tf").mkdir()
    reason = "is no file but a device, a pipe or a socket"
    assert blinds(read(tmp_path)) == {("`pipe.tf`", reason, ".")}


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b'{"$schema": "caf\xe9"}', "is not UTF-8: byte 0xe9 in line 1"),
        (b'{"caf\xe9": 1}', None),
        (b"\x00\x01\x02\xff", "is not UTF-8: byte 0xff in line 1"),
        (b'{"a": 1,\n "b', "is cut short: it closes less than it opens, and ends in line 2"),
        (b'{"a": 1}\n', None),
        (b"", None),
        (b"[1]", None),
    ],
)
def test_json_that_may_have_been_ours(tmp_path: Path, content: bytes, what: str | None) -> None:
    put(tmp_path, "main.tf")
    (tmp_path / "x.json").write_bytes(content)
    assert blinds(read(tmp_path)) == ({("`x.json`", what, "*")} if what else set())
    if what:
        (blind,) = read(tmp_path).blinds
        assert (blind.source.file, blind.source.line) == ("x.json", int(what[-1]))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert decode("é\n".encode(encoding)) == "é\n"


@pytest.mark.parametrize("data", [b"a\n\xe9", b"a\nb\0c", b"\xff\xfe\x00\xd8"])
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(data)
