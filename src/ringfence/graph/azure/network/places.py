"""Places: where traffic may come from, seen from the boundary.

An origin is a text: `internet`, `inside`, `subnet:<key>`, `vnet:<key>`, `managed:<key>`,
`unplaced:<key>`, `tenant:<id>`, `account:<id>`, `address:<addresses>` (public ones).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ringfence.graph.addresses import PRIVATE, PUBLIC, interval, parse, union
from ringfence.graph.boxes import Boxes
from ringfence.model.boundary import Boundary

INTERNET: Final = "internet"
INSIDE: Final = "inside"

_NOBODY: Final = union(
    found
    for text in (
        "0.0.0.0/8",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "168.63.129.16",
        "224.0.0.0/3",
        "::/8",
        "fe80::/10",
        "ff00::/8",
    )
    if (found := parse(text)) is not None
)
"""Addresses that no client on the internet ever has."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The addresses on both sides of the boundary, one axis.

    `outside` are the public addresses that are not inside; `inside` the public ones that are;
    `private` the private ones that are. `plans` tells whether the boundary says anything about
    private addresses: where it names public ranges only, no private network is outside for its
    addresses.
    """

    outside: Boxes
    inside: Boxes
    private: Boxes
    plans: bool

    @classmethod
    def of(cls, boundary: Boundary) -> Sides:
        """Return the sides of a boundary."""
        named = Boxes.line(interval(network) for network in boundary.networks)
        private = named & PRIVATE
        return cls(PUBLIC - _NOBODY - named, PUBLIC & named, private, bool(private))

    def strays(self, addresses: Boxes) -> Boxes:
        """Return those of the addresses of a private network that lie outside the boundary."""
        if not addresses:
            return addresses
        public = addresses & self.outside
        if not self.plans:
            return public
        return public | ((addresses & PRIVATE) - self.private)


def show_origin(origin: str, address: str = "") -> str:
    """Return an origin as it reads in a sentence."""
    kind, _, key = origin.partition(":")
    name = address or key.rpartition("/")[2]
    if kind == INTERNET:
        return "the internet"
    if kind == INSIDE:
        return "the networks of the boundary"
    if kind == "managed":
        return f"the provider's network, for `{name}`,"
    if kind == "unplaced":
        return f"the unknown subnet of `{name}`"
    if kind == "subnet":
        return f"subnet `{name}`"
    if kind == "vnet":
        return f"network `{name}`"
    if kind == "address":
        return f"somebody at `{key}`"
    return f"{kind} `{key}`"
