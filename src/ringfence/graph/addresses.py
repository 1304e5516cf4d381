"""Addresses as integers on one axis: IPv4 first, IPv6 behind it.

IPv4 addresses stand for themselves; IPv6 addresses are shifted by `V6`, so that one interval
never mixes the families and "any address" is the pair of both.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Final

from ringfence.graph.boxes import Boxes, Interval

V6: Final = 1 << 40
V4_MAX: Final = (1 << 32) - 1
V6_MAX: Final = V6 + (1 << 128) - 1

ANY_V4: Final[Interval] = (0, V4_MAX)
ANY_V6: Final[Interval] = (V6, V6_MAX)
EVERYWHERE: Final = Boxes([(ANY_V4,), (ANY_V6,)])


def interval(network: IPv4Network | IPv6Network) -> Interval:
    """Return the addresses of a network as an interval."""
    shift = V6 if network.version == 6 else 0
    low = int(network.network_address) + shift
    return low, low + network.num_addresses - 1


@lru_cache(maxsize=8192)
def parse(text: str) -> Interval | None:
    """Return the addresses that `text` names: an address, a CIDR range or `first-last`.

    Host bits may be set, as every cloud tolerates them. Returns None for what is no address.
    """
    text = text.strip()
    first, dash, last = text.partition("-")
    try:
        if dash:
            low, high = ip_address(first.strip()), ip_address(last.strip())
            shift = V6 if low.version == 6 else 0
            if low.version != high.version or int(low) > int(high):
                return None
            return int(low) + shift, int(high) + shift
        return interval(ip_network(text, strict=False))
    except ValueError:
        return None


def union(intervals: Iterable[Interval]) -> Boxes:
    """Return the set of all addresses in `intervals`."""
    return Boxes((each,) for each in intervals)


def _networks(*texts: str) -> Boxes:
    return union(interval(ip_network(text)) for text in texts)


PRIVATE: Final = _networks(
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"
)
"""RFC 1918, RFC 6598 and RFC 4193 ranges: nobody on the internet has such an address."""

PUBLIC: Final = EVERYWHERE - PRIVATE
"""Everything that is no private range. Documentation ranges stay in: examples use them."""
