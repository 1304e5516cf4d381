"""Federated credentials: whose foreign tokens act as an identity.

The subject of a repository that the boundary names is ours; so is a service account of a cluster of
the estate, whose workloads then carry the identity, and an identity of our own tenant. Every other
subject is an outsider that acts as the identity from the internet. Which issuer a subject comes
from matters: `repo:acme/llm-train` is only GitHub's word when GitHub says it. Sources:
https://learn.microsoft.com/entra/workload-id/workload-identity-federation and
https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from ringfence.graph.azure.identity.directory import Directory
from ringfence.graph.azure.identity.powers import signs_in_as
from ringfence.graph.azure.identity.principals import (
    APPLICATIONS,
    CLUSTERS,
    IDENTITIES,
    SERVICE_PRINCIPALS,
    Principal,
    principal_of,
)
from ringfence.graph.azure.identity.projects import CONNECTIONS, place_of
from ringfence.graph.azure.identity.subjects import Subject, candidates, is_connection, parse
from ringfence.graph.azure.kubernetes.accounts import acting_as
from ringfence.graph.scene import Scene
from ringfence.model.facts import Absent, Unknown, Value
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import CLOSE, OPEN, has_symbol, show, unshielded

CREDENTIALS: Final = (
    f"{IDENTITIES}/federatedIdentityCredentials",
    f"{APPLICATIONS}/federatedIdentityCredentials",
)
_PARENT: Final = "/federatedidentitycredentials/"
_GITHUB: Final = re.compile(
    r"(?:token\.actions\.(?:githubusercontent\.com|[a-z0-9-]+\.ghe\.com))(?:/.*)?"
    r"|[^/]+/_services/token"
)
_AKS: Final = re.compile(r"[a-z0-9.-]*\.oic\.(?:prod-)?aks\.azure\.(?:com|us|cn)(?:/.*)?")
_ENTRA: Final = re.compile(r"(?:login\.microsoftonline\.com|sts\.windows\.net)/([^/]+)(?:/.*)?")
_DEVOPS: Final = re.compile(r"vstoken\.dev\.azure\.com/.+|login\.microsoftonline\.com/.+")
_URL: Final = re.compile(r"https://([^?#]*)", re.IGNORECASE)
_CLAIM: Final = re.compile(r"claims\[\s*'([^']+)'\s*\]\s+(eq|matches)\s+'([^']*)'", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trust:
    """A credential lets `principal` act as the identity with object id `identity`.

    `outside` marks a subject that is none of ours. `doubts` are why it may not.
    """

    credential: Resource
    identity: str
    principal: Principal
    outside: bool
    because: str
    doubts: tuple[Unknown, ...] = ()


@dataclass(frozen=True, slots=True)
class Admitted:
    """A credential of ours lets the tokens of a repository that the boundary names in.

    `subject` is one that it admits, perhaps a pattern; `expression` the whole claims expression
    where there is one, `connection` the name of a service connection of Azure DevOps, `declared` what
    code says of that. `doubts` are why it may not.
    """

    credential: Resource
    subject: Subject
    expression: str = ""
    connection: str = ""
    declared: Resource | None = None
    doubts: tuple[Unknown, ...] = ()


class Federation:
    """Reads the federated credentials of an estate, once.

    `trusts` and `admitted` (what is ours by the boundary) are by identity.
    """

    def __init__(self, scene: Scene, directory: Directory) -> None:
        self._estate = scene.estate
        self._directory = directory
        self._repositories = tuple(text.lower() for text in scene.boundary.repositories)
        self._tenants = frozenset(tenant.lower() for tenant in scene.boundary.tenants)
        self.trusts: dict[str, list[Trust]] = {}
        self.admitted: dict[str, list[Admitted]] = {}
        for credential in scene.estate.of(*CREDENTIALS):
            for identity, doubt in self._identities(credential):
                self._read(credential, directory.canonical(identity), doubt)

    def _identities(self, credential: Resource) -> Iterator[tuple[str, Unknown | None]]:
        """Yield the object ids that a credential signs in as."""
        parent = credential.key.rpartition(_PARENT)[0]
        resource = self._estate.get(parent)
        if resource is not None and resource.kind == APPLICATIONS.lower():
            yield from self._signed_in(resource)
        elif resource is not None:
            stated = resource.look("properties.principalId")
            yield (stated.lower() if isinstance(stated, str) else principal_of(parent)), None
        elif has_symbol(parent.rpartition("/")[2]):
            doubt = Unknown(
                f"whom `{credential.address}` lets in is not known", credential.locate()
            )
            for identity in self._estate.of(IDENTITIES):
                if identity.root == credential.root:
                    yield principal_of(identity.key), doubt
        else:
            yield principal_of(parent), None

    def _signed_in(self, application: Resource) -> Iterator[tuple[str, Unknown | None]]:
        """Yield the service principals of an application."""
        for service in self._estate.of(SERVICE_PRINCIPALS):
            answer = signs_in_as(application, service)
            if answer is True:
                yield principal_of(service.key), application.presence
            elif isinstance(answer, Unknown) and application.root == service.root:
                yield principal_of(service.key), answer

    def _read(self, credential: Resource, identity: str, doubt: Unknown | None) -> None:
        issuer = credential.look("properties.issuer")
        subject = credential.look("properties.subject")
        doubts = tuple(each for each in (doubt, credential.presence) if each is not None)
        cluster = self._cluster(issuer)
        if cluster is not None:
            self._directory.lend(identity, cluster, doubts[0] if doubts else None)
            self._lend_pods(identity, subject, doubts)
            return
        clusters = list(self._estate.of(CLUSTERS))
        if (
            clusters
            and _is_service_account(subject)
            and (isinstance(issuer, Unknown) or _matches(_AKS, issuer))
        ):
            why = Unknown(
                f"which cluster issues the tokens of `{credential.address}` is not known",
                credential.locate("properties.issuer"),
            )
            for ours in clusters:
                self._directory.lend(identity, ours, why)
            self._lend_pods(identity, subject, (why,))
            doubts = (*doubts, why)
        elif isinstance(issuer, Unknown):
            doubts = (*doubts, issuer)
        trust = self._trust(credential, identity, issuer, subject, doubts)
        if trust is not None:
            self.trusts.setdefault(identity, []).append(trust)

    def _lend_pods(
        self, identity: str, subject: Value | Absent, doubts: tuple[Unknown, ...]
    ) -> None:
        """Lend the identity to the workloads of the tree that run under a service account."""
        for workload, unsure in acting_as(self._estate, subject):
            doubt = unsure if unsure is not None else (doubts[0] if doubts else None)
            self._directory.lend(identity, workload, doubt)

    def _cluster(self, issuer: Value | Absent) -> Resource | None:
        """Return the cluster of the estate whose issuer URL a symbol stands for."""
        if not isinstance(issuer, str) or not issuer.startswith(OPEN):
            return None
        inside = unshielded(issuer[1:].partition(CLOSE)[0])
        root, _, name = inside.partition("#")
        return self._directory.attribute_owner(root, name)

    def _trust(
        self,
        credential: Resource,
        identity: str,
        issuer: Value | Absent,
        subject: Value | Absent,
        doubts: tuple[Unknown, ...],
    ) -> Trust | None:
        tenant = _ENTRA.fullmatch(_host_and_path(issuer))
        connection = isinstance(subject, str) and is_connection(subject)
        if (
            tenant is not None
            and isinstance(subject, str)
            and not connection
            and self._is_ours(tenant[1])
        ):
            known = self._directory.named(subject.lower())
            because = "a federated credential trusts its tokens"
            return Trust(credential, identity, known, False, because, doubts)
        declared = self._connection(subject)
        if declared is not None:
            return self._through_connection(credential, identity, declared, doubts)
        expression = credential.look("properties.claimsMatchingExpression")
        if isinstance(expression, dict):
            expression = dig(expression, "value")
        text = subject if isinstance(subject, str) and subject else expression
        if isinstance(text, Unknown) or isinstance(subject, Unknown):
            hidden = text if isinstance(text, Unknown) else subject
            assert isinstance(hidden, Unknown)
            return self._outsider(credential, identity, credential.address, (*doubts, hidden))
        label = text if isinstance(text, str) else credential.address
        if isinstance(text, str) and not isinstance(issuer, Unknown):
            subjects = [text] if text is subject else _subjects(text)
            named = [self._named(each, issuer) for each in subjects]
            either = re.search(r"'\s+or\s+", text, re.IGNORECASE) is not None
            if named and (all(named) if either else any(named)):
                admitted = self.admitted.setdefault(identity, [])
                for each, ours in zip(subjects, named, strict=True):
                    if ours:
                        expression = "" if text is subject else text
                        found = parse(each)
                        name = each.rpartition("/")[2] if each.startswith("sc:") else ""
                        admitted.append(Admitted(credential, found, expression, name, None, doubts))
                return None
            if any(has_symbol(each) for each in subjects):
                unclear = Unknown(
                    f"the subject of `{credential.address}` is decided when it is deployed",
                    credential.locate("properties.subject"),
                )
                doubts = (*doubts, unclear)
        numbered = isinstance(text, str) and any(
            parse(each).numbered for each in (text, *_subjects(text))
        )
        if (connection or numbered) and self._repositories:
            where = credential.locate("properties.subject")
            what = "a service connection" if connection else "a repository"
            doubts = (*doubts, Unknown(f"{what} is named by its number only", where))
        return self._outsider(credential, identity, label, doubts)

    def _connection(self, subject: Value | Absent) -> Resource | None:
        """Return the service connection of the estate whose subject a symbol stands for."""
        if not isinstance(subject, str) or not subject.startswith(OPEN):
            return None
        root, _, name = unshielded(subject[1:].partition(CLOSE)[0]).partition("#")
        address = name.rpartition(".")[0].lower()
        for connection in self._estate.of(CONNECTIONS):
            if connection.root == root and connection.address.lower() == address:
                return connection
        return None

    def _through_connection(
        self,
        credential: Resource,
        identity: str,
        connection: Resource,
        doubts: tuple[Unknown, ...],
    ) -> Trust | None:
        """Judge a credential for a connection that code declares, by the project that it is in."""
        place = place_of(connection, self._estate)
        name = connection.text("properties.name") or connection.address
        if place and any(place.means(entry) for entry in self._repositories):
            subject = Subject("azure-devops", f"*/{place.project}")
            admitted = self.admitted.setdefault(identity, [])
            admitted.append(Admitted(credential, subject, "", name, connection, doubts))
            return None
        if not place and self._repositories:
            where = connection.locate("properties.projectId")
            doubts = (
                *doubts,
                Unknown(f"the project of `{connection.address}` is not known", where),
            )
        project = place.project if place else "that is not known"
        return self._outsider(credential, identity, f"{name} of the project {project}", doubts)

    def _is_ours(self, tenant: str) -> bool:
        return tenant.lower() in self._tenants or (has_symbol(tenant) and "tenant" in show(tenant))

    def _named(self, subject: str, issuer: Value | Absent) -> bool:
        """Tell whether the boundary names the repository of a subject."""
        service = parse(subject).service
        literal = isinstance(issuer, str) and not has_symbol(issuer)
        if service == "github" and not _matches(_GITHUB, issuer):
            return False
        if service == "azure-devops" and literal and not _matches(_DEVOPS, issuer):
            return False
        return any(
            fnmatchcase(candidate, pattern.replace("[", "[[]"))
            for candidate in candidates(subject)
            for pattern in self._repositories
        )

    def _outsider(
        self, credential: Resource, identity: str, label: str, doubts: tuple[Unknown, ...]
    ) -> Trust:
        token = f"subject:{label} by {credential.text('properties.issuer')}".lower()
        principal = self._directory.outside(token, label, credential)
        because = "a federated credential trusts its tokens, and the boundary does not name it"
        return Trust(credential, identity, principal, True, because, doubts)


def _host_and_path(issuer: Value | Absent) -> str:
    """Return an issuer URL without its scheme, "" for what is no HTTPS URL."""
    found = _URL.fullmatch(issuer.strip()) if isinstance(issuer, str) else None
    return found[1].rstrip("/").lower() if found else ""


def _matches(pattern: re.Pattern[str], issuer: Value | Absent) -> bool:
    return pattern.fullmatch(_host_and_path(issuer)) is not None


def _is_service_account(subject: Value | Absent) -> bool:
    return isinstance(subject, str) and subject.lower().startswith("system:serviceaccount:")


def _subjects(expression: str) -> list[str]:
    """Return the subjects (patterns) that a claims expression admits, none if it names none."""
    return [value for name, _, value in _CLAIM.findall(expression) if name.lower() == "sub"]
