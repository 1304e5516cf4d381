"""What a job runs that an outsider wrote: the head of a pull request, or text inside a script.

Sources: https://docs.github.com/actions/reference/security/secure-use and
https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ringfence.readers.pipelines.expressions import Lookup, admits, holes
from ringfence.readers.pipelines.files import Place
from ringfence.readers.pipelines.github.commands import UNCLEAR, decided, runs
from ringfence.readers.pipelines.github.steps import Step


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which an outsider's code runs in a job; `doubt` says why it may not."""

    says: str
    place: Place
    doubt: str = ""


_HEAD: Final = re.compile(
    r"github\.event\.(?:pull_request\.(?:head|number|merge_commit_sha)|number|issue\.number"
    r"|workflow_run\.(?:head_|pull_requests)|client_payload\.pull_request)|github\.head_ref"
    r"|refs/pull/",
    re.IGNORECASE,
)
_THEIRS: Final = (
    r"(?:pull/|refs/pull|github\.event\.pull_request\.head|github\.head_ref|workflow_run\.head_)"
)
_FETCHES: Final = re.compile(rf"\bgit\s+fetch\b[^\n]*{_THEIRS}", re.IGNORECASE)
_SWITCHES: Final = re.compile(
    r"\bgit\s+(?:checkout|switch|merge|reset|pull|rebase|cherry-pick|worktree|apply|am|restore)\b"
)
_TAKES: Final = re.compile(
    rf"\bgh\s+pr\s+checkout\b|\bgit\s+(?:pull|clone|checkout|switch|worktree|merge|reset)\b[^\n]*"
    rf"{_THEIRS}",
    re.IGNORECASE,
)
"""Scripts that fetch the head of a pull request, that turn the workspace into something else, and
that do both at once."""

_GIT: Final = re.compile(r"\bgit\s+(?:pull|checkout|switch|clone|merge|reset|worktree)\b")
_TEXTS: Final = re.compile(
    r"github\.head_ref\b|github\.event\.(?:[\w.\[\]*']+\.)?"
    r"(?:title|body|head\.ref|head\.label|head_branch|display_title|default_branch|description"
    r"|message|email|page_name|head_ref|user\.name|author\.name|homepage)\b",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(r"\b(?:contains|startswith|endswith)\s*\([^()]*\)", re.IGNORECASE)
_FIXED: Final = re.compile(
    r"(?:github\.(?!event\.|head_ref)[\w.]+|github\.event\.(?:pull_request\.base|repository)\.[\w.]+"
    r"|secrets\.[\w-]+|matrix\.[\w-]+|'[^']*')",
    re.IGNORECASE,
)
"""Expressions that no outsider bears on."""

_BUILDS: Final = ("docker/build-push-action", "docker/bake-action")
_TRUSTED: Final = ("actions/", "azure/", "github/", "docker/")
_SCRIPTS: Final = (
    *(("run",), ("with", "script"), ("with", "inlineScript"), ("with", "azcliScript")),
)
_CONDITION: Final = "whether its condition lets an outsider's run through is not known"


def ways(steps: Sequence[Step], lookup: Lookup) -> Iterator[Way]:
    """Yield how an outsider's code runs in the steps of a job that the outsider started.

    `lookup` answers what the run sees.
    """
    fetched: list[tuple[str, str]] = []
    brought = False
    for step in steps:
        let = _let(step, lookup)
        if let is False:
            continue
        unsure = "" if let else _CONDITION
        for script in _scripts(step):
            if found := injected(script):
                says = f"puts `{found}`, which outsiders write, into a script"
                yield Way(says, step.place, unsure)
            elif decided(script):
                says = "runs a command that is not in the file"
                yield Way(says, step.place, "what its script does is decided when it runs")
        scripts = list(_scripts(step))
        brought = brought or any(_FETCHES.search(each) for each in scripts)
        here = [(folder, doubt or unsure) for folder, doubt in _fetched(step)]
        if brought and not here and any(_SWITCHES.search(each) for each in scripts):
            here = [("", unsure)]
        scripted = here if not step.uses else []  # a script may run what it fetches itself
        for folder, doubt in (*fetched, *scripted):
            how = executes(step, folder)
            if how is not None:
                says = "checks out the head of a pull request and runs it"
                yield Way(says, step.place, doubt or unsure or how)
        if step.missing and not fetched:
            says = "calls an action of its repository"
            yield Way(says, step.place, f"the action `{step.uses}` is not in the tree")
        fetched += here


def _let(step: Step, lookup: Lookup) -> bool | None:
    answers = [admits(each, lookup) for each in (*step.condition, step.value.get("if"))]
    return False if False in answers else None if None in answers else True


def _scripts(step: Step) -> Iterator[str]:
    for path in _SCRIPTS:
        if text := step.text(*path):
            yield text


def injected(script: str) -> str:
    """Return the first expression that puts an outsider's text into a script, "" for none."""
    for hole in holes(script):
        plain = _ASKS.sub("", hole)
        if "==" not in plain and "!=" not in plain and (found := _TEXTS.search(plain)):
            return found[0]
    return ""


def _fetched(step: Step) -> Iterator[tuple[str, str]]:
    """Yield the folders into which a step puts an outsider's files, with a doubt or ""."""
    if step.uses.endswith("/checkout"):
        wanted = f"{step.text('with', 'ref')} {step.text('with', 'repository')}"
        folder = step.text("with", "path").strip("./ ")
        folder = "" if "${{" in folder else folder
        if _HEAD.search(wanted):
            yield folder, ""
        elif any(not _FIXED.fullmatch(hole) for hole in holes(wanted)):
            yield folder, "what it checks out is decided when it runs"
    else:
        for script in _scripts(step):
            if _TAKES.search(script) or (_GIT.search(script) and _heads(step.env, script)):
                yield "", ""


def _heads(env: Mapping[str, str], script: str) -> bool:
    """Tell whether a script uses a variable that holds a name or a commit of the head."""
    return any(
        _HEAD.search(value) and re.search(rf"\$\{{?{re.escape(name)}\b", script, re.IGNORECASE)
        for name, value in env.items()
    )


def executes(step: Step, folder: str) -> str | None:
    """Tell whether a step runs what lies in a folder ("" for the whole workspace).

    "" surely, a reason where it may, None if it does not.
    """
    uses = step.uses
    if uses.startswith("./"):
        return "" if uses[2:].startswith(folder.lower()) else None
    found: str | None = None
    for script in _scripts(step):
        if folder and not _enters(step, script, folder) and not decided(script):
            continue
        how = _in_node(script) if uses == "actions/github-script" else runs(script)
        if how == "":
            return ""
        found = how if found is None else found
    if uses in _BUILDS:
        return ""
    if uses and not uses.startswith(_TRUSTED) and found is None and not folder:
        return UNCLEAR
    return found


_LOADS: Final = re.compile(
    r"\brequire\(\s*[`'\"](?:\.|\$)|\bimport\(|\bexec\b|child_process|GITHUB_WORKSPACE"
)


def _in_node(script: str) -> str | None:
    """Tell whether a script of `actions/github-script` loads or starts files around it."""
    return "" if _LOADS.search(script) else None


def _enters(step: Step, script: str, folder: str) -> bool:
    working = step.text("working-directory").strip("./ ")
    return "${{" in working or working.startswith(folder) or folder in script
