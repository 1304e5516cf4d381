"""Whose name that is: resources behind symbols, addresses and host names."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, cached_property
from typing import Final

from ringfence.graph.addresses import parse
from ringfence.graph.azure.endpoints import endpoints
from ringfence.graph.boxes import Boxes
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import is_symbol, named

PUBLIC_IP: Final = "Microsoft.Network/publicIPAddresses"
PREFIX: Final = "Microsoft.Network/publicIPPrefixes"
_NETWORKING: Final = ("microsoft.network/", "microsoft.compute/")


class Names:
    """Looks up who a symbol, an address or a host name belongs to."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate

    @cached_property
    def _addressed(self) -> dict[tuple[str, str], Resource]:
        return {(resource.root, resource.address): resource for resource in self._estate}

    @cached_property
    def _named(self) -> dict[str, list[tuple[Resource, Unknown | None]]]:
        """Resources that have a public host name, by the first label of it.

        Those whose label is not known stand under "", each with a doubt.
        """
        found: dict[str, list[tuple[Resource, Unknown | None]]] = defaultdict(list)
        for type_, endpoint in endpoints().items():
            for resource in self._estate.of(type_):
                label = resource.look(endpoint.label) if endpoint.label else resource.name
                if isinstance(label, str):
                    found[label.lower()].append((resource, None))
                elif isinstance(label, Unknown) and resource.external is None:
                    found[""].append((resource, label))
        return found

    def owner(self, text: str) -> Resource | None:
        """Return the resource whose attribute a symbol stands for, None if that is not seen.

        A symbol is named `<address>.<attribute>`, or `<id>.<attribute>` in a template; the longest
        address or id that exists counts. What a function makes of a symbol belongs to whom that
        one belongs to.
        """
        for root, name in named(text):
            steps = name.split(".")
            for length in range(len(steps) - 1, 0, -1):
                stem = ".".join(steps[:length])
                owner = self._addressed.get((root, stem)) or self._estate.get(stem)
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

    def host(self, name: str) -> list[tuple[Resource, Unknown | None]]:
        """Return the resources that a public host name leads to, or may lead to; none if foreign.

        The first label of a name counts: `<app>.<environment>.<region>.azurecontainerapps.io`.
        """
        lowered = name.strip().lower().rstrip(".")
        whole = lowered.removeprefix("https://").rstrip("/")
        owner = self.owner(name) if is_symbol(whole) else None
        if owner is not None and not owner.kind.startswith("microsoft.network/"):
            return [(owner, None)]
        for suffix in _suffixes():
            if lowered.endswith(suffix):
                label = lowered[: -len(suffix)].partition(".")[0]
                return [
                    (resource, doubt)
                    for resource, doubt in (*self._named.get(label, ()), *self._named.get("", ()))
                    if suffix in endpoints()[resource.kind].hosts
                ]
        return []


@cache
def _suffixes() -> tuple[str, ...]:
    """Return the suffixes of all public names, longest first."""
    found = {suffix for endpoint in endpoints().values() for suffix in endpoint.hosts}
    return tuple(sorted(found, key=lambda suffix: (-len(suffix), suffix)))
