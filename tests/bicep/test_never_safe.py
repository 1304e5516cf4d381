"""Hiding a fact of a Bicep file may turn an answer into unknown, never into sealed."""

from __future__ import annotations

import pytest

from tests.twins.twin import BOUNDARY, scan_text

MAIN = """
param location string = 'westeurope'
param account object = {
  open: true
  rules: []
}
import {box} from 'lib.bicep'
module data 'data.bicep' = {
  name: 'data'
  params: {
    location: location
    open: account.open
    action: empty(account.rules) ? 'Allow' : 'Deny'
    name: box
  }
}
"""
DATA = """
param location string
param open bool
param action string
param name string
resource store 'Microsoft.Storage/storageAccounts@2023-01-01' = {
  name: 'stweights'
  location: location
  sku: { name: 'Standard_LRS' }
  properties: {
    allowBlobPublicAccess: open
    networkAcls: { defaultAction: action }
  }
  resource blob 'blobServices' = {
    name: 'default'
    resource boxes 'containers' = [for each in [name]: {
      name: each
      properties: { publicAccess: 'Blob' }
    }]
  }
}
"""
LIB = "@export()\nvar box = 'weights'\n"


def verdicts(main: str, data: str, lib: str) -> dict[str, str]:
    """Return the verdict of every asset by its address."""
    found = scan_text({"main.bicep": main, "data.bicep": data, "lib.bicep": lib}, BOUNDARY)
    assert not found.faults
    return {j.asset.resource.address: j.verdict.value for j in found.assets}


def test_the_estate_as_it_is_leaks_and_its_safe_twin_does_not() -> None:
    assert verdicts(MAIN, DATA, LIB)["data.store::blob::boxes[0]"] == "open"
    safe = MAIN.replace("open: true", "open: false").replace("rules: []", "rules: [1]")
    assert verdicts(safe, DATA, LIB)["data.store::blob::boxes[0]"] == "sealed"


@pytest.mark.parametrize(
    ("main", "data", "lib"),
    [
        (("account object = {\n  open: true\n  rules: []\n}", "account object"), None, None),
        (("open: true", "open: loadJsonContent('gone.json').open"), None, None),
        (("open: true", "open: readEnvironmentVariable('X') == 'y'"), None, None),
        (("account.rules", "account.rulez"), None, None),
        (("open: account.open", "open: acount.open"), None, None),
        (("open: account.open", "open: account.open ="), None, None),
        (("'lib.bicep'", "'gone.bicep'"), None, None),
        (("'data.bicep'", "'gone.bicep'"), None, None),
        (None, ("param open bool", "param open"), None),
        (None, ("allowBlobPublicAccess: open", "...open"), None),
        (None, ("properties: { publicAccess: 'Blob' }", "properties: nobody.knows"), None),
        (None, ("for each in [name]", "for each in filter([name], x => nobody(x))"), None),
        (None, None, ("'weights'", "'weights")),
        (None, None, ("box =", "bax =")),
    ],
)  # fmt: skip
def test_what_is_hidden_never_seals(
    main: tuple[str, str] | None, data: tuple[str, str] | None, lib: tuple[str, str] | None
) -> None:
    texts = []
    for text, change in ((MAIN, main), (DATA, data), (LIB, lib)):
        assert change is None or change[0] in text
        texts.append(text.replace(*change) if change is not None else text)
    found = verdicts(*texts)
    assert "sealed" not in found.values(), found
