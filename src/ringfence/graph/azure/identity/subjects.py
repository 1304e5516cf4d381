"""Subjects of foreign tokens: which repository, project or workspace they speak of, and in what run.

GitHub `repo:org/name:<context>`, since 2026 also `repo:org@123/name@456:<context>` (names with
numbers that never change hands); with customised claims any of `repository_owner`, `repository`,
`repository_id`, `job_workflow_ref` ... in any order. GitLab `project_path:group/project:...`, Azure
DevOps `sc://org/project/connection` (`p://org/project/pipeline` for a pipeline's own token) and, under the issuer of Entra, a path with the numbers of
organisation and connection; Terraform Cloud `organization:org:project:p:workspace:w:...`. Sources:
https://docs.github.com/actions/reference/security/oidc,
https://learn.microsoft.com/entra/workload-id/workload-identities-github-immutable-subjects and
https://learn.microsoft.com/azure/devops/pipelines/release/configure-workload-identity
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, TypeAlias

Service: TypeAlias = Literal["github", "gitlab", "azure-devops", "terraform", ""]

_NUMBER: Final = re.compile(r"@[\d*?]+(?=/|:|$)")
_CONNECTION: Final = re.compile(r"/eid1/c/pub/t/[^/]+/a/[^/]+/sc/([^/]+)/([^/]+)", re.IGNORECASE)
_GITHUB_CLAIMS: Final = (
    *("repository_owner_id", "repository_owner", "repository_id", "repository_visibility"),
    *("job_workflow_ref", "workflow_ref", "repository", "environment", "workflow", "event_name"),
    *("enterprise", "actor_id", "actor", "runner_environment", "base_ref", "head_ref", "ref_type"),
)
_NEXT_CLAIM: Final = re.compile(rf":(?=(?:{'|'.join(_GITHUB_CLAIMS)}):)")
_CONTEXT: Final = re.compile(r"(?:environment:|ref:|pull_request|\*|$)")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a subject, or a pattern of subjects, says; all in lower case.

    `place` is the repository (`org/name`), "" where none is named; `context` what follows it
    (`environment:prod`, `pull_request`, `ref:refs/heads/main`); `workflow` the file of a
    `job_workflow_ref`. `others` tells that it asks for more than that, `numbered` that it names the
    repository by its number.
    """

    service: Service
    place: str
    context: str = ""
    workflow: str = ""
    others: bool = False
    numbered: bool = False


@lru_cache(maxsize=4096)
def parse(text: str) -> Subject:
    """Return what a subject says."""
    text = text.lower()
    head, _, rest = text.partition(":")
    if head == "project_path":
        place, _, context = rest.partition(":")
        return Subject("gitlab", place, context)
    if head in ("sc", "p"):
        return Subject("azure-devops", "/".join(rest.strip("/").split("/")[:2]), text)
    if head == "organization":
        return Subject("terraform", "/".join(_workspace(text)), text)
    if _CONNECTION.fullmatch(text):
        return Subject("azure-devops", "", text)
    if head == "repo" or head in _GITHUB_CLAIMS:
        return _github(text)
    return Subject("", "", text)


def _github(text: str) -> Subject:
    place = context = workflow = owner = ""
    others = False
    for piece in _NEXT_CLAIM.split(text):
        claim, _, value = piece.partition(":")
        if claim == "repo":
            place, _, context = value.partition(":")
            place = _NUMBER.sub("", place)
        elif claim == "repository":
            place = value
        elif claim == "repository_owner":
            owner = value
        elif claim == "environment":
            context = f"environment:{value}"
        elif claim == "job_workflow_ref":
            workflow, _, context_ = value.partition(":ref:")
            context = context or (f"ref:{context_}" if context_ else "")
        else:
            others = True
    if not place and owner:
        place = f"{owner}/*"
    if context and not _CONTEXT.match(context):
        others = True
    return Subject("github", place, context, workflow, others, "repository_id:" in text)


def _workspace(text: str) -> Iterator[str]:
    words = text.split(":")
    named = dict(zip(words[::2], words[1::2], strict=False))
    for name in ("organization", "project", "workspace"):
        if name in named:
            yield named[name]


def candidates(text: str) -> Iterator[str]:
    """Yield what an entry of `boundary.repositories` may say to mean a subject.

    That is the repository, the project or the workspace, a whole Azure DevOps connection
    (`org/project/connection`), and always the whole subject.
    """
    text = text.lower()
    yield text
    found = parse(text)
    if found.place:
        yield found.place
    if text.startswith(("sc:", "p:")):
        yield text.partition(":")[2].strip("/")
    if match := _CONNECTION.fullmatch(text):
        yield match[1]
        yield f"{match[1]}/{match[2]}"


def is_connection(text: str) -> bool:
    """Tell whether a subject of Entra speaks of a service connection of Azure DevOps."""
    return _CONNECTION.fullmatch(text) is not None


@lru_cache(maxsize=65536)
def overlap(one: str, other: str) -> bool:
    """Tell whether two patterns (`*` any run, `?` any character) have a text in common."""
    if not any(mark in one + other for mark in "*?"):
        return one == other
    reached = {0}
    reached |= _skipped(other, reached)
    for char in one:
        following: set[int] = set()
        if char == "*":
            following = set(range(min(reached), len(other) + 1)) if reached else set()
        else:
            for at in reached:
                if at < len(other) and (other[at] == "*" or _meets(char, other[at])):
                    following.add(at if other[at] == "*" else at + 1)
        following |= _skipped(other, following)
        reached = following
    return len(other) in reached


def _meets(one: str, other: str) -> bool:
    return one == other or "?" in (one, other)


def _skipped(pattern: str, at: set[int]) -> set[int]:
    """Return where else one stands in a pattern when stars stand for nothing."""
    found: set[int] = set()
    for start in at:
        end = start
        while end < len(pattern) and pattern[end] == "*":
            end += 1
            found.add(end)
    return found
