"""The firewall of an endpoint against a plain one that tries address by address."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import policy
from tests.network.estate import store
from tests.network.judging import ask

NOWHERE = [
    IPv4Network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32",
        "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/3",
    )
]  # fmt: skip
"""Where no client of the internet ever comes from."""

networks = st.builds(
    lambda start, length: IPv4Network((start, length), strict=False),
    st.sampled_from([0, 0x01000000, 0x08080000, 0x0B000000, 0xC6336400, 0xCB007100, 0xDF000000]),
    st.integers(0, 32),
)


def _edges(ranges: list[IPv4Network]) -> set[IPv4Address]:
    """Return the addresses at which an answer can change: both ends of every range, and beyond."""
    found: set[IPv4Address] = set()
    for each in ranges:
        low, high = int(each.network_address), int(each.broadcast_address)
        for number in (low - 1, low, high, high + 1):
            if 0 <= number < 1 << 32:
                found.add(IPv4Address(number))
    return found


@settings(max_examples=150, deadline=None)
@given(
    admitted=st.lists(networks, max_size=4),
    inside=st.lists(networks, min_size=1, max_size=3),
)
def test_the_internet_gets_in_where_some_address_outside_does(
    admitted: list[IPv4Network], inside: list[IPv4Network]
) -> None:
    rules = {"defaultAction": "Deny", "ipRules": [{"value": str(each)} for each in admitted]}
    answer = ask(store(networkAcls=rules), of=policy(networks=tuple(inside)))
    expected = any(
        any(address in each for each in admitted)
        and not any(address in each for each in (*inside, *NOWHERE))
        for address in _edges([*admitted, *inside, *NOWHERE])
    )
    assert answer.rules == ({"RF-RCH-01"} if expected else set())
    assert answer.verdict == ("open" if expected else "sealed")
