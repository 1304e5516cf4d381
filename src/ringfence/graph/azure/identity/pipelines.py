"""Jobs of pipelines as doors into identities.

What the boundary says of a repository holds for those who may push to it. A job that runs what
others wrote (the head of a pull request, the text of a comment) lends them the identity that it
signs in as; so does a job that signs in by client id, to whoever may push to a repository that the
boundary does not name. How a job signs in: with a token whose subject a federated credential admits,
or as the client that it names.

A run that the pull request of a fork starts (`pull_request`) gets no token to sign in with:
https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows. That is
a wall before a credential that admits the subject `pull_request`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Final

from ringfence.graph.azure.identity import approvals, drives, words
from ringfence.graph.azure.identity.admission import Admission, connects
from ringfence.graph.azure.identity.directory import Directory
from ringfence.graph.azure.identity.drives import PULL, Drive
from ringfence.graph.azure.identity.federation import Admitted, Federation
from ringfence.graph.azure.identity.ledger import Ledger, Words
from ringfence.graph.azure.identity.principals import Principal
from ringfence.graph.azure.identity.projects import place_of
from ringfence.graph.azure.identity.signing import Signed, Signing
from ringfence.graph.azure.identity.subjects import overlap
from ringfence.graph.scene import Scene
from ringfence.model.claims import Claim, Evidence, Wall
from ringfence.model.facts import Absent, Unknown
from ringfence.model.resource import Resource

THROUGH: Final = "RF-CHN-06"
USE: Final = "run pipelines of the project"
PUSH: Final = "push to"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who can act as an identity through a pipeline; `claim` says so."""

    principal: Principal
    claim: Claim
    sure: bool


class Pipelines:
    """Finds who enters identities through the jobs of an estate; every job is read once."""

    def __init__(
        self, scene: Scene, directory: Directory, federation: Federation, ledger: Ledger
    ) -> None:
        self._estate = scene.estate
        self._directory = directory
        self._federation = federation
        self._ledger = ledger
        self._repositories = tuple(text.lower() for text in scene.boundary.repositories)
        self._signing = Signing(scene.estate)
        self._jobs = self._signing.jobs
        self.admission = Admission(federation, self._jobs)
        self._runners = self._own_runners()
        self._written: set[tuple[Claim, Unknown | None]] = set()

    def into(self, principal: Principal) -> Iterator[Arrival]:
        """Yield who can act as a principal through a pipeline, with `becomes` claims."""
        admitted = self._federation.admitted.get(principal.token, ())
        for each in admitted:
            yield from self._by_fork(principal, each)
            for job in self._jobs:
                yield from self._by_token(principal, each, job)
        if self._signing:
            known = bool(admitted) or principal.token in self._federation.trusts
            yield from self._by_client(principal, known=known)

    def _crowd(self, deed: str, place: str) -> Principal:
        """Return everybody who can do something to a repository, and where that lets them act."""
        who = self._directory.crowd(deed, place, THROUGH)
        who.standing = self._runners
        return who

    def _own_runners(self) -> tuple[tuple[str, Unknown], ...]:
        """Return the origins of jobs on machines of one's own, which may stand anywhere."""
        found: list[tuple[str, Unknown]] = []
        for job in self._jobs:
            own = job.look("properties.selfHosted")
            bears = any(job.look(f"properties.{each}") != [] for each in ("outsiders", "logins"))
            if own is not False and not isinstance(own, Absent) and bears:
                why = f"where the machine that runs `{job.address}` stands is not known"
                found.append((f"unplaced:{job.key}", Unknown(why, job.locate())))
        return tuple(found[:1])  # one that may stand anywhere says it all

    # A pull request of a fork

    def _by_fork(self, principal: Principal, admitted: Admitted) -> Iterator[Arrival]:
        subject, credential = admitted.subject, admitted.credential
        if subject.service != "github" or not subject.place:
            return
        if not overlap("pull_request", subject.context or "*"):
            return
        who = self._crowd(PULL, subject.place)
        claim = ("becomes", who.token, principal.token)
        what = "GitHub gives the runs of forks no token to sign in with"
        self._ledger.keep(
            claim,
            (),
            Words(
                rule="trusts-subject",
                resource=credential,
                says=_says(who, principal),
                because="a federated credential trusts the runs of pull requests",
                evidence=_subject_of(credential),
                wall=Wall(f"fork-token:{credential.key}", credential.address, what),
            ),
        )
        yield Arrival(who, claim, sure=False)

    # A job with a token

    def _by_token(
        self, principal: Principal, admitted: Admitted, job: Resource
    ) -> Iterator[Arrival]:
        credential = admitted.credential
        if job.look("properties.service") != admitted.subject.service:
            return
        if admitted.connection:
            yield from self._by_connection(principal, admitted, job)
            return
        token = job.look("properties.token")
        home = self.admission.home(job, admitted)
        if token is False or home is False:
            return
        for drive in drives.of(job, admitted.subject.place, home):
            fits = self.admission.fits(admitted, drive)
            if fits is False:
                continue
            doubts = [*admitted.doubts]
            doubts += [each for each in (token, fits) if isinstance(each, Unknown)]
            yield self._arrive(
                principal,
                drive,
                credential,
                "a federated credential trusts the token of the job",
                _subject_of(credential),
                tuple(doubts),
            )

    def _by_connection(
        self, principal: Principal, admitted: Admitted, job: Resource
    ) -> Iterator[Arrival]:
        """Yield who drives a job that signs in through a connection that a credential admits."""
        connected = connects(job, admitted.connection)
        if connected is False:
            return
        doubts = admitted.doubts
        if isinstance(connected, Unknown):
            doubts = (*doubts, connected)
        because = "a federated credential trusts the service connection of the job"
        for drive in drives.of_forks(self._estate, job):
            evidence = _subject_of(admitted.credential)
            check = approvals.of_connection(self._estate, admitted.declared)
            yield self._arrive(
                principal, drive, admitted.credential, because, evidence, doubts, check
            )

    # A job that names its client

    def _by_client(self, principal: Principal, *, known: bool) -> Iterator[Arrival]:
        """Yield who comes in through jobs that name the principal.

        Where its credentials are `known`, only secrets lead in beside them.
        """
        for signed in self._signing.of(principal):
            if known and not signed.secret:
                continue
            job = signed.job
            place = self._stated(job)
            evidence = (Evidence(job, signed.pointer),)
            doubts = () if signed.doubt is None else (signed.doubt,)
            wall = approvals.of_connection(self._estate, signed.connection)
            for drive in self._driving(job, place):
                because = "the job signs in as it"
                yield self._arrive(principal, drive, job, because, evidence, doubts, wall)
            if (
                signed.connection is None
                and signed.doubt is None
                and (named := self._named(place)) is not True
            ):
                yield self._push(principal, signed, place, named)

        for connection in self._signing.connections(principal):
            if not known or connection.look("properties.scheme") == "ServicePrincipal":
                yield from self._by_project(principal, connection)

    def _driving(self, job: Resource, place: str) -> Iterator[Drive]:
        yield from drives.of(job, place, home=True)
        if job.look("properties.service") == "azure-devops":
            yield from drives.of_forks(self._estate, job)

    def _by_project(self, principal: Principal, connection: Resource) -> Iterator[Arrival]:
        """Yield who uses a service connection of a project that the boundary does not name."""
        place = place_of(connection, self._estate)
        if place and any(place.means(entry) for entry in self._repositories):
            return
        where = connection.locate("properties.projectId")
        unclear = Unknown(f"the project of `{connection.address}` is not known", where)
        doubts = [unclear] if not place and self._repositories else []
        doubts += [] if connection.presence is None else [connection.presence]
        shown = place.project if place else "a project that is not known"
        who = self._crowd(USE, shown)
        claim = ("becomes", who.token, principal.token)
        self._ledger.keep(
            claim,
            (),
            Words(
                rule="runs-pipeline",
                resource=connection,
                says=_says(who, principal),
                because="the service connection signs in as it, and the boundary does not name the"
                " project",
                evidence=(Evidence(connection, "properties.credentials.clientId"),),
                doubts=tuple(doubts),
            ),
        )
        yield Arrival(who, claim, not doubts)

    def _push(
        self,
        principal: Principal,
        signed: Signed,
        place: str,
        named: bool | Unknown,
    ) -> Arrival:
        job = signed.job
        who = self._crowd(PUSH, place)
        claim = ("becomes", who.token, principal.token)
        doubts = [each for each in (named, job.presence) if isinstance(each, Unknown)]
        self._ledger.keep(
            claim,
            (),
            Words(
                rule="runs-pipeline",
                resource=job,
                says=lambda: (
                    f"{who.phrase} runs `{job.text('properties.file')}` as {words.who(principal)}"
                ),
                because="the job signs in as it, and the boundary does not name the repository",
                evidence=(Evidence(job, signed.pointer),),
                doubts=tuple(doubts),
            ),
        )
        return Arrival(who, claim, not doubts)

    def _named(self, place: str) -> bool | Unknown:
        """Tell whether the boundary names the repository of a job ("" where it is not known)."""
        if place:
            parts = place.lower().split("/")
            said = {"/".join(parts), "/".join(parts[:2])}  # a project names its repositories
            return any(fnmatchcase(each, entry) for each in said for entry in self._repositories)
        if not self._repositories:
            return False
        return Unknown("which repository this tree is a copy of is not known")

    def _stated(self, job: Resource) -> str:
        stated = job.look("properties.repository")
        return stated if isinstance(stated, str) else ""

    def _arrive(
        self,
        principal: Principal,
        drive: Drive,
        resource: Resource,
        because: str,
        evidence: tuple[Evidence, ...],
        doubts: tuple[Unknown, ...],
        check: Wall | Unknown | None = None,
    ) -> Arrival:
        """Write that a crowd drives a job, and acts as what the job signs in as."""
        who = self._crowd(drive.deed, drive.place)
        driven = self._driven(who, drive)
        claim = ("becomes", who.token, principal.token)
        guard = approvals.of_environment(self._estate, drive.job, drive.environment, drive.place)
        guard = check if guard is None else guard
        if isinstance(guard, Unknown):
            doubts = (*doubts, guard)
        self._ledger.keep(
            claim,
            (driven,),
            Words(
                rule="acts-as",
                resource=resource,
                says=_says(who, principal),
                because=because,
                evidence=evidence,
                doubts=doubts,
                wall=guard if isinstance(guard, Wall) else None,
            ),
        )
        open_ = not drive.wall and drive.doubt is None and not doubts and guard is None
        return Arrival(who, claim, open_)

    def _driven(self, who: Principal, drive: Drive) -> Claim:
        """Write, once, that a crowd has a job run something."""
        job = drive.job
        claim = ("drives", who.token, job.key, drive.number)
        known = (claim, drive.doubt)
        if known not in self._written:
            self._written.add(known)
            self._ledger.keep(
                claim,
                (),
                Words(
                    rule="runs-pipeline",
                    resource=drive.evidence[0].resource,
                    says=lambda: f"{who.phrase} runs code in `{job.address}`",
                    because=drive.says,
                    evidence=drive.evidence,
                    doubts=() if drive.doubt is None else (drive.doubt,),
                    wall=Wall(f"job:{job.key}", job.address, drive.wall) if drive.wall else None,
                ),
            )
        return claim


def _says(who: Principal, principal: Principal) -> Any:
    return lambda: f"{words.who(who)} can act as {words.who(principal)}"


def _subject_of(credential: Resource) -> tuple[Evidence, ...]:
    pointer = "properties.subject"
    return (Evidence(credential, pointer, credential.text(pointer)),)
