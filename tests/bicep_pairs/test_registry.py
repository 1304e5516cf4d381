"""Modules of registries: where a restore cache keeps them, and what is no reference to one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.readers.bicep.registry import NotRestored, Registry, is_cached, tag_folder
from ringfence.readers.recognition import recognise
from ringfence.readers.tree import Unreadable
from tests.arm.reading import MemoryTree, tree_of

AVM = ".bicep/br/mcr.microsoft.com/bicep$avm$res$storage$storage-account/0.9.0$/main.json"
OWN = "cache/br/acme.azurecr.io$5000/llm$vault/V1.0-RC$61/main.json"
SPEC = "ts/00000000-0000-0000-0000-000000000001/rg-specs/store/2.1/main.json"
CONFIG = {
    "moduleAliases": {
        "br": {"acme": {"registry": "ACME.azurecr.io:5000", "modulePath": "llm"}},
        "ts": {
            "specs": {
                "subscription": "00000000-0000-0000-0000-000000000001",
                "resourceGroup": "RG-specs",
            }
        },
    }
}


def tree() -> MemoryTree:
    return tree_of(
        {AVM: "{}", OWN: "{}", SPEC: "{}", "env/prod/main.bicep": "", "bicepconfig.json": CONFIG}
    )


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("br/public:avm/res/storage/storage-account:0.9.0", AVM),
        ("br:mcr.microsoft.com/bicep/avm/res/storage/storage-account:0.9.0", AVM),
        ("br:acme.azurecr.io:5000/llm/vault:V1.0-RC", OWN),
        ("br/acme:vault:V1.0-RC", OWN),
        ("ts:00000000-0000-0000-0000-000000000001/RG-specs/store:2.1", SPEC),
        ("ts/specs:store:2.1", SPEC),
    ],
)
def test_restored(reference: str, name: str) -> None:
    assert Registry(tree(), "").find(reference, "env/prod/main.bicep") == name


@pytest.mark.parametrize(
    "reference",
    [
        "br/public:avm/res/storage/storage-account:0.9.1",
        "br:acme.azurecr.io:5000/llm/vault:v1.0-rc",  # the case of a tag counts
        "br/other:vault:V1.0-RC",
        "br/acme:vault",
        "ts:00000000-0000-0000-0000-000000000001/RG-specs/store:2.2",
        "br:x/../../../../etc:y",
        "br:../x/y:z",
        "ts:..\\x/y/z:1",
        "https://example.org/x.json",
        "br:",
    ],
)
def test_not_restored_is_told_with_the_reference(reference: str) -> None:
    with pytest.raises(NotRestored) as told:
        Registry(tree(), "").find(reference, "env/prod/main.bicep")
    assert reference[:100] in str(told.value)


def test_a_nearer_configuration_hides_the_one_above_it() -> None:
    nearer = tree_of({**tree().contents, "env/bicepconfig.json": "{}"})
    with pytest.raises(NotRestored):
        Registry(nearer, "").find("br/acme:vault:V1.0-RC", "env/prod/main.bicep")


def test_a_cache_outside_the_tree_is_read_where_it_is_named(tmp_path: Path) -> None:
    module = tmp_path / "cache/br/mcr.microsoft.com/bicep$x/1$/main.json"
    module.parent.mkdir(parents=True)
    module.write_text('{"a": 1}')
    here = tree_of({"main.bicep": ""})
    with pytest.raises(NotRestored):
        Registry(here, "").find("br/public:x:1", "main.bicep")
    name = Registry(here, str(tmp_path / "cache")).find("br/public:x:1", "main.bicep")
    assert name == "<bicep cache>/br/mcr.microsoft.com/bicep$x/1$/main.json"
    assert here.read(name) == b'{"a": 1}'


def test_a_link_that_leads_out_of_the_cache_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "cache/br/mcr.microsoft.com/bicep$x/1$"
    folder.mkdir(parents=True)
    (tmp_path / "secret.json").write_text("{}")
    (folder / "main.json").symlink_to(tmp_path / "secret.json")
    here = tree_of({"main.bicep": ""})
    with pytest.raises(NotRestored):
        Registry(here, str(tmp_path / "cache")).find("br/public:x:1", "main.bicep")
    with pytest.raises(Unreadable):
        here.read("<bicep cache>/br/mcr.microsoft.com/bicep$x/1$/main.json")


def test_what_lies_in_a_cache_is_no_deployment() -> None:
    assert is_cached(AVM)
    assert is_cached(SPEC)
    assert not is_cached("br/main.json")
    assert not is_cached("ts/infra/prod/eu/store/main.json")  # TypeScript, perhaps
    assert not is_cached("infra/br/eu/store/main.json")
    assert not is_cached("env/prod/main.json")


def test_tags_keep_their_capitals_apart() -> None:
    assert tag_folder("v1") == "v1$"
    assert tag_folder("V1") == "V1$1"
    assert tag_folder("v1-B" + "x" * 62 + "Y") == "v1-B" + "x" * 62 + "Y$" + f"{(1 << 66) | 8:x}"


@given(
    st.text(max_size=60), st.sampled_from(["", "br:", "ts:", "br/public:", "br/acme:", "ts/specs:"])
)
def test_references_never_crash(rest: str, head: str) -> None:
    try:
        found = Registry(tree(), "").find(head + rest, "env/prod/main.bicep")
    except NotRestored:
        return
    assert found in (AVM, OWN, SPEC)


def test_a_scan_takes_no_cached_module_for_a_deployment() -> None:
    body = {"$schema": "https://x/deploymentTemplate.json#", "resources": []}
    found = recognise(tree_of({AVM: body, "main.json": body}))
    assert found.templates == ["main.json"]
