"""Forwarders: what publishes a closed backend, and what only looks like it."""

from __future__ import annotations

from typing import Any

from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from tests.build import res, rid
from tests.network.estate import (
    VNET,
    endpoint,
    nic,
    nsg,
    rule,
    store,
    subnet,
    vm,
    vnet,
)  # fmt: skip
from tests.network.judging import Answer, ask
from tests.network.test_machines import balancer

HIDDEN = Unknown("it is hidden")
NET = vnet("v")
DATA = subnet("v", "data", "10.0.1.0/24")
EDGE = subnet("v", "edge", "10.0.2.0/24")
ST = store()
LINK = endpoint("pe", DATA, ST)
GATEWAY = "Microsoft.Network/applicationGateways"
CDN = "Microsoft.Cdn/profiles"


def gateway(
    backend: Any, *, public: bool = True, at: Resource = EDGE, used: bool = True
) -> Resource:
    key = rid(GATEWAY, "agw")
    pub = {"publicIPAddress": {"id": rid("Microsoft.Network/publicIPAddresses", "p")}}
    front = pub if public else {"privateIPAddress": "10.0.2.9", "subnet": {"id": at.id}}
    pool = "pool" if used else "other"
    return res(
        GATEWAY, "agw",
        properties={
            "gatewayIPConfigurations": [{"name": "g", "properties": {"subnet": {"id": at.id}}}],
            "frontendIPConfigurations": [{"name": "front", "properties": front}],
            "frontendPorts": [{"name": "https", "properties": {"port": 443}}],
            "backendAddressPools": [
                {"name": "pool", "properties": {"backendAddresses": [backend]}},
                {"name": "other", "properties": {"backendAddresses": []}},
            ],
            "httpListeners": [{"name": "l", "properties": {
                "frontendIPConfiguration": {"id": f"{key}/frontendIPConfigurations/front"},
                "frontendPort": {"id": f"{key}/frontendPorts/https"}}}],
            "requestRoutingRules": [{"name": "r", "properties": {
                "httpListener": {"id": f"{key}/httpListeners/l"},
                "backendAddressPool": {"id": f"{key}/backendAddressPools/{pool}"}}}],
        },
    )  # fmt: skip


def published(backend: Any, *others: Resource, **how: Any) -> Answer:
    return ask(ST, NET, DATA, EDGE, LINK, gateway(backend, **how), *others)


def test_a_gateway_publishes_a_private_endpoint_by_its_host_name() -> None:
    leaky = published({"fqdn": "st.blob.core.windows.net"})
    assert leaky.sure == [("RF-RCH-04", "internet", "applicationGateways.agw")]
    assert published({"fqdn": "other.blob.core.windows.net"}).verdict == "sealed"
    assert published({"fqdn": "st.blob.core.windows.net"}, public=False).verdict == "sealed"
    assert published({"fqdn": "st.blob.core.windows.net"}, used=False).verdict == "sealed"


def test_a_gateway_that_does_not_reach_the_backend_publishes_nothing() -> None:
    far = vnet("far", "10.8.0.0/16")
    edge = subnet("far", "edge", "10.8.2.0/24")
    backend = {"fqdn": "st.blob.core.windows.net"}
    assert ask(ST, NET, DATA, LINK, far, edge, gateway(backend, at=edge)).verdict == "sealed"
    assert ask(ST, NET, DATA, EDGE, gateway(backend)).verdict == "sealed"


def test_a_backend_by_address() -> None:
    fixed = endpoint("pe", DATA, ST)
    fixed.body["properties"]["ipConfigurations"] = [  # type: ignore[index,call-overload]  # a dict
        {"properties": {"privateIPAddress": "10.0.1.20", "groupId": "blob"}}
    ]
    around = [NET, DATA, EDGE, fixed]
    assert ask(ST, *around, gateway({"ipAddress": "10.0.1.20"})).rules == {"RF-RCH-04"}
    assert ask(ST, *around, gateway({"ipAddress": "10.0.1.21"})).verdict == "sealed"
    # The endpoint takes some address of its subnet: this may be it.
    assert published({"ipAddress": "10.0.1.4"}).verdict == "unknown"
    assert published({"ipAddress": "10.0.3.4"}).verdict == "sealed"


def test_hiding_the_backend_never_seals() -> None:
    assert published({"fqdn": HIDDEN}).verdict == "unknown"
    assert published({"ipAddress": HIDDEN}).verdict == "unknown"
    assert published(HIDDEN).verdict == "unknown"


def test_a_group_before_the_gateway() -> None:
    for access, verdict in (("Allow", "open"), ("Deny", "sealed")):
        group = nsg("g", rule(100, access, "Internet", "443"))
        edge = subnet("v", "edge", "10.0.2.0/24", nsg=group)
        made = gateway({"fqdn": "st.blob.core.windows.net"}, at=edge)
        assert ask(ST, NET, DATA, edge, LINK, group, made).verdict == verdict


def test_a_machine_behind_a_gateway() -> None:
    def served(*rules: Any) -> Answer:
        group = nsg("g", *rules)
        inner = subnet("v", "s", "10.0.5.0/24", nsg=group)
        card = nic("n", inner, privateIPAddress="10.0.5.7")
        made = gateway({"ipAddress": "10.0.5.7"})
        return ask(vm("gpu", card), NET, inner, EDGE, card, group, made)

    assert served().rules == {"RF-RCH-04"}
    assert served(rule(100, "Deny", "10.0.2.0/24")).verdict == "sealed"


def front_door(target: Any, *, routed: bool = True, **origin: Any) -> list[Resource]:
    group = rid(f"{CDN}/originGroups", "fd", "og")
    made = [
        res(CDN, "fd", sku={"name": "Premium_AzureFrontDoor"}, properties={}),
        res(f"{CDN}/afdEndpoints", "fd", "ep", properties={"enabledState": "Enabled"}),
        res(f"{CDN}/originGroups", "fd", "og", properties={}),
        res(f"{CDN}/originGroups/origins", "fd", "og", "o", properties={
            "hostName": "st.blob.core.windows.net",
            "sharedPrivateLinkResource": {"privateLink": {"id": target}, "groupId": "blob"},
            **origin}),
    ]  # fmt: skip
    if routed:
        made.append(
            res(f"{CDN}/afdEndpoints/routes", "fd", "ep", "r",
                properties={"originGroup": {"id": group}})
        )  # fmt: skip
    return made


def test_front_door_over_a_private_link() -> None:
    assert ask(ST, *front_door(ST.id)).sure == [("RF-RCH-04", "internet", "origins.o")]
    assert ask(ST, *front_door(ST.id, routed=False)).verdict == "sealed"
    assert ask(ST, *front_door(ST.id, enabledState="Disabled")).verdict == "sealed"
    assert ask(ST, *front_door(rid("Microsoft.Storage/storageAccounts", "x"))).verdict == "sealed"
    assert ask(ST, *front_door(HIDDEN)).verdict == "unknown"


def test_front_door_with_a_public_origin_gets_in_where_everybody_does() -> None:
    public = front_door(None)
    public[3].body["properties"] = {"hostName": "st.blob.core.windows.net"}
    assert ask(ST, *public).verdict == "sealed"
    opened = store(publicNetworkAccess="Enabled")
    assert ask(opened, *public).rules == {"RF-RCH-01"}


def translated(source: Any, target: str = "10.0.5.7") -> Answer:
    edge = subnet("v", "AzureFirewallSubnet", "10.0.9.0/24")
    policy_id = rid("Microsoft.Network/firewallPolicies", "fp")
    firewall = res("Microsoft.Network/azureFirewalls", "fw", properties={
        "firewallPolicy": {"id": policy_id},
        "ipConfigurations": [{"properties": {"subnet": {"id": edge.id}}}]})  # fmt: skip
    rules = res("Microsoft.Network/firewallPolicies/ruleCollectionGroups", "fp", "g", properties={
        "ruleCollections": [{
            "ruleCollectionType": "FirewallPolicyNatRuleCollection",
            "rules": [{"name": "r", "sourceAddresses": [source], "translatedAddress": target,
                       "translatedPort": "22"}]}]})  # fmt: skip
    guard = nsg("g")
    inner = subnet("v", "s", "10.0.5.0/24", nsg=guard)
    card = nic("n", inner, privateIPAddress="10.0.5.7")
    return ask(vm("gpu", card), NET, inner, edge, card, guard, firewall, rules)


def test_a_firewall_translates_to_a_machine() -> None:
    assert translated("*").sure == [("RF-RCH-04", "internet", "ruleCollectionGroups.g")]
    assert translated("10.0.0.0/8").verdict == "sealed"
    assert translated("*", "10.0.5.8").verdict == "sealed"
    assert translated(HIDDEN).verdict == "unknown"
    assert VNET in NET.type


def link_service(frontend: Any = "front") -> list[Resource]:
    """Return a Front Door whose origin is a private link service before an internal balancer."""
    key = rid("Microsoft.Network/loadBalancers", "lb")
    service = res("Microsoft.Network/privateLinkServices", "pls", properties={
        "ipConfigurations": [{"name": "n", "properties": {"subnet": {"id": EDGE.id}}}],
        "loadBalancerFrontendIpConfigurations": [
            {"id": f"{key}/frontendIPConfigurations/{frontend}"}]})  # fmt: skip
    return [service, *front_door(service.id)]


def test_front_door_through_a_private_link_service() -> None:
    def served(*rules: Any, frontend: str = "front") -> Answer:
        pool = rid("Microsoft.Network/loadBalancers", "lb") + "/backendAddressPools/pool"
        guard = nsg("g", *rules)
        inner = subnet("v", "s", "10.0.5.0/24", nsg=guard)
        card = nic("n", inner, loadBalancerBackendAddressPools=[{"id": pool}])
        around = [NET, inner, EDGE, card, guard, *balancer(public=False)]
        return ask(vm("gpu", card), *around, *link_service(frontend))

    assert served().rules == {"RF-RCH-04"}
    assert served(rule(100, "Deny", "10.0.2.0/24")).verdict == "sealed"
    assert served(frontend="other").verdict == "sealed"
