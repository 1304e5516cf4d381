"""What people without write access have jobs of pipelines do.

On GitHub the workflow says so itself. On Azure Pipelines the file does not: whether the pull
requests of forks are built, and whether such builds get secrets and service connections, is a
setting of the pipeline. Without it they get none:
https://learn.microsoft.com/azure/devops/pipelines/repos/github
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from ringfence.graph.azure.doubts import either
from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown, members
from ringfence.model.resource import Resource

PULL: Final = "open a pull request in"
PIPELINES: Final = "AzureDevOps/pipelines"
_WHOLE: Final = "properties.pullRequests.forks"


@dataclass(frozen=True, slots=True)
class Drive:
    """What a crowd (`deed` done to `place`) has a job do; `number` tells the drives of a job apart.

    `subjects` are those that the run shows, None where that is not known. `wall` is what keeps the
    crowd from it, `environment` where the run waits for approval, "" for neither.
    """

    job: Resource
    number: str
    deed: str
    place: str
    says: str
    evidence: tuple[Evidence, ...]
    subjects: tuple[str, ...] | None = None
    doubt: Unknown | None = None
    wall: str = ""
    environment: str = ""


def of(job: Resource, place: str, home: Unknown | bool) -> Iterator[Drive]:
    """Yield what the file of a job says that outsiders have it do.

    `place` is its repository; `home` is why the job may not belong to that.
    """
    unsure = home if isinstance(home, Unknown) else job.presence
    for index, (value, doubt) in enumerate(members(job.look("properties.outsiders"))):
        pointer = f"properties.outsiders[{index}]"
        evidence = (Evidence(job, pointer),)
        if isinstance(value, Unknown):
            says = "the job may run what they write"
            yield Drive(job, str(index), PULL, place, says, evidence, None, value)
        elif isinstance(value, dict):
            own = value.get("doubt")
            yield Drive(
                job,
                str(index),
                str(value.get("deed")),
                place,
                f"the job {value.get('says')}",
                evidence,
                tuple(str(each) for each, _ in members(value.get("subjects"))),
                own if isinstance(own, Unknown) else either(doubt, unsure),
                str(value.get("wall") or ""),
                str(value.get("environment") or ""),
            )


def of_forks(estate: Estate, job: Resource) -> Iterator[Drive]:
    """Yield what the pull requests of forks have a job of Azure Pipelines do."""
    file = str(job.look("properties.file")).lower()
    for pipeline in estate.of(PIPELINES):
        written = pipeline.text("properties.repository.file").lower().strip("/")
        if written != file:
            continue
        for index, (forks, doubt) in enumerate(members(pipeline.look(_WHOLE))):
            if isinstance(forks, dict):
                drive = _of_fork(job, pipeline, index, forks, doubt or pipeline.presence)
                if drive is not None:
                    yield drive


def _of_fork(
    job: Resource,
    pipeline: Resource,
    index: int,
    forks: dict[str, Any],
    doubt: Unknown | None,
) -> Drive | None:
    enabled, shared = forks.get("enabled"), forks.get("shareSecrets")
    if enabled is False:
        return None
    unsure = [each for each in (doubt, enabled, shared) if isinstance(each, Unknown)]
    place = pipeline.text("properties.repository.id") or pipeline.address
    return Drive(
        job,
        f"{pipeline.key}/{index}",
        PULL,
        place,
        "the pipeline builds the pull requests of forks and gives such builds its secrets",
        (Evidence(pipeline, f"{_WHOLE}[{index}].shareSecrets"),),
        None,
        unsure[0] if unsure else None,
        "builds of forks get neither secrets nor service connections" if shared is False else "",
    )
