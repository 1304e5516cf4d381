"""What a job runs that an outsider wrote: the head of a pull request, or text inside a script.

Sources: https://docs.github.com/actions/reference/security/secure-use and
https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from ringfence.readers.pipelines.expressions import Lookup, admits, holes

MAX_SCRIPT: Final = 200_000


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a job with `inputs` and `env` filled in as texts; `place` is where it stands."""

    value: Mapping[str, Any]
    env: Mapping[str, str]
    place: tuple[str, tuple[str | int, ...]]
    condition: tuple[Any, ...] = ()

    def text(self, *path: str) -> str:
        """Return a text of the step with what `env` and `inputs` hold put in, "" for none."""
        found: Any = self.value
        for name in path:
            found = found.get(name) if isinstance(found, Mapping) else None
        return "" if found is None else expand(str(found)[:MAX_SCRIPT], self.env)

    @property
    def uses(self) -> str:
        """The action in lower case without its version, "" for none."""
        return self.text("uses").partition("@")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which an outsider's code runs in a job; `doubt` says why it may not."""

    says: str
    place: tuple[str, tuple[str | int, ...]]
    doubt: str = ""


_NAMED: Final = re.compile(r"\$\{\{\s*(?:env|inputs)\.([\w-]+)\s*\}\}", re.IGNORECASE)


def expand(text: str, known: Mapping[str, str]) -> str:
    """Return a text with `${{ env.X }}` and `${{ inputs.X }}` replaced by what they hold."""
    for _ in range(4):
        filled = _NAMED.sub(lambda match: known.get(match[1].lower(), match[0]), text)
        if filled == text or len(filled) > 4 * MAX_SCRIPT:
            break
        text = filled
    return text


_HEAD: Final = re.compile(
    r"github\.event\.(?:pull_request\.(?:head|number|merge_commit_sha)|number|issue\.number"
    r"|workflow_run\.(?:head_|pull_requests)|client_payload\.pull_request)|github\.head_ref"
    r"|refs/pull/",
    re.IGNORECASE,
)
_FETCHES: Final = re.compile(
    r"\bgh\s+pr\s+checkout\b|\bgit\s+(?:fetch|pull|clone|checkout|switch|worktree)\b[^\n]*"
    r"(?:pull/|refs/pull|github\.event\.pull_request\.head|github\.head_ref|workflow_run\.head_)",
    re.IGNORECASE,
)
_TEXTS: Final = re.compile(
    r"github\.head_ref\b|github\.event\.(?:[\w.\[\]*']+\.)?"
    r"(?:title|body|head\.ref|head\.label|head_branch|display_title|default_branch|description"
    r"|message|email|page_name|head_ref|user\.name|author\.name|homepage)\b",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(r"\b(?:contains|startswith|endswith)\s*\([^()]*\)", re.IGNORECASE)


def ways(steps: Sequence[Step], lookup: Lookup) -> Iterator[Way]:
    """Yield how an outsider's code runs in the steps of a job that the outsider started.

    `lookup` answers what the run sees.
    """
    fetched: list[tuple[str, str]] = []
    for step in steps:
        let = _let(step, lookup)
        if let is False:
            continue
        unsure = "" if let else "whether its condition lets an outsider's run through is not known"
        for script in _scripts(step):
            if found := injected(script):
                yield Way(
                    f"puts `{found}`, which outsiders write, into a script", step.place, unsure
                )
        for folder, doubt in fetched:
            how = executes(step, folder)
            if how is None:
                continue
            says = "checks out the head of a pull request and runs it"
            yield Way(says, step.place, doubt or unsure or how)
        fetched += [(folder, doubt or unsure) for folder, doubt in _fetched(step)]


def _let(step: Step, lookup: Lookup) -> bool | None:
    answers = [admits(each, lookup) for each in (*step.condition, step.value.get("if"))]
    return False if False in answers else None if None in answers else True


def _scripts(step: Step) -> Iterator[str]:
    for path in (("run",), ("with", "script"), ("with", "inlineScript"), ("with", "azcliScript")):
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
    if step.uses.endswith("/checkout") or step.uses == "checkout":
        wanted = f"{step.text('with', 'ref')} {step.text('with', 'repository')}"
        folder = step.text("with", "path").strip("./ ")
        if _HEAD.search(wanted):
            yield folder, ""
        elif any(_from_steps(hole) for hole in holes(wanted)):
            yield folder, "what it checks out is decided when it runs"
    else:
        for script in _scripts(step):
            if _FETCHES.search(script) or (_in_git(script) and _heads(step.env, script)):
                yield "", ""


def _from_steps(hole: str) -> bool:
    return (
        re.search(r"\b(?:steps|needs|env|inputs|vars|fromjson)\b", hole, re.IGNORECASE) is not None
    )


def _in_git(script: str) -> bool:
    return re.search(r"\bgit\s+(?:fetch|pull|checkout|switch|clone)\b", script) is not None


def _heads(env: Mapping[str, str], script: str) -> bool:
    """Tell whether a script uses a variable that holds a name or a commit of the head."""
    return any(
        _HEAD.search(value) and re.search(rf"\$\{{?{re.escape(name)}\b", script, re.IGNORECASE)
        for name, value in env.items()
    )


_RUNNERS: Final = frozenset(
    [
        "npm",
        "npx",
        "yarn",
        "pnpm",
        "bun",
        "deno",
        "node",
        "python",
        "python3",
        "pip",
        "pip3",
        "pipenv",
        "poetry",
        "uv",
        "tox",
        "pytest",
        "nox",
        "make",
        "cmake",
        "ninja",
        "mvn",
        "mvnw",
        "gradle",
        "gradlew",
        "go",
        "cargo",
        "dotnet",
        "msbuild",
        "bundle",
        "rake",
        "ruby",
        "php",
        "composer",
        "bash",
        "sh",
        "zsh",
        "pwsh",
        "powershell",
        "source",
        ".",
        "terraform",
        "tofu",
        "terragrunt",
        "pulumi",
        "cdk",
        "helm",
        "docker",
        "docker-compose",
        "podman",
        "buildah",
        "bazel",
        "just",
        "task",
        "ansible-playbook",
        "pre-commit",
        "perl",
        "rscript",
        "julia",
        "swift",
        "tsc",
        "eslint",
        "jest",
        "vitest",
        "azd",
        "kubectl",
        "skaffold",
        "conda",
        "mamba",
        "pdm",
        "hatch",
        "rye",
        "ruff",
        "mypy",
        "tflint",
        "checkov",
    ]
)
_HARMLESS: Final = frozenset(
    [
        "echo",
        "printf",
        "cat",
        "ls",
        "git",
        "gh",
        "az",
        "curl",
        "wget",
        "jq",
        "yq",
        "test",
        "[",
        "[[",
        "]]",
        "exit",
        "set",
        "export",
        "cd",
        "mkdir",
        "cp",
        "mv",
        "rm",
        "grep",
        "sed",
        "awk",
        "cut",
        "tr",
        "sort",
        "uniq",
        "head",
        "tail",
        "wc",
        "diff",
        "find",
        "date",
        "true",
        "false",
        "if",
        "then",
        "elif",
        "else",
        "fi",
        "for",
        "do",
        "done",
        "while",
        "case",
        "esac",
        "in",
        "read",
        "local",
        "declare",
        "sleep",
        "touch",
        "tee",
        "zip",
        "unzip",
        "tar",
        "gzip",
        "sha256sum",
        "md5sum",
        "env",
        "which",
        "command",
        "return",
        "pwd",
        "whoami",
        "id",
        "uname",
        "basename",
        "dirname",
        "realpath",
        "chmod",
        "sudo",
        "apt",
        "apt-get",
        "{",
        "}",
        "(",
        ")",
        "!",
        ":",
        "shift",
        "trap",
        "wait",
        "unset",
    ]
)
_APPLIES: Final = re.compile(r"\baz\s+(?:deployment|stack|ml\s+job\s+create|bicep)\b")
_SPLIT: Final = re.compile(r"\$\{\{.*?\}\}|&&|\|\||[;|\n]|\$\(|`|(?<=\s)\bdo\b|\bthen\b", re.DOTALL)
_UNCLEAR: Final = "whether it runs what was checked out is not known"


def executes(step: Step, folder: str) -> str | None:
    """Tell whether a step runs what lies in a folder ("" for the whole workspace).

    "" surely, a reason where it may, None if it does not.
    """
    uses = step.uses
    if uses.startswith("./"):
        inside = uses[2:].startswith(folder.lower()) if folder else True
        return "" if inside else None
    found: str | None = None
    for script in _scripts(step):
        if folder and not _enters(step, script, folder):
            continue
        how = _runs(script)
        if how == "":
            return ""
        found = how if found is None else found
    if uses in ("docker/build-push-action", "docker/bake-action"):
        return ""
    trusted = uses.startswith(("actions/", "azure/", "github/", "docker/"))
    return _UNCLEAR if uses and not trusted and found is None and not folder else found


def _enters(step: Step, script: str, folder: str) -> bool:
    working = step.text("working-directory").strip("./ ")
    return working.startswith(folder) or folder in script


def _runs(script: str) -> str | None:
    if _APPLIES.search(script):
        return ""
    unclear = False
    for command in _SPLIT.split(script):
        word = _first(command)
        if not word or word.startswith("#"):
            continue
        name = word.rpartition("/")[2].lower()
        if name in _RUNNERS or ("/" in word and not word.startswith(("/", "http"))):
            return ""
        unclear = unclear or (name not in _HARMLESS and re.fullmatch(r"[\w.-]+", name) is not None)
    return _UNCLEAR if unclear else None


def _first(command: str) -> str:
    """Return the program of a command, assignments before it skipped."""
    try:
        words = shlex.split(command.strip(), comments=True)[:12]
    except ValueError:
        words = command.split()[:12]
    skipped: Iterable[str] = (
        "sudo",
        "time",
        "env",
        "exec",
        "nohup",
        "if",
        "then",
        "do",
        "!",
        "else",
    )
    for word in words:
        if re.fullmatch(r"[A-Za-z_]\w*=.*", word, re.DOTALL) or word in skipped:
            continue
        return word
    return ""
