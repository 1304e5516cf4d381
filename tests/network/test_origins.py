"""What other planes ask: does this place reach that endpoint, and where does compute stand."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Any

from ringfence.graph.azure.network.reach import connect
from ringfence.graph.program import Level
from ringfence.graph.proof import derive
from ringfence.model.boundary import Policy
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import symbol
from tests.build import policy, res, rid, scene
from tests.network.estate import (
    CLOSED,
    STORAGE,
    VNET,
    endpoint,
    nic,
    nsg,
    pair,
    peering,
    rule,
    store,
    subnet,
    vm,
    vnet,
)  # fmt: skip
from tests.network.test_private import gateway

HIDDEN = Unknown("it is hidden")
WORKSPACE = "Microsoft.MachineLearningServices/workspaces"
V, W = vnet("v"), vnet("w", "10.1.0.0/16")
S, T = subnet("v", "s"), subnet("w", "t", "10.1.1.0/24")
AT_S, AT_T = f"subnet:{S.key}", f"subnet:{T.key}"


def net(origin: str, target: Resource, *others: Resource, of: Policy | None = None) -> str:
    """Return whether the claim holds surely, perhaps or not at all."""
    made = scene([], target, *others, of=of)
    claim = made.program.claim(connect(made).net(origin, target))
    if derive(made.program, Level.SURE).holds(claim):
        return "sure"
    return "may" if derive(made.program, Level.MAY).holds(claim) else "no"


def deny(**more: Any) -> dict[str, Any]:
    return {"networkAcls": {"defaultAction": "Deny", "bypass": "None", **more}}


def test_a_subnet_reaches_what_everybody_reaches() -> None:
    assert net(AT_S, store(publicNetworkAccess="Enabled"), V, S) == "sure"
    assert net(AT_S, store(**deny()), V, S) == "no"
    assert net(AT_S, store(), V, S) == "no"


def test_a_network_rule_admits_its_subnet_alone() -> None:
    admits = store(**deny(virtualNetworkRules=[{"id": S.id}]))
    assert net(AT_S, admits, V, S, W, T) == "sure"
    assert net(AT_T, admits, V, S, W, T) == "no"
    assert net(AT_S, store(**deny(virtualNetworkRules=[{"id": HIDDEN}])), V, S) == "may"
    closed = store(**deny(virtualNetworkRules=[{"id": S.id}]), publicNetworkAccess="Disabled")
    assert net(AT_S, closed, V, S) == "no"


def test_a_private_endpoint_serves_its_network_and_its_peers() -> None:
    st = store()
    link = endpoint("pe", S, st)
    assert net(AT_S, st, V, S, link) == "sure"
    assert net(AT_T, st, V, S, W, T, link) == "no"
    assert net(AT_T, st, V, S, W, T, link, *pair("v", "w")) == "sure"
    assert net(AT_T, st, V, S, W, T, link, peering("v", "w")) == "no"
    assert net(AT_T, st, V, S, W, T, link, peering("v", "w"), peering("w", HIDDEN)) == "may"
    assert net("internet", st, V, S, link) == "no"


def test_the_address_by_which_a_subnet_leaves() -> None:
    address = res("Microsoft.Network/publicIPAddresses", "out", root="r", properties={})
    address.address = "azurerm_public_ip.out"
    nat = res("Microsoft.Network/natGateways", "nat",
              properties={"publicIpAddresses": [{"id": address.id}]})  # fmt: skip
    behind = subnet("v", "s", natGateway={"id": nat.id})
    rules = [{"value": symbol("azurerm_public_ip.out.ip_address", "r")}]
    admits = store(**deny(ipRules=rules))
    assert net(AT_S, admits, V, behind, nat, address) == "sure"
    assert net(AT_S, admits, V, S, nat, address) == "no"
    # An address of our own is no outsider.
    assert net("internet", admits, V, behind, nat, address) == "no"
    foreign = [{"value": symbol("module.other.address", "r")}]
    assert net("internet", store(**deny(ipRules=foreign)), address) == "may"


def test_trusted_services_pass_with_their_identity() -> None:
    workspace = res(WORKSPACE, "aml", properties={})
    app = res("Microsoft.Web/sites", "app", properties={})
    trusting = store(networkAcls={"defaultAction": "Deny", "bypass": "AzureServices"})
    assert net(f"managed:{workspace.key}", trusting, workspace) == "sure"
    assert net(f"managed:{app.key}", trusting, app) == "no"
    assert net(f"managed:{workspace.key}", store(**deny()), workspace) == "no"
    off = store(
        networkAcls={"defaultAction": "Deny", "bypass": "AzureServices"},
        publicNetworkAccess="Disabled",
    )
    assert net(f"managed:{workspace.key}", off, workspace) == "sure"
    hidden = store(networkAcls={"defaultAction": "Deny", "bypass": HIDDEN})
    assert net(f"managed:{workspace.key}", hidden, workspace) == "may"
    silent = store(networkAcls={"defaultAction": "Deny"})
    assert net(f"managed:{workspace.key}", silent, workspace) == "sure"


def test_a_managed_network_links_its_own_stores() -> None:
    st = res(STORAGE, "st", properties={**CLOSED, "networkAcls": {"bypass": "None"}})

    def workspace(mode: Any, linked: Any = st.id) -> Resource:
        return res(WORKSPACE, "aml", properties={
            "storageAccount": linked, "managedNetwork": {"isolationMode": mode}})  # fmt: skip

    at = f"managed:{rid(WORKSPACE, 'aml').lower()}"
    assert net(at, st, workspace("AllowInternetOutbound")) == "sure"
    assert net(at, st, workspace("Disabled")) == "no"
    assert net(at, st, workspace("AllowOnlyApprovedOutbound", "/other")) == "no"
    assert net(at, st, workspace(HIDDEN)) == "may"
    outbound = res(f"{WORKSPACE}/outboundRules", "aml", "r", properties={
        "type": "PrivateEndpoint", "destination": {"serviceResourceId": st.id}})  # fmt: skip
    assert net(at, st, workspace("AllowOnlyApprovedOutbound", "/other"), outbound) == "sure"


def test_the_inside_has_public_addresses_and_sites() -> None:
    office = policy(networks=(ip_network("10.0.0.0/8"), ip_network("203.0.113.0/24")))
    admits = store(**deny(ipRules=[{"value": "203.0.113.7"}]))
    assert net("inside", admits, of=office) == "sure"
    assert net("inside", admits) == "no"
    assert net("internet", admits, of=office) == "no"
    st = store()
    link = endpoint("pe", S, st)
    assert net("inside", st, V, S, link, *gateway("v", "10.200.0.0/16")) == "sure"
    assert net("inside", st, V, S, link) == "no"


def test_an_unknown_place_may_reach_what_some_place_does() -> None:
    st = store()
    assert net("unplaced:/x", st, V, S, endpoint("pe", S, st)) == "may"
    assert net("unplaced:/x", store(publicNetworkAccess="Enabled")) == "sure"
    assert net("unplaced:/x", store()) == "no"
    assert net("unplaced:/x", store(**deny(virtualNetworkRules=[{"id": S.id}]))) == "may"


def test_a_machine_is_reached_from_its_own_network_as_its_group_allows() -> None:
    def machine(*rules: Any) -> list[Resource]:
        group = nsg("g", *rules)
        inner = subnet("v", "m", "10.0.7.0/24", nsg=group)
        card = nic("n", inner)
        return [vm("gpu", card), V, S, inner, card, group]

    assert net(AT_S, *machine()) == "sure"
    assert net(AT_S, *machine(rule(100, "Deny", "10.0.1.0/24"))) == "no"
    assert net(AT_S, *machine(rule(100, "Deny", "10.0.1.0/25"))) == "may"
    assert net(AT_S, *machine(rule(100, "Deny", "10.0.1.0/25", "22"))) == "sure"


def test_an_endpoint_that_is_not_modelled_may_be_reached() -> None:
    assert net("internet", res("Microsoft.NetApp/netAppAccounts", "g", properties={})) == "may"


def test_children_are_served_by_what_contains_them() -> None:
    st = store()
    container = res(f"{STORAGE}/blobServices/containers", "st", "default", "c", properties={})
    made = scene([], st, container)
    assert connect(made).net("internet", container) == ("net", "internet", st.key)
    assert connect(made) is connect(made)


def test_where_compute_stands() -> None:
    inner = subnet("v", "s")
    card = nic("n", inner)
    machine = vm("gpu", card)
    pool = {"agentPoolProfiles": [{"name": "p", "vnetSubnetID": inner.id}]}
    cluster = res("Microsoft.ContainerService/managedClusters", "aks", properties=pool)
    plain = res("Microsoft.ContainerService/managedClusters", "plain", properties={})
    app = res("Microsoft.Web/sites", "app", properties={"virtualNetworkSubnetId": inner.id})
    env = res("Microsoft.App/managedEnvironments", "env", properties={
        "vnetConfiguration": {"infrastructureSubnetId": inner.id}})  # fmt: skip
    container = res(
        "Microsoft.App/containerApps", "ca", properties={"managedEnvironmentId": env.id}
    )
    compute = res(f"{WORKSPACE}/computes", "aml", "gpu", properties={
        "properties": {"subnet": {"id": inner.id}}})  # fmt: skip
    made = scene([], inner, card, machine, cluster, plain, app, env, container, compute)
    network = connect(made)
    at = f"subnet:{inner.key}"
    assert network.origins_of(machine) == [at]
    assert network.origins_of(cluster) == [at]
    assert network.origins_of(plain) == [f"managed:{plain.key}"]
    assert network.origins_of(app) == [at, f"managed:{app.key}"]
    assert network.origins_of(container) == [at]
    assert network.origins_of(compute) == [at]
    lost = vm("lost", HIDDEN)
    assert connect(scene([], lost)).origins_of(lost) == [f"unplaced:{lost.key}"]
    assert VNET in V.type


def test_outsiders_of_the_estate() -> None:
    abroad = vnet("us", "10.7.0.0/16", "eastus")
    made = scene([], V, abroad, *gateway("v", "198.51.100.0/24"))
    site = rid("Microsoft.Network/localNetworkGateways", "site").lower()
    assert connect(made).outsiders() == [
        ("internet", "internet"),
        (f"vnet:{abroad.key}", "region:eastus"),
        (f"vnet:{site}", "internet"),
    ]


PERIMETER = "Microsoft.Network/networkSecurityPerimeters"


def perimeter(target: Resource, mode: Any, *prefixes: Any) -> list[Resource]:
    profile = rid(f"{PERIMETER}/profiles", "p", "prof")
    return [
        res(f"{PERIMETER}/profiles", "p", "prof", properties={}),
        res(f"{PERIMETER}/resourceAssociations", "p", "a", properties={
            "privateLinkResource": {"id": target.id}, "profile": {"id": profile},
            "accessMode": mode}),
        res(f"{PERIMETER}/profiles/accessRules", "p", "prof", "r", properties={
            "direction": "Inbound", "addressPrefixes": list(prefixes)}),
    ]  # fmt: skip


def test_an_enforced_perimeter_stands_above_the_firewall() -> None:
    opened, closed = store(publicNetworkAccess="Enabled"), store()
    assert net("internet", opened, *perimeter(opened, "Enforced")) == "no"
    assert net("internet", opened, *perimeter(opened, "Learning")) == "sure"
    assert net("internet", closed, *perimeter(closed, "Enforced", "198.51.100.0/24")) == "sure"
    assert net("internet", closed, *perimeter(closed, "Learning", "198.51.100.0/24")) == "sure"
    assert net("internet", closed, *perimeter(closed, "Enforced", "10.0.0.0/8")) == "no"
    assert net("internet", opened, *perimeter(opened, HIDDEN)) == "may"
    assert net("internet", closed, *perimeter(closed, "Enforced", HIDDEN)) == "may"
    secured = store(publicNetworkAccess="SecuredByPerimeter")
    assert net("internet", secured) == "no"
    assert net("internet", secured, *perimeter(secured, "Learning", "198.51.100.0/24")) == "sure"
