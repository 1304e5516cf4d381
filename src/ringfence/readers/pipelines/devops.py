"""Azure Pipelines: the jobs of a file, templates of the same repository put in, and their sign-ins.

A task names a service connection (`azureSubscription` and its kin); what may use it is said in
Azure DevOps, or in code that declares it. Sources:
https://learn.microsoft.com/azure/devops/pipelines/yaml-schema and
https://learn.microsoft.com/azure/devops/pipelines/process/templates
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final

from ringfence.model.facts import Source, Unknown
from ringfence.model.resource import Resource
from ringfence.readers.pipelines.files import Broken, PipelineFile, load
from ringfence.readers.pipelines.job import Job, Login, resource, unread
from ringfence.readers.pipelines.repository import Slug, home, remote
from ringfence.readers.pipelines.shell import cli_logins
from ringfence.readers.tree import Tree

SERVICE: Final = "azure-devops"
MAX_TEMPLATES: Final = 100
"""Most templates that one pipeline puts in (the limit of Azure Pipelines)."""

MAX_JOBS: Final = 20_000
_CONNECTION: Final = frozenset(
    {
        *("azuresubscription", "connectedservicename", "connectedservicenamearm"),
        *("azureserviceconnection", "azureresourcemanagerconnection", "azuresubscriptionendpoint"),
        *("backendservicearm", "environmentservicenameazurerm", "azureconnection"),
        *("connectedservicenameselector", "serviceconnection", "armserviceconnection"),
    }
)
_PARAMETER: Final = re.compile(r"\$\{\{\s*parameters\.([\w-]+)\s*\}\}")
_VARIABLE: Final = re.compile(
    r"\$\(([\w.-]+)\)|\$\{\{\s*variables\.([\w.-]+)\s*\}\}|\$\{\{\s*variables\['([^']+)'\]\s*\}\}"
)
_PARTS: Final = ("stages", "jobs", "steps")
_HOOKS: Final = ("preDeploy", "deploy", "routeTraffic", "postRouteTraffic", "success", "failure")


@dataclass(frozen=True, slots=True)
class Scope:
    """Where one is in a pipeline: the file, what parameters and variables hold, and the way in."""

    file: PipelineFile
    parameters: Mapping[str, Any] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    label: tuple[str, ...] = ()
    path: tuple[str | int, ...] = ()
    inside: frozenset[str] = frozenset()

    def filled(self, value: Any) -> str:
        """Return a text with the parameters and variables put in that are known."""
        text = str(value)
        for _ in range(4):
            text = _PARAMETER.sub(lambda m: str(self.parameters.get(m[1].lower(), m[0])), text)
            text = _VARIABLE.sub(
                lambda m: self.variables.get((m[1] or m[2] or m[3]).lower(), m[0]), text
            )
            if len(text) > 100_000:
                break
        return text


class Pipelines:
    """Reads the pipeline files of a tree."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.files: dict[str, PipelineFile] = {}
        self.broken: dict[str, Broken] = {}
        self.templates: set[str] = set()
        self._slugs: dict[str, Slug | None] = {}
        self._count = 0

    def open(self, name: str) -> PipelineFile | None:
        """Return a file of the tree, read once; None if it is not there or cannot be read."""
        if name not in self.files:
            if name not in self._tree.files:
                return None
            folder = home(self._tree, name.rpartition("/")[0])
            if folder not in self._slugs:
                self._slugs[folder] = remote(self._tree, folder)
            file = self.files[name] = PipelineFile(name, folder, self._slugs[folder])
            try:
                load(self._tree, file)
            except Broken as error:
                self.broken[name] = error
        return None if name in self.broken else self.files[name]

    def jobs(self, file: PipelineFile) -> list[Job]:
        """Return the jobs of a file that is a pipeline of its own."""
        self._count = 0
        if not isinstance(file.value, dict):
            return []
        scope = Scope(file, _defaults(file.value, {}), inside=frozenset({file.name}))
        found: list[Job] = []
        for job in self._body(file.value, scope):
            found.append(job)
            if len(found) >= MAX_JOBS:
                break
        return found

    def _body(self, value: Mapping[str, Any], scope: Scope) -> Iterator[Job]:
        """Yield the jobs of a mapping that may hold stages, jobs or steps."""
        scope = _with_variables(scope, value)
        extends = value.get("extends")
        if isinstance(extends, dict) and "template" in extends:
            yield from self._template(extends, _below(scope, "extends"))
        for part in _PARTS:
            listed = value.get(part)
            if not isinstance(listed, list):
                continue
            inner = _below(scope, part)
            if part == "steps":
                yield self._job(value, scope, list(self._steps(listed, inner)))
            else:
                yield from self._each(listed, inner)

    def _each(self, listed: list[Any], scope: Scope) -> Iterator[Job]:
        for index, value in enumerate(listed):
            here = _below(scope, index)
            if not isinstance(value, dict):
                continue
            if "template" in value:
                yield from self._template(value, here)
                continue
            for key, inner in value.items():
                if key.startswith("${{") and isinstance(inner, list):
                    yield from self._each(inner, _below(here, key))
            name = next(
                (value[kind] for kind in ("stage", "job", "deployment") if kind in value), ""
            )
            label = (*here.label, scope.filled(name) or str(index))
            named = Scope(here.file, here.parameters, here.variables, label, here.path, here.inside)
            if "deployment" in value:
                yield self._job(value, named, list(self._deployed(value, named)))
            else:
                yield from self._body(value, named)

    def _deployed(self, value: Mapping[str, Any], scope: Scope) -> Iterator[tuple[Any, Scope]]:
        """Yield the steps of a deployment job, whatever its strategy."""
        strategy = value.get("strategy")
        for kind, body in strategy.items() if isinstance(strategy, dict) else ():
            if not isinstance(body, dict):
                continue
            hooks = {**body, **(body["on"] if isinstance(body.get("on"), dict) else {})}
            for hook in _HOOKS:
                steps = hooks[hook].get("steps") if isinstance(hooks.get(hook), dict) else None
                if isinstance(steps, list):
                    yield from self._steps(steps, _below(scope, "strategy", kind, hook, "steps"))

    def _steps(self, listed: list[Any], scope: Scope) -> Iterator[tuple[Any, Scope]]:
        for index, value in enumerate(listed):
            here = _below(scope, index)
            if not isinstance(value, dict):
                continue
            if "template" in value:
                opened = self._opened(value, here)
                steps = None if opened is None else opened[0].get("steps")
                if opened is not None and isinstance(steps, list):
                    yield from self._steps(steps, _below(opened[1], "steps"))
                continue
            for key, inner in value.items():
                if key.startswith("${{") and isinstance(inner, list):
                    yield from self._steps(inner, _below(here, key))
            yield value, here

    def _template(self, value: Mapping[str, Any], scope: Scope) -> Iterator[Job]:
        opened = self._opened(value, scope)
        if opened is not None:
            yield from self._body(*opened)
            return
        job = Job(SERVICE, "/".join((*scope.label, "template")), (scope.file.name, scope.path))
        where = Source(scope.file.name)
        why = Unknown(f"the template `{scope.filled(value['template'])}` is not in the tree", where)
        job.logins = [Login((scope.file.name, scope.path), why, connection=why)]
        yield job

    def _opened(
        self, value: Mapping[str, Any], scope: Scope
    ) -> tuple[Mapping[str, Any], Scope] | None:
        """Return what a template holds, and the scope inside of it; None if it is elsewhere."""
        name = scope.filled(value["template"])
        self._count += 1
        if ("@" in name and not name.endswith("@self")) or self._count > 10 * MAX_TEMPLATES:
            return None
        name = name.removesuffix("@self")
        base = PurePosixPath(scope.file.name).parent
        path = name.lstrip("/") if name.startswith("/") else _joined(base, name)
        file = self.open(path)
        if file is None or not isinstance(file.value, dict) or path in scope.inside:
            return None
        self.templates.add(path)
        given = value.get("parameters")
        filled = {
            key.lower(): scope.filled(each) if isinstance(each, str) else each
            for key, each in (given.items() if isinstance(given, dict) else ())
        }
        parameters = _defaults(file.value, filled)
        inside = scope.inside | {path}
        return file.value, Scope(file, parameters, scope.variables, scope.label, (), inside)

    def _job(self, value: Mapping[str, Any], scope: Scope, steps: list[tuple[Any, Scope]]) -> Job:
        job = Job(SERVICE, "/".join(scope.label) or "job", (scope.file.name, scope.path), True)
        scope = _with_variables(scope, value)
        for step, here in steps:
            known = Scope(here.file, here.parameters, {**scope.variables, **here.variables})
            job.logins += _logins(step, known, (here.file.name, here.path))
        environment = value.get("environment")
        if isinstance(environment, dict):
            environment = environment.get("name")
        if environment is not None:
            job.environments = [scope.filled(environment)]
        pool = value.get("pool")
        name = pool.get("name") if isinstance(pool, dict) else pool
        job.own = name is not None and str(name).lower() != "azure pipelines"
        return job


def _logins(step: Mapping[str, Any], scope: Scope, place: Any) -> Iterator[Login]:
    inputs = step.get("inputs")
    for key, value in inputs.items() if isinstance(inputs, dict) else ():
        if key.lower() not in _CONNECTION or not isinstance(value, str):
            continue
        name = scope.filled(value).strip()
        if "$(" in name or "${{" in name or "$[" in name:
            why = Unknown(
                f"which service connection `{name[:80]}` is is not known", Source(place[0])
            )
            yield Login(place, why, connection=why)
        elif name:
            yield Login(place, connection=name)
    scripts = [step.get(kind) for kind in ("script", "bash", "pwsh", "powershell")]
    scripts += (
        [inputs.get(key) for key in ("script", "inlineScript")] if isinstance(inputs, dict) else []
    )
    for script in scripts:
        if isinstance(script, str):
            yield from cli_logins(scope.filled(script), scope.variables, place)


def _defaults(value: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the parameters of a file hold: what is given, else their default."""
    found: dict[str, Any] = {}
    declared = value.get("parameters")
    if isinstance(declared, dict):  # the old form: name and default
        found.update({key.lower(): each for key, each in declared.items()})
    for each in declared if isinstance(declared, list) else ():
        if isinstance(each, dict) and "default" in each:
            found[str(each.get("name")).lower()] = each["default"]
    found.update(given)
    return found


def _with_variables(scope: Scope, value: Mapping[str, Any]) -> Scope:
    declared = value.get("variables")
    found: dict[str, str] = {}
    if isinstance(declared, dict):
        found = {key.lower(): scope.filled(each) for key, each in declared.items()}
    for each in declared if isinstance(declared, list) else ():
        if isinstance(each, dict) and "name" in each and "value" in each:
            found[str(each["name"]).lower()] = scope.filled(each["value"])
    if not found:
        return scope
    variables = {**scope.variables, **found}
    return Scope(scope.file, scope.parameters, variables, scope.label, scope.path, scope.inside)


def _below(scope: Scope, *steps: str | int) -> Scope:
    path = (*scope.path, *steps)
    return Scope(scope.file, scope.parameters, scope.variables, scope.label, path, scope.inside)


def _joined(base: PurePosixPath, name: str) -> str:
    """Return a path relative to a folder of the tree, "" if it leads out of it."""
    parts: list[str] = []
    for part in (*base.parts, *PurePosixPath(name.replace("\\", "/")).parts):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def read(tree: Tree, names: list[str]) -> Iterator[tuple[str, list[Resource], Broken | None]]:
    """Yield for every file its jobs as resources, and why it cannot be read if so.

    What another file puts in as a template is read there only.
    """
    pipelines = Pipelines(tree)
    found: dict[str, list[Job]] = {}
    for name in names:
        file = pipelines.open(name)
        if file is not None:
            found[name] = pipelines.jobs(file)
    for name, jobs in found.items():
        if name not in pipelines.templates:
            _told_apart(jobs)
            file = pipelines.files[name]
            yield name, [resource(job, file, pipelines.files) for job in jobs], None
    for name, error in pipelines.broken.items():
        yield name, [unread(pipelines.files[name], SERVICE, str(error), error.line)], error


def _told_apart(jobs: list[Job]) -> None:
    """Number the jobs that have one name: those of two conditions, those without any."""
    seen: Counter[str] = Counter()
    for job in jobs:
        seen[job.name] += 1
        if seen[job.name] > 1:
            job.name = f"{job.name}-{seen[job.name]}"
