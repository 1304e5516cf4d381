"""The directory of an estate: who there is, what carries whom, and who is in which group."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from functools import cached_property

from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.identity.carried import attached, hidden_on, of_nodes
from ringfence.graph.azure.identity.handed import HandedKeys
from ringfence.graph.azure.identity.principals import (
    CLUSTERS,
    GROUPS,
    IDENTITIES,
    SERVICE_PRINCIPALS,
    SORTS,
    USERS,
    Carried,
    Principal,
    Sort,
    foreign_label,
    label_of,
    names_of,
    principal_of,
    sort_of,
    tokens_of,
)
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.resource import Resource
from ringfence.model.symbols import CLOSE, OPEN, has_symbol, same, show, unshielded


class Directory:
    """The principals of an estate."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._objects: dict[str, Resource] = {}
        self._own: dict[str, str] = {}
        self._by_address: dict[tuple[str, str], Resource] = {}
        self._known: dict[str, Principal] = {}
        self._types: dict[str, Sort] = {}
        self.carriers: dict[str, list[tuple[Resource, Unknown | None]]] = defaultdict(list)
        self._members: dict[str, list[Carried]] = {}
        self._groups: dict[str, list[Carried]] = defaultdict(list)
        for kind in (GROUPS, USERS, SERVICE_PRINCIPALS, IDENTITIES):
            for resource in estate.of(kind):
                self._by_address[resource.root, resource.address] = resource
                own, *aliases = tokens_of(resource)
                for token in (own, *aliases):
                    self._objects.setdefault(token, resource)
                    self._own.setdefault(token, own)
        for resource in estate:
            if "identity" in resource.body:
                self._carry(resource)
        self.handed = HandedKeys(estate)
        for carrier in self.handed.carriers.values():
            self.lend(principal_of(carrier.key), carrier, carrier.presence)

    def _carry(self, resource: Resource) -> None:
        for token, doubt in self.identities_on(resource):
            self.carriers[token].append((resource, doubt))

    def identities_on(self, carrier: Resource) -> list[Carried]:
        """Return the identities of a compute resource, with a doubt where one may not be there.

        Where its list of user-assigned identities is not known, every one that is declared in its
        root is in it, doubtfully.
        """
        found: dict[str, Unknown | None] = {}
        for token, doubt in (*attached(carrier, self._estate), *of_nodes(carrier, self._estate)):
            if token not in found or doubt is None:
                found[token] = doubt
        hidden = hidden_on(carrier)
        if hidden is not None:
            for identity in self._estate.of(IDENTITIES):
                if identity.root == carrier.root:
                    found.setdefault(tokens_of(identity)[0], hidden)
        return list(found.items())

    def canonical(self, token: str) -> str:
        """Return the one object id among those by which a declared principal is spoken of."""
        return self._own.get(token, token)

    def lend(self, token: str, carrier: Resource, doubt: Unknown | None) -> None:
        """Note that workloads on `carrier` sign in as the identity (workload identity)."""
        if all(known is not carrier for known, _ in self.carriers[token]):
            self.carriers[token].append((carrier, doubt))

    def note_type(self, token: str, stated: Value | Absent) -> None:
        """Remember what an assignment says a principal is (`User`, `Group`, `ServicePrincipal`)."""
        sort = SORTS.get(str(stated).lower()) if isinstance(stated, str) else None
        if sort is not None:
            self._types.setdefault(token, sort)

    def named(self, token: str) -> Principal:
        """Return the principal with an object id; every object id has one."""
        token = self.canonical(token)
        found = self._known.get(token)
        if found is None:
            found = self._known[token] = self._make(token)
        return found

    def unknown(self, token: str, label: str, doubt: Unknown) -> Principal:
        """Return the principal of an assignment that does not say who holds it."""
        found = self._known.get(token)
        if found is None:
            found = self._known[token] = Principal(token, label, "unknown", doubt=doubt)
        return found

    def mentioned(self, hidden: Unknown, root: str) -> Principal | None:
        """Return the directory object that an unknown object id was read from, if that is plain.

        `data.azuread_group.ml.object_id` is not read, but it is the object id of that group.
        """
        if len(hidden.refs) != 1:
            return None
        found = self._by_address.get((root, hidden.refs[0]))
        return None if found is None else self.named(tokens_of(found)[0])

    def outside(self, token: str, label: str, credential: Resource) -> Principal:
        """Return a subject of a foreign issuer that a federated credential trusts."""
        found = self._known.get(token)
        if found is None:
            names = frozenset({label.lower()})
            found = Principal(token, label, "outside", credential, names)
            self._known[token] = found
        return found

    def crowd(self, deed: str, place: str, through: str) -> Principal:
        """Return everybody who can do something to a repository ("" for the tree's own)."""
        token = f"whoever:{deed} {place}".lower()
        found = self._known.get(token)
        if found is None:
            shown = f"`{place}`" if place else "the repository of this tree"
            label = f"whoever can {deed} {place or 'the repository of this tree'}"
            found = Principal(token, label, "outside", names=frozenset({label.lower()}))
            found.phrase, found.through = f"whoever can {deed} {shown}", through
            self._known[token] = found
        return found

    def _make(self, token: str) -> Principal:
        resource = self._objects.get(token)
        carriers = self.carriers[token]
        if resource is not None:
            names = frozenset(name.lower() for name in names_of(resource)) | {token}
            return Principal(
                token, label_of(resource), sort_of(resource), resource, names, None, carriers
            )
        owner = self._owner(token)
        if owner is not None:
            sort: Sort = "identity"
            names = frozenset({token, owner.address.lower(), str(owner.name).lower()})
            if not carriers and owner.kind != IDENTITIES.lower():
                carriers.append((owner, owner.presence))
            return Principal(token, owner.address, sort, owner, names, None, carriers)
        for twin, doubt in self.namesakes(token):
            known = self.carriers[tokens_of(twin)[0]] if twin.kind == IDENTITIES.lower() else []
            carriers.extend(
                (each, either(unsure, doubt)) for each, unsure in known or [(twin, doubt)]
            )
        sort = self._types.get(token, "service" if carriers else "unknown")
        label = foreign_label(token)
        return Principal(token, label, sort, None, frozenset({token, label}), None, carriers)

    def _owner(self, token: str) -> Resource | None:
        """Return the resource whose identity a symbol stands for.

        That is the resource in `principal of <id>`, or, for an attribute that is no identity of
        the resource itself (the kubelet identity of a cluster), the one whose attribute it is.
        """
        if not (token.startswith(OPEN) and token.endswith(CLOSE)):
            return None
        root, _, name = unshielded(token[1:-1]).partition("#")
        if name.startswith("principal of "):
            return self._estate.get(name.removeprefix("principal of "))
        return self.attribute_owner(root, name)

    def namesakes(self, token: str) -> list[tuple[Resource, Unknown]]:
        """Return what may own the identity that a symbol stands for, where nothing surely does.

        Those are resources beside the one that is meant, of its type, whose name is not known.
        """
        _, mark, key = unshielded(token[1:-1]).partition("#principal of ")
        if not mark or key in self._objects or self._estate.get(key) is not None:
            return []
        beside, _, name = key.rpartition("/")
        return [
            (
                each,
                Unknown(f"whether `{each.address}` is `{show(name)}` is not known", each.locate()),
            )
            for each in self._nameless.get(beside, ())
            if same(each.key, key) is None
        ]

    @cached_property
    def _nameless(self) -> dict[str, list[Resource]]:
        """What has an identity under a name that is not known, by its id without the name."""
        found: dict[str, list[Resource]] = defaultdict(list)
        for resource in self._estate:
            beside, _, name = resource.key.rpartition("/")
            if has_symbol(name) and (
                resource.kind == IDENTITIES.lower() or "identity" in resource.body
            ):
                found[beside].append(resource)
        return found

    def attribute_owner(self, root: str, name: str) -> Resource | None:
        """Return the cluster that `<address>.<attribute>` or `<id>.<property>` belongs to."""
        for cluster in self._estate.of(CLUSTERS):
            same_root = cluster.root.lower() == root.lower()
            if same_root and name.lower().startswith(cluster.address.lower() + "."):
                return cluster
            if name.lower().startswith(cluster.key + "."):
                return cluster
        return None

    def members_of(self, token: str) -> list[Carried]:
        """Return everybody in a group, through nested groups, groups themselves left out.

        Members that are not known appear as `?<key of the group>`.
        """
        found = self._members.get(token)
        if found is None:
            found = self._members[token] = list(self._walk(token).items())
        return found

    def groups_of(self, token: str) -> list[Carried]:
        """Return every group that somebody is in, through nested groups."""
        if not self._groups:
            for resource in self._estate.of(GROUPS):
                group = tokens_of(resource)[0]
                for member, doubt in self.members_of(group):
                    self._groups[member].append((group, doubt))
        return self._groups.get(token, [])

    def _walk(self, token: str) -> dict[str, Unknown | None]:
        everybody: dict[str, Unknown | None] = {}
        queue: deque[Carried] = deque([(token, None)])
        seen: dict[str, bool] = {}
        while queue:
            group, doubt = queue.popleft()
            if seen.get(group, False) or (doubt is not None and group in seen):
                continue
            seen[group] = doubt is None
            resource = self._objects.get(group)
            if resource is None or resource.kind != GROUPS.lower():
                if everybody.get(group, doubt) is not None or group not in everybody:
                    everybody[group] = doubt
                continue
            for member, unsure in self._direct(resource):
                queue.append((member, either(doubt, unsure)))
        everybody.pop(token, None)
        return everybody

    def _direct(self, group: Resource) -> Iterator[Carried]:
        listed = group.look("properties.members")
        if isinstance(listed, dict):
            listed = listed.get("relationships")
        elif group.external is not None and listed is group.external:
            return  # a group that is only referred to stands for whoever is in it
        for element, doubt in members(listed):
            if isinstance(element, Unknown):
                yield self._stranger(group, element)
            elif isinstance(element, str):
                yield self.canonical(element.lower()), either(doubt, group.presence)

    def _stranger(self, group: Resource, doubt: Unknown) -> Carried:
        token = f"?{group.key}"
        self.unknown(token, group.address, doubt)
        return token, doubt
