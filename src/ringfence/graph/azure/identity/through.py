"""Ways that lead through another resource: a workspace that keeps the keys of its store."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.identity.holdings import Helds, Holdings
from ringfence.graph.azure.rights import Way, service_of, services
from ringfence.graph.scene import Scene
from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource


@dataclass(frozen=True, slots=True)
class Link:
    """Rights on `via` open another resource in these ways; `helds` are those on `via`."""

    via: Resource
    ways: tuple[Way, ...]
    helds: Helds
    doubt: Unknown | None = None


class Throughs:
    """Which resources lead into which, read once from their references.

    `loose` are the first resources, for each root and set of target types, whose references are not
    known: they may lead anywhere there.
    """

    def __init__(self, scene: Scene, holdings: Holdings) -> None:
        self._estate = scene.estate
        self._holdings = holdings
        self._into: dict[str, list[tuple[Resource, tuple[Way, ...], Unknown | None]]] = defaultdict(
            list
        )
        self.loose: dict[tuple[str, frozenset[str]], tuple[Resource, Unknown]] = {}
        for type_, service in services().items():
            for through in service.through:
                for resource in self._estate.of(type_):
                    for reference, doubt in through.targets(resource):
                        if isinstance(reference, Unknown):
                            self.loose.setdefault(
                                (resource.root, frozenset(through.ways)), (resource, reference)
                            )
                            continue
                        found = self._estate.lookup(reference, *through.ways)
                        for target, unsure in (
                            ((found.found, None),)
                            if found.found
                            else tuple((each, found.doubt) for each in found.perhaps)
                        ):
                            self._add(resource, target, through.ways, either(doubt, unsure))

    def _add(
        self,
        resource: Resource,
        target: Resource,
        ways: object,
        doubt: Unknown | None,
    ) -> None:
        assert isinstance(ways, dict)
        if target.kind in ways:
            unsure = either(doubt, resource.presence)
            self._into[target.key].append((resource, ways[target.kind], unsure))

    def onto(self, target: Resource) -> list[Link]:
        """Return what leads into a resource."""
        return [
            Link(via, ways, self._holdings.on(via, service_of(via.type)), doubt)
            for via, ways, doubt in self._into.get(target.key, ())
        ]
