"""What the commands of a script do with the files around them: run them, or only look at them."""

from __future__ import annotations

import re
import shlex
from typing import Final

UNCLEAR: Final = "whether it runs what was checked out is not known"

RUNNERS: Final = frozenset(
    """
    npm npx yarn pnpm bun deno node python python3 pip pip3 pipenv poetry uv tox pytest nox make cmake
    ninja mvn mvnw gradle gradlew go cargo dotnet msbuild bundle rake ruby php composer bash sh zsh
    pwsh powershell source . terraform tofu terragrunt pulumi cdk helm docker docker-compose podman
    buildah bazel just task ansible-playbook pre-commit perl rscript julia swift tsc eslint jest
    vitest azd kubectl skaffold conda mamba pdm hatch rye ruff mypy tflint checkov
    """.split()  # noqa: SIM905 - a table reads better than one word a line
)
"""Programs that run, build or apply what lies in the folder that they stand in."""

HARMLESS: Final = frozenset(
    """
    echo printf cat ls git gh az curl wget jq yq test [ [[ ]] exit set export cd mkdir cp mv rm grep
    sed awk cut tr sort uniq head tail wc diff find date true false if then elif else fi for do done
    while case esac in read local declare sleep touch tee zip unzip tar gzip sha256sum md5sum env
    which command return pwd whoami id uname basename dirname realpath chmod sudo apt apt-get { } ( )
    ! : shift trap wait unset
    """.split()  # noqa: SIM905 - a table reads better than one word a line
)
"""Programs and words that run no file of that folder."""

_APPLIES: Final = re.compile(r"\baz\s+(?:deployment|stack|ml\s+job\s+create|bicep)\b")
_HOLE: Final = re.compile(r"\$\{\{.*?\}\}", re.DOTALL)
_SPLIT: Final = re.compile(r"&&|\|\||[;|\n]|\$\(|`|(?<=\s)\bdo\b|\bthen\b")
_SKIPPED: Final = frozenset(
    ("sudo", "time", "env", "exec", "nohup", "if", "then", "do", "!", "else")
)
_FILLED: Final = "\ue010"
"""Stands for `${{ }}`: a command that it begins is decided when the job runs."""


def runs(script: str) -> str | None:
    """Tell whether a script runs the files around it: "" surely, a reason why it may, or None."""
    if _APPLIES.search(script):
        return ""
    unclear = False
    for command in _SPLIT.split(_HOLE.sub(_FILLED, script)):
        word = _first(command)
        if not word or word.startswith("#"):
            continue
        name = word.rpartition("/")[2].lower()
        if word.startswith(("$", _FILLED)):
            unclear = True
        elif name in RUNNERS or ("/" in word and not word.startswith(("/", "http"))):
            return ""
        elif name not in HARMLESS and re.fullmatch(r"[\w.-]+", name):
            unclear = True
    return UNCLEAR if unclear else None


def decided(script: str) -> bool:
    """Tell whether a command of a script is only known when it runs."""
    if "${{" not in script:
        return False
    commands = _SPLIT.split(_HOLE.sub(_FILLED, script))
    return any(_first(command).startswith(_FILLED) for command in commands)


def _first(command: str) -> str:
    """Return the program of a command, assignments before it skipped."""
    try:
        words = shlex.split(command.strip(), comments=True)[:12]
    except ValueError:
        words = command.split()[:12]
    for word in words:
        if re.fullmatch(r"[A-Za-z_]\w*=.*", word, re.DOTALL) or word in _SKIPPED:
            continue
        return word
    return ""
