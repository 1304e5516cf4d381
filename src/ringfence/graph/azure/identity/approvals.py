"""Who has to approve before a job runs: environments of GitHub, checks of Azure DevOps.

Where code declares an environment, its reviewers are what is written. Of an environment that no
code declares nothing is known. Sources:
https://docs.github.com/actions/reference/workflows-and-actions/deployments-and-environments and
https://learn.microsoft.com/azure/devops/pipelines/process/approvals
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ringfence.model.claims import Wall
from ringfence.model.estate import Estate
from ringfence.model.facts import Unknown, members
from ringfence.model.resource import Resource, dig
from ringfence.model.symbols import has_symbol, same

ENVIRONMENTS: Final = "GitHub/environments"
CHECKS: Final = "AzureDevOps/approvals"


def of_environment(
    estate: Estate, job: Resource, environment: str, place: str
) -> Wall | Unknown | None:
    """Return what keeps an outsider's run out of an environment: a wall, a doubt, or nothing."""
    if not environment:
        return None
    if environment == "*":
        return Unknown("in which environment the job runs is not known", job.locate())
    found = list(_declared(estate, environment, place))
    if not found:
        why = f"who has to approve the jobs in the environment `{environment}` is not in the code"
        return Unknown(why, job.locate())
    answers = [_guards(each) for each in found]
    unsure = [each for each in answers if isinstance(each, Unknown)]
    if None in answers:
        return None if len(found) == 1 else (unsure or [_which(found[0])])[0]
    return unsure[0] if unsure else answers[0]


def _declared(estate: Estate, environment: str, place: str) -> Iterator[Resource]:
    name = place.rpartition("/")[2].lower()
    for each in estate.of(ENVIRONMENTS):
        if each.text("properties.environment").lower() != environment.lower():
            continue
        written = each.text("properties.repository").lower().rpartition("/")[2]
        if not place or "*" in name or has_symbol(written) or written in ("", name):
            yield each


def _guards(environment: Resource) -> Wall | Unknown | None:
    if environment.presence is not None:
        return environment.presence
    written = environment.look("properties.reviewers")
    for value, doubt in members(written):
        if isinstance(value, Unknown) or doubt is not None:
            why = f"who has to approve the jobs in `{environment.address}` is not known"
            return Unknown(why, environment.locate("properties.reviewers"))
        for kind in ("users", "teams"):
            listed = dig(value, kind)
            if isinstance(listed, Unknown):
                return listed
            if isinstance(listed, list) and listed:
                what = "a reviewer has to approve every job in the environment"
                return Wall(f"reviewers:{environment.key}", environment.address, what)
    policy = environment.look("properties.deploymentBranchPolicy")
    if isinstance(policy, Unknown) or policy:
        why = f"which branches `{environment.address}` admits is not judged"
        return Unknown(why, environment.locate("properties.deploymentBranchPolicy"))
    return None


def _which(environment: Resource) -> Unknown:
    why = f"which repository `{environment.address}` belongs to is not known"
    return Unknown(why, environment.locate())


def of_connection(estate: Estate, connection: Resource | None) -> Wall | Unknown | None:
    """Return the check that somebody has to approve before a pipeline uses a connection.

    A doubt where there may be such a check.
    """
    if connection is None:
        return None
    unsure: Unknown | None = None
    for check in estate.of(CHECKS):
        target = check.look("properties.targetId")
        meant = same(target.lower(), connection.key) if isinstance(target, str) else None
        if meant is None or (meant and check.presence is not None):
            why = f"whether `{check.address}` is there for `{connection.address}` is not known"
            unsure = Unknown(why, check.locate())
        elif meant:
            what = "somebody has to approve before a pipeline uses the connection"
            return Wall(f"approval:{check.key}", check.address, what)
    return unsure
