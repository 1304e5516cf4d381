"""A path names what decides, under the address that the user knows."""

from __future__ import annotations

from tests.twins.doors import RULES, WEIGHTS
from tests.twins.exposed import account
from tests.twins.twin import HEAD, leaks_of, scan_text

APART = "azurerm_storage_account_network_rules.st"


def changed(text: str) -> tuple[set[str], set[str]]:
    """Return the addresses of the findings about the weights, and of the steps of their paths."""
    found = leaks_of(scan_text({"main.tf": HEAD + text}), WEIGHTS)
    assert found
    return {each.address for each in found}, {step.address for each in found for step in each.path}


def test_a_firewall_declared_on_its_own_is_what_to_change() -> None:
    opened = RULES.format(action="Deny").replace("203.0.113.1", "198.51.100.0/24")
    assert changed(account(access="private") + opened) == ({APART}, {APART, WEIGHTS})


def test_a_firewall_that_nobody_declares_is_the_accounts() -> None:
    address = "azurerm_storage_account.st"
    assert changed(account(access="private")) == ({address}, {address, WEIGHTS})
