"""Private endpoints, peerings, sites: who is linked to an asset from outside the boundary."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Any

import pytest

from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import symbol
from tests.build import GROUP, policy, res, rid
from tests.network.estate import (
    CLOSED,
    PE,
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
from tests.network.judging import Answer, ask

HIDDEN = Unknown("it is hidden")
SPOKE = vnet("spoke")
SNET = subnet("spoke", "data")
ST = store()
LINK = endpoint("pe", SNET, ST)
ABROAD = vnet("hub", "10.9.0.0/16", "eastus")
HOME = vnet("hub", "10.9.0.0/16", "northeurope")


def test_a_private_endpoint_alone_is_sealed() -> None:
    assert ask(ST, SPOKE, SNET, LINK).verdict == "sealed"


def test_a_private_endpoint_closes_no_public_side() -> None:
    opened = store(publicNetworkAccess="Enabled")
    answer = ask(opened, SPOKE, SNET, endpoint("pe", SNET, opened))
    assert answer.sure == [("RF-RCH-01", "internet", "storageAccounts.st")]


def test_a_peered_hub_in_another_region_reaches_it() -> None:
    leaky = ask(ST, SPOKE, SNET, LINK, ABROAD, *pair("spoke", "hub"))
    assert leaky.sure == [("RF-RCH-03", "region:eastus", "virtualNetworkPeerings.to-hub")]
    assert ask(ST, SPOKE, SNET, LINK, HOME, *pair("spoke", "hub")).verdict == "sealed"
    assert ask(ST, SPOKE, SNET, LINK, ABROAD).verdict == "sealed"


def test_a_peering_with_one_side_carries_nothing() -> None:
    assert ask(ST, SPOKE, SNET, LINK, ABROAD, peering("spoke", "hub")).verdict == "sealed"
    assert ask(ST, SPOKE, SNET, LINK, ABROAD, peering("hub", "spoke")).verdict == "sealed"
    halted = pair("spoke", "hub", peeringState="Disconnected")
    assert ask(ST, SPOKE, SNET, LINK, ABROAD, *halted).verdict == "sealed"


def test_access_off_takes_the_peer_out_of_the_tag_only() -> None:
    quiet = pair("spoke", "hub", allowVirtualNetworkAccess=False)
    assert ask(ST, SPOKE, SNET, LINK, ABROAD, *quiet).rules == {"RF-RCH-03"}


def test_peering_is_not_transitive() -> None:
    far = vnet("far", "10.8.0.0/16", "eastus")
    chain = [*pair("spoke", "hub"), *pair("hub", "far")]
    assert ask(ST, SPOKE, SNET, LINK, HOME, far, *chain).verdict == "sealed"


def firewall(*rules: dict[str, Any], hidden: Any = None) -> list[Resource]:
    policy_id = rid("Microsoft.Network/firewallPolicies", "fp")
    inner = rid(f"{VNET}/subnets", "hub", "AzureFirewallSubnet")
    collection = {
        "ruleCollectionType": "FirewallPolicyFilterRuleCollection",
        "priority": 100,
        "action": {"type": "Allow"},
        "rules": list(rules),
    }
    return [
        res("Microsoft.Network/azureFirewalls", "fw", properties={
            "firewallPolicy": {"id": policy_id},
            "ipConfigurations": [{"properties": {"subnet": {"id": inner}}}]}),
        res("Microsoft.Network/firewallPolicies", "fp", properties={}),
        res("Microsoft.Network/firewallPolicies/ruleCollectionGroups", "fp", "g", properties={
            "priority": 100, "ruleCollections": hidden or [collection]}),
    ]  # fmt: skip


def passes(source: Any, target: Any) -> dict[str, Any]:
    return {
        "ruleType": "NetworkRule",
        "name": "r",
        "ipProtocols": ["TCP"],
        "sourceAddresses": [source],
        "destinationAddresses": [target],
        "destinationPorts": ["443"],
    }


def routes(name: str, hop: Any = "VirtualAppliance") -> Resource:
    properties = {"addressPrefix": "0.0.0.0/0", "nextHopType": hop, "nextHopIpAddress": "10.9.1.4"}
    return res(
        "Microsoft.Network/routeTables", name,
        properties={"routes": [{"name": "all", "properties": properties}]},
    )  # fmt: skip


FAR = vnet("far", "10.8.0.0/16", "eastus")


def through(made: list[Resource], hop: Any = "VirtualAppliance", forwarded: Any = True) -> Answer:
    """Judge a private endpoint with a network abroad behind the hub's firewall."""
    table = routes("rt", hop)
    far_subnet = subnet("far", "s", "10.8.1.0/24", routeTable={"id": table.id})
    chain = [
        *pair("spoke", "hub", allowForwardedTraffic=forwarded),
        *pair("hub", "far", allowForwardedTraffic=True),
    ]
    inner = subnet("hub", "AzureFirewallSubnet", "10.9.1.0/24")
    return ask(ST, SPOKE, SNET, LINK, HOME, FAR, far_subnet, table, inner, *chain, *made)


def test_a_hub_forwards_what_its_firewall_lets_pass() -> None:
    wide = passes("10.8.0.0/16", "10.0.0.0/8")
    leaky = through(firewall(wide))
    assert leaky.sure == [("RF-RCH-03", "region:eastus", "ruleCollectionGroups.g")]
    assert through(firewall()).verdict == "sealed"
    assert through(firewall(passes("10.8.0.0/16", "10.0.2.0/24"))).verdict == "sealed"
    assert through(firewall(passes("10.7.0.0/16", "10.0.0.0/8"))).verdict == "sealed"
    assert through([]).verdict == "sealed"
    assert through(firewall(wide), hop="Internet").verdict == "sealed"
    assert through(firewall(wide), forwarded=False).verdict == "sealed"


def test_hiding_what_a_hub_forwards_never_seals() -> None:
    wide = passes("10.8.0.0/16", "10.0.0.0/8")
    assert through(firewall(passes(HIDDEN, "10.0.0.0/8"))).verdict == "unknown"
    assert through(firewall(passes("10.8.0.0/16", HIDDEN))).verdict == "unknown"
    assert through(firewall(hidden=[HIDDEN])).verdict == "unknown"
    assert through(firewall(wide), hop=HIDDEN).verdict == "unknown"
    assert through(firewall(wide), forwarded=HIDDEN).verdict == "unknown"
    appliance = nic("nva", rid(f"{VNET}/subnets", "hub", "s"))
    appliance.body["properties"] = {**properties_of(appliance), "enableIPForwarding": True}
    assert through([appliance]).verdict == "unknown"
    appliance.body["properties"] = {**properties_of(appliance), "enableIPForwarding": False}
    assert through([appliance]).verdict == "sealed"


def properties_of(resource: Resource) -> dict[str, Any]:
    properties = resource.body["properties"]
    assert isinstance(properties, dict)
    return properties


def test_answers_of_a_machine_need_a_way_back() -> None:
    def machine(*back: Resource) -> Answer:
        table = routes("rt")
        far_subnet = subnet("far", "s", "10.8.1.0/24", routeTable={"id": table.id})
        more = {"routeTable": {"id": back[0].id}} if back else {}
        inner = subnet("spoke", "gpus", "10.0.3.0/24", **more)
        card = nic("n", inner)
        chain = [
            *pair("spoke", "hub", allowForwardedTraffic=True),
            *pair("hub", "far", allowForwardedTraffic=True),
        ]
        made = firewall(passes("10.8.0.0/16", "10.0.0.0/8"))
        return ask(
            vm("gpu", card), SPOKE, inner, card, HOME, FAR, far_subnet, table, *chain, *made, *back
        )

    assert machine(routes("back")).rules == {"RF-RCH-03"}
    assert machine().verdict == "sealed"


@pytest.mark.parametrize(
    "others",
    [
        [vnet("hub", "10.9.0.0/16", HIDDEN), *pair("spoke", "hub")],
        [ABROAD, peering("spoke", HIDDEN), peering("hub", "spoke")],
        [ABROAD, peering("spoke", "hub"), peering("hub", HIDDEN)],
        [peering("spoke", "hub")],
        [res(VNET, "hub", external=Unknown("a data source")), *pair("spoke", "hub")],
        [peering("spoke", rid(VNET, "hub", scope="/subscriptions/other/resourceGroups/g"))],
    ],
)
def test_hiding_the_peer_never_seals(others: list[Resource]) -> None:
    assert ask(ST, SPOKE, SNET, LINK, *others).verdict == "unknown"


def test_hiding_the_place_of_the_endpoint_never_seals() -> None:
    around = [ABROAD, *pair("spoke", "hub")]
    assert ask(ST, SPOKE, SNET, endpoint("pe", HIDDEN, ST), *around).verdict == "unknown"
    assert ask(ST, SPOKE, SNET, endpoint("pe", SNET, HIDDEN), *around).verdict == "unknown"
    elsewhere = rid(f"{VNET}/subnets", "elsewhere", "s")
    assert ask(ST, endpoint("pe", elsewhere, ST)).verdict == "unknown"


def test_a_subscription_that_the_boundary_names_vouches_for_a_network() -> None:
    sub = "11111111-2222-3333-4444-555555555555"
    scope = f"/subscriptions/{sub}/resourceGroups/g"
    hub = rid(VNET, "hub", scope=scope)
    named = policy(subscriptions=frozenset({sub, GROUP.split("/")[2]}))
    other = policy(subscriptions=frozenset({GROUP.split("/")[2]}))
    around = [SPOKE, SNET, LINK, peering("spoke", hub, peeringState="Connected")]
    assert ask(ST, *around, of=named).verdict == "sealed"
    leaky = ask(ST, *around, of=other)
    assert leaky.sure == [("RF-RCH-03", f"account:{sub}", f"virtualNetworkPeerings.to-{'hub'}")]


def test_nobody_vouches_for_a_network_that_may_be_one_of_the_tree() -> None:
    named = policy(subscriptions=frozenset({GROUP.split("/")[2]}))
    at = rid(f"{VNET}/subnets", "us", "s")
    hidden = vnet("us", "10.7.0.0/16", "eastus")
    hidden.id = hidden.id.replace("/rg/", f"/{symbol('g')}/")
    hidden.__post_init__()
    link = endpoint("pe", at, ST)
    assert ask(ST, link, of=named).verdict == "sealed"
    assert ask(ST, link, hidden, of=named).verdict == "unknown"


def test_a_private_endpoint_in_a_network_abroad() -> None:
    there = vnet("us", "10.7.0.0/16", "eastus")
    inner = subnet("us", "s", "10.7.1.0/24")
    leaky = ask(ST, there, inner, endpoint("pe", inner, ST))
    assert leaky.rules == {"RF-RCH-03"}
    assert ask(ST, there, inner, endpoint("pe", inner, store())).findings != []
    other = res("Microsoft.Storage/storageAccounts", "other", properties=CLOSED)
    assert ask(ST, there, inner, other, endpoint("pe", inner, other)).verdict == "sealed"


def test_a_private_endpoint_in_a_network_of_others() -> None:
    """What filters stand there is theirs to decide, so none of them is a barrier."""
    named = policy(subscriptions=frozenset({GROUP.split("/")[2]}))
    theirs = "/subscriptions/99999999-9999-4999-8999-999999999999/resourceGroups/g"
    there = rid(f"{VNET}/subnets", "v", "s", scope=theirs)
    leaky = ask(ST, endpoint("pe", there, ST), of=named)
    assert leaky.sure == [("RF-RCH-03", f"account:{theirs.split('/')[2]}", "privateEndpoints.pe")]
    assert leaky.unsure == set()
    assert ask(ST, endpoint("pe", there, rid(PE, "other")), of=named).verdict == "sealed"
    ours = rid(f"{VNET}/subnets", "v", "s")
    assert ask(ST, endpoint("pe", ours, ST), of=named).verdict == "sealed"


def test_addresses_outside_the_networks_of_the_boundary() -> None:
    small = policy(networks=(ip_network("10.0.0.0/8"),))
    hub = vnet("hub", "172.20.0.0/16", "northeurope")
    around = [SPOKE, SNET, LINK, *pair("spoke", "hub")]
    assert ask(ST, hub, *around, of=small).rules == {"RF-RCH-03"}
    assert ask(ST, HOME, *around, of=small).verdict == "sealed"
    vague = vnet("hub", [HIDDEN], "northeurope")
    assert ask(ST, vague, *around, of=small).verdict == "unknown"


def gateway(network: str, *prefixes: Any) -> list[Resource]:
    made = res(
        "Microsoft.Network/virtualNetworkGateways", "gw",
        properties={"ipConfigurations": [
            {"properties": {"subnet": {"id": rid(f"{VNET}/subnets", network, "GatewaySubnet")}}}
        ]},
    )  # fmt: skip
    local = res(
        "Microsoft.Network/localNetworkGateways", "site",
        properties={"localNetworkAddressSpace": {"addressPrefixes": list(prefixes)}},
    )  # fmt: skip
    link = res(
        "Microsoft.Network/connections", "tunnel",
        properties={
            "virtualNetworkGateway1": {"id": made.id},
            "localNetworkGateway2": {"id": local.id},
        },
    )  # fmt: skip
    return [made, local, link]


def test_a_site_beyond_the_gateway() -> None:
    around = [SPOKE, SNET, LINK]
    leaky = ask(ST, *around, *gateway("spoke", "198.51.100.0/24"))
    assert leaky.sure == [("RF-RCH-03", "internet", "localNetworkGateways.site")]
    assert ask(ST, *around, *gateway("spoke", "10.200.0.0/16")).verdict == "sealed"
    assert ask(ST, *around, *gateway("spoke", HIDDEN), of=policy(
        networks=(ip_network("10.0.0.0/8"),))).verdict == "unknown"  # fmt: skip


def test_a_site_comes_through_a_peer_only_with_transit() -> None:
    around = [SPOKE, SNET, LINK, HOME, *gateway("hub", "198.51.100.0/24")]
    with_transit = [
        peering("spoke", "hub", useRemoteGateways=True),
        peering("hub", "spoke", allowGatewayTransit=True),
    ]
    without = [peering("spoke", "hub"), peering("hub", "spoke", allowGatewayTransit=True)]
    assert ask(ST, *around, *with_transit).rules == {"RF-RCH-03"}
    assert ask(ST, *around, *without).verdict == "sealed"


def guarded(policies: Any, *rules: Any) -> Answer:
    group = nsg("g", *rules)
    inner = subnet("spoke", "data", nsg=group, privateEndpointNetworkPolicies=policies)
    return ask(ST, SPOKE, inner, LINK, ABROAD, group, *pair("spoke", "hub"))


def test_groups_filter_private_endpoints_only_where_policies_say_so() -> None:
    deny = rule(100, "Deny", "10.9.0.0/16")
    assert guarded("Disabled", deny).rules == {"RF-RCH-03"}
    closed = guarded("Enabled", deny)
    assert closed.verdict == "sealed"
    assert closed.walls == ["nsg"]
    assert guarded("NetworkSecurityGroupEnabled", deny).verdict == "sealed"
    assert guarded("RouteTableEnabled", deny).rules == {"RF-RCH-03"}
    assert guarded("Enabled", rule(100, "Deny", "10.8.0.0/16")).rules == {"RF-RCH-03"}
    assert guarded(HIDDEN, deny).verdict == "unknown"
    assert guarded("Enabled", rule(100, HIDDEN, "10.9.0.0/16")).verdict == "unknown"


def test_network_rules_for_a_subnet_abroad() -> None:
    there, inner = vnet("us", "10.7.0.0/16", "eastus"), subnet("us", "s", "10.7.1.0/24")

    def st(id_: Any, **more: Any) -> Resource:
        rules = {"defaultAction": "Deny", "virtualNetworkRules": [{"id": id_}]}
        return store(networkAcls=rules, **more)

    assert ask(st(inner.id), there, inner).sure == [
        ("RF-RCH-03", "region:eastus", "storageAccounts.st")
    ]
    assert ask(st(SNET.id), SPOKE, SNET).verdict == "sealed"
    assert ask(st(inner.id, publicNetworkAccess="Disabled"), there, inner).verdict == "sealed"
    assert ask(st(HIDDEN), there, inner).verdict == "unknown"
    assert ask(st(rid(f"{VNET}/subnets", "x", "y"))).verdict == "unknown"


def test_instance_rules() -> None:
    ours, theirs = "1" * 8, "2" * 8
    named = policy(tenants=frozenset({ours}))

    def st(tenant: Any, **more: Any) -> Resource:
        target = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Synapse/workspaces/w"
        rules = {
            "defaultAction": "Deny",
            "resourceAccessRules": [{"tenantId": tenant, "resourceId": target}],
        }
        return store(networkAcls=rules, **more)

    leaky = ask(st(theirs), of=named)
    assert leaky.sure == [("RF-EXP-02", f"tenant:{theirs}", "storageAccounts.st")]
    assert ask(st(theirs, publicNetworkAccess="Disabled"), of=named).rules == {"RF-EXP-02"}
    assert ask(st(ours), of=named).verdict == "sealed"
    assert ask(st(HIDDEN), of=named).verdict == "unknown"
    assert ask(st(theirs), of=policy()).verdict == "unknown"


def test_a_pending_group_of_another_kind_is_no_way_in() -> None:
    there, inner = vnet("us", "10.7.0.0/16", "eastus"), subnet("us", "s", "10.7.1.0/24")
    disk = res("Microsoft.Compute/disks", "d", properties={
        "networkAccessPolicy": "AllowPrivate", "publicNetworkAccess": "Disabled",
        "diskAccessId": rid("Microsoft.Compute/diskAccesses", "da")})  # fmt: skip
    access = res("Microsoft.Compute/diskAccesses", "da", properties={})
    assert ask(disk, access, there, inner, endpoint("pe", inner, access, "disks")).rules == {
        "RF-RCH-03"
    }
    assert ask(disk, access, there, inner, endpoint("pe", inner, access, "vault")).findings == []
    assert PE in endpoint("pe", inner, access).type


def test_a_site_and_a_hub_are_both_told() -> None:
    answer = ask(
        ST, SPOKE, SNET, LINK, ABROAD, *pair("spoke", "hub"), *gateway("spoke", "198.51.100.0/24")
    )
    assert [outsider for _, outsider, _ in answer.sure] == ["internet", "region:eastus"]


def test_a_subnet_whose_id_is_no_literal_may_be_anywhere() -> None:
    rules = {"defaultAction": "Deny", "virtualNetworkRules": [{"id": symbol("some id", "r")}]}
    assert ask(store(networkAcls=rules)).verdict == "unknown"
