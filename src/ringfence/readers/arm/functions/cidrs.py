"""Functions of address ranges."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network

from ringfence.readers.arm.guards import text, whole
from ringfence.readers.arm.registry import function
from ringfence.readers.arm.values import Failure, Operand


def _network(value: Operand, what: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(text(value, what)[:100].strip(), strict=False)
    except ValueError as error:
        raise Failure(f"`{what}` is given no address range") from error


@function("parseCidr")
def parse_cidr(value: Operand) -> dict[str, Operand]:
    """Return the parts of a range."""
    network = _network(value, "parseCidr")
    usable = network.prefixlen < network.max_prefixlen - 1
    first, last = network.network_address, network.broadcast_address
    return {
        "network": str(first),
        "netmask": str(network.netmask),
        "broadcast": str(last),
        "firstUsable": str(first + 1 if usable else first),
        "lastUsable": str(last - 1 if usable else last),
        "cidr": network.prefixlen,
    }


@function("cidrSubnet", 3)
def cidr_subnet(value: Operand, prefix: Operand, index: Operand) -> str:
    """Return the subnet number `index` of a range, with a longer prefix."""
    network = _network(value, "cidrSubnet")
    length, at = whole(prefix, "cidrSubnet"), whole(index, "cidrSubnet")
    if not network.prefixlen <= length <= network.max_prefixlen:
        raise Failure(f"`cidrSubnet` cannot make a /{length} of a /{network.prefixlen}")
    if not 0 <= at < 1 << (length - network.prefixlen):
        raise Failure(f"`cidrSubnet` has no subnet {at}")
    step = 1 << (network.max_prefixlen - length)
    return f"{network.network_address + at * step}/{length}"


@function("cidrHost", 2)
def cidr_host(value: Operand, index: Operand) -> str:
    """Return the usable address number `index` of a range, from 0."""
    network = _network(value, "cidrHost")
    at = whole(index, "cidrHost")
    if not 0 <= at < network.num_addresses - 1:
        raise Failure(f"`cidrHost` has no host {at}")
    return str(network.network_address + at + 1)
