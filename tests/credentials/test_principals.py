"""Client secrets: whoever reads one acts as the principal that it belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.model.assessment import Kind, Outcome
from tests.credentials.test_twins import CLOSED, MAKE, OPEN, WEIGHTS, Case, bearers

CLIENT, OTHER = MAKE.guid(), MAKE.guid()
SECRET = MAKE.client_secret()
ENV = f"AZURE_TENANT_ID={MAKE.guid()}\nAZURE_CLIENT_ID={CLIENT}\nAZURE_CLIENT_SECRET={SECRET}\n"


def principal(client: str = CLIENT, role: str = "Storage Blob Data Reader") -> str:
    return f"""
resource "azuread_service_principal" "train" {{
  client_id = {client if client.startswith("azuread") else f'"{client}"'}
}}
resource "azurerm_role_assignment" "train" {{
  scope                = azurerm_storage_account.w.id
  role_definition_name = "{role}"
  principal_id         = azuread_service_principal.train.object_id
}}
"""


APP = 'resource "azuread_application" "train" {\n  display_name = "train"\n}\n'
LITERAL = f"""
resource "azurerm_role_assignment" "train" {{
  scope                = azurerm_storage_account.w.id
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = "{MAKE.guid()}"
}}
"""
IN_CODE = f"""
provider "azurerm" {{
  features {{}}
  client_id     = azuread_application.train.client_id
  client_secret = "{SECRET}"
}}
"""
LEAKS = {
    "by client id": {"m.tf": OPEN + principal(), "a.env": ENV},
    "by address": {"m.tf": OPEN + APP + principal("azuread_application.train.client_id") + IN_CODE},
    "through the control plane": {
        "m.tf": OPEN + principal(role="Contributor"),
        "a.yaml": f"clientId: {CLIENT}\nclientSecret: {SECRET}\n",
    },
}
TWINS = {
    "of another application": {"m.tf": OPEN + principal(OTHER), "a.env": ENV},
    "without a right to read": {"m.tf": OPEN + principal(role="Monitoring Reader"), "a.env": ENV},
    "behind a closed firewall": {"m.tf": CLOSED + principal(), "a.env": ENV},
    "that is a reference": {
        "m.tf": OPEN + principal(),
        "a.env": ENV.replace(SECRET, "$(CLIENT_SECRET)"),
    },
}
UNSURE = {
    "of an object id": {"m.tf": OPEN + LITERAL, "a.env": ENV},
    "without a client id": {"m.tf": OPEN + principal(), "a.env": f"CLIENT_SECRET={SECRET}\n"},
    "of an application yet to come": {
        "m.tf": OPEN + APP + principal("azuread_application.train.client_id"),
        "a.env": ENV,
    },
}


@pytest.mark.parametrize("name", LEAKS)
def test_a_secret_opens_what_its_principal_reads(tmp_path: Path, name: str) -> None:
    found = bearers(Case(LEAKS[name]).scan(tmp_path), WEIGHTS)
    assert [(f.rule, f.outcome) for f in found] == [("RF-BRR-03", Outcome.FAIL)]


@pytest.mark.parametrize("name", TWINS)
def test_a_secret_opens_nothing_else(tmp_path: Path, name: str) -> None:
    answer = Case(TWINS[name]).scan(tmp_path)
    assert bearers(answer, WEIGHTS) == []


@pytest.mark.parametrize("name", UNSURE)
def test_a_principal_that_may_be_the_one_is_unknown(tmp_path: Path, name: str) -> None:
    found = bearers(Case(UNSURE[name]).scan(tmp_path), WEIGHTS)
    assert [(f.rule, f.outcome) for f in found] == [("RF-BRR-03", Outcome.UNKNOWN)]


def test_a_secret_of_nobody_here_is_told(tmp_path: Path) -> None:
    answer = Case({"m.tf": OPEN, "a.env": ENV}).scan(tmp_path)
    found = [f for f in answer.findings if f.kind is Kind.BEARER]
    assert [(f.rule, f.asset, f.severity.value) for f in found] == [("RF-BRR-04", None, "high")]
