"""Security groups against the packet by packet reference, and what unknowns may change."""

from __future__ import annotations

import time
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.graph.addresses import EVERYWHERE, PUBLIC, parse
from ringfence.graph.azure.network.nsg import INBOUND, OUTBOUND, NsgUse, admits, attached
from ringfence.graph.azure.network.packets import ALL, SERVICE, TCP, packets
from ringfence.graph.azure.network.tags import (
    PLATFORM,
    Area,
    Vantage,
    mailboxes,
    service,
    strangers,
)
from ringfence.graph.boxes import EMPTY, Boxes
from ringfence.model.estate import Estate
from ringfence.model.facts import MAYBE, Unknown
from ringfence.model.resource import Resource
from tests.build import res, rid
from tests.reference.nsg_naive import VIP, Packet, Place, allows

HIDDEN = Unknown("hidden")
PRIVATE_ENDS = ("10.0.0.4", "10.0.1.5", "192.168.0.9")
OWNERS = ("", "Storage.WestEurope", "Storage.NorthEurope", "Sql.WestEurope")
GROUP_A, GROUP_B = rid("Microsoft.Network/applicationSecurityGroups", "a"), "b"
PLACES = (
    Place(("10.0.0.0/16",)),
    Place(("10.0.0.0/23", "20.0.0.0/8"), ("0.0.0.0/0",), ((GROUP_A, ("10.0.0.4",)), (GROUP_B, ()))),
    Place(
        ("10.0.0.0/23",), ("192.168.0.0/16",), ((GROUP_A, ("10.0.1.5",)), (GROUP_B, PRIVATE_ENDS))
    ),
)
PREFIXES = (
    "*", "VirtualNetwork", "Internet", "AzureLoadBalancer", "Storage", "Storage.WestEurope", "Sql",
    "AzureCloud", "AzureCloud.westeurope", "10.0.0.0/8", "10.0.0.0/24", "10.0.0.4", "0.0.0.0/0",
    "0.0.0.0/1", "128.0.0.0/1", "8.8.8.8/32", "20.0.0.0/16", "::/0", "2001:db8::/32",
)  # fmt: skip
PORTS = ("*", "443", "80-443", "22", "444-65535")


def fields(side: str) -> st.SearchStrategy[dict[str, Any]]:
    one = st.sampled_from(PREFIXES)
    return st.one_of(
        one.map(lambda text: {f"{side}AddressPrefix": text}),
        st.lists(one, min_size=1, max_size=3).map(lambda t: {f"{side}AddressPrefixes": t}),
        st.sampled_from((GROUP_A, GROUP_B)).map(
            lambda key: {f"{side}ApplicationSecurityGroups": [{"id": key}]}
        ),
    )


def port_fields(side: str) -> st.SearchStrategy[dict[str, Any]]:
    one = st.sampled_from(PORTS)
    return st.one_of(
        one.map(lambda text: {f"{side}PortRange": text}),
        st.lists(one, min_size=1, max_size=2).map(lambda t: {f"{side}PortRanges": t}),
    )


@st.composite
def rule(draw: st.DrawFn, priority: int) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "direction": draw(st.sampled_from(("Inbound", "Outbound"))),
        "access": draw(st.sampled_from(("Allow", "Deny"))),
        "priority": priority,
        "protocol": draw(st.sampled_from(("*", "Tcp", "UDP", "Icmp"))),
    }
    for part in (fields("source"), fields("destination")):
        properties |= draw(part)
    properties |= draw(port_fields("destination")) | draw(port_fields("source"))
    return {"name": f"r{priority}", "properties": properties}


@st.composite
def rules(draw: st.DrawFn, size: int = 6) -> list[dict[str, Any]]:
    numbers = draw(st.lists(st.integers(100, 130), unique=True, max_size=size))
    return [draw(rule(number)) for number in numbers]


def group(written: list[Any]) -> Resource:
    return res(
        "Microsoft.Network/networkSecurityGroups", "n", properties={"securityRules": written}
    )


def addresses(texts: tuple[str, ...]) -> Boxes:
    return Boxes.line(found for text in texts if (found := parse(text)))


def vantage(place: Place) -> Vantage:
    return Vantage(
        Area.exact(addresses(place.networks)),
        Area.exact(addresses(place.routed)),
        {key.lower(): Area.exact(addresses(members)) for key, members in place.groups},
    )


def sample(direction: str) -> list[Packet]:
    near = ("10.0.0.4", "10.0.1.5")
    far = [
        (at, "") for at in (*PRIVATE_ENDS, "8.8.8.8", "20.0.0.7", "200.1.1.1", "2001:db8::1", VIP)
    ]
    far += [(at, owner) for at in ("8.8.8.8", "200.1.1.1") for owner in OWNERS[1:]]
    found = []
    for here, (there, owner), number, port, origin in product(
        near, far, (6, 17), (22, 443, 500), (443, 50000)
    ):
        ends = (here, there) if direction == "Outbound" else (there, here)
        found.append(Packet(*ends, number, port, origin, owner))
    return found


START = st.integers(0, 6)
SAMPLES = {direction: sample(direction) for direction in ("Inbound", "Outbound")}


def point(packet: Packet) -> tuple[int, ...]:
    source, destination = parse(packet.source), parse(packet.destination)
    assert source
    assert destination
    owner, region = (0, 0), (0, 0)
    if packet.owner:
        found = service(packet.owner)
        assert found
        owner, region = found
    return (source[0], destination[0], packet.protocol, packet.port, packet.source_port, owner[0], region[0])  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(rules(), st.sampled_from(PLACES), st.sampled_from(("Inbound", "Outbound")), START)
def test_what_passes_is_what_the_naive_walk_lets_pass(
    written: list[dict[str, Any]], place: Place, direction: str, start: int
) -> None:
    if not place.groups:
        place = Place(place.networks, place.routed, ((GROUP_A, ()), (GROUP_B, ())))
    ruling = admits([NsgUse(group(written))], direction.lower(), ALL, vantage(place))
    assert not ruling.doubts
    for packet in SAMPLES[direction][start::7]:
        expected = allows(written, direction, packet, place)
        at = point(packet)
        assert (at in ruling.sure) == expected, packet
        assert (at in ruling.may) == expected, packet


HIDEABLE = (
    "direction",
    "access",
    "priority",
    "protocol",
    "address",
    "port",
    "element",
    "rule",
    "maybe",
)


@st.composite
def hidden(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[Any]]:
    """Rules as they truly are, and as they are seen with some facts hidden."""
    true = draw(rules())
    seen: list[Any] = []
    complete: list[dict[str, Any]] = []
    for each in true:
        what = draw(st.none() | st.sampled_from(HIDEABLE))
        properties = dict(each["properties"])
        there = True
        if what in ("direction", "access", "priority", "protocol"):
            properties[what] = HIDDEN
        elif what in ("address", "port"):
            wanted = "Prefix" if what == "address" else "Port"
            names = sorted(key for key in properties if wanted in key)
            if names:
                properties[draw(st.sampled_from(names))] = HIDDEN
        elif what == "element":
            lists = sorted(key for key, value in properties.items() if isinstance(value, list))
            if lists:
                name = draw(st.sampled_from(lists))
                properties[name] = [*properties[name][:-1], HIDDEN]
        shown: Any = {"name": each["name"], "properties": properties}
        if what == "maybe":
            shown[MAYBE] = HIDDEN
            there = draw(st.booleans())
        elif what == "rule":
            shown = HIDDEN
            there = draw(st.booleans())
        seen.append(shown)
        if there:
            complete.append(each)
    return complete, seen


@settings(max_examples=150, deadline=None)
@given(hidden(), st.sampled_from(PLACES[1:]), st.sampled_from(("Inbound", "Outbound")), START)
def test_every_completion_lies_between_sure_and_may(
    case: tuple[list[dict[str, Any]], list[Any]], place: Place, direction: str, start: int
) -> None:
    complete, seen = case
    ruling = admits([NsgUse(group(seen))], direction.lower(), ALL, vantage(place))
    doubted = False
    for packet in SAMPLES[direction][start::7]:
        passes = allows(complete, direction, packet, place)
        at = point(packet)
        assert at not in ruling.sure or passes, packet
        assert at in ruling.may or not passes, packet
        if not doubted and at in ruling.may and at not in ruling.sure:
            doubted = bool(ruling.doubts)
            assert doubted


@settings(max_examples=60, deadline=None)
@given(rules(4), st.data())
def test_hidden_accesses_leave_exactly_what_all_or_some_completions_allow(
    written: list[dict[str, Any]], data: st.DataObject
) -> None:
    which = data.draw(st.lists(st.booleans(), min_size=len(written), max_size=len(written)))
    seen = [
        {"name": r["name"], "properties": r["properties"] | ({"access": HIDDEN} if hide else {})}
        for r, hide in zip(written, which, strict=True)
    ]
    completions = []
    for choice in product(("Allow", "Deny"), repeat=sum(which)):
        answers = iter(choice)
        completions.append([
            {"name": r["name"], "properties": r["properties"] | ({"access": next(answers)} if hide else {})}
            for r, hide in zip(written, which, strict=True)
        ])  # fmt: skip
    ruling = admits([NsgUse(group(seen))], OUTBOUND, ALL, vantage(PLACES[1]))
    for packet in SAMPLES["Outbound"][::3]:
        answers_ = [allows(each, "Outbound", packet, PLACES[1]) for each in completions]
        assert (point(packet) in ruling.sure) == all(answers_)
        assert (point(packet) in ruling.may) == any(answers_)


def outward(owners: Any = None) -> Boxes:
    return packets(
        addresses(("10.0.0.0/24",)), PUBLIC, (TCP,), ((443, 443),), owners or mailboxes()
    )


def one(direction: str, access: str, priority: int, **more: str) -> dict[str, Any]:
    properties = {
        "direction": direction, "access": access, "priority": priority, "protocol": "*",
        "sourceAddressPrefix": "*", "sourcePortRange": "*",
        "destinationAddressPrefix": "*", "destinationPortRange": "*",
    }  # fmt: skip
    return {"name": f"r{priority}", "properties": properties | more}


HOME = vantage(PLACES[0])


def test_no_group_lets_everything_pass_and_an_empty_one_has_its_default_rules() -> None:
    assert admits([], OUTBOUND, outward(), HOME).sure == outward()
    assert admits([NsgUse(group([]))], OUTBOUND, outward(), HOME).sure == outward()
    inward = packets(PUBLIC - PLATFORM, addresses(("10.0.0.4",)), owners=strangers())
    ruling = admits([NsgUse(group([]))], INBOUND, inward, HOME)
    assert not ruling.may
    assert ruling.deciding(ruling.refused)[0].shown == "default rule `DenyAllInBound` (65500)"


def test_two_halves_of_the_address_space_close_what_one_leaves_open() -> None:
    half = one("Outbound", "Deny", 100, destinationAddressPrefix="0.0.0.0/1")
    other = one("Outbound", "Deny", 110, destinationAddressPrefix="128.0.0.0/1")
    six = one("Outbound", "Deny", 120, destinationAddressPrefix="::/0")
    storage = one("Outbound", "Allow", 200, destinationAddressPrefix="Storage.WestEurope")
    assert not admits([NsgUse(group([half, other, six, storage]))], OUTBOUND, outward(), HOME).may
    left = admits([NsgUse(group([half, six, storage]))], OUTBOUND, outward(), HOME)
    assert left.sure
    assert {"properties.securityRules"} == {e.pointer for e in left.deciding()}


def test_a_tag_let_through_before_the_internet_is_denied() -> None:
    deny = one("Outbound", "Deny", 200, destinationAddressPrefix="Internet")
    storage = one("Outbound", "Allow", 100, destinationAddressPrefix="Storage.WestEurope")
    ruling = admits([NsgUse(group([deny, storage]))], OUTBOUND, outward(), HOME)
    assert {box[SERVICE] for box in ruling.sure} == {service("storage")[0]}  # type: ignore[index]
    assert ruling.deciding()[0].pointer == "properties.securityRules[1]"
    late = one("Outbound", "Allow", 300, destinationAddressPrefix="Storage.WestEurope")
    assert not admits([NsgUse(group([deny, late]))], OUTBOUND, outward(), HOME).may


def test_identity_is_no_mailbox() -> None:
    deny = one("Outbound", "Deny", 200, destinationAddressPrefix="Internet")
    for tag, leaks in (
        ("AzureActiveDirectory", False), ("AzureFrontDoor.FirstParty", False), ("MicrosoftContainerRegistry", False),
        ("AzureFrontDoor.Frontend", True), ("AzureFrontDoor", True), ("AzureMonitor", True), ("AzureCloud", True),
    ):  # fmt: skip
        allow = one("Outbound", "Allow", 100, destinationAddressPrefix=tag)
        ruling = admits([NsgUse(group([allow, deny]))], OUTBOUND, outward(), HOME)
        assert bool(ruling.sure) == leaks, tag


def test_an_all_covering_route_turns_virtual_network_into_everywhere() -> None:
    inward = packets(addresses(("8.8.8.8",)), addresses(("10.0.0.4",)))
    forced = Vantage(HOME.network, Area.exact(addresses(("0.0.0.0/0",))))
    assert not admits([NsgUse(group([]))], INBOUND, inward, HOME).may
    assert admits([NsgUse(group([]))], INBOUND, inward, forced).sure == inward


def test_an_unknown_address_space_leaves_the_services_in_the_internet() -> None:
    blind = Vantage(Area(EMPTY, EVERYWHERE, (HIDDEN,)))
    ruling = admits([NsgUse(group([]))], OUTBOUND, outward(), blind)
    assert ruling.sure


def test_membership_of_the_nic_decides_for_its_own_groups() -> None:
    allow = one("Outbound", "Allow", 100)
    del allow["properties"]["sourceAddressPrefix"]
    allow["properties"]["sourceApplicationSecurityGroups"] = [{"id": GROUP_A}]
    deny = one("Outbound", "Deny", 200)
    seen = [NsgUse(group([allow, deny]))]
    table = {GROUP_A.lower(): Area(EMPTY, addresses(("10.0.0.0/24",)), (HIDDEN,))}
    inside = Vantage(HOME.network, groups=table, member_of={GROUP_A.lower(): None})
    outside = Vantage(HOME.network, groups=table, member_of={})
    subnet = Vantage(HOME.network, groups=table)
    assert admits(seen, OUTBOUND, outward(), inside).sure == outward()
    assert not admits(seen, OUTBOUND, outward(), outside).may
    whole = admits(seen, OUTBOUND, outward(), subnet)
    assert not whole.sure
    assert whole.may == outward()
    assert whole.doubts == (HIDDEN,)


def test_source_ports_of_two_groups_meet_before_they_are_forgotten() -> None:
    low = [one("Outbound", "Allow", 100, sourcePortRange="1-100"), one("Outbound", "Deny", 200)]
    high = [one("Outbound", "Allow", 100, sourcePortRange="200-300"), one("Outbound", "Deny", 200)]
    both = [NsgUse(group(low)), NsgUse(group(high))]
    assert not admits(both, OUTBOUND, outward(), HOME).may
    assert admits(both[:1], OUTBOUND, outward(), HOME).sure


def test_doubtful_groups_close_nothing_surely_and_open_nothing_surely() -> None:
    closed = group([one("Outbound", "Deny", 100)])
    ruling = admits([NsgUse(closed, HIDDEN)], OUTBOUND, outward(), HOME)
    assert not ruling.sure
    assert ruling.may == outward()
    assert ruling.doubts == (HIDDEN,)
    unknown = admits([NsgUse(None, HIDDEN)], OUTBOUND, outward(), HOME)
    assert (bool(unknown.sure), unknown.may) == (False, outward())


def test_the_group_of_a_subnet_is_found_or_doubted() -> None:
    nsg = group([])

    def subnet(**properties: Any) -> Resource:
        return res("Microsoft.Network/virtualNetworks/subnets", "v", "s", properties=properties)

    estate = Estate([nsg])
    assert attached(estate, subnet()) == []
    assert attached(estate, subnet(networkSecurityGroup=None)) == []
    assert attached(estate, subnet(networkSecurityGroup={"id": nsg.id.upper()})) == [NsgUse(nsg)]
    assert attached(estate, subnet(networkSecurityGroup={"id": HIDDEN})) == [NsgUse(None, HIDDEN)]
    assert attached(estate, subnet(networkSecurityGroup=HIDDEN)) == [NsgUse(None, HIDDEN)]
    missing = attached(estate, subnet(networkSecurityGroup={"id": nsg.id + "2"}))
    assert missing[0].nsg is None
    assert missing[0].doubt is not None


def test_a_thousand_rules_take_about_a_second() -> None:
    written = [
        one("Outbound", "Allow" if n % 3 else "Deny", 100 + n,
            destinationAddressPrefix=f"{20 + n % 50}.{n % 251}.0.0/{16 + n % 9}",
            destinationPortRange=str(1 + n % 700))
        for n in range(1000)
    ]  # fmt: skip
    traffic = packets(addresses(("10.0.0.0/24",)), PUBLIC, owners=mailboxes())
    started = time.process_time()
    ruling = admits([NsgUse(group(written))], OUTBOUND, traffic, HOME)
    assert ruling.sure
    assert time.process_time() - started < 3
