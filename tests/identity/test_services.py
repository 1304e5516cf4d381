"""Every service: what opens it and what looks alike but does not."""

from __future__ import annotations

import pytest

from ringfence.graph.azure.rights import services
from ringfence.model.asset import AssetKind
from ringfence.model.facts import Unknown, Value
from ringfence.model.resource import Resource
from tests.build import GROUP, asset, res, scene
from tests.identity.directory import (
    SOMEBODY,
    SUB,
    VAULT,
    assignment,
    claims,
    group,
    identity,
    judge,
    leaks,
    machine,
    token,
    weights,
)

AKS = "Microsoft.ContainerService/managedClusters"
COSMOS = "Microsoft.DocumentDB/databaseAccounts"


def custom(*actions: str, data: tuple[str, ...] = ()) -> Resource:
    return res(
        "Microsoft.Authorization/roleDefinitions", "custom", scope=SUB,
        properties={"permissions": [{"actions": list(actions), "dataActions": list(data)}],
                    "assignableScopes": [SUB]},
    )  # fmt: skip


def by(*actions: str, data: tuple[str, ...] = ()) -> tuple[Resource, Resource]:
    role = custom(*actions, data=data)
    return role, assignment(GROUP, role.id, SOMEBODY)


KEYED = [
    ("Microsoft.Storage/storageAccounts", "listKeys", "allowSharedKeyAccess", True, False),
    ("Microsoft.ContainerRegistry/registries", "listCredentials", "adminUserEnabled", True, False),
    ("Microsoft.CognitiveServices/accounts", "listKeys", "disableLocalAuth", False, True),
    ("Microsoft.Search/searchServices", "listAdminKeys", "disableLocalAuth", False, True),
    ("Microsoft.Search/searchServices", "listQueryKeys", "disableLocalAuth", False, True),
    (COSMOS, "listKeys", "disableLocalAuth", False, True),
    ("Microsoft.EventHub/namespaces", "authorizationRules/listKeys", "disableLocalAuth", False, True),
    ("Microsoft.Cache/redis", "listKeys", "disableAccessKeyAuthentication", False, True),
    ("Microsoft.Compute/disks", "beginGetAccess", "dataAccessAuthMode", "None", "AzureActiveDirectory"),
]  # fmt: skip


@pytest.mark.parametrize(("type_", "action", "name", "open_", "shut"), KEYED)
def test_keys_open_what_accepts_them(
    type_: str, action: str, name: str, open_: Value, shut: Value
) -> None:
    grant = by(f"{type_}/{action}/action")
    assert leaks(weights(res(type_, "x", properties={name: open_})), *grant) == {
        SOMEBODY: "RF-CHN-02 high fail"
    }
    closed = res(type_, "x", properties={name: shut})
    assert leaks(weights(closed), *grant) == {}
    hidden = res(type_, "x", properties={name: Unknown("a variable")})
    assert leaks(weights(hidden), *grant) == {SOMEBODY: "RF-CHN-02 high unknown"}
    if action != "beginGetAccess":
        writes = by(f"{type_}/{action}/action", f"{type_}/write")
        assert "RF-CHN-03 high fail" in leaks(weights(closed), *writes).values()


DATA = [
    ("Microsoft.CognitiveServices/accounts", "Cognitive Services OpenAI User", "Reader", {}),
    ("Microsoft.Search/searchServices", "Search Index Data Reader", "Reader", {"disableLocalAuth": True}),
    ("Microsoft.OperationalInsights/workspaces", "Reader", "AcrPull", {}),
    ("Microsoft.EventHub/namespaces", "Azure Event Hubs Data Receiver", "Azure Event Hubs Data Sender", {}),
    (VAULT, "Key Vault Secrets User", "Key Vault Reader", {"enableRbacAuthorization": True}),
    (VAULT, "Key Vault Crypto Service Encryption User", "Reader", {"enableRbacAuthorization": True}),
    ("Microsoft.Compute/virtualMachines", "Virtual Machine Administrator Login", "Reader", {}),
]  # fmt: skip


@pytest.mark.parametrize(("type_", "opens", "alike", "properties"), DATA)
def test_data_roles(type_: str, opens: str, alike: str, properties: dict[str, Value]) -> None:
    thing = res(type_, "x", properties=properties)
    assert leaks(weights(thing), assignment(GROUP, opens, SOMEBODY)) == {
        SOMEBODY: "RF-CHN-01 high fail"
    }
    assert leaks(weights(thing), assignment(GROUP, alike, SOMEBODY)) == {}
    if opens != "Reader":
        assert leaks(weights(thing), assignment(thing, opens, SOMEBODY)) == {}


def test_search_with_keys_only_ignores_roles() -> None:
    role = assignment(GROUP, "Search Index Data Reader", SOMEBODY)
    both = {"authOptions": {"aadOrApiKey": {"aadAuthFailureMode": "http403"}}}
    service = "Microsoft.Search/searchServices"
    assert leaks(weights(res(service, "x", properties=both)), role) != {}
    keys_only: Value = {"apiKeyOnly": {}}
    assert leaks(weights(res(service, "x", properties={"authOptions": keys_only})), role) == {}


def test_reader_obtains_read_only_keys_of_cosmos() -> None:
    reader = assignment(SUB, "Reader", SOMEBODY)
    assert leaks(weights(res(COSMOS, "x", properties={})), reader) == {
        SOMEBODY: "RF-CHN-02 high fail"
    }
    off = res(COSMOS, "x", properties={"disableLocalAuth": True})
    assert leaks(weights(off), reader) == {}
    contributor = assignment(SUB, "Contributor", SOMEBODY)
    assert leaks(weights(off), contributor) == {SOMEBODY: "RF-CHN-03 high fail"}


def test_data_plane_roles_of_cosmos_are_custody() -> None:
    account, app = res(COSMOS, "x", properties={"disableLocalAuth": True}), identity("app")
    role = f"{account.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000001"
    local = Resource(
        f"{account.id}/sqlRoleAssignments/a", f"{COSMOS}/sqlRoleAssignments", "a",
        {"properties": {"principalId": token(app), "roleDefinitionId": role, "scope": account.id}},
        "cosmos.a",
    )  # fmt: skip
    vm = machine("vm", app)
    of = scene(weights(account), app, local, vm)
    assert judge(of) == []
    assert claims(of, "reads") == {("reads", token(app), account.key)}
    runs = assignment(GROUP, "Virtual Machine Contributor", SOMEBODY)
    assert leaks(weights(account), app, local, vm, runs) == {SOMEBODY: "RF-CHN-04 high fail"}
    writer = by(f"{COSMOS}/sqlRoleAssignments/write")
    assert leaks(weights(account), *writer) == {SOMEBODY: "RF-CHN-03 high fail"}


def test_access_policies_by_mode() -> None:
    app = identity("app")

    def vault(rbac: Value, *verbs: str) -> Resource:
        entry: Value = {"objectId": token(app), "permissions": {"secrets": list(verbs)}}
        return res(
            VAULT, "kv", properties={"enableRbacAuthorization": rbac, "accessPolicies": [entry]}
        )

    vm = machine("vm", app)
    runs = assignment(GROUP, "Virtual Machine Contributor", SOMEBODY)
    chained = {SOMEBODY: "RF-CHN-04 high fail"}
    assert leaks(weights(vault(False, "Get", "List")), app, vm, runs) == chained
    assert leaks(weights(vault(False, "List")), app, vm, runs) == {}
    assert leaks(weights(vault(True, "Get")), app, vm, runs) == {}
    unknown = {SOMEBODY: "RF-CHN-04 high unknown"}
    assert leaks(weights(vault(Unknown("?"), "Get")), app, vm, runs) == unknown


@pytest.mark.parametrize(("version", "leaky"), [("2023-07-01", True), ("2026-02-01", False)])
def test_the_default_mode_of_a_vault_hangs_on_its_api(version: str, leaky: bool) -> None:
    vault = res(VAULT, "kv", api_version=version, properties={})
    found = leaks(weights(vault), assignment(GROUP, "Key Vault Contributor", SOMEBODY))
    assert bool(found) is leaky


def test_secrets_go_out_with_deployments() -> None:
    def found(flag: bool) -> dict[str, str]:
        properties: dict[str, Value] = {
            "enableRbacAuthorization": True,
            "enabledForTemplateDeployment": flag,
        }
        vault = res(VAULT, "kv", properties=properties)
        secret = Resource(f"{vault.id}/secrets/s", f"{VAULT}/secrets", "s", {}, "secret.s")
        assets = [asset(secret, AssetKind.KEY)]
        return leaks(assets, vault, assignment(GROUP, "Key Vault Contributor", SOMEBODY))

    assert found(True) == {SOMEBODY: "RF-CHN-02 high fail"}
    assert found(False) == {}


def test_cluster_commands_and_accounts() -> None:
    def found(role: str, **properties: Value) -> dict[str, str]:
        cluster = res(AKS, "aks", properties={"aadProfile": {"managed": True}, **properties})
        return leaks(weights(cluster), assignment(GROUP, role, SOMEBODY))

    admin, user = (
        "Azure Kubernetes Service Cluster Admin Role",
        "Azure Kubernetes Service Cluster User Role",
    )
    assert found(admin) == {SOMEBODY: "RF-CHN-04 high fail"}
    off: Value = {"disableRunCommand": True}
    assert found(admin, disableLocalAccounts=True, apiServerAccessProfile=off) == {}
    assert found(user) == {}
    assert found(user, aadProfile=None) == {SOMEBODY: "RF-CHN-02 high fail"}
    writer = "Azure Kubernetes Service RBAC Writer"
    assert found(writer) == {}
    assert found(writer, aadProfile={"managed": True, "enableAzureRBAC": True}) == {
        SOMEBODY: "RF-CHN-01 high fail"
    }


def test_disks_are_read_on_the_machine_they_are_attached_to() -> None:
    disk = res("Microsoft.Compute/disks", "d", properties={})
    profile: Value = {"dataDisks": [{"lun": 0, "managedDisk": {"id": disk.id}}]}
    vm = res("Microsoft.Compute/virtualMachines", "vm", properties={"storageProfile": profile})
    grant = by("Microsoft.Compute/virtualMachines/runCommand/action")
    assert leaks(weights(disk), vm, *grant, net=("nobody",)) == {SOMEBODY: "RF-CHN-04 high fail"}
    bare = res("Microsoft.Compute/virtualMachines", "vm", properties={})
    assert leaks(weights(disk), bare, *grant) == {}


def test_a_store_is_reached_through_a_machine_beside_it() -> None:
    st = res("Microsoft.Storage/storageAccounts", "st", properties={})
    keys = assignment(st, "Storage Account Key Operator Service Role", SOMEBODY)
    vm = machine("vm")
    runs = by("Microsoft.Compute/virtualMachines/runCommand/action")
    assert leaks(weights(st), keys, vm, *runs, net=("subnet",)) == {SOMEBODY: "RF-CHN-04 high fail"}
    assert leaks(weights(st), keys, vm, net=("subnet",)) == {}


def test_running_code_in_an_asset_reads_it() -> None:
    for type_, action in (
        ("Microsoft.Compute/virtualMachines", "runCommand/action"),
        ("Microsoft.Compute/virtualMachineScaleSets", "write"),
        ("Microsoft.ContainerInstance/containerGroups", "containers/exec/action"),
        ("Microsoft.Web/sites", "publishxml/action"),
    ):
        thing = res(type_, "x", properties={})
        grant = by(f"{type_}/{action}")
        assert leaks(weights(thing), *grant, net=("nobody",)) == {SOMEBODY: "RF-CHN-04 high fail"}
        assert leaks(weights(thing), *by(f"{type_}/read"), net=("nobody",)) == {}


def test_people_running_code_from_above_are_medium() -> None:
    vm, ops = res("Microsoft.Compute/virtualMachines", "x", properties={}), group("ops")
    role = assignment(GROUP, "Virtual Machine Contributor", ops)
    assert leaks(weights(vm), ops, role) == {"ops": "RF-CHN-04 medium fail"}


def test_types_without_a_rights_file_are_in_doubt() -> None:
    thing = res("Microsoft.Kusto/clusters", "x", properties={})
    contributor = assignment(GROUP, "Contributor", SOMEBODY)
    assert leaks(weights(thing), contributor) == {SOMEBODY: "RF-CHN-02 high unknown"}
    assert leaks(weights(thing), assignment(GROUP, "AcrPull", SOMEBODY)) == {}


def test_services_have_distinct_needs() -> None:
    for service in set(map(id, services().values())):
        found = next(each for each in services().values() if id(each) == service)
        names: dict[str, object] = {}
        for need in found.needs():
            assert names.setdefault(f"{need.name} {need.at}", need) == need, need.name
