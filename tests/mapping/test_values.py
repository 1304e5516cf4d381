"""How single values come over: blocks written as objects, JSON texts, numbers, secrets."""

from __future__ import annotations

import pytest

from ringfence.model.facts import ABSENT, Unknown
from ringfence.readers.terraform.shared import epoch, key_parts, key_url, vault_url
from tests.mapping.reading import example, mappings, read

VAULT = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault"
SECRET = "not to be seen"


def test_secrets_never_come_over() -> None:
    """Every example with a secret names it the same way, so that none can hide."""
    seen = 0
    for mapping in mappings():
        for case in mapping.examples:
            if SECRET in case.hcl:
                seen += 1
                reading = example(case)
                assert SECRET not in repr([resource.body for resource in reading.resources])
                assert SECRET not in repr([fold.value for fold in reading.harvest.folds])
    assert seen > 5


def test_empty_texts_and_lists_in_an_object_are_not_set() -> None:
    reading = read(
        """
resource "azurerm_network_security_group" "x" {
  name                = "nsg"
  resource_group_name = "rg"
  location            = "westeurope"
  security_rule = [{
    name                                       = "ssh"
    description                                = ""
    priority                                   = 100
    direction                                  = "Inbound"
    access                                     = "Allow"
    protocol                                   = "Tcp"
    source_port_range                          = "*"
    source_port_ranges                         = []
    destination_port_range                     = ""
    destination_port_ranges                    = [22, "443"]
    source_address_prefix                      = "*"
    source_address_prefixes                    = null
    destination_address_prefix                 = "*"
    destination_address_prefixes               = []
    source_application_security_group_ids      = []
    destination_application_security_group_ids = []
  }]
}
"""
    )
    group = reading.one("x")
    rule = "properties.securityRules[0].properties"
    assert group.look(f"{rule}.destinationPortRange") is None
    assert group.look(f"{rule}.destinationPortRanges") == ["22", "443"]
    assert group.look(f"{rule}.sourceAddressPrefixes") in (None, ABSENT)
    assert group.look(f"{rule}.destinationAddressPrefixes") is None
    assert group.locate(f"{rule}.priority").line == group.locate().line + 7


@pytest.mark.parametrize("text", ["true", "false"])
def test_a_boolean_may_be_a_text(text: str) -> None:
    reading = read(
        f"""
resource "azurerm_storage_account" "x" {{
  name                          = "st"
  resource_group_name           = "rg"
  location                      = "westeurope"
  account_tier                  = "Standard"
  account_replication_type      = "LRS"
  public_network_access_enabled = "{text}"
  shared_access_key_enabled     = "{text}"
}}
resource "azurerm_search_service" "y" {{
  name                         = "srch"
  resource_group_name          = "rg"
  location                     = "westeurope"
  sku                          = "basic"
  local_authentication_enabled = "{text}"
}}
"""
    )
    account, search = reading.one("x"), reading.one("y")
    on = text == "true"
    assert account.look("properties.publicNetworkAccess") == ("Enabled" if on else "Disabled")
    assert account.look("properties.allowSharedKeyAccess") is on
    assert search.look("properties.disableLocalAuth") is not on


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (f"{VAULT}/vaults/kv/keys/k", "https://kv.vault.azure.net/keys/k"),
        (f"{VAULT}/vaults/kv/keys/k/versions/1", "https://kv.vault.azure.net/keys/k/1"),
        (f"{VAULT}/managedHSMs/h/keys/k", "https://h.managedhsm.azure.net/keys/k"),
        ("https://kv.vault.azure.net/keys/k/1", "https://kv.vault.azure.net/keys/k/1"),
        (None, None),
    ],
)
def test_a_key_is_named_by_its_url(value: str | None, expected: str | None) -> None:
    assert key_url(value) == expected


def test_the_parts_of_a_key() -> None:
    assert key_parts("https://kv.vault.azure.net/keys/k/1") == {
        "keyvaulturi": "https://kv.vault.azure.net/",
        "keyname": "k",
        "keyversion": "1",
    }
    assert "keyversion" not in key_parts(f"{VAULT}/vaults/kv/keys/k")
    assert isinstance(key_parts("no key at all")["keyname"], Unknown)
    assert isinstance(key_parts(Unknown("x"))["keyvaulturi"], Unknown)
    assert vault_url(f"{VAULT}/vaults/kv") == "https://kv.vault.azure.net/"


def test_times_are_seconds() -> None:
    assert epoch("2026-01-01T00:00:00Z") == 1767225600
    assert epoch("soon") == "soon"
    assert epoch(None) is None


def test_a_policy_that_is_no_json_is_unknown() -> None:
    reading = read(
        """
resource "azurerm_policy_definition" "x" {
  name         = "x"
  display_name = "x"
  policy_type  = "Custom"
  mode         = "All"
  policy_rule  = "not json"
}
"""
    )
    assert isinstance(reading.one("x").look("properties.policyRule"), Unknown)


@pytest.mark.parametrize(
    ("argument", "kind"),
    [
        ("", "None"),
        ('account_key = "x"', "AccountKey"),
        ('shared_access_signature = "x"', "Sas"),
    ],
)
def test_a_datastore_says_what_kind_of_credential_it_keeps(argument: str, kind: str) -> None:
    reading = read(
        f"""
resource "azurerm_machine_learning_datastore_blobstorage" "x" {{
  name                 = "x"
  workspace_id         = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/w"
  storage_container_id = "https://st.blob.core.windows.net/corpus"
  {argument}
}}
"""
    )
    store = reading.one("x")
    assert store.look("properties.credentials.credentialsType") == kind
    assert store.look("properties.accountName") == "st"
    assert store.look("properties.containerName") == "corpus"


def test_a_container_group_may_have_no_address_a_name_and_a_key_of_its_own() -> None:
    group = """
resource "azurerm_container_group" "x" {{
  name                = "aci"
  resource_group_name = "rg"
  location            = "westeurope"
  os_type             = "Linux"
  {}
  container {{
    name   = "x"
    image  = "x"
    cpu    = 1
    memory = 1
  }}
}}
"""
    hidden = read(group.format('ip_address_type = "None"')).one("x")
    assert hidden.look("properties.ipAddress") is ABSENT
    named = read(
        group.format(
            'dns_name_label = "chat"\n key_vault_key_id = "https://kv.vault.azure.net/keys/k/1"'
        )
    ).one("x")
    assert named.look("properties.ipAddress.dnsNameLabel") == "chat"
    assert named.look("properties.encryptionProperties.keyName") == "k"


POLICY = """
variable "regions" {}
resource "azurerm_policy_definition" "places" {
  name         = "places"
  policy_type  = "Custom"
  mode         = "All"
  display_name = "places"
  parameters   = <<-JSON
    { "effect": { "type": "String", "defaultValue": "Deny" } }
  JSON
  policy_rule = jsonencode({
    if   = { not = { field = "location", in = var.regions } }
    then = { effect = "[parameters('effect')]" }
  })
}
"""


def test_a_document_that_is_known_in_part_says_what_is_known() -> None:
    policy = read(POLICY).one("places")
    assert policy.look("properties.policyRule.if.not.field") == "location"
    assert isinstance(policy.look("properties.policyRule.if.not.in"), Unknown)
    assert policy.look("properties.policyRule.then.effect") == "[parameters('effect')]"
    assert policy.look("properties.parameters.effect.defaultValue") == "Deny"


def test_a_document_that_is_no_json_is_unknown_and_one_that_is_hidden_too() -> None:
    for rule in ('"{ no json"', "var.regions"):
        start = POLICY.index("  policy_rule")
        hcl = POLICY[:start] + f"  policy_rule = {rule}\n}}\n"
        assert isinstance(read(hcl).one("places").look("properties.policyRule"), Unknown)
