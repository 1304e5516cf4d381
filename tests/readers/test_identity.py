"""Ids are made of whatever names people write."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ringfence.readers.identity import resource_id
from tests.twins.twin import HEAD, scan_text

GROUP = "/subscriptions/s/resourceGroups/g"


@given(st.lists(st.text("ab./%", min_size=1, max_size=4), min_size=2, max_size=2).map("/".join))
def test_every_name_makes_an_id_of_its_type(name: str) -> None:
    for type_ in ("Microsoft.Web/sites", "Microsoft.Web/sites/slots"):
        made = resource_id(GROUP, type_, name).removeprefix(f"{GROUP}/providers/Microsoft.Web/")
        assert "/".join(made.split("/")[::2]) == type_.partition("/")[2]


def test_a_name_that_azure_refuses_takes_nothing_else_along() -> None:
    text = """
resource "azurerm_storage_account" "weights" {
  name                          = "stweights"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = azurerm_resource_group.rg.location
  account_tier                  = "Standard"
  account_replication_type      = "ZRS"
  public_network_access_enabled = false
}
resource "azurerm_linux_web_app" "odd" {
  name                = "a/b"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
  service_plan_id     = "plan"
  site_config {}
}
"""
    found = scan_text({"main.tf": HEAD + text})
    assert [judged.verdict.value for judged in found.assets] == ["sealed"]
    assert not found.faults
