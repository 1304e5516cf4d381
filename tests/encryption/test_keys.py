"""Keys at rest: assets under the provider's keys, each with a twin under the customer's."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.graph.azure import encryption
from ringfence.graph.azure.ciphers import CIPHERS
from ringfence.model.assessment import Finding, Kind
from ringfence.model.asset import AssetKind
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from tests.build import asset, findings, policy, res, scene
from tests.twins.twin import HEAD, scan_text

STORAGE = "Microsoft.Storage/storageAccounts"
CUSTOMER = policy("EU", keys="customer")
HIDDEN = Unknown("variable `x` has no value")
URI = "https://kv-own.vault.azure.net/"
SET = {"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/diskEncryptionSets/own"}


def keys(of: Resource, *others: Resource, kind: AssetKind = AssetKind.WEIGHTS) -> list[Finding]:
    return findings(scene([asset(of, kind)], *others, of=CUSTOMER), encryption.PLANE)


def outcomes(found: list[Finding]) -> list[str]:
    return [each.outcome.value for each in found]


def own(**more: Any) -> dict[str, Any]:
    return {"keyVaultProperties": {"keyIdentifier": URI + "keys/k", "keyVaultUri": URI}, **more}


NAMED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        STORAGE,
        {
            "encryption": {
                "keySource": "Microsoft.Keyvault",
                "keyvaultproperties": {"keyvaulturi": URI},
            }
        },
        {"encryption": {"keySource": "Microsoft.Storage"}},
    ),
    (
        "Microsoft.ContainerRegistry/registries",
        {"encryption": own(status="enabled")},
        {"encryption": {"status": "disabled"}},
    ),
    (
        "Microsoft.MachineLearningServices/workspaces",
        {"encryption": own(status="Enabled")},
        {"encryption": own(status="Disabled")},
    ),
    (
        "Microsoft.CognitiveServices/accounts",
        {"encryption": own(keySource="Microsoft.KeyVault")},
        {"encryption": {"keySource": "Microsoft.CognitiveServices"}},
    ),
    ("Microsoft.DocumentDB/databaseAccounts", {"keyVaultKeyUri": URI + "keys/k"}, {}),
    (
        "Microsoft.Compute/disks",
        {
            "encryption": {
                "type": "EncryptionAtRestWithCustomerKey",
                "diskEncryptionSetId": SET["id"],
            }
        },
        {"encryption": {"type": "EncryptionAtRestWithPlatformKey"}},
    ),
    (
        "Microsoft.Compute/virtualMachines",
        {"storageProfile": {"osDisk": {"managedDisk": {"diskEncryptionSet": SET}}}},
        {"storageProfile": {"osDisk": {"managedDisk": {"storageAccountType": "Premium_LRS"}}}},
    ),
    ("Microsoft.ContainerService/managedClusters", {"diskEncryptionSetID": SET["id"]}, {}),
    (
        "Microsoft.EventHub/namespaces",
        {
            "encryption": {
                "keySource": "Microsoft.KeyVault",
                "keyVaultProperties": [{"keyVaultUri": URI}],
            }
        },
        {},
    ),
    (
        "Microsoft.DBforPostgreSQL/flexibleServers",
        {"dataEncryption": {"type": "AzureKeyVault", "primaryKeyURI": URI + "keys/k"}},
        {"dataEncryption": {"type": "SystemManaged"}},
    ),
    ("Microsoft.Sql/servers", {"keyId": URI + "keys/k/1"}, {}),
]


@pytest.mark.parametrize(("type_", "customer", "provider"), NAMED)
def test_whose_key_it_is(type_: str, customer: dict[str, Any], provider: dict[str, Any]) -> None:
    assert outcomes(keys(res(type_, "a", properties=provider))) == ["fail"]
    assert outcomes(keys(res(type_, "a", properties={}))) == ["fail"]
    assert keys(res(type_, "a", properties=customer)) == []


@pytest.mark.parametrize(("type_", "customer", "provider"), NAMED)
def test_a_hidden_key_is_not_taken_for_one(
    type_: str, customer: dict[str, Any], provider: dict[str, Any]
) -> None:
    del provider
    for hidden in (
        dict.fromkeys(customer, HIDDEN),
        {name: _hide(v) for name, v in customer.items()},
    ):
        assert outcomes(keys(res(type_, "a", properties=hidden))) == ["unknown"]


def _hide(value: Any) -> Any:
    """Hide the deepest values."""
    if isinstance(value, dict):
        return {name: _hide(each) for name, each in value.items()}
    return [_hide(each) for each in value] if isinstance(value, list) else HIDDEN


def test_nobody_asks_where_the_boundary_does_not() -> None:
    store = res(STORAGE, "st", properties={})
    assert findings(scene([asset(store)]), encryption.PLANE) == []
    key = res("Microsoft.KeyVault/vaults", "kv", properties={})
    assert keys(key, kind=AssetKind.KEY) == []


def test_every_type_of_the_table_is_told_apart() -> None:
    covered = {type_.lower() for type_, _, _ in NAMED}
    assert covered <= set(CIPHERS)


def test_a_workspace_has_the_key_of_its_cluster() -> None:
    cluster = res("Microsoft.OperationalInsights/clusters", "c", properties=own())
    bare = res("Microsoft.OperationalInsights/clusters", "c", properties={})
    logs = res("Microsoft.OperationalInsights/workspaces", "w", properties={})
    link = res(
        "Microsoft.OperationalInsights/workspaces/linkedServices",
        "w",
        "cluster",
        properties={"writeAccessResourceId": cluster.id},
    )
    kind = AssetKind.INFERENCE_LOG
    assert outcomes(keys(logs, kind=kind)) == ["fail"]
    assert outcomes(keys(logs, link, bare, kind=kind)) == ["fail"]
    assert keys(logs, link, cluster, kind=kind) == []
    assert outcomes(keys(logs, link, kind=kind)) == ["unknown"]


def test_a_container_may_have_a_scope_of_its_own() -> None:
    store = res(STORAGE, "st", properties={})
    inside = {"defaultEncryptionScope": "own", "denyEncryptionScopeOverride": True}
    kept = res(f"{STORAGE}/blobServices/containers", "st", "default", "w", properties=inside)
    loose = res(
        f"{STORAGE}/blobServices/containers",
        "st",
        "default",
        "w",
        properties={**inside, "denyEncryptionScopeOverride": False},
    )
    source = {"source": "Microsoft.KeyVault"}
    scope = res(f"{STORAGE}/encryptionScopes", "st", "own", properties=source)
    plain = res(
        f"{STORAGE}/encryptionScopes", "st", "own", properties={"source": "Microsoft.Storage"}
    )
    assert keys(kept, store, scope) == []
    assert outcomes(keys(kept, store, plain)) == ["fail"]
    assert outcomes(keys(loose, store, scope)) == ["fail"]


SEARCH = "Microsoft.Search/searchServices"


def test_a_search_service_only_says_it_when_it_enforces_it() -> None:
    enforced = {"encryptionWithCmk": {"enforcement": "Enabled"}}
    assert keys(res(SEARCH, "s", properties=enforced)) == []
    assert outcomes(keys(res(SEARCH, "s", properties={}))) == ["unknown"]


ESTATE = """
resource "azurerm_storage_account" "weights" {
  name                     = "stweights"
  resource_group_name      = azurerm_resource_group.rg.name
  location                 = azurerm_resource_group.rg.location
  account_tier             = "Standard"
  account_replication_type = "ZRS"
  public_network_access_enabled = false
}
resource "azurerm_key_vault" "kv" {
  name                = "kv-llm"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
  tenant_id           = data.azurerm_client_config.current.tenant_id
  sku_name            = "premium"
  public_network_access_enabled = false
}
resource "azurerm_key_vault_key" "k" {
  name         = "weights"
  key_vault_id = azurerm_key_vault.kv.id
  key_type     = "RSA-HSM"
  key_size     = 3072
  key_opts     = ["wrapKey", "unwrapKey"]
}
"""
KEY = """
resource "azurerm_storage_account_customer_managed_key" "k" {
  storage_account_id = azurerm_storage_account.weights.id
  key_vault_id       = azurerm_key_vault.kv.id
  key_name           = azurerm_key_vault_key.k.name
}
"""
BOUNDARY = "boundary:\n  regions: [EU]\n  networks: [10.0.0.0/8]\n  keys: customer\n"


def test_end_to_end() -> None:
    for text, expected in ((ESTATE, 1), (ESTATE + KEY, 0)):
        found = scan_text({"main.tf": HEAD + text}, BOUNDARY).findings
        provider = [each for each in found if each.kind is Kind.PROVIDER]
        assert [each.address for each in provider] == ["azurerm_storage_account.weights"] * expected
    assert not [
        each
        for each in scan_text(
            {"main.tf": HEAD + ESTATE}, BOUNDARY.replace("  keys: customer\n", "")
        ).findings
        if each.kind is Kind.PROVIDER
    ]
