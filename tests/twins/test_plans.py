"""The same configuration as a plan gives the same answers."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from ringfence.model.assessment import Assessment, Kind, Outcome
from tests.terraform.planning import plan_of
from tests.twins.test_twins import BESIDE, LEAKS
from tests.twins.twin import BOUNDARY, HEAD, Twin, scan_text


def planned(files: dict[str, str], boundary: str = BOUNDARY) -> Assessment:
    """Scan the plan of a configuration."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in files.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(content)
        return scan_text({"plan.json": plan_of(folder)}, boundary)


def verdicts(assessment: Assessment) -> dict[str, tuple[str, int | None]]:
    return {j.asset.resource.address: (j.verdict.value, j.depth) for j in assessment.assets}


def findings(assessment: Assessment) -> set[tuple[str, str, str]]:
    """Return kind, outcome and asset of the findings; logging is compared apart."""
    return {
        (f.kind.value, f.outcome.value, f.asset.resource.address if f.asset else "")
        for f in assessment.findings
        if f.kind is not Kind.BLIND
    }


def blind(assessment: Assessment) -> dict[str, Outcome]:
    return {
        f.asset.resource.address: f.outcome
        for f in assessment.findings
        if f.kind is Kind.BLIND and f.asset
    }


BY_FUNCTION = {"a public and a private gateway before what a function makes of the endpoint"}
"""What leaks here is made by a function, of which a plan shows only what it was given."""
IN_ATTRIBUTES = {
    "a subnet inside its network's block, open and for our office",
    "a subnet chosen by name from its network's blocks",
    "a group of interfaces that holds the machine's, and another one's",
}
"""What these hang on is referred to from blocks that the provider declares as attributes: the
configuration of a plan leaves those out, so nothing says what an id not yet known will be."""


@pytest.mark.parametrize("twin", [*LEAKS, *BESIDE], ids=str)
@pytest.mark.parametrize("leaky", [True, False], ids=["leaky", "safe"])
def test_a_plan_gives_the_answers_of_its_configuration(twin: Twin, leaky: bool) -> None:
    files = {"main.tf": HEAD + twin.same + (twin.leaky if leaky else twin.safe)}
    if twin.name in IN_ATTRIBUTES or (twin.name in BY_FUNCTION and leaky):
        assert verdicts(planned(files, twin.boundary))[twin.asset][0] == "unknown"
    else:
        compare(files, twin.boundary)


def compare(files: dict[str, str], boundary: str = BOUNDARY) -> None:
    written, plan = scan_text(files, boundary), planned(files, boundary)
    assert verdicts(plan) == verdicts(written), [(gap.what, gap.reason) for gap in plan.gaps]
    assert findings(plan) == findings(written)
    assert not plan.faults
    surely, told = blind(written), blind(plan)
    for address in surely.keys() | told.keys():
        # A plan does not say which service of an account a setting watches.
        assert told.get(address) in (surely.get(address), Outcome.UNKNOWN), address


STORE = """
resource "azurerm_storage_account" "st" {
  for_each                      = { models = { open = %s }, logs = { open = false } }
  name                          = "st${each.key}"
  resource_group_name           = azurerm_resource_group.rg.name
  location                      = azurerm_resource_group.rg.location
  account_tier                  = "Standard"
  account_replication_type      = "ZRS"
  public_network_access_enabled = each.value.open
}
"""
CHILDREN = {
    "by the key of another entry": """
variable "containers" {
  default = { weights = { store = "models" } }
}
resource "azurerm_storage_container" "c" {
  for_each              = var.containers
  name                  = each.key
  storage_account_id    = azurerm_storage_account.st[each.value.store].id
  container_access_type = "blob"
}
""",
    "by the same key": """
resource "azurerm_storage_container" "c" {
  for_each              = azurerm_storage_account.st
  name                  = "weights"
  storage_account_id    = each.value.id
  container_access_type = "blob"
}
""",
    "by a number": """
locals { names = ["weights", "training-data"] }
resource "azurerm_storage_container" "c" {
  count                 = length(local.names)
  name                  = local.names[count.index]
  storage_account_id    = azurerm_storage_account.st["models"].id
  container_access_type = "blob"
}
""",
    "through a module": """
module "containers" {
  for_each   = toset(["weights", "training-data"])
  source     = "./container"
  name       = each.key
  account_id = azurerm_storage_account.st["models"].id
}
resource "azurerm_role_assignment" "r" {
  scope                = module.containers["weights"].id
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = azurerm_user_assigned_identity.i.principal_id
}
resource "azurerm_user_assigned_identity" "i" {
  name                = "id"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
}
""",
}
CONTAINER = """
variable "name" {}
variable "account_id" {}
resource "azurerm_storage_container" "c" {
  name                  = var.name
  storage_account_id    = var.account_id
  container_access_type = "blob"
}
output "id" { value = azurerm_storage_container.c.resource_manager_id }
"""


@pytest.mark.parametrize("child", CHILDREN)
@pytest.mark.parametrize("open_", ["true", "false"])
def test_references_lead_to_the_same_resources(child: str, open_: str) -> None:
    files = {"main.tf": HEAD + STORE % open_ + CHILDREN[child]}
    if "module" in CHILDREN[child]:
        files["container/main.tf"] = CONTAINER
    compare(files)
    assert (verdicts(scan_text(files))['azurerm_storage_account.st["models"]'][0] == "open") is (
        open_ == "true"
    )


SETTING = """
resource "azurerm_log_analytics_workspace" "logs" {
  name                       = "law"
  resource_group_name        = azurerm_resource_group.rg.name
  location                   = azurerm_resource_group.rg.location
  internet_query_enabled     = false
  internet_ingestion_enabled = false
  retention_in_days          = 365
}
resource "azurerm_monitor_diagnostic_setting" "s" {
  %s
  name                       = "audit"
  target_resource_id         = "${azurerm_storage_account.st["models"].id}%s"
  log_analytics_workspace_id = azurerm_log_analytics_workspace.logs.id
  %s
}
"""
LOGS = 'enabled_log {\n    category = "StorageRead"\n  }'


@pytest.mark.parametrize(
    ("meta", "below", "logs", "expected"),
    [
        # Made from the account; the account itself has no logs, so it is one of its services.
        ("", "/blobServices/default", LOGS, Outcome.UNKNOWN),
        ("", "/fileServices/default", LOGS, Outcome.UNKNOWN),
        ("", "/blobServices/default", LOGS.replace("Read", "Write"), Outcome.FAIL),
        ("", "", 'enabled_metric {\n    category = "Transaction"\n  }', Outcome.FAIL),
        ('for_each = toset(["blobServices"])', "/${each.key}/default", LOGS, None),
        ('for_each = toset(["tableServices"])', "/${each.key}/default", LOGS, Outcome.FAIL),
    ],
)
def test_what_a_setting_watches(meta: str, below: str, logs: str, expected: Outcome | None) -> None:
    files = {"main.tf": HEAD + STORE % "false" + SETTING % (meta, below, logs)}
    account = 'azurerm_storage_account.st["models"]'
    assert blind(planned(files)).get(account) is expected


GRANT = """
resource "azurerm_user_assigned_identity" "i" {
  name                = "id"
  resource_group_name = azurerm_resource_group.rg.name
  location            = azurerm_resource_group.rg.location
}
resource "azurerm_storage_container" "c" {
  for_each           = toset(["weights", "notes"])
  name               = each.key
  storage_account_id = azurerm_storage_account.st["models"].id
}
resource "azurerm_role_assignment" "r" {
  %s
  scope                = "${azurerm_storage_account.st["models"].id}/blobServices/default/containers/%s"
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = azurerm_user_assigned_identity.i.principal_id
}
"""


@pytest.mark.parametrize(
    ("meta", "name"),
    [
        ("", '${azurerm_storage_container.c["notes"].name}'),
        ('for_each = toset(["notes"])', "${each.key}"),
    ],
)
def test_an_id_that_is_put_together_is_the_thing_below(meta: str, name: str) -> None:
    compare({"main.tf": HEAD + STORE % "false" + GRANT % (meta, name)})
