"""What references to instances answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ringfence.model.facts import Unknown
from ringfence.model.symbols import show
from ringfence.readers.identity import client, principal
from tests.terraform.estates import ACCOUNT, ACCOUNT_ID, GROUP_ID, one, read, shown


def thing(
    tmp_path: Path, expression: str, *, meta: str = "", more: str = "", **variables: str
) -> Any:
    """Return what an expression gives beside an account with `meta` arguments."""
    text = (
        ACCOUNT % meta + more + f'resource "terraform_data" "x" {{\n  input = [{expression}]\n}}\n'
    )
    estate = one(tmp_path, text, **variables)
    value = estate["terraform_data.x"].arguments["input"]
    return shown(value[0] if isinstance(value, list) else value)


@pytest.mark.parametrize(
    ("meta", "expression", "expected"),
    [
        ("", "azurerm_storage_account.st.id", ACCOUNT_ID),
        ("", "resource.azurerm_storage_account.st.id", ACCOUNT_ID),
        ("", "azurerm_storage_account.st.name", "st"),
        ("", "azurerm_storage_account.st.location", "westeurope"),
        ("", '"${azurerm_storage_account.st.id}/x"', f"{ACCOUNT_ID}/x"),
        ("", 'azurerm_storage_account.st["name"]', "st"),
        ("", "azurerm_storage_account.st[*].name", ["st"]),
        ("", "azurerm_storage_account.st.identity[0].type", "SystemAssigned"),
        ("", "azurerm_storage_account.st.identity.0.type", "SystemAssigned"),
        ("", "[for i in azurerm_storage_account.st.identity : i.type]", ["SystemAssigned"]),
        ("", "azurerm_storage_account.st.primary_blob_host", "st.blob.core.windows.net"),
        ("", "azurerm_storage_account.st.primary_access_key",
         "<azurerm_storage_account.st.primary_access_key>"),
        ("", "azurerm_storage_account.st.blob_properties[0].versioning_enabled",
         "<azurerm_storage_account.st.blob_properties[0].versioning_enabled>"),
        ("", "azurerm_storage_account.st.identity[0].tenant_id", "<tenant>"),
        ("count = 2", "azurerm_storage_account.st[1].id", ACCOUNT_ID),
        ("count = 2", "azurerm_storage_account.st[*].name", ["st", "st"]),
        ("count = 2", "azurerm_storage_account.st.*.name", ["st", "st"]),
        ("count = 2", "length(azurerm_storage_account.st)", 2),
        ("count = 1", "one(azurerm_storage_account.st[*].id)", ACCOUNT_ID),
        ("count = 0", "one(azurerm_storage_account.st[*].id)", None),
        ("count = 0", 'try(azurerm_storage_account.st[0].id, "none")', "none"),
        ("count = 1", 'try(azurerm_storage_account.st[0].id, "none")', ACCOUNT_ID),
        ("count = 1", 'join("", azurerm_storage_account.st[*].id)', ACCOUNT_ID),
        ("count = 2", "[for s in azurerm_storage_account.st : s.name]", ["st", "st"]),
        ('for_each = toset(["a"])', 'azurerm_storage_account.st["a"].id', ACCOUNT_ID),
        ('for_each = toset(["a", "b"])', "keys(azurerm_storage_account.st)", ["a", "b"]),
        ('for_each = toset(["a", "b"])', "values(azurerm_storage_account.st)[*].name", ["st", "st"]),
        ('for_each = toset(["a"])', "{ for k, s in azurerm_storage_account.st : k => s.name }", {"a": "st"}),
        ('for_each = toset(["a"])', 'lookup(azurerm_storage_account.st, "a").name', "st"),
        ('for_each = toset(["a"])', "length(azurerm_storage_account.st)", 1),
        ("", "azurerm_storage_account.none.id",
         "? `azurerm_storage_account.none` is not declared in `.`"),
        ("count = 1", "azurerm_storage_account.st[3].id", "? `[3]` is asked of a list of 1"),
    ],
)  # fmt: skip
def test_references(tmp_path: Path, meta: str, expression: str, expected: object) -> None:
    assert thing(tmp_path, expression, meta=meta) == expected


def test_references_to_what_may_not_exist(tmp_path: Path) -> None:
    more, meta = 'variable "n" {}\n', "count = var.n ? 1 : 0"
    # Who names the instance itself relies on it: the identity is kept.
    assert thing(tmp_path, "azurerm_storage_account.st[0].id", meta=meta, more=more) == ACCOUNT_ID
    for doubtful in (
        'try(azurerm_storage_account.st[0].id, "none")',
        "one(azurerm_storage_account.st[*].id)",
        "length(azurerm_storage_account.st)",
        "var.n ? azurerm_storage_account.st[0].id : null",
        'join("", azurerm_storage_account.st[*].id)',
    ):
        value = thing(tmp_path, doubtful, meta=meta, more=more)
        assert str(value).startswith("? variable `n` has no value"), doubtful
    listed = thing(tmp_path, "azurerm_storage_account.st[*].id", meta=meta, more=more)
    assert str(listed[0]).startswith("? variable `n`")


def test_identities_are_symbols_of_their_carriers(tmp_path: Path) -> None:
    text = (
        ACCOUNT % ""
        + """
        resource "azurerm_user_assigned_identity" "u" {
          name                = "u"
          resource_group_name = azurerm_resource_group.rg.name
          location            = "westeurope"
        }
        resource "azuread_application" "a" { display_name = "a" }
        resource "azuread_service_principal" "a" { client_id = azuread_application.a.client_id }
        resource "terraform_data" "x" {
          input = [
            azurerm_storage_account.st.identity[0].principal_id,
            azurerm_user_assigned_identity.u.principal_id,
            azurerm_user_assigned_identity.u.client_id,
            azuread_service_principal.a.object_id,
            azuread_service_principal.a.client_id,
          ]
        }
    """
    )
    estate = one(tmp_path, text)
    account, identity, application, directory = (
        estate[each].id
        for each in (
            "azurerm_storage_account.st",
            "azurerm_user_assigned_identity.u",
            "azuread_application.a",
            "azuread_service_principal.a",
        )
    )
    assert estate["terraform_data.x"].arguments["input"] == [
        principal(account),
        principal(identity),
        client(identity),
        principal(directory),
        client(application),
    ]


AZAPI = """
data "azurerm_client_config" "c" {}
resource "azapi_resource" "u" {
  type      = "Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31"
  name      = "u"
  parent_id = "/subscriptions/s/resourceGroups/rg"
}
resource "azapi_resource" "hub" {
  type                   = "Microsoft.MachineLearningServices/workspaces@2024-04-01"
  name                   = "hub"
  parent_id              = "/subscriptions/s/resourceGroups/rg"
  response_export_values = ["identity.principalId"]
  identity { type = "SystemAssigned" }
}
data "azapi_resource" "hub" {
  type        = "Microsoft.MachineLearningServices/workspaces@2024-04-01"
  resource_id = azapi_resource.hub.id
}
data "azapi_resource" "some" {
  type        = "Microsoft.MachineLearningServices/workspaces@2024-04-01"
  resource_id = var.some
}
variable "some" {}
"""
OF_THE_HUB = "azapi_resource.hub", principal
OF_THE_IDENTITY = "azapi_resource.u", principal


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("azapi_resource.hub.output.identity.principalId", OF_THE_HUB),
        ('azapi_resource.hub.output["identity"]["principalId"]', OF_THE_HUB),
        ("jsondecode(azapi_resource.hub.output).identity.principalId", OF_THE_HUB),
        ("data.azapi_resource.hub.output.identity.principalId", OF_THE_HUB),
        ("azapi_resource.u.output.properties.principalId", OF_THE_IDENTITY),
        ("jsondecode(azapi_resource.u.output).properties.principalId", OF_THE_IDENTITY),
        ("azapi_resource.u.output.properties.clientId", ("azapi_resource.u", client)),
        ("azapi_resource.hub.output.properties.discoveryUrl", None),
    ],
)
def test_what_azapi_exports(tmp_path: Path, expression: str, expected: Any) -> None:
    text = AZAPI + f'resource "terraform_data" "x" {{\n  input = {expression}\n}}\n'
    estate = one(tmp_path, text)
    value = estate["terraform_data.x"].arguments["input"]
    if expected is None:
        assert show(str(value)) == f"<{expression}>"
    else:
        whose, made = expected
        assert value == made(estate[whose].id)


def test_what_an_unread_azapi_source_exports_is_not_known(tmp_path: Path) -> None:
    text = (
        AZAPI
        + """
        resource "terraform_data" "x" {
          input = [
            data.azapi_resource.some.output.identity.principalId,
            jsondecode(data.azapi_resource.some.output).identity.principalId,
            data.azapi_resource.hub.output,
          ]
        }
    """
    )
    value = one(tmp_path, text)["terraform_data.x"].arguments["input"]
    assert isinstance(value, list)
    assert all(isinstance(each, Unknown) for each in value)


def test_names_that_are_not_known_stay_one_thing(tmp_path: Path) -> None:
    text = """
        variable "name" {}
        resource "random_string" "r" { length = 6 }
        resource "azurerm_resource_group" "rg" {
          name     = var.name
          location = "westeurope"
        }
        resource "azurerm_storage_account" "st" {
          name                = "st${random_string.r.result}"
          resource_group_name = azurerm_resource_group.rg.name
          location            = "westeurope"
        }
        resource "azurerm_storage_container" "c" {
          name                 = "c"
          storage_account_name = azurerm_storage_account.st.name
        }
    """
    estate = one(tmp_path, text)
    account = "azurerm_storage_account.st"
    assert estate.id(account) == (
        "/subscriptions/<subscription>/resourceGroups/<azurerm_resource_group.rg.name>"
        "/providers/Microsoft.Storage/storageAccounts/st<random_string.r.result>"
    )
    assert estate[account].id.startswith(estate["azurerm_resource_group.rg"].id)
    assert estate["azurerm_storage_container.c"].id.startswith(
        estate[account].id + "/blobServices/"
    )
    assert estate["azurerm_storage_container.c"].doubt is None
    assert isinstance(estate["azurerm_resource_group.rg"].arguments["name"], Unknown)


def test_a_child_whose_parent_is_not_known_says_so(tmp_path: Path) -> None:
    text = """
        variable "account" {}
        resource "azurerm_storage_container" "c" {
          name               = "c"
          storage_account_id = var.account
        }
    """
    container = one(tmp_path, text)["azurerm_storage_container.c"]
    assert container.doubt is not None
    assert container.doubt_types == ("Microsoft.Storage/storageAccounts",)


def test_whole_resources_as_values(tmp_path: Path) -> None:
    estate = read(
        tmp_path,
        {
            "main.tf": ACCOUNT % ""
            + """
            module "m" {
              source  = "./m"
              account = azurerm_storage_account.st
              group   = azurerm_resource_group.rg
            }
            resource "terraform_data" "x" { input = azurerm_storage_account.st }
            """,
            "m/main.tf": """
            variable "account" { type = object({ id = string, name = string }) }
            variable "group" {}
            resource "terraform_data" "y" {
              input = [var.account.id, var.account.name, var.group.location, var.group.id]
            }
            """,
        },
    )
    assert estate.value("module.m.terraform_data.y", "input") == [
        ACCOUNT_ID,
        "st",
        "westeurope",
        GROUP_ID,
    ]
    assert isinstance(estate["terraform_data.x"].arguments["input"], Unknown)


def test_workspaces_and_paths(tmp_path: Path) -> None:
    estate = read(
        tmp_path,
        {
            "stack/main.tf": 'module "m" {\n  source = "../modules/m"\n}\n',
            "modules/m/main.tf": """
            resource "terraform_data" "x" {
              input = [
                path.module, path.root, "${path.module}/f.txt", file("${path.module}/f.txt"),
                fileexists("${path.root}/none"), file("../../../../etc/passwd"),
                basename(abspath(path.module)), "rg-${terraform.workspace}",
                tolist(fileset(path.module, "*.{txt,md}")),
                templatefile("${path.module}/t.tpl", { names = ["a", "b"] }),
              ]
            }
            """,
            "modules/m/f.txt": "content",
            "modules/m/t.tpl": "%{ for n in names ~}\n<${n}>\n%{ endfor ~}\n",
        },
    )
    values = estate.value("module.m.terraform_data.x", "input")
    assert values[:4] == ["../modules/m", ".", "../modules/m/f.txt", "content"]
    assert values[4].startswith("? `stack/none` is not in the scanned tree")
    assert values[5].startswith("? `../../../../etc/passwd` lies outside of the scanned tree")
    assert values[6:] == ["m", "rg-<workspace>", ["f.txt"], "<a>\n<b>\n"]


def test_show_has_no_private_characters(tmp_path: Path) -> None:
    estate = one(tmp_path, ACCOUNT % "")
    assert show(estate["azurerm_storage_account.st"].id) == ACCOUNT_ID
