"""Machines: public addresses, security groups at two places, routes, load balancers."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from tests.build import policy, res, rid
from tests.network.estate import (
    VNET,
    nic,
    nsg,
    pair,
    pip,
    rule,
    subnet,
    vm,
    vnet,
)  # fmt: skip
from tests.network.judging import Answer, ask

HIDDEN = Unknown("it is hidden")
NET = vnet("v")
OPEN = rule(100, "Allow", "*", "22")
OFFICE = rule(100, "Allow", "10.0.0.0/8", "22")


def machine(
    at_subnet: Resource | None = None,
    at_nic: Resource | None = None,
    address: Any = "",
    hide: bool = False,
) -> Answer:
    """Judge a machine with these groups and this public address ("" for a Standard one)."""
    inner = subnet("v", "s", nsg=at_subnet)
    public = pip() if address == "" else address
    hidden = {"publicIPAddress": HIDDEN} if hide else {}
    card = nic("n", inner, public, at_nic, **hidden)
    groups = {g.key: g for g in (at_subnet, at_nic) if isinstance(g, Resource)}
    others = [each for each in (public, *groups.values()) if isinstance(each, Resource)]
    return ask(vm("gpu", card), NET, inner, card, *others)


def test_an_open_group_and_its_narrow_twin() -> None:
    leaky = machine(nsg("g", OPEN))
    assert leaky.sure == [("RF-RCH-02", "internet", "networkSecurityGroups.g")]
    safe = machine(nsg("g", OFFICE))
    assert (safe.verdict, safe.walls) == ("sealed", ["nsg"])


def test_an_allow_behind_an_earlier_deny_admits_nobody() -> None:
    late = rule(200, "Allow", "*", "22")
    assert machine(nsg("g", rule(100, "Deny", "Internet"), late)).verdict == "sealed"
    assert machine(nsg("g", rule(300, "Deny", "Internet"), late)).rules == {"RF-RCH-02"}
    partial = rule(100, "Deny", "Internet", "80")
    assert machine(nsg("g", partial, late)).rules == {"RF-RCH-02"}


def test_both_places_must_admit() -> None:
    ssh, web = nsg("a", rule(100, "Allow", "*", "22")), nsg("b", rule(100, "Allow", "*", "443"))
    assert machine(ssh, nsg("b", rule(100, "Allow", "*", "20-30"))).rules == {"RF-RCH-02"}
    split = machine(ssh, web)
    assert (split.verdict, split.depth) == ("sealed", 1)
    both = machine(nsg("a"), nsg("b"))
    assert (both.verdict, both.depth) == ("sealed", 2)
    assert machine(nsg("a"), None).depth == 1


def test_split_ranges_are_the_internet_too() -> None:
    halves = [rule(100, "Allow", "0.0.0.0/1", "22"), rule(110, "Allow", "128.0.0.0/1", "22")]
    assert machine(nsg("g", *halves)).rules == {"RF-RCH-02"}
    deny = [rule(90, "Deny", "0.0.0.0/1"), rule(95, "Deny", "128.0.0.0/1")]
    assert machine(nsg("g", *deny, *halves)).verdict == "sealed"


def test_without_a_public_address_the_internet_stays_out() -> None:
    none = machine(nsg("g", OPEN), address=None)
    assert (none.verdict, none.walls) == ("sealed", ["public-ip"])
    walls = machine(nsg("g"), address=None)
    assert (walls.depth, walls.walls) == (2, ["nsg", "public-ip"])


def test_standard_addresses_are_closed_without_a_group_and_basic_ones_open() -> None:
    standard, basic = machine(address=pip(sku="Standard")), machine(address=pip(sku="Basic"))
    assert (standard.verdict, standard.walls) == ("sealed", ["standard-ip"])
    assert basic.rules == {"RF-RCH-02"}
    assert machine(address=pip(sku=None)).rules == {"RF-RCH-02"}
    hidden = res("Microsoft.Network/publicIPAddresses", "pip", sku={"name": HIDDEN})
    assert machine(address=hidden).verdict == "unknown"


@pytest.mark.parametrize(
    "answer",
    [
        lambda: machine(nsg("g", rule(100, "Allow", HIDDEN, "22"))),
        lambda: machine(nsg("g", rule(100, HIDDEN, "*", "22"))),
        lambda: machine(nsg("g", HIDDEN)),
        lambda: machine(nsg("g", rule(HIDDEN, "Allow", "*"), rule(200, "Deny", "*"))),
        lambda: machine(nsg("g", OPEN), address=None, hide=True),
        lambda: machine(rid("Microsoft.Network/networkSecurityGroups", "elsewhere")),  # type: ignore[arg-type]  # an id
        lambda: machine(nsg("g", OFFICE, presence=Unknown("count is not known")), address=pip(sku="Basic")),
        lambda: ask(vm("gpu", HIDDEN), NET),
        lambda: ask(vm("gpu", rid("Microsoft.Network/networkInterfaces", "x")), NET),
        lambda: machine(nsg("g", OPEN, presence=Unknown("count is not known"))),
    ],
)  # fmt: skip
def test_hiding_a_fact_never_seals_a_machine(answer: Any) -> None:
    assert answer().verdict == "unknown"


def test_the_tag_of_the_network_covers_its_peers() -> None:
    hub = vnet("hub", "10.9.0.0/16", "eastus")
    inner = subnet("v", "s", nsg=nsg("g"))
    card = nic("n", inner)
    around = [NET, inner, card, nsg("g"), hub]
    subject = vm("gpu", card)
    assert ask(subject, *around, *pair("v", "hub")).rules == {"RF-RCH-03"}
    quiet = pair("v", "hub", allowVirtualNetworkAccess=False)
    safe = ask(subject, *around, *quiet)
    assert (safe.verdict, "nsg" in safe.walls or safe.depth == 1) == ("sealed", True)
    denied = nsg("g", rule(100, "Deny", "VirtualNetwork"))
    around[3] = denied
    assert ask(subject, *around, *pair("v", "hub")).verdict == "sealed"
    explicit = nsg("g", rule(100, "Allow", "10.9.0.0/16", "22"))
    around[3] = explicit
    assert ask(subject, *around, *quiet).rules == {"RF-RCH-03"}


def test_a_default_route_widens_the_tag_and_closes_the_way_back() -> None:
    table = res("Microsoft.Network/routeTables", "rt", properties={"routes": [
        {"name": "d", "properties": {"addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance",
                                     "nextHopIpAddress": "10.9.0.4"}}]})  # fmt: skip
    group = nsg("g", OPEN)
    inner = subnet("v", "s", nsg=group, routeTable={"id": table.id})
    card, public = nic("n", inner, pip()), pip()
    closed = ask(vm("gpu", card), NET, inner, card, public, group, table)
    assert (closed.verdict, closed.walls) == ("sealed", ["route"])
    plain = nsg("g")  # the default rules alone: the tag is now everything
    wide = ask(vm("gpu", card), NET, inner, card, public, plain, table)
    assert wide.walls == ["route"]
    straight = res("Microsoft.Network/routeTables", "rt", properties={"routes": [
        {"name": "d", "properties": {"addressPrefix": "0.0.0.0/0", "nextHopType": "Internet"}}]})  # fmt: skip
    assert ask(vm("gpu", card), NET, inner, card, public, group, straight).rules == {"RF-RCH-02"}


def balancer(public: bool, port: int = 22) -> list[Resource]:
    type_ = "Microsoft.Network/loadBalancers"
    key = rid(type_, "lb")
    address = {"publicIPAddress": {"id": pip().id}} if public else {"privateIPAddress": "10.0.1.9"}
    made = res(
        type_, "lb", sku={"name": "Standard"},
        properties={
            "frontendIPConfigurations": [{"name": "front", "properties": address}],
            "backendAddressPools": [{"name": "pool"}],
            "loadBalancingRules": [{"name": "r", "properties": {
                "frontendIPConfiguration": {"id": f"{key}/frontendIPConfigurations/front"},
                "backendAddressPool": {"id": f"{key}/backendAddressPools/pool"},
                "frontendPort": 443, "backendPort": port, "protocol": "Tcp"}}],
        },
    )  # fmt: skip
    return [made, pip()]


def balanced(public: bool, group: Resource, port: int = 22) -> Answer:
    pool = rid("Microsoft.Network/loadBalancers", "lb") + "/backendAddressPools/pool"
    inner = subnet("v", "s", nsg=group)
    card = nic("n", inner, loadBalancerBackendAddressPools=[{"id": pool}])
    return ask(vm("gpu", card), NET, inner, card, group, *balancer(public, port))


def test_a_load_balancer_publishes_what_the_group_admits() -> None:
    leaky = balanced(True, nsg("g", OPEN))
    assert leaky.sure == [("RF-RCH-04", "internet", "loadBalancers.lb")]
    assert balanced(False, nsg("g", OPEN)).verdict == "sealed"
    assert balanced(True, nsg("g", OFFICE)).verdict == "sealed"
    assert balanced(True, nsg("g", OPEN), port=8080).verdict == "sealed"
    assert balanced(True, nsg("g", rule(100, "Allow", "AzureLoadBalancer"))).verdict == "sealed"


def test_scale_sets_write_their_interfaces_inline() -> None:
    def fleet(public: bool, group: Resource) -> Answer:
        inner = subnet("v", "s", nsg=group)
        config: dict[str, Any] = {"subnet": {"id": inner.id}}
        if public:
            config["publicIPAddressConfiguration"] = {"name": "p", "sku": {"name": "Standard"}}
        cards = [{"name": "n", "properties": {
            "ipConfigurations": [{"name": "i", "properties": config}]}}]  # fmt: skip
        profile = {"networkProfile": {"networkInterfaceConfigurations": cards}}
        made = res("Microsoft.Compute/virtualMachineScaleSets", "fleet",
                   properties={"virtualMachineProfile": profile})  # fmt: skip
        return ask(made, NET, inner, group)

    assert fleet(True, nsg("g", OPEN)).rules == {"RF-RCH-02"}
    assert fleet(False, nsg("g", OPEN)).verdict == "sealed"
    assert fleet(True, nsg("g", OFFICE)).verdict == "sealed"


def test_addresses_of_the_boundary_are_no_outsiders() -> None:
    from ipaddress import ip_network

    group = nsg("g", rule(100, "Allow", "203.0.113.0/24", "22"))
    inner = subnet("v", "s", nsg=group)
    card = nic("n", inner, pip())
    around = [NET, inner, card, pip(), group]
    ours = policy(networks=(ip_network("10.0.0.0/8"), ip_network("203.0.113.0/24")))
    assert ask(vm("gpu", card), *around, of=ours).verdict == "sealed"
    assert ask(vm("gpu", card), *around).rules == {"RF-RCH-02"}


def test_platform_tags_are_no_outsiders_and_azure_is() -> None:
    assert machine(nsg("g", rule(100, "Allow", "GatewayManager"))).verdict == "sealed"
    assert machine(nsg("g", rule(100, "Allow", "AzureCloud", "22"))).rules == {"RF-RCH-02"}


def test_container_groups_in_a_subnet_stand_behind_its_group() -> None:
    hub = vnet("hub", "10.9.0.0/16", "eastus")

    def group_of(*rules: Any) -> Answer:
        guard = nsg("g", *rules)
        inner = subnet("v", "s", nsg=guard)
        made = res("Microsoft.ContainerInstance/containerGroups", "cg", properties={
            "ipAddress": {"type": "Private", "ports": [{"port": 8000}]},
            "subnetIds": [{"id": inner.id}]})  # fmt: skip
        return ask(made, NET, inner, guard, hub, *pair("v", "hub"))

    assert group_of().rules == {"RF-RCH-03"}
    assert group_of(rule(100, "Deny", "*")).verdict == "sealed"
    assert group_of(rule(100, "Deny", "*", "8000")).verdict == "sealed"
    assert group_of(rule(100, "Deny", "*", "9000")).rules == {"RF-RCH-03"}


def test_a_private_cluster_answers_in_the_network_of_its_nodes() -> None:
    hub = vnet("hub", "10.9.0.0/16", "eastus")
    inner = subnet("v", "s")
    cluster = res("Microsoft.ContainerService/managedClusters", "aks", properties={
        "apiServerAccessProfile": {"enablePrivateCluster": True},
        "agentPoolProfiles": [{"name": "p", "vnetSubnetID": inner.id}]})  # fmt: skip
    assert ask(cluster, NET, inner, hub, *pair("v", "hub")).rules == {"RF-RCH-03"}
    assert ask(cluster, NET, inner, hub).verdict == "sealed"
    assert VNET in hub.type
