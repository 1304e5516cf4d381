"""Hiding any one fact of a leaky estate may make the answer unknown, never sealed."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from tests.build import policy, res, rid
from tests.network.estate import (
    endpoint,
    nic,
    nsg,
    pair,
    pip,
    rule,
    store,
    subnet,
    vm,
    vnet,
)  # fmt: skip
from tests.network.judging import ask
from tests.network.test_forwarders import front_door, gateway, link_service
from tests.network.test_machines import balancer
from tests.network.test_private import firewall, passes, routes

ABROAD = vnet("hub", "10.9.0.0/16", "eastus")


def _peered() -> list[Resource]:
    spoke, data, st = vnet("spoke"), subnet("spoke", "data"), store()
    return [st, spoke, data, endpoint("pe", data, st), ABROAD, *pair("spoke", "hub")]


def _machine() -> list[Resource]:
    group = nsg("g", rule(100, "Deny", "10.0.0.0/8", "80"), rule(200, "Allow", "*", "22"))
    inner = subnet("v", "s", nsg=group)
    card = nic("n", inner, pip(), group)
    return [vm("gpu", card), vnet("v"), inner, card, pip(), group]


def _tagged() -> list[Resource]:
    group = nsg("g")
    inner = subnet("v", "s", nsg=group)
    card = nic("n", inner)
    return [vm("gpu", card), vnet("v"), inner, card, group, ABROAD, *pair("v", "hub")]


def _published() -> list[Resource]:
    data, edge, st = subnet("v", "data"), subnet("v", "edge", "10.0.2.0/24"), store()
    made = gateway({"fqdn": "st.blob.core.windows.net"}, at=edge)
    return [st, vnet("v"), data, edge, endpoint("pe", data, st), made]


def _front_door() -> list[Resource]:
    st = store()
    return [st, *front_door(st.id)]


def _network_rule() -> list[Resource]:
    inner = subnet("hub", "s", "10.9.1.0/24")
    rules = {"defaultAction": "Deny", "virtualNetworkRules": [{"id": inner.id}]}
    return [store(networkAcls=rules), ABROAD, inner]


def _site() -> list[Resource]:
    spoke, data, st = vnet("spoke"), subnet("spoke", "data"), store()
    made = res("Microsoft.Network/virtualNetworkGateways", "gw", properties={"ipConfigurations": [
        {"properties": {"subnet": {"id": rid("Microsoft.Network/virtualNetworks/subnets", "spoke", "G")}}}]})  # fmt: skip
    local = res("Microsoft.Network/localNetworkGateways", "site", properties={
        "localNetworkAddressSpace": {"addressPrefixes": ["198.51.100.0/24"]}})  # fmt: skip
    link = res("Microsoft.Network/connections", "tunnel", properties={
        "virtualNetworkGateway1": {"id": made.id}, "localNetworkGateway2": {"id": local.id}})  # fmt: skip
    return [st, spoke, data, endpoint("pe", data, st), made, local, link]


def _forwarded() -> list[Resource]:
    spoke, data, st = vnet("spoke"), subnet("spoke", "data"), store()
    home, far = vnet("hub", "10.9.0.0/16"), vnet("far", "10.8.0.0/16", "eastus")
    table = routes("rt")
    inner = subnet("hub", "AzureFirewallSubnet", "10.9.1.0/24")
    chain = [
        *pair("spoke", "hub", allowForwardedTraffic=True),
        *pair("hub", "far", allowForwardedTraffic=True),
    ]
    made = firewall(passes("10.8.0.0/16", "10.0.0.0/8"))
    there = subnet("far", "s", "10.8.1.0/24", routeTable={"id": table.id})
    link = endpoint("pe", data, st)
    return [st, spoke, data, link, home, far, there, table, inner, *chain, *made]


def _balanced() -> list[Resource]:
    pool = rid("Microsoft.Network/loadBalancers", "lb") + "/backendAddressPools/pool"
    group = nsg("g", rule(200, "Allow", "*", "22"))
    inner = subnet("v", "s", nsg=group)
    card = nic("n", inner, loadBalancerBackendAddressPools=[{"id": pool}])
    return [vm("gpu", card), vnet("v"), inner, card, group, *balancer(public=True)]


def _link_service() -> list[Resource]:
    made = link_service()
    inner = subnet("v", "s", "10.0.5.0/24")
    pool = rid("Microsoft.Network/loadBalancers", "lb") + "/backendAddressPools/pool"
    card = nic("n", inner, loadBalancerBackendAddressPools=[{"id": pool}])
    edge = subnet("v", "edge", "10.0.2.0/24")
    return [vm("gpu", card), vnet("v"), inner, edge, card, *balancer(public=False), *made]


def _instance() -> list[Resource]:
    rules = {
        "defaultAction": "Deny",
        "resourceAccessRules": [{"tenantId": "2222", "resourceId": "/subscriptions/s/x/y"}],
    }
    return [store(networkAcls=rules, publicNetworkAccess="Disabled")]


ESTATES = {
    each.__name__: each
    for each in (
        _peered, _machine, _tagged, _published, _front_door, _network_rule, _site, _forwarded,
        _instance, _balanced, _link_service,
    )
}  # fmt: skip
NAMED = policy(tenants=frozenset({"1111"}))


def _pointers(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield at
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _pointers(inner, (*at, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _pointers(inner, (*at, index))


def _hidden(resource: Resource, at: tuple[Any, ...]) -> Resource:
    body: Any = deepcopy(resource.body)
    inner = body
    for step in at[:-1]:
        inner = inner[step]
    inner[at[-1]] = Unknown("it is hidden")
    return Resource(
        id=resource.id, type=resource.type, name=resource.name, body=body,
        address=resource.address, root=resource.root, origin=resource.origin,
    )  # fmt: skip


@pytest.mark.parametrize("name", ESTATES)
def test_hiding_any_one_value_never_seals(name: str) -> None:
    whole = ESTATES[name]()
    assert ask(*whole, of=NAMED).verdict == "open"
    sealed = []
    for number, resource in enumerate(whole):
        for at in _pointers(resource.body):
            if not at:
                continue
            others = [*whole[:number], _hidden(resource, at), *whole[number + 1 :]]
            if ask(*others, of=NAMED).verdict == "sealed":
                sealed.append((resource.address, at))
    assert sealed == []


@pytest.mark.parametrize("name", ESTATES)
def test_not_seeing_whether_something_is_there_never_seals(name: str) -> None:
    whole = ESTATES[name]()
    for number, resource in enumerate(whole):
        vague = Resource(
            id=resource.id, type=resource.type, name=resource.name, body=resource.body,
            address=resource.address, origin=resource.origin, presence=Unknown("count is not known"),
        )  # fmt: skip
        assert ask(*[*whole[:number], vague, *whole[number + 1 :]], of=NAMED).verdict != "sealed", (
            resource
        )


@pytest.mark.parametrize("name", ESTATES)
def test_the_order_of_reading_changes_nothing(name: str) -> None:
    first, *others = ESTATES[name]()
    assert ask(first, *others, of=NAMED).sure == ask(first, *reversed(others), of=NAMED).sure


def _safe_machine() -> list[Resource]:
    group = nsg("g", rule(100, "Deny", "*", "22"), rule(200, "Allow", "*", "22"))
    inner = subnet("v", "s", nsg=group)
    card = nic("n", inner, pip(), group)
    return [vm("gpu", card), vnet("v"), inner, card, pip(), group]


def _safe_peered() -> list[Resource]:
    spoke, data, st = vnet("spoke"), subnet("spoke", "data"), store()
    home = vnet("hub", "10.9.0.0/16", "northeurope")
    return [st, spoke, data, endpoint("pe", data, st), home, *pair("spoke", "hub")]


def _safe_published() -> list[Resource]:
    data, edge, st = subnet("v", "data"), subnet("v", "edge", "10.0.2.0/24"), store()
    made = gateway({"fqdn": "st.blob.core.windows.net"}, at=edge, public=False)
    return [st, vnet("v"), data, edge, endpoint("pe", data, st), made]


def _safe_front_door() -> list[Resource]:
    st = store()
    return [st, *front_door(st.id, routed=False)]


def _safe_rules() -> list[Resource]:
    inner = subnet("v", "s")
    rules = {
        "defaultAction": "Deny",
        "ipRules": [{"value": "10.1.2.3"}],
        "virtualNetworkRules": [{"id": inner.id}],
        "resourceAccessRules": [{"tenantId": "1111", "resourceId": "/subscriptions/s/x/y"}],
    }
    return [store(networkAcls=rules, allowBlobPublicAccess=False), vnet("v"), inner]


def _safe_forwarded() -> list[Resource]:
    whole = _forwarded()
    return [*whole[:-3], *firewall(passes("10.8.0.0/16", "10.0.2.0/24"))]


def _safe_balanced() -> list[Resource]:
    pool = rid("Microsoft.Network/loadBalancers", "lb") + "/backendAddressPools/pool"
    group = nsg("g", rule(200, "Allow", "*", "22"))
    inner = subnet("v", "s", nsg=group)
    card = nic("n", inner, loadBalancerBackendAddressPools=[{"id": pool}])
    return [vm("gpu", card), vnet("v"), inner, card, group, *balancer(public=False)]


SEALED = {
    each.__name__: each
    for each in (
        _safe_machine, _safe_peered, _safe_published, _safe_front_door, _safe_rules,
        _safe_forwarded, _safe_balanced,
    )
}  # fmt: skip


@pytest.mark.parametrize("name", SEALED)
def test_hiding_any_one_value_proves_no_leak(name: str) -> None:
    """Among what a hidden value may be is what it was: a leak that is not there is never sure."""
    whole = SEALED[name]()
    assert ask(*whole, of=NAMED).verdict == "sealed"
    proven = []
    for number, resource in enumerate(whole):
        for at in _pointers(resource.body):
            if not at:
                continue
            others = [*whole[:number], _hidden(resource, at), *whole[number + 1 :]]
            if ask(*others, of=NAMED).verdict == "open":
                proven.append((resource.address, at))
    assert proven == []
