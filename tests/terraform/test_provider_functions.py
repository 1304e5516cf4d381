"""Functions that providers bring: ids are made and taken apart as the providers do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terraform.estates import one

GROUP = "/subscriptions/s/resourceGroups/rg"
SITE = f"{GROUP}/providers/Microsoft.ApiManagement/service/s1/gateways/g1"

CASES = [
    (f'provider::azurerm::normalise_resource_id("{SITE}")', SITE),
    (f'provider::azurerm::parse_resource_id("{SITE}").resource_name', "g1"),
    (
        f'provider::azurerm::parse_resource_id("{SITE}")["full_resource_type"]',
        "Microsoft.ApiManagement/service/gateways",
    ),
    (f'provider::azurerm::parse_resource_id("{SITE}").parent_resources["service"]', "s1"),
    (f'provider::azurerm::parse_resource_id("{GROUP}").resource_group_name', "rg"),
    (f'provider::azurerm::parse_resource_id("{SITE}").resource_scope', None),
    (
        f'provider::azapi::build_resource_id("{GROUP}", "Microsoft.Search/searchServices", "x")',
        f"{GROUP}/providers/Microsoft.Search/searchServices/x",
    ),
    (
        f'provider::azapi::build_resource_id("{SITE}", "Microsoft.ApiManagement/service/gateways/apis", "a")',
        f"{SITE}/apis/a",
    ),
    (
        'provider::azapi::resource_group_resource_id("s", "rg", "Microsoft.Network/virtualNetworks/subnets", ["v", "n"])',
        f"{GROUP}/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
    ),
    (
        'provider::azapi::subscription_resource_id("s", "Microsoft.Security/pricings", ["KeyVaults"])',
        "/subscriptions/s/providers/Microsoft.Security/pricings/KeyVaults",
    ),
    (
        'provider::azapi::tenant_resource_id("Microsoft.Management/managementGroups", ["mg"])',
        "/providers/Microsoft.Management/managementGroups/mg",
    ),
    (
        'provider::azapi::management_group_resource_id("mg", "Microsoft.Authorization/locks", ["l"])',
        "/providers/Microsoft.Management/managementGroups/mg/providers/Microsoft.Authorization/locks/l",
    ),
    (
        f'provider::azapi::extension_resource_id("{GROUP}", "Microsoft.Authorization/locks", ["l"])',
        f"{GROUP}/providers/Microsoft.Authorization/locks/l",
    ),
]


def value(tmp_path: Path, expression: str) -> object:
    text = f"""
variable "hidden" {{}}
resource "azurerm_storage_account" "st" {{
  name                = "st"
  resource_group_name = "rg"
}}
resource "azurerm_resource_group" "x" {{
  name     = "x"
  location = "westeurope"
  tags     = {{ it = {expression} }}
}}
"""
    tags = one(tmp_path, text).value("azurerm_resource_group.x", "tags")
    return tags["it"] if isinstance(tags, dict) else tags


@pytest.mark.parametrize(("expression", "expected"), CASES)
def test_an_id_is_made_or_taken_apart(tmp_path: Path, expression: str, expected: object) -> None:
    assert value(tmp_path, expression) == expected


def test_the_id_of_what_is_declared_keeps_what_is_known(tmp_path: Path) -> None:
    parsed = "provider::azurerm::parse_resource_id(azurerm_storage_account.st.id)"
    assert value(tmp_path, f"{parsed}.resource_name") == "st"
    assert value(tmp_path, f"{parsed}.resource_group_name") == "rg"


@pytest.mark.parametrize(
    "expression",
    [
        "provider::azurerm::normalise_resource_id(var.hidden)",
        "provider::azurerm::parse_resource_id(var.hidden).resource_name",
        'provider::azurerm::parse_resource_id("no id").resource_name',
        'provider::azapi::tenant_resource_id("Microsoft.A/b/c", ["one"])',
        'provider::local::direxists("x")',
    ],
)
def test_what_is_not_known_stays_so(tmp_path: Path, expression: str) -> None:
    assert str(value(tmp_path, expression)).startswith("? ")
