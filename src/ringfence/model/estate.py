"""All resources of one assessment, indexed by what questions ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ringfence.model.boundary import Accept
from ringfence.model.credential import Credential
from ringfence.model.facts import NOWHERE, Absent, Source, Unknown, Value
from ringfence.model.resource import Resource
from ringfence.model.symbols import has_symbol, same


@dataclass(frozen=True, slots=True)
class Blind:
    """Something that could not be seen, and what it may bear on.

    `what` names the thing, `reason` says why in one clause, `source` says where. It bears on all
    resources of `root` ("*" for the whole estate), or only on those of `types` (lower case)
    there, or only on `resources` (keys). `inert` marks a notice that bears on no answer,
    `conceals` something that may hold assets of its own.
    """

    what: str
    reason: str
    source: Source = NOWHERE
    root: str = "*"
    types: frozenset[str] = frozenset()
    resources: frozenset[str] = frozenset()
    inert: bool = False
    conceals: bool = False


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What one reader made of one path."""

    reader: str
    path: str
    resources: int
    gaps: int


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a reference leads to.

    `found` is the resource it surely means. `perhaps` are those it may mean instead, where the
    reference or an id holds something unknown. `doubt` says why, if the reference is not
    literal. All empty: the reference surely leads out of the estate.
    """

    found: Resource | None = None
    perhaps: tuple[Resource, ...] = ()
    doubt: Unknown | None = None


class Estate:
    """All resources of one assessment. Read-only once the readers are done with it.

    `credentials` are those that lie in the text of the tree, `concealed` their characters, which
    nothing may show.
    """

    def __init__(
        self,
        resources: Iterable[Resource] = (),
        blinds: Iterable[Blind] = (),
        reports: Iterable[ReadReport] = (),
        accepts: Iterable[Accept] = (),
    ) -> None:
        self.blinds: list[Blind] = list(blinds)
        self.reports: list[ReadReport] = list(reports)
        self.accepts: list[Accept] = list(accepts)
        self.credentials: list[Credential] = []
        self.concealed: set[str] = set()
        self._by_key: dict[str, Resource] = {}
        self._by_kind: dict[str, list[Resource]] = defaultdict(list)
        self._inside: dict[str, list[Resource]] = defaultdict(list)
        self._symbolic: dict[str, list[Resource]] = defaultdict(list)
        for resource in resources:
            self.add(resource)

    def add(self, resource: Resource) -> None:
        """Add a resource whose id no other resource here has."""
        if resource.key in self._by_key:
            raise ValueError(f"two resources with the id {resource.id}")
        self._by_key[resource.key] = resource
        self._by_kind[resource.kind].append(resource)
        if (top := top_key(resource.key)) != resource.key:
            self._inside[top].append(resource)
        if has_symbol(resource.key):
            self._symbolic[resource.kind].append(resource)

    def __iter__(self) -> Iterator[Resource]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)

    def get(self, key: str) -> Resource | None:
        """Return the resource with this id, or None. Case does not matter."""
        return self._by_key.get(key.lower())

    def of(self, *types: str) -> Iterator[Resource]:
        """Yield all resources of the given types, external ones included."""
        for name in types:
            yield from self._by_kind.get(name.lower(), ())

    def inside(self, key: str, *types: str) -> list[Resource]:
        """Return all resources below `key` in the id (children, grandchildren ...).

        Extension resources (role assignments, diagnostic settings) on it or below count too.
        """
        key = key.lower()
        wanted = {name.lower() for name in types}
        prefix = key + "/"
        return [
            resource
            for resource in self._inside.get(top_key(key), ())
            if resource.key.startswith(prefix) and (not wanted or resource.kind in wanted)
        ]

    def top(self, resource: Resource) -> Resource | None:
        """Return the top-level resource that contains `resource` (the account of a container).

        It is the resource itself at the top level, None if the container is not in the estate.
        """
        key = top_key(resource.key)
        return resource if key == resource.key else self._by_key.get(key)

    def lookup(self, reference: Value | Absent, *types: str) -> Lookup:
        """Resolve a reference (an id) to resources of the given types.

        An unknown reference may mean every resource of these types in the same estate.
        """
        if isinstance(reference, Unknown):
            return Lookup(None, tuple(self.of(*types)), reference)
        if not isinstance(reference, str):
            return Lookup()
        found = self.get(reference)
        if found is not None:
            return Lookup(found)
        perhaps: list[Resource] = []
        for name in types:
            pool = self._by_kind if has_symbol(reference) else self._symbolic
            perhaps += [
                resource
                for resource in pool.get(name.lower(), ())
                if same(reference, resource.key) is None
            ]
        if not perhaps:
            return Lookup()
        return Lookup(
            None,
            tuple(perhaps),
            Unknown(f"which resource `{reference}` names is decided when it is deployed"),
        )


def parent_key(key: str) -> str:
    """Return the key of the resource that contains `key`, or "" at the top of the scope tree.

    `/subscriptions/s/resourceGroups/g/providers/P/t/n/u/m` lies in `.../t/n`, that in the resource
    group, that in the subscription. An extension resource (`<id>/providers/P/t/n`) lies in the
    resource that it extends.
    """
    head, _, tail = key.rpartition("/providers/")
    if not head and not tail.startswith("microsoft"):
        parts = key.strip("/").split("/")
        if len(parts) == 4 and parts[2] == "resourcegroups":
            return "/" + "/".join(parts[:2])
        return ""
    segments = tail.split("/")
    if len(segments) > 3:
        return f"{head}/providers/" + "/".join(segments[:-2])
    return head


def top_key(key: str) -> str:
    """Return the key of the top-level resource that contains `key`.

    That is `.../providers/namespace/type/name` after the first `/providers/`, whatever hangs
    below it; extension resources on a resource lie in that resource, those on a resource group
    or subscription stand alone.
    """
    head, mark, tail = key.partition("/providers/")
    if not mark:
        return key
    segments = tail.split("/", 3)
    return f"{head}/providers/" + "/".join(segments[:3])


@dataclass(slots=True)
class Scopes:
    """The chain of scopes above a resource, from itself to the root, as keys.

    `tops` maps a subscription key to the management groups above it, nearest first.
    """

    tops: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def above(self, key: str) -> list[str]:
        """Return `key` and every scope that contains it, nearest first."""
        chain = [key]
        while above := parent_key(chain[-1]):
            chain.append(above)
        chain.extend(self.tops.get(chain[-1], ()))
        return chain
