"""Each service has a key of its own, and a switch that makes it worthless."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from ringfence.engine.assess import Question, assess
from ringfence.model.assessment import Assessment, Finding, Kind, Outcome
from ringfence.model.boundary import Boundary, Policy
from ringfence.readers.boundaryfile import load
from ringfence.readers.credentials.read import read_credentials
from ringfence.readers.read import ReadOptions, read_paths
from ringfence.readers.tree import Tree
from tests.credentials.making import ALNUM, Maker, day
from tests.credentials.test_twins import CLOSED, KEYLESS, OPEN, connection, link

MAKE = Maker(51)
PLACE = 'resource_group_name = "rg"\n  location = "westeurope"'


@dataclass(frozen=True)
class Service:
    """A resource with a switch (`%s`), its two positions, and a text that opens it."""

    block: str
    on: str
    off: str
    text: str


SERVICES: dict[str, Service] = {
    "cosmos": Service(
        f'resource "azurerm_cosmosdb_account" "x" {{\n  name = "acmerag"\n  {PLACE}\n'
        '  offer_type = "Standard"\n  local_authentication_disabled = %s\n'
        '  consistency_policy {\n    consistency_level = "Session"\n  }\n'
        '  geo_location {\n    location = "westeurope"\n    failover_priority = 0\n  }\n}\n',
        "false",
        "true",
        f"AccountEndpoint=https://acmerag.documents.azure.com:443/;AccountKey={MAKE.key64('ACDb')};",
    ),
    "search": Service(
        f'resource "azurerm_search_service" "x" {{\n  name = "acmerag"\n  {PLACE}\n'
        '  sku = "standard"\n  local_authentication_enabled = %s\n}\n',
        "true",
        "false",
        f"SEARCH=https://acmerag.search.windows.net\nSEARCH_KEY={MAKE.search_key()}\n",
    ),
    "registry": Service(
        f'resource "azurerm_container_registry" "x" {{\n  name = "acmerag"\n  {PLACE}\n'
        '  sku = "Premium"\n  admin_enabled = %s\n}\n',
        "true",
        "false",
        f"docker login acmerag.azurecr.io -u acmerag -p {MAKE.registry_password()}\n",
    ),
    "bus": Service(
        f'resource "azurerm_servicebus_namespace" "x" {{\n  name = "acmerag"\n  {PLACE}\n'
        '  sku = "Premium"\n  capacity = 1\n  local_auth_enabled = %s\n}\n',
        "true",
        "false",
        "Endpoint=sb://acmerag.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey="
        + MAKE.key32("+ASb"),
    ),
    "redis": Service(
        f'resource "azurerm_redis_cache" "x" {{\n  name = "acmerag"\n  {PLACE}\n'
        '  capacity = 1\n  family = "P"\n  sku_name = "Premium"\n'
        "  access_keys_authentication_enabled = %s\n}\n",
        "true",
        "false",
        f"acmerag.redis.cache.windows.net:6380,password={MAKE.key32('AzCa')},ssl=True",
    ),
    "ai": Service(
        f'resource "azurerm_cognitive_account" "x" {{\n  name = "acmerag"\n  {PLACE}\n'
        '  custom_subdomain_name = "acmerag"\n  kind = "OpenAI"\n  sku_name = "S0"\n'
        "  local_auth_enabled = %s\n}\n",
        "true",
        "false",
        f"curl https://acmerag.openai.azure.com/openai/models -H 'api-key: {MAKE.hex32()}'",
    ),
    "sql": Service(
        f'resource "azurerm_mssql_server" "x" {{\n  name = "acmerag"\n  {PLACE}\n'
        '  version = "12.0"\n  azuread_administrator {\n    login_username = "a"\n'
        '    object_id = "00000000-0000-0000-0000-000000000001"\n'
        "    azuread_authentication_only = %s\n  }\n}\n"
        'resource "azurerm_mssql_firewall_rule" "x" {\n  name = "all"\n'
        '  server_id = azurerm_mssql_server.x.id\n  start_ip_address = "0.0.0.0"\n'
        '  end_ip_address = "255.255.255.255"\n}\n',
        "false",
        "true",
        "Server=tcp:acmerag.database.windows.net,1433;Initial Catalog=rag;User ID=app;"
        f"Password={MAKE.password()};",
    ),
}


def scan(folder: Path, files: dict[str, str], policy: Policy | None = None) -> Assessment:
    for name, text in files.items():
        (folder / name).write_text(text)
    policy = policy or Policy(Boundary(inferred=True))
    answer = assess(
        read_paths([folder], ReadOptions()), Question(policy, all_data=True, today=day(2026))
    )
    assert not answer.faults
    return answer


def lost(answer: Assessment) -> list[Finding]:
    return [f for f in answer.findings if f.kind is Kind.BEARER and f.asset is not None]


@pytest.mark.parametrize("name", SERVICES)
def test_a_key_opens_its_service(tmp_path: Path, name: str) -> None:
    service = SERVICES[name]
    found = lost(scan(tmp_path, {"m.tf": service.block % service.on, "a.env": service.text}))
    assert [(f.rule, f.outcome) for f in found] == [("RF-BRR-01", Outcome.FAIL)]


@pytest.mark.parametrize("name", SERVICES)
def test_a_key_opens_nothing_once_it_is_switched_off(tmp_path: Path, name: str) -> None:
    service = SERVICES[name]
    assert lost(scan(tmp_path, {"m.tf": service.block % service.off, "a.env": service.text})) == []


@pytest.mark.parametrize("name", SERVICES)
def test_a_key_of_another_one_opens_nothing(tmp_path: Path, name: str) -> None:
    service = SERVICES[name]
    text = service.text.replace("acmerag", "other")
    assert lost(scan(tmp_path, {"m.tf": service.block % service.on, "a.env": text})) == []


def test_a_token_of_a_registry_may_pull_what_nobody_knows(tmp_path: Path) -> None:
    block = SERVICES["registry"].block
    tokens = {
        "by name": f"docker login acmerag.azurecr.io -u ci-token -p {MAKE.registry_password()}\n",
        "of nobody": f"ACR=acmerag.azurecr.io\nACR_TOKEN={MAKE.registry_password()}\n",
    }
    for name, text in tokens.items():
        folder = tmp_path / name
        folder.mkdir()
        found = lost(scan(folder, {"m.tf": block % "false", "a.sh": text}))
        assert [f.outcome for f in found] == [Outcome.UNKNOWN], name


def test_switched_off_keys_are_the_wall(tmp_path: Path) -> None:
    answer = scan(tmp_path, {"m.tf": KEYLESS + "\n", "a.env": connection(MAKE.storage_key())})
    walls = {wall.what for each in answer.assets for wall in each.walls}
    assert "public network access" not in str(walls)
    assert not lost(answer)


def test_a_signature_for_addresses_inside_is_none_for_outsiders(tmp_path: Path) -> None:
    (tmp_path / "ringfence.yaml").write_text(
        "boundary:\n  regions: [EU]\n  networks: [20.30.40.0/24]\n"
    )
    policy = load(tmp_path / "ringfence.yaml")
    inside = {"m.tf": OPEN, "R.md": link(MAKE.sas(more="&sip=20.30.40.50"))}
    assert lost(scan(tmp_path, inside, policy)) == []
    outside = {"m.tf": OPEN, "R.md": link(MAKE.sas(more="&sip=20.30.41.50-20.30.41.60"))}
    assert [f.rule for f in lost(scan(tmp_path, outside, policy))] == ["RF-BRR-02"]


def test_a_file_that_cannot_be_opened_keeps_answers_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.env").write_text(connection(MAKE.storage_key()))
    opened = Path.open

    def refuse(path: Path, *words: str, **more: str) -> object:
        if path.name == "a.env":
            raise PermissionError(13, "Permission denied")
        return opened(path, *words, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    blinds = read_credentials(Tree.at(tmp_path)).blinds
    assert [(blind.what, blind.inert) for blind in blinds] == [("`a.env`", False)]


def test_weights_in_the_tree_are_told(tmp_path: Path) -> None:
    (tmp_path / "m.gguf").write_bytes(b"GGUF\x03\0\0\0" + bytes(64))
    (tmp_path / "n.gguf").write_bytes(b"version https://git-lfs.github.com/spec/v1\n")
    header = b'{"a":{}}'
    (tmp_path / "m.safetensors").write_bytes(len(header).to_bytes(8, "little") + header)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    blinds = read_credentials(Tree.at(tmp_path)).blinds
    assert sorted(blind.what for blind in blinds) == ["`m.gguf`", "`m.safetensors`"]
    assert all(blind.inert for blind in blinds)


def test_nothing_is_found_twice_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.env").write_text(f"OPENAI_KEY={MAKE.openai()} HF={MAKE.of(ALNUM, 8)}\n")
    assert len(read_credentials(Tree.at(tmp_path)).credentials) == 1


def test_a_closed_firewall_of_an_account_stays_a_wall(tmp_path: Path) -> None:
    answer = scan(tmp_path, {"m.tf": CLOSED, "a.env": connection(MAKE.storage_key())})
    assert {each.depth for each in answer.assets} == {1}


def test_a_file_that_breaks_the_search_keeps_answers_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ringfence.readers.credentials import read
    from ringfence.readers.credentials.finds import Find
    from ringfence.readers.credentials.search import search
    from ringfence.readers.credentials.texts import Text

    (tmp_path / "a.env").write_text("x" * 30)
    (tmp_path / "b.env").write_text(connection(MAKE.storage_key()))

    def fragile(text: Text) -> list[Find]:
        if text.data.startswith(b"xxx"):
            raise RuntimeError("never shown")
        return search(text)

    monkeypatch.setattr(read, "search", fragile)
    found = read_credentials(Tree.at(tmp_path))
    assert len(found.credentials) == 1
    assert [(blind.what, blind.inert) for blind in found.blinds] == [("`a.env`", False)]
    assert "never shown" not in str(found.blinds)
