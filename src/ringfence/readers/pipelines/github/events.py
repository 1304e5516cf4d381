"""Events that people without write access to a repository cause, and what a run then sees.

Sources: https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows
and https://docs.github.com/actions/reference/security/secure-use (untrusted input). Runs that a
fork's `pull_request` starts get neither secrets nor `id-token: write`; all others here do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ringfence.readers.pipelines.expressions import ANY, UNSURE, Among, Besides


@dataclass(frozen=True, slots=True)
class Event:
    """An event that outsiders cause.

    `deed` is what they do ("open a pull request in"), `objects` are the parts of
    `github.event` that it has. `theirs` are the types of activity that need no rights on the
    repository; `default` those that start a run where `types:` is not written.
    """

    name: str
    deed: str
    objects: frozenset[str]
    theirs: frozenset[str]
    default: frozenset[str]


def _event(name: str, deed: str, objects: str, theirs: str, default: str) -> tuple[str, Event]:
    sets = (frozenset(text.split()) for text in (objects, theirs, default))
    return name, Event(name, deed, *sets)


PULL = "open a pull request in"
_CHANGES = "opened edited closed reopened synchronize ready_for_review converted_to_draft"

EVENTS: Final[dict[str, Event]] = dict(
    (
        _event(
            "pull_request_target",
            PULL,
            "pull_request number",
            _CHANGES,
            "opened synchronize reopened",
        ),
        _event("issue_comment", "comment on", "comment issue", "created edited deleted", "created"),
        _event("issues", "open an issue in", "issue", "opened edited closed reopened", "opened"),
        _event("discussion", "discuss in", "discussion", "created edited closed", "created"),
        _event(
            "discussion_comment", "discuss in", "comment discussion", "created edited", "created"
        ),
        _event(
            "workflow_run", PULL, "workflow_run", "requested completed in_progress", "completed"
        ),
    )
)

_STRANGER: Final = "\x00stranger"
_NO_RIGHTS: Final = Among(
    "none", "contributor", "first_timer", "first_time_contributor", "mannequin"
)
_THEIR_NAME: Final = frozenset(
    {
        *("github.actor", "github.triggering_actor", "github.event.sender.login"),
        *("github.event.pull_request.user.login", "github.event.pull_request.head.user.login"),
        *("github.event.pull_request.head.repo.owner.login", "github.event.issue.user.login"),
        *("github.event.comment.user.login", "github.event.discussion.user.login"),
        *("github.event.workflow_run.actor.login", "github.event.pull_request.head.repo.full_name"),
        *("github.event.workflow_run.head_repository.full_name",),
        *("github.event.workflow_run.head_repository.owner.login",),
        *("github.event.workflow_run.triggering_actor.login",),
    }
)
_FORK: Final = frozenset(
    {"github.event.pull_request.head.repo.fork", "github.event.workflow_run.head_repository.fork"}
)
_OBJECTS: Final = frozenset(
    {
        *("pull_request", "comment", "issue", "discussion", "workflow_run", "review", "number"),
        *("release", "head_commit", "commits", "client_payload", "label"),
    }
)


@dataclass(frozen=True, slots=True)
class Stranger:
    """What a run sees that an outsider started by an event; call it with a lower-case path."""

    event: Event
    types: frozenset[str]
    home: str = ""
    known: Mapping[str, Any] = field(default_factory=dict)

    def __call__(self, path: str) -> Any:
        """Return the value at a path: known, ANY (the outsider picks it) or UNSURE."""
        if path in self.known:
            return self.known[path]
        head, _, rest = path.partition(".")
        if head == "github":
            return self._github(path, rest)
        if head == "needs" and rest.endswith(".result"):
            return "success"
        return UNSURE

    def _github(self, path: str, rest: str) -> Any:
        home = self.home.lower() or Besides(_STRANGER)
        owner = self.home.lower().partition("/")[0] or Besides(_STRANGER)
        fixed: dict[str, Any] = {
            "event_name": self.event.name,
            "repository": home,
            "repository_owner": owner,
            "event.repository.full_name": home,
            "event.repository.fork": False,
            "event.pull_request.base.repo.full_name": home,
            "event.pull_request.merged": False,
            "event.workflow_run.event": Among("pull_request", "pull_request_target"),
            "event.action": Among(*(self.types & self.event.theirs)),
            "ref_type": "branch",
        }
        if rest in fixed:
            return fixed[rest]
        if path in _THEIR_NAME:
            return _STRANGER
        if path in _FORK:
            return True
        if rest.endswith(".author_association"):
            return _NO_RIGHTS
        if ".labels" in path or rest.startswith("event.label"):
            return []  # labels are given by those who may triage
        return self._told(rest)

    def _told(self, rest: str) -> Any:
        if rest in ("ref", "ref_name", "base_ref", "head_ref", "ref_protected"):
            return ANY  # the branch that is aimed at, or the name of one's own
        part = rest.split(".")
        if part[0] != "event" or len(part) < 2:
            return UNSURE
        if part[1] in self.event.objects:
            return ANY
        return None if part[1] in _OBJECTS else UNSURE
