"""The jobs of a workflow file: when they run, as which subjects, and what they sign in with.

Sources: https://docs.github.com/actions/reference/security/oidc (subjects),
https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax (permissions:
`id-token` is never granted by default; a called workflow cannot raise what its caller has).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ringfence.model.facts import Source, Unknown
from ringfence.readers.pipelines.expressions import admits
from ringfence.readers.pipelines.files import PipelineFile, Place
from ringfence.readers.pipelines.github.actions import Library
from ringfence.readers.pipelines.github.events import EVENTS, Event, Stranger
from ringfence.readers.pipelines.github.logins import logins
from ringfence.readers.pipelines.github.matrix import environments
from ringfence.readers.pipelines.github.running import Way, ways
from ringfence.readers.pipelines.github.steps import Step, expand
from ringfence.readers.pipelines.job import Job, Outsider

_OUTSIDE: Final = frozenset({*EVENTS, "pull_request"})
_CONDITION: Final = "whether its condition lets an outsider's run through is not known"
_KEPT_OUT: Final = "its condition (`if`) keeps out runs that outsiders start"
_LABELLED: Final = "only who may triage gives the label that starts it"


@dataclass(frozen=True, slots=True)
class Call:
    """How a workflow was started: by its own triggers, or by a job of another one."""

    file: PipelineFile
    triggers: Mapping[str, Any]
    inputs: Mapping[str, str] = field(default_factory=dict)
    token: bool | Unknown | None = None
    conditions: tuple[Any, ...] = ()
    label: str = ""
    depth: int = 0


class Workflows:
    """Reads the workflow files of one repository."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._named: dict[str, Mapping[str, Any]] = {}

    def note(self, file: PipelineFile) -> None:
        """Remember a workflow by its name, for those that follow its runs."""
        if isinstance(file.value, dict):
            name = file.value.get("name") or file.name
            self._named[str(name)] = triggers_of(file.value)

    def jobs(self, file: PipelineFile) -> Iterator[Job]:
        """Yield every job that the triggers of a file start, those it calls included.

        What only other workflows call is read where they call it.
        """
        if not isinstance(file.value, dict):
            return
        triggers = triggers_of(file.value)
        started = {name: each for name, each in triggers.items() if name != "workflow_call"}
        if started or not triggers:
            yield from self._started(Call(file, started))

    def _started(self, call: Call) -> Iterator[Job]:
        written = call.file.value.get("jobs")
        if not isinstance(written, dict):
            return
        for name, value in written.items():
            if not isinstance(value, dict):
                continue
            token = _token(call, value)
            path = ("jobs", name)
            if isinstance(value.get("uses"), str):
                yield from self._called(call, name, value, token)
            else:
                yield self._job(call, name, value, token, (call.file.name, path))

    def _called(
        self, call: Call, name: str, value: dict[str, Any], token: bool | Unknown
    ) -> Iterator[Job]:
        """Yield the jobs of the workflow that a job calls."""
        label = f"{call.label}{name}/"
        file = self._library.workflow(call.file, value["uses"]) if call.depth < 10 else None
        if file is None or not isinstance(file.value, dict):
            place = (call.file.name, ("jobs", name, "uses"))
            job = Job("github", label + name, place, token, ["*"])
            if token is not False:
                job.outsiders = list(self._unseen(call, name, str(value["uses"]), place))
            yield job
            return
        given = value.get("with")
        inputs = {
            f"{key.lower()}": str(each)
            for key, each in (given.items() if isinstance(given, dict) else ())
        }
        conditions = (*call.conditions, *_conditions(call.file.value, name))
        yield from self._started(
            Call(file, call.triggers, inputs, token, conditions, label, call.depth + 1)
        )

    def _unseen(self, call: Call, name: str, uses: str, place: Place) -> Iterator[Outsider]:
        """Yield how outsiders start a called workflow of which nothing is known."""
        for event, lookup, doubt, wall in self._starts(call, name):
            del lookup, doubt
            says = f"calls `{uses}` (on `{event.name}`)"
            why = f"the called workflow `{uses}` is not in the tree"
            yield Outsider(event.deed, ["*"], says, place, why, wall)

    def _job(
        self, call: Call, name: str, value: dict[str, Any], token: bool | Unknown, place: Place
    ) -> Job:
        workflow = call.file.value
        env = {**_env(workflow, call.inputs), **call.inputs}
        env.update(_env(value, env))
        steps = list(self._library.steps(call.file, value.get("steps"), env, (*place[1], "steps")))
        found = environments(value, call.inputs, call.triggers)
        job = Job("github", call.label + name, place, token)
        job.environments = found
        job.subjects = sorted(
            {
                each
                for event in call.triggers
                for each in self._subjects(call.triggers, event, found)
            }
        )
        job.logins = list(logins(steps, env))
        job.own = _own(value.get("runs-on"), call.file.name)
        if token is not False or job.logins:
            job.outsiders = list(self._outsiders(call, value, name, steps))
        return job

    def _subjects(self, triggers: Mapping[str, Any], event: str, found: list[str]) -> Iterator[str]:
        for environment in found or [""]:
            if environment:
                yield f"environment:{environment}"
            else:
                yield from subjects(event, triggers[event])

    def _outsiders(
        self, call: Call, value: dict[str, Any], name: str, steps: list[Step]
    ) -> Iterator[Outsider]:
        """Yield how people without write access have the job run what they want."""
        for event, lookup, doubt, wall in self._starts(call, name):
            places = environments(value, call.inputs, call.triggers, lookup)
            for way in _distinct(ways(steps, lookup)):
                for environment in places or [""]:
                    inside = [environment] if environment else []
                    yield Outsider(
                        deed=event.deed,
                        subjects=list(self._subjects(call.triggers, event.name, inside)),
                        says=f"{way.says} (on `{event.name}`)",
                        place=way.place,
                        doubt=way.doubt or doubt,
                        wall=wall,
                        environment=environment,
                    )

    def _starts(self, call: Call, name: str) -> Iterator[tuple[Event, Stranger, str, str]]:
        """Yield the events by which outsiders start a job, and what the run then sees.

        With a doubt why they may not, and the one wall that keeps them from it ("" for none);
        what two walls keep them from is left out.
        """
        slug = call.file.slug
        home = slug.path if slug is not None else ""
        conditions = (*call.conditions, *_conditions(call.file.value, name))
        known: dict[str, Any] = {f"inputs.{key}": each for key, each in call.inputs.items()}
        for event_name, filters in call.triggers.items():
            event = EVENTS.get(event_name)
            if event is None:
                continue
            types = _types(filters) or event.default
            walls = [] if types & event.theirs else [_LABELLED]
            lookup = Stranger(event, types, home, known)
            doubt = self._before(event, filters)
            for condition in conditions:
                let = admits(condition, lookup)
                if let is None:
                    doubt = doubt if doubt is None else doubt or _CONDITION
                elif not let:
                    walls.append(_KEPT_OUT)
            if len(set(walls)) < 2 and doubt is not None:
                yield event, lookup, doubt, walls[0] if walls else ""

    def _before(self, event: Event, filters: Any) -> str | None:
        """Tell why an outsider may not start a run that follows another one.

        "" where it does, None where it surely does not.
        """
        if event.name != "workflow_run":
            return ""
        written = filters.get("workflows") if isinstance(filters, dict) else None
        names = written if isinstance(written, list) else [written]
        followed = [self._named.get(str(name)) for name in names]
        if any(each and not _OUTSIDE.isdisjoint(each) for each in followed):
            return ""
        if None not in followed:
            return None
        return "whether outsiders start the workflow that it follows is not known"


def _distinct(found: Iterator[Way]) -> list[Way]:
    """Return the first sure way, or the first doubtful one where none is sure."""
    listed = list(found)
    return [way for way in listed if not way.doubt][:1] or listed[:1]


def triggers_of(value: Any) -> dict[str, Any]:
    """Return the events that start a workflow, with their filters."""
    if not isinstance(value, dict):
        return {}
    written = value.get("on", value.get("true"))
    if isinstance(written, str):
        return {written: None}
    if isinstance(written, list):
        return {str(each): None for each in written}
    return dict(written) if isinstance(written, dict) else {}


def subjects(event: str, filters: Any) -> Iterator[str]:
    """Yield what a token of a run says of its context, where the job names no environment."""
    if event == "pull_request":
        yield "pull_request"
    elif event == "pull_request_target":
        yield from ("pull_request", "ref:refs/heads/*")
    elif event == "push":
        yield from _pushed(filters if isinstance(filters, dict) else {})
    elif event == "release":
        yield "ref:refs/tags/*"
    elif event in ("workflow_dispatch", "create", "workflow_call"):
        yield from ("ref:refs/heads/*", "ref:refs/tags/*")
    else:
        yield "ref:refs/heads/*"


def _pushed(filters: dict[str, Any]) -> Iterator[str]:
    heads, tags = filters.get("branches"), filters.get("tags")
    if tags is None or "branches-ignore" in filters or heads is not None:
        for each in heads if isinstance(heads, list) else [heads or "*"]:
            yield f"ref:refs/heads/{str(each).replace('**', '*')}"
    if tags is not None or heads is None:
        for each in tags if isinstance(tags, list) else [tags or "*"]:
            yield f"ref:refs/tags/{str(each).replace('**', '*')}"


def _types(filters: Any) -> frozenset[str]:
    written = filters.get("types") if isinstance(filters, dict) else None
    listed = written if isinstance(written, list) else [written] if written else []
    return frozenset(str(each).lower() for each in listed)


def _conditions(workflow: dict[str, Any], name: str) -> tuple[Any, ...]:
    """Return the conditions of a job and of all jobs that it needs.

    A job is skipped with those that it needs, unless its own condition asks for their outcome.
    """
    jobs = workflow.get("jobs", {})
    found: list[Any] = []
    queue, seen = [name], {name}
    while queue:
        value = jobs.get(queue.pop())
        if not isinstance(value, dict):
            continue
        condition = value.get("if")
        if condition is not None:
            found.append(condition)
            asks = str(condition).lower()
            if any(word in asks for word in ("always()", "failure()", "cancelled()")):
                continue
        needs = value.get("needs")
        for each in needs if isinstance(needs, list) else [needs]:
            if isinstance(each, str) and each not in seen:
                seen.add(each)
                queue.append(each)
    return tuple(found)


def _token(call: Call, job: dict[str, Any]) -> bool | Unknown:
    """Tell whether a job may ask for a token of its identity (`id-token: write`)."""
    written = job.get("permissions", call.file.value.get("permissions"))
    if written is None:
        return call.token if call.token is not None else False
    if isinstance(written, str):
        own: bool | Unknown = written.strip() == "write-all"
        if "${{" in written:
            own = Unknown("its permissions are decided when it runs", Source(call.file.name))
    else:
        asked = written.get("id-token") if isinstance(written, dict) else None
        own = asked == "write"
        if "${{" in str(asked):
            own = Unknown("its permissions are decided when it runs", Source(call.file.name))
    if call.token is None or own is False:
        return own
    return call.token if call.token is False or own is True else own


def _env(value: dict[str, Any], known: Mapping[str, str]) -> dict[str, str]:
    written = value.get("env")
    if not isinstance(written, dict):
        return {}
    return {key.lower(): expand(str(each), known) for key, each in written.items()}


_HOSTED: Final = re.compile(r"(?:ubuntu|windows|macos)-[\w.-]+")


def _own(written: Any, file: str) -> bool | Unknown:
    """Tell whether a job runs on a machine of one's own.

    GitHub's have the names of operating systems; a name of one's own may be a larger one of theirs
    or a machine anywhere.
    """
    listed = written if isinstance(written, list) else [written]
    labels = [str(each).lower() for each in listed if each is not None]
    if isinstance(written, dict) or "self-hosted" in labels:
        return True
    if all(_HOSTED.fullmatch(each) or "matrix." in each for each in labels):
        return False
    return Unknown("which machine runs the job is not known", Source(file))
