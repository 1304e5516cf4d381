"""No secret of a tree gets into any output, whatever command, format and place."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ringfence.cli.main import cli
from ringfence.report.disclosure import clean, conceal
from tests.credentials.making import Maker
from tests.credentials.planting import secrets

MAKE = Maker(31)
ALL = dict(secrets(MAKE))
FORMATS = ("table", "json", "sarif", "html", "markdown", "csv", "junit", "ocsf")


def _secret(text: str) -> str:
    """Return the secret in a value: its signature or key, not the text around it."""
    for mark in ("AccountKey=", "SharedAccessKey=", "sig=", "assword=", "://app:"):
        if mark in text:
            rest = text.partition(mark)[2]
            for end in (";", "&", ",", "@"):
                rest = rest.partition(end)[0]
            return rest
    return text


SECRETS = [_secret(value) for value in ALL.values()]


def tree(folder: Path) -> None:
    """Write an estate that keeps every secret in every kind of place."""
    settings = "\n".join(f'    {name} = "{value}"' for name, value in ALL.items())
    tags = "\n".join(f'    t{number} = "{value}"' for number, value in enumerate(SECRETS))
    variables = "\n".join(
        f'variable "{name.lower()}" {{\n  default = "{value}"\n}}' for name, value in ALL.items()
    )
    folder.joinpath("main.tf").write_text(f"""
{variables}
resource "azurerm_storage_account" "w" {{
  name                     = "stllmweights01"
  resource_group_name      = "rg"
  location                 = var.azure_openai_key
  account_tier             = "Standard"
  account_replication_type = "{SECRETS[4]}"
  tags = {{
    purpose = "weights"
{tags}
  }}
  network_rules {{
    default_action = var.speech_key
    ip_rules       = [var.cognitive_services_key, "1.2.3.4"]
  }}
}}
resource "azurerm_storage_container" "w" {{
  name                  = "model-weights"
  storage_account_id    = azurerm_storage_account.w.id
  container_access_type = var.wandb_api_key
}}
resource "azurerm_linux_web_app" "a" {{
  name                = var.databricks_token
  resource_group_name = "rg"
  location            = "westeurope"
  service_plan_id     = "p"
  site_config {{}}
  app_settings = {{
{settings}
  }}
}}
resource "azurerm_role_assignment" "r" {{
  scope                = azurerm_storage_account.w.id
  role_definition_name = var.azure_devops_pat
  principal_id         = var.aws_secret_access_key
  description          = "{SECRETS[10]}"
}}
output "x" {{
  value = file("{SECRETS[11]}")
}}
""")
    for number, (name, value) in enumerate(ALL.items()):
        folder.joinpath(f"{number}.env").write_text(f"{name}={value}\n")
    folder.joinpath("broken").mkdir()
    folder.joinpath("broken/broken.json").write_text(
        '{"$schema": "' + SECRETS[3] + '", "resources": ['
    )
    folder.joinpath("broken/broken.tf").write_text(f'resource "a" {{ x = "{SECRETS[0]}" {{{{ \n')


def runs() -> list[list[str]]:
    listed = [["scan", "-f", form] for form in FORMATS]
    return [
        *listed,
        ["scan", "--all-data"],
        ["init", "--stdout"],
        ["init"],
        ["explain", "--limits"],
    ]


@pytest.mark.parametrize("words", runs(), ids=" ".join)
def test_no_output_holds_a_secret(tmp_path: Path, words: list[str]) -> None:
    tree(tmp_path)
    target = [] if words[-1] == "--limits" else [str(tmp_path)]
    result = CliRunner().invoke(cli, [*words, *target])
    shown = result.output + result.stderr
    written = tmp_path / "ringfence.yaml"
    if written.exists():
        shown += written.read_text()
    shown = shown.lower()
    leaked = [each for each in SECRETS if each.lower()[2:24] in shown]
    assert leaked == []
    if words[0] == "scan":
        assert "bearer" in shown


def test_an_explanation_holds_no_secret(tmp_path: Path) -> None:
    import json

    tree(tmp_path)
    report = json.loads(CliRunner().invoke(cli, ["scan", "-f", "json", str(tmp_path)]).stdout)
    bearer = [finding["id"] for finding in report["findings"] if finding["kind"] == "bearer"]
    assert len(bearer) > 25
    for each in bearer[:6]:
        shown = CliRunner().invoke(cli, ["explain", each, str(tmp_path)]).output
        assert "bearer" in shown
        assert not [secret for secret in SECRETS if secret in shown]


def test_only_what_was_found_is_concealed() -> None:
    secret = MAKE.password()
    conceal([secret])
    assert clean(f"a {secret} b") == "a <redacted> b"
    assert clean(f"x{secret}{secret}y") == "x<redacted><redacted>y"
    conceal([])
    assert secret in clean(f"a {secret} b")


def test_what_stands_in_base64_is_concealed_in_base64(tmp_path: Path) -> None:
    import base64

    from ringfence.readers.credentials.read import read_credentials
    from ringfence.readers.tree import Tree

    token = MAKE.hugging_face()
    encoded = base64.b64encode(token.encode()).decode()
    (tmp_path / "s.yaml").write_text(f"kind: Secret\ndata:\n  a: eA==\n  hf: {encoded}\n")
    found = read_credentials(Tree.at(tmp_path))
    assert [c.source.line for c in found.credentials] == [4]
    assert {token, encoded} <= found.concealed
