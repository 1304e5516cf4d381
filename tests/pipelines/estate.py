"""A small estate that a pipeline signs in to, and how it is scanned with its workflows."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.model.assessment import Assessment, Finding
from tests.twins.twin import BOUNDARY, HEAD, asset_of, leaks_of, scan_text

ASSET = "azurerm_storage_account.weights"
ESTATE = (
    HEAD
    + """
resource "azurerm_storage_account" "weights" {
  name                            = "stweights"
  resource_group_name             = azurerm_resource_group.rg.name
  location                        = azurerm_resource_group.rg.location
  account_tier                    = "Standard"
  account_replication_type        = "ZRS"
  allow_nested_items_to_be_public = false
  shared_access_key_enabled       = false
  public_network_access_enabled   = true
  network_rules {
    default_action = "Deny"
    ip_rules       = ["203.0.113.1"]
  }
}

resource "azurerm_user_assigned_identity" "ci" {
  name                = "id-ci"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
}

resource "azurerm_role_assignment" "reads" {
  scope                = azurerm_storage_account.weights.id
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = azurerm_user_assigned_identity.ci.principal_id
}

resource "azurerm_role_assignment" "network" {
  scope                = azurerm_storage_account.weights.id
  role_definition_name = "Storage Account Contributor"
  principal_id         = azurerm_user_assigned_identity.ci.principal_id
}
"""
)
CUSTODIANS = '  custodians: [{principal: "mi:id-ci"}]\n'
CREDENTIAL = """
resource "azurerm_federated_identity_credential" "ci" {{
  name                = "github"
  resource_group_name = azurerm_resource_group.rg.name
  parent_id           = azurerm_user_assigned_identity.ci.id
  issuer              = "https://token.actions.githubusercontent.com"
  audience            = ["api://AzureADTokenExchange"]
  subject             = "{subject}"
}}
"""
OURS = "repo:acme/llm-train"


def credential(context: str, place: str = OURS) -> str:
    return CREDENTIAL.format(subject=f"{place}:{context}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a scan says of the weights."""

    verdict: str
    depth: int | None
    leaks: tuple[str, ...]
    assessment: Assessment

    @property
    def findings(self) -> list[Finding]:
        return leaks_of(self.assessment, ASSET)


def answer(
    workflows: dict[str, str], more: str = "", *, files: dict[str, str] | None = None, **said: str
) -> Answer:
    """Scan the estate, more Terraform and workflow files beside it."""
    boundary = said.get("boundary", BOUNDARY + CUSTODIANS)
    tree = {"main.tf": ESTATE + more, **(files or {})}
    tree.update({f".github/workflows/{name}": text for name, text in workflows.items()})
    assessment = scan_text(tree, boundary)
    assert not assessment.faults, assessment.faults
    judged = asset_of(assessment, ASSET)
    leaks = leaks_of(assessment, ASSET)
    said_ = tuple(sorted(f"{leak.rule} {leak.outsider}" for leak in leaks))
    return Answer(judged.verdict.value, judged.depth, said_, assessment)
