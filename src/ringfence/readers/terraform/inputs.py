"""Values of the root's variables: variable files, `--var`, and the files of an environment.

The order is Terraform's: `terraform.tfvars`, `terraform.tfvars.json`, `*.auto.tfvars(.json)` by
name, then the environment's files, then `--var`; the later one wins. See
https://developer.hashicorp.com/terraform/language/values/variables.
"""

from __future__ import annotations

import difflib
import posixpath
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ringfence.model.estate import Blind
from ringfence.model.facts import Source
from ringfence.readers.options import Options
from ringfence.readers.terraform.project import VALUES, Project, inside
from ringfence.syntax.hcl.parser import parse, parse_expression
from ringfence.syntax.hcl.tree import Expression, File, Literal

MAX_OTHERS: Final = 50
"""Most variable files that are looked into for a hint."""
_FOLDERS: Final = ("", "env", "envs", "environment", "environments", "vars", "tfvars", "config")


class UnknownEnvironment(Exception):
    """`--env` names no variable file; the message says which there are."""


@dataclass(frozen=True, slots=True)
class Input:
    """The value of one variable and where it was given; `literal` marks `--var` text."""

    value: Expression
    source: Source
    literal: str | None = None


@dataclass(slots=True)
class Inputs:
    """All values that are given to a root. `others` are variable files that were not read."""

    given: dict[str, Input] = field(default_factory=dict)
    problems: list[Blind] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    _setting: dict[str, list[str]] | None = None

    def elsewhere(self, name: str, project: Project) -> str:
        """Return which variable files of environments set a variable, for messages."""
        if self._setting is None:
            self._setting = {}
            for file_name in self.others[:MAX_OTHERS]:
                file = project.parse(file_name, [], values=True)
                for variable in file.body.attributes if file is not None else ():
                    self._setting.setdefault(variable, []).append(file_name)
        files = self._setting.get(name, [])
        if not files:
            return ""
        return f"; `--env` could choose `{files[0]}`" + (" or others" if len(files) > 1 else "")


def collect(project: Project, root: str, options: Options) -> Inputs:
    """Return the values for a root. Raises UnknownEnvironment."""
    inputs = Inputs()
    here = sorted(
        name[len(root) + 1 :] if root != "." else name
        for name in project.variable_files
        if (posixpath.dirname(name) or ".") == root
    )
    fixed = ("terraform.tfvars", "terraform.tfvars.json")
    automatic: list[str] = [name for name in fixed if name in here]
    automatic += [name for name in here if name.endswith((".auto.tfvars", ".auto.tfvars.json"))]
    for base in automatic:
        _add(project, inputs, posixpath.normpath(posixpath.join(root, base)))
    chosen = _environment(project, root, options.env) if options.env is not None else []
    for name in chosen:
        if isinstance(name, Path):
            _add_outside(inputs, name)
        else:
            _add(project, inputs, name)
    for name, text in options.variables.items():
        inputs.given[name] = Input(Literal(text), Source(note="--var"), text)
    inputs.others = _others(project, root, set(automatic))
    _check_names(project, options, inputs)
    return inputs


def _check_names(project: Project, options: Options, inputs: Inputs) -> None:
    """Note values of `--var` for variables that no configuration declares: they change nothing."""
    for name in options.variables:
        if not any(name in project.folder(folder).variables for folder in project.folders):
            what = f"`--var {name}`"
            inputs.problems.append(Blind(what, "is the value of no variable", inert=True))


def _add(project: Project, inputs: Inputs, name: str) -> None:
    file = project.parse(name, inputs.problems, values=True)
    if file is not None:
        _take(file, inputs)


def _add_outside(inputs: Inputs, path: Path) -> None:
    """Read a variable file that the user named and that lies outside of the tree."""
    try:
        file = parse(str(path), path.read_bytes())
    except OSError as error:
        raise UnknownEnvironment(f"`{path}` cannot be read: {error.strerror}") from error
    for fault in file.faults:
        inputs.problems.append(Blind(f"`{path}`", fault.what, Source(str(path), fault.line)))
    _take(file, inputs)


def _take(file: File, inputs: Inputs) -> None:
    for name, attribute in file.body.attributes.items():
        inputs.given[name] = Input(attribute.value, Source(file.name, attribute.line))


def _environment(project: Project, root: str, env: str) -> list[str | Path]:
    """Return the variable files of an environment for a root: those of its name, or the file.

    A root without such files has none, as long as another place in the tree has them.
    """
    if env.endswith(VALUES):
        for name in (inside(root, env), inside(".", env)):
            if name is not None and name in project.tree.files:
                return [name]
        if Path(env).is_file():
            return [Path(env)]
        raise UnknownEnvironment(f"`{env}` is neither in the tree nor a file")
    found = [name for name in project.variable_files if _names(name, env)]
    if not found:
        raise UnknownEnvironment(_suggest(env, project.variable_files))
    return [name for name in found if _near(root, name) and _ours(project, root, name)]


def _names(name: str, env: str) -> bool:
    """Tell whether a variable file belongs to an environment: by its name or its folder's."""
    base = posixpath.basename(name).removesuffix(".json").removesuffix(".tfvars")
    if base.removesuffix(".auto") == env:
        return True
    return posixpath.basename(posixpath.dirname(name)) == env


def _near(root: str, name: str) -> bool:
    """Tell whether a file lies in the root, below it, or in a folder of environments beside it."""
    folder = posixpath.dirname(name) or "."
    if root in (".", folder) or folder.startswith(f"{root}/"):
        return True
    above = posixpath.dirname(root) or "."
    while True:
        for each in _FOLDERS:
            base = posixpath.normpath(posixpath.join(above, each)) if each else above
            if each and (folder == base or folder.startswith(f"{base}/")):
                return True
        if above == ".":
            return False
        above = posixpath.dirname(above) or "."


def _ours(project: Project, root: str, name: str) -> bool:
    """Tell whether no other configuration lies between the root and a file below it."""
    folder = posixpath.dirname(name) or "."
    while folder not in (root, "."):
        if project.holds(folder):
            return False
        folder = posixpath.dirname(folder) or "."
    return True


def _suggest(env: str, names: list[str]) -> str:
    known = sorted(
        {posixpath.basename(each).removesuffix(".json").removesuffix(".tfvars") for each in names}
        - {"terraform"}
    )
    if not known:
        return f"there is no environment `{env}`: the tree has no variable files"
    close = difflib.get_close_matches(env, known, 1)
    hint = f"; did you mean `{close[0]}`?" if close else ""
    listed = ", ".join(f"`{each}`" for each in known[:8])
    return f"there is no environment `{env}`: the variable files are {listed}{hint}"


def _others(project: Project, root: str, read: set[str]) -> list[str]:
    """Return the variable files in and below a root that were not read."""
    prefix = "" if root == "." else f"{root}/"
    return [
        name
        for name in project.variable_files
        if name.startswith(prefix)
        and name[len(prefix) :] not in read
        and _ours(project, root, name)
    ]


def spelled(text: str) -> Expression:
    """Return the expression that a `--var` value spells, for variables that are no texts."""
    return parse_expression(text)
