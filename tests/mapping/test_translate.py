"""From instances to resources: parents that are not known, types that are not mapped, commands."""

from __future__ import annotations

import pytest

from ringfence.model.facts import MAYBE, Unknown
from ringfence.model.symbols import has_symbol, same
from ringfence.readers.identity import principal
from ringfence.readers.terraform.catalogue import all_types, mapping_of
from ringfence.readers.terraform.inert import DEPLOYS, inert, inert_types
from tests.mapping.reading import read

ACCOUNT = """
resource "azurerm_resource_group" "llm" {
  name     = "rg"
  location = "westeurope"
}
resource "azurerm_storage_account" "weights" {
  name                     = "stweights"
  resource_group_name      = azurerm_resource_group.llm.name
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "LRS"
  identity {
    type = "SystemAssigned"
  }
}
"""
KEY = "/subscriptions/s/resourcegroups/rg/providers/microsoft.storage/storageaccounts/stweights"


def test_a_system_assigned_identity_is_the_principal_that_roles_name() -> None:
    reading = read(
        ACCOUNT
        + """
resource "azurerm_role_assignment" "own" {
  scope                = azurerm_storage_account.weights.id
  role_definition_name = "Reader"
  principal_id         = azurerm_storage_account.weights.identity[0].principal_id
}
"""
    )
    account, role = reading.one("weights"), reading.one("own")
    assert account.look("identity.principalId") == principal(account.id)
    assert role.look("properties.principalId") == principal(account.id)
    assert role.look("properties.scope") == account.id


def test_a_user_assigned_identity_has_no_principal_of_its_carrier() -> None:
    reading = read(
        ACCOUNT.replace(
            'type = "SystemAssigned"',
            'type = "UserAssigned"\n identity_ids = ["/subscriptions/s/x"]',
        )
    )
    identity = reading.one("weights").look("identity")
    assert identity == {
        "type": "UserAssigned",
        "userAssignedIdentities": {"/subscriptions/s/x": {}},
    }


def test_a_child_of_an_unknown_parent_dangles() -> None:
    reading = read(
        """
variable "account" {}
resource "azurerm_storage_container" "dumps" {
  name               = "dumps"
  storage_account_id = var.account
}
"""
    )
    assert reading.harvest.resources == []
    (dangling,) = reading.harvest.danglings
    assert dangling.types == ("Microsoft.Storage/storageAccounts",)
    assert "account" in dangling.doubt.reason


def test_a_child_named_by_its_parents_name_lies_under_it() -> None:
    reading = read(
        ACCOUNT
        + """
resource "azurerm_storage_container" "dumps" {
  name                 = "dumps"
  storage_account_name = azurerm_storage_account.weights.name
}
"""
    )
    assert reading.one("dumps").key == f"{KEY}/blobservices/default/containers/dumps"


NETWORK = """
variable "group" {}
resource "azurerm_virtual_network" "v" {
  name                = "v"
  resource_group_name = var.group
  location            = "westeurope"
  address_space       = ["10.0.0.0/16"]
}
resource "azurerm_subnet" "n" {
  name                 = "n"
  resource_group_name  = var.group
  virtual_network_name = azurerm_virtual_network.v.name
  address_prefixes     = ["10.0.1.0/24"]
}
"""


def test_a_subnet_finds_its_network_though_their_group_is_not_known() -> None:
    reading = read(NETWORK)
    network, subnet = reading.one("v"), reading.one("n")
    assert subnet.key == f"{network.key}/subnets/n"
    assert has_symbol(network.id)


def test_a_group_that_is_not_known_may_be_any_group() -> None:
    reading = read(
        NETWORK + '\nresource "azurerm_resource_group" "llm" {\n name = "rg"\n location = "x"\n}'
    )
    group = reading.one("llm")
    network = reading.one("v")
    assert same(group.id, network.id.partition("/providers/")[0]) is None


def test_an_inline_subnet_is_a_resource_and_an_unknown_one_may_be() -> None:
    reading = read(
        """
variable "nets" {}
resource "azurerm_virtual_network" "v" {
  name                = "v"
  resource_group_name = "rg"
  location            = "westeurope"
  address_space       = ["10.0.0.0/16"]
  subnet {
    name             = "a"
    address_prefixes = ["10.0.1.0/24"]
  }
  dynamic "subnet" {
    for_each = var.nets
    content {
      name             = subnet.value.name
      address_prefixes = subnet.value.prefixes
    }
  }
}
"""
    )
    subnets = [r for r in reading.resources if r.type.endswith("/subnets")]
    assert [r.presence is None for r in subnets] == [True, False]
    assert subnets[0].id.endswith("/virtualNetworks/v/subnets/a")
    assert isinstance(subnets[1].look("properties.addressPrefixes"), Unknown)


def test_an_association_with_unknown_count_is_a_doubtful_fold() -> None:
    reading = read(
        NETWORK
        + """
variable "filtered" {}
resource "azurerm_subnet_network_security_group_association" "n" {
  count                     = var.filtered ? 1 : 0
  subnet_id                 = azurerm_subnet.n.id
  network_security_group_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/nsg"
}
"""
    )
    (fold,) = reading.harvest.folds
    assert fold.target == reading.one("n").id
    assert fold.presence is not None


def test_an_association_with_unknown_count_joins_an_interface_perhaps() -> None:
    reading = read(
        """
variable "grouped" {}
resource "azurerm_network_interface" "gpu" {
  name                = "nic"
  resource_group_name = "rg"
  location            = "westeurope"
  ip_configuration {
    name                          = "main"
    private_ip_address_allocation = "Dynamic"
  }
}
resource "azurerm_network_interface_application_security_group_association" "gpu" {
  count                         = var.grouped ? 1 : 0
  network_interface_id          = azurerm_network_interface.gpu.id
  application_security_group_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/applicationSecurityGroups/a"
}
"""
    )
    nic = next(r for r in reading.resources if r.type.endswith("networkInterfaces"))
    groups = nic.look("properties.ipConfigurations[0].properties.applicationSecurityGroups")
    assert isinstance(groups, list)
    assert isinstance(groups[0], dict)
    assert MAYBE in groups[0]


APP = """
resource "azurerm_container_app" "serve" {{
  name                         = "ca"
  resource_group_name          = "rg"
  container_app_environment_id = {}
  revision_mode                = "Single"
  template {{
    container {{
      name   = "x"
      image  = "x"
      cpu    = 1
      memory = "2Gi"
    }}
  }}
}}
"""
ENVIRONMENT = """
resource "azurerm_container_app_environment" "apps" {
  name                = "cae"
  resource_group_name = "rg"
  location            = "northeurope"
}
"""


def test_an_app_lies_where_its_environment_does() -> None:
    declared = read(ENVIRONMENT + APP.format("azurerm_container_app_environment.apps.id"))
    assert declared.one("serve").look("location") == "northeurope"
    elsewhere = read(APP.format('"/subscriptions/s/x"')).one("serve").look("location")
    assert isinstance(elsewhere, Unknown)
    assert "container_app_environment_id" in elsewhere.reason


# What is not mapped


def test_a_type_without_mapping_speaks_of_what_its_arguments_name() -> None:
    reading = read(
        ACCOUNT
        + """
resource "azurerm_data_share_dataset_blob_storage" "out" {
  name           = "out"
  data_share_id  = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.DataShare/accounts/a/shares/s"
  container_name = "weights"
  storage_account {
    name                = "stweights"
    resource_group_name = "rg"
    subscription_id     = "s"
  }
  url = "${azurerm_storage_account.weights.primary_blob_endpoint}weights"
}
"""
    )
    (thing,) = reading.harvest.unmapped
    assert thing.type == "azurerm_data_share_dataset_blob_storage"
    assert KEY in thing.mentions
    assert (
        "/subscriptions/s/resourcegroups/rg/providers/microsoft.datashare/accounts/a/shares/s"
        in (thing.mentions)
    )
    assert not reading.harvest.blinds


@pytest.mark.parametrize(
    "argument",
    [
        "target_id = azurerm_storage_account.weights.id",
        "principal = azurerm_storage_account.weights.identity[0].principal_id",
        "access_key = azurerm_storage_account.weights.primary_access_key",
        'account_name = "stweights"',
        'url = "https://stweights.blob.core.windows.net/weights/llama"',
        "settings = jsonencode({ deep = [{ target = azurerm_storage_account.weights.id }] })",
        'nested {\n  list = ["x", azurerm_storage_account.weights.id]\n}',
    ],
)
def test_a_mention_is_seen_however_it_is_written(argument: str) -> None:
    reading = read(ACCOUNT + f'\nresource "azurerm_unheard_of" "x" {{\n  {argument}\n}}')
    (thing,) = reading.harvest.unmapped
    assert KEY in thing.mentions


def test_a_thing_that_names_nothing_mentions_nothing() -> None:
    reading = read(ACCOUNT + '\nresource "azurerm_unheard_of" "x" {\n  name = "stweights"\n}')
    (thing,) = reading.harvest.unmapped
    assert thing.mentions == frozenset()
    assert not reading.harvest.blinds


def test_a_thing_that_may_name_anything_is_a_gap_over_its_root() -> None:
    reading = read(
        'variable "x" {}\nresource "azurerm_unheard_of" "x" {\n  storage_account_id = var.x\n}'
    )
    (blind,) = reading.harvest.blinds
    assert blind.root == "."
    assert not blind.inert
    assert not blind.resources


@pytest.mark.parametrize(
    "scope",
    [
        '"/subscriptions/s"',
        "data.azurerm_subscription.current.id",
        '"/subscriptions/s/resourceGroups/rg"',
    ],
)
def test_a_thing_that_acts_on_a_scope_bears_on_all_in_it(scope: str) -> None:
    reading = read(
        'data "azurerm_subscription" "current" {}\n'
        f'resource "azurerm_unheard_of" "x" {{\n  scope = {scope}\n}}'
    )
    (blind,) = reading.harvest.blinds
    assert not blind.inert
    assert any(KEY.startswith(key + "/") for key in blind.resources)


def test_a_thing_that_acts_on_a_management_group_bears_on_everything() -> None:
    group = "/providers/Microsoft.Management/managementGroups/mg"
    reading = read(f'resource "azurerm_unheard_of" "x" {{\n  scope = "{group}"\n}}')
    (blind,) = reading.harvest.blinds
    assert (blind.inert, blind.resources, blind.root) == (False, frozenset(), ".")


@pytest.mark.parametrize("argument", ["display_order = var.x", "tags = { owner = var.x }"])
def test_what_cannot_name_a_thing_leaves_no_gap(argument: str) -> None:
    reading = read(f'variable "x" {{}}\nresource "azurerm_unheard_of" "x" {{\n  {argument}\n}}')
    assert not reading.harvest.blinds


def test_an_argument_that_is_not_modelled_is_a_gap_on_its_resource() -> None:
    filesystem = """
resource "azurerm_storage_data_lake_gen2_filesystem" "corpus" {
  name               = "corpus"
  storage_account_id = azurerm_storage_account.weights.id
"""
    entry = '  ace {\n    type = "other"\n    permissions = "r-x"\n  }\n'
    without, with_ = read(f"{ACCOUNT}{filesystem}}}"), read(f"{ACCOUNT}{filesystem}{entry}}}")
    assert without.harvest.unmapped == []
    (thing,) = with_.harvest.unmapped
    assert thing.mentions == {with_.one("corpus").key}


def test_a_deployed_template_may_hold_anything() -> None:
    reading = read(
        """
resource "azurerm_resource_group_template_deployment" "x" {
  name                = "x"
  resource_group_name = "rg"
  deployment_mode     = "Incremental"
  template_content    = "{}"
}
"""
    )
    (blind,) = reading.harvest.blinds
    assert not blind.inert
    assert blind.root == "."
    assert blind.source.line


PROVISIONED = """
resource "null_resource" "x" {{
  provisioner "local-exec" {{
    command = "{}"
  }}
}}
"""


@pytest.mark.parametrize(
    ("command", "seen"),
    [
        ("az storage account update --name stweights --default-action Allow", True),
        ("azcopy copy https://stweights.blob.core.windows.net/weights /tmp", True),
        ("pwsh -c 'Set-AzStorageAccount -Name ${azurerm_storage_account.weights.name}'", True),
        ("echo stweights is ready", False),
        ("sleep 10", False),
        ("./open.sh stweights", True),
    ],
)
def test_a_command_may_change_what_it_speaks_of(command: str, seen: bool) -> None:
    reading = read(ACCOUNT + PROVISIONED.format(command))
    assert [thing.type for thing in reading.harvest.unmapped] == ["provisioner"] * seen
    if seen:
        assert KEY in reading.harvest.unmapped[0].mentions


def test_a_command_that_is_not_known_may_do_anything() -> None:
    reading = read('variable "x" {}\n' + PROVISIONED.format("${var.x} now"))
    (blind,) = [each for each in reading.harvest.blinds if not each.inert]
    assert blind.root == "."


def test_types_that_bear_on_nothing_are_counted_not_listed() -> None:
    reading = read(
        """
resource "azurerm_availability_set" "a" {
  count               = 3
  name                = "a${count.index}"
  resource_group_name = "rg"
  location            = "westeurope"
}
resource "random_string" "x" {
  length = 4
}
"""
    )
    assert reading.harvest.unmapped == []
    assert all(blind.inert for blind in reading.harvest.blinds)
    said = {(blind.what, blind.inert) for blind in reading.harvest.blinds}
    assert said == {("3 of `azurerm_availability_set`", True), ("`random_string`", True)}


def test_an_upload_is_inert_and_a_copy_is_not() -> None:
    blob = """
resource "azurerm_storage_blob" "x" {{
  name                   = "x"
  storage_account_name   = "stweights"
  storage_container_name = "weights"
  type                   = "Block"
  {}
}}
"""
    upload = read(ACCOUNT + blob.format('source = "x.bin"'))
    copy = read(ACCOUNT + blob.format('source_uri = "https://other.blob.core.windows.net/c/x"'))
    assert upload.harvest.unmapped == []
    assert [thing.type for thing in copy.harvest.unmapped] == ["azurerm_storage_blob"]


def test_no_type_is_both_mapped_and_left_aside() -> None:
    for type_ in inert_types():
        assert mapping_of(type_) is None
        assert inert(type_, {})
        assert type_ not in DEPLOYS
    assert not set(DEPLOYS) & set(all_types())


# Data sources


def test_a_data_source_is_a_reference_of_which_nothing_else_is_known() -> None:
    reading = read(
        """
data "azurerm_storage_account" "hub" {
  name                = "sthub"
  resource_group_name = "rg-hub"
}
"""
    )
    (resource,) = reading.harvest.resources
    assert resource.external is not None
    assert resource.id.endswith(
        "/resourceGroups/rg-hub/providers/Microsoft.Storage/storageAccounts/sthub"
    )
    assert resource.name == "sthub"
    assert isinstance(resource.look("properties.publicNetworkAccess"), Unknown)


def test_a_group_that_is_looked_up_is_known_by_what_it_is_looked_up_by() -> None:
    reading = read(
        """
data "azuread_group" "ml" {
  display_name = "ml-platform"
}
data "azuread_group" "ops" {
  object_id = "00000000-0000-0000-0000-00000000000a"
}
resource "azurerm_role_assignment" "ml" {
  scope                = "/subscriptions/s"
  role_definition_name = "Reader"
  principal_id         = data.azuread_group.ml.object_id
}
"""
    )
    groups = {r.address: r for r in reading.resources if r.type == "Microsoft.Graph/groups"}
    known, given = groups["data.azuread_group.ml"], groups["data.azuread_group.ops"]
    assert known.look("properties.displayName") == "ml-platform"
    assert known.look("properties.id") == reading.one("ml").look("properties.principalId")
    assert given.look("properties.id") == "00000000-0000-0000-0000-00000000000a"
    assert given.id == "graph/groups/00000000-0000-0000-0000-00000000000a"
    assert isinstance(known.look("properties.members"), Unknown)


def test_a_data_source_without_a_name_is_nothing() -> None:
    reading = read(
        'variable "x" {}\ndata "azurerm_storage_account" "hub" {\n name = var.x\n resource_group_name = "rg"\n}'
    )
    assert reading.harvest.resources == []


def test_a_data_source_of_an_unmapped_type_is_nothing() -> None:
    reading = read('data "azurerm_unheard_of" "x" {\n  name = "x"\n}')
    assert (reading.harvest.resources, reading.harvest.unmapped) == ([], [])


# What the provider version decides


@pytest.mark.parametrize(
    ("version", "expected"), [("~> 3.0", True), ("~> 4.0", True), ("~> 5.0", False)]
)
def test_a_default_is_that_of_the_version(version: str, expected: bool) -> None:
    account = read(ACCOUNT, version).one("weights")
    assert account.look("properties.allowBlobPublicAccess") is expected


def test_a_default_of_an_unpinned_version_is_unknown() -> None:
    account = read(ACCOUNT, ">= 3.0").one("weights")
    value = account.look("properties.allowBlobPublicAccess")
    assert isinstance(value, Unknown)
    assert "5.x: False" in value.reason
    assert account.look("properties.allowSharedKeyAccess") is True


def test_a_default_of_a_version_that_nobody_looked_at_is_unknown() -> None:
    value = read(ACCOUNT, "~> 2.0").one("weights").look("properties.allowBlobPublicAccess")
    assert isinstance(value, Unknown)
    assert "2.x is not known" in value.reason
