"""Security groups packet by packet, straight from the text of the rules: first match wins.

Knows nothing of boxes. It takes rules whose every field is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address, ip_network
from typing import Any

VIP = "168.63.129.16"
PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
NUMBERS = {"tcp": 6, "udp": 17, "icmp": 1, "esp": 50, "ah": 51}
DEFAULTS = {
    "Inbound": (
        ("Allow", "VirtualNetwork", "VirtualNetwork"),
        ("Allow", "AzureLoadBalancer", "*"),
        ("Deny", "*", "*"),
    ),
    "Outbound": (
        ("Allow", "VirtualNetwork", "VirtualNetwork"),
        ("Allow", "*", "Internet"),
        ("Deny", "*", "*"),
    ),
}


@dataclass(frozen=True)
class Packet:
    """One packet. `owner` is `Service` or `Service.Region` of its public end, "" for nobody."""

    source: str
    destination: str
    protocol: int
    port: int
    source_port: int
    owner: str = ""


@dataclass(frozen=True)
class Place:
    """What depends on the subnet: its networks, the prefixes of its routes, the groups."""

    networks: tuple[str, ...] = ()
    routed: tuple[str, ...] = ()
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()


def allows(rules: Sequence[dict[str, Any]], direction: str, packet: Packet, place: Place) -> bool:
    """Try every rule in the order of priority, then the default rules."""
    mine = [rule["properties"] for rule in rules if rule["properties"]["direction"] == direction]
    for rule in sorted(mine, key=lambda rule: rule["priority"]):
        if _matches(rule, direction, packet, place):
            return bool(rule["access"] == "Allow")
    for access, source, destination in DEFAULTS[direction]:
        rule = {"sourceAddressPrefix": source, "destinationAddressPrefix": destination,
                "protocol": "*", "sourcePortRange": "*", "destinationPortRange": "*"}  # fmt: skip
        if _matches(rule, direction, packet, place):
            return access == "Allow"
    raise AssertionError("the last default rule matches everything")


def _matches(rule: dict[str, Any], direction: str, packet: Packet, place: Place) -> bool:
    far = "destination" if direction == "Outbound" else "source"
    return (
        _protocol(rule["protocol"], packet.protocol)
        and _port(rule, "sourcePort", packet.source_port)
        and _port(rule, "destinationPort", packet.port)
        and _end(rule, "source", packet.source, packet.owner if far == "source" else "", place)
        and _end(
            rule,
            "destination",
            packet.destination,
            packet.owner if far == "destination" else "",
            place,
        )
    )


def _protocol(said: str, number: int) -> bool:
    return said == "*" or NUMBERS[said.lower()] == number


def _port(rule: dict[str, Any], side: str, port: int) -> bool:
    said = [*rule.get(f"{side}Ranges", ())]
    if f"{side}Range" in rule:
        said.append(rule[f"{side}Range"])
    for text in said:
        low, _, high = text.partition("-")
        if text == "*" or int(low) <= port <= int(high or low):
            return True
    return False


def _end(rule: dict[str, Any], side: str, address: str, owner: str, place: Place) -> bool:
    said = [*rule.get(f"{side}AddressPrefixes", ())]
    if f"{side}AddressPrefix" in rule:
        said.append(rule[f"{side}AddressPrefix"])
    groups = dict(place.groups)
    named = [group["id"] for group in rule.get(f"{side}ApplicationSecurityGroups", ())]
    return any(_covers(text, address, owner, place) for text in said) or any(
        address in groups[name] for name in named
    )


def _covers(text: str, address: str, owner: str, place: Place) -> bool:
    service, _, region = owner.lower().partition(".")
    if text == "*":
        return True
    if text == "VirtualNetwork":
        return (_within(address, place.networks) and not owner) or address == VIP or _within(
            address, place.routed
        )  # fmt: skip
    if text == "Internet":
        return bool(owner) or not _within(address, (*PRIVATE, *place.networks))
    if text == "AzureLoadBalancer":
        return address == VIP
    if text[0].isdigit() or ":" in text:
        return _within(address, (text,))
    name, _, part = text.lower().partition(".")
    return bool(owner) and name in ("azurecloud", service) and part in ("", region)


def _within(address: str, networks: Sequence[str]) -> bool:
    return any(_inside(address, network) for network in networks)


@cache
def _inside(address: str, network: str) -> bool:
    at, net = ip_address(address), ip_network(network, strict=False)
    return at.version == net.version and at in net
