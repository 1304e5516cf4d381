"""Whose name that is: resources behind symbols, addresses and host names."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, cached_property
from typing import Final

from ringfence.graph.addresses import parse
from ringfence.graph.azure.endpoints import endpoints
from ringfence.graph.boxes import Boxes
from ringfence.model.estate import Estate
from ringfence.model.resource import Resource
from ringfence.model.symbols import CLOSE, OPEN, unshielded

PUBLIC_IP: Final = "Microsoft.Network/publicIPAddresses"
PREFIX: Final = "Microsoft.Network/publicIPPrefixes"
_SYMBOL: Final = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_NETWORKING: Final = ("microsoft.network/", "microsoft.compute/")


class Names:
    """Looks up who a symbol, an address or a host name belongs to."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate

    @cached_property
    def _addressed(self) -> dict[tuple[str, str], Resource]:
        return {(resource.root, resource.address): resource for resource in self._estate}

    @cached_property
    def _named(self) -> dict[str, list[Resource]]:
        """Resources that have a public host name, by their own name."""
        found: dict[str, list[Resource]] = defaultdict(list)
        for type_ in endpoints():
            for resource in self._estate.of(type_):
                if isinstance(resource.name, str):
                    found[resource.name.lower()].append(resource)
        return found

    def owner(self, text: str) -> Resource | None:
        """Return the resource whose attribute a symbol stands for, None if that is not seen.

        A symbol is named `<address>.<attribute>`; the longest address that exists counts. A
        symbol may hold the id of the resource instead.
        """
        found = _SYMBOL.search(text)
        if found is None:
            return None
        root, _, name = unshielded(found[1]).partition("#")
        parts = name.split(".")
        for length in range(len(parts) - 1, 0, -1):
            address = ".".join(parts[:length])
            owner = self._addressed.get((root, address))
            if owner is not None:
                return owner
        return None

    def ours(self, text: str) -> bool:
        """Tell whether a symbol is the address of networking or compute of this estate."""
        owner = self.owner(text)
        return owner is not None and owner.kind.startswith(_NETWORKING)

    @cached_property
    def own_addresses(self) -> Boxes:
        """The literal public addresses that resources of the estate hold."""
        found = []
        for address in self._estate.of(PUBLIC_IP, PREFIX):
            for pointer in ("properties.ipAddress", "properties.ipPrefix"):
                value = address.look(pointer)
                if isinstance(value, str) and (addresses := parse(value)) is not None:
                    found.append(addresses)
        return Boxes.line(found)

    def host(self, name: str) -> list[Resource]:
        """Return the resources that a public host name leads to, none for a foreign name."""
        owner = self.owner(name)
        if owner is not None and not owner.kind.startswith("microsoft.network/"):
            return [owner]
        lowered = name.strip().lower().rstrip(".")
        for suffix in _suffixes():
            if lowered.endswith(suffix):
                label = lowered[: -len(suffix)].removesuffix(".privatelink")
                return [
                    resource
                    for resource in self._named.get(label, ())
                    if suffix in endpoints()[resource.kind].hosts
                ]
        return []


@cache
def _suffixes() -> tuple[str, ...]:
    """Return the suffixes of all public names, longest first."""
    found = {suffix for endpoint in endpoints().values() for suffix in endpoint.hosts}
    return tuple(sorted(found, key=lambda suffix: (-len(suffix), suffix)))
