"""azapi: the ARM body as it is."""

from __future__ import annotations

import pytest

from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from ringfence.readers.identity import principal
from tests.mapping.reading import Reading, read

GROUP = "/subscriptions/s/resourceGroups/rg"
ACCOUNT = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/st"


def azapi(body: str, type_: str = "azapi_resource") -> Reading:
    return read(f'resource "{type_}" "x" {{\n{body}\n}}')


def one(body: str) -> Resource:
    return azapi(body).one("x")


ACCOUNT_HEAD = f"""
  type      = "Microsoft.Storage/storageAccounts@2023-05-01"
  parent_id = "{GROUP}"
  name      = "st"
  location  = "westeurope"
  tags      = {{ data = "weights" }}
"""


def test_a_body_passes_through() -> None:
    account = one(
        ACCOUNT_HEAD
        + """
  body = {
    sku        = { name = "Standard_LRS" }
    properties = { networkAcls = { defaultAction = "Deny", ipRules = [{ value = "203.0.113.7" }] } }
  }
"""
    )
    assert account.id == ACCOUNT
    assert account.type == "Microsoft.Storage/storageAccounts"
    assert account.api_version == "2023-05-01"
    assert account.look("sku.name") == "Standard_LRS"
    assert account.look("properties.networkAcls.ipRules[0].value") == "203.0.113.7"
    assert account.look("location") == "westeurope"
    assert account.look("tags.data") == "weights"


def test_a_body_may_be_json_text() -> None:
    account = one(
        ACCOUNT_HEAD + '  body = jsonencode({ properties = { publicNetworkAccess = "Disabled" } })'
    )
    assert account.look("properties.publicNetworkAccess") == "Disabled"


def test_a_body_that_is_not_known_hides_everything() -> None:
    account = azapi(ACCOUNT_HEAD + "  body = var.body").one("x")
    assert isinstance(account.look("properties.publicNetworkAccess"), Unknown)
    assert isinstance(account.look("sku.name"), Unknown)
    assert account.look("location") == "westeurope"


def test_a_property_is_found_in_the_body() -> None:
    account = one(
        ACCOUNT_HEAD
        + """
  body = {
    properties = {
      publicNetworkAccess = "Disabled"
    }
  }
"""
    )
    start = account.locate().line
    assert account.locate("properties.publicNetworkAccess").line == start + 10
    assert account.locate("tags.data").line == start + 6


def test_children_and_extensions_lie_where_their_parent_does() -> None:
    child = one(
        f'type = "Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01"\n'
        f'parent_id = "{ACCOUNT}/blobServices/default"\nname = "weights"\nbody = {{}}'
    )
    assert child.id == f"{ACCOUNT}/blobServices/default/containers/weights"
    setting = one(
        'type = "Microsoft.Insights/diagnosticSettings@2021-05-01-preview"\n'
        f'parent_id = "{ACCOUNT}"\nname = "audit"\n'
        'body = { properties = { logs = [{ category = "StorageRead", enabled = true }] } }'
    )
    assert setting.look("scope") == ACCOUNT
    group = one(
        'type = "Microsoft.Resources/resourceGroups@2021-04-01"\nparent_id = "/subscriptions/s"\n'
        'name = "rg"\nlocation = "westeurope"\nbody = {}'
    )
    assert group.id == GROUP


def test_a_role_assignment_takes_the_shape_of_the_house() -> None:
    role = one(
        f"""
  type      = "Microsoft.Authorization/roleAssignments@2022-04-01"
  parent_id = "{ACCOUNT}"
  name      = "00000000-0000-0000-0000-000000000000"
  body = {{
    properties = {{
      principalId      = "00000000-0000-0000-0000-000000000001"
      roleDefinitionId = "/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7"
    }}
  }}
"""
    )
    assert role.look("properties.scope") == ACCOUNT
    assert role.look("properties.roleDefinitionId") == (
        "/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7"
    )


def test_an_identity_is_a_block() -> None:
    account = one(ACCOUNT_HEAD + '  identity {\n    type = "SystemAssigned"\n  }\n  body = {}')
    assert account.look("identity.principalId") == principal(ACCOUNT)
    identity = one(
        'type = "Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31"\n'
        f'parent_id = "{GROUP}"\nname = "id"\nlocation = "westeurope"'
    )
    assert identity.look("properties.principalId") == principal(identity.id)


def test_an_identity_that_may_not_be_there_is_unknown() -> None:
    reading = read(
        f"""
variable "ids" {{}}
resource "azapi_resource" "x" {{
  {ACCOUNT_HEAD}
  dynamic "identity" {{
    for_each = var.ids
    content {{
      type = "SystemAssigned"
    }}
  }}
  body = {{}}
}}
"""
    )
    assert isinstance(reading.one("x").look("identity"), Unknown)


def test_a_sensitive_body_sets_values_that_are_not_shown() -> None:
    account = one(
        ACCOUNT_HEAD
        + """
  body           = { properties = { a = 1 } }
  sensitive_body = { properties = { key = "s3cret" } }
"""
    )
    assert account.look("properties.a") == 1
    assert isinstance(account.look("properties.key"), Unknown)


def test_an_update_sets_every_leaf_of_its_body() -> None:
    reading = azapi(
        f"""
  type        = "Microsoft.Storage/storageAccounts@2023-05-01"
  resource_id = "{ACCOUNT}"
  body = {{
    properties = {{
      publicNetworkAccess = "Enabled"
      networkAcls         = {{ defaultAction = "Allow", ipRules = [] }}
    }}
  }}
""",
        "azapi_update_resource",
    )
    found = {fold.pointer: fold.value for fold in reading.harvest.folds}
    assert found == {
        "properties.publicNetworkAccess": "Enabled",
        "properties.networkAcls.defaultAction": "Allow",
        "properties.networkAcls.ipRules": [],
    }
    assert {fold.target for fold in reading.harvest.folds} == {ACCOUNT}
    lines = {fold.pointer: fold.origin.locate("").line for fold in reading.harvest.folds}
    start = min(lines.values())
    assert lines["properties.networkAcls.defaultAction"] == start + 1


def test_an_update_of_something_unknown_has_no_target() -> None:
    reading = read(
        """
variable "id" {}
resource "azapi_update_resource" "x" {
  type        = "Microsoft.Storage/storageAccounts@2023-05-01"
  resource_id = var.id
  body        = { properties = { publicNetworkAccess = "Enabled" } }
}
"""
    )
    (fold,) = reading.harvest.folds
    assert isinstance(fold.target, Unknown)
    assert fold.types == ("Microsoft.Storage/storageAccounts",)


def test_an_action_may_do_anything_to_what_it_names() -> None:
    reading = azapi(
        f'type = "Microsoft.Storage/storageAccounts@2023-05-01"\nresource_id = "{ACCOUNT}"\n'
        'action = "listKeys"\nmethod = "POST"',
        "azapi_resource_action",
    )
    (thing,) = reading.harvest.unmapped
    assert ACCOUNT.lower() in thing.mentions


@pytest.mark.parametrize(
    ("how", "seen"),
    [
        ('method = "DELETE"', False),
        ('method = "GET"', False),
        ('method = "POST"\nwhen = "destroy"', False),
        ('method = "POST"\nwhen = "apply"', True),
        ("method = var.m", True),
        ("", True),
    ],
)
def test_only_some_actions_can_change_a_thing(how: str, seen: bool) -> None:
    reading = azapi(
        f'type = "Microsoft.Storage/storageAccounts@2023-05-01"\nresource_id = "{ACCOUNT}"\n{how}',
        "azapi_resource_action",
    )
    assert len(reading.harvest.unmapped) == seen
    assert all(blind.inert for blind in reading.harvest.blinds)


def test_a_type_that_is_not_known_is_a_gap_over_the_root() -> None:
    reading = read(
        'variable "t" {}\nresource "azapi_resource" "x" {\n type = var.t\n name = "x"\n}'
    )
    (blind,) = reading.harvest.blinds
    assert not blind.inert
    assert reading.harvest.resources == []


def test_a_deployment_is_a_gap_over_the_root() -> None:
    reading = azapi(
        f'type = "Microsoft.Resources/deployments@2021-04-01"\nparent_id = "{GROUP}"\nname = "x"\n'
        "body = { properties = { template = {} } }"
    )
    (blind,) = reading.harvest.blinds
    assert not blind.inert


def test_a_parent_that_is_not_known_leaves_the_resource_adrift() -> None:
    reading = read(
        """
variable "p" {}
resource "azapi_resource" "x" {
  type      = "Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01"
  parent_id = var.p
  name      = "weights"
  body      = {}
}
"""
    )
    (dangling,) = reading.harvest.danglings
    assert dangling.types == ("Microsoft.Storage/storageAccounts/blobServices",)
