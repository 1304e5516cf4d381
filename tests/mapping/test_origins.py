"""A report can lead from every property back to the line of the argument that says it."""

from __future__ import annotations

import re

import pytest

from ringfence.model.resource import Origin
from ringfence.readers.terraform.mapping import Example, Mapping, trace
from ringfence.readers.terraform.origins import Traced
from tests.mapping.reading import HEADER, example, mappings, read
from tests.mapping.test_unknown import leaves

CASES = [
    pytest.param(mapping, each, id=f"{mapping.terraform}-{number}")
    for mapping in mappings()
    for number, each in enumerate(mapping.examples)
]


@pytest.mark.parametrize(("mapping", "case"), CASES)
def test_a_property_is_found_where_its_argument_stands(mapping: Mapping, case: Example) -> None:
    del mapping
    lines = (HEADER.format(version="~> 4.0") + case.hcl).split("\n")
    reading = example(case)
    found: list[tuple[Origin, object]] = [(r.origin, r.body) for r in reading.resources]
    found += [(fold.origin, fold.value) for fold in reading.harvest.folds]
    for origin, body in found:
        if not isinstance(origin, Traced):
            continue  # patched: see below
        for pointer in leaves(body, ""):  # type: ignore[arg-type]  # bodies and pieces are values
            inner = f"{origin.taken}.{pointer}".strip(".") if origin.taken else pointer
            path = trace(origin.parts, inner, origin.arguments) if inner else ""
            line = lines[origin.locate(pointer).line - 1]
            names = re.findall(r"[A-Za-z_]\w*", path)
            if names:
                assert re.search(rf"\b{names[-1]}\b", line), (pointer, path, line)


@pytest.mark.parametrize("mapping", mappings(), ids=lambda mapping: mapping.terraform)
def test_the_examples_of_a_mapping_set_something(mapping: Mapping) -> None:
    """Else the test above would say nothing."""
    if not mapping.parts:
        return
    traced = set()
    for case in mapping.examples:
        for resource in example(case).resources:
            origin = resource.origin
            if isinstance(origin, Traced) and resource.type == mapping.arm:
                for pointer in leaves(resource.body, ""):
                    traced.add(trace(origin.parts, pointer, origin.arguments))
    assert traced - {""}


def test_what_an_association_adds_is_found_at_the_association() -> None:
    reading = read(
        """
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
  network_interface_id          = azurerm_network_interface.gpu.id
  application_security_group_id = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/applicationSecurityGroups/a"
}
"""
    )
    nic = reading.one("gpu")
    inside = "properties.ipConfigurations[0].properties"
    start = nic.locate().line
    assert nic.locate(f"{inside}.applicationSecurityGroups[0].id").line == start + 11
    assert nic.locate(f"{inside}.privateIPAllocationMethod").line == start + 6


def test_a_default_is_found_at_its_block() -> None:
    reading = read(
        """
resource "azurerm_storage_account" "st" {
  name                     = "st"
  resource_group_name      = "rg"
  location                 = "westeurope"
  account_tier             = "Standard"
  account_replication_type = "LRS"
  network_rules {
    default_action = "Deny"
  }
}
"""
    )
    account = reading.one("st")
    start = account.locate("").line
    assert account.locate("properties.allowSharedKeyAccess").line == start
    assert account.locate("properties.networkAcls.bypass").line == start + 6
    assert account.locate("properties.networkAcls.defaultAction").line == start + 7
    assert account.locate("sku.name").line == start + 5
    assert account.locate("properties.nothing.of.this").line == start


def test_the_second_of_two_kinds_of_block_is_found() -> None:
    reading = read(
        """
resource "azurerm_firewall_policy_rule_collection_group" "out" {
  name               = "out"
  firewall_policy_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/firewallPolicies/p"
  priority           = 1
  network_rule_collection {
    name     = "n"
    action   = "Allow"
    priority = 1
  }
  application_rule_collection {
    name     = "a"
    action   = "Deny"
    priority = 2
  }
}
"""
    )
    group = reading.one("out")
    assert group.locate("properties.ruleCollections[0].name").line == group.locate().line + 10
    assert group.locate("properties.ruleCollections[1].name").line == group.locate().line + 5
