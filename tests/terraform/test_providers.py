"""Provider configurations, versions, and the data sources that speak of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringfence.model.facts import Unknown, Value
from ringfence.model.symbols import has_symbol, same, show
from ringfence.readers.terraform.mapping import Provider, Since
from ringfence.readers.terraform.versions import majors_of
from tests.terraform.estates import Estate, one, read

GROUP = 'resource "azurerm_resource_group" "%s" {\n  name = "%s"\n  %s\n}\n'
ONE = "00000000-0000-0000-0000-000000000001"
TWO = "00000000-0000-0000-0000-000000000002"


def _listed(value: Value) -> list[Value]:
    assert isinstance(value, list)
    return value


def subscription(estate: Estate, address: str) -> str:
    return estate[address].provider.subscription


@pytest.mark.parametrize(
    ("constraints", "major"),
    [
        (["~> 3.0"], 3),
        (["~> 3"], 3),
        (["~> 3.75.1"], 3),
        (["3.117.1"], 3),
        (["= 4.1.0"], 4),
        ([">= 3.0, < 4.0"], 3),
        ([">= 3.0, < 4.0.1"], 0),
        ([">= 3.0"], 0),
        ([">= 5.0"], 5),
        (["> 3.0", "< 4.0.0"], 3),
        ([">= 3.0", "~> 4.5"], 4),
        (["~> 3.0", "~> 4.0"], 0),
        (["< 3.0, >= 2.0"], 2),
        ([">= 3.71, != 3.90, < 4"], 3),
        (["<= 4.0.0, > 3.9999"], 0),
        ([], 0),
        (["latest"], 0),
        (["latest", "~> 4.0"], 4),
        (["v4.2.0"], 4),
        ([">=4.0,<5.0"], 4),
    ],
)
def test_the_major_version_that_constraints_admit(constraints: list[str], major: int) -> None:
    admitted = majors_of(constraints)
    assert (next(iter(admitted)) if len(admitted) == 1 else 0) == major


def test_several_major_versions_with_one_default() -> None:
    default = Since({3: True, 4: True, 5: False})

    def resolve(*constraints: str) -> object:
        return default.resolve(Provider("azurerm", "s", "t", majors_of(constraints)), "it")

    assert resolve(">= 3.0, < 5.0") is True
    assert resolve(">= 3.116", "< 5") is True
    assert resolve("~> 5.0") is False
    for unpinned in (">= 4.0", "<= 5.0, >= 3.0", "< 5", "~> 2.99", "latest"):
        assert isinstance(resolve(unpinned), Unknown)


def test_terraform_012_pins_a_version_in_the_provider_block(tmp_path: Path) -> None:
    text = 'provider "azurerm" {\n  version = "=2.40.0"\n  features {}\n}\n' + GROUP % (
        "g",
        "g",
        "",
    )
    assert one(tmp_path, text)["azurerm_resource_group.g"].provider.major == 2


REQUIRED = 'terraform {\n  required_providers {\n    azurerm = { source = "hashicorp/azurerm", version = "%s" }\n  }\n}\n'


def test_constraints_of_all_modules_count_and_the_lock_wins(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "main.tf": REQUIRED % ">= 3.0"
        + GROUP % ("g", "g", "")
        + 'module "m" {\n  source = "./m"\n}\n',
        "m/main.tf": REQUIRED % "< 4.0" + GROUP % ("h", "h", ""),
    }
    provider = read(tmp_path, files)["azurerm_resource_group.g"].provider
    assert (provider.major, provider.versions) == (3, ">= 3.0, < 4.0")
    files[".terraform.lock.hcl"] = (
        'provider "registry.terraform.io/hashicorp/azurerm" {\n  version = "4.2.0"\n}\n'
    )
    provider = read(tmp_path, files)["module.m.azurerm_resource_group.h"].provider
    assert (provider.name, provider.major, provider.versions) == ("azurerm", 4, "4.2.0")


def test_old_constraint_forms(tmp_path: Path) -> None:
    text = 'terraform {\n  required_providers {\n    azurerm = "~> 2.40"\n  }\n}\n' + GROUP % (
        "g",
        "g",
        "",
    )
    assert one(tmp_path, text)["azurerm_resource_group.g"].provider.major == 2


def test_configurations_that_state_nothing_mean_the_same_subscription(tmp_path: Path) -> None:
    text = (
        'provider "azurerm" {\n  features {}\n}\nprovider "azurerm" {\n  alias = "b"\n}\n'
        f'provider "azurerm" {{\n  alias = "c"\n  subscription_id = "{ONE}"\n}}\n'
        + GROUP % ("a", "a", "")
        + GROUP % ("b", "b", "provider = azurerm.b")
        + GROUP % ("c", "c", "provider = azurerm.c")
        + GROUP % ("d", "d", "provider = azurerm.missing")
    )
    estate = one(tmp_path, text)
    a, b, c, d = (subscription(estate, f"azurerm_resource_group.{name}") for name in "abcd")
    assert a == b
    assert c == ONE
    assert same(a, c) is None
    assert same(a, d) is None
    assert show(a) == "<subscription>"
    assert estate.id("azurerm_resource_group.c") == f"/subscriptions/{ONE}/resourceGroups/c"


def test_a_subscription_from_a_variable_is_one_thing_wherever_it_is_used(tmp_path: Path) -> None:
    text = (
        'variable "s" {}\nvariable "t" {}\n'
        'provider "azurerm" {\n  subscription_id = var.s\n}\n'
        'provider "azurerm" {\n  alias = "b"\n  subscription_id = var.s\n}\n'
        'provider "azurerm" {\n  alias = "c"\n  subscription_id = var.t\n}\n'
        + GROUP % ("a", "a", "")
        + GROUP % ("b", "b", "provider = azurerm.b")
        + GROUP % ("c", "c", "provider = azurerm.c")
    )
    estate = one(tmp_path, text)
    a, b, c = (subscription(estate, f"azurerm_resource_group.{name}") for name in "abc")
    assert a == b
    assert same(a, c) is None
    given = one(tmp_path, text, s=ONE, t=TWO)
    assert subscription(given, "azurerm_resource_group.c") == TWO


def test_roots_do_not_share_what_they_do_not_state(tmp_path: Path) -> None:
    estate = read(tmp_path, {f"{name}/main.tf": GROUP % ("g", "g", "") for name in "ab"})
    left, right = (estate[f"{name}:azurerm_resource_group.g"].id for name in "ab")
    assert same(left, right) is None


def test_providers_are_passed_to_modules(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "main.tf": f"""
            provider "azurerm" {{ subscription_id = "{ONE}" }}
            provider "azurerm" {{
              alias           = "hub"
              subscription_id = "{TWO}"
            }}
            module "inherits" {{ source = "./m" }}
            module "passes" {{
              source    = "./m"
              providers = {{ azurerm = azurerm.hub }}
            }}
            module "named" {{
              source    = "./n"
              providers = {{ azurerm.net = azurerm.hub }}
            }}
        """,
        "m/main.tf": GROUP % ("g", "g", "") + 'module "deep" {\n  source = "../m2"\n}\n',
        "m2/main.tf": GROUP % ("g", "g", ""),
        "n/main.tf": GROUP % ("g", "g", "provider = azurerm.net"),
    }
    estate = read(tmp_path, files)
    assert {address: each.provider.subscription for address, each in estate.declared.items()} == {
        "module.inherits.azurerm_resource_group.g": ONE,
        "module.inherits.module.deep.azurerm_resource_group.g": ONE,
        "module.passes.azurerm_resource_group.g": TWO,
        "module.passes.module.deep.azurerm_resource_group.g": TWO,
        "module.named.azurerm_resource_group.g": TWO,
    }


DATA = """
provider "azurerm" { %s }
data "azurerm_client_config" "me" {}
data "azurerm_subscription" "here" {}
data "azurerm_subscription" "there" { subscription_id = "11111111-1111-1111-1111-111111111111" }
data "azurerm_role_definition" "reader" { name = "Storage Blob Data Reader" }
data "azurerm_role_definition" "custom" { name = "Our Own" }
data "azurerm_resource_group" "rg" { name = "shared" }
data "azurerm_storage_account" "st" {
  name                = "stshared"
  resource_group_name = data.azurerm_resource_group.rg.name
}
variable "v" {}
data "azurerm_key_vault" "kv" {
  name                = var.v
  resource_group_name = "g"
}
data "azurerm_user_assigned_identity" "u" {
  name                = "u"
  resource_group_name = "g"
}
data "azurerm_management_group" "mg" { name = "corp" }
data "azurerm_policy_definition_built_in" "p" { name = "e56962a6-4747-49cd-b67b-bf8b01975c4c" }
data "terraform_remote_state" "net" { backend = "local" }
data "azuread_group" "ml" { display_name = "ml" }
data "http" "ip" { url = "https://example.com" }
resource "terraform_data" "x" { input = [%s] }
"""


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("data.azurerm_client_config.me.subscription_id", "<subscription>"),
        ("data.azurerm_client_config.me.tenant_id", "<tenant>"),
        ("data.azurerm_client_config.me.object_id", "<deployer>"),
        ("data.azurerm_subscription.here.id", "/subscriptions/<subscription>"),
        ("data.azurerm_subscription.here.subscription_id", "<subscription>"),
        ("data.azurerm_subscription.there.id", "/subscriptions/11111111-1111-1111-1111-111111111111"),
        ("data.azurerm_role_definition.reader.id",
         "/providers/Microsoft.Authorization/roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"),
        ("data.azurerm_role_definition.reader.role_definition_id", "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"),
        ("data.azurerm_role_definition.custom.id",
         "? data source `data.azurerm_role_definition.custom` is not read (its `id`)"),
        ("data.azurerm_resource_group.rg.id", "/subscriptions/<subscription>/resourceGroups/shared"),
        ("data.azurerm_resource_group.rg.name", "shared"),
        ("data.azurerm_resource_group.rg.location",
         "? data source `data.azurerm_resource_group.rg` is not read (its `location`)"),
        ("data.azurerm_storage_account.st.id",
         "/subscriptions/<subscription>/resourceGroups/shared/providers/Microsoft.Storage/storageAccounts/stshared"),
        ("data.azurerm_storage_account.st.primary_blob_host", "stshared.blob.core.windows.net"),
        ("data.azurerm_key_vault.kv.id", "? data source `data.azurerm_key_vault.kv` is not read (its `id`)"),
        ("data.azurerm_management_group.mg.id", "/providers/Microsoft.Management/managementGroups/corp"),
        ("data.azurerm_policy_definition_built_in.p.id",
         "/providers/Microsoft.Authorization/policyDefinitions/e56962a6-4747-49cd-b67b-bf8b01975c4c"),
        ("data.terraform_remote_state.net.outputs.subnet_id",
         "? data source `data.terraform_remote_state.net` is not read (its `outputs`) (its `.subnet_id`)"),
        ("data.http.ip.response_body", "? data source `data.http.ip` is not read (its `response_body`)"),
    ],
)  # fmt: skip
def test_what_data_sources_answer(tmp_path: Path, expression: str, expected: str) -> None:
    value = one(tmp_path, DATA % ("", expression)).value("terraform_data.x", "input")
    assert (value if isinstance(value, str) else value[0]) == expected


def test_what_the_provider_states_is_what_data_sources_answer(tmp_path: Path) -> None:
    stated = f'\n  subscription_id = "{ONE}"\n  tenant_id = "{TWO}"\n'
    asked = "data.azurerm_client_config.me.tenant_id, data.azurerm_subscription.here.id"
    estate = one(tmp_path, DATA % (stated, asked))
    assert estate.value("terraform_data.x", "input") == [TWO, f"/subscriptions/{ONE}"]


def test_data_blocks_are_declared_with_what_they_name(tmp_path: Path) -> None:
    estate = one(tmp_path, DATA % ("", "1"))
    account = estate["data.azurerm_storage_account.st"]
    assert account.mode == "data"
    assert show(account.id).endswith("/shared/providers/Microsoft.Storage/storageAccounts/stshared")
    assert estate["data.azurerm_key_vault.kv"].id == ""
    assert account.arguments["name"] == "stshared"
    managed = [report.resources for report in estate.harvest.reports]
    assert managed == [1]


def test_a_group_that_is_looked_up_is_somebody_but_nobody_we_know(tmp_path: Path) -> None:
    text = DATA % (
        "",
        "data.azuread_group.ml.object_id, data.azurerm_user_assigned_identity.u.principal_id",
    )
    group, identity = _listed(one(tmp_path, text)["terraform_data.x"].arguments["input"])
    assert has_symbol(str(group))
    assert has_symbol(str(identity))
    assert group != identity


def test_a_looked_up_service_principal_may_be_a_declared_identity(tmp_path: Path) -> None:
    text = """
        resource "azurerm_user_assigned_identity" "u" {
          name                = "u"
          resource_group_name = "g"
          location            = "westeurope"
        }
        data "azuread_service_principal" "ours" {
          client_id = azurerm_user_assigned_identity.u.client_id
        }
        data "azuread_service_principal" "other" { display_name = "other" }
        resource "terraform_data" "x" {
          input = [
            data.azuread_service_principal.ours.object_id,
            azurerm_user_assigned_identity.u.principal_id,
          ]
          triggers_replace = data.azuread_service_principal.other.object_id
        }
    """
    data = one(tmp_path, text)["terraform_data.x"].arguments
    ours, declared = _listed(data["input"])
    assert ours == declared
    assert isinstance(data["triggers_replace"], Unknown)
