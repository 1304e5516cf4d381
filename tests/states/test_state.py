"""States in all their forms: what is read, what is a gap, and what never shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.model.estate import Estate
from ringfence.readers.read import NothingToRead, ReadOptions, read_paths
from tests.states.storing import state_of
from tests.twins.exposed import account
from tests.twins.twin import HEAD, asset_of, scan_text

GROUP = "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-llm"
STORE = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/st"
NSG = f"{GROUP}/providers/Microsoft.Network/networkSecurityGroups/n"
AZURERM = 'provider["registry.terraform.io/hashicorp/azurerm"]'


def block(type_: str, name: str, *attributes: Any, module: str = "", **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        **({"module": module} if module else {}),
        "mode": "managed", "type": type_, "name": name, "provider": AZURERM,
        "instances": [{"schema_version": 0, "attributes": each, **more} for each in attributes],
    }  # fmt: skip
    if len(attributes) > 1:
        for at, each in enumerate(made["instances"]):
            each["index_key"] = at
    return made


def state(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"version": 4, "terraform_version": "1.11.4", "serial": 1, "lineage": "x",
            "outputs": {}, "resources": list(blocks), **more}  # fmt: skip


def store(**more: Any) -> dict[str, Any]:
    return {"id": STORE, "name": "st", "resource_group_name": "rg-llm", "location": "westeurope",
            "account_tier": "Standard", "account_replication_type": "ZRS", **more}  # fmt: skip


def estate(folder: Path, content: Any, name: str = "terraform.tfstate") -> Estate:
    data = content if isinstance(content, bytes) else json.dumps(content, indent=2).encode()
    (folder / name).write_bytes(data)
    return read_paths([folder], ReadOptions())


def test_addresses_and_places(tmp_path: Path) -> None:
    listed = state(
        block("azurerm_storage_account", "st", store(), module='module.llm["eu"]'),
        block("azurerm_storage_container", "c",
              {"name": "a", "storage_account_id": STORE, "id": f"{STORE}/blobServices/default/containers/a"},
              {"name": "b", "storage_account_id": STORE, "id": f"{STORE}/blobServices/default/containers/b"}),
    )  # fmt: skip
    found = {r.address: r for r in estate(tmp_path, listed)}
    assert found.keys() == {
        'module.llm["eu"].azurerm_storage_account.st',
        "azurerm_storage_container.c[0]",
        "azurerm_storage_container.c[1]",
    }
    resource = found['module.llm["eu"].azurerm_storage_account.st']
    assert (resource.root, resource.id) == ("terraform.tfstate", STORE)
    assert resource.locate("location").file == "terraform.tfstate"
    assert resource.locate("location").line == 9
    assert found["azurerm_storage_container.c[1]"].locate().line > 20


def test_what_waits_to_be_destroyed_is_there(tmp_path: Path) -> None:
    old = block(
        "azurerm_storage_account", "st", store(id=STORE + "old", name="stold"), deposed="ab12"
    )
    found = estate(tmp_path, state(block("azurerm_storage_account", "st", store()), old))
    assert {r.address for r in found} == {
        "azurerm_storage_account.st", "azurerm_storage_account.st (deposed ab12)"
    }  # fmt: skip


def test_secrets_never_show(tmp_path: Path) -> None:
    secret = "k" * 40
    made = block(
        "azurerm_storage_account", "st",
        store(primary_access_key=secret, primary_connection_string=secret),
        sensitive_attributes=[[{"type": "get_attr", "value": "primary_access_key"}]],
    )  # fmt: skip
    other = block("azurerm_thing_nobody_maps", "x", {"id": "/x", "password": secret, "key": STORE},
                  sensitive_attributes=[[{"type": "get_attr", "value": "password"}]])  # fmt: skip
    found = estate(tmp_path, state(made, other))
    shown = [(r.id, r.body, r.locate("properties")) for r in found]
    assert secret not in repr((shown, found.blinds))
    assert any("azurerm_thing_nobody_maps" in blind.reason for blind in found.blinds)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            {"version": 3, "terraform_version": "0.11.14", "lineage": "x", "modules": []},
            "version 3",
        ),
        (
            {"serial": 1, "lineage": "x", "encrypted_data": "b2s=", "encryption_version": "v0"},
            "encrypted",
        ),
        ({"format_version": "7.0", "terraform_version": "9", "values": {"root_module": {}}}, "7.0"),
        (
            b'{"version": 4, "terraform_version": "1.9.0", "lineage": "x", "resources": [{"mo',
            "not valid JSON",
        ),
        (b'{"version": 4, "terraform_version": "1.9.0", "resources": [7]}', "no state"),
    ],
)
def test_what_cannot_be_read_is_a_gap_over_everything(
    tmp_path: Path, content: Any, reason: str
) -> None:
    found = estate(tmp_path, content)
    blinds = [blind for blind in found.blinds if not blind.inert]
    assert any(reason in blind.reason for blind in blinds), blinds
    assert all(blind.root in ("*", "terraform.tfstate") and not blind.types for blind in blinds)
    assert blinds[0].source.file == "terraform.tfstate"


def test_states_of_powershell(tmp_path: Path) -> None:
    text = json.dumps(state(block("azurerm_storage_account", "st", store())), indent=2)
    (tmp_path / "state.json").write_bytes(text.encode("utf-16"))
    assert len(read_paths([tmp_path], ReadOptions())) == 1


def test_an_old_backup_is_no_state(tmp_path: Path) -> None:
    text = json.dumps(state(block("azurerm_storage_account", "st", store())))
    (tmp_path / "terraform.tfstate.backup").write_text(text)
    with pytest.raises(NothingToRead):
        read_paths([tmp_path], ReadOptions())


RULE = {
    "name": "in", "priority": 100, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
    "source_port_range": "*", "destination_port_range": "443", "source_address_prefix": "*",
    "destination_address_prefix": "*", "description": "", "source_port_ranges": [],
}  # fmt: skip


def test_what_the_provider_reads_back_is_told_once(tmp_path: Path) -> None:
    """A rule of its own stands in the group too, the firewall of its own in the account."""
    rules = {
        "default_action": "Deny",
        "bypass": ["None"],
        "ip_rules": [],
        "virtual_network_subnet_ids": [],
    }
    found = estate(tmp_path, state(
        block("azurerm_network_security_group", "n", {
            "id": NSG, "name": "n", "resource_group_name": "rg-llm", "location": "westeurope",
            "security_rule": [RULE, RULE | {"name": "other", "priority": 200}]}),
        block("azurerm_network_security_rule", "in", RULE | {
            "id": f"{NSG}/securityRules/in", "resource_group_name": "rg-llm",
            "network_security_group_name": "n"}),
        block("azurerm_storage_account", "st", store(network_rules=[rules])),
        block("azurerm_storage_account_network_rules", "st", rules | {
            "id": STORE, "storage_account_id": STORE}),
    ))  # fmt: skip
    group = found.get(NSG)
    assert group is not None
    listed = group.look("properties.securityRules")
    assert isinstance(listed, list)
    assert {str(each["name"]) for each in listed if isinstance(each, dict)} == {"in", "other"}
    assert len(listed) == 2
    declared = {group.declarer(f"properties.securityRules[{at}]") for at in range(2)}
    assert declared == {"azurerm_network_security_group.n", "azurerm_network_security_rule.in"}
    kept = found.get(STORE)
    assert kept is not None
    assert kept.look("properties.networkAcls.defaultAction") == "Deny"
    assert kept.declarer("properties.networkAcls") == "azurerm_storage_account_network_rules.st"


def test_a_default_that_depends_on_the_version_needs_the_lock_file() -> None:
    """Without the lock file nobody knows which version left the argument out."""
    text = HEAD + account(network="false", access="private")
    sealed = 'provider "registry.terraform.io/hashicorp/azurerm" {\n  version = "4.30.0"\n}\n'
    for lock in (sealed, sealed.replace("4.30.0", "3.117.0"), ""):
        files = {"terraform.tfstate": state_of(text), ".terraform.lock.hcl": lock}
        found = scan_text(files)
        assert asset_of(found, "azurerm_storage_container.weights").verdict != "open"


@given(cut=st.integers(0, 4000), noise=st.binary(max_size=3))
@settings(max_examples=60, deadline=None)
def test_reading_a_broken_state_ends(
    tmp_path_factory: pytest.TempPathFactory, cut: int, noise: bytes
) -> None:
    folder = tmp_path_factory.mktemp("state")
    text = json.dumps(state(block("azurerm_storage_account", "st", store()))).encode()
    (folder / "terraform.tfstate").write_bytes(text[:cut] + noise + text[cut:])
    try:
        found = read_paths([folder], ReadOptions())
    except NothingToRead:
        return
    assert not any("our reader broke" in blind.reason for blind in found.blinds)
