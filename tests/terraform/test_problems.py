"""Input that is broken, hostile or too much: named with file and line, bounded, the rest answered."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ringfence.readers.terraform.evaluation.values import deep_unknown
from tests.terraform.estates import one, read

GOOD = 'resource "azurerm_resource_group" "good" {\n  name = "good"\n}\n'


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'resource "a" "b" {\n  x = 1\n', "bad.tf:3: `bad.tf` `}` is missing"),
        (b"x = [1,\n", "bad.tf:"),
        (b'locals {\n  a = "caf\xe9"\n}\n', "bad.tf:2: `bad.tf` is not UTF-8: byte 0xe9 in line 2"),
        (b"locals {\n\x00\x01}\n", "bad.tf:2: `bad.tf` is binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "bad.tf:1: `bad.tf` is not UTF-8: byte 0x89 in line 1"),
        (b"a = 1\n", "bad.tf:1: `a` no argument is expected here"),
        (b"nonsense {\n}\n", "bad.tf:1: `nonsense` is no block of Terraform"),
        (b'resource "only_one" {\n}\n', "bad.tf:1: `resource` block needs 2 labels"),
        (b"a" * 100_000, "bad.tf:1"),
        (b"{" * 100_000, "bad.tf:"),
        (b'locals {\n a = "' + b"${" * 5000 + b'"\n}\n', "bad.tf:"),
    ],
)
def test_a_broken_file_is_a_problem_of_its_root_and_others_answer(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    began = time.process_time()
    estate = read(tmp_path, {"a/bad.tf": content, "a/good.tf": GOOD, "b/good.tf": GOOD})
    assert time.process_time() - began < 10
    assert any(
        each.startswith(f"a/{problem}".replace("`bad", "`a/bad")) for each in estate.problems
    )
    assert {blind.root for blind in estate.harvest.blinds} == {"a"}
    assert not any(blind.inert or blind.types or blind.resources for blind in estate.harvest.blinds)
    assert "a:azurerm_resource_group.good" in estate.declared
    assert "b:azurerm_resource_group.good" in estate.declared


def test_a_broken_module_is_a_problem_of_every_root_that_calls_it(tmp_path: Path) -> None:
    call = 'module "m" {\n  source = "../m"\n}\n'
    estate = read(
        tmp_path, {"a/main.tf": call, "b/main.tf": call, "c/main.tf": GOOD, "m/main.tf": "x = [\n"}
    )
    assert {blind.root for blind in estate.harvest.blinds} == {"a", "b"}


def test_byte_order_marks_are_no_problem(tmp_path: Path) -> None:
    estate = read(
        tmp_path,
        {
            "a.tf": b"\xef\xbb\xbf" + GOOD.encode(),
            "b.tf": GOOD.replace("good", "wide").encode("utf-16"),
            "c.tf.json": b'\xef\xbb\xbf{"locals": {"a": 1}}',
        },
    )
    assert len(estate.declared) == 2
    assert estate.problems == []


def test_duplicates_name_both_places_and_the_first_wins(tmp_path: Path) -> None:
    estate = read(
        tmp_path,
        {
            "a.tf": GOOD
            + 'variable "v" { default = 1 }\nlocals {\n  l = 1\n}\nmodule "m" {\n  source = "./m"\n}\n',
            "b.tf": GOOD.replace('"good"\n', '"second"\n')
            + 'variable "v" { default = 2 }\nlocals {\n  l = 2\n}\nmodule "m" {\n  source = "./m"\n  x = 1\n}\n',
            "m/main.tf": GOOD,
        },
    )
    twice = "is declared twice: the first, at"
    assert [each for each in estate.problems if twice in each] == [
        f"b.tf:1: `azurerm_resource_group.good` {twice} a.tf:1, is read",
        f"b.tf:4: `var.v` {twice} a.tf:4, is read",
        f"b.tf:6: `local.l` {twice} a.tf:6, is read",
        f"b.tf:8: `module.m` {twice} a.tf:8, is read",
    ]
    assert estate.value("azurerm_resource_group.good", "name") == "good"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("locals {\n  a = local.a\n}\n", "main.tf:2: `local.a` refers to itself"),
        ("locals {\n  a = local.b\n  b = [local.c]\n  c = local.a\n}\n", "`local.a` refers to itself"),
        ('resource "azurerm_resource_group" "r" {\n  name = azurerm_resource_group.r.name\n}\n',
         "main.tf:1: `azurerm_resource_group.r.name` refers to itself"),
        ('resource "terraform_data" "r" {\n  count = length(terraform_data.r)\n}\n',
         "main.tf:1: `terraform_data.r` refers to itself"),
        ('module "m" {\n  source = "./m"\n  for_each = module.m\n}\n',
         "main.tf:1: `module.m` refers to itself"),
        ('variable "v" {\n  default = var.v\n}\n', "main.tf:1: `var.v` refers to itself"),
    ],
)  # fmt: skip
def test_what_refers_to_itself_is_a_problem_with_its_place(
    tmp_path: Path, text: str, problem: str
) -> None:
    use = 'resource "terraform_data" "x" {\n  input = [try(local.a, 1), try(var.v, 2)]\n}\n'
    estate = read(tmp_path, {"main.tf": text + use, "m/main.tf": GOOD})
    assert any(problem in each for each in estate.problems), estate.problems


@pytest.mark.parametrize(
    ("meta", "problem"),
    [
        ("count = 1000000000", "its `count` is 1000000000: at most 10000 instances"),
        ("count = 10001", "its `count` is 10001"),
        ("for_each = toset([for a in range(200) : [for b in range(200) : \"${a}-${b}\"]]...)", "for_each"),
        ("count = -1", "its `count` is no whole number from 0"),
        ("count = 1.5", "its `count` is no whole number from 0"),
        ('count = "x"', "its `count`"),
        ("count = null", "its `count`"),
        ('for_each = ["a"]', "its `for_each` is a list; it needs a map or a set"),
        ("for_each = null", "its `for_each` is null"),
        ("for_each = 5", "its `for_each`"),
        ("for_each = toset([1, 2])", "its `for_each` is a set of values that are no texts"),
        ("for_each = local.nothing", "its `for_each` `local.nothing` is not declared"),
    ],
)  # fmt: skip
def test_instances_that_cannot_be_counted(tmp_path: Path, meta: str, problem: str) -> None:
    text = f'resource "azurerm_resource_group" "r" {{\n  {meta}\n  name = "r"\n}}\n' + GOOD
    estate = one(tmp_path, text)
    assert any(each.startswith("main.tf:2: `azurerm_resource_group.r`") for each in estate.problems)
    assert any(problem in each for each in estate.problems), estate.problems
    assert estate["azurerm_resource_group.r"].presence is not None
    assert "azurerm_resource_group.good" in estate.declared


def test_instances_of_one_root_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ringfence.readers.terraform.run.MAX_INSTANCES", 50)
    calls = 'module "m" {\n  source = "./m"\n  count  = 20\n}\n'
    text = 'resource "azurerm_resource_group" "r" {\n  count = 20\n  name = "r"\n}\n'
    estate = read(tmp_path, {"main.tf": calls, "m/main.tf": text})
    assert len(estate.declared) < 100
    assert any("more than 50 instances" in each for each in estate.problems)


BOMBS = {
    "values": "\n".join(
        ["a0 = [1, 2, 3, 4]", *(f"a{n} = [local.a{n - 1}, local.a{n - 1}]" for n in range(1, 60))]
    )
    + "\nx = flatten(local.a59)",
    "texts": "\n".join(
        ['a0 = "0123456789"', *(f'a{n} = "${{local.a{n - 1}}}${{local.a{n - 1}}}"' for n in range(1, 60))]
    )
    + "\nx = local.a59",
    "loops": "\n".join(
        ["r = range(1000)", "x = [for a in local.r : [for b in local.r : [for c in local.r : a + b + c]]]"]
    ),
    "products": "r = range(1000)\nx = setproduct(local.r, local.r, local.r)",
    "joins": 'x = join("", [for a in range(1000) : join("", [for b in range(1000) : "0123456789"])])',
    "regex": 'x = regex("^(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")',
    "regexes": 'x = regexall("(a|aa)*(a|aa)*(a|aa)*b", join("", [for i in range(1000) : "a"]))',
    "yaml": 'x = yamldecode("a: &a [1,1,1,1,1,1,1,1]\\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\\n'
    "c: &c [*b,*b,*b,*b,*b,*b,*b,*b]\\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\\n"
    'e: &e [*d,*d,*d,*d,*d,*d,*d,*d]\\nf: [*e,*e,*e,*e,*e,*e,*e,*e]")',
    "format": 'x = format("%1000000000s", "a")',
    "powers": "x = pow(10, 1000000)",
    "factors": "\n".join(
        ["a0 = 99999999999", *(f"a{n} = local.a{n - 1} * local.a{n - 1}" for n in range(1, 60))]
    )
    + "\nx = local.a59",
    "replace": 'x = replace(join("", [for i in range(1000) : "a"]), "a", join("", [for i in range(1000) : '
    'join("", [for k in range(100) : "0123456789"])]))',
    "indent": 'x = indent(1000000000, "a\\nb")',
    "chain": "\n".join(["a0 = 1", *(f"a{n} = local.a{n - 1} + 1" for n in range(1, 5000))]) + "\nx = local.a4999",
    "nesting": "x = " + "[" * 150 + "]" * 150,
    "template": 'x = templatestring("$${templatestring(t, {t = t})}", { t = "$${templatestring(t, {t = t})}" })',
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_expressions_that_explode_are_bounded(tmp_path: Path, name: str) -> None:
    text = f"locals {{\n{BOMBS[name]}\n}}\n" + GOOD
    text += 'resource "terraform_data" "x" {\n  input = [local.x]\n}\n'
    began = time.process_time()
    estate = one(tmp_path, text)
    assert time.process_time() - began < 15
    assert "azurerm_resource_group.good" in estate.declared
    value = estate["terraform_data.x"].arguments["input"]
    if name not in ("nesting", "regex", "regexes"):  # these have answers, found in linear time
        assert deep_unknown(value) is not None


def test_a_long_chain_of_values_is_followed(tmp_path: Path) -> None:
    chain = "\n".join(["a0 = 1", *(f"a{n} = local.a{n - 1} + 1" for n in range(1, 300))])
    text = f'locals {{\n{chain}\n}}\nresource "terraform_data" "x" {{\n  input = [local.a299]\n}}\n'
    assert one(tmp_path, text).value("terraform_data.x", "input") == [300]


def test_deep_modules_are_bounded(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"m{at}/main.tf": f'module "m" {{\n  source = "../m{at + 1}"\n}}\n' for at in range(80)
    }
    files["m80/main.tf"] = GOOD
    estate = read(tmp_path, files)
    assert any("nested more than 50 levels deep" in each for each in estate.problems)


def test_links_out_of_the_tree_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.tf").write_text(GOOD)
    tree = tmp_path / "tree"
    (tree / "m").mkdir(parents=True)
    (tree / "m" / "link.tf").symlink_to(tmp_path / "secret.tf")
    (tree / "m" / "folder").symlink_to(tmp_path)
    estate = read(tree, {"m/main.tf": GOOD.replace("good", "own")})
    assert list(estate.declared) == ["azurerm_resource_group.own"]


def test_texts_of_problems_hold_no_values(tmp_path: Path) -> None:
    text = 'locals {\n  a = "hunter2" "hunter2"\n  b = {"hunter2" = 1}["x"]\n}\n' + GOOD
    assert not any("hunter2" in each for each in one(tmp_path, text).problems)


def test_a_large_file_is_read_in_linear_time(tmp_path: Path) -> None:
    block = 'resource "azurerm_resource_group" "r%d" {\n  name = "r%d"\n  tags = { n = "%d" }\n}\n'
    times = []
    for count in (4_000, 16_000):
        text = "".join(block % (at, at, at) for at in range(count))
        began = time.process_time()
        estate = one(tmp_path / str(count), text)
        times.append(time.process_time() - began)
        assert len(estate.declared) == count
    assert times[1] < times[0] * 8
