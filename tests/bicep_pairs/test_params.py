"""Parameter files of Bicep: what they state, together with others, and what they hide."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.model.facts import Unknown
from ringfence.model.symbols import has_symbol, show
from ringfence.readers.arm.read import read_template
from ringfence.readers.bicep.params import params_of
from ringfence.readers.bicep.read import read_bicep, roots
from ringfence.readers.harvest import Harvest
from ringfence.readers.options import Options
from tests.arm.reading import only, template, tree_of, values

MAIN = """param access string = 'Deny'
param tier string = 'Hot'
@secure()
param key string = ''
resource st 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'weights'
  location: 'westeurope'
  tags: { key: key }
  properties: { accessTier: tier, networkAcls: { defaultAction: access } }
}
"""


def read(files: dict[str, Any], name: str = "main.bicep", env: str | None = None) -> Harvest:
    return read_bicep(tree_of({"main.bicep": MAIN, **files}), name, Options(env=env))


def read_values(files: dict[str, Any], env: str | None = None) -> tuple[Any, Any]:
    """Return tier and access of the account that the file `main.bicep` declares."""
    body = only(read(files, env=env)).body
    assert isinstance(body["properties"], dict)
    acls = body["properties"]["networkAcls"]
    assert isinstance(acls, dict)
    return body["properties"]["accessTier"], acls["defaultAction"]


def test_values_are_expressions_of_the_file_itself() -> None:
    files = {
        "shared.bicep": "@export()\nvar tiers = { prod: 'Cool' }\n",
        "main.bicepparam": """using './main.bicep'
import { tiers as all } from 'shared.bicep'
var env = 'prod'
param tier = all[env]
param access = tier == 'Cool' ? 'Allow' : 'Deny' // another parameter
""",
    }
    assert read_values(files) == ("Cool", "Allow")


def test_the_only_file_is_read_wherever_it_lies_and_null_leaves_the_default() -> None:
    files = {
        "env/eu/prod.bicepparam": "using '../../main.bicep'\nparam tier = null\nparam access = 'Allow'\n"
    }
    assert read_values(files) == ("Hot", "Allow")


def test_files_of_other_templates_say_nothing() -> None:
    files = {
        "main.bicepparam": "using 'other.bicep'\nparam access = 'Allow'\n",
        "other.bicep": "param access string\noutput o string = access\n",
        "base.bicepparam": "using none\nparam access = 'Allow'\n",
    }
    assert read_values(files) == ("Hot", "Deny")


def test_what_several_set_differently_is_a_gap_that_names_them() -> None:
    files = {
        "dev.bicepparam": "using 'main.bicep'\nparam access = 'Allow'\nparam tier = 'Cool'\n",
        "main.parameters.json": values(access="Deny", tier="Cool"),
    }
    tier, access = read_values(files)
    assert tier == "Cool"
    assert isinstance(access, Unknown)
    assert "dev.bicepparam" in access.reason
    assert "main.parameters.json" in access.reason
    assert read_values(files, env="dev") == ("Cool", "Allow")


def test_a_file_extends_another_and_wins_over_it() -> None:
    files = {
        "base.bicepparam": "using none\nparam access = 'Allow'\nparam tier = 'Cool'\n",
        "main.bicepparam": "using 'main.bicep'\nextends 'base.bicepparam'\nparam tier = 'Hot'\n",
    }
    assert read_values(files) == ("Hot", "Allow")


@pytest.mark.parametrize(
    "text",
    [
        "using 'main.bicep'\nextends 'gone.bicepparam'\nparam tier = 'Cool'\n",
        "using 'main.bicep'\nextends '../outside.bicepparam'\nparam tier = 'Cool'\n",
        "using 'main.bicep'\nextends 'main.bicepparam'\nparam tier = 'Cool'\n",
        "using 'main.bicep'\nparam tier = 'Cool'\nparam access = [\n",
    ],
)
def test_what_cannot_be_read_may_set_anything(text: str) -> None:
    """The default of a parameter is no answer where a file that is hidden may state it."""
    tier, access = read_values({"main.bicepparam": text})
    assert tier == "Cool"
    assert isinstance(access, Unknown)
    assert access.source.file == "main.bicepparam"


@pytest.mark.parametrize(
    "value",
    [
        "readEnvironmentVariable('ACCESS', 'Deny')",
        "externalInput('sys.cli', 'access')",
        "readEnvVar('ACCESS')",
        "undeclared",
        "base.access",
    ],
)
def test_what_is_given_at_deployment_is_unknown(value: str) -> None:
    _, access = read_values({"main.bicepparam": f"using 'main.bicep'\nparam access = {value}\n"})
    assert isinstance(access, Unknown)


@pytest.mark.parametrize(
    "value", ["'hunter2'", "readEnvironmentVariable('K', 'hunter2')", "toLower('HUNTER2')"]
)
def test_a_secret_is_not_kept(value: str) -> None:
    harvest = read({"main.bicepparam": f"using 'main.bicep'\nparam key = {value}\n"})
    assert isinstance(only(harvest).body["tags"]["key"], Unknown)  # type: ignore[index,call-overload]  # the tags are an object
    assert "hunter2" not in repr((only(harvest).body, harvest.blinds)).lower()


def test_a_secret_of_a_vault_is_a_symbol_that_names_the_vault() -> None:
    harvest = read(
        {"main.bicepparam": "using 'main.bicep'\nparam key = az.getSecret('s', 'g', 'kv', 'k')\n"}
    )
    key = only(harvest).body["tags"]["key"]  # type: ignore[index,call-overload]  # the tags are an object
    assert isinstance(key, str)
    assert has_symbol(key)
    assert "vaults/kv" in show(key)


def test_a_template_of_json_takes_them_too() -> None:
    body = template(
        {"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "st",
         "properties": {"accessTier": "[parameters('tier')]"}},
        parameters={"tier": {"type": "string", "defaultValue": "Hot"}},
    )  # fmt: skip
    body["resources"] = (
        [body["resources"]] if isinstance(body["resources"], dict) else body["resources"]
    )
    tree = tree_of({"main.json": body, "p.bicepparam": "using 'main.json'\nparam tier = 'Cool'\n"})
    harvest = read_template(tree, "main.json", Options(), params_of(tree).of)
    assert only(harvest).body["properties"] == {"accessTier": "Cool"}


def test_a_module_that_a_parameter_file_deploys_is_a_root_too() -> None:
    tree = tree_of(
        {
            "main.bicep": "module m 'store.bicep' = { params: { access: 'Deny' } }\n",
            "store.bicep": MAIN,
            "store.bicepparam": "using 'store.bicep'\nparam access = 'Allow'\n",
        }
    )
    assert roots(tree, ["main.bicep", "store.bicep"])[0] == ["main.bicep", "store.bicep"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("using 'gone.bicep'\n", "gone.bicep"),
        ("using '../main.bicep'\n", "../main.bicep"),
        ("using 'br/public:avm/x:1'\nparam a = 1\n", "br/public:avm/x:1"),
        ("using\nparam a = 1\n", "main.bicepparam"),
    ],
)
def test_what_is_deployed_and_not_there_is_a_gap_over_everything(text: str, told: str) -> None:
    tree = tree_of({"main.bicep": MAIN, "main.bicepparam": text})
    (blind,) = params_of(tree).lost
    assert told in f"{blind.what} {blind.reason}"
    assert not blind.inert
    assert blind.root == "*"


@pytest.mark.parametrize("data", [b"\xff\xfeu", b"using 'main.bicep'\nparam a = '\xe9'\n", b"\0"])
def test_a_file_in_another_encoding_is_a_gap(data: bytes) -> None:
    tree = tree_of({"main.bicep": MAIN, "main.bicepparam": data})
    assert [blind.source.file for blind in params_of(tree).lost] == ["main.bicepparam"]


CACHED = ".bicep/br/mcr.microsoft.com/bicep$avm$store/1.0.0$/main.json"
CALL = """module store 'br/public:avm/store:1.0.0' = { name: 'store', params: { tier: 'Cool' } }
"""


def restored() -> dict[str, Any]:
    account = {
        "type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "avm",
        "properties": {"accessTier": "[parameters('tier')]"},
    }  # fmt: skip
    return template({"store": account}, parameters={"tier": {"type": "string"}})


def test_a_restored_module_is_read_where_it_is_called() -> None:
    harvest = read_bicep(
        tree_of({"infra/main.bicep": CALL, CACHED: restored()}), "infra/main.bicep", Options()
    )
    assert only(harvest).body["properties"] == {"accessTier": "Cool"}
    assert only(harvest).address == "store.store"
    assert not [blind for blind in harvest.blinds if not blind.inert]


def test_a_module_that_is_not_restored_is_a_gap_that_names_it() -> None:
    harvest = read_bicep(tree_of({"main.bicep": CALL}), "main.bicep", Options())
    (blind,) = (blind for blind in harvest.blinds if not blind.inert)
    assert "br/public:avm/store:1.0.0" in blind.reason


def test_a_restored_module_may_be_deployed_by_a_parameter_file_alone() -> None:
    text = "using 'br/public:avm/store:1.0.0'\nparam tier = 'Cool'\n"
    tree = tree_of({"main.bicepparam": text, CACHED: restored()})
    params = params_of(tree)
    assert list(params.files) == [CACHED]
    harvest = read_template(tree, CACHED, Options(), params.of)
    assert only(harvest).body["properties"] == {"accessTier": "Cool"}


PIECES = st.sampled_from(
    ["using ", "'main.bicep'", "extends ", "'x.bicepparam'", "param access = ", "'Allow'", "\n", "[",
     "{", "}", "import * as x from 'main.bicep'", "var v = ", "v", "access", "tier", "none", "'''"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
def test_parameter_files_never_crash(text: str) -> None:
    tree = tree_of({"main.bicep": MAIN, "main.bicepparam": text})
    params_of(tree)
    read_bicep(tree, "main.bicep", Options())
