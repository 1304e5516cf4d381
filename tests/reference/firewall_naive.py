"""Network rules of a firewall packet by packet: sort everything, take the first that matches."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address, ip_network
from typing import Any

NUMBERS = {"tcp": 6, "udp": 17, "icmp": 1}


def passes(
    groups: Sequence[tuple[int, dict[str, Any]]], source: str, to: str, number: int, port: int
) -> bool:
    """Tell whether a packet is let out. `groups` are `(level, properties)`, level 0 the base."""
    ordered = sorted(
        (level, group["priority"], collection["priority"], place, collection)
        for level, group in groups
        for place, collection in enumerate(group["ruleCollections"])
    )
    for *_, collection in ordered:
        for rule in collection["rules"]:
            if _matches(rule, source, to, number, port):
                return bool(collection["action"]["type"] == "Allow")
    return False


def _matches(rule: dict[str, Any], source: str, to: str, number: int, port: int) -> bool:
    return (
        any(each == "Any" or NUMBERS[each.lower()] == number for each in rule["ipProtocols"])
        and any(_port(each, port) for each in rule["destinationPorts"])
        and any(_within(each, source) for each in rule["sourceAddresses"])
        and any(_within(each, to) for each in rule["destinationAddresses"])
    )


def _port(text: str, port: int) -> bool:
    low, _, high = text.partition("-")
    return text == "*" or int(low) <= port <= int(high or low)


def _within(text: str, address: str) -> bool:
    return text == "*" or ip_address(address) in ip_network(text)
