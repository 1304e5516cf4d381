"""Hiding a fact never seals: every value of every resource of leaky estates, one at a time."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import pytest

from ringfence.engine.verdicts import judge as verdicts
from ringfence.graph.program import Level
from ringfence.graph.proof import derive
from ringfence.graph.walls import Depths
from ringfence.model.assessment import Verdict
from ringfence.model.facts import Unknown, Value
from ringfence.model.resource import Resource
from ringfence.model.symbols import symbol
from tests.build import GROUP, asset, res, scene
from tests.identity.directory import (
    GITHUB,
    REGISTRY,
    SOMEBODY,
    SUB,
    VAULT,
    WORKSPACE,
    assignment,
    federated,
    group,
    identity,
    judge,
    machine,
    storage,
    token,
)

HIDDEN = Unknown("a variable has no value")
MG = "Microsoft.Management/managementGroups"
COSMOS = "Microsoft.DocumentDB/databaseAccounts"
APPLICATIONS = "Microsoft.Graph/applications"
COMPUTES = f"{WORKSPACE}/computes"
AKS = "Microsoft.ContainerService/managedClusters"


def custom(**lists: Value) -> Resource:
    return res(
        "Microsoft.Authorization/roleDefinitions", "custom", scope=SUB,
        properties={"roleName": "custom", "permissions": [lists], "assignableScopes": [SUB]},
    )  # fmt: skip


def estates() -> Iterator[tuple[str, Resource, list[Resource], tuple[str, ...]]]:
    """Yield leaky estates: name, asset, the rest, what the network lets through."""
    st, train = storage(), identity("train")
    reads = assignment(st, "Storage Blob Data Reader", train)
    everywhere = ("internet", "inside", "subnet")
    yield "role above", st, [assignment(GROUP, "Storage Blob Data Reader", SOMEBODY)], everywhere
    ml = group("ml", SOMEBODY)
    yield "group above", st, [ml, assignment(GROUP, "Storage Blob Data Reader", ml)], everywhere
    yield "contributor", st, [assignment(SUB, "Contributor", SOMEBODY)], ("nobody",)
    keyed = storage(allowSharedKeyAccess=True)
    operator = assignment(keyed, "Storage Account Key Operator Service Role", SOMEBODY)
    yield "keys", keyed, [operator], everywhere
    registry = res(REGISTRY, "cr", sku={"name": "Premium"}, properties={})
    yield "reader", registry, [assignment(SUB, "Reader", SOMEBODY)], everywhere
    vault = res(VAULT, "kv", properties={"enableRbacAuthorization": False, "accessPolicies": []})
    yield "vault write", vault, [assignment(GROUP, "Key Vault Contributor", SOMEBODY)], everywhere
    role = custom(actions=["Microsoft.Storage/*"], notActions=["*/write"])
    yield "custom", keyed, [role, assignment(GROUP, role.id, SOMEBODY)], everywhere
    condition = (
        "@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] "
        "ForAnyOfAnyValues:GuidEquals {2a2b9908-6ea1-4ae2-8e65-a410df84e7d1}"
    )
    admin = "Role Based Access Control Administrator"
    yield "delegation", st, [assignment(GROUP, admin, SOMEBODY, condition=condition)], everywhere
    writing = condition.replace(
        "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", "b24988ac-6180-42a0-ab88-20f7382dd24c"
    )
    opens = assignment(GROUP, admin, SOMEBODY, condition=writing)
    yield "delegation of a writing role", st, [opens], ("nobody",)
    vm = machine("vm", train)
    runs = assignment(vm, "Virtual Machine Contributor", SOMEBODY)
    yield "machine", st, [train, reads, vm, runs], ("subnet",)
    own = machine("vm", system=True)
    to_own = assignment(st, "Storage Blob Data Reader", own)
    yield "system identity", st, [own, to_own, runs], ("subnet",)
    assigns = [
        assignment(train, "Managed Identity Operator", SOMEBODY),
        assignment(f"{SUB}/resourceGroups/dev", "Virtual Machine Contributor", SOMEBODY),
    ]
    yield "assign", st, [train, reads, *assigns], everywhere
    yield "federated", st, [train, reads, federated(train, "repo:evil/x:y")], everywhere
    inside = group("inside", train)
    onto = assignment(st, "Storage Blob Data Reader", inside)
    yield "member", st, [train, inside, onto, federated(train, "repo:evil/x:y")], everywhere
    owned = group("owned")
    owned.body = {"properties": {**_properties(owned), "owners": [SOMEBODY]}}
    to_owned = assignment(st, "Storage Blob Data Reader", owned)
    yield "owner", st, [owned, to_owned], everywhere
    workspace = res(WORKSPACE, "ml", properties={"storageAccount": keyed.id})
    jobs = assignment(GROUP, "AzureML Data Scientist", SOMEBODY)
    yield "jobs", keyed, [workspace, jobs], ("nobody",)
    cluster = res(AKS, "aks", properties={})
    issuer = symbol(f"{cluster.address}.oidc_issuer_url", cluster.root)
    workload = federated(train, "system:serviceaccount:a:b", issuer)
    enters = assignment(cluster, "Azure Kubernetes Service Cluster Admin Role", SOMEBODY)
    yield "workload", st, [train, reads, cluster, workload, enters], everywhere
    disk = res("Microsoft.Compute/disks", "d", properties={})
    attached: Value = {"dataDisks": [{"managedDisk": {"id": disk.id}}]}
    holder = res("Microsoft.Compute/virtualMachines", "vm", properties={"storageProfile": attached})
    script = custom(actions=["Microsoft.Compute/virtualMachines/runCommand/action"])
    commands = assignment(GROUP, script.id, SOMEBODY)
    yield "disk", disk, [holder, script, commands], ("nobody",)
    account = res("Microsoft.DocumentDB/databaseAccounts", "c", properties={})
    reader = assignment(GROUP, "Reader", SOMEBODY)
    yield "cosmos", account, [reader], everywhere
    permission = Resource(
        "graph/approleassignedto/1", "Microsoft.Graph/appRoleAssignedTo", "p",
        {"properties": {"appRoleId": "dbaae8cf-10b5-4b86-a4a1-f871c94c6695",
                        "principalId": SOMEBODY}}, "permission.p",
    )  # fmt: skip
    plain = group("plain")
    to_plain = assignment(st, "Storage Blob Data Reader", plain)
    yield "join", st, [plain, to_plain, permission], everywhere

    yield from more_estates(st, train)


def more_estates(
    st: Resource, train: Resource
) -> Iterator[tuple[str, Resource, list[Resource], tuple[str, ...]]]:
    everywhere = ("internet", "inside", "subnet")
    corp = res(MG, "corp", scope="", properties={"subscriptions": [SUB]})
    top = res(MG, "top", scope="", properties={"displayName": "top"})
    corp.body = {"properties": {**_properties(corp), "parentId": top.id}}
    blobs = "Storage Blob Data Reader"
    yield "management group", st, [corp, top, assignment(top, blobs, SOMEBODY)], everywhere
    yield "root", st, [assignment("/", blobs, SOMEBODY)], everywhere
    entry: Value = {"objectId": token(train), "permissions": {"secrets": ["Get"]}}
    vault = res(
        VAULT, "kv", properties={"enableRbacAuthorization": False, "accessPolicies": [entry]}
    )
    vm = machine("vm", train)
    runs = assignment(vm, "Virtual Machine Contributor", SOMEBODY)
    yield "access policy", vault, [train, vm, runs], everywhere
    account = res(COSMOS, "c", properties={"disableLocalAuth": True})
    role = f"{account.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000001"
    local = Resource(
        f"{account.id}/sqlRoleAssignments/a", f"{COSMOS}/sqlRoleAssignments", "a",
        {"properties": {"principalId": token(train), "roleDefinitionId": role,
                        "scope": account.id}}, "cosmos.a",
    )  # fmt: skip
    yield "data-plane role", account, [train, local, vm, runs], everywhere
    own = custom(actions=["Microsoft.Authorization/roleDefinitions/write"])
    yield "widening", st, [own, assignment(SUB, own.id, SOMEBODY)], everywhere
    keys = assignment(st, "Storage Account Key Operator Service Role", SOMEBODY)
    writes = custom(actions=["Microsoft.Storage/storageAccounts/write"])
    change = assignment(GROUP, writes.id, SOMEBODY)
    yield "two roles", st, [keys, writes, change], everywhere
    definition = res(
        "Microsoft.ManagedServices/registrationDefinitions", "d", scope=SUB,
        properties={"managedByTenantId": "99999999-9999-9999-9999-999999999999",
                    "authorizations": [{
                        "principalId": SOMEBODY,
                        "roleDefinitionId": "/x/b24988ac-6180-42a0-ab88-20f7382dd24c"}]},
    )  # fmt: skip
    delegated = res(
        "Microsoft.ManagedServices/registrationAssignments", "a", scope=SUB,
        properties={"registrationDefinitionId": definition.id},
    )  # fmt: skip
    yield "lighthouse", st, [definition, delegated], everywhere
    app = Resource(
        "graph/applications/app", APPLICATIONS, "app",
        {"properties": {"appId": "app-id", "owners": [SOMEBODY]}}, "app",
    )  # fmt: skip
    service = Resource(
        "graph/serviceprincipals/sp-id", "Microsoft.Graph/servicePrincipals", "sp",
        {"properties": {"id": "sp-id", "appId": "app-id"}}, "sp",
    )  # fmt: skip
    to_service = assignment(st, blobs, service)
    yield "application owner", st, [app, service, to_service], everywhere
    plain = Resource(
        "graph/applications/app", APPLICATIONS, "app", {"properties": {"appId": "app-id"}}, "app"
    )
    credential = Resource(
        "graph/applications/app/federatedIdentityCredentials/c",
        f"{APPLICATIONS}/federatedIdentityCredentials", "c",
        {"properties": {"issuer": GITHUB, "subject": "repo:evil/x:y"}}, "credential",
    )  # fmt: skip
    yield "application trust", st, [plain, service, to_service, credential], everywhere
    compute = res(COMPUTES, "ml", "gpu", identity={"type": "SystemAssigned"}, properties={})
    workspace = res(WORKSPACE, "ml", properties={})
    job = assignment(workspace, "AzureML Data Scientist", SOMEBODY)
    yield "job", st, [workspace, compute, assignment(st, blobs, compute), job], ("subnet",)
    bare = machine("vm")
    stands = custom(actions=["Microsoft.Compute/virtualMachines/runCommand/action"])
    keyed = storage(allowSharedKeyAccess=True)
    network = res("Microsoft.Network/virtualNetworks", "v", properties={})
    subnet = res("Microsoft.Network/virtualNetworks/subnets", "v", "s", properties={})
    joins = [
        assignment(network, "Network Contributor", SOMEBODY),
        assignment(f"{SUB}/resourceGroups/dev", "Virtual Machine Contributor", SOMEBODY),
    ]
    yield "joined subnet", keyed, [network, subnet, keys, *joins], ("subnet",)
    yield "tunnel", keyed, [bare, stands, assignment(bare, stands.id, SOMEBODY), keys], ("subnet",)


def _properties(of: Resource) -> dict[str, Value]:
    found = of.body["properties"]
    assert isinstance(found, dict)
    return found


def verdict(of: Resource, others: list[Resource], net: tuple[str, ...]) -> Verdict:
    judged = scene([asset(of)], *others)
    found = judge(judged, *net)
    fallen = derive(judged.program, Level.FALLEN)
    return verdicts(judged, found, fallen, Depths(judged.program))[0][0].verdict


def hidings(value: Value) -> Iterator[Value]:
    """Yield the value with one part after the other hidden, itself last."""
    if isinstance(value, dict):
        for name, inner in value.items():
            for hidden in hidings(inner):
                yield {**value, name: hidden}
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            for hidden in hidings(inner):
                yield [*value[:index], hidden, *value[index + 1 :]]
    yield HIDDEN


CASES = {name: (of, others, net) for name, of, others, net in estates()}


@pytest.mark.parametrize("name", CASES)
def test_hiding_a_fact_never_seals(name: str) -> None:
    of, others, net = CASES[name]
    assert verdict(of, others, net) is Verdict.OPEN
    everything = [of, *others]
    for index, resource in enumerate(everything):
        for body in hidings(dict(resource.body)):
            if not isinstance(body, dict) or any(k not in body for k in resource.body):
                continue
            changed = copy.copy(resource)
            changed.body = body
            replaced = [*everything[:index], changed, *everything[index + 1 :]]
            answer = verdict(replaced[0], replaced[1:], net)
            assert answer is not Verdict.SEALED, (resource.address, body)


@pytest.mark.parametrize("name", CASES)
def test_a_resource_that_may_not_exist_never_seals(name: str) -> None:
    of, others, net = CASES[name]
    for index, resource in enumerate(others):
        changed = copy.copy(resource)
        changed.presence = HIDDEN
        replaced = [*others[:index], changed, *others[index + 1 :]]
        assert verdict(of, replaced, net) is not Verdict.SEALED, resource.address
