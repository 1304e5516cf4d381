"""Paths to an estate: what is recognised, what is refused, and what one broken reader costs."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.readers import read
from ringfence.readers.read import NothingToRead, ReadOptions, read_paths

GROUP = 'variable "n" { default = "a" }\nresource "azurerm_resource_group" "g" {\n  name = var.n\n  location = "westeurope"\n}\n'
TEMPLATE = """{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"n": {"type": "string", "defaultValue": "x"}},
  "resources": [{"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2024-01-01",
    "name": "[parameters('n')]", "location": "westeurope"}]
}
"""
PARAMETERS = """{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0", "parameters": {"n": {"value": "stprod"}}
}
"""


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        file = folder / name.replace("__", "/").replace("_json", ".json").replace("_tf", ".tf")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def test_a_tree_may_mix_formats(tmp_path: Path) -> None:
    write(tmp_path, net__main_tf=GROUP, arm__main_json=TEMPLATE)
    estate = read_paths([tmp_path], ReadOptions())
    assert {r.type for r in estate} == {
        "Microsoft.Resources/resourceGroups",
        "Microsoft.Storage/storageAccounts",
    }
    assert {report.reader for report in estate.reports} == {"terraform", "arm"}


@pytest.mark.parametrize("name", ["nothing", "here.txt"])
def test_where_nothing_is_infrastructure_nothing_is_assessed(tmp_path: Path, name: str) -> None:
    (tmp_path / "here.txt").write_text("hello")
    with pytest.raises(NothingToRead):
        read_paths([tmp_path / name], ReadOptions())


def test_an_environment_that_is_nowhere_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, main_tf=GROUP)
    (tmp_path / "prod.tfvars").write_text('n = "b"\n')
    with pytest.raises(NothingToRead, match="nope"):
        read_paths([tmp_path], ReadOptions({}, "nope"))
    estate = read_paths([tmp_path], ReadOptions({}, "prod"))
    assert [r.name for r in estate] == ["b"]


def test_an_environment_of_one_root_is_none_of_the_others(tmp_path: Path) -> None:
    write(tmp_path, net__main_tf=GROUP, arm__main_json=TEMPLATE)
    (tmp_path / "arm" / "main.parameters.prod.json").write_text(PARAMETERS)
    estate = read_paths([tmp_path], ReadOptions({}, "prod"))
    assert {str(r.name) for r in estate} == {"a", "stprod"}
    assert [blind.inert for blind in estate.blinds] == [True]


def test_a_reader_that_breaks_costs_one_root_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, net__main_tf=GROUP, arm__main_json=TEMPLATE)

    def broken(*_: object) -> None:
        raise RecursionError("secret")

    monkeypatch.setattr(read._Reading, "_template", broken)
    estate = read_paths([tmp_path], ReadOptions())
    assert [r.type for r in estate] == ["Microsoft.Resources/resourceGroups"]
    (blind,) = estate.blinds
    assert blind.root == "*"
    assert "RecursionError" in blind.reason
    assert "secret" not in blind.reason


@pytest.mark.parametrize(
    ("name", "content", "blocks"),
    [
        ("cut.json", TEMPLATE[:200].encode(), True),
        ("cut.json", b'{"a": [1, 2', True),
        ("binary.json", b"\x00\xff\xfe{", True),
        ("latin.tf", 'x = "\xe4"'.encode("latin-1"), True),
        ("package.json", b'{"name": "x"}', False),
        ("empty.json", b"", False),
        ("tsconfig.json", b'{\n // comment\n "a": 1\n}\n// end', False),
    ],
)
def test_what_cannot_be_looked_into_may_hold_anything(
    tmp_path: Path, name: str, content: bytes, blocks: bool
) -> None:
    write(tmp_path, main_tf=GROUP)
    (tmp_path / name).write_bytes(content)
    estate = read_paths([tmp_path], ReadOptions())
    assert any(not blind.inert for blind in estate.blinds) is blocks, estate.blinds
    if blocks:
        assert any(name in blind.what for blind in estate.blinds)


def test_links_that_lead_out_are_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    inside = tmp_path / "inside"
    write(outside, secret_tf=GROUP)
    write(inside, main_tf=GROUP.replace('"g"', '"h"'))
    (inside / "link.tf").symlink_to(outside / "secret.tf")
    (inside / "folder").symlink_to(outside)
    estate = read_paths([inside], ReadOptions())
    assert [r.address for r in estate] == ["azurerm_resource_group.h"]
    assert {blind.reason for blind in estate.blinds} == {"is a link that leads out of the tree"}
