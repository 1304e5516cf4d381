"""From Terraform and ARM text to findings: the shapes that readers write are those that are read."""

from __future__ import annotations

import json
from pathlib import Path

from ringfence.engine.assess import Question, assess
from ringfence.model.boundary import Policy
from ringfence.readers.read import ReadOptions, read_paths
from tests.build import policy

HEAD = """
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "~> 4.0" }
  }
}
provider "azurerm" {
  features {}
}
data "azurerm_client_config" "current" {}
data "azurerm_subscription" "current" {}
resource "azurerm_resource_group" "rg" {
  name     = "rg"
  location = "westeurope"
}
resource "azurerm_storage_account" "st" {
  name                      = "stweights"
  resource_group_name       = azurerm_resource_group.rg.name
  location                  = "westeurope"
  account_tier              = "Standard"
  account_replication_type  = "ZRS"
  shared_access_key_enabled = false
  allow_nested_items_to_be_public = false
}
resource "azurerm_user_assigned_identity" "train" {
  name                = "id-train"
  resource_group_name = azurerm_resource_group.rg.name
  location            = "westeurope"
}
resource "azurerm_kubernetes_cluster" "aks" {
  name                = "aks"
  location            = "westeurope"
  resource_group_name = azurerm_resource_group.rg.name
  dns_prefix          = "aks"
  default_node_pool {
    name       = "d"
    vm_size    = "Standard_D4s_v5"
    node_count = 1
  }
  identity {
    type = "SystemAssigned"
  }
}
"""


def grant(name: str, scope: str, role: str, who: str) -> str:
    return f"""
resource "azurerm_role_assignment" "{name}" {{
  scope        = {scope}
  {role}
  principal_id = {who}
}}
"""


def named(role: str) -> str:
    return f'role_definition_name = "{role}"'


def found(path: Path, text: str, of: Policy | None = None) -> dict[str, str]:
    """Return the chained findings of a Terraform root: outsider -> rule and outcome."""
    (path / "main.tf").write_text(HEAD + text)
    assessment = assess(read_paths([path], ReadOptions()), Question(of or Policy()))
    assert not assessment.faults
    return {
        f.outsider.removeprefix("principal:"): f"{f.rule} {f.outcome.value}"
        for f in assessment.findings
        if f.kind.value == "chained" and f.asset and f.asset.resource.name == "stweights"
    }


ST = "azurerm_storage_account.st.id"
RG = "azurerm_resource_group.rg.id"
TRAIN = "azurerm_user_assigned_identity.train.principal_id"
READER = named("Storage Blob Data Reader")


def test_scopes_above_and_at_the_account(tmp_path: Path) -> None:
    assert found(tmp_path, grant("a", ST, READER, TRAIN)) == {}
    leak = {"azurerm_user_assigned_identity.train": "RF-CHN-01 fail"}
    for scope in (
        RG,
        "data.azurerm_subscription.current.id",
        '"/providers/Microsoft.Management/managementGroups/${data.azurerm_client_config.current.tenant_id}"',
    ):
        assert found(tmp_path, grant("a", scope, READER, TRAIN)) == leak


def test_the_root_group_of_the_tenant(tmp_path: Path) -> None:
    def group(name: str) -> str:
        return f'data "azurerm_management_group" "g" {{\n  name = {name}\n}}\n'

    at = grant("a", "data.azurerm_management_group.g.id", READER, TRAIN)
    sure = {"azurerm_user_assigned_identity.train": "RF-CHN-01 fail"}
    perhaps = {"azurerm_user_assigned_identity.train": "RF-CHN-01 unknown"}
    assert found(tmp_path, group("data.azurerm_client_config.current.tenant_id") + at) == sure
    assert found(tmp_path, group('"corp"') + at) == perhaps
    tenant = '"99999999-0000-4000-8000-000000000000"'
    assert found(tmp_path, group(tenant) + at) == perhaps
    vault = f"""
resource "azurerm_key_vault" "kv" {{
  name                = "kv"
  resource_group_name = "rg"
  location            = "westeurope"
  tenant_id           = {tenant}
  sku_name            = "standard"
}}
"""
    assert found(tmp_path, group(tenant) + vault + at) == sure


def test_custom_roles(tmp_path: Path) -> None:
    role = """
resource "azurerm_role_definition" "keys" {
  name  = "key reader"
  scope = data.azurerm_subscription.current.id
  permissions {
    actions     = ["Microsoft.Storage/storageAccounts/*"]
    not_actions = ["Microsoft.Storage/storageAccounts/write"]
  }
}
"""
    by_id = "role_definition_id = azurerm_role_definition.keys.role_definition_resource_id"
    who = '"11111111-1111-1111-1111-111111111111"'
    publishes = found(tmp_path, role + grant("a", RG, by_id, who))
    assert publishes == {}  # keys are refused, anonymous access is off, and write is excepted
    opened = role.replace('["Microsoft.Storage/storageAccounts/write"]', "[]")
    assert list(found(tmp_path, opened + grant("a", RG, by_id, who)).values()) == ["RF-CHN-03 fail"]


def test_identities_of_a_cluster(tmp_path: Path) -> None:
    kubelet = "azurerm_kubernetes_cluster.aks.kubelet_identity[0].object_id"
    assert found(tmp_path, grant("a", RG, READER, kubelet)) == {
        "azurerm_kubernetes_cluster.aks": "RF-CHN-01 fail"
    }
    own = "azurerm_kubernetes_cluster.aks.identity[0].principal_id"
    assert found(tmp_path, grant("a", ST, READER, own)) == {}


def test_federated_subjects(tmp_path: Path) -> None:
    def credential(issuer: str, subject: str) -> str:
        return (
            grant("a", ST, READER, TRAIN)
            + f"""
resource "azurerm_federated_identity_credential" "c" {{
  name                = "c"
  resource_group_name = azurerm_resource_group.rg.name
  parent_id           = azurerm_user_assigned_identity.train.id
  issuer              = {issuer}
  audience            = ["api://AzureADTokenExchange"]
  subject             = "{subject}"
}}
"""
        )

    github = '"https://token.actions.githubusercontent.com"'
    ours = policy(repositories=("acme/llm-train",))
    inside = credential(github, "repo:acme/llm-train:ref:refs/heads/main")
    assert found(tmp_path, inside, ours) == {}
    outside = "repo:agency/llm-train:ref:refs/heads/main"
    assert found(tmp_path, credential(github, outside), ours) == {outside: "RF-CHN-05 fail"}
    workload = "system:serviceaccount:default:vllm"
    issuer = "azurerm_kubernetes_cluster.aks.oidc_issuer_url"
    assert found(tmp_path, credential(issuer, workload), ours) == {}


def test_groups_and_their_members(tmp_path: Path) -> None:
    group = """
resource "azuread_group" "ml" {
  display_name     = "ml-platform"
  security_enabled = true
  owners           = [data.azurerm_client_config.current.object_id]
}
resource "azuread_group_member" "train" {
  group_object_id  = azuread_group.ml.object_id
  member_object_id = azurerm_user_assigned_identity.train.principal_id
}
"""
    ml = "azuread_group.ml.object_id"
    assert found(tmp_path, group + grant("a", ST, READER, ml)) == {}
    assert found(tmp_path, group + grant("a", RG, READER, ml)) == {
        "ml-platform": "RF-CHN-01 fail",
        "azurerm_user_assigned_identity.train": "RF-CHN-01 fail",
    }
    referred = 'data "azuread_group" "ml" {\n  display_name = "ml-platform"\n}\n'
    theirs = "data.azuread_group.ml.object_id"
    assert found(tmp_path, referred + grant("a", ST, READER, theirs)) == {}
    assert found(tmp_path, referred + grant("a", RG, READER, theirs)) == {
        "ml-platform": "RF-CHN-01 fail"
    }


def test_a_principal_without_value(tmp_path: Path) -> None:
    variable = 'variable "who" {}\n'
    assert found(tmp_path, variable + grant("a", RG, READER, "var.who")) == {
        "azurerm_role_assignment.a": "RF-CHN-01 unknown"
    }


def test_an_arm_template(tmp_path: Path) -> None:
    def resource(type_: str, name: str, **more: object) -> dict[str, object]:
        return {"type": type_, "apiVersion": "2023-01-01", "name": name, **more}

    blob_reader = (
        "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions',"
        "'2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')]"
    )
    identity = "Microsoft.ManagedIdentity/userAssignedIdentities"
    principal = f"[reference(resourceId('{identity}','id-train'),'2023-01-31').principalId]"
    account = "Microsoft.Storage/storageAccounts"

    def template(scope: dict[str, str]) -> dict[str, object]:
        return {
            "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
            "contentVersion": "1.0.0.0",
            "resources": [
                resource(
                    account, "stweights", location="westeurope", sku={"name": "Standard_ZRS"},
                    properties={"allowSharedKeyAccess": False},
                ),
                resource(identity, "id-train", location="westeurope"),
                resource(
                    "Microsoft.Authorization/roleAssignments", "[guid('a')]", **scope,
                    properties={"roleDefinitionId": blob_reader, "principalId": principal},
                ),
            ],
        }  # fmt: skip

    def said(scope: dict[str, str]) -> list[str]:
        (tmp_path / "azuredeploy.json").write_text(json.dumps(template(scope)))
        assessment = assess(read_paths([tmp_path], ReadOptions()), Question(Policy()))
        return [f"{f.rule} {f.outsider}" for f in assessment.findings if f.kind.value == "chained"]

    assert said({}) == [f"RF-CHN-01 principal:{identity}/id-train"]
    assert said({"scope": f"[resourceId('{account}','stweights')]"}) == []
