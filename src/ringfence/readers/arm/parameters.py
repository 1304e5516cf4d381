"""Which parameter files belong to a template, and what they say together."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Final

from ringfence.model.estate import Blind
from ringfence.model.facts import Source
from ringfence.readers.arm.deployment import Deployment
from ringfence.readers.arm.nesting import file_value, parameter_source
from ringfence.readers.arm.template import TemplateFile, each_member, member
from ringfence.readers.arm.values import Operand, Unsettled, equal
from ringfence.readers.arm.world import World
from ringfence.readers.options import Options
from ringfence.readers.tree import Unreadable
from ringfence.syntax.jsontext import JsonError

_WORDS: Final = re.compile(r"[.\-_/]")
_ABSENT: Final = object()


def is_parameters(body: Any) -> bool:
    """Tell whether a decoded document holds parameter values."""
    if not isinstance(body, dict) or not isinstance(member(body, "parameters"), dict):
        return False
    if "deploymentparameters.json" in str(member(body, "$schema")).lower():
        return True
    entries = [entry for _, entry in each_member(member(body, "parameters"))]
    return (
        member(body, "resources") is None
        and bool(entries)
        and all(
            isinstance(entry, dict) and {"value", "reference"} & {key.lower() for key in entry}
            for entry in entries
        )
    )


def give(world: World, first: Deployment, options: Options) -> None:
    """Give a root deployment its values: of `--var`, and of the files that belong to it."""
    files = _chosen(world, first, options, _belonging(world, first))
    given: dict[str, Callable[[], Operand]] = {}
    for name in {name.lower() for file in files for name, _ in each_member(_entries(file))}:
        if first.declares(name):
            given[name] = _together(first, name, files)
    for name, text in options.variables.items():
        if first.declares(name):
            given[name.lower()] = _typed(first, name, text)
    first.given = given


def _entries(file: TemplateFile) -> Any:
    return member(file.body, "parameters")


def _belonging(world: World, first: Deployment) -> list[TemplateFile]:
    """Return the parameter files of a template.

    Those beside it that bear its name, and those that bear no other template's name where it is
    the only template of the folder; likewise in a folder below that holds no template.
    """
    template = first.file.name
    folder, _, base = template.rpartition("/")
    stems = [_stem(name) for name in world.texts.templates_in(folder)]
    stem = _stem(base)
    found = []
    for name in world.texts.parameter_files(folder):
        below = name.rpartition("/")[0] != folder
        if name == template or (below and not _lies_below(world, name, folder)):
            continue
        bearer = _bearer(name.rpartition("/")[2].lower(), stems)
        if bearer != stem and (bearer or len(stems) > 1):
            continue
        file = _load(world, name)
        if file is not None and is_parameters(file.body) and _fits(first, file, below=below):
            found.append(file)
    return found


def _stem(name: str) -> str:
    return name.rpartition("/")[2].lower().partition(".json")[0]


def _lies_below(world: World, name: str, folder: str) -> bool:
    """Tell whether no folder with templates lies between a file and the folder above it."""
    where = name.rpartition("/")[0]
    while where != folder:
        if not where or world.texts.templates_in(where):
            return False
        where = where.rpartition("/")[0]
    return True


def _bearer(base: str, stems: list[str]) -> str:
    """Return the longest template stem that a parameter file's name begins with, or ""."""
    fitting = [stem for stem in stems if base.startswith((stem + ".", stem + "-", stem + "_"))]
    return max(fitting, key=len, default="")


def _fits(first: Deployment, file: TemplateFile, *, below: bool) -> bool:
    """Tell whether a file's values are for this template: elsewhere it must know them all."""
    names = [name for name, _ in each_member(_entries(file))]
    return all(map(first.declares, names)) if below else True


def _load(world: World, name: str) -> TemplateFile | None:
    try:
        return world.file(name)
    except (JsonError, Unreadable) as error:
        reason = f"the parameter file {error}"
        world.note(Blind(f"`{name}`", reason, Source(name, error.line), world.root))
        return None


# The choice


def _chosen(
    world: World, first: Deployment, options: Options, files: list[TemplateFile]
) -> list[TemplateFile]:
    if options.env is None or not options.env:
        return files
    exact = [file for file in files if _is_file(file.name, options.env)]
    named = exact or [file for file in files if _named(file.name, options.env)]
    if named:
        return named
    elsewhere = [name for name in world.texts.parameter_files("") if _is_file(name, options.env)]
    for name in elsewhere:
        file = _load(world, name)
        if file is not None and _fits(first, file, below=True):
            return [file]
    if files:
        names = ", ".join(f"`{file.name}`" for file in files)
        reason = f"no parameter file for environment `{options.env}`; {names} read"
        world.note(Blind(f"`{world.root}`", reason, Source(world.root), world.root, inert=True))
    return files


def _is_file(name: str, env: str) -> bool:
    wanted = env.replace("\\", "/").removeprefix("./")
    return name == wanted or name.endswith("/" + wanted) or wanted.endswith("/" + name)


def _named(name: str, env: str) -> bool:
    """Tell whether an environment's name is one of the words of a file's name or folder."""
    return env.lower() in _WORDS.split(name.lower())


# The values


def _together(first: Deployment, name: str, files: list[TemplateFile]) -> Callable[[], Operand]:
    """Return a value that several files may state: one, if they all agree."""

    def value() -> Operand:
        stated: list[tuple[str, Operand]] = []
        for file in files:
            entry = next(
                ((key, each) for key, each in each_member(_entries(file)) if key.lower() == name),
                None,
            )
            made = _ABSENT if entry is None else file_value(file, entry[0], entry[1], first.root)
            stated.append((file.name, made))
        usual = first.default(name)
        values = [usual if made is _ABSENT else made for _, made in stated]
        if all(equal(values[0], other) is True for other in values[1:]):
            return values[0]
        setters = [file for file, made in stated if made is not _ABSENT]
        listed = ", ".join(f"`{file}`" for file in setters)
        source = next(file for file in files if file.name == setters[0])
        how = "is set differently by" if len(setters) > 1 else "is set only by"
        return Unsettled(
            f"parameter `{name}` {how} {listed}",
            parameter_source(source, name),
            stand_in=first.parameter_symbol(name),
        )

    return value


def _typed(first: Deployment, name: str, text: str) -> Callable[[], Operand]:
    """Return a value of the command line in the type of its parameter."""
    type_ = first.parameter_type(name)
    value: Operand = text
    if type_ in ("int", "bool", "array", "object", "secureobject"):
        try:
            value = json.loads(text.lower() if type_ == "bool" else text)
        except ValueError:
            reason = f"`--var {name}` is no {type_}"
            value = Unsettled(reason, stand_in=first.parameter_symbol(name))
    return lambda: value
