"""A state and its configuration in one tree are one thing."""

from __future__ import annotations

from tests.states.storing import state_of
from tests.twins.exposed import account
from tests.twins.twin import HEAD, asset_of, scan_text

SAFE = HEAD + account(network="false", access="private")
OPEN = HEAD + account()
WEIGHTS = "azurerm_storage_container.weights"


def test_nothing_is_listed_twice() -> None:
    alone = scan_text({"main.tf": SAFE})
    both = scan_text({"main.tf": SAFE, "terraform.tfstate": state_of(SAFE)})
    assert [j.asset.resource.address for j in both.assets] == [
        j.asset.resource.address for j in alone.assets
    ]
    assert asset_of(both, WEIGHTS).verdict == asset_of(alone, WEIGHTS).verdict == "sealed"


def test_a_state_that_says_otherwise_takes_the_seal_away() -> None:
    both = scan_text({"main.tf": SAFE, "terraform.tfstate": state_of(OPEN)})
    assert asset_of(both, WEIGHTS).verdict == "unknown"
    assert any("out of date" in gap.reason for gap in both.gaps)
    other = scan_text({"main.tf": OPEN, "terraform.tfstate": state_of(SAFE)})
    assert asset_of(other, WEIGHTS).verdict == "open"


GRANT = """
resource "azuread_group" "vendor" {
  display_name = "vendor"
}
resource "azurerm_role_assignment" "vendor" {
  scope                = azurerm_resource_group.rg.id
  role_definition_name = "Owner"
  principal_id         = azuread_group.vendor.object_id
}
"""


def test_what_only_the_state_holds_still_counts() -> None:
    """An Owner that the code no longer declares is there until somebody applies it."""
    gone = scan_text({"main.tf": SAFE, "terraform.tfstate": state_of(SAFE + GRANT)})
    assert asset_of(gone, WEIGHTS).verdict == "open"
    assert {f.kind.value for f in gone.findings if f.outcome == "fail" and f.asset} >= {"chained"}


def test_a_state_elsewhere_stands_for_itself_unless_ids_agree() -> None:
    elsewhere = OPEN.replace("11111111-1111", "99999999-9999")
    apart = scan_text({"code/main.tf": SAFE, "live/terraform.tfstate": state_of(elsewhere)})
    verdicts = {(j.asset.resource.root, j.asset.resource.address): j.verdict for j in apart.assets}
    assert verdicts["live/terraform.tfstate", WEIGHTS] == "open"
    assert verdicts["code", WEIGHTS] == "sealed"
    same = scan_text({"code/main.tf": SAFE, "live/terraform.tfstate": state_of(OPEN)})
    assert asset_of(same, WEIGHTS).verdict == "unknown"
    assert len(same.assets) == 2


def test_what_points_at_a_backend_is_no_state() -> None:
    pointer = '{"version": 3, "terraform_version": "1.9.0", "backend": {"type": "azurerm"}}'
    found = scan_text({"main.tf": SAFE, ".terraform/terraform.tfstate": pointer})
    assert asset_of(found, WEIGHTS).verdict == "sealed"
