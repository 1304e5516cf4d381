"""Functions on address ranges."""

from __future__ import annotations

import ipaddress
from ipaddress import IPv4Network, IPv6Network

from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.functions.registry import (
    function,
    text,
    whole_number,
)
from ringfence.readers.terraform.evaluation.values import Datum, Problem


def _network(value: Datum) -> IPv4Network | IPv6Network:
    """Return a range; bits beyond the prefix are dropped, leading zeros are allowed."""
    written = text(value)
    address, slash, prefix = written.partition("/")
    if not slash or not prefix.isdecimal():
        raise Problem("the text is no address range")
    if "." in address and ":" not in address:
        address = ".".join(part.lstrip("0") or "0" for part in address.split("."))
    try:
        return ipaddress.ip_network(f"{address}/{int(prefix)}", strict=False)
    except ValueError as error:
        raise Problem("the text is no address range") from error


@function("cidrhost", 2)
def _cidrhost(args: list[Datum], _frame: Frame) -> Datum:
    network, number = _network(args[0]), whole_number(args[1])
    count = network.num_addresses
    if not -count <= number < count:
        raise Problem("the range has no such host")
    return str(network.network_address + (number if number >= 0 else count + number))


@function("cidrnetmask", 1)
def _cidrnetmask(args: list[Datum], _frame: Frame) -> Datum:
    network = _network(args[0])
    if isinstance(network, IPv6Network):
        raise Problem("IPv6 ranges have no mask")
    return str(network.netmask)


@function("cidrsubnet", 3)
def _cidrsubnet(args: list[Datum], _frame: Frame) -> Datum:
    network = _network(args[0])
    bits, number = whole_number(args[1]), whole_number(args[2])
    length = network.prefixlen + bits
    if bits < 0 or length > network.max_prefixlen:
        raise Problem("the range has not that many bits left")
    if not 0 <= number < 2**bits:
        raise Problem("the range has no such part")
    return _part(network, length, number)


def _part(network: IPv4Network | IPv6Network, length: int, number: int) -> str:
    start = int(network.network_address) + number * 2 ** (network.max_prefixlen - length)
    if isinstance(network, IPv6Network):
        return str(IPv6Network((start, length)))
    return str(IPv4Network((start, length)))


@function("cidrsubnets", 1, None)
def _cidrsubnets(args: list[Datum], _frame: Frame) -> Datum:
    network = _network(args[0])
    at = int(network.network_address)
    end = at + network.num_addresses
    made: list[Datum] = []
    for each in args[1:]:
        bits = whole_number(each)
        length = network.prefixlen + bits
        if bits < 1 or length > network.max_prefixlen:
            raise Problem("the range has not that many bits left")
        size = 2 ** (network.max_prefixlen - length)
        at = -(-at // size) * size
        if at + size > end:
            raise Problem("the parts are more than the range")
        made.append(_part(network, length, (at - int(network.network_address)) // size))
        at += size
    return made
