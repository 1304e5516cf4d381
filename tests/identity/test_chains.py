"""Who gets at an asset through others: machines, identities, jobs, tokens of strangers, groups."""

from __future__ import annotations

from ringfence.graph.program import Level
from ringfence.model.facts import Unknown, Value
from ringfence.model.resource import Resource
from ringfence.model.symbols import symbol
from tests.build import GROUP, policy, res, rid, scene
from tests.identity.directory import (
    GITHUB,
    SOMEBODY,
    SUB,
    VM,
    WORKSPACE,
    assignment,
    claims,
    federated,
    group,
    identity,
    judge,
    leaks,
    machine,
    storage,
    token,
    weights,
)

AKS = "Microsoft.ContainerService/managedClusters"


def custom(
    name: str, *actions: str, not_: tuple[str, ...] = (), data: tuple[str, ...] = ()
) -> Resource:
    return res(
        "Microsoft.Authorization/roleDefinitions",
        name,
        scope=SUB,
        properties={
            "roleName": name,
            "permissions": [
                {"actions": list(actions), "notActions": list(not_), "dataActions": list(data)}
            ],
            "assignableScopes": [SUB],
        },
    )


def test_run_command_on_the_machine_that_reads() -> None:
    st, train = storage(), identity("train")
    reads = assignment(st, "Storage Blob Data Reader", train)
    role = custom("runner", "Microsoft.Compute/virtualMachines/runCommand/action")
    grant = assignment(GROUP, role.id, SOMEBODY)
    carried = machine("vm", train)
    assert leaks(weights(st), train, reads, role, grant, carried) == {
        SOMEBODY: "RF-CHN-04 high fail"
    }
    bare = machine("vm")
    assert leaks(weights(st), train, reads, role, grant, bare) == {}


def test_run_command_acts_from_where_the_machine_stands() -> None:
    """The store lets in the machine's subnet and nobody else: the command still reads it."""
    st, train = storage(), identity("train")
    others = (
        train,
        assignment(st, "Storage Blob Data Reader", train),
        machine("vm", train),
        assignment(GROUP, "Virtual Machine Contributor", SOMEBODY),
    )
    assert leaks(weights(st), *others, net=("subnet",)) == {SOMEBODY: "RF-CHN-04 high fail"}
    assert leaks(weights(st), *others, net=("nobody",)) == {}


def test_groups_that_pivot_are_high() -> None:
    st, train, ops = storage(), identity("train"), group("ops")
    others = (
        train,
        ops,
        assignment(st, "Storage Blob Data Reader", train),
        machine("vm", train),
        assignment(GROUP, "Virtual Machine Contributor", ops),
    )
    assert leaks(weights(st), *others) == {"ops": "RF-CHN-04 high fail"}


def test_assigning_an_identity_needs_compute_too() -> None:
    st, train = storage(), identity("train")
    reads = assignment(st, "Storage Blob Data Reader", train)
    operator = assignment(train, "Managed Identity Operator", SOMEBODY)
    elsewhere = f"{SUB}/resourceGroups/sandbox"
    compute = assignment(elsewhere, "Virtual Machine Contributor", SOMEBODY)
    assert leaks(weights(st), train, reads, operator, compute) == {SOMEBODY: "RF-CHN-04 high fail"}
    assert leaks(weights(st), train, reads, operator) == {}
    assert leaks(weights(st), train, reads, compute) == {}


def test_adding_a_federated_credential_needs_no_compute() -> None:
    st, train = storage(), identity("train")
    reads = assignment(st, "Storage Blob Data Reader", train)
    editor = assignment(train, "Managed Identity Contributor", SOMEBODY)
    assert leaks(weights(st), train, reads, editor) == {SOMEBODY: "RF-CHN-04 high fail"}
    other = identity("other")
    beside = assignment(other, "Managed Identity Contributor", SOMEBODY)
    assert leaks(weights(st), train, other, reads, beside) == {}


def test_chains_of_two_machines() -> None:
    st, inner, outer = storage(), identity("inner"), identity("outer")
    a, b = machine("a", inner), machine("b", outer)
    others = [
        inner, outer, a, b,
        assignment(st, "Storage Blob Data Reader", inner),
        assignment(b, "Virtual Machine Contributor", SOMEBODY),
    ]  # fmt: skip
    runs = assignment(a, "Virtual Machine Contributor", outer)
    assert leaks(weights(st), *others, runs) == {
        SOMEBODY: "RF-CHN-04 high fail",
        "userAssignedIdentities.outer": "RF-CHN-04 high fail",
    }
    back = assignment(b, "Virtual Machine Contributor", inner)
    assert leaks(weights(st), *others, back) == {}


def test_jobs_in_a_workspace_read_its_store() -> None:
    st = storage(allowSharedKeyAccess=True)

    def workspace(mode: str) -> Resource:
        properties = {"storageAccount": st.id, "systemDatastoresAuthMode": mode}
        return res(WORKSPACE, "ml", properties=properties)

    grant = assignment(GROUP, "AzureML Data Scientist", SOMEBODY)
    keys = workspace("AccessKey")
    assert leaks(weights(st), keys, grant, net=("nobody",)) == {SOMEBODY: "RF-CHN-04 high fail"}
    assert leaks(weights(st), workspace("Identity"), grant) == {}


def test_data_scientist_on_the_workspace_is_its_custodian() -> None:
    workspace = res(WORKSPACE, "ml", properties={})
    on = assignment(workspace, "AzureML Data Scientist", SOMEBODY)
    assert leaks(weights(workspace), on) == {}
    above = assignment(GROUP, "AzureML Data Scientist", SOMEBODY)
    assert leaks(weights(workspace), above) == {SOMEBODY: "RF-CHN-04 high fail"}
    contributor = assignment(workspace, "Contributor", SOMEBODY)
    assert leaks(weights(workspace), contributor) == {SOMEBODY: "RF-CHN-04 high fail"}


def test_federated_subject_in_and_out_of_the_repositories() -> None:
    st, train = storage(), identity("train")
    reads = assignment(st, "Storage Blob Data Reader", train)
    ours = policy(repositories=("acme/llm-train", "acme/serving-*"))

    def found(subject: Value, issuer: Value = GITHUB) -> dict[str, str]:
        credential = federated(train, subject, issuer)
        return leaks(weights(st), train, reads, credential, of=ours)

    inside = "repo:acme/llm-train:ref:refs/heads/main"
    assert found(inside) == {}
    assert found("repo:ACME/serving-eu:environment:prod") == {}
    for outside in ("repo:acme/other:ref:refs/heads/main", "repo:acme/llm-train-fork:pull_request"):
        assert found(outside) == {outside: "RF-CHN-05 high fail"}
    assert found(inside, "https://token.actions.example.org") == {inside: "RF-CHN-05 high fail"}
    assert found(inside, "https://token.actions.githubusercontent.com.evil.example") == {
        inside: "RF-CHN-05 high fail"
    }
    assert found(Unknown("no value")) == {"federated.train": "RF-CHN-05 high unknown"}
    assert found("repo:acme/other:x", Unknown("no value")) == {
        "repo:acme/other:x": "RF-CHN-05 high unknown"
    }


def test_flexible_credentials() -> None:
    st, train = storage(), identity("train")
    reads = assignment(st, "Storage Blob Data Reader", train)
    ours = policy(repositories=("acme/llm-train",))

    def found(expression: str) -> dict[str, str]:
        credential = federated(train, None, claimsMatchingExpression={"value": expression})
        return leaks(weights(st), train, reads, credential, of=ours)

    assert found("claims['sub'] matches 'repo:acme/llm-train:ref:refs/heads/*'") == {}
    wide = "claims['sub'] matches 'repo:acme/llm-train*'"
    assert found(wide) == {wide: "RF-CHN-05 high fail"}
    either = (
        "claims['sub'] eq 'repo:acme/llm-train:environment:p' or claims['sub'] matches 'repo:x/*'"
    )
    assert list(found(either).values()) == ["RF-CHN-05 high fail"]
    both = (
        "claims['sub'] matches 'repo:acme/llm-train:*' and "
        "claims['job_workflow_ref'] matches 'acme/*/.github/*'"
    )
    assert found(both) == {}


def test_a_foreign_subject_needs_network_from_the_internet() -> None:
    st, train = storage(), identity("train")
    reads = assignment(st, "Storage Blob Data Reader", train)
    credential = federated(train, "repo:evil/x:y")
    carried = machine("vm", train)
    assert leaks(weights(st), train, reads, credential, carried, net=("subnet",)) == {}
    owner = assignment(st, "Owner", train)
    assert leaks(weights(st), train, owner, credential, net=("subnet",)) == {
        "repo:evil/x:y": "RF-CHN-05 high fail",
        "userAssignedIdentities.train": "RF-CHN-03 high fail",
    }


def test_workloads_of_our_cluster_are_no_outsiders() -> None:
    st, train = storage(), identity("train")
    reads = assignment(st, "Storage Blob Data Reader", train)
    cluster = res(AKS, "aks", identity={"type": "SystemAssigned"}, properties={})
    issuer = symbol(f"{cluster.address}.oidc_issuer_url", cluster.root)
    subject = "system:serviceaccount:default:vllm"
    ours = federated(train, subject, issuer)
    assert leaks(weights(st), train, reads, cluster, ours) == {}
    of = scene(weights(st), train, reads, cluster, ours)
    judge(of, "subnet")
    assert ("reads", token(train), st.key) in claims(of, "reads")
    theirs = federated(train, subject, "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC")
    assert leaks(weights(st), train, reads, cluster, theirs) == {subject: "RF-CHN-05 high fail"}
    hidden = federated(train, subject, Unknown("no value"))
    assert leaks(weights(st), train, reads, cluster, hidden) == {subject: "RF-CHN-05 high unknown"}
    enters = assignment(GROUP, "Azure Kubernetes Service Cluster Admin Role", SOMEBODY)
    assert leaks(weights(st), train, reads, cluster, ours, enters) == {
        SOMEBODY: "RF-CHN-04 high fail"
    }


def test_nested_groups_and_their_members() -> None:
    st, train = storage(), identity("train")
    inner = group("inner", train)
    outer = group("outer", inner)
    above = assignment(GROUP, "Storage Blob Data Reader", outer)
    assert leaks(weights(st), inner, outer, train, above) == {
        "outer": "RF-CHN-01 medium fail",
        "userAssignedIdentities.train": "RF-CHN-01 high fail",
    }
    on = assignment(st, "Storage Blob Data Reader", outer)
    assert leaks(weights(st), inner, outer, train, on) == {}
    vm = machine("vm", train)
    runs = assignment(vm, "Virtual Machine Contributor", SOMEBODY)
    assert leaks(weights(st), inner, outer, train, on, vm, runs) == {
        SOMEBODY: "RF-CHN-04 high fail"
    }


def test_owners_of_groups_and_applications_join_them() -> None:
    st = storage()
    ml = group("ml")
    ml.body["properties"]["owners"] = [SOMEBODY]  # type: ignore[index,call-overload] # a dict
    on = assignment(st, "Storage Blob Data Reader", ml)
    assert leaks(weights(st), ml, on) == {SOMEBODY: "RF-CHN-04 high fail"}
    assert leaks(weights(st), group("ml"), on) == {}


def test_permissions_that_join_groups() -> None:
    st, ml = storage(), group("ml")
    on = assignment(st, "Storage Blob Data Reader", ml)

    def permission(id_: Value) -> Resource:
        return Resource(
            "graph/approleassignedto/1", "Microsoft.Graph/appRoleAssignedTo", "p",
            {"properties": {"appRoleId": id_, "principalId": SOMEBODY}}, "permission.p",
        )  # fmt: skip

    joins = permission("dbaae8cf-10b5-4b86-a4a1-f871c94c6695")
    assert leaks(weights(st), ml, on, joins) == {SOMEBODY: "RF-CHN-04 high fail"}
    reads_users = permission("df021288-bdef-4463-88db-98f22de89214")
    assert leaks(weights(st), ml, on, reads_users) == {}
    hidden = permission(Unknown("a data source"))
    assert leaks(weights(st), ml, on, hidden) == {SOMEBODY: "RF-CHN-04 high unknown"}


def test_kubelet_identity_is_carried_by_the_cluster() -> None:
    st = storage()
    cluster = res(AKS, "aks", properties={})
    kubelet = symbol(f"{cluster.address}.kubelet_identity[0].object_id", cluster.root)
    of = scene(weights(st), cluster, assignment(st, "Storage Blob Data Reader", kubelet))
    judge(of, "subnet")
    assert ("reads", kubelet.lower(), st.key) in claims(of, "reads")


def test_identities_that_may_be_attached() -> None:
    st, train = storage(), identity("train")
    reads = assignment(st, "Storage Blob Data Reader", train)
    runs = assignment(GROUP, "Virtual Machine Contributor", SOMEBODY)
    vm = res(VM, "vm", identity={"type": "UserAssigned", "userAssignedIdentities": Unknown("?")})
    assert leaks(weights(st), train, reads, runs, vm) == {SOMEBODY: "RF-CHN-04 high unknown"}
    hidden = res(VM, "vm", identity=Unknown("?"))
    assert leaks(weights(st), train, reads, runs, hidden) == {SOMEBODY: "RF-CHN-04 high unknown"}


def test_custodians_on_compute_are_known_to_egress() -> None:
    st, train = storage(), identity("train")
    vm = machine("vm", train)
    of = scene(weights(st), train, vm, assignment(st, "Storage Blob Data Reader", train))
    assert judge(of, "subnet") == []
    assert claims(of, "reads", Level.SURE) == {("reads", token(train), st.key)}
    assert rid(VM, "vm") == vm.id
