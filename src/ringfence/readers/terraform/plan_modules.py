"""Modules of a plan: what their expressions refer to, as far as a plan tells.

A plan holds values, and for what is not known which references its expression makes, but not the
expression. What refers to exactly one thing is taken to be that thing (see `plan.LIMITS`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ringfence.model.facts import Unknown
from ringfence.model.symbols import context
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.values import Datum, Failure, Lazy
from ringfence.readers.terraform.plan_format import ConfigCall, ConfigModule, ConfigResource, decode

if TYPE_CHECKING:
    from ringfence.readers.terraform.plan_instances import PlanInstance
    from ringfence.readers.terraform.plan_run import PlanRun


class ConfigFolder:
    """The configuration of a module, indexed. Shared by all instances of one call."""

    def __init__(self, module: ConfigModule) -> None:
        self.resources: dict[tuple[str, str, str], ConfigResource] = {
            (each.mode, each.type, each.name): each for each in module.resources
        }
        self.calls = module.module_calls
        self.outputs = module.outputs
        self._children: dict[str, ConfigFolder] = {}

    def child(self, name: str) -> ConfigFolder:
        """Return the configuration of a called module."""
        known = self._children.get(name)
        if known is None:
            call = self.calls.get(name, ConfigCall())
            known = self._children[name] = ConfigFolder(decode(call.module, ConfigModule))
        return known


class PlanOutputs(Lazy):
    """A module of a plan as references see it."""

    __slots__ = ("module",)

    def __init__(self, module: PlanModule) -> None:
        self.module = module

    def attribute(self, name: str) -> Datum:
        """Return an output."""
        return self.module.output(name)

    def whole(self) -> Datum:
        """Return all outputs."""
        return {name: self.module.output(name) for name in self.module.config.outputs}


class PlanModule:
    """One instance of a module. `name` and `key` are those of its call, None at the root."""

    def __init__(
        self,
        run: PlanRun,
        address: str,
        config: ConfigFolder,
        parent: PlanModule | None = None,
        name: str = "",
        key: int | str | None = None,
    ) -> None:
        self.run = run
        self.address = address
        self.config = config
        self.parent = parent
        self.name = name
        self.key = key
        self.instances: dict[tuple[str, str, str], dict[int | str | None, PlanInstance]] = {}
        self.modules: dict[str, dict[int | str | None, PlanModule]] = {}
        self._known: dict[tuple[str, str], Datum] = {}
        self._busy: set[tuple[str, str]] = set()

    # What expressions ask for (see `evaluation.frame.Scope`)

    @property
    def path(self) -> str:
        """A plan has no folders."""
        return "."

    @property
    def root_path(self) -> str:
        """The name of the plan."""
        return self.run.root

    def variable(self, name: str) -> Datum:
        """Return `var.<name>`: a value of the plan, or what the call refers to."""
        if self.parent is None:
            given = self.run.variables.get(name)
            if given is not None:
                return given.value
            return Unknown(f"variable `{name}` is not in the plan", self.run.source)
        expression = self._call.expressions.get(name)
        if expression is None:
            return Unknown(f"the default of variable `{name}` is not in the plan", self.run.source)
        what = f"variable `{self.prefixed(f'var.{name}')}`"
        parent = self.parent
        return self._once("var", name, lambda: parent.resolve(expression, what, self.outer()))

    def local(self, name: str) -> Datum:
        """Return `local.<name>`, which plans leave out."""
        return Unknown(f"`{self.prefixed(f'local.{name}')}` is not in the plan", self.run.source)

    def output(self, name: str) -> Datum:
        """Return an output of this module, as its caller sees it."""
        written = self.config.outputs.get(name)
        if written is None:
            return Failure(f"module `{self.address}` has no output `{name}`")
        what = f"output `{self.prefixed(f'output.{name}')}`"
        frame = Frame(self, self.run.root)
        return self._once("output", name, lambda: self.resolve(written.expression, what, frame))

    def call(self, name: str) -> Datum:
        """Return `module.<name>`."""
        found = self.modules.get(name)
        if found is None:
            call = self.config.calls.get(name)
            if call is not None and call.count_expression is not None:
                return []
            if call is not None and call.for_each_expression is not None:
                return {}
            # A module without resources has no planned values; its outputs may still refer.
            return (
                PlanOutputs(self._empty(name))
                if call is not None
                else Failure(f"`module.{name}` is not in the plan")
            )
        return _gather({key: PlanOutputs(module) for key, module in found.items()})

    def _empty(self, name: str) -> PlanModule:
        address = self.prefixed(f"module.{name}")
        return PlanModule(self.run, address, self.config.child(name), self, name)

    def resource(self, mode: str, type_: str, name: str) -> Datum:
        """Return `<type>.<name>` or `data.<type>.<name>`."""
        key = (mode, type_, name)
        found = self.instances.get(key)
        if found is not None:
            return _gather(dict(found))
        written = self.config.resources.get(key)
        if written is not None and written.count_expression is not None:
            return []
        if written is not None and written.for_each_expression is not None:
            return {}
        address = self.prefixed(f"{'data.' if mode == 'data' else ''}{type_}.{name}")
        return Unknown(f"`{address}` is not in the plan", self.run.source, refs=(address,))

    def workspace(self) -> Datum:
        """Return `terraform.workspace`."""
        return context("workspace", self.run.root)

    def read_file(self, path: str) -> bytes | Unknown:
        """Refuse: what a plan read is already in its values."""
        return Unknown(f"`{path}` is not read for a plan")

    def list_files(self, path: str) -> list[str]:
        """Return nothing: what a plan read is already in its values."""
        del path
        return []

    def prefixed(self, address: str) -> str:
        """Return an address of this module as the user knows it."""
        return f"{self.address}.{address}" if self.address else address

    def spend(self, work: int) -> None:
        """Count no work: a plan has no loops."""
        del work

    # What instances ask for

    @property
    def _call(self) -> ConfigCall:
        assert self.parent is not None
        return self.parent.config.calls.get(self.name, ConfigCall())

    def outer(self) -> Frame:
        """Return the frame of the call in the calling module."""
        assert self.parent is not None
        call = self._call
        return self.parent.frame(self.key, call.for_each_expression)

    def frame(self, key: int | str | None, for_each: dict[str, Any] | None) -> Frame:
        """Return a frame in which `each` and `count` are those of an instance key."""
        frame = Frame(self, self.run.root)
        if isinstance(key, int):
            frame.count_index = key
        elif key is not None:
            frame.each_key = key
            frame.each_value = self._each_value(key, for_each)
        return frame

    def _each_value(self, key: str, for_each: dict[str, Any] | None) -> Datum:
        collection = self.resolve(for_each or {}, "`for_each`", Frame(self, self.run.root))
        if isinstance(collection, dict) and key in collection:
            return collection[key]
        if isinstance(collection, list) and key in collection:
            return key
        return Unknown(f'`each.value` of `["{key}"]` is not in the plan', self.run.source)

    def resolve(self, expression: dict[str, Any], what: str, frame: Frame) -> Datum:
        """Return what an expression refers to: a constant, or the one thing that it names.

        A collection beside a key of it means the member with that key. A plan does not say which
        attribute of the member is meant, so that it may be a whole instance.
        """
        if "constant_value" in expression:
            return expression["constant_value"]
        named = farthest(expression.get("references") or [])
        values = [self.run.compiler.code(self.run.reference(each))(frame) for each in named]
        if len(values) == 1:
            return values[0]
        member = _member(values)
        if member is not None:
            return member
        refs = tuple(self.prefixed(each) for each in named if not each.startswith(_SCOPED))
        return Unknown(f"{what} is not known before deployment", self.run.source, refs=refs)

    def _once(self, kind: str, name: str, evaluate: Any) -> Datum:
        key = (kind, name)
        if key in self._known:
            return self._known[key]
        if key in self._busy:
            return Unknown(f"`{self.prefixed(f'{kind}.{name}')}` refers to itself", self.run.source)
        self._busy.add(key)
        value = self._known[key] = evaluate()
        self._busy.discard(key)
        return value


_SCOPED = ("var.", "local.", "each.", "count.", "path.", "terraform.", "self.")


def _member(values: list[Datum]) -> Datum:
    """Return the member of the only collection among two values whose key is the other one."""
    if len(values) != 2:
        return None
    one, other = values if isinstance(values[0], dict | list) else reversed(values)
    if isinstance(one, dict) and isinstance(other, str):
        return one.get(other)
    if isinstance(one, list) and type(other) is int and 0 <= other < len(one):
        return one[other]
    return None


def farthest(references: list[str]) -> list[str]:
    """Return the references that are no beginning of another one.

    A plan lists `x.y.id` and then `x.y`: the same reference, less and less far.
    """
    distinct = list(dict.fromkeys(references))
    return [
        each
        for each in distinct
        if not any(other.startswith((f"{each}.", f"{each}[")) for other in distinct)
    ]


def _gather(found: dict[int | str | None, Any]) -> Datum:
    """Return instances by their keys, as a reference to the block sees them."""
    if None in found:
        return found[None]
    if all(isinstance(key, int) for key in found):
        return [found[key] for key in sorted(found, key=lambda key: int(key or 0))]
    return {str(key): found[key] for key in sorted(found, key=str)}
