"""Managed networks: private links that a service makes from its provider's network to ours.

Sources: managed network pages of Azure Machine Learning, Data Factory, Synapse and AI Search (after
the collected facts in network.yaml). A workspace whose managed network is isolated gets private
endpoints to its own storage, vault and registry by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ringfence.graph.azure.door_reading import reading
from ringfence.graph.azure.doors import Endpoint
from ringfence.graph.azure.network.places import show_origin
from ringfence.graph.azure.network.ways import Way
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate, top_key
from ringfence.model.facts import Absent, Unknown, Value
from ringfence.model.resource import Resource, dig

WORKSPACE: Final = "Microsoft.MachineLearningServices/workspaces"
_TARGETS: Final = {
    f"{WORKSPACE}/outboundRules": "properties.destination.serviceResourceId",
    "Microsoft.Search/searchServices/sharedPrivateLinkResources": (
        "properties.privateLinkResourceId"
    ),
    "Microsoft.DataFactory/factories/managedVirtualNetworks/managedPrivateEndpoints": (
        "properties.privateLinkResourceId"
    ),
    "Microsoft.Synapse/workspaces/managedVirtualNetworks/managedPrivateEndpoints": (
        "properties.privateLinkResourceId"
    ),
}
_OWN: Final = ("storageAccount", "keyVault", "containerRegistry")


@dataclass(frozen=True, slots=True)
class _Link:
    carrier: str
    resource: Resource
    pointer: str
    doubts: tuple[Unknown, ...] = ()


class ManagedLinks:
    """Knows which services are linked privately from a managed network."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate

    @cached_property
    def _by_carrier(self) -> dict[str, list[tuple[Value | Absent, _Link]]]:
        found: dict[str, list[tuple[Value | Absent, _Link]]] = defaultdict(list)
        for type_, pointer in _TARGETS.items():
            for rule in self._estate.of(type_):
                carrier = top_key(rule.key)
                doubts = () if rule.presence is None else (rule.presence,)
                found[carrier].append((rule.look(pointer), _Link(carrier, rule, pointer, doubts)))
        for workspace in self._estate.of(WORKSPACE):
            found[workspace.key].extend(_of_workspace(workspace))
        return found

    def ways(self, carrier: str, resource: Resource, endpoint: Endpoint) -> Iterator[Way]:
        """Yield the ways from the managed network of a resource (a key) to an endpoint."""
        for reference, link in self._by_carrier.get(top_key(carrier), ()):
            doubts = link.doubts
            if isinstance(reference, Unknown):
                doubts = (*doubts, reference)
            elif not isinstance(reference, str) or reference.lower() != resource.key:
                continue
            origin = show_origin(f"managed:{carrier}")
            yield Way(
                tag=f"managed:{link.resource.key}:{link.pointer}",
                rule=endpoint.rule,
                step="managed-private-endpoint",
                change=link.resource,
                says=f"{origin} reaches {endpoint.serves} of `{resource.address}`",
                because=f"`{link.resource.address}` links its managed network to it",
                evidence=(Evidence(link.resource, link.pointer),),
                doubts=doubts,
                presence=() if resource.presence is None else (resource.presence,),
            )


def _of_workspace(workspace: Resource) -> Iterator[tuple[Value | Absent, _Link]]:
    mode = reading(workspace, "properties.managedNetwork.isolationMode")
    if mode.among("disabled"):
        return
    for name in _OWN:
        pointer = f"properties.{name}"
        yield workspace.look(pointer), _Link(workspace.key, workspace, pointer, mode.doubts)
    rules = workspace.look("properties.managedNetwork.outboundRules")
    if isinstance(rules, dict):
        for name, rule in rules.items():
            target = dig(rule, "destination.serviceResourceId")
            pointer = f"properties.managedNetwork.outboundRules.{name}"
            yield target, _Link(workspace.key, workspace, pointer, mode.doubts)
