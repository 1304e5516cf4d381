"""Whether a credential admits the token of a job: of which repository it is, as whom it runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Final

from ringfence.graph.azure.identity.drives import Drive
from ringfence.graph.azure.identity.federation import Admitted, Federation, Trust
from ringfence.graph.azure.identity.subjects import overlap, parse
from ringfence.model.claims import Evidence
from ringfence.model.facts import Unknown, members
from ringfence.model.resource import Resource

_USUAL: Final = frozenset({"main", "master"})
_WORKFLOW: Final = re.compile(
    r"'job_workflow_ref'\s*\]\s+(?:eq|matches)\s+'([^']*)'", re.IGNORECASE
)
_BRANCH: Final = "ref:refs/heads/"


class Admission:
    """Holds jobs against what credentials admit."""

    def __init__(self, federation: Federation, jobs: Sequence[Resource]) -> None:
        self._federation = federation
        self._jobs = jobs
        self._homes = self._likely_homes()

    def asking(self, trust: Trust) -> Iterator[Evidence]:
        """Yield the first job of the tree that asks for the token that a credential trusts."""
        subject = parse(trust.credential.text("properties.subject"))
        for job in self._jobs:
            stated = job.look("properties.repository")
            if (
                job.look("properties.service") == subject.service
                and job.look("properties.token") is True
                and isinstance(stated, str)
                and stated.lower() == subject.place
                and any(
                    isinstance(each, str) and overlap(each.lower(), subject.context or "*")
                    for each, _ in members(job.look("properties.subjects"))
                )
            ):
                yield Evidence(job, "")
                return

    def home(self, job: Resource, admitted: Admitted) -> Unknown | bool:
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

    def fits(self, admitted: Admitted, drive: Drive) -> bool | Unknown:
        """Tell whether a credential admits the token of a run."""
        subject, credential = admitted.subject, admitted.credential
        workflow = subject.workflow or _workflow_of(admitted.expression)
        file = drive.job.text("properties.file").lower()
        if workflow and not overlap(workflow.partition("@")[0], f"*{file}"):
            return False
        if drive.subjects is None:
            return Unknown("as which subject it runs is not known", drive.job.locate())
        wanted = subject.context or "*"
        meets = [each for each in drive.subjects if overlap(each.lower(), wanted)]
        if not meets:
            return False
        where = credential.locate("properties.subject")
        if subject.others:
            return Unknown("what its subject asks for besides is not known here", where)
        if any(_sure(each, wanted) for each in meets):
            return True
        return Unknown("whether it admits the branch or environment of the run is not known", where)


def connects(job: Resource, name: str) -> bool | Unknown:
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
