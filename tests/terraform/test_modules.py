"""Roots, modules and the values that are given to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ringfence.model.facts import Unknown
from ringfence.readers.options import Options
from ringfence.readers.terraform.inputs import UnknownEnvironment
from ringfence.readers.terraform.read import read_root, roots
from ringfence.readers.tree import Tree
from tests.terraform.estates import one, read, write

THING = 'resource "azurerm_resource_group" "g" {\n  name = "%s"\n  location = "westeurope"\n}\n'
NAMED = """
variable "name" {}
resource "azurerm_resource_group" "g" {
  name     = var.name
  location = "westeurope"
}
output "id" { value = azurerm_resource_group.g.id }
output "name" { value = azurerm_resource_group.g.name }
"""


def test_folders_that_no_other_folder_calls_are_roots(tmp_path: Path) -> None:
    call = 'module "m" {\n  source = "%s"\n  name = "x"\n}\n'
    estate = read(
        tmp_path,
        {
            "prod/main.tf": call % "../modules/named",
            "dev/main.tf": call % "../modules/named",
            "modules/named/main.tf": NAMED,
            "modules/unused/main.tf": THING % "u",
            "modules/named/.terraform/modules/x/main.tf": THING % "hidden",
            "prod/tests/main.tftest.hcl": "run {}",
            "notes/readme.md": "",
        },
    )
    assert estate.roots == ["dev", "modules/unused", "prod"]


def test_an_example_that_calls_the_base_makes_it_a_module(tmp_path: Path) -> None:
    estate = read(
        tmp_path,
        {
            "main.tf": NAMED,
            "examples/full/main.tf": 'module "m" {\n  source = "../../"\n  name = "x"\n}\n',
        },
    )
    assert estate.roots == ["examples/full"]
    assert estate.id("module.m.azurerm_resource_group.g").endswith("/resourceGroups/x")


def test_folders_that_only_call_each_other_are_not_overlooked(tmp_path: Path) -> None:
    estate = read(
        tmp_path,
        {
            "a/main.tf": 'module "b" {\n  source = "../b"\n}\n' + THING % "a",
            "b/main.tf": 'module "a" {\n  source = "../a"\n}\n' + THING % "b",
            "self/main.tf": 'module "again" {\n  source = "./"\n}\n' + THING % "self",
        },
    )
    assert estate.roots == ["a", "self"]
    assert "a:azurerm_resource_group.g" in estate.declared
    assert "a:module.b.azurerm_resource_group.g" in estate.declared
    assert any("`a` calls itself" in each and "b/main.tf:1" in each for each in estate.problems)
    assert any(
        "`self` calls itself" in each and "self/main.tf:1" in each for each in estate.problems
    )


def test_modules_with_count_and_for_each_at_any_depth(tmp_path: Path) -> None:
    estate = read(
        tmp_path,
        {
            "main.tf": """
                module "eu" {
                  source   = "./outer"
                  for_each = { we = "westeurope", "no\\"rth" = "northeurope" }
                  name     = each.key
                }
                resource "azurerm_storage_account" "st" {
                  name                = "st"
                  resource_group_name = module.eu["we"].names[1]
                  location            = "westeurope"
                }
                resource "azurerm_storage_account" "all" {
                  for_each            = module.eu
                  name                = each.key
                  resource_group_name = each.value.names[0]
                  location            = "westeurope"
                }
            """,
            "outer/main.tf": """
                variable "name" {}
                module "inner" {
                  source = "../inner"
                  count  = 2
                  name   = "${var.name}-${count.index}"
                }
                output "names" { value = module.inner[*].name }
            """,
            "inner/main.tf": NAMED,
        },
    )
    address = 'module.eu["we"].module.inner[1].azurerm_resource_group.g'
    assert estate.value(address, "name") == "we-1"
    assert 'module.eu["no\\"rth"].module.inner[0].azurerm_resource_group.g' in estate.declared
    assert estate.value("azurerm_storage_account.st", "resource_group_name") == "we-1"
    assert estate.value('azurerm_storage_account.all["we"]', "resource_group_name") == "we-0"
    assert estate.problems == []


def test_missing_modules_block_their_root_and_only_it(tmp_path: Path) -> None:
    estate = read(
        tmp_path,
        {
            "a/main.tf": """
                module "net" {
                  source  = "Azure/avm-res-network-virtualnetwork/azurerm"
                  version = "0.8.1"
                }
                resource "azurerm_private_endpoint" "pe" {
                  name                = "pe"
                  resource_group_name = "g"
                  location            = "westeurope"
                  subnet_id           = module.net.subnets["pe"].resource_id
                }
            """,
            "b/main.tf": THING % "b",
        },
    )
    (blind,) = estate.harvest.blinds
    assert (blind.what, blind.root, str(blind.source)) == (
        "module `module.net`",
        "a",
        "a/main.tf:2",
    )
    assert "`Azure/avm-res-network-virtualnetwork/azurerm` is not in the tree" in blind.reason
    subnet = estate["a:azurerm_private_endpoint.pe"].arguments["subnet_id"]
    assert isinstance(subnet, Unknown)
    assert "module `module.net`" in subnet.reason
    assert subnet.refs == ("module.net",)


def test_modules_that_declare_nothing_are_no_problem_but_their_outputs_are_unknown(
    tmp_path: Path,
) -> None:
    text = """
        module "naming" {
          source = "Azure/naming/azurerm"
          prefix = ["llm"]
        }
        resource "azurerm_resource_group" "g" {
          name     = module.naming.resource_group.name_unique
          location = "westeurope"
        }
    """
    estate = one(tmp_path, text)
    assert estate.problems == []
    assert estate.value("azurerm_resource_group.g", "name").startswith("? module `module.naming`")
    assert "<azurerm_resource_group.g.name>" in estate.id("azurerm_resource_group.g")


def test_installed_modules_are_read_where_terraform_put_them(tmp_path: Path) -> None:
    manifest = {
        "Modules": [
            {"Key": "", "Dir": "."},
            {"Key": "net", "Dir": ".terraform/modules/net"},
            {"Key": "net.deep", "Dir": ".terraform/modules/net/modules/deep"},
            {"Key": "evil", "Dir": "../../etc"},
        ]
    }
    files: dict[str, str | bytes] = {
        "stack/main.tf": 'module "net" {\n  source = "acme/net/azurerm"\n  name = "n"\n}\n'
        'module "evil" {\n  source = "acme/evil/azurerm"\n}\n',
        "stack/.terraform/modules/modules.json": json.dumps(manifest),
        "stack/.terraform/modules/net/main.tf": NAMED
        + 'module "deep" {\n  source = "./modules/deep"\n  name = "d"\n}\n',
        "stack/.terraform/modules/net/modules/deep/main.tf": NAMED,
    }
    estate = read(tmp_path, files)
    assert estate.roots == ["stack"]
    assert estate.value("module.net.module.deep.azurerm_resource_group.g", "name") == "d"
    assert [each.split(": ")[1][:20] for each in estate.problems] == ["module `module.evil`"[:20]]


@pytest.mark.parametrize("source", ["../../outside", "../../../../../etc", "../.."])
def test_module_sources_do_not_lead_out_of_the_tree(tmp_path: Path, source: str) -> None:
    write(tmp_path / "outside", {"main.tf": THING % "outside"})
    text = f'module "m" {{\n  source = "{source}"\n}}\n'
    estate = read(tmp_path / "tree", {"root/main.tf": text})
    assert not estate.declared
    assert "leads out of the tree" in estate.problems[0]
    assert estate.problems[0].startswith("root/main.tf:1")


def test_credentials_in_a_source_are_not_shown(tmp_path: Path) -> None:
    text = 'module "m" {\n  source = "git::https://me:hunter2@example.com/x.git?ref=1"\n}\n'
    estate = one(tmp_path, text)
    assert "hunter2" not in estate.problems[0]
    assert "example.com/x.git" in estate.problems[0]


def test_variable_files_are_read_in_the_order_of_terraform(tmp_path: Path) -> None:
    variables = "".join(f'variable "{name}" {{ default = "default" }}\n' for name in "abcdefg")
    tags = "{" + ", ".join(f"{name} = var.{name}" for name in "abcdefg") + "}"
    files: dict[str, str | bytes] = {
        "main.tf": variables
        + f'resource "azurerm_resource_group" "g" {{\n  name = "g"\n  tags = {tags}\n}}\n',
        "terraform.tfvars": 'b = "tfvars"\nc = "tfvars"\nd = "tfvars"\n',
        "terraform.tfvars.json": '{"c": "json", "d": "json"}',
        "a.auto.tfvars": 'd = "auto a"\ne = "auto a"\n',
        "b.auto.tfvars.json": '{"e": "auto b"}',
        "prod.tfvars": 'f = "prod"\ng = "prod"\n',
    }
    expected = {
        "a": "default",
        "b": "tfvars",
        "c": "json",
        "d": "auto a",
        "e": "auto b",
        "f": "default",
        "g": "--var",
    }
    estate = read(tmp_path, files, g="--var")
    assert estate.value("azurerm_resource_group.g", "tags") == expected
    estate = read(tmp_path, files, env="prod", g="--var")
    assert estate.value("azurerm_resource_group.g", "tags") == {**expected, "f": "prod"}


@pytest.mark.parametrize(
    "file",
    ["prod.tfvars", "env/prod.tfvars", "environments/prod/terraform.tfvars", "prod/network.tfvars",
     "config/prod.tfvars.json", "vars/prod.auto.tfvars"],
)  # fmt: skip
def test_an_environment_is_found_by_the_name_of_its_file_or_folder(
    tmp_path: Path, file: str
) -> None:
    content = '{"name": "p"}' if file.endswith("json") else 'name = "p"\n'
    estate = read(tmp_path, {"stack/main.tf": NAMED, f"stack/{file}": content}, env="prod")
    assert estate.value("azurerm_resource_group.g", "name") == "p"


def test_an_environment_beside_the_roots_and_as_a_path(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "stacks/a/main.tf": NAMED,
        "environments/prod.tfvars": 'name = "p"\n',
        "environments/dev.tfvars": 'name = "d"\n',
    }
    assert read(tmp_path, files, env="dev").value("azurerm_resource_group.g", "name") == "d"
    by_path = read(tmp_path, files, env="environments/prod.tfvars")
    assert by_path.value("azurerm_resource_group.g", "name") == "p"
    outside = write(tmp_path / "elsewhere", {"x.tfvars": 'name = "x"\n'}) / "x.tfvars"
    assert read(tmp_path, files, env=str(outside)).value("azurerm_resource_group.g", "name") == "x"


def test_variable_files_of_another_root_are_not_ours(tmp_path: Path) -> None:
    estate = read(
        tmp_path,
        {"main.tf": NAMED, "other/main.tf": NAMED, "other/prod.tfvars": 'name = "o"\n'},
        env="prod",
    )
    assert estate.value("other:azurerm_resource_group.g", "name") == "o"
    assert estate.value(".:azurerm_resource_group.g", "name") == "? variable `name` has no value"


def test_an_environment_that_is_not_there_is_an_error_with_help(tmp_path: Path) -> None:
    tree = Tree.at(write(tmp_path, {"main.tf": NAMED, "prod.tfvars": "", "dev.tfvars": ""}))
    (root,) = roots(tree)
    with pytest.raises(UnknownEnvironment, match=r"`prodd`.*did you mean `prod`"):
        read_root(tree, root, Options(env="prodd"))
    with pytest.raises(UnknownEnvironment, match="neither in the tree nor a file"):
        read_root(tree, root, Options(env="none.tfvars"))


def test_a_variable_without_value_says_where_one_could_come_from(tmp_path: Path) -> None:
    estate = read(tmp_path, {"main.tf": NAMED, "env/prod.tfvars": 'name = "p"\n'})
    value = estate["azurerm_resource_group.g"].arguments["name"]
    assert isinstance(value, Unknown)
    assert value.reason == "variable `name` has no value; `--env` could choose `env/prod.tfvars`"
    assert str(value.source) == "main.tf:2"


@pytest.mark.parametrize(
    ("declared", "given", "expected"),
    [
        ("type = string", '"x"', "x"),
        ("type = string", "5", "5"),
        ("type = string", "true", "true"),
        ("type = number", '"5"', 5),
        ("type = bool", '"true"', True),
        ("type = list(string)", "[1, true]", ["1", "true"]),
        ("type = list(number)", '["1"]', [1]),
        ("type = set(string)", '["b", "a", "b"]', ["a", "b"]),
        ("type = map(string)", "{a = 1}", {"a": "1"}),
        ("type = object({a = string, b = optional(number, 2), c = optional(string)})", "{a = 1, z = 9}",
         {"a": "1", "b": 2, "c": None}),
        ("type = object({a = optional(object({b = optional(bool, true)}), {})})", "{}", {"a": {"b": True}}),
        ("type = list(object({n = string, p = optional(number, 7)}))", '[{n = "x"}]', [{"n": "x", "p": 7}]),
        ("type = map(object({n = optional(string, \"d\")}))", "{k = {}}", {"k": {"n": "d"}}),
        ("type = tuple([string, number])", '[1, "2"]', ["1", 2]),
        ("type = any", "[1, {a = 2}]", [1, {"a": 2}]),
        ("", "{a = [1]}", {"a": [1]}),
        ("type = list(any)", '[1, "a"]', ["1", "a"]),
        ("default = 3", "null", None),
        ("default = 3\nnullable = false", "null", 3),
        ("type = string\nsensitive = true", '"x"', "x"),
        ("type = map", "{a = 1}", {"a": 1}),
        ('type = "string"', "5", "5"),
        ("type = number", '"x"', "? a text that is no number stands for one"),
        ("type = list(string)", '"x"', "? a list is needed here"),
        ("type = object({a = string})", "{}", "? the attribute `a` is missing"),
    ],
)  # fmt: skip
def test_values_are_converted_to_the_type_of_their_variable(
    tmp_path: Path, declared: str, given: str, expected: object
) -> None:
    text = f'variable "v" {{\n{declared}\n}}\nresource "terraform_data" "x" {{\n  input = [var.v]\n}}\n'
    estate = read(tmp_path, {"main.tf": text, "terraform.tfvars": f"v = {given}\n"})
    value = estate.value("terraform_data.x", "input")
    assert (value if isinstance(value, str) else value[0]) == expected


@pytest.mark.parametrize(
    ("declared", "text", "expected"),
    [
        ("type = string", "[1]", "[1]"),
        ("", "a b", "a b"),
        ("type = number", "5", 5),
        ("type = bool", "true", True),
        ("type = list(string)", '["a", "b"]', ["a", "b"]),
        ("type = map(number)", "{a = 1}", {"a": 1}),
        ("type = any", '{a = "x"}', {"a": "x"}),
    ],
)
def test_var_gives_texts_as_they_stand_and_others_as_expressions(
    tmp_path: Path, declared: str, text: str, expected: object
) -> None:
    code = f'variable "v" {{\n{declared}\n}}\nresource "terraform_data" "x" {{\n  input = [var.v]\n}}\n'
    assert one(tmp_path, code, v=text).value("terraform_data.x", "input") == [expected]


def test_a_value_for_no_variable_is_told(tmp_path: Path) -> None:
    estate = one(tmp_path, NAMED, name="x", nmae="y")
    (blind,) = estate.harvest.blinds
    assert (blind.what, blind.inert) == ("`--var nmae`", True)


def test_links_within_the_tree_lead_to_modules(tmp_path: Path) -> None:
    write(tmp_path, {"modules/m/main.tf": NAMED, "root/main.tf": ""})
    (tmp_path / "root" / "link").symlink_to(tmp_path / "modules" / "m")
    estate = read(
        tmp_path, {"root/main.tf": 'module "m" {\n  source = "./link"\n  name = "n"\n}\n'}
    )
    assert estate.roots == ["root"]
    assert estate.value("module.m.azurerm_resource_group.g", "name") == "n"


def test_override_files_change_what_others_declare(tmp_path: Path) -> None:
    estate = read(
        tmp_path,
        {
            "main.tf": """
                variable "place" { default = "westeurope" }
                locals { kind = "main" }
                resource "azurerm_storage_account" "st" {
                  name     = "st"
                  location = var.place
                  tags     = { kind = local.kind }
                  network_rules { default_action = "Deny" }
                  identity { type = "SystemAssigned" }
                }
            """,
            "a_override.tf": """
                variable "place" { default = "eastus" }
                locals { kind = "override" }
                resource "azurerm_storage_account" "st" {
                  name = "other"
                  network_rules { default_action = "Allow" }
                }
            """,
            "override.tf.json": '{"resource": {"azurerm_key_vault": {"none": {"name": "x"}}}}',
        },
    )
    address = "azurerm_storage_account.st"
    assert estate.value(address, "name") == "other"
    assert estate.value(address, "location") == "eastus"
    assert estate.value(address, "tags") == {"kind": "override"}
    assert estate.value(address, "network_rules") == [{"default_action": "Allow"}]
    assert estate.value(address, "identity") == [{"type": "SystemAssigned"}]
    locate = estate[address].origin.locate
    assert str(locate("name")) == "a_override.tf:5"
    assert str(locate("network_rules[0].default_action")) == "a_override.tf:6"
    assert str(locate("identity")) == "main.tf:9"
    assert "overrides what is not declared" in estate.problems[0]


def test_one_folder_used_by_many_roots_is_read_once(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"modules/m/main.tf": NAMED}
    for at in range(20):
        calls = "".join(
            f'module "c{n}" {{\n  source = "../modules/m"\n  name = "{at}-{n}"\n}}\n'
            for n in range(20)
        )
        files[f"root{at:02}/main.tf"] = calls
    estate = read(tmp_path, files)
    assert len(estate.roots) == 20
    assert len(estate.declared) == 400
    assert estate.value("root07:module.c3.azurerm_resource_group.g", "name") == "7-3"
