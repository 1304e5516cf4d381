"""Effective routes packet by packet: the longest prefix wins, straight from the text of the routes."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address, ip_network
from typing import Any

SYSTEM = (("0.0.0.0/0", "internet"), ("::/0", "internet"), ("10.0.0.0/8", "none"),
          ("172.16.0.0/12", "none"), ("192.168.0.0/16", "none"), ("100.64.0.0/10", "none"))  # fmt: skip
SERVICES = {"Microsoft.Storage.Global": "storage", "Microsoft.KeyVault": "azurekeyvault"}


def hop(
    address: str,
    owner: str,
    user: Sequence[dict[str, Any]],
    home: Sequence[str],
    peers: Sequence[str],
    endpoints: Sequence[str],
) -> str:
    """Return the kind of the next hop (lower case) of a packet to an address of `owner`."""
    service, _, region = owner.lower().partition(".")
    if any(SERVICES[each] == service for each in endpoints):
        return "serviceendpoint"
    found: list[tuple[float, int, str]] = []
    for route in user:
        prefix, kind = route["properties"]["addressPrefix"], route["properties"]["nextHopType"]
        if prefix[0].isdigit() or ":" in prefix:
            if _holds(prefix, address):
                found.append((-_length(prefix), 0, kind.lower()))
            continue
        name, _, part = prefix.lower().partition(".")
        if owner and name in (service, "azurecloud") and part in ("", region):
            found.append((-15.5 + (0 if part else 0.1) + (0.2 if name == "azurecloud" else 0), 0, kind.lower()))  # fmt: skip
    for prefixes, kind in ((home, "vnetlocal"), (peers, "peering")):
        found += [(-_length(p), 2, kind) for p in prefixes if _holds(p, address) and not owner]
    found += [(-_length(p), 2, kind) for p, kind in SYSTEM if _holds(p, address)]
    return min(found)[2]


def _holds(prefix: str, address: str) -> bool:
    network, at = ip_network(prefix), ip_address(address)
    return network.version == at.version and at in network


def _length(prefix: str) -> int:
    return ip_network(prefix).prefixlen
