"""GitLab CI: which jobs ask for identity tokens, and as whom they sign in to Azure.

The pipeline of a merge request from a fork runs in the project of the fork, with the path of the
fork in its tokens, so that nobody outside gets a token of this project. Sources:
https://docs.gitlab.com/ci/secrets/id_token_authentication/ and
https://docs.gitlab.com/ci/yaml/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ringfence.model.resource import Resource
from ringfence.readers.pipelines.files import Broken, PipelineFile, load
from ringfence.readers.pipelines.job import Job, resource, unread
from ringfence.readers.pipelines.repository import home, remote
from ringfence.readers.pipelines.shell import cli_logins, signed_in
from ringfence.readers.tree import Tree

SERVICE: Final = "gitlab"
MAX_INCLUDES: Final = 150
"""Most files that one configuration includes (the default limit of GitLab)."""

_WORDS: Final = frozenset(
    {
        *("default", "include", "stages", "variables", "workflow", "image", "services", "cache"),
        *("before_script", "after_script", "spec", "pages"),
    }
)
_SCRIPTS: Final = ("before_script", "script", "after_script")
_VARIABLES: Final = ("arm_client_id", "azure_client_id")


def read(tree: Tree, names: list[str]) -> Iterator[tuple[str, list[Resource], Broken | None]]:
    """Yield for every configuration its jobs as resources, and why it cannot be read if so."""
    for name in names:
        folder = name.rpartition("/")[0]
        file = PipelineFile(name, folder, remote(tree, home(tree, folder)))
        files = {name: file}
        try:
            load(tree, file, _tagged, twice=True)
            merged, owners = _merged(tree, file, files)
        except Broken as error:
            yield name, [unread(file, SERVICE, str(error), error.line)], error
            continue
        jobs = list(_jobs(merged, owners, file))
        yield name, [resource(job, file, files) for job in jobs], None


def _tagged(tag: str, value: Any) -> Any:
    """Keep `!reference [job, script]` apart from a list of words."""
    return {"!reference": value} if tag == "!reference" else value


def _merged(
    tree: Tree, file: PipelineFile, files: dict[str, PipelineFile]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return everything that a configuration says, local includes first, and where it says it."""
    merged: dict[str, Any] = {}
    owners: dict[str, str] = {}
    queue: list[PipelineFile] = [file]
    order: list[PipelineFile] = []
    while queue and len(order) < MAX_INCLUDES:
        at = queue.pop()
        order.append(at)
        for path in _includes(at.value):
            name = f"{file.folder}/{path.lstrip('/')}" if file.folder else path.lstrip("/")
            if name in tree.files and name not in files:
                files[name] = PipelineFile(name, file.folder, file.slug)
                load(tree, files[name], _tagged, twice=True)
                queue.append(files[name])
    for each in reversed(order):
        if isinstance(each.value, dict):
            merged.update(each.value)
            owners.update(dict.fromkeys(each.value, each.name))
    return merged, owners


def _includes(value: Any) -> Iterator[str]:
    written = value.get("include") if isinstance(value, dict) else None
    for each in written if isinstance(written, list) else [written]:
        path = each.get("local") if isinstance(each, dict) else each
        if isinstance(path, str) and "://" not in path:
            yield path


def _jobs(
    merged: Mapping[str, Any], owners: Mapping[str, str], file: PipelineFile
) -> Iterator[Job]:
    default = merged.get("default")
    base = dict(default) if isinstance(default, dict) else {}
    for name, value in merged.items():
        if name in _WORDS or name.startswith(".") or not isinstance(value, dict):
            continue
        whole = {**base, **_extended(merged, name)}
        if "script" in whole or "trigger" in whole or "run" in whole:
            yield _job(merged, name, whole, owners.get(name, file.name))


def _extended(merged: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a job with what it extends, nearest last."""
    found: dict[str, Any] = {}
    chain: list[Mapping[str, Any]] = []
    queue, seen = [name], set()
    while queue:
        at = queue.pop()
        value = merged.get(at)
        if at in seen or not isinstance(value, dict):
            continue
        seen.add(at)
        chain.append(value)
        parents = value.get("extends")
        queue += [
            str(each) for each in (parents if isinstance(parents, list) else [parents]) if each
        ]
    for value in reversed(chain):
        for key, each in value.items():
            old = found.get(key)
            both = isinstance(old, dict) and isinstance(each, dict)
            found[key] = {**old, **each} if both and old is not None else each
    return found


def _job(merged: Mapping[str, Any], name: str, value: Mapping[str, Any], owner: str) -> Job:
    place = (owner, (name,))
    job = Job(SERVICE, name, place, bool(value.get("id_tokens")))
    job.subjects = ["ref_type:*"]
    env: dict[str, str] = {}
    for declared in (merged.get("variables"), value.get("variables")):
        for key, each in declared.items() if isinstance(declared, dict) else ():
            env[key.lower()] = str(each.get("value") if isinstance(each, dict) else each)
    script = "\n".join(line for key in _SCRIPTS for line in _lines(merged, value.get(key), 0))
    job.logins = list(cli_logins(script, env, place))
    job.logins += [signed_in(env[each], place) for each in _VARIABLES if each in env and script]
    environment = value.get("environment")
    if isinstance(environment, dict):
        environment = environment.get("name")
    job.environments = [str(environment)] if environment is not None else []
    job.own = bool(value.get("tags"))
    return job


def _lines(merged: Mapping[str, Any], value: Any, depth: int) -> Iterator[str]:
    """Yield the lines of a script, those of other jobs that it refers to put in."""
    if depth > 10:
        return
    if isinstance(value, dict) and isinstance(value.get("!reference"), list):
        found: Any = merged
        for step in value["!reference"]:
            found = found.get(str(step)) if isinstance(found, Mapping) else None
        yield from _lines(merged, found, depth + 1)
    elif isinstance(value, list):
        for each in value:
            yield from _lines(merged, each, depth + 1)
    elif isinstance(value, str):
        yield value
