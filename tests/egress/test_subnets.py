"""Ways out of a subnet: each leaky estate beside one that looks alike and is closed."""

from __future__ import annotations

from typing import Any

import pytest

from ringfence.model.boundary import Severity
from ringfence.model.facts import MAYBE, Unknown
from ringfence.model.symbols import context
from tests.build import policy, res
from tests.egress.estates import (
    DENY,
    GUARDED,
    HIDDEN,
    NSGS,
    ROUTED,
    SUBNETS,
    depth,
    leaks,
    network,
    nic,
    nsg,
    outcome,
    ref,
    route,
    rule,
    standing,
    subnet,
    table,
)

NOWHERE = route("0.0.0.0/0", "None")


def test_a_bare_subnet_is_open_and_the_absence_is_named() -> None:
    found = leaks(standing())
    assert [f.rule for f in found] == ["RF-EGR-01"]
    assert found[0].address == "subnets.s"
    assert found[0].severity is Severity.HIGH
    because = next(step for step in found[0].path if step.rule == "leaves").because
    assert "no security group stands before `subnets.s`" in because
    assert "default outbound access" in because
    assert found[0].path[-1].address == "virtualMachines.vm"


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([], "open"),
        ([DENY], "closed"),
        ([rule("Deny", 4096)], "closed"),
        ([rule("Allow", 100, "Storage.WestEurope"), DENY], "open"),
        ([rule("Allow", 4001, "Storage.WestEurope"), DENY], "closed"),
        ([rule("Allow", 100, "AzureActiveDirectory"), DENY], "closed"),
        ([rule("Allow", 100, "10.0.0.0/8"), DENY], "closed"),
        ([rule("Allow", 100, "20.30.40.50"), DENY], "open"),
        ([rule("Allow", 100, "*", protocol="Tcp", destinationPortRange="443"), DENY], "open"),
        ([rule("Allow", 100, "*", sourceAddressPrefix="10.0.9.0/24"), DENY], "closed"),
        ([rule("Allow", 100, "*", sourceAddressPrefix="10.0.0.0/16"), DENY], "open"),
        ([rule("Deny", 100, "*", protocol="Tcp")], "open"),
        ([rule("Deny", 100, "*", protocol="Tcp"), rule("Deny", 101, "*", protocol="Udp")], "closed"),
        ([rule("Deny", 100, "*", direction="Inbound")], "open"),
        ([rule("Deny", 100, "0.0.0.0/1"), rule("Deny", 101, "128.0.0.0/1")], "closed"),
        ([rule("Deny", 100, "0.0.0.0/1"), rule("Deny", 101, "128.0.0.0/2")], "open"),
        ([rule("Deny", 100, "AzureCloud")], "open"),
        ([rule("Allow", 100, "AzureCloud.westeurope"), rule("Deny", 101, "AzureCloud"), DENY], "open"),
        ([rule("Deny", 100, "AzureCloud"), rule("Allow", 101, "AzureCloud.westeurope"), DENY], "closed"),
    ],
)  # fmt: skip
def test_the_security_group_of_the_subnet_decides(rules: list[Any], expected: str) -> None:
    assert outcome(standing(nsg(*rules), **GUARDED)) == expected


@pytest.mark.parametrize(
    "hide",
    [
        rule("Deny", HIDDEN, "Internet"),
        rule("Deny", 4000, HIDDEN),
        rule(HIDDEN, 4000, "Internet"),  # type: ignore[arg-type]
        rule("Deny", 4000, "Internet", direction=HIDDEN),
        rule("Deny", 4000, "Internet", destinationPortRange=HIDDEN),
        rule("Deny", 4000, "Internet", protocol=HIDDEN),
        {**DENY, MAYBE: HIDDEN},
        HIDDEN,
    ],
)
def test_a_hidden_denial_closes_nothing_surely(hide: Any) -> None:
    found = leaks(standing(nsg(hide), **GUARDED))
    hidden_priority = isinstance(hide, dict) and hide["properties"]["priority"] is HIDDEN
    # A denial before the default rules denies, whatever its number is.
    assert outcome(standing(nsg(hide), **GUARDED)) == ("closed" if hidden_priority else "unknown")
    assert all(finding.outcome.value == "unknown" for finding in found)


def test_a_hidden_group_or_table_is_no_protection_and_no_hole() -> None:
    assert outcome(standing(networkSecurityGroup=HIDDEN)) == "unknown"
    assert outcome(standing(networkSecurityGroup=ref(NSGS, "elsewhere"))) == "unknown"
    assert outcome(standing(routeTable=HIDDEN)) == "unknown"
    assert outcome(standing(nsg(HIDDEN, DENY), **GUARDED)) == "unknown"


def test_the_group_of_the_interface_closes_as_well() -> None:
    both = standing(nsg(DENY), networkSecurityGroup=None)
    assert outcome(both) == "open"
    closed = standing(nsg(DENY), nsg(name="open"))
    for resource in closed.estate.of("Microsoft.Network/networkInterfaces"):
        resource.body["properties"]["networkSecurityGroup"] = ref(NSGS, "g")  # type: ignore[index, call-overload]
    assert outcome(closed) == "closed"


@pytest.mark.parametrize(
    ("routes", "expected"),
    [
        ([], "open"),
        ([NOWHERE], "closed"),
        ([route("0.0.0.0/1", "None")], "open"),
        ([route("0.0.0.0/1", "None"), route("128.0.0.0/1", "None")], "closed"),
        ([NOWHERE, route("20.0.0.0/8", "Internet")], "open"),
        ([NOWHERE, route("Storage.WestEurope", "Internet")], "open"),
        ([NOWHERE, route("AzureActiveDirectory", "Internet")], "closed"),
        ([NOWHERE, route("10.9.0.0/16", "Internet")], "closed"),
        ([route("0.0.0.0/0", "VirtualAppliance", "10.0.9.4")], "unknown"),
        ([route("0.0.0.0/0", "VirtualNetworkGateway")], "unknown"),
        ([route("0.0.0.0/0", HIDDEN)], "unknown"),
        ([route(HIDDEN, "None")], "unknown"),
        ([{**NOWHERE, MAYBE: HIDDEN}], "unknown"),
        ([HIDDEN, NOWHERE], "unknown"),
    ],
)
def test_routes_decide(routes: list[Any], expected: str) -> None:
    assert outcome(standing(table(*routes), **ROUTED)) == expected


def test_a_route_to_an_appliance_does_not_matter_where_the_group_denies() -> None:
    led = table(route("0.0.0.0/0", "VirtualAppliance", "10.0.9.4"))
    assert outcome(standing(led, nsg(DENY), **ROUTED, **GUARDED)) == "closed"


def test_a_service_endpoint_is_not_overridden_by_a_route() -> None:
    shut = table(NOWHERE)
    storage = [{"service": "Microsoft.Storage"}]
    found = leaks(standing(shut, **ROUTED, serviceEndpoints=storage))
    assert [(f.rule, f.address, f.outcome.value) for f in found] == [
        ("RF-EGR-03", "subnets.s", "fail")
    ]
    assert outcome(standing(shut, **ROUTED)) == "closed"
    closed = standing(
        shut, nsg(rule("Deny", 100, "Storage")), **ROUTED, **GUARDED, serviceEndpoints=storage
    )
    assert outcome(closed) == "closed"
    directory = [{"service": "Microsoft.AzureActiveDirectory"}]
    assert outcome(standing(shut, **ROUTED, serviceEndpoints=directory)) == "closed"
    assert outcome(standing(shut, **ROUTED, serviceEndpoints=HIDDEN)) == "unknown"


def test_a_service_endpoint_policy_limits_storage_only() -> None:
    shut = table(NOWHERE)
    policies = "Microsoft.Network/serviceEndpointPolicies"

    def listed(*resources: Any) -> Any:
        inner = {"service": "Microsoft.Storage", "serviceResources": list(resources)}
        return res(policies, "p", properties={"serviceEndpointPolicyDefinitions": [{"name": "d", "properties": inner}]})  # fmt: skip

    def with_policy(*services: str, of: Any) -> str:
        return outcome(
            standing(
                shut, of, **ROUTED, serviceEndpoints=[{"service": each} for each in services],
                serviceEndpointPolicies=[ref(policies, "p")],
            )
        )  # fmt: skip

    ours = "/subscriptions/00000000-0000-0000-0000-00000000000a"
    theirs = "/subscriptions/99999999-0000-0000-0000-000000000000"
    assert with_policy("Microsoft.Storage", of=listed(ours)) == "closed"
    assert with_policy("Microsoft.Storage", of=listed(theirs)) == "unknown"
    here = f"/subscriptions/{context('subscription')}/resourceGroups/models"
    assert with_policy("Microsoft.Storage", of=listed(here)) == "closed"
    assert with_policy("Microsoft.Storage", of=listed(HIDDEN)) == "unknown"
    assert with_policy("Microsoft.Storage", "Microsoft.KeyVault", of=listed(ours)) == "open"
    assert with_policy("Microsoft.Storage", of=network("other")) == "unknown"


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({}, "open"),
        ({"defaultOutboundAccess": False}, "closed"),
        ({"defaultOutboundAccess": HIDDEN}, "unknown"),
        ({"defaultOutboundAccess": False, "natGateway": ref("Microsoft.Network/natGateways", "nat")}, "open"),
        ({"defaultOutboundAccess": False, "natGateway": ref("Microsoft.Network/natGateways", "bare")}, "closed"),
        ({"defaultOutboundAccess": False, "natGateway": ref("Microsoft.Network/natGateways", "gone")}, "unknown"),
        ({"defaultOutboundAccess": False, "natGateway": HIDDEN}, "unknown"),
    ],
)  # fmt: skip
def test_a_private_subnet_needs_a_method_of_its_own(properties: Any, expected: str) -> None:
    gateways = (
        res(
            "Microsoft.Network/natGateways", "nat", properties={"publicIpAddresses": [{"id": "x"}]}
        ),
        res("Microsoft.Network/natGateways", "bare", properties={}),
    )
    assert outcome(standing(*gateways, **properties)) == expected


def test_new_networks_have_private_subnets_from_the_api_version_on() -> None:
    def made(version: str) -> str:
        of = standing()
        for each in of.estate.of(SUBNETS):
            each.api_version = version
        return outcome(of)

    assert made("2026-07-01") == "closed"
    assert made("2025-01-01") == "open"


def test_a_public_address_on_the_interface_gets_out_of_a_private_subnet() -> None:
    def with_config(**config: Any) -> str:
        of = standing(defaultOutboundAccess=False)
        for each in of.estate.of("Microsoft.Network/networkInterfaces"):
            each.body["properties"] = nic(config=config).body["properties"]
        return outcome(of)

    assert with_config() == "closed"
    assert with_config(publicIPAddress={"id": "/x/pip"}) == "open"
    assert with_config(publicIPAddress=HIDDEN) == "unknown"


def test_behind_an_internal_standard_load_balancer_nothing_gets_out_by_default() -> None:
    kind = "Microsoft.Network/loadBalancers"
    pool = ref(f"{kind}/backendAddressPools", "lb", "p")

    def behind(sku: Any, frontend: Any, **rules: Any) -> str:
        front = {"name": "f", "properties": frontend}
        balancer = res(kind, "lb", sku={"name": sku}, properties={
            "frontendIPConfigurations": [front], "backendAddressPools": [{"name": "p"}], **rules,
        })  # fmt: skip
        of = standing(balancer)
        for each in of.estate.of("Microsoft.Network/networkInterfaces"):
            config = {"loadBalancerBackendAddressPools": [pool]}
            each.body["properties"] = nic(config=config).body["properties"]
        return outcome(of)

    public = {"publicIPAddress": {"id": "/x/pip"}}
    private = {"subnet": ref(SUBNETS, "v", "s")}
    out = [{"name": "o", "properties": {
        "frontendIPConfigurations": [ref(f"{kind}/frontendIPConfigurations", "lb", "f")],
        "backendAddressPool": pool}}]  # fmt: skip
    inward = [{"name": "i", "properties": {
        "frontendIPConfiguration": ref(f"{kind}/frontendIPConfigurations", "lb", "f"),
        "backendAddressPool": pool, "disableOutboundSnat": True}}]  # fmt: skip
    assert behind("Standard", private) == "closed"
    assert behind("Basic", private) == "open"
    assert behind(HIDDEN, private) == "unknown"
    assert behind("Standard", public, outboundRules=out) == "open"
    assert behind("Standard", public, loadBalancingRules=inward) == "closed"


def test_walls_are_counted_and_named() -> None:
    assert depth(standing()) == (0, [])
    assert depth(standing(nsg(DENY), **GUARDED)) == (1, ["nsg-out"])
    assert depth(standing(table(NOWHERE), **ROUTED)) == (1, ["route"])
    assert depth(standing(defaultOutboundAccess=False)) == (1, ["no-way-out"])
    two = standing(nsg(DENY), table(NOWHERE), **GUARDED, **ROUTED)
    assert depth(two) == (2, ["nsg-out", "route"])
    three = standing(nsg(DENY), table(NOWHERE), **GUARDED, **ROUTED, defaultOutboundAccess=False)
    assert depth(three) == (3, ["no-way-out", "nsg-out", "route"])


def test_an_address_that_is_assigned_later_is_sure_only_if_all_of_them_leak() -> None:
    half = rule("Allow", 100, "Internet", sourceAddressPrefix="10.0.1.0/25")
    rest = rule("Allow", 101, "Internet", sourceAddressPrefix="10.0.1.128/25")
    assert outcome(standing(nsg(half, DENY), **GUARDED)) == "unknown"
    assert outcome(standing(nsg(half, rest, DENY), **GUARDED)) == "open"

    def at(address: str) -> str:
        of = standing(nsg(half, DENY), **GUARDED)
        for each in of.estate.of("Microsoft.Network/networkInterfaces"):
            each.body["properties"] = nic(config={"privateIPAddress": address}).body["properties"]
        return outcome(of)

    assert at("10.0.1.9") == "open"
    assert at("10.0.1.200") == "closed"


def test_public_ranges_of_the_boundary_are_inside() -> None:
    from ipaddress import ip_network

    ours = policy(networks=(ip_network("10.0.0.0/8"), ip_network("203.0.113.0/29")))
    allow = rule("Allow", 100, "203.0.113.0/29")
    wider = rule("Allow", 100, "203.0.113.0/28")
    assert outcome(standing(nsg(allow, DENY), of=ours, **GUARDED)) == "closed"
    assert outcome(standing(nsg(wider, DENY), of=ours, **GUARDED)) == "open"


def test_a_peered_network_outside_the_boundary_is_a_way_out() -> None:
    peerings = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings"

    def peered(location: str, *rules: Any, both: bool = True) -> list[str]:
        ends = [("v", "w")] + ([("w", "v")] if both else [])
        links = [
            res(peerings, here, there, properties={
                "remoteVirtualNetwork": ref("Microsoft.Network/virtualNetworks", there),
                "allowVirtualNetworkAccess": True})
            for here, there in ends
        ]  # fmt: skip
        of = standing(nsg(*rules), network("w", "10.8.0.0/16", location), *links, **GUARDED)
        return [f"{f.outsider}:{f.outcome.value}" for f in leaks(of)]

    assert peered("eastus", DENY) == ["region:eastus:fail"]
    assert peered("northeurope", DENY) == []
    assert peered("eastus", DENY, both=False) == []
    assert peered("eastus", DENY, rule("Deny", 100, "VirtualNetwork")) == []


def test_a_private_endpoint_to_a_stranger_is_a_way_out() -> None:
    shut = {**GUARDED}
    ours = policy(subscriptions=frozenset({"00000000-0000-0000-0000-00000000000a"}))

    def linked(target: Any) -> list[str]:
        connection = [{"name": "c", "properties": {"privateLinkServiceId": target}}]
        endpoint = res("Microsoft.Network/privateEndpoints", "pe", properties={
            "subnet": ref(SUBNETS, "v", "pe"), "privateLinkServiceConnections": connection})  # fmt: skip
        of = standing(nsg(DENY), endpoint, subnet("pe", "10.0.2.0/24"), of=ours, **shut)
        return [f"{f.rule}:{f.address}:{f.outcome.value}" for f in leaks(of)]

    account = "/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/st"
    theirs = "/subscriptions/99999999-0000-0000-0000-000000000000" + account
    mine = "/subscriptions/00000000-0000-0000-0000-00000000000a" + account
    assert linked(theirs) == ["RF-EGR-03:privateEndpoints.pe:fail"]
    assert linked(mine) == []
    assert linked(HIDDEN) == ["RF-EGR-03:privateEndpoints.pe:unknown"]


def test_an_unknown_subnet_or_interface_is_never_closed() -> None:
    of = standing(nsg(DENY), **GUARDED)
    for each in of.estate.of("Microsoft.Network/networkInterfaces"):
        each.body["properties"] = nic(config={"subnet": {"id": HIDDEN}}).body["properties"]
    assert outcome(of) == "unknown"
    of = standing(nsg(DENY), **GUARDED)
    for each in of.estate.of("Microsoft.Compute/virtualMachines"):
        each.body["properties"] = {"networkProfile": HIDDEN}
    assert outcome(of) == "unknown"
    of = standing(nsg(DENY), **GUARDED)
    for each in of.estate.of(SUBNETS):
        each.external = Unknown("a data source")
        each.body["properties"] = {}
    assert outcome(of) == "unknown"


def test_rules_of_a_network_manager_come_before_security_groups() -> None:
    kind = "Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections/rules"

    def admin(access: Any, direction: str = "Outbound") -> Any:
        body = {"access": access, "direction": direction, "priority": 1}
        return res(kind, "m", "c", "rc", "r", properties=body)

    def closed_with(rule_: Any) -> str:
        return outcome(standing(nsg(DENY), rule_, **GUARDED))

    assert closed_with(admin("AlwaysAllow")) == "unknown"
    assert closed_with(admin("AlwaysAllow", "Inbound")) == "closed"
    assert closed_with(admin("Allow")) == "closed"
    assert closed_with(admin("Deny")) == "closed"
    assert closed_with(admin(HIDDEN)) == "unknown"
    assert outcome(standing(admin("Deny"))) == "unknown"
    assert outcome(standing(admin("Allow"))) == "open"


def test_a_virtual_hub_may_take_the_default_route() -> None:
    kind = "Microsoft.Network/virtualHubs/hubVirtualNetworkConnections"

    def joined(**more: Any) -> str:
        remote = {"remoteVirtualNetwork": ref("Microsoft.Network/virtualNetworks", "v")}
        return outcome(standing(res(kind, "hub", "c", properties=remote | more)))

    assert joined(enableInternetSecurity=False) == "open"
    assert joined(enableInternetSecurity=True) == "unknown"
    assert joined(enableInternetSecurity=HIDDEN) == "unknown"


def test_a_gateway_that_speaks_bgp_leaves_the_way_out_in_doubt() -> None:
    kind = "Microsoft.Network/virtualNetworkGateways"

    def with_gateway(**properties: Any) -> str:
        config = [{"name": "c", "properties": {"subnet": ref(SUBNETS, "v", "GatewaySubnet")}}]
        gateway = res(kind, "gw", properties={"ipConfigurations": config} | properties)
        return outcome(standing(gateway))

    assert with_gateway(gatewayType="Vpn", enableBgp=False) == "open"
    assert with_gateway(gatewayType="Vpn", enableBgp=True) == "unknown"
    assert with_gateway(gatewayType="ExpressRoute") == "unknown"


def test_ipv6_has_no_default_way_out() -> None:
    both: Any = {"addressPrefixes": ["10.0.1.0/24", "fd00:db8::/64"]}
    four = rule("Deny", 100, "0.0.0.0/0")

    def with_address(*rules: Any, **config: Any) -> str:
        of = standing(nsg(*rules), **GUARDED, **both)
        for each in of.estate.of("Microsoft.Network/networkInterfaces"):
            each.body["properties"] = nic(config=config).body["properties"]
        return outcome(of)

    assert with_address() == "open"
    assert with_address(four) == "closed"
    # A denial of all IPv4 says nothing about a public IPv6 address.
    public: Any = {"publicIPAddress": {"id": "/x/pip"}}
    six: Any = public | {"privateIPAddressVersion": "IPv6"}
    assert with_address(four, **public) == "closed"
    assert with_address(four, **six) == "open"
    assert with_address(four, privateIPAddressVersion="IPv6") == "closed"
    assert with_address(rule("Deny", 100, "*"), **six) == "closed"
