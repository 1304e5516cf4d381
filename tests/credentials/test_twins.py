"""Leaks by credentials in text, each beside a look-alike that leaks nothing."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ringfence.engine.assess import Question, assess
from ringfence.model.assessment import Assessment, Finding, Kind, Outcome, Verdict
from ringfence.model.boundary import Boundary, Policy
from ringfence.readers.boundaryfile import load
from ringfence.readers.read import ReadOptions, read_paths
from tests.credentials.making import Maker, day

MAKE = Maker(11)

STORE = """
resource "azurerm_storage_account" "w" {
  name                            = "stllmweights01"
  resource_group_name             = "rg"
  location                        = "westeurope"
  account_tier                    = "Standard"
  account_replication_type        = "LRS"
  allow_nested_items_to_be_public = false
  shared_access_key_enabled       = %s
  network_rules {
    default_action = "%s"
    ip_rules       = [%s]
  }
}
resource "azurerm_storage_container" "w" {
  name               = "model-weights"
  storage_account_id = azurerm_storage_account.w.id
}
resource "azurerm_storage_container" "logo" {
  name               = "logos"
  storage_account_id = azurerm_storage_account.w.id
}
"""
OPEN = STORE % ("true", "Allow", "")
CLOSED = STORE % ("true", "Deny", "")
KEYLESS = STORE % ("false", "Allow", "")
AI = """
resource "azurerm_cognitive_account" "gpt" {
  name                  = "gpt-prod"
  custom_subdomain_name = "gpt-prod"
  resource_group_name   = "rg"
  location              = "westeurope"
  kind                  = "OpenAI"
  sku_name              = "S0"
  local_auth_enabled    = %s
}
"""
URL = "https://stllmweights01.blob.core.windows.net"


@dataclass
class Case:
    files: dict[str, str]
    boundary: str = ""
    policy: Policy = field(default_factory=lambda: Policy(Boundary(inferred=True)))

    def scan(self, folder: Path) -> Assessment:
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        policy = self.policy
        if self.boundary:
            (folder / "ringfence.yaml").write_text(self.boundary)
            policy = load(folder / "ringfence.yaml")
        estate = read_paths([folder], ReadOptions())
        answer = assess(estate, Question(policy, today=day(2026)))
        assert not answer.faults
        return answer


def bearers(answer: Assessment, name: str) -> list[Finding]:
    return [
        finding
        for finding in answer.findings
        if finding.kind is Kind.BEARER and finding.asset is not None and finding.asset.name == name
    ]


def connection(key: str, account: str = "stllmweights01") -> str:
    return (
        f"CONN=DefaultEndpointsProtocol=https;AccountName={account};AccountKey={key};"
        "EndpointSuffix=core.windows.net\n"
    )


def link(sas: str, container: str = "model-weights") -> str:
    return f"[weights]({URL}/{container}?{sas})\n"


WEIGHTS, GPT = "model-weights", "gpt-prod"
KEY = MAKE.storage_key()
CASES: dict[str, tuple[dict[str, str], str]] = {
    "connection string": ({"m.tf": OPEN, "app.env": connection(KEY)}, WEIGHTS),
    "key beside the name": (
        {"m.tf": OPEN, "a.yaml": f"storage_account_name: stllmweights01\nstorage_key: {KEY}\n"},
        WEIGHTS,
    ),
    "key in base64": (
        {
            "m.tf": OPEN,
            "s.yaml": "kind: Secret\napiVersion: v1\ndata:\n  c: "
            + base64.b64encode(connection(KEY).encode()).decode()
            + "\n",
        },
        WEIGHTS,
    ),
    "key of a cluster's settings": (
        {
            "m.tf": OPEN,
            "n.ipynb": '{"cells": [{"source": ["spark.conf.set(\\"fs.azure.account.key.stllmweights01.dfs'
            + f'.core.windows.net\\", \\"{KEY}\\")"]}}]}}',
        },
        WEIGHTS,
    ),
    "name in capitals": ({"m.tf": OPEN, "a.env": connection(KEY, "STLLMweights01")}, WEIGHTS),
    "signature": ({"m.tf": OPEN, "README.md": link(MAKE.sas())}, WEIGHTS),
    "signature in a setting": (
        {"m.tf": OPEN, "a.env": f"WEIGHTS={URL}/model-weights/m.bin?{MAKE.sas()}\n"},
        WEIGHTS,
    ),
    "signature in a connection string": (
        {
            "m.tf": OPEN,
            "a.env": f"C=BlobEndpoint={URL}/;SharedAccessSignature={MAKE.account_sas()};\n",
        },
        WEIGHTS,
    ),
    "signature beside the name": (
        {
            "m.tf": OPEN,
            "a.json": '{"account_name": "stllmweights01", "sas": "' + MAKE.account_sas() + '"}',
        },
        WEIGHTS,
    ),
    "account signature": ({"m.tf": OPEN, "README.md": link(MAKE.account_sas())}, WEIGHTS),
    "delegation without keys": ({"m.tf": KEYLESS, "R.md": link(MAKE.delegation_sas())}, WEIGHTS),
    "signature of an address let in": (
        {
            "m.tf": STORE % ("true", "Deny", '"20.30.40.50"'),
            "R.md": link(MAKE.sas(more="&sip=20.30.40.50")),
        },
        WEIGHTS,
    ),
    "AI key beside its endpoint": (
        {
            "m.tf": AI % "true",
            ".env": "AZURE_OPENAI_ENDPOINT=https://gpt-prod.openai.azure.com/\n"
            f"AZURE_OPENAI_API_KEY={MAKE.hex32()}\n",
        },
        GPT,
    ),
    "AI key beside a reference": (
        {
            "m.tf": (AI % "true")
            + 'resource "azurerm_linux_web_app" "a" {\n  name = "a"\n  resource_group_name = "rg"\n'
            '  location = "westeurope"\n  service_plan_id = "p"\n  site_config {}\n  app_settings = {\n'
            "    OPENAI_ENDPOINT = azurerm_cognitive_account.gpt.endpoint\n"
            f'    OPENAI_KEY = "{MAKE.ai_key()}"\n  }}\n}}\n'
        },
        GPT,
    ),
}
TWINS: dict[str, tuple[dict[str, str], str]] = {
    "keys are switched off": ({"m.tf": KEYLESS, "app.env": connection(KEY)}, WEIGHTS),
    "the firewall is closed": ({"m.tf": CLOSED, "app.env": connection(KEY)}, WEIGHTS),
    "another account": ({"m.tf": OPEN, "app.env": connection(KEY, "stother")}, WEIGHTS),
    "signature that ended": ({"m.tf": OPEN, "R.md": link(MAKE.sas(ends="2025-01-01"))}, WEIGHTS),
    "signature that writes": ({"m.tf": OPEN, "R.md": link(MAKE.sas(rights="wc"))}, WEIGHTS),
    "signature of logos": ({"m.tf": OPEN, "R.md": link(MAKE.sas(), "logos")}, WEIGHTS),
    "signature of the account for queues": (
        {"m.tf": OPEN, "R.md": link(MAKE.account_sas(services="q"))},
        WEIGHTS,
    ),
    "signature of the account for lists": (
        {"m.tf": OPEN, "R.md": link(MAKE.account_sas(types="s", rights="l"))},
        WEIGHTS,
    ),
    "signature where keys are off": ({"m.tf": KEYLESS, "R.md": link(MAKE.sas())}, WEIGHTS),
    "signature of an address not let in": (
        {
            "m.tf": STORE % ("true", "Deny", '"20.30.40.51"'),
            "R.md": link(MAKE.sas(more="&sip=20.30.40.50")),
        },
        WEIGHTS,
    ),
    "AI key where keys are off": (
        {
            "m.tf": AI % "false",
            ".env": "AZURE_OPENAI_ENDPOINT=https://gpt-prod.openai.azure.com/\n"
            f"AZURE_OPENAI_API_KEY={MAKE.hex32()}\n",
        },
        GPT,
    ),
    "AI key of another endpoint": (
        {
            "m.tf": AI % "true",
            ".env": "AZURE_OPENAI_ENDPOINT=https://gpt-test.openai.azure.com/\n"
            f"AZURE_OPENAI_API_KEY={MAKE.hex32()}\n",
        },
        GPT,
    ),
    "checksum beside an endpoint": (
        {
            "m.tf": AI % "true",
            ".env": "AZURE_OPENAI_ENDPOINT=https://gpt-prod.openai.azure.com/\n"
            f"PROMPT_MD5={MAKE.hex32()}\n",
        },
        GPT,
    ),
}
UNSURE: dict[str, tuple[dict[str, str], str]] = {
    "key without a name": ({"m.tf": OPEN, "a.yaml": f"storage_key: {KEY}\n"}, WEIGHTS),
    "name that is not known": (
        {
            "m.tf": OPEN.replace('"stllmweights01"', "var.n") + 'variable "n" {}\n',
            "app.env": connection(KEY),
        },
        WEIGHTS,
    ),
    "policy that is stored": (
        {"m.tf": OPEN, "R.md": link(MAKE.sas(more="&si=readers"))},
        WEIGHTS,
    ),
    "keys that may be off": (
        {"m.tf": STORE % ("var.k", "Allow", "") + 'variable "k" {}\n', "app.env": connection(KEY)},
        WEIGHTS,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_credential_in_text_opens_the_asset(tmp_path: Path, name: str) -> None:
    files, asset = CASES[name]
    found = bearers(Case(files).scan(tmp_path), asset)
    assert [finding.outcome for finding in found] == [Outcome.FAIL]
    assert found[0].outsider.startswith("holder:")
    assert found[0].path[-1].address == found[0].asset.resource.address  # type: ignore[union-attr]
    assert not any(value in str(found) for value in (KEY,))


@pytest.mark.parametrize("name", TWINS)
def test_a_look_alike_opens_nothing(tmp_path: Path, name: str) -> None:
    files, asset = TWINS[name]
    assert bearers(Case(files).scan(tmp_path), asset) == []


@pytest.mark.parametrize("name", UNSURE)
def test_what_is_not_known_keeps_the_answer_open(tmp_path: Path, name: str) -> None:
    files, asset = UNSURE[name]
    found = bearers(Case(files).scan(tmp_path), asset)
    assert [finding.outcome for finding in found] == [Outcome.UNKNOWN]


def test_a_closed_firewall_is_a_wall(tmp_path: Path) -> None:
    answer = Case({"m.tf": CLOSED, "app.env": connection(KEY)}).scan(tmp_path)
    judged = next(each for each in answer.assets if each.asset.name == WEIGHTS)
    assert judged.verdict is not Verdict.OPEN
    assert judged.depth == 1


def test_a_credential_of_something_else_is_told(tmp_path: Path) -> None:
    files = {"m.tf": OPEN, "t.py": f'TOKEN = "{MAKE.hugging_face()}"\n'}
    found = [f for f in Case(files).scan(tmp_path).findings if f.kind is Kind.BEARER]
    assert [(f.rule, f.asset, f.outcome) for f in found] == [("RF-BRR-04", None, Outcome.FAIL)]


def test_an_ended_signature_is_told_and_weighs_nothing(tmp_path: Path) -> None:
    files = {"m.tf": OPEN, "R.md": link(MAKE.sas(ends="2025-01-01"))}
    answer = Case(files).scan(tmp_path)
    assert not [f for f in answer.findings if f.kind is Kind.BEARER]
    told = [gap for gap in answer.gaps if "ended on 2025-01-01" in gap.reason]
    assert [(str(gap.source), gap.blocks) for gap in told] == [("R.md:1", ())]


def test_an_identity_is_the_same_where_lines_move(tmp_path: Path) -> None:
    first = Case({"m.tf": OPEN, "a.env": connection(KEY)}).scan(tmp_path)
    second = Case({"m.tf": OPEN, "a.env": "\n\n# moved\n" + connection(KEY)}).scan(tmp_path)
    ids = [[f.id for f in bearers(answer, WEIGHTS)] for answer in (first, second)]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 1
