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

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Final

from ringfence.graph.azure.doubts import either
from ringfence.graph.azure.identity import approvals, words
from ringfence.graph.azure.identity.directory import Directory
from ringfence.graph.azure.identity.federation import Admitted, Federation
from ringfence.graph.azure.identity.ledger import Ledger, Words
from ringfence.graph.azure.identity.principals import Principal
from ringfence.graph.azure.identity.signing import Signed, Signing
from ringfence.graph.azure.identity.subjects import overlap
from ringfence.graph.scene import Scene
from ringfence.model.claims import Claim, Evidence, Wall
from ringfence.model.facts import Unknown, members
from ringfence.model.resource import Resource

THROUGH: Final = "RF-CHN-06"
PULL: Final = "open a pull request in"
PUSH: Final = "push to"
_USUAL: Final = frozenset({"main", "master"})
_WORKFLOW: Final = re.compile(
    r"'job_workflow_ref'\s*\]\s+(?:eq|matches)\s+'([^']*)'", re.IGNORECASE
)
_BRANCH: Final = "ref:refs/heads/"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who can act as an identity through a pipeline; `claim` says so."""

    principal: Principal
    claim: Claim
    sure: bool


@dataclass(frozen=True, slots=True)
class _Drive:
    """What a crowd has a job do: element `index` of its `outsiders`."""

    job: Resource
    index: int
    value: dict[str, Any]
    place: str
    doubt: Unknown | None

    @property
    def pointer(self) -> str:
        return f"properties.outsiders[{self.index}]"


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
        self._homes = self._likely_homes()

    def into(self, principal: Principal) -> Iterator[Arrival]:
        """Yield who can act as a principal through a pipeline, with `becomes` claims."""
        admitted = self._federation.admitted.get(principal.token, ())
        for each in admitted:
            yield from self._by_fork(principal, each)
            for job in self._jobs:
                yield from self._by_token(principal, each, job)
        if self._jobs:
            known = bool(admitted) or principal.token in self._federation.trusts
            yield from self._by_client(principal, known=known)

    # A pull request of a fork

    def _by_fork(self, principal: Principal, admitted: Admitted) -> Iterator[Arrival]:
        subject, credential = admitted.subject, admitted.credential
        if subject.service != "github" or not subject.place:
            return
        if not overlap("pull_request", subject.context or "*"):
            return
        who = self._directory.crowd(PULL, subject.place, THROUGH)
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
        token = job.look("properties.token")
        home = self._home(job, admitted)
        if token is False or home is False:
            return
        for drive in self._drives(job, admitted.subject.place, home):
            fits = self._fits(admitted, drive)
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

    def _home(self, job: Resource, admitted: Admitted) -> Unknown | bool:
        """Tell whether a job lies in the repository that a credential admits."""
        place = admitted.subject.place or "*"
        stated = job.look("properties.repository")
        if isinstance(stated, str):
            return fnmatchcase(stated.lower(), place)
        homes = self._homes
        if len(homes) == 1 and fnmatchcase(homes[0], place):
            return True
        return Unknown("which repository this tree is a copy of is not known", job.locate())

    def _likely_homes(self) -> list[str]:
        """Return the repositories of GitHub that credentials name: a tree may be one of them."""
        found = {
            each.subject.place
            for listed in self._federation.admitted.values()
            for each in listed
            if each.subject.service == "github" and "*" not in each.subject.place
        }
        return sorted(found - {""})

    def _fits(self, admitted: Admitted, drive: _Drive) -> bool | Unknown:
        """Tell whether a credential admits the token of a run."""
        subject, credential = admitted.subject, admitted.credential
        if admitted.connection:
            return _connects(drive.job, admitted.connection)
        workflow = subject.workflow or _workflow_of(admitted.expression)
        file = str(drive.job.look("properties.file")).lower()
        if workflow and not overlap(workflow.partition("@")[0], f"*{file}"):
            return False
        written = drive.value.get("subjects")
        if not isinstance(written, list):
            return Unknown("as which subject it runs is not known", drive.job.locate())
        wanted = subject.context or "*"
        meets = [
            each for each in written if isinstance(each, str) and overlap(each.lower(), wanted)
        ]
        if not meets:
            return False
        where = credential.locate("properties.subject")
        if subject.others:
            return Unknown("what its subject asks for besides is not known here", where)
        if any(_sure(each, wanted) for each in meets):
            return True
        return Unknown("whether it admits the branch or environment of the run is not known", where)

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
            for drive in self._drives(job, place, True):
                because = "the job signs in as it"
                yield self._arrive(principal, drive, job, because, evidence, doubts, wall)
            if signed.doubt is None and (named := self._named(place)) is not True:
                yield self._push(principal, signed, place, named)

    def _push(
        self,
        principal: Principal,
        signed: Signed,
        place: str,
        named: bool | Unknown,
    ) -> Arrival:
        job = signed.job
        who = self._directory.crowd(PUSH, place, THROUGH)
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
            return any(fnmatchcase(place.lower(), entry) for entry in self._repositories)
        if not self._repositories:
            return False
        return Unknown("which repository this tree is a copy of is not known")

    def _stated(self, job: Resource) -> str:
        stated = job.look("properties.repository")
        return stated if isinstance(stated, str) else ""

    # What a crowd has a job do

    def _drives(self, job: Resource, place: str, home: Unknown | bool) -> Iterator[_Drive]:
        """Yield how outsiders drive a job, each with a claim `("drives", who, job, number)`."""
        unsure = home if isinstance(home, Unknown) else job.presence
        for index, (value, doubt) in enumerate(members(job.look("properties.outsiders"))):
            if isinstance(value, Unknown):
                blank = {"deed": PULL, "subjects": ["*"], "says": "may run what they write"}
                yield _Drive(job, index, blank, place, value)
            elif isinstance(value, dict):
                own = value.get("doubt")
                why = own if isinstance(own, Unknown) else either(doubt, unsure)
                yield _Drive(job, index, value, place, why)

    def _arrive(
        self,
        principal: Principal,
        drive: _Drive,
        resource: Resource,
        because: str,
        evidence: tuple[Evidence, ...],
        doubts: tuple[Unknown, ...],
        check: Wall | None = None,
    ) -> Arrival:
        """Write that a crowd drives a job, and acts as what the job signs in as."""
        deed = str(drive.value.get("deed"))
        who = self._directory.crowd(deed, drive.place, THROUGH)
        job = drive.job
        drives = ("drives", who.token, job.key, str(drive.index))
        wall = drive.value.get("wall")
        self._ledger.keep(
            drives,
            (),
            Words(
                rule="runs-pipeline",
                resource=job,
                says=lambda: f"{who.phrase} runs code in `{job.address}`",
                because=lambda: f"the job {drive.value.get('says')}",
                evidence=(Evidence(job, drive.pointer),),
                doubts=() if drive.doubt is None else (drive.doubt,),
                wall=Wall(f"job:{job.key}", job.address, str(wall)) if wall else None,
            ),
        )
        claim = ("becomes", who.token, principal.token)
        environment = str(drive.value.get("environment") or "")
        guard = approvals.of_environment(self._estate, job, environment, drive.place)
        guard = check if guard is None else guard
        if isinstance(guard, Unknown):
            doubts = (*doubts, guard)
        self._ledger.keep(
            claim,
            (drives,),
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
        open_ = not wall and drive.doubt is None and not doubts and guard is None
        return Arrival(who, claim, open_)


def _says(who: Principal, principal: Principal) -> Any:
    return lambda: f"{words.who(who)} can act as {words.who(principal)}"


def _subject_of(credential: Resource) -> tuple[Evidence, ...]:
    pointer = "properties.subject"
    return (Evidence(credential, pointer, credential.text(pointer)),)


def _connects(job: Resource, name: str) -> bool | Unknown:
    """Tell whether a job signs in through the service connection of a name."""
    unsure: Unknown | None = None
    for login, doubt in members(job.look("properties.logins")):
        connection = login.get("connection") if isinstance(login, dict) else doubt
        if isinstance(connection, str) and connection.lower() == name.lower():
            return True
        if isinstance(connection, Unknown):
            unsure = connection
    return False if unsure is None else unsure


def _workflow_of(expression: str) -> str:
    found = _WORKFLOW.search(expression)
    return found[1].lower() if found else ""


def _sure(written: str, wanted: str) -> bool:
    """Tell whether a run surely shows a subject that is wanted.

    A run of which the branch is not known shows the usual one.
    """
    written = written.lower()
    if "*" not in written:
        return True
    if wanted in ("*", f"{_BRANCH}*", "ref:*"):
        return True
    return written == f"{_BRANCH}*" and wanted.removeprefix(_BRANCH) in _USUAL
