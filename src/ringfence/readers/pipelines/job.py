"""A job of a pipeline, and the shape in which every reader of pipelines brings it.

    type         Pipelines/jobs
    id           pipelines/<file>/<job>
    properties   service: github, azure-devops or gitlab; host; repository (`org/name`); file; job;
                 token: whether it may ask for a token of its identity;
                 subjects[]: what follows the repository in the subject, `*` for anything;
                 logins[] = {clientId, value, connection, secret};
                 outsiders[] = {deed, subjects[], says, doubt, wall, environment};
                 environments[]; selfHosted

`outsiders` are the ways in which people without write access have a run do what they want: `deed`
is what they do to the repository, `says` what the job then does. `doubt` is an `Unknown` why it may
not, `wall` the one thing that keeps them from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ringfence.model.facts import Source, Unknown, Value
from ringfence.model.resource import Resource
from ringfence.readers.pipelines.files import PipelineFile, Place

JOBS: Final = "Pipelines/jobs"


@dataclass(slots=True)
class Login:
    """A sign-in to Azure: by client id, or by the name of a service connection.

    `value` is what holds a client id that is not in the file (`secrets.azure_client_id`). `secret`
    tells that it shows a secret instead of a token of the job.
    """

    place: Place
    client: Value = None
    value: str = ""
    connection: Value = None
    secret: bool = False


@dataclass(slots=True)
class Outsider:
    """One way in which people without write access have a job do what they want."""

    deed: str
    subjects: list[str]
    says: str
    place: Place
    doubt: str = ""
    wall: str = ""
    environment: str = ""


@dataclass(slots=True)
class Job:
    """One job as it is started; a job of a reusable workflow is one for each of its callers."""

    service: str
    name: str
    place: Place
    token: bool | Unknown = False
    subjects: list[str] = field(default_factory=list)
    logins: list[Login] = field(default_factory=list)
    outsiders: list[Outsider] = field(default_factory=list)
    environments: list[str] = field(default_factory=list)
    own: bool | Unknown = False


def resource(job: Job, file: PipelineFile, files: Mapping[str, PipelineFile]) -> Resource:
    """Return the job in the shape above."""
    places: dict[str, Place] = {"": job.place}
    logins: list[Value] = []
    for index, login in enumerate(job.logins):
        places[f"properties.logins[{index}]"] = login.place
        logins.append(
            {
                "clientId": login.client,
                "value": login.value,
                "connection": login.connection,
                "secret": login.secret,
            }
        )
    outsiders: list[Value] = []
    for index, one in enumerate(job.outsiders):
        places[f"properties.outsiders[{index}]"] = one.place
        doubt = Unknown(one.doubt, Source(one.place[0])) if one.doubt else None
        outsiders.append(
            {
                "deed": one.deed,
                "subjects": list(one.subjects),
                "says": one.says,
                "doubt": doubt,
                "wall": one.wall,
                "environment": one.environment,
            }
        )
    properties: dict[str, Value] = {
        "service": job.service,
        "file": file.name,
        "job": job.name,
        "token": job.token,
        "subjects": list(job.subjects),
        "logins": logins,
        "outsiders": outsiders,
        "environments": list(job.environments),
        "selfHosted": job.own,
        **origin_of(file),
    }
    return Resource(
        id=f"pipelines/{file.name}/{job.name}",
        type=JOBS,
        name=job.name,
        body={"properties": properties},
        address=f"{file.name}/{job.name}",
        root=file.name,
        origin=Written(files, places),
        presence=file.presence,
    )


def unread(file: PipelineFile, service: str, reason: str, line: int) -> Resource:
    """Return a file that cannot be read as a job of which nothing is known."""
    why = Unknown(f"`{file.name}` {reason}", Source(file.name, line))
    known: dict[str, Value] = {"service": service, "file": file.name, **origin_of(file)}
    for name in ("token", "subjects", "logins", "environments"):
        known[name] = why
    if service == "github":  # elsewhere no file lets outsiders in
        known["outsiders"] = why
    return Resource(
        id=f"pipelines/{file.name}/",
        type=JOBS,
        name=file.name,
        body={"properties": known},
        address=file.name,
        root=file.name,
        presence=file.presence,
    )


def origin_of(file: PipelineFile) -> dict[str, Value]:
    """Return the properties that say which repository a file belongs to, as far as it is known."""
    slug = file.slug
    return {} if slug is None else {"host": slug.host, "repository": slug.path}


@dataclass(slots=True)
class Written:
    """Finds the lines of a job; `places` lead from pointers into files."""

    files: Mapping[str, PipelineFile]
    places: Mapping[str, Place]

    def locate(self, pointer: str) -> Source:
        """Return file and line of a property, or of the job."""
        name, path = self.places.get(pointer) or self.places[""]
        file = self.files.get(name)
        return Source(name, 0 if file is None else file.line(path))
