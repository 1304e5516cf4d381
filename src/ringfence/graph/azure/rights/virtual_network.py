"""Virtual networks hold nothing, but whoever may join a subnet puts compute of its own into it."""

from __future__ import annotations

from typing import Final

from ringfence.graph.azure.rights import Need, Service

_NETWORK: Final = "Microsoft.Network/virtualNetworks"

JOIN: Final = Need(
    "join-subnet",
    "put compute into {it}",
    actions=(f"{_NETWORK}/subnets/join/action",),
    at="asset",
)

SERVICES = (Service(types=(_NETWORK,), also=(JOIN,)),)
