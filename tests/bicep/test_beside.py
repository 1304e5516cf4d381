"""Bicep beside what belongs to it: compiled products, accepted findings, files that are loaded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ringfence.model.facts import Unknown
from ringfence.readers.bicep.read import read_bicep
from ringfence.readers.options import Options
from ringfence.readers.read import read_paths
from tests.arm.reading import SCHEMA
from tests.bicep.reading import of, read, resources

SOURCE = """
param name string = 'st'
resource store 'Microsoft.Storage/storageAccounts@2023-01-01' = {
  name: '${name}weights'
  properties: { allowBlobPublicAccess: false }
}
"""


def product(**properties: Any) -> str:
    """Return what the compiler makes of the source."""
    return json.dumps(
        {
            "$schema": SCHEMA,
            "languageVersion": "2.0",
            "contentVersion": "1.0.0.0",
            "metadata": {"_generator": {"name": "bicep", "version": "0.30.3.12046"}},
            "parameters": {"name": {"type": "string", "defaultValue": "st"}},
            "resources": {
                "store": {
                    "type": "Microsoft.Storage/storageAccounts",
                    "apiVersion": "2023-01-01",
                    "name": "[format('{0}weights', parameters('name'))]",
                    "properties": {"allowBlobPublicAccess": False, **properties},
                }
            },
        }
    )


def scanned(folder: Path, **files: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return addresses with roots, and the gaps of a folder with these files."""
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text)
    estate = read_paths([folder], Options())
    told = [(b.what, b.reason) for b in estate.blinds if not b.inert]
    return sorted(f"{each.root}:{each.address}" for each in estate), told


@pytest.mark.parametrize("name", ["main__json", "azuredeploy__json"])
def test_a_product_of_the_source_is_not_read_twice(tmp_path: Path, name: str) -> None:
    found, told = scanned(tmp_path, main__bicep=SOURCE, **{name: product()})
    assert found == ["main.bicep:store"]
    assert not told


def test_a_product_that_says_otherwise_is_a_gap(tmp_path: Path) -> None:
    found, told = scanned(
        tmp_path, main__bicep=SOURCE, main__json=product(allowBlobPublicAccess=True)
    )
    assert found == ["main.bicep:store"]
    assert told == [("`main.json`", "was compiled of `main.bicep`, and says otherwise of `store`")]


def test_a_product_with_more_in_it_is_a_gap(tmp_path: Path) -> None:
    more = json.loads(product())
    more["resources"]["other"] = {**more["resources"]["store"], "name": "other"}
    _, told = scanned(tmp_path, main__bicep=SOURCE, main__json=json.dumps(more))
    assert "also has `Microsoft.Storage/storageAccounts` named `other`" in told[0][1]


def test_a_product_stands_for_a_source_whose_modules_are_in_a_registry(tmp_path: Path) -> None:
    whole = json.loads(product())
    whole["resources"]["far"] = {
        "type": "Microsoft.Resources/deployments",
        "apiVersion": "2022-09-01",
        "name": "far",
        "properties": {
            "mode": "Incremental",
            "expressionEvaluationOptions": {"scope": "inner"},
            "template": {
                "$schema": SCHEMA,
                "languageVersion": "2.0",
                "resources": {"box": {**whole["resources"]["store"], "name": "box"}},
            },
        },
    }
    source = SOURCE + "module far 'br/public:storage/box:1.0.0' = { name: 'far' }\n"
    found, told = scanned(tmp_path, main__bicep=source, main__json=json.dumps(whole))
    assert found == ["main.json:far.box", "main.json:store"]
    assert not told
    (tmp_path / "main.json").unlink()
    _, told = scanned(tmp_path)
    assert "br/public:storage/box:1.0.0" in told[0][1]


def test_a_template_that_nobody_compiled_is_a_root_of_its_own(tmp_path: Path) -> None:
    by_hand = product().replace('"bicep"', '"hand"')
    found, told = scanned(tmp_path, main__bicep=SOURCE, main__json=by_hand)
    assert found == ["main.bicep:store", "main.json:store"]
    assert not told


@pytest.mark.parametrize(("public", "roots"), [(False, 1), (True, 2)])
def test_a_product_in_another_folder(tmp_path: Path, public: bool, roots: int) -> None:
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "main.json").write_text(product(allowBlobPublicAccess=public))
    found, told = scanned(tmp_path, main__bicep=SOURCE)
    assert len(found) == roots
    assert not told


def test_accepted_findings_by_resource_loop_module_and_file() -> None:
    harvest = read(
        """
// ringfence:accept RF-RCH-01 reason="one" until=2030-01-01
@description('x')
resource store 'Microsoft.Storage/storageAccounts@2023-01-01' = [for i in range(0, 2): {
  name: 'st${i}'
  tags: { a: '// ringfence:accept RF-XXX-01 reason="no" until=2030-01-01' }
  resource blob 'blobServices' = {
    // ringfence:accept RF-RCH-02 reason="two" until=2030-01-01 owner=me
    name: 'default'
  }
}]
/* ringfence:accept RF-RCH-03 reason="three" until=2030-01-01 */
module m 'm.bicep' = { name: 'm' }

// ringfence:accept RF-RCH-04 reason="four" until=2030-01-01
param x string = 'x'
// ringfence:accept RF-RCH-05 until=2030-01-01
resource last 'A.B/c@1' = { name: 'x' }
""",
        m="resource s 'A.B/c@1' = { name: 'y' }\n",
    )
    accepted = {(each.rule, each.address, each.source.line) for each in harvest.accepts}
    assert accepted == {
        ("RF-RCH-01", "store[*", 2),
        ("RF-RCH-02", "store::blob[*", 8),
        ("RF-RCH-03", "m.*", 12),
    }
    told = {(b.source.line, b.reason) for b in harvest.blinds}
    assert told == {
        (15, "stands in no resource, nor above one"),
        (17, 'gives no reason (`reason="…"`)'),
    }


def tags(files: dict[str, str | bytes], value: str) -> Any:
    text = f"resource s 'A.B/c@1' = {{ name: 's', tags: {{ a: {value} }} }}\n"
    harvest = read_bicep(of({"app/main.bicep": text, **files}), "app/main.bicep", Options())
    (resource,) = harvest.resources
    held = resource.body["tags"]
    assert isinstance(held, dict)
    return held["a"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("loadTextContent('x.txt')", "[text] ${no}"),
        ("loadTextContent('../up.txt')", "up"),
        ("loadTextContent('wide.txt', 'utf-16')", "wide"),
        ("loadFileAsBase64('x.txt')", "W3RleHRdICR7bm99"),
        ("loadJsonContent('x.json').a[0]", "[b]"),
        ("loadJsonContent('x.json', '$.a[1].c')", 3),
        ("loadYamlContent('x.yaml').list", [1, True, "no", None, "2027-01-31"]),
        ("loadYamlContent('x.yaml', 'deep.er')", "x"),
        ("map(loadDirectoryFileInfo('.', '*.txt'), f => f.baseName)", ["wide", "x"]),
    ],
)
def test_files_of_the_tree_are_loaded(value: str, expected: Any) -> None:
    files: dict[str, str | bytes] = {
        "app/x.txt": "[text] ${no}",
        "up.txt": "up",
        "app/wide.txt": "wide".encode("utf-16-le"),
        "app/x.json": '{"a": ["[b]", {"c": 3}]}',
        "app/x.yaml": "list: [1, true, 'no', null, 2027-01-31]\ndeep: {er: x}\n",
    }
    assert tags(files, value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "loadTextContent('../../etc/passwd')",
        "loadTextContent('/etc/passwd')",
        "loadTextContent('gone.txt')",
        "loadJsonContent('x.txt')",
        "loadJsonContent('x.json', '$..a')",
        "loadJsonContent('x.json', 'z')",
        "loadYamlContent('bomb.yaml')",
        "loadTextContent('x.txt', 'klingon')",
        "loadTextContent(utcNow())",
    ],
)
def test_what_cannot_be_loaded_is_unknown(value: str) -> None:
    bomb = "a: &a [1,1,1,1,1,1,1,1,1,1]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 10)}]\n" for i in range(9)
    )
    files: dict[str, str | bytes] = {
        "app/x.txt": "no json", "app/x.json": '{"a": 1}', "app/bomb.yaml": bomb,
    }  # fmt: skip
    assert isinstance(tags(files, value), Unknown)


def test_positions_of_properties() -> None:
    made = resources(
        """
resource net 'Microsoft.Network/virtualNetworks@2023-01-01' = {
  name: 'net'
  properties: {
    subnets: [for n in ['a', 'b']: {
      name: n
      properties: {
        addressPrefix: '10.0.0.0/24'
      }
    }]
    dhcpOptions: true ? {
      dnsServers: []
    } : {}
  }
}
"""
    )
    origin = made["net"].origin
    lines = {
        pointer: origin.locate(pointer).line
        for pointer in ("", "properties", "properties.subnets[1].properties.addressPrefix",
                        "properties.dhcpOptions.dnsServers", "location")
    }  # fmt: skip
    assert list(lines.values()) == [2, 4, 8, 11, 2]


def test_gaps_are_told_where_they_come_from() -> None:
    harvest = read(
        """
func f(x string) string => nobody(x)
var v = {
  a: nobody(1)
}
resource s 'A.B/c@1' = {
  name: 's'
  tags: { a: f('x'), b: v.a, c: p }
}
param p string
"""
    )
    (resource,) = harvest.resources
    tags = resource.body["tags"]
    assert isinstance(tags, dict)
    lines = {key: each.source.line for key, each in tags.items() if isinstance(each, Unknown)}
    assert lines == {"a": 2, "b": 4, "c": 10}


def test_secrets_are_never_shown() -> None:
    word = "Zx9" + "k" * 20
    harvest = read(
        f"""
@secure()
param key string = '{word}'
@secure()
type hidden = string
param other hidden = '{word}'
resource s 'A.B/c@1' = {{ name: 's', properties: {{ a: key, b: '${{other}}-x', c: {{ d: [key] }} }} }}
"""
    )
    (resource,) = harvest.resources
    assert word not in repr(resource.body)
