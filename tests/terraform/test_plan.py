"""Plans: planned values are facts, what is not known is recovered by reference or marked."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ringfence.model.facts import Unknown
from ringfence.readers.identity import principal
from tests.terraform.estates import read as read_tree
from tests.terraform.oracle import terraform
from tests.terraform.plans import Plan, const, read_text, ref

SUBSCRIPTION = "11111111-1111-1111-1111-111111111111"
GROUP = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg"
ACCOUNT = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/st"


def estate() -> Plan:
    """A group, an account in it, and a container whose account is not known before deployment."""
    plan = Plan()
    plan.written("azurerm_resource_group", "rg", name=const("rg"))
    plan.planned(
        "azurerm_resource_group.rg", {"name": "rg", "location": "westeurope"}, {"id": True}
    )
    plan.written(
        "azurerm_storage_account",
        "st",
        name=const("st"),
        resource_group_name=ref("azurerm_resource_group.rg.name"),
        identity=[{"type": const("SystemAssigned")}],
    )
    plan.planned(
        "azurerm_storage_account.st",
        {
            "name": "st",
            "resource_group_name": "rg",
            "location": "westeurope",
            "allow_nested_items_to_be_public": True,
            "customer_managed_key": [],
            "edge_zone": None,
            "identity": [{"type": "SystemAssigned", "identity_ids": None}],
        },
        {
            "id": True,
            "primary_access_key": True,
            "network_rules": True,
            "identity": [{"principal_id": True, "tenant_id": True}],
        },
    )
    return plan


def test_planned_values_are_arguments(tmp_path: Path) -> None:
    account = estate().read(tmp_path)["azurerm_storage_account.st"]
    assert account.id == ACCOUNT
    assert account.arguments == {
        "name": "st",
        "resource_group_name": "rg",
        "location": "westeurope",
        "allow_nested_items_to_be_public": True,
        "customer_managed_key": [],
        "identity": [{"type": "SystemAssigned", "identity_ids": None}],
    }
    assert (account.provider.major, account.provider.versions) == (4, "~> 4.0")
    assert account.root == "plan.json"


@pytest.mark.parametrize(
    ("argument", "reference", "expected"),
    [
        ("storage_account_id", "azurerm_storage_account.st.id", ACCOUNT),
        ("scope", "azurerm_storage_account.st.id", ACCOUNT),
        ("storage_account_name", "azurerm_storage_account.st.name", "st"),
        ("resource_group_name", "azurerm_storage_account.st.resource_group_name", "rg"),
        # A text may be put together of more than the plan tells.
        ("name", "azurerm_storage_account.st.name", Unknown),
        ("value", "azurerm_storage_account.st.id", Unknown),
        ("storage_account_name", "random_string.r.result", Unknown),
        ("storage_account_id", "local.account", Unknown),
        ("storage_account_id", "azurerm_key_vault.none.id", Unknown),
        ("storage_account_id", "data.azurerm_storage_account.d.id", Unknown),
    ],
)
def test_what_is_not_known_is_what_it_refers_to(
    tmp_path: Path, argument: str, reference: str, expected: object
) -> None:
    plan = estate()
    plan.written("random_string", "r")
    plan.planned("random_string.r", {"length": 5}, {"result": True, "id": True})
    plan.written("azurerm_x", "x", **{argument: ref(reference)})
    plan.planned("azurerm_x.x", {}, {"id": True, argument: True})
    value = plan.read(tmp_path)["azurerm_x.x"].arguments[argument]
    if expected is Unknown:
        assert isinstance(value, Unknown)
    else:
        assert value == expected


def test_two_references_are_one_too_many(tmp_path: Path) -> None:
    plan = estate()
    both = ref("azurerm_storage_account.st.id", "azurerm_resource_group.rg.id")
    plan.written("azurerm_role_assignment", "r", scope=both)
    plan.planned("azurerm_role_assignment.r", {}, {"id": True, "scope": True})
    scope = plan.read(tmp_path)["azurerm_role_assignment.r"].arguments["scope"]
    assert isinstance(scope, Unknown)
    assert set(scope.refs) == {"azurerm_storage_account.st.id", "azurerm_resource_group.rg.id"}
    assert "not known before deployment" in scope.reason


def test_identities_are_symbols_of_their_carriers(tmp_path: Path) -> None:
    plan = estate()
    carrier = "azurerm_storage_account.st.identity[0].principal_id"
    plan.written("azurerm_role_assignment", "r", principal_id=ref(carrier))
    plan.planned("azurerm_role_assignment.r", {"scope": ACCOUNT}, {"principal_id": True})
    found = plan.read(tmp_path)["azurerm_role_assignment.r"].arguments["principal_id"]
    assert found == principal(ACCOUNT)


def test_what_only_the_provider_computes_is_not_set(tmp_path: Path) -> None:
    account = estate().read(tmp_path)["azurerm_storage_account.st"]
    assert "network_rules" not in account.arguments
    assert "primary_access_key" not in account.arguments
    plan = estate()
    # The same block, written with something that is not known: a gap, not an absence.
    plan.config["resources"][1]["expressions"]["network_rules"] = [
        {"default_action": ref("var.action")}
    ]
    network = plan.read(tmp_path)["azurerm_storage_account.st"].arguments["network_rules"]
    assert isinstance(network, Unknown)


def test_a_plan_without_changes_still_tells_what_is_not_known(tmp_path: Path) -> None:
    plan = estate()
    plan.written(
        "azurerm_storage_container",
        "c",
        name=const("c"),
        storage_account_id=ref("azurerm_storage_account.st.id"),
        metadata=ref("var.m"),
        container_access_type=const(None),
    )
    plan.planned("azurerm_storage_container.c", {"name": "c"})
    read = read_text(tmp_path, plan.text(resource_changes=[]))
    container = read["azurerm_storage_container.c"]
    assert container.arguments["storage_account_id"] == ACCOUNT
    assert isinstance(container.arguments["metadata"], Unknown)
    assert "container_access_type" not in container.arguments


def test_unknown_parts_of_blocks_are_filled_in_place(tmp_path: Path) -> None:
    plan = estate()
    plan.written(
        "azurerm_private_endpoint",
        "pe",
        name=const("pe"),
        private_service_connection=[
            {
                "name": const("c"),
                "private_connection_resource_id": ref("azurerm_storage_account.st.id"),
            }
        ],
    )
    plan.planned(
        "azurerm_private_endpoint.pe",
        {"name": "pe", "private_service_connection": [{"name": "c", "request_message": None}]},
        {
            "id": True,
            "private_service_connection": [
                {"private_connection_resource_id": True, "private_ip_address": True}
            ],
        },
    )
    # In a `dynamic` block, whose expressions a plan leaves out, nobody can tell.
    plan.written("azurerm_private_endpoint", "dyn", name=const("dyn"))
    plan.planned(
        "azurerm_private_endpoint.dyn",
        {"name": "dyn", "private_service_connection": [{"name": "c"}]},
        {"private_service_connection": [{"private_connection_resource_id": True}]},
    )
    read = plan.read(tmp_path)
    assert read.value("azurerm_private_endpoint.pe", "private_service_connection") == [
        {"name": "c", "request_message": None, "private_connection_resource_id": ACCOUNT}
    ]
    (connection,) = read.value("azurerm_private_endpoint.dyn", "private_service_connection")
    assert connection["private_connection_resource_id"].startswith("? ")


def test_lists_of_ids(tmp_path: Path) -> None:
    plan = estate()
    account = ref("azurerm_storage_account.st.id")
    plan.written("azurerm_x", "one", account_ids=account, account_id=account)
    plan.planned("azurerm_x.one", {}, {"account_ids": True, "account_id": True})
    plan.written("azurerm_x", "item", account_ids=account)
    plan.planned("azurerm_x.item", {"account_ids": [None]}, {"account_ids": [True]})
    plan.written("azurerm_x", "mixed", account_ids=account)
    plan.planned(
        "azurerm_x.mixed", {"account_ids": ["/known", None]}, {"account_ids": [False, True]}
    )
    read = plan.read(tmp_path)
    assert read["azurerm_x.one"].arguments == {"account_ids": [ACCOUNT], "account_id": ACCOUNT}
    assert read["azurerm_x.item"].arguments == {"account_ids": [ACCOUNT]}
    assert read["azurerm_x.mixed"].arguments == {"account_ids": ["/known", ACCOUNT]}


def counted() -> Plan:
    plan = estate()
    block = plan.written("azurerm_subnet", "s")
    block["for_each_expression"] = const({"a": 1, "b": 2})
    for key in "ab":
        plan.planned(
            f'azurerm_subnet.s["{key}"]',
            {"name": key, "resource_group_name": "rg", "virtual_network_name": "v"},
            {"id": True},
            index=key,
        )
    return plan


SUBNETS = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/v/subnets"


def test_members_are_found_by_the_key_of_the_instance(tmp_path: Path) -> None:
    plan = counted()
    block = plan.written("azurerm_x", "x", subnet_id=ref("azurerm_subnet.s", "each.key"))
    block["for_each_expression"] = ref("azurerm_subnet.s")
    for key in "ab":
        plan.planned(f'azurerm_x.x["{key}"]', {}, {"subnet_id": True}, index=key)
    plan.written("azurerm_x", "value", subnet_id=ref("each.value.id"))["for_each_expression"] = ref(
        "azurerm_subnet.s"
    )
    plan.planned('azurerm_x.value["b"]', {}, {"subnet_id": True}, index="b")
    plan.written("azurerm_x", "fixed", subnet_id=ref('azurerm_subnet.s["b"].id'))
    plan.planned("azurerm_x.fixed", {}, {"subnet_id": True})
    plan.written("azurerm_x", "all", subnet_ids=ref("azurerm_subnet.s"))
    plan.planned("azurerm_x.all", {"subnet_ids": [None, None]}, {"subnet_ids": [True, True]})
    read = plan.read(tmp_path)
    assert read.value('azurerm_x.x["a"]', "subnet_id") == f"{SUBNETS}/a"
    assert read.value('azurerm_x.x["b"]', "subnet_id") == f"{SUBNETS}/b"
    assert read.value('azurerm_x.value["b"]', "subnet_id") == f"{SUBNETS}/b"
    assert read.value("azurerm_x.fixed", "subnet_id") == f"{SUBNETS}/b"
    assert read.value("azurerm_x.all", "subnet_ids") == [f"{SUBNETS}/a", f"{SUBNETS}/b"]


def test_references_are_followed_through_modules(tmp_path: Path) -> None:
    plan = estate()
    inner = plan.call(
        "m",
        {"account_id": ref("azurerm_storage_account.st.id"), "fixed": const("f")},
        for_each_expression=const({"x": 1}),
    )
    plan.written("azurerm_storage_container", "c", inner, storage_account_id=ref("var.account_id"))
    inner["outputs"]["container_id"] = {"expression": ref("azurerm_storage_container.c.id")}
    inner["outputs"]["both"] = {
        "expression": ref("azurerm_storage_container.c.id", "var.account_id")
    }
    plan.planned(
        "azurerm_storage_container.c",
        {"name": "c"},
        {"id": True, "storage_account_id": True},
        module='module.m["x"]',
    )
    plan.written("azurerm_x", "x", scope=ref('module.m["x"].container_id'))
    plan.planned("azurerm_x.x", {}, {"scope": True})
    plan.written("azurerm_x", "y", scope=ref('module.m["x"].both'))
    plan.planned("azurerm_x.y", {}, {"scope": True})
    read = plan.read(tmp_path)
    container = 'module.m["x"].azurerm_storage_container.c'
    assert read.value(container, "storage_account_id") == ACCOUNT
    assert read.id(container) == f"{ACCOUNT}/blobServices/default/containers/c"
    assert read.value("azurerm_x.x", "scope") == read.id(container)
    assert isinstance(read["azurerm_x.y"].arguments["scope"], Unknown)


def test_names_that_are_not_known_are_symbols_of_the_instance(tmp_path: Path) -> None:
    plan = estate()
    plan.written(
        "azurerm_key_vault",
        "kv",
        name=ref("random_string.r.result"),
        resource_group_name=const("rg"),
    )
    plan.planned("azurerm_key_vault.kv", {"resource_group_name": "rg"}, {"id": True, "name": True})
    plan.written("azurerm_x", "x", key_vault_id=ref("azurerm_key_vault.kv.id"))
    plan.planned("azurerm_x.x", {}, {"key_vault_id": True})
    read = plan.read(tmp_path)
    vault = f"{GROUP}/providers/Microsoft.KeyVault/vaults/<azurerm_key_vault.kv.name>"
    assert read.id("azurerm_key_vault.kv") == vault
    assert read.value("azurerm_x.x", "key_vault_id") == vault
    assert isinstance(read["azurerm_key_vault.kv"].arguments["name"], Unknown)


def test_ids_and_subscriptions_that_the_state_knows(tmp_path: Path) -> None:
    plan = estate()
    plan.providers["azurerm"]["expressions"] = {}
    other = "22222222-2222-2222-2222-222222222222"
    known = f"/subscriptions/{other}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv"
    plan.written("azurerm_key_vault", "kv", name=const("kv"))
    plan.planned(
        "azurerm_key_vault.kv",
        {"name": "kv", "resource_group_name": "rg", "id": known},
        actions=("no-op",),
    )
    read = plan.read(tmp_path)
    assert read.id("azurerm_key_vault.kv") == known
    # One subscription in all known ids: the provider's.
    assert read.id("azurerm_resource_group.rg") == f"/subscriptions/{other}/resourceGroups/rg"


def test_a_provider_that_states_nothing_lies_in_the_context(tmp_path: Path) -> None:
    plan = estate()
    plan.providers["azurerm"]["expressions"] = {}
    assert plan.read(tmp_path).id("azurerm_resource_group.rg") == (
        "/subscriptions/<subscription>/resourceGroups/rg"
    )
    plan.variables["s"] = SUBSCRIPTION
    plan.providers["azurerm"]["expressions"] = {"subscription_id": ref("var.s")}
    assert plan.read(tmp_path).id("azurerm_resource_group.rg") == GROUP
    plan.providers["azurerm"]["expressions"] = {"subscription_id": ref("var.none")}
    assert plan.read(tmp_path).id("azurerm_resource_group.rg").startswith("/subscriptions/<")


def test_data_sources_have_the_values_of_the_prior_state(tmp_path: Path) -> None:
    plan = estate()
    plan.prior.append(
        {
            "address": "data.azurerm_subnet.d",
            "mode": "data",
            "type": "azurerm_subnet",
            "name": "d",
            "values": {
                "id": f"{SUBNETS}/d",
                "name": "d",
                "virtual_network_name": "v",
                "resource_group_name": "rg",
            },
        }
    )
    plan.written("azurerm_x", "x", subnet_id=ref("data.azurerm_subnet.d.id"))
    plan.planned("azurerm_x.x", {}, {"subnet_id": True})
    read = plan.read(tmp_path)
    data = read["data.azurerm_subnet.d"]
    assert (data.mode, data.id) == ("data", f"{SUBNETS}/d")
    assert read.value("azurerm_x.x", "subnet_id") == f"{SUBNETS}/d"
    assert read.harvest.reports[0].resources == 3


def test_secrets_that_nothing_reads_are_left_out(tmp_path: Path) -> None:
    plan = estate()
    secret = "s" + "ecret" * 3
    plan.planned(
        "azurerm_storage_account.other",
        {
            "name": "o",
            "primary_access_key": secret,
            "min_tls_version": "TLS1_2",
            "tags": {"a": "b"},
        },
        sensitive={"primary_access_key": True, "name": True, "tags": {}},
    )
    arguments = plan.read(tmp_path)["azurerm_storage_account.other"].arguments
    assert arguments == {"name": "o", "min_tls_version": "TLS1_2", "tags": {"a": "b"}}


def test_provisioners_are_kept(tmp_path: Path) -> None:
    plan = estate()
    plan.config["resources"][1]["provisioners"] = [
        {"type": "local-exec", "expressions": {"command": const("az storage blob list")}}
    ]
    arguments = plan.read(tmp_path)["azurerm_storage_account.st"].arguments
    assert arguments["provisioner"] == [{"type": "local-exec", "command": "az storage blob list"}]


def test_places_are_lines_of_the_plan(tmp_path: Path) -> None:
    plan = estate()
    source = plan.read(tmp_path)["azurerm_storage_account.st"].origin.locate("network_rules")
    line = (tmp_path / "plan.json").read_text().splitlines()[source.line - 1]
    assert source.file == "plan.json"
    assert '"address": "azurerm_storage_account.st"' in line


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is not valid JSON"),
        ("{", "is not valid JSON"),
        ('{"format_version": "1.2"}', None),
        ('{"format_version": "2.0"}', "plans of format version '2.0' are not known"),
        ('{"format_version": 5}', "is no plan as `terraform show -json` writes it"),
        ("[]", "is no plan as `terraform show -json` writes it"),
        ('{"format_version": "1.2", "planned_values": {"root_module": {"resources": [5]}}}',
         "is no plan as `terraform show -json` writes it"),
        ('{"format_version": "1.2", "errored": true}', "the plan was made with errors"),
        (b"\xff\xfe\x00", "is not valid UTF-16"),
        ('{"format_version": "1.2", "planned_values": ' + "[" * 100_000, ""),
    ],
)  # fmt: skip
def test_what_a_broken_plan_holds_may_be_anything(
    tmp_path: Path, text: str | bytes, problem: str | None
) -> None:
    read = read_text(tmp_path, text)
    assert read.declared == {}
    if problem is None:
        assert read.harvest.blinds == []
    else:
        (blind,) = read.harvest.blinds
        assert problem in blind.reason
        root = "plan.json" if "with errors" in blind.reason else "*"
        assert (blind.root, blind.source.file, blind.inert) == (root, "plan.json", False)


@given(data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_plan_with_anything_changed_is_answered(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Cut a whole plan short, or replace any value in it by something else."""
    text = counted().text()
    if data.draw(st.booleans()):
        read_text(tmp_path_factory.getbasetemp(), text[: data.draw(st.integers(0, len(text)))])
        return
    document = json.loads(text)
    node = document
    while isinstance(node, dict | list) and node:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = data.draw(st.sampled_from(keys))
        if data.draw(st.integers(0, 3)) == 0 or not isinstance(node[key], dict | list):
            node[key] = data.draw(st.sampled_from([None, 1, "x", [], {}, [1], {"a": True}, True]))
            break
        node = node[key]
    read_text(tmp_path_factory.getbasetemp(), json.dumps(document))


CONFIGURATION = """
variable "who" { default = "x" }
resource "terraform_data" "a" { input = var.who }
resource "terraform_data" "b" {
  count = 2
  input = { account_id = terraform_data.a.id, n = count.index }
}
module "m" {
  source    = "./m"
  for_each  = toset(["p", "q"])
  target_id = terraform_data.b[0].id
}
resource "terraform_data" "c" {
  input = { first_id = module.m["p"].made_id, text = "x-${terraform_data.a.id}" }
}
"""
MODULE = """
variable "target_id" {}
resource "terraform_data" "in" {
  input = { target_id = var.target_id }
}
output "made_id" { value = terraform_data.in.id }
"""


@pytest.mark.needs_terraform
def test_a_real_plan_says_what_its_configuration_says(tmp_path: Path) -> None:
    """The builtin provider needs no download: one configuration, read as text and as plan."""
    tree = read_tree(tmp_path / "tree", {"main.tf": CONFIGURATION, "m/main.tf": MODULE})
    environment = {**os.environ, "TF_CLI_CONFIG_FILE": os.devnull, "CHECKPOINT_DISABLE": "1"}
    for command in (["init"], ["plan", "-out", "plan.bin"]):
        subprocess.run(
            [terraform(), *command, "-no-color", "-input=false"],
            cwd=tmp_path / "tree", env=environment, check=True, capture_output=True,
        )  # fmt: skip
    shown = subprocess.run(
        [terraform(), "show", "-json", "plan.bin"],
        cwd=tmp_path / "tree", env=environment, check=True, capture_output=True,
    ).stdout  # fmt: skip
    plan = read_text(tmp_path, shown)
    assert plan.declared.keys() == tree.declared.keys()
    assert plan.harvest.blinds == []
    ids = {
        "terraform_data.b[1]": ("account_id", "<terraform_data.a.id>"),
        'module.m["q"].terraform_data.in': ("target_id", "<terraform_data.b[0].id>"),
        "terraform_data.c": ("first_id", '<module.m["p"].terraform_data.in.id>'),
    }
    for address, (key, expected) in ids.items():
        assert tree.value(address, "input")[key] == expected
    # All but the last expression name one thing; an object of two things is not told apart.
    for address, (key, expected) in list(ids.items())[1:2]:
        assert plan.value(address, "input")[key] == expected
    assert plan.value("terraform_data.c", "input")["text"].startswith("? ")
    assert plan.value("terraform_data.b[1]", "input")["n"] == 1
