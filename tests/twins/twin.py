"""The noun of a twin, and how it is scanned."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ringfence.engine.assess import Question, assess
from ringfence.model.assessment import Assessment, Finding, Judged, Kind, Outcome
from ringfence.readers.boundaryfile import load
from ringfence.readers.read import ReadOptions, read_paths

HEAD = """
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "~> 4.30" }
    azuread = { source = "hashicorp/azuread", version = "~> 3.1" }
  }
}

provider "azurerm" {
  subscription_id = "11111111-1111-4111-8111-111111111111"
  features {}
}

data "azurerm_client_config" "current" {}

resource "azurerm_resource_group" "rg" {
  name     = "rg-llm"
  location = "westeurope"
}
"""

BOUNDARY = """
boundary:
  regions: [EU]
  networks: [10.0.0.0/8, 203.0.113.0/29]
  repositories: [acme/llm-train]
"""

TODAY = date(2026, 11, 20)


@dataclass(frozen=True, slots=True)
class Twin:
    """One pair. `same` stands in both; `leaky` and `safe` differ in as little as possible.

    `asset` is the address of the asset, `kind` the leak of the leaky one. `safe_verdict` is what
    the other must be called: sealed, unless something else about it is out of sight.
    """

    name: str
    kind: Kind
    asset: str
    leaky: str
    safe: str
    same: str = ""
    boundary: str = BOUNDARY
    outsider: str = ""
    safe_verdict: str = "sealed"
    others: frozenset[Kind] = field(default_factory=frozenset)

    def __str__(self) -> str:
        return self.name


def scan_text(
    files: dict[str, str], boundary: str = BOUNDARY, *, all_data: bool = False
) -> Assessment:
    """Write the files to a folder and scan it as the command line does."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in files.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(content)
        (folder / "ringfence.yaml").write_text(boundary)
        return scan_folder(folder, all_data=all_data)


def scan_folder(folder: Path, *, all_data: bool = False) -> Assessment:
    """Scan a folder that holds a boundary file, as of the day of the tests."""
    policy = load(folder / "ringfence.yaml")
    estate = read_paths([folder], ReadOptions())
    return assess(estate, Question(policy, all_data, TODAY))


def scan(twin: Twin, *, leaky: bool) -> Assessment:
    """Scan one side of a twin."""
    side = twin.leaky if leaky else twin.safe
    return scan_text({"main.tf": HEAD + twin.same + side}, twin.boundary)


def asset_of(assessment: Assessment, address: str) -> Judged:
    """Return the asset at an address; a test that names none fails here."""
    found = [j for j in assessment.assets if j.asset.resource.address == address]
    known = [j.asset.resource.address for j in assessment.assets]
    assert found, f"no asset at {address}, only {known}"
    return found[0]


def leaks_of(assessment: Assessment, address: str) -> list[Finding]:
    """Return the sure leaks of the asset at an address."""
    return [
        finding
        for finding in assessment.findings
        if finding.asset
        and finding.asset.resource.address == address
        and finding.outcome is Outcome.FAIL
        and finding.kind.is_leak
    ]
