"""Modules at work: variables, locals, outputs, resources and calls of one configuration.

A folder is read once; every call of it makes a `Module` of its own, which evaluates what it is
asked for and remembers the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal, TypeAlias

from ringfence.model.facts import Source, Unknown
from ringfence.model.symbols import context
from ringfence.readers.terraform.calls import ModuleCall
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.types import convert
from ringfence.readers.terraform.evaluation.values import (
    MAX_WEIGHT,
    Datum,
    Failure,
    Problem,
    too_heavy,
)
from ringfence.readers.terraform.expansion import (
    ONE,
    Expansion,
    TooMany,
    by_count,
    by_for_each,
    uncounted,
)
from ringfence.readers.terraform.folder import Folder, Site
from ringfence.readers.terraform.inputs import spelled
from ringfence.readers.terraform.mapping import Provider
from ringfence.readers.terraform.project import dotted
from ringfence.readers.terraform.providers import configured
from ringfence.readers.terraform.resources import ResourceBlock
from ringfence.syntax.hcl.tree import Literal as Constant
from ringfence.syntax.hcl.tree import ObjectOf

if TYPE_CHECKING:
    from ringfence.readers.terraform.run import Run

_NOT_GIVEN = object()
_Evaluate: TypeAlias = Callable[[], Datum]


class Module:
    """One module instance. `call` is the block that calls it, `outer` the frame of the call."""

    def __init__(
        self,
        run: Run,
        folder: Folder,
        address: str = "",
        names: tuple[str, ...] = (),
        parent: Module | None = None,
        call: Site | None = None,
        outer: Frame | None = None,
        presence: Unknown | None = None,
    ) -> None:
        self.run = run
        self.folder = folder
        self.address = address
        self.names = names
        self.parent = parent
        self.call_site = call
        self.outer = outer
        self.presence = presence
        self._known: dict[tuple[str, str], Datum] = {}
        self._busy: set[tuple[str, str]] = set()
        self._blocks: dict[tuple[str, str, str], ResourceBlock] = {}
        self._calls: dict[str, ModuleCall] = {}
        self._providers: dict[str, Provider] = {}

    # What expressions ask for (see `evaluation.frame.Scope`)

    @property
    def path(self) -> str:
        """The folder of the module within the tree."""
        return self.folder.path

    @property
    def root_path(self) -> str:
        """The folder of the root configuration within the tree."""
        return self.run.root

    def variable(self, name: str) -> Datum:
        """Return `var.<name>`, converted to its type."""
        found = self._known.get(("var", name), _NOT_GIVEN)
        if found is not _NOT_GIVEN:
            return found
        site = self.folder.variables.get(name)
        if site is None:
            return Failure(f"variable `{name}` is not declared in `{self.path}`")
        return self._once("var", name, site.source, lambda: self._variable(name, site))

    def local(self, name: str) -> Datum:
        """Return `local.<name>`."""
        found = self._known.get(("local", name), _NOT_GIVEN)
        if found is not _NOT_GIVEN:
            return found
        entry = self.folder.locals.get(name)
        if entry is None:
            return Failure(f"`local.{name}` is not declared in `{self.path}`")
        file, attribute = entry
        code = self.folder.compiler.code(attribute.value)
        frame = Frame(self, file.name, attribute.line)
        where = Source(file.name, attribute.line)
        return self._once("local", name, where, lambda: self.run.evaluate(code, frame))

    def output(self, name: str) -> Datum:
        """Return the output `name`, as the caller sees it."""
        found = self._known.get(("output", name), _NOT_GIVEN)
        if found is not _NOT_GIVEN:
            return found
        site = self.folder.outputs.get(name)
        if site is None:
            return Failure(f"module `{self.address}` has no output `{name}`")
        recipe = self.folder.recipe(site)
        if "value" not in recipe.arguments:
            return Failure(f"the output `{name}` has no value", site.source)
        frame = Frame(self, site.file.name, site.block.line)
        return self._once(
            "output",
            name,
            site.source,
            lambda: self.run.evaluate(lambda inner: recipe.argument("value", inner), frame),
        )

    def call(self, name: str) -> Datum:
        """Return `module.<name>`."""
        site = self.folder.calls.get(name)
        if site is None:
            return Failure(f"`module.{name}` is not declared in `{self.path}`")
        if ("module", name) in self._busy:
            return self.run.cycle(self.prefixed(f"module.{name}"), site.source)
        return self.called(name).value

    def resource(self, mode: str, type_: str, name: str) -> Datum:
        """Return `<type>.<name>` or `data.<type>.<name>`."""
        key = (mode, type_, name)
        known = self._blocks.get(key)
        if known is not None:
            return known.value
        site = self.folder.resources.get(key)
        address = f"{'data.' if mode == 'data' else ''}{type_}.{name}"
        if site is None:
            return Failure(f"`{address}` is not declared in `{self.path}`")
        if (mode, f"{type_}.{name}") in self._busy:
            return self.run.cycle(self.prefixed(address), site.source)
        return self.block("data" if mode == "data" else "managed", type_, name).value

    def workspace(self) -> Datum:
        """Return `terraform.workspace`, which the user of Terraform chooses."""
        return context("workspace", self.run.root)

    def read_file(self, path: str) -> bytes | Unknown:
        """Return the content of a file, named relative to the root folder."""
        return self.run.read_file(path)

    def list_files(self, path: str) -> list[str]:
        """Return the files below a folder (relative to the root folder), relative to it."""
        return self.run.list_files(path)

    def prefixed(self, address: str) -> str:
        """Return an address of this module as the user knows it."""
        return f"{self.address}.{address}" if self.address else address

    def spend(self, work: int) -> None:
        """Count work of this root."""
        self.run.spend(work)

    # What the reader asks for

    def block(self, mode: Literal["managed", "data"], type_: str, name: str) -> ResourceBlock:
        """Return a declared block with its instances."""
        key = (mode, type_, name)
        known = self._blocks.get(key)
        if known is None:
            site = self.folder.resources[key]
            busy = (mode, f"{type_}.{name}")
            self._busy.add(busy)
            expansion = self.expand(site, f"{type_}.{name}")
            self._busy.discard(busy)
            known = self._blocks[key] = ResourceBlock(self, site, mode, expansion)
        return known

    def called(self, name: str) -> ModuleCall:
        """Return a declared call with the modules that it makes."""
        known = self._calls.get(name)
        if known is None:
            busy = ("module", name)
            self._busy.add(busy)
            known = self._calls[name] = ModuleCall(self, name, self.folder.calls[name])
            self._busy.discard(busy)
        return known

    def blocks(self) -> Iterator[ResourceBlock]:
        """Yield all resource and data blocks, in the order of the files."""
        for mode, type_, name in self.folder.resources:
            yield self.block("data" if mode == "data" else "managed", type_, name)

    def children(self) -> Iterator[Module]:
        """Yield the modules that this one calls."""
        for name in self.folder.calls:
            yield from self.called(name).modules

    def busy(self) -> bool:
        """Tell whether the instances of any block or call are just being counted."""
        return any(kind in ("managed", "data", "module") for kind, _ in self._busy)

    def expand(self, site: Site, name: str) -> Expansion:
        """Return the instances of a block by its `count` or `for_each`."""
        recipe = self.folder.recipe(site)
        argument = next((each for each in ("for_each", "count") if each in recipe.arguments), None)
        if argument is None:
            self.run.admit(1)
            return ONE
        frame = Frame(self, site.file.name, site.block.line)
        value = self.run.evaluate(lambda inner: recipe.argument(argument, inner), frame)
        where = Source(site.file.name, recipe.arguments[argument].line)
        keyed = argument == "for_each"
        try:
            expansion = by_for_each(value) if keyed else by_count(value)
            self.run.admit(len(expansion.members))
        except Problem as problem:
            reason = f"its `{argument}` {problem}"
        except TooMany as many:
            reason = str(many)
        else:
            return expansion
        self.run.problem(f"`{self.prefixed(name)}`", reason, where)
        return uncounted(Unknown(f"`{name}`: {reason}", where), keyed=keyed)

    def provider(self, key: str) -> Provider:
        """Return the provider configuration `azurerm` or `azurerm.alias` as seen from here."""
        known = self._providers.get(key)
        if known is None:
            known = self._providers[key] = self._provider(key)
        return known

    def _provider(self, key: str) -> Provider:
        site = self.folder.providers.get(key)
        name = key.partition(".")[0]
        if site is not None:
            frame = Frame(self, site.file.name, site.block.line)
            versions = self.run.versions(name)
            return configured(site, self.folder, frame, self.run.root, *versions)
        passed = self._passed().get(key)
        if self.parent is not None and (passed is not None or "." not in key):
            return self.parent.provider(passed if passed is not None else key)
        alias = key if "." in key else ""
        return self.run.unstated(name, self.prefixed(alias) if alias else "")

    def _passed(self) -> dict[str, str]:
        """Return the `providers` of the call: the name in here, and the caller's name for it."""
        if self.call_site is None:
            return {}
        stated = self.call_site.block.body.attributes.get("providers")
        if stated is None or not isinstance(stated.value, ObjectOf):
            return {}
        return {dotted(key): dotted(value) for key, value in stated.value.items}

    def _once(self, kind: str, name: str, where: Source, evaluate: _Evaluate) -> Datum:
        """Evaluate what is asked for the first time; it may not ask for itself."""
        key = (kind, name)
        if key in self._busy:
            return self.run.cycle(self.prefixed(f"{kind}.{name}"), where)
        self._busy.add(key)
        try:
            value = evaluate()
        finally:
            self._busy.discard(key)
        if too_heavy(value):
            reason = f"holds more than {MAX_WEIGHT} values"
            self.run.problem(f"`{self.prefixed(f'{kind}.{name}')}`", reason, where)
            value = Unknown(f"`{kind}.{name}` {reason}", where)
        self._known[key] = value
        return value

    def _variable(self, name: str, site: Site) -> Datum:
        frame = Frame(self, site.file.name, site.block.line)
        kind = self.folder.type_of(name)
        if isinstance(kind, str):
            self.run.problem(f"variable `{name}`", kind, site.source)
            return Unknown(f"variable `{name}`: {kind}", site.source)
        value = self._given(name)
        recipe = self.folder.recipe(site)
        if value is _NOT_GIVEN or (value is None and not self.folder.nullable(name)):
            if "default" not in recipe.arguments:
                return self._missing(name, site)
            value = recipe.argument("default", frame)
        return convert(value, kind, frame)

    def _given(self, name: str) -> Datum:
        """Return the value that the caller, or the user, gives to a variable."""
        if self.call_site is not None and self.parent is not None and self.outer is not None:
            recipe = self.parent.folder.recipe(self.call_site)
            if name not in recipe.arguments:
                return _NOT_GIVEN
            return self.run.evaluate(lambda frame: recipe.argument(name, frame), self.outer)
        given = self.run.inputs.given.get(name)
        if given is None:
            return _NOT_GIVEN
        value = given.value
        if given.literal is not None and not self.folder.is_text(name):
            value = spelled(given.literal)
        frame = Frame(self, given.source.file, given.source.line)
        if isinstance(value, Constant):
            return value.value
        return self.run.evaluate(self.folder.compiler.code(value), frame)

    def _missing(self, name: str, site: Site) -> Unknown:
        if self.call_site is not None:
            reason = f"variable `{name}` is not given by `{self.address}`"
            return Unknown(reason, self.call_site.source)
        elsewhere = self.run.inputs.elsewhere(name, self.run.project)
        return Unknown(f"variable `{name}` has no value{elsewhere}", site.source)
