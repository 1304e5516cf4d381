"""One folder of configuration: what its files declare, duplicates and overrides settled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, TypeVar

from ringfence.model.estate import Blind
from ringfence.model.facts import Source
from ringfence.readers.terraform.blocks import Recipe
from ringfence.readers.terraform.evaluation.compile import Compiler
from ringfence.readers.terraform.evaluation.types import ANY, Primitive, Type, read_type
from ringfence.readers.terraform.evaluation.values import Problem
from ringfence.syntax.hcl.tree import Attribute, Block, Body, File, Literal, ObjectOf

_Key = TypeVar("_Key")

LABELS: Final = {
    "resource": 2,
    "data": 2,
    "ephemeral": 2,
    "module": 1,
    "variable": 1,
    "output": 1,
    "provider": 1,
    "check": 1,
    "action": 2,
    "locals": 0,
    "terraform": 0,
    "moved": 0,
    "import": 0,
    "removed": 0,
}


@dataclass(slots=True, eq=False)
class Site:
    """A block and the file that holds it.

    `overridden` gives the override file of arguments and nested blocks that come from one.
    """

    file: File
    block: Block
    recipe: Recipe | None = None
    overridden: dict[str, File] = field(default_factory=dict)

    @property
    def source(self) -> Source:
        """Where the block begins."""
        return Source(self.file.name, self.block.line)


@dataclass(slots=True)
class Folder:
    """The configuration of one folder, shared by all modules and roots that use it."""

    path: str
    compiler: Compiler
    files: list[File] = field(default_factory=list)
    variables: dict[str, Site] = field(default_factory=dict)
    locals: dict[str, tuple[File, Attribute]] = field(default_factory=dict)
    resources: dict[tuple[str, str, str], Site] = field(default_factory=dict)
    calls: dict[str, Site] = field(default_factory=dict)
    outputs: dict[str, Site] = field(default_factory=dict)
    providers: dict[str, Site] = field(default_factory=dict)
    constraints: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Blind] = field(default_factory=list)
    _types: dict[str, Type | str] = field(default_factory=dict)

    def add(self, file: File, *, override: bool = False) -> None:
        """Take in what a file declares; an override file changes what others declared."""
        self.files.append(file)
        for name, attribute in file.body.attributes.items():
            where = Source(file.name, attribute.line)
            self.problems.append(Blind(f"`{name}`", "no argument is expected here", where))
        for block in file.body.blocks:
            labels = LABELS.get(block.type)
            where = Source(file.name, block.line)
            if labels is None:
                self.problems.append(Blind(f"`{block.type}`", "is no block of Terraform", where))
            elif block.type == "action":
                reason = "runs an action of a provider, which is not modelled"
                self.problems.append(Blind(f"`action.{'.'.join(block.labels)}`", reason, where))
            elif len(block.labels) != labels:
                what = f"`{block.type}` block"
                self.problems.append(Blind(what, f"needs {labels} labels", where))
            elif override:
                self._override(Site(file, block))
            else:
                self._declare(Site(file, block))

    def recipe(self, site: Site) -> Recipe:
        """Return the compiled body of a block."""
        if site.recipe is None:
            site.recipe = Recipe(site.block.body, self.compiler, json=site.file.json)
        return site.recipe

    def type_of(self, variable: str) -> Type | str:
        """Return the type of a variable, or why it cannot be read."""
        known = self._types.get(variable)
        if known is None:
            stated = self.variables[variable].block.body.attributes.get("type")
            try:
                known = ANY if stated is None else read_type(stated.value, self.compiler.code)
            except Problem as problem:
                known = str(problem)
            self._types[variable] = known
        return known

    def nullable(self, variable: str) -> bool:
        """Tell whether null is a value of a variable, and not the wish for its default."""
        stated = self.variables[variable].block.body.attributes.get("nullable")
        return stated is None or getattr(stated.value, "value", True) is not False

    def is_text(self, variable: str) -> bool:
        """Tell whether `--var` gives a variable its text as it stands, not an expression."""
        kind = self.type_of(variable)
        stated = self.variables[variable].block.body.attributes.get("type")
        return stated is None or (isinstance(kind, Primitive) and kind is not ANY)

    def _declare(self, site: Site) -> None:
        block = site.block
        if block.type in ("resource", "data"):
            mode = "managed" if block.type == "resource" else "data"
            type_, name = block.labels
            self._once(self.resources, (mode, type_, name), site, f"{type_}.{name}")
        elif block.type == "module":
            self._once(self.calls, block.labels[0], site, f"module.{block.labels[0]}")
        elif block.type == "variable":
            self._once(self.variables, block.labels[0], site, f"var.{block.labels[0]}")
        elif block.type == "output":
            self._once(self.outputs, block.labels[0], site, f"output.{block.labels[0]}")
        elif block.type == "provider":
            self._once(self.providers, provider_key(block), site, provider_key(block))
            version = block.body.attributes.get("version")  # where Terraform 0.12 pins it
            if version is not None:
                self.constraints.setdefault(block.labels[0], []).extend(_constraints(version))
        elif block.type == "locals":
            self._locals(site)
        elif block.type == "terraform":
            self._settings(block)

    def _once(self, into: dict[_Key, Site], key: _Key, site: Site, name: str) -> None:
        before = into.get(key)
        if before is None:
            into[key] = site
        else:
            self._twice(name, str(before.source), site.source)

    def _twice(self, name: str, first: str, again: Source) -> None:
        reason = f"is declared twice: the first, at {first}, is read"
        self.problems.append(Blind(f"`{name}`", reason, again))

    def _locals(self, site: Site) -> None:
        for name, attribute in site.block.body.attributes.items():
            before = self.locals.get(name)
            if before is None:
                self.locals[name] = (site.file, attribute)
            else:
                first = Source(before[0].name, before[1].line)
                again = Source(site.file.name, attribute.line)
                self._twice(f"local.{name}", str(first), again)

    def _settings(self, block: Block) -> None:
        for inner in block.body.blocks:
            if inner.type == "required_providers":
                for name, attribute in inner.body.attributes.items():
                    for text in _constraints(attribute):
                        self.constraints.setdefault(name, []).append(text)

    def _override(self, site: Site) -> None:
        """Merge a block of an override file into the block of the same name."""
        block = site.block
        if block.type == "locals":
            for name, attribute in block.body.attributes.items():
                self.locals[name] = (site.file, attribute)
            return
        if block.type == "terraform":
            self._settings(block)
            return
        before = self._overridden(block)
        if before is None:
            reason = "overrides what is not declared"
            name = ".".join(block.labels)
            self.problems.append(Blind(f"`{name}`", reason, site.source))
            return
        before.block = _merged(before.block, block)
        names = [*block.body.attributes, *(_nested_name(inner) for inner in block.body.blocks)]
        before.overridden |= dict.fromkeys(names, site.file)

    def _overridden(self, block: Block) -> Site | None:
        if block.type in ("resource", "data"):
            mode = "managed" if block.type == "resource" else "data"
            type_, name = block.labels
            return self.resources.get((mode, type_, name))
        tables = {
            "module": self.calls,
            "variable": self.variables,
            "output": self.outputs,
            "provider": self.providers,
        }
        if not block.labels:
            return None
        key = provider_key(block) if block.type == "provider" else block.labels[0]
        return tables.get(block.type, {}).get(key)


def _merged(base: Block, over: Block) -> Block:
    """Return a block with the arguments of another, and with its nested blocks by type."""
    attributes = {**base.body.attributes, **over.body.attributes}
    replaced = {_nested_name(inner) for inner in over.body.blocks}
    kept = [inner for inner in base.body.blocks if _nested_name(inner) not in replaced]
    body = Body(attributes, kept + over.body.blocks)
    return Block(base.type, base.labels, body, base.line, base.last, base.start, base.end)


def _nested_name(block: Block) -> str:
    return block.labels[0] if block.type == "dynamic" and block.labels else block.type


def provider_key(block: Block) -> str:
    """Return `azurerm` or `azurerm.alias` for a provider block."""
    alias = block.body.attributes.get("alias")
    if alias is not None and isinstance(alias.value, Literal):
        return f"{block.labels[0]}.{alias.value.value}"
    return block.labels[0]


def _constraints(attribute: Attribute) -> list[str]:
    value = attribute.value
    if isinstance(value, Literal) and isinstance(value.value, str):
        return [value.value]
    if isinstance(value, ObjectOf):
        for key, inner in value.items:
            if (
                isinstance(key, Literal)
                and key.value == "version"
                and isinstance(inner, Literal)
                and isinstance(inner.value, str)
            ):
                return [inner.value]
    return []
