"""The boundary file."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from ringfence.readers.boundaryfile import BoundaryError, loads
from ringfence.readers.tree import Unreadable, decode

SEEDS: Final = (
    b"""boundary:
  regions: [EU, switzerlandnorth]
  networks: [10.0.0.0/8]
  custodians: [{principal: "group:ml", reads: [weights]}]
threshold: medium
assets: [{match: {tag: {data: public}}, kind: none}]
accept: [{rule: RF-1, address: "a", reason: "b", owner: "c", until: 2027-01-31}]
""",
    b"boundary: &a {regions: *a}\n",
    b'{"boundary": {"keys": "customer"}}',
)


def check(data: bytes) -> None:
    """Read the bytes as a boundary file; all that is wrong is one error with places."""
    with suppress(BoundaryError, Unreadable):
        loads(decode(data))
