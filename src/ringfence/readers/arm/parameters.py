"""Which parameter files belong to a template, and what they say together."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Final

from ringfence.model.estate import Blind
from ringfence.model.facts import Source
from ringfence.readers.arm.deployment import Deployment
from ringfence.readers.arm.stated import Stated, is_parameters, of_json
from ringfence.readers.arm.template import TemplateFile
from ringfence.readers.arm.values import Operand, Unsettled, equal
from ringfence.readers.arm.world import World
from ringfence.readers.options import Options
from ringfence.readers.tree import Unreadable
from ringfence.syntax.jsontext import JsonError

_WORDS: Final = re.compile(r"[.\-_/]")
_ABSENT: Final = object()


def give(world: World, first: Deployment, options: Options, using: Sequence[Stated] = ()) -> None:
    """Give a root deployment its values: of `--var`, and of the files that belong to it.

    `using` are parameter files that name the template themselves (`.bicepparam`).
    """
    files = _chosen(world, first, options, [*_belonging(world, first), *using])
    given: dict[str, Callable[[], Operand]] = {}
    names = {name for file in files for name in file.values}
    if any(file.hidden is not None for file in files):
        names |= set(first.parameter_names())
    for name in names:
        if first.declares(name):
            given[name] = _together(first, name, files)
    for name, text in options.variables.items():
        if first.declares(name):
            given[name.lower()] = _typed(first, name, text)
    first.given = given


def _belonging(world: World, first: Deployment) -> list[Stated]:
    """Return the JSON parameter files of a template.

    Those beside it that bear its name, or that of its compiled product, and those that bear no
    other template's name where it is the only template of the folder; likewise in a folder below
    that holds no template. Files that fit beside several must know all their names.
    """
    template = first.file.name
    folder, _, base = template.rpartition("/")
    own, stems = _stems(world, folder, base)
    alone = base.endswith(".bicep") or len(world.texts.templates_in(folder)) < 2
    found = []
    for name in world.texts.parameter_files(folder):
        below = name.rpartition("/")[0] != folder
        if name == template or (below and not _lies_below(world, name, folder)):
            continue
        bearer = _bearer(name.rpartition("/")[2].lower(), stems)
        several = bearer not in own and len(stems) > len(own)
        if bearer not in own and (bearer or not alone):
            continue
        file = _load(world, name)
        if file is None or not is_parameters(file.body):
            continue
        stated = of_json(file, world.root)
        if _fits(first, stated, strict=below or several):
            found.append(stated)
    return found


def _stems(world: World, folder: str, base: str) -> tuple[set[str], list[str]]:
    """Return the stems that a template goes by, and those of all templates of its folder.

    A template that Bicep made goes by its own stem, and lends it to the Bicep file that it must
    be made of: the one that has no template of its own stem.
    """
    texts = world.texts
    listed = {_stem(name): name for name in texts.templates_in(folder)}
    sources = {_stem(name) for name in texts.bicep_in(folder)}
    own = {_stem(base)}
    if base.endswith(".bicep"):
        made = [stem for stem in listed if stem not in sources and texts.is_compiled(listed[stem])]
        own |= set(made) if _stem(base) not in listed else set()
    return own, sorted({*listed, *sources, *own})


def _stem(name: str) -> str:
    base = name.rpartition("/")[2].lower()
    return base.removesuffix(".bicep") if base.endswith(".bicep") else base.partition(".json")[0]


def _lies_below(world: World, name: str, folder: str) -> bool:
    """Tell whether no folder with templates lies between a file and the folder above it."""
    where = name.rpartition("/")[0]
    while where != folder:
        if not where or world.texts.templates_in(where) or world.texts.bicep_in(where):
            return False
        where = where.rpartition("/")[0]
    return True


def _bearer(base: str, stems: list[str]) -> str:
    """Return the longest template stem that a parameter file's name begins with, or ""."""
    fitting = [stem for stem in stems if base.startswith((stem + ".", stem + "-", stem + "_"))]
    return max(fitting, key=len, default="")


def _fits(first: Deployment, file: Stated, *, strict: bool) -> bool:
    """Tell whether a file's values are for this template: elsewhere it must know them all."""
    return all(map(first.declares, file.values)) if strict else True


def _load(world: World, name: str) -> TemplateFile | None:
    try:
        return world.file(name)
    except (JsonError, Unreadable) as error:
        reason = f"the parameter file {error}"
        world.note(Blind(f"`{name}`", reason, Source(name, error.line), world.root))
        return None


# The choice


def _chosen(world: World, first: Deployment, options: Options, files: list[Stated]) -> list[Stated]:
    if options.env is None or not options.env:
        return files
    exact = [file for file in files if _is_file(file.name, options.env)]
    named = exact or [file for file in files if _named(file.name, options.env)]
    if named:
        return named
    elsewhere = [name for name in world.texts.parameter_files("") if _is_file(name, options.env)]
    for name in elsewhere:
        file = _load(world, name)
        if file is not None and _fits(first, stated := of_json(file, world.root), strict=True):
            return [stated]
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


def _together(first: Deployment, name: str, files: list[Stated]) -> Callable[[], Operand]:
    """Return a value that several files may state: one, if they all agree."""

    def value() -> Operand:
        stated = [(file, _of(file, first, name)) for file in files]
        usual = first.default(name)
        values = [usual if made is _ABSENT else made for _, made in stated]
        if all(equal(values[0], other) is True for other in values[1:]):
            return values[0]
        setters = [file for file, made in stated if made is not _ABSENT]
        listed = ", ".join(f"`{file.name}`" for file in setters)
        how = "is set differently by" if len(setters) > 1 else "is set only by"
        return Unsettled(
            f"parameter `{name}` {how} {listed}",
            setters[0].place(name),
            stand_in=first.parameter_symbol(name),
        )

    return value


def _of(file: Stated, first: Deployment, name: str) -> Operand:
    """Return what one file states of a parameter, _ABSENT if it surely states nothing."""
    if name in file.values:
        return file.values[name]()
    if file.hidden is not None:
        why = file.hidden
        return Unsettled(why.reason, why.source, stand_in=first.parameter_symbol(name))
    return _ABSENT


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
