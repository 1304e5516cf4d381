"""Principals: who they are, and the object ids and names by which they are spoken of.

A principal is named by its object id in lower case: a GUID, or the symbol of an identity that the
estate declares. One that is not known is named after the assignment that speaks of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from ringfence.model.facts import Unknown
from ringfence.model.resource import Resource
from ringfence.model.symbols import CLOSE, OPEN, has_symbol, show, symbol, unshielded

IDENTITIES: Final = "Microsoft.ManagedIdentity/userAssignedIdentities"
GROUPS: Final = "Microsoft.Graph/groups"
USERS: Final = "Microsoft.Graph/users"
SERVICE_PRINCIPALS: Final = "Microsoft.Graph/servicePrincipals"
APPLICATIONS: Final = "Microsoft.Graph/applications"
CLUSTERS: Final = "Microsoft.ContainerService/managedClusters"

Sort: TypeAlias = Literal["user", "group", "service", "identity", "unknown", "outside"]
Carried: TypeAlias = "tuple[str, Unknown | None]"

SORTS: Final[dict[str, Sort]] = {
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
    `phrase` says who it is where no name does ("whoever can push to `acme/llm-train`"), `through`
    is the rule that speaks of what it gets at, "" for the usual one. `standing` are origins beside
    the internet that somebody outside may act from.
    """

    token: str
    label: str
    sort: Sort
    resource: Resource | None = None
    names: frozenset[str] = frozenset()
    doubt: Unknown | None = None
    carriers: list[tuple[Resource, Unknown | None]] = field(default_factory=list)
    phrase: str = ""
    through: str = ""
    standing: tuple[tuple[str, Unknown], ...] = ()

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


def tokens_of(resource: Resource) -> list[str]:
    """Return the object ids under which an identity or directory object is spoken of."""
    pointer = "properties.principalId" if resource.kind == IDENTITIES.lower() else "properties.id"
    stated = resource.look(pointer)
    own = principal_of(resource.key)
    found = [stated.lower()] if isinstance(stated, str) else []
    found.append(own)
    if resource.key.startswith("graph/"):
        found.append(resource.key.rpartition("/")[2])
    return list(dict.fromkeys(found))


def foreign_label(token: str) -> str:
    """Return the name of a principal that nothing here declares: of its identity, if it is one."""
    inside = unshielded(token[1:-1]) if token.startswith(OPEN) and token.endswith(CLOSE) else ""
    _, mark, key = inside.partition("#principal of ")
    return show(key.rpartition("/")[2] if mark else token)


def sort_of(resource: Resource) -> Sort:
    sorts: dict[str, Sort] = {
        GROUPS.lower(): "group",
        USERS.lower(): "user",
        SERVICE_PRINCIPALS.lower(): "service",
    }
    return sorts.get(resource.kind, "identity")


def label_of(resource: Resource) -> str:
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


def names_of(resource: Resource) -> list[str]:
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
