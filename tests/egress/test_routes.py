"""Effective routes against the packet by packet reference."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.graph.addresses import parse
from ringfence.graph.azure.network.packets import passing
from ringfence.graph.azure.network.routes import Routing, Surroundings, routing
from ringfence.graph.azure.network.tags import Area, service
from ringfence.graph.boxes import Box, Boxes
from ringfence.model.estate import Estate
from ringfence.model.facts import MAYBE, Unknown
from tests.egress.estates import HIDDEN, ROUTED, route, subnet, table
from tests.reference.route_naive import hop

HOME, PEERS = ("10.0.0.0/16",), ("10.8.0.0/16", "10.9.0.0/24")
PREFIXES = (
    "0.0.0.0/0", "0.0.0.0/1", "10.0.0.0/8", "10.0.0.0/16", "10.0.4.0/24", "10.8.0.0/16",
    "10.8.1.0/24", "20.0.0.0/8", "20.3.0.0/16", "20.3.4.0/24", "::/0", "2001:db8::/32",
    "Storage", "Storage.WestEurope", "AzureCloud", "AzureCloud.westeurope", "Sql",
)  # fmt: skip
HOPS = ("Internet", "None", "VirtualAppliance", "VirtualNetworkGateway", "VnetLocal")
ENDPOINTS = ("Microsoft.Storage.Global", "Microsoft.KeyVault")
ADDRESSES = ("10.0.4.9", "10.0.7.7", "10.8.1.1", "10.8.2.2", "10.9.0.9", "10.200.0.1", "8.8.8.8",
             "20.3.4.5", "20.9.9.9", "200.1.1.1", "2001:db8::9", "2a00::1")  # fmt: skip
OWNERS = ("", "Storage.WestEurope", "Storage.NorthEurope", "Sql.WestEurope", "AzureKeyVault")
PACKETS = [(at, "") for at in ADDRESSES] + [
    (at, owner) for at in ADDRESSES[6:] for owner in OWNERS[1:]
]


@st.composite
def written(draw: st.DrawFn) -> list[dict[str, Any]]:
    prefixes = draw(st.lists(st.sampled_from(PREFIXES), unique=True, max_size=6))
    return [route(prefix, draw(st.sampled_from(HOPS))) for prefix in prefixes]


endpoints = st.lists(st.sampled_from(ENDPOINTS), unique=True, max_size=2)


def point(address: str, owner: str) -> Box:
    found = parse(address)
    assert found
    held = service(owner) if owner else ((0, 0), (0, 0))
    assert held
    # A service without a region of its own lies in some region.
    region = held[1] if held[1][0] == held[1][1] else (5, 5)
    return ((1, 1), (found[0],) * 2, (6, 6), (443, 443), (9, 9), held[0], region)


def line(*texts: str) -> Boxes:
    return Boxes.line(found for text in texts if (found := parse(text)))


def effective(routes: Any, services: Any) -> Routing:
    listed = [{"service": each} for each in services]
    around = Surroundings(Area.exact(line(*HOME)), "westeurope", (Area.exact(line(*PEERS)),))
    of = subnet(serviceEndpoints=listed, **ROUTED)
    return routing(Estate([of, table(*routes)]), of, around)


def goes(way: Routing, kind: str, at: Box, *, sure: bool) -> bool:
    return any(True for _ in passing(way.entries(lambda each: each.hop == kind, sure=sure), at))


@settings(max_examples=100, deadline=None)
@given(written(), endpoints)
def test_the_next_hop_is_that_of_the_naive_walk(routes: Any, services: list[str]) -> None:
    way = effective(routes, services)
    for address, owner in PACKETS:
        expected = hop(address, owner, routes, HOME, PEERS, services)
        at = point(address, owner)
        deciding = way.deciding(at)
        assert deciding is not None
        assert deciding.hop == expected, (address, owner)
        assert goes(way, expected, at, sure=True)
        assert not goes(way, "internet" if expected != "internet" else "none", at, sure=False)


@settings(max_examples=100, deadline=None)
@given(written(), st.data())
def test_every_completion_lies_between_sure_and_may(routes: Any, data: st.DataObject) -> None:
    seen: list[Any] = []
    true: list[Any] = []
    for each in routes:
        what = data.draw(st.sampled_from(("", "addressPrefix", "nextHopType", "route", "maybe")))
        there = what not in ("route", "maybe") or data.draw(st.booleans())
        hidden = dict(each["properties"])
        if what in hidden:
            hidden[what] = HIDDEN
        shown: Any = {"name": each["name"], "properties": hidden}
        if what == "maybe":
            shown[MAYBE] = HIDDEN
        seen.append(HIDDEN if what == "route" else shown)
        true += [each] if there else []
    way = effective(seen, [])
    for address, owner in PACKETS:
        at = point(address, owner)
        expected = hop(address, owner, true, HOME, PEERS, [])
        for kind in ("internet", "none", "virtualappliance"):
            assert not goes(way, kind, at, sure=True) or kind == expected, (address, owner)
            assert goes(way, kind, at, sure=False) or kind != expected, (address, owner)


def test_a_gateway_that_speaks_bgp_may_take_what_the_system_would_send_out() -> None:
    why = Unknown("announced elsewhere")
    around = Surroundings(Area.exact(line(*HOME)), "", (), (), why)
    of = subnet(**ROUTED)
    outward = point("8.8.8.8", "")

    def straight(*routes: Any, sure: bool, **more: Any) -> bool:
        found = routing(Estate([of, table(*routes, **more)]), of, around)
        return goes(found, "internet", outward, sure=sure)

    assert not straight(sure=True)
    assert straight(sure=False)
    assert straight(sure=True, disableBgpRoutePropagation=True)
    assert not straight(sure=True, disableBgpRoutePropagation=HIDDEN)
    # Inside the network nothing announced comes first.
    found = routing(Estate([of, table()]), of, around)
    assert goes(found, "vnetlocal", point("10.0.4.9", ""), sure=True)


def test_storage_endpoints_cover_the_region_and_its_pair() -> None:
    of = subnet(serviceEndpoints=[{"service": "Microsoft.Storage"}])
    home = Area.exact(line(*HOME))

    def taken(region: str, owner: str, *, sure: bool = True) -> bool:
        found = routing(Estate([of]), of, Surroundings(home, region))
        return goes(found, "serviceendpoint", point("20.3.4.5", owner), sure=sure)

    assert taken("westeurope", "Storage.WestEurope")
    assert taken("westeurope", "Storage.NorthEurope")
    assert not taken("westeurope", "Storage.EastUS")
    assert not taken("westeurope", "Sql.WestEurope")
    assert not taken("", "Storage.WestEurope")
    assert taken("", "Storage.WestEurope", sure=False)
