"""Where a resource lies in the scope tree, and what is said when that is not known."""

from __future__ import annotations

import pytest

from ringfence.model.facts import Unknown
from ringfence.model.symbols import has_symbol, same
from ringfence.readers.identity import carrier, principal
from ringfence.readers.terraform.places import directory_object
from tests.mapping.reading import mappings, read

GROUP = "/subscriptions/s/resourceGroups/rg"


def test_a_child_of_a_network_that_is_not_declared_dangles_if_its_group_is_unknown() -> None:
    reading = read(
        """
variable "group" {}
resource "azurerm_subnet" "n" {
  name                 = "n"
  resource_group_name  = var.group
  virtual_network_name = "elsewhere"
  address_prefixes     = ["10.0.1.0/24"]
}
"""
    )
    (dangling,) = reading.harvest.danglings
    assert dangling.types == ("Microsoft.Network/virtualNetworks",)


def test_a_child_whose_parents_name_is_unknown_dangles() -> None:
    reading = read(
        """
variable "account" {}
resource "azurerm_storage_container" "dumps" {
  name                 = "dumps"
  storage_account_name = var.account
}
"""
    )
    assert len(reading.harvest.danglings) == 1


def test_a_child_of_an_account_that_is_not_declared_lies_in_some_group() -> None:
    reading = read(
        """
resource "azurerm_storage_container" "dumps" {
  name                 = "dumps"
  storage_account_name = "elsewhere"
}
"""
    )
    container = reading.one("dumps")
    literal = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/elsewhere"
    assert same(container.id, f"{literal}/blobServices/default/containers/dumps") is None


def test_a_role_on_an_unknown_scope_is_a_resource_whose_scope_is_unknown() -> None:
    reading = read(
        """
variable "scope" {}
resource "azurerm_role_assignment" "x" {
  scope                = var.scope
  role_definition_name = "Owner"
  principal_id         = "00000000-0000-0000-0000-000000000001"
}
"""
    )
    role = reading.one("x")
    assert isinstance(role.look("properties.scope"), Unknown)
    assert has_symbol(role.id)


def test_a_project_lies_beside_its_hub_even_where_the_hub_is_unknown() -> None:
    reading = read(
        """
variable "hub" {}
resource "azurerm_ai_foundry_project" "chat" {
  name               = "chat"
  location           = "westeurope"
  ai_services_hub_id = var.hub
}
"""
    )
    literal = f"{GROUP}/providers/Microsoft.MachineLearningServices/workspaces/chat"
    assert same(reading.one("chat").id, literal) is None


def test_names_may_be_numbers() -> None:
    reading = read('resource "azurerm_resource_group" "x" {\n name = 42\n location = "x"\n}')
    assert reading.one("x").id == "/subscriptions/s/resourceGroups/42"


DIRECTORY = """
resource "azuread_application" "ci" {
  display_name = "ci"
}
resource "azuread_application_password" "ci" {
  application_id = azuread_application.ci.id
}
resource "azuread_application_federated_identity_credential" "ci" {
  application_object_id = azuread_application.ci.object_id
  display_name          = "ci"
  audiences             = ["api://AzureADTokenExchange"]
  issuer                = "https://token.actions.githubusercontent.com"
  subject               = "repo:acme/llm:ref:refs/heads/main"
}
resource "azuread_service_principal" "ci" {
  client_id = azuread_application.ci.client_id
}
resource "azuread_group" "ml" {
  display_name = "ml"
}
resource "azuread_group_member" "ci" {
  group_object_id  = azuread_group.ml.object_id
  member_object_id = azuread_service_principal.ci.object_id
}
"""


def test_children_of_a_directory_object_meet_it_however_it_is_named() -> None:
    reading = read(DIRECTORY)
    by_type = {resource.type: resource for resource in reading.resources}
    application = by_type["Microsoft.Graph/applications"]
    for child in ("passwordCredentials", "federatedIdentityCredentials"):
        key = by_type[f"Microsoft.Graph/applications/{child}"].key
        assert key.startswith(f"{application.key}/{child}/".lower())


def test_a_member_is_the_object_id_that_roles_name() -> None:
    reading = read(DIRECTORY)
    by_type = {resource.type: resource for resource in reading.resources}
    service, application = (
        by_type["Microsoft.Graph/servicePrincipals"],
        by_type["Microsoft.Graph/applications"],
    )
    (fold,) = reading.harvest.folds
    assert isinstance(fold.target, str)
    assert fold.target.lower() == by_type["Microsoft.Graph/groups"].key
    assert fold.value == service.look("properties.id")
    assert service.look("properties.appId") == application.look("properties.appId")


def test_a_child_of_an_unknown_directory_object_dangles() -> None:
    reading = read(
        'variable "x" {}\nresource "azuread_application_password" "x" {\n application_id = var.x\n}'
    )
    (dangling,) = reading.harvest.danglings
    assert dangling.types == ("Microsoft.Graph/applications",)


@pytest.mark.parametrize(
    "value",
    ["graph/groups/abc", "/groups/abc", "abc", principal("graph/groups/abc")],
)
def test_a_directory_object_has_one_id(value: str) -> None:
    assert directory_object("groups", value) == "graph/groups/abc"


def test_a_principal_leads_back_to_its_carrier() -> None:
    assert carrier(principal(f"{GROUP}/providers/X/y/z")) == f"{GROUP}/providers/x/y/z".lower()
    assert carrier("00000000-0000-0000-0000-000000000001") is None


def test_every_page_is_one_of_the_registry() -> None:
    for mapping in mappings():
        if not mapping.terraform.startswith("azapi_"):
            provider, _, name = mapping.terraform.partition("_")
            assert mapping.page.endswith(f"/{provider}/latest/docs/resources/{name}")
