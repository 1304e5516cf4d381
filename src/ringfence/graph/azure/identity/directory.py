"""Who there is: users, groups, applications and managed identities, and what carries them.

A principal is named by its object id in lower case: a GUID, or the symbol of an identity that the
estate declares. One that is not known is named after the assignment that speaks of it.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from ringfence.graph.azure.doubts import either
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, Value, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import CLOSE, OPEN, has_symbol, show, symbol, unshielded

IDENTITIES: Final = "Microsoft.ManagedIdentity/userAssignedIdentities"
GROUPS: Final = "Microsoft.Graph/groups"
USERS: Final = "Microsoft.Graph/users"
SERVICE_PRINCIPALS: Final = "Microsoft.Graph/servicePrincipals"
APPLICATIONS: Final = "Microsoft.Graph/applications"
CLUSTERS: Final = "Microsoft.ContainerService/managedClusters"

Sort: TypeAlias = Literal["user", "group", "service", "identity", "unknown", "outside"]
Carried: TypeAlias = "tuple[str, Unknown | None]"

_SORTS: Final[dict[str, Sort]] = {
    "user": "user",
    "group": "group",
    "foreigngroup": "group",
    "serviceprincipal": "service",
}


@dataclass(slots=True, eq=False)
class Principal:
    """Somebody who may hold rights.

    `label` is what the user calls it; `names` are all its names in lower case. `doubt` is set
    where it is not known who this is. `carriers` are the compute resources that it is attached to.
    """

    token: str
    label: str
    sort: Sort
    resource: Resource | None = None
    names: frozenset[str] = frozenset()
    doubt: Unknown | None = None
    carriers: list[tuple[Resource, Unknown | None]] = field(default_factory=list)

    @property
    def person(self) -> bool:
        """Whether it is a person or a group, as far as is known."""
        return self.sort in ("user", "group")


def principal_of(key: str) -> str:
    """Return the symbol that readers write for the object id of a resource's identity."""
    return symbol("principal of " + key.lower()).lower()


def client_of(key: str) -> str:
    """Return the symbol that readers write for the client id of an identity or application."""
    return symbol("client of " + key.lower()).lower()


class Directory:
    """The principals of an estate."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._objects: dict[str, Resource] = {}
        self._own: dict[str, str] = {}
        self._known: dict[str, Principal] = {}
        self._types: dict[str, Sort] = {}
        self.carriers: dict[str, list[tuple[Resource, Unknown | None]]] = defaultdict(list)
        self.loose: list[tuple[Resource, Unknown]] = []
        self._members: dict[str, list[Carried]] = {}
        self._groups: dict[str, list[Carried]] = defaultdict(list)
        for kind in (GROUPS, USERS, SERVICE_PRINCIPALS, IDENTITIES):
            for resource in estate.of(kind):
                own, *aliases = _tokens(resource)
                for token in (own, *aliases):
                    self._objects.setdefault(token, resource)
                    self._own.setdefault(token, own)
        for resource in estate:
            if "identity" in resource.body:
                self._carry(resource)

    def _carry(self, resource: Resource) -> None:
        for token, doubt in self.identities_on(resource):
            self.carriers[token].append((resource, doubt))
        hidden = _hidden(resource)
        if hidden is not None:
            self.loose.append((resource, hidden))

    def identities_on(self, carrier: Resource) -> list[Carried]:
        """Return the identities of a compute resource, with a doubt where one may not be there.

        Where its list of user-assigned identities is not known, every one that is declared in its
        root is in it, doubtfully.
        """
        found: dict[str, Unknown | None] = {}
        for token, doubt in (*_attached(carrier, self._estate), *_nodes(carrier, self._estate)):
            if token not in found or doubt is None:
                found[token] = doubt
        hidden = _hidden(carrier)
        if hidden is not None:
            for identity in self._estate.of(IDENTITIES):
                if identity.root == carrier.root:
                    found.setdefault(_tokens(identity)[0], hidden)
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
        sort = _SORTS.get(str(stated).lower()) if isinstance(stated, str) else None
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
        for kind in (GROUPS, USERS, SERVICE_PRINCIPALS, IDENTITIES):
            for resource in self._estate.of(kind):
                if resource.root == root and hidden.refs[0] == resource.address:
                    return self.named(_tokens(resource)[0])
        return None

    def outside(self, token: str, label: str, credential: Resource) -> Principal:
        """Return a subject of a foreign issuer that a federated credential trusts."""
        found = self._known.get(token)
        if found is None:
            names = frozenset({label.lower()})
            found = Principal(token, label, "outside", credential, names)
            self._known[token] = found
        return found

    def _make(self, token: str) -> Principal:
        resource = self._objects.get(token)
        carriers = self.carriers[token]
        if resource is not None:
            names = frozenset(name.lower() for name in _names(resource)) | {token}
            return Principal(
                token, _label(resource), _sort(resource), resource, names, None, carriers
            )
        owner = self._owner(token)
        if owner is not None:
            sort: Sort = "identity"
            names = frozenset({token, owner.address.lower(), str(owner.name).lower()})
            if not carriers and owner.kind != IDENTITIES.lower():
                carriers.append((owner, owner.presence))
            return Principal(token, owner.address, sort, owner, names, None, carriers)
        sort = self._types.get(token, "service" if carriers else "unknown")
        label = _foreign_label(token)
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
                group = _tokens(resource)[0]
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


def _foreign_label(token: str) -> str:
    """Return the name of a principal that nothing here declares: of its identity, if it is one."""
    inside = unshielded(token[1:-1]) if token.startswith(OPEN) and token.endswith(CLOSE) else ""
    _, mark, key = inside.partition("#principal of ")
    return show(key.rpartition("/")[2] if mark else token)


def _tokens(resource: Resource) -> list[str]:
    """Return the object ids under which an identity or directory object is spoken of."""
    pointer = "properties.principalId" if resource.kind == IDENTITIES.lower() else "properties.id"
    stated = resource.look(pointer)
    own = principal_of(resource.key)
    tokens = [stated.lower()] if isinstance(stated, str) else []
    tokens.append(own)
    if resource.key.startswith("graph/"):
        tokens.append(resource.key.rpartition("/")[2])
    return list(dict.fromkeys(tokens))


def _attached(carrier: Resource, estate: Estate) -> Iterator[Carried]:
    """Yield what the `identity` property of a resource says that it carries."""
    if carrier.kind == IDENTITIES.lower():
        return
    identity = carrier.look("identity")
    if isinstance(identity, Unknown):
        yield principal_of(carrier.key), identity
        return
    if not isinstance(identity, dict):
        return
    type_ = identity.get("type")
    stated = identity.get("principalId")
    own = stated.lower() if isinstance(stated, str) else principal_of(carrier.key)
    if isinstance(type_, Unknown):
        yield own, type_
    elif "systemassigned" in str(type_).lower():
        yield own, carrier.presence
    listed = identity.get("userAssignedIdentities")
    if isinstance(listed, dict):
        for reference in listed:
            yield _user_assigned(reference, estate), carrier.presence
    elif isinstance(listed, list):
        for element, doubt in members(listed):
            if isinstance(element, str):
                yield _user_assigned(element, estate), either(doubt, carrier.presence)


def _user_assigned(reference: str, estate: Estate) -> str:
    found = estate.get(reference)
    return _tokens(found)[0] if found is not None else principal_of(reference)


def _hidden(carrier: Resource) -> Unknown | None:
    """Return why the list of user-assigned identities of a resource is not known, if it is not."""
    identity = carrier.look("identity")
    if isinstance(identity, Unknown):
        return identity if carrier.external is None else None
    listed = identity.get("userAssignedIdentities") if isinstance(identity, dict) else None
    return listed if isinstance(listed, Unknown) else None


def _nodes(carrier: Resource, estate: Estate) -> Iterator[Carried]:
    """Yield the identities of the nodes of a cluster and of its add-ons."""
    if carrier.kind != CLUSTERS.lower():
        return
    profile = carrier.look("properties.identityProfile")
    addons = carrier.look("properties.addonProfiles")
    held = list(profile.values()) if isinstance(profile, dict) else []
    if isinstance(addons, dict):
        inner = (dig(addon, "identity") for addon in addons.values())
        held += [each for each in inner if isinstance(each, dict)]
    for identity in held:
        reference, object_id = dig(identity, "resourceId"), dig(identity, "objectId")
        if isinstance(reference, str):
            yield _user_assigned(reference, estate), carrier.presence
        elif isinstance(object_id, str):
            yield object_id.lower(), carrier.presence


def _sort(resource: Resource) -> Sort:
    sorts: dict[str, Sort] = {
        GROUPS.lower(): "group",
        USERS.lower(): "user",
        SERVICE_PRINCIPALS.lower(): "service",
    }
    return sorts.get(resource.kind, "identity")


def _label(resource: Resource) -> str:
    if resource.kind == USERS.lower() and (name := resource.text("properties.userPrincipalName")):
        return name
    if resource.kind in (GROUPS.lower(), USERS.lower()):
        return display_name(resource) or resource.address
    return resource.address


def display_name(resource: Resource) -> str:
    """Return the name of a directory object, "" where it is not known.

    One that is only referred to is known by the name that it is referred to by.
    """
    stated = resource.look("properties.displayName")
    if isinstance(stated, Unknown):
        stated = resource.name if resource.external is not None else ""
    return stated if isinstance(stated, str) and not has_symbol(stated) else ""


def _names(resource: Resource) -> list[str]:
    """Return every name by which a boundary file may mean a principal."""
    pointers = (
        "properties.displayName",
        "properties.userPrincipalName",
        "properties.mail",
        "properties.mailNickname",
        "properties.id",
        "properties.appId",
        "properties.principalId",
        "properties.clientId",
    )
    found = [resource.text(pointer) for pointer in pointers]
    name = resource.name if isinstance(resource.name, str) else ""
    return [each for each in (*found, name, resource.address, resource.id) if each]
