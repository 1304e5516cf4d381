"""Parameter files: which belong to a template, and what several say together."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.model.facts import Unknown
from ringfence.model.symbols import show
from ringfence.readers.arm.read import read_template
from ringfence.readers.arm.stated import is_parameters
from ringfence.readers.options import Options
from tests.arm.reading import MAIN, only, read, storage, template, tree_of, values

BODY = template(
    storage(
        "st",
        properties={"open": "[parameters('open')]", "tier": "[parameters('tier')]"},
        tags={"n": "[parameters('n')]"},
    ),
    parameters={
        "open": {"type": "string"},
        "tier": {"type": "string", "defaultValue": "hot"},
        "n": {"type": "int", "defaultValue": 1},
    },
)


def account(files: dict[str, Any], options: Options | None = None, body: Any = BODY) -> Any:
    """Return the storage account of the template beside these files."""
    return only(read(body, files, options))


@pytest.mark.parametrize(
    "name",
    ["main.parameters.json", "parameters.json", "main.parameters.dev.json", "main.dev.parameters.json",
     "params/dev.json", "parameters/prod/main.json", "main.dev.json", "values.json"],
)  # fmt: skip
def test_the_only_parameter_file_is_read(name: str) -> None:
    made = account({name: values(OPEN="Disabled")})
    assert made.body["properties"] == {"open": "Disabled", "tier": "hot"}


def test_values_of_files_are_literal() -> None:
    made = account({"main.parameters.json": values(open="[resourceGroup().location]")})
    assert made.look("properties.open") == "[resourceGroup().location]"


def test_a_null_takes_the_default() -> None:
    made = account({"main.parameters.json": values(open="x", tier=None)})
    assert made.look("properties.tier") == "hot"


def test_what_several_files_set_alike_counts_and_the_rest_is_unknown() -> None:
    made = account(
        {
            "main.parameters.dev.json": values(open="Enabled", n=2, tier="hot"),
            "main.parameters.prod.json": values(open="Disabled", n=2),
        }
    )
    access = made.look("properties.open")
    assert isinstance(access, Unknown)
    assert access.reason == (
        "parameter `open` is set differently by `main.parameters.dev.json`, `main.parameters.prod.json`"
    )
    assert access.source.file == "main.parameters.dev.json"
    assert made.look("tags.n") == 2
    assert made.look("properties.tier") == "hot"  # stated by one, the default of the other


def test_what_only_one_of_several_files_sets_is_unknown() -> None:
    made = account(
        {
            "main.parameters.dev.json": values(open="x", tier="cool"),
            "main.parameters.prod.json": values(open="x"),
        }
    )
    tier = made.look("properties.tier")
    assert isinstance(tier, Unknown)
    assert "is set only by `main.parameters.dev.json`" in tier.reason


@pytest.mark.parametrize(
    "env", ["prod", "main.parameters.prod.json", "./main.parameters.prod.json", "PROD"]
)
def test_an_environment_chooses_a_file(env: str) -> None:
    files = {
        "main.parameters.dev.json": values(open="Enabled"),
        "main.parameters.prod.json": values(open="Disabled"),
    }
    assert account(files, Options(env=env)).look("properties.open") == "Disabled"


def test_an_environment_may_be_a_file_elsewhere() -> None:
    files = {"far/away/prod.params.json": values(open="Disabled")}
    made = account(files, Options(env="away/prod.params.json"))
    assert made.look("properties.open") == "Disabled"


def test_an_environment_without_file_is_said() -> None:
    harvest = read(BODY, {"main.parameters.dev.json": values(open="x")}, Options(env="prod"))
    assert any("no parameter file for environment `prod`" in b.reason for b in harvest.blinds)


def test_the_command_line_comes_first() -> None:
    made = account({"main.parameters.json": values(open="x")}, Options({"open": "y"}))
    assert made.look("properties.open") == "y"


def test_a_file_of_another_template_is_left_alone() -> None:
    other = template()
    for files in (
        {"other.json": other, "other.parameters.json": values(open="x")},
        {"other.json": other, "parameters.json": values(open="x")},
        {"sub/other.json": other, "sub/parameters.json": values(open="x")},
        {"sub/parameters.json": values(open="x", stranger=1)},
    ):
        assert isinstance(account(files).look("properties.open"), Unknown)
    assert (
        account({"other.json": other, "main.parameters.json": values(open="x")}).look(
            "properties.open"
        )
        == "x"
    )


def test_the_longest_name_wins() -> None:
    tree = tree_of(
        {
            "app.json": BODY,
            "app.network.json": BODY,
            "app.network.parameters.json": values(open="network"),
            "app.parameters.json": values(open="app"),
        }
    )
    for name in ("app", "app.network"):
        made = only(read_template(tree, f"{name}.json", Options()))
        assert made.look("properties.open") == name.rpartition(".")[2]


def test_secrets_of_a_vault_are_symbols() -> None:
    body = template(
        storage("st", properties={"p": "[parameters('p')]"}),
        parameters={"p": {"type": "securestring"}},
    )
    file = values()
    file["parameters"]["p"] = {"reference": {"keyVault": {"id": "/v"}, "secretName": "pw"}}
    made = account({"main.parameters.json": file}, body=body)
    assert show(made.look("properties.p")) == "<secret pw of /v>"


def test_a_broken_parameter_file_is_a_gap_with_its_line() -> None:
    harvest = read(BODY, {"main.parameters.json": '{"parameters": {\n"open": '})
    (blind,) = (blind for blind in harvest.blinds if not blind.inert)
    assert (blind.source.file, blind.source.line) == ("main.parameters.json", 2)


def test_parameter_files_are_known_by_content() -> None:
    assert is_parameters(values(a=1))
    assert is_parameters({"parameters": {"a": {"value": 1}}})
    assert not is_parameters(template(parameters={"a": {"type": "string"}}))
    assert not is_parameters({"parameters": {"a": {"type": "string"}}})
    assert not is_parameters([])
    assert MAIN
