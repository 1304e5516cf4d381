"""Which workload holds what, and ways out of networks that the provider runs."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.graph.azure.egress import PLANE
from ringfence.graph.azure.identity import PLANE as IDENTITY
from ringfence.model.asset import Asset
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from ringfence.readers.identity import principal
from tests.build import GROUP, asset, findings, policy, res, rid, scene
from tests.egress.estates import (
    DENY,
    GUARDED,
    HIDDEN,
    NSGS,
    SUBNETS,
    depth,
    leaks,
    machine,
    network,
    nic,
    nsg,
    outcome,
    ref,
    rule,
    subnet,
)

WORKSPACES = "Microsoft.MachineLearningServices/workspaces"
CLUSTERS = "Microsoft.ContainerService/managedClusters"
ACCOUNTS = "Microsoft.Storage/storageAccounts"
CONTAINERS = f"{ACCOUNTS}/blobServices/containers"
DISKS = "Microsoft.Compute/disks"
SITES = "Microsoft.Web/sites"
GROUPS = "Microsoft.ContainerInstance/containerGroups"
CLOSED_SUBNET = (network(), subnet(**GUARDED), nsg(DENY))
OPEN_SUBNET = (network(), subnet(**GUARDED), nsg())


def workspace(mode: Any = None, rules: Any = None, **more: Any) -> Resource:
    managed: Any = {} if mode is None else {"isolationMode": mode}
    if rules is not None:
        managed["outboundRules"] = rules
    properties = {"managedNetwork": managed} | more if managed else more
    return res(WORKSPACES, "ws", location="westeurope", properties=properties)


def out(of: Resource, *others: Resource, **more: Any) -> str:
    return outcome(scene([asset(of)], *others, of=policy(**more)))


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (None, "open"),
        ("Disabled", "open"),
        ("AllowInternetOutbound", "open"),
        ("AllowOnlyApprovedOutbound", "closed"),
        ("allowonlyapprovedoutbound", "closed"),
        (HIDDEN, "unknown"),
    ],
)
def test_isolation_of_a_workspace(mode: Any, expected: str) -> None:
    assert out(workspace(mode)) == expected


def test_the_managed_network_names_the_workspace() -> None:
    found = leaks(scene([asset(workspace("AllowInternetOutbound"))]))
    assert [(f.rule, f.address, f.severity.value) for f in found] == [
        ("RF-EGR-02", "workspaces.ws", "high")
    ]
    closed = scene([asset(workspace("AllowOnlyApprovedOutbound"))])
    assert depth(closed) == (1, ["isolation"])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"type": "FQDN", "destination": "files.example.org"}, ["medium:fail"]),
        ({"type": "FQDN", "destination": "*.blob.core.windows.net"}, ["high:fail"]),
        ({"type": "FQDN", "destination": "stours.blob.core.windows.net"}, []),
        ({"type": "FQDN", "destination": "mcr.microsoft.com"}, []),
        ({"type": "FQDN", "destination": HIDDEN}, ["high:unknown"]),
        ({"type": "ServiceTag", "destination": {"serviceTag": "Storage.WestEurope"}}, ["high:fail"]),
        ({"type": "ServiceTag", "destination": {"serviceTag": "AzureActiveDirectory"}}, []),
        ({"type": "ServiceTag", "destination": {"serviceTag": "Storage", "action": "Deny"}}, []),
        ({"type": "ServiceTag", "destination": {"serviceTag": HIDDEN}}, ["high:unknown"]),
        ({"type": "PrivateEndpoint", "destination": {"serviceResourceId": rid(ACCOUNTS, "stours")}}, []),
        (
            {"type": "PrivateEndpoint", "destination": {"serviceResourceId": rid(ACCOUNTS, "x", scope="/subscriptions/9/resourceGroups/g")}},
            ["high:fail"],
        ),
        ({"type": "PrivateEndpoint", "destination": {"serviceResourceId": HIDDEN}}, ["high:unknown"]),
        (HIDDEN, ["high:unknown"]),
    ],
)  # fmt: skip
def test_approved_destinations(written: Any, expected: list[str]) -> None:
    ours = res(ACCOUNTS, "stours", properties={})
    own = policy(subscriptions=frozenset({"00000000-0000-0000-0000-00000000000a"}))

    def seen(ws: Resource, *others: Resource) -> list[str]:
        found = leaks(scene([asset(ws)], ours, *others, of=own))
        return [f"{f.severity.value}:{f.outcome.value}" for f in found]

    assert seen(workspace("AllowOnlyApprovedOutbound", {"r": written})) == expected
    child_of = res(f"{WORKSPACES}/outboundRules", "ws", "r", properties=written)
    assert seen(workspace("AllowOnlyApprovedOutbound"), child_of) == expected
    # Where nothing is isolated, approving one more destination changes nothing.
    assert seen(workspace("AllowInternetOutbound"), child_of) == ["high:fail"]


def compute(subnet_: Any = None, *, public: Any = False, kind: str = "AmlCompute") -> Resource:
    inner: Any = {"enableNodePublicIp": public}
    if subnet_ is not None:
        inner["subnet"] = subnet_ if isinstance(subnet_, Unknown) else {"id": subnet_}
    properties = {"computeType": kind, "properties": inner}
    return res(f"{WORKSPACES}/computes", "ws", "gpu", properties=properties)


def test_compute_in_subnets_of_ours_is_judged_there() -> None:
    here = rid(SUBNETS, "v", "s")
    assert out(workspace(), compute(here), *CLOSED_SUBNET) == "closed"
    assert out(workspace(), compute(here, public=True), *OPEN_SUBNET) == "open"
    assert out(workspace(), compute(here), *OPEN_SUBNET) == "unknown"  # default access: nobody says
    assert out(workspace(), compute(), *CLOSED_SUBNET) == "open"
    assert out(workspace(), compute(HIDDEN), *CLOSED_SUBNET) == "unknown"
    assert out(workspace("AllowOnlyApprovedOutbound"), compute()) == "closed"
    assert out(workspace(), compute(here, kind="Kubernetes"), *CLOSED_SUBNET) == "open"
    closed = scene([asset(workspace())], compute(here), *CLOSED_SUBNET)
    assert depth(closed) == (1, ["serverless"])


def test_serverless_compute_in_a_subnet_of_ours() -> None:
    settings = {
        "serverlessComputeCustomSubnet": rid(SUBNETS, "v", "s"),
        "serverlessComputeNoPublicIP": False,
    }
    ws = workspace(serverlessComputeSettings=settings)
    assert out(ws, *CLOSED_SUBNET) == "closed"
    assert out(ws, *OPEN_SUBNET) == "open"


def test_a_project_uses_the_network_of_its_hub() -> None:
    def project(mode: str) -> str:
        inner = res(WORKSPACES, "project", properties={"hubResourceId": rid(WORKSPACES, "ws")})
        return out(inner, workspace(mode))

    assert project("AllowInternetOutbound") == "open"
    assert project("AllowOnlyApprovedOutbound") == "closed"


def stored(ws: Resource, *others: Resource) -> list[str]:
    account = res(ACCOUNTS, "st", properties={})
    container = res(CONTAINERS, "st", "default", "weights", properties={})
    other = res(ACCOUNTS, "other", properties={})
    of = scene(
        [asset(account), asset(container, holder=account), asset(other)], ws, *others
    )  # fmt: skip
    return sorted(f"{f.asset.name}:{f.outcome.value}" for f in leaks(of) if f.asset)


def test_a_workspace_holds_its_stores() -> None:
    store = rid(ACCOUNTS, "st")
    assert stored(workspace(storageAccount=store)) == ["st:fail", "weights:fail"]
    assert stored(workspace("AllowOnlyApprovedOutbound", storageAccount=store)) == []
    assert stored(workspace()) == []
    hidden = stored(workspace(storageAccount=HIDDEN))
    assert hidden == ["other:unknown", "st:unknown", "weights:unknown"]
    datastore = res(f"{WORKSPACES}/datastores", "ws", "d", properties={"accountName": "st"})
    assert stored(workspace(), datastore) == ["st:fail", "weights:fail"]


def test_disks_are_held_by_the_machine_that_they_are_attached_to() -> None:
    snapshot = res("Microsoft.Compute/snapshots", "snap", properties={})
    disk = res(DISKS, "d", properties={"creationData": {"sourceResourceId": snapshot.id}})
    spare = res(DISKS, "spare", properties={})

    def attached(reference: Any, *rules: Any) -> list[str]:
        vm = machine(storageProfile={"dataDisks": [{"lun": 1, "managedDisk": {"id": reference}}]})
        of = scene([asset(disk), asset(snapshot), asset(spare)], vm, nic(), network(),
                   subnet(**GUARDED), nsg(*rules))  # fmt: skip
        return sorted(f"{f.asset.name}:{f.outcome.value}" for f in leaks(of) if f.asset)

    assert attached(disk.id) == ["d:fail", "snap:fail"]
    assert attached(disk.id, DENY) == []
    assert attached(rid(DISKS, "elsewhere")) == []
    assert attached(HIDDEN) == ["d:unknown", "snap:unknown", "spare:unknown"]


def cluster(outbound: Any = None, pool: Any = None, **more: Any) -> Resource:
    profile = {} if outbound is None else {"networkProfile": {"outboundType": outbound}}
    properties = profile | {"agentPoolProfiles": [{"name": "p"} | (pool or {})]} | more
    return res(CLUSTERS, "aks", location="westeurope", properties=properties)


@pytest.mark.parametrize(
    ("outbound", "managed", "in_subnet"),
    [
        (None, "open", "open"),
        ("loadBalancer", "open", "open"),
        ("managedNATGateway", "open", "open"),
        ("userAssignedNATGateway", "open", "unknown"),
        ("none", "closed", "unknown"),
        ("block", "closed", "closed"),
        (HIDDEN, "unknown", "unknown"),
    ],
)
def test_outbound_types_of_clusters(outbound: Any, managed: str, in_subnet: str) -> None:
    assert out(cluster(outbound)) == managed
    placed = {"vnetSubnetID": rid(SUBNETS, "v", "s")}
    assert out(cluster(outbound, placed), *OPEN_SUBNET) == in_subnet
    assert out(cluster(outbound, placed), *CLOSED_SUBNET) == "closed"
    private = (network(), subnet(defaultOutboundAccess=False))
    assert out(cluster("none", placed), *private) == "closed"


def test_pods_leave_by_their_own_subnet() -> None:
    pool = {"vnetSubnetID": rid(SUBNETS, "v", "s"), "podSubnetID": rid(SUBNETS, "v", "pods")}
    pods = subnet("pods", "10.0.2.0/24")
    shut = subnet("pods", "10.0.2.0/24", networkSecurityGroup=ref(NSGS, "g"))
    assert out(cluster(pool=pool), *CLOSED_SUBNET, pods) == "open"
    assert out(cluster(pool=pool), *CLOSED_SUBNET, shut) == "closed"


def test_container_groups_and_apps() -> None:
    here = [{"id": rid(SUBNETS, "v", "s")}]
    assert out(res(GROUPS, "aci", properties={})) == "open"
    assert out(res(GROUPS, "aci", properties={"subnetIds": here}), *CLOSED_SUBNET) == "closed"
    assert out(res(GROUPS, "aci", properties={"subnetIds": here}), *OPEN_SUBNET) == "open"
    assert out(res(GROUPS, "aci", properties={"subnetIds": HIDDEN}), *CLOSED_SUBNET) == "unknown"
    joined = {"virtualNetworkSubnetId": rid(SUBNETS, "v", "s")}
    assert out(res(SITES, "app", properties={})) == "open"
    assert out(res(SITES, "app", properties=joined), *CLOSED_SUBNET) == "open"
    routed = joined | {"vnetRouteAllEnabled": True}
    assert out(res(SITES, "app", properties=routed), *CLOSED_SUBNET) == "closed"
    hidden = joined | {"vnetRouteAllEnabled": HIDDEN}
    assert out(res(SITES, "app", properties=hidden), *CLOSED_SUBNET) == "unknown"


def test_a_container_group_holds_the_share_that_it_mounts() -> None:
    account = res(ACCOUNTS, "st", properties={})
    models = res(f"{ACCOUNTS}/fileServices/shares", "st", "default", "models", properties={})
    other = res(f"{ACCOUNTS}/fileServices/shares", "st", "default", "other", properties={})
    volume = {"name": "m", "azureFile": {"storageAccountName": "st", "shareName": "models"}}
    aci = res(GROUPS, "aci", properties={"volumes": [volume]})
    of = scene([asset(account), asset(models), asset(other)], aci)
    assert sorted(f.asset.name for f in leaks(of) if f.asset) == ["models", "st"]


READER = "/providers/Microsoft.Authorization/roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"


def reading(role_on: str, *rules: Any, carried: bool = True) -> list[str]:
    """A machine whose identity may read blobs of an account, or of another one."""
    account = res(
        ACCOUNTS, "st", location="westeurope", properties={"publicNetworkAccess": "Enabled"}
    )
    other = res(
        ACCOUNTS, "other", location="westeurope", properties={"publicNetworkAccess": "Enabled"}
    )
    vm = machine()
    identity = res("Microsoft.ManagedIdentity/userAssignedIdentities", "id", properties={
        "principalId": principal(rid("Microsoft.ManagedIdentity/userAssignedIdentities", "id"))})  # fmt: skip
    if carried:
        vm.body["identity"] = {"type": "UserAssigned", "userAssignedIdentities": {identity.id: {}}}
    grant = res("Microsoft.Authorization/roleAssignments", "ra", properties={
        "scope": rid(ACCOUNTS, role_on), "principalId": principal(identity.id),
        "principalType": "ServicePrincipal", "roleDefinitionId": READER,
    }, scope=GROUP)  # fmt: skip
    assets: list[Asset] = [asset(account)]
    of = scene(assets, other, vm, nic(), network(), subnet(**GUARDED), nsg(*rules), grant, identity)
    found = findings(of, IDENTITY, PLANE)
    return [f"{f.rule}:{f.outcome.value}" for f in found if f.kind.value == "egress"]


def test_an_identity_that_reads_the_asset_makes_its_machine_a_holder() -> None:
    assert reading("st") == ["RF-EGR-01:fail"]
    assert reading("st", DENY) == []
    assert reading("other") == []
    assert reading("st", carried=False) == []
    assert reading("st", rule("Deny", HIDDEN, HIDDEN)) == ["RF-EGR-01:unknown"]


def test_an_asset_or_workload_that_may_not_exist_leaks_only_perhaps() -> None:
    vm = machine()
    vm.presence = HIDDEN
    assert outcome(scene([asset(vm)], network(), subnet(), nic())) == "unknown"


def test_two_workloads_that_one_change_closes_are_one_finding() -> None:
    account = res(ACCOUNTS, "st", properties={})
    ws = workspace("AllowInternetOutbound", storageAccount=account.id)
    found = leaks(scene([asset(account)], ws, compute()))
    assert [(f.rule, f.address) for f in found] == [("RF-EGR-02", "workspaces.ws")]
