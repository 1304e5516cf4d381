"""As whom the jobs of pipelines sign in: by client id, by a value they are handed, by a connection.

A client id is a GUID, or the symbol that readers write for the client id of an identity that code
declares. Code that hands `AZURE_CLIENT_ID` to a repository says which identity `secrets.X` means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from ringfence.graph.azure.identity.principals import (
    APPLICATIONS,
    IDENTITIES,
    SERVICE_PRINCIPALS,
    Principal,
    client_of,
)
from ringfence.graph.azure.identity.projects import CONNECTIONS
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown, Value, members
from ringfence.model.resource import Resource
from ringfence.model.symbols import has_symbol

JOBS: Final = "Pipelines/jobs"
VALUES: Final = "GitHub/values"


@dataclass(frozen=True, slots=True)
class Signed:
    """A job signs in: element `index` of its `logins`. `doubt` says why it may be as another."""

    job: Resource
    index: int
    secret: bool
    connection: Resource | None = None
    doubt: Unknown | None = None

    @property
    def pointer(self) -> str:
        """Where the job says so."""
        return f"properties.logins[{self.index}]"


class Signing:
    """Knows the jobs of an estate by the client that they sign in as; read once."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self.jobs = list(estate.of(JOBS))
        self._by_client: dict[str, list[Signed]] = defaultdict(list)
        self._hidden: list[Signed] = []
        self._connections: dict[str, list[Resource]] = defaultdict(list)
        for connection in estate.of(CONNECTIONS):
            self._connections[connection.text("properties.name").lower()].append(connection)
        for job in self.jobs:
            for index, (login, doubt) in enumerate(members(job.look("properties.logins"))):
                if isinstance(login, dict) and doubt is None:
                    self._read(job, index, login)

    def of(self, principal: Principal) -> Iterator[Signed]:
        """Yield the jobs that sign in as a principal, and those that may, by a secret."""
        for client in dict.fromkeys(self._clients(principal)):
            yield from self._by_client.get(client, ())
        if principal.sort == "service":
            yield from self._hidden

    def __bool__(self) -> bool:
        return bool(self.jobs or self._connections)

    def connections(self, principal: Principal) -> Iterator[Resource]:
        """Yield the service connections that sign in as a principal."""
        clients = frozenset(self._clients(principal))
        for connection in (each for listed in self._connections.values() for each in listed):
            known = connection.look("properties.credentials.clientId")
            if isinstance(known, str) and known.lower() in clients:
                yield connection

    def _read(self, job: Resource, index: int, login: dict[str, Any]) -> None:
        secret = login.get("secret") is True
        client, connection = login.get("clientId"), login.get("connection")
        if isinstance(client, str):
            self._by_client[client.lower()].append(Signed(job, index, secret))
        elif isinstance(connection, str):
            for declared in self._connections.get(connection.lower(), ()):
                known = declared.look("properties.credentials.clientId")
                secret = declared.look("properties.scheme") == "ServicePrincipal"
                if isinstance(known, str):
                    signed = Signed(job, index, secret, declared)
                    self._by_client[known.lower()].append(signed)
        elif isinstance(client, Unknown):
            found = list(self._handed(job, str(login.get("value", ""))))
            for known in found:
                self._by_client[known.lower()].append(Signed(job, index, secret))
            if not found and secret:
                self._hidden.append(Signed(job, index, secret, doubt=client))

    def _handed(self, job: Resource, value: str) -> Iterator[str]:
        """Yield the client ids that code hands to a job under a name."""
        name = value.rpartition(".")[2]
        if not name:
            return
        repository = job.look("properties.repository")
        places = {str(each).lower() for each, _ in members(job.look("properties.environments"))}
        for handed in self._estate.of(VALUES):
            if handed.text("properties.name").lower() != name:
                continue
            where = handed.look("properties.repository")
            if not _same_repository(where, repository):
                continue
            environment = handed.look("properties.environment")
            if isinstance(environment, str) and not {environment.lower(), "*"} & places:
                continue
            known = handed.look("properties.value")
            if isinstance(known, str):
                yield known

    def _clients(self, principal: Principal) -> Iterator[str]:
        resource = principal.resource
        if resource is None:
            return
        if resource.kind == IDENTITIES.lower():
            yield client_of(resource.key)
            stated = resource.look("properties.clientId")
        elif resource.kind == SERVICE_PRINCIPALS.lower():
            stated = resource.look("properties.appId")
        else:
            return
        if isinstance(stated, str):
            yield stated.lower()
            for application in self._estate.of(APPLICATIONS):
                if client_of(application.key) == stated.lower():
                    own = application.look("properties.appId")
                    if isinstance(own, str):
                        yield own.lower()


def _same_repository(written: Value | object, repository: Value | object) -> bool:
    """Tell whether code that names a repository (`name` or `org/name`) may mean that of a job."""
    if not isinstance(written, str) or not isinstance(repository, str) or has_symbol(written):
        return True
    written, repository = written.lower(), repository.lower()
    return written in (repository, repository.rpartition("/")[2])
