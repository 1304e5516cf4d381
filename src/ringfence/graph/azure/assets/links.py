"""Assets by link: what an asset stores its content in, sends its logs to, or is locked with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from ringfence.graph.azure import diagnostics
from ringfence.graph.azure.assets import copies, services
from ringfence.graph.azure.assets.evidence import Evidence, Ledger, Voice
from ringfence.graph.azure.collection import outlets
from ringfence.graph.azure.references import KEYS, VAULTS, account, key_uses
from ringfence.graph.azure.sinks import OWN
from ringfence.model.asset import AssetKind, Confidence
from ringfence.model.estate import Estate, top_key
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig


@dataclass(frozen=True, slots=True)
class _Link:
    """A property of one type that names a resource which serves it."""

    pointer: str
    type: str
    kind: AssetKind
    confidence: Confidence
    because: str


def _log(pointer: str, type_: str) -> _Link:
    return _Link(pointer, type_, AssetKind.INFERENCE_LOG, Confidence.MEDIUM, "`{0}` logs to it")


_WORKSPACE: Final = (
    _Link(
        "properties.storageAccount",
        services.STORAGE,
        AssetKind.WEIGHTS,
        Confidence.HIGH,
        "`{0}` keeps its models and data in it",
    ),
    _Link(
        "properties.keyVault",
        services.VAULT,
        AssetKind.KEY,
        Confidence.HIGH,
        "`{0}` keeps its secrets in it",
    ),
    _Link(
        "properties.containerRegistry",
        services.REGISTRY,
        AssetKind.MODEL_IMAGE,
        Confidence.HIGH,
        "`{0}` keeps its images in it",
    ),
)
_LINKS: Final[dict[str, tuple[_Link, ...]]] = {
    kind: (*(_WORKSPACE if kind == services.WORKSPACE else ()), _log(*own))
    for kind, own in OWN.items()
}

_SOURCES: Final = (
    "Microsoft.MachineLearningServices/workspaces/connections",
    "Microsoft.CognitiveServices/accounts/connections",
    "Microsoft.CognitiveServices/accounts/projects/connections",
)
_CONNECTED: Final[dict[str, AssetKind]] = {
    services.STORAGE: AssetKind.TRAINING_DATA,
    services.SEARCH: AssetKind.EMBEDDING_INDEX,
    services.COSMOS: AssetKind.PROMPT_DATA,
    services.COGNITIVE: AssetKind.ENDPOINT,
    services.REGISTRY: AssetKind.MODEL_IMAGE,
    services.VAULT: AssetKind.KEY,
    services.INSIGHTS: AssetKind.INFERENCE_LOG,
}
_DATASTORES: Final = "Microsoft.MachineLearningServices/workspaces/datastores"


@dataclass(slots=True)
class Linker:
    """Follows links from every asset to the next until nothing new is found."""

    estate: Estate
    ledger: Ledger
    queue: list[Resource] = field(default_factory=list)
    _smeared: set[tuple[str, str]] = field(default_factory=set)
    _sinks: set[str] = field(default_factory=set)

    def run(self) -> None:
        """Follow all links from what the ledger holds."""
        self._loose()
        self.queue = sorted((e.resource for e in self.ledger), key=lambda r: r.key, reverse=True)
        relations = copies.relations(self.estate)
        while self.queue:
            resource = self.queue.pop()
            held = self.ledger.get(resource.key)
            if held is None or held.doubt is not None:
                continue  # what may be an asset passes nothing on: its own doubt stands
            self._properties(resource)
            self._connections(resource)
            self._keys(resource)
            for copy, because in relations.get(resource.key, ()):
                kind = AssetKind.WEIGHTS if held.kind is AssetKind.ENDPOINT else held.kind
                self._add(copy, kind, Confidence.MEDIUM, because)
            self._hidden_copies(resource, held.kind)
            if resource.key not in self._sinks:
                self._logs(resource)
        self._strays()
        self._doubtful_copies(relations)

    def _loose(self) -> None:
        """Settings whose target is not known may watch an asset: their sinks may hold its logs."""
        loose = diagnostics.settings(self.estate).loose
        for setting in (each for listed in loose.values() for each in listed):
            if setting.keeps_logs()[0]:
                because = f"`{setting.resource.address}` may send logs of an asset to it"
                for sink in setting.sinks():
                    self._sink(sink.value, sink.types[0].lower(), because, setting.doubt)

    def _strays(self) -> None:
        """Copies whose origin is not known may be made from an asset, if there is one to copy."""
        if any(e.doubt is None and e.resource.kind in _COPIED for e in self.ledger):
            for copy, why in copies.strays(self.estate):
                because = "it may be made from an asset"
                self._doubtful(copy, AssetKind.WEIGHTS, because, why)

    def _doubtful_copies(self, relations: copies.Relations) -> None:
        """Copies of what may be an asset may be one: what closes the one does not close the other."""
        queue = [e for e in self.ledger if e.doubt is not None and e.resource.key in relations]
        seen = {evidence.resource.key for evidence in queue}
        while queue:
            held = queue.pop()
            assert held.doubt is not None
            for copy, because in relations.get(held.resource.key, ()):
                self._doubtful(copy, held.kind, because, held.doubt)
                found = self.ledger.get(copy.key)
                if found is not None and found.doubt is not None and copy.key not in seen:
                    seen.add(copy.key)
                    queue.append(found)

    def _hidden_copies(self, resource: Resource, kind: AssetKind) -> None:
        """What is not known of an asset's disks, origin or replica may be any of that type."""
        if resource.kind == services.MACHINE:
            hidden, because = copies.unknown_disk(resource), f"`{resource.address}` works on it"
        elif resource.kind in _COPIED:
            hidden, because = (
                copies.unknown_origin(resource, self.estate),
                f"`{resource.address}` is made from it",
            )
        else:
            hidden, because = None, ""
        if hidden is not None:
            self._smear(hidden, services.DISK, kind, because)
        if resource.kind == services.STORAGE:
            for policy in self.estate.inside(resource.key, copies.REPLICATION):
                target = copies.unknown_target(policy)
                if target is not None:
                    because = f"`{resource.address}` is replicated to it"
                    self._smear(target, services.STORAGE, kind, because)

    def _properties(self, resource: Resource) -> None:
        for link in _LINKS.get(resource.kind, ()):
            value = dig(resource.body, link.pointer)
            because = link.because.format(resource.address)
            sink = link.kind is AssetKind.INFERENCE_LOG
            self._follow(value, link.type, link.kind, link.confidence, because, sink)
        for store, _ in members(dig(resource.body, "properties.userOwnedStorage")):
            because = f"`{resource.address}` keeps its files in it"
            self._follow(
                dig(store, "resourceId"),
                services.STORAGE,
                AssetKind.TRAINING_DATA,
                Confidence.MEDIUM,
                because,
            )

    def _connections(self, resource: Resource) -> None:
        if resource.kind not in (services.WORKSPACE, services.COGNITIVE):
            return
        because = f"`{resource.address}` is connected to it"
        for connection in self.estate.inside(resource.key, *_SOURCES):
            for pointer in ("properties.metadata.ResourceId", "properties.metadata.resourceId"):
                reference = dig(connection.body, pointer)
                found = self.estate.get(reference) if isinstance(reference, str) else None
                if found is not None and found.kind in _CONNECTED:
                    self._add(found, _CONNECTED[found.kind], Confidence.MEDIUM, because)
        for datastore in self.estate.inside(resource.key, _DATASTORES):
            self._datastore(datastore, resource)

    def _datastore(self, datastore: Resource, workspace: Resource) -> None:
        store = account(self.estate, dig(datastore.body, "properties.accountName"))
        if store is None:
            return
        because = f"`{workspace.address}` reads data from it"
        for pointer, middle in (
            ("properties.containerName", "blobservices/default/containers"),
            ("properties.filesystem", "blobservices/default/containers"),
            ("properties.fileShareName", "fileservices/default/shares"),
        ):
            name = dig(datastore.body, pointer)
            if isinstance(name, str):
                child = self.estate.get(f"{store.key}/{middle}/{name}")
                self._add(child or store, AssetKind.TRAINING_DATA, Confidence.MEDIUM, because)

    def _keys(self, resource: Resource) -> None:
        if resource.kind in (services.VAULT, services.HSM):
            return
        because = f"it encrypts `{resource.address}`"
        for use in key_uses(self.estate, resource):
            for found in (use.key, use.vault):
                if found is not None and found.kind in _KEY_TYPES:
                    self._add(found, AssetKind.KEY, Confidence.HIGH, because)

    def _logs(self, resource: Resource) -> None:
        """What an asset logs to. Logs of a log are none: sinks pass nothing on."""
        watched = diagnostics.settings(self.estate)
        because = f"`{resource.address}` sends its logs to it"
        top = self.estate.top(resource) or resource
        for setting in watched.watching(top):
            keeps, unsure = setting.keeps_logs()
            doubt = setting.doubt if setting.doubt is not None else unsure
            for sink in setting.sinks() if keeps else ():
                if not (isinstance(sink.value, str) and top_key(sink.value.lower()) == top.key):
                    self._sink(sink.value, sink.types[0].lower(), because, doubt)
        for outlet in outlets(top, self.estate):
            self._sink(outlet.value, outlet.type, because, outlet.doubt)
        for export in self.estate.inside(resource.key, f"{services.LOGS}/dataexports"):
            target = dig(export.body, "properties.destination.resourceId")
            for type_ in (services.STORAGE, services.EVENT_HUBS):
                self._sink(target, type_, because)

    def _sink(
        self, value: Value | Absent, type_: str, because: str, doubt: Unknown | None = None
    ) -> None:
        if isinstance(value, str):
            value = top_key(value.lower())
        kind = AssetKind.INFERENCE_LOG
        if doubt is not None and isinstance(value, str):
            found = self.estate.get(value)
            if found is not None and found.kind == type_:
                self._doubtful(found, kind, because, doubt)
            return
        self._follow(value, type_, kind, Confidence.MEDIUM, because, sink=True)

    def _follow(
        self,
        value: Value | Absent,
        type_: str,
        kind: AssetKind,
        confidence: Confidence,
        because: str,
        sink: bool = False,
    ) -> None:
        if isinstance(value, Unknown):
            self._smear(value, type_, kind, because)
            return
        found = self.estate.lookup(value, type_)
        if found.found is not None and found.found.kind == type_:
            self._add(found.found, kind, confidence, because, sink=sink)
        elif found.doubt is not None:
            for each in found.perhaps:
                self._doubtful(each, kind, because, found.doubt)

    def _smear(self, value: Unknown, type_: str, kind: AssetKind, because: str) -> None:
        """A link that is not known may mean any resource of its type; each is told once."""
        if (type_, "") in self._smeared:
            return
        named = [each for each in self.estate.of(type_) if _refers(value, each)]
        if not named:
            self._smeared.add((type_, ""))
        for each in named or self.estate.of(type_):
            self._doubtful(each, kind, because, value)

    def _doubtful(self, found: Resource, kind: AssetKind, because: str, doubt: Unknown) -> None:
        self.ledger.add(
            Evidence(
                found,
                kind,
                Confidence.LOW,
                because.replace("` ", "` perhaps ", 1),
                Voice.LINK,
                doubt,
                spreads=False,
            )
        )

    def _add(
        self,
        found: Resource,
        kind: AssetKind,
        confidence: Confidence,
        because: str,
        sink: bool = False,
    ) -> None:
        if sink:
            self._sinks.add(found.key)
        evidence = Evidence(found, kind, confidence, because, Voice.LINK, spreads=not sink)
        if self.ledger.add(evidence):
            self.queue.append(found)


_COPIED: Final = frozenset({services.DISK, services.SNAPSHOT, services.IMAGE, services.MACHINE})
_KEY_TYPES: Final = frozenset(name.lower() for name in (*KEYS, *VAULTS))


def _refers(value: Unknown, resource: Resource) -> bool:
    return any(
        resource.address == ref or resource.address.startswith((f"{ref}[", f"{ref}."))
        for ref in value.refs
    )
