"""One deployment: a template with its parameters, sent to a scope."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from ringfence.model.estate import Blind
from ringfence.model.facts import Unknown
from ringfence.model.symbols import OPEN, context, placeholder
from ringfence.readers.arm.evaluating import is_copy, loops_of, resolve, unrolled
from ringfence.readers.arm.frame import Frame
from ringfence.readers.arm.scope import Scope
from ringfence.readers.arm.template import Path, TemplateFile, each_member, located, member
from ringfence.readers.arm.types import Types
from ringfence.readers.arm.values import Failure, Operand, Unsettled

if TYPE_CHECKING:
    from ringfence.readers.arm.planned import Planned
    from ringfence.readers.arm.world import World

Given = Mapping[str, Callable[[], Operand]]
"""The values that a deployment is given, by the lower-case name of the parameter."""

_BUSY: Final = object()


class Deployment:
    """A template at work.

    `name` is the name of the deployment, `label` says in messages which one it is ("" for the
    root's), `prefix` stands before the addresses of what it declares. `template` lies at `path`
    of `file`. `frame` is where its own expressions are evaluated. `presence` says why it may not
    happen at all; `shared` that its text makes several deployments; `chain` are the files that
    led to it, `depth` how many deployments are around it.
    """

    def __init__(
        self,
        world: World,
        template: dict[str, Any],
        place: tuple[TemplateFile, Path],
        scope: Scope,
        *,
        given: Given | None = None,
        name: Operand = None,
        label: str = "",
        prefix: str = "",
    ) -> None:
        self.world = world
        self.root = world.root
        self.template = template
        self.file, self.path = place
        self.scope = scope
        self.given: Given = given or {}
        self.name = context("deployment", self.root) if name is None else name
        self.label = label
        self.prefix = prefix
        self.frame = Frame(self)
        self.depth = 0
        self.presence: Unknown | None = None
        self.shared = False
        self.chain: tuple[str, ...] = (self.file.name,)
        self._named: dict[str, Planned | list[Planned]] = {}
        self._absent: dict[str, Planned] = {}
        self._parameters = _by_name(member(template, "parameters"))
        self._types = Types(template)
        self._variables = self._variable_places()
        self._functions: dict[str, tuple[dict[str, Any], Path]] | None = None
        self._known: dict[tuple[str, str], Operand] = {}
        self._working: list[str] = []
        world.deployments.append(self)

    # Parameters

    def parameter(self, name: str) -> Operand:
        """Return a parameter. Raises Failure if the template declares none of this name."""
        return self._memo("parameter", name, self._parameter)

    def _parameter(self, name: str) -> Operand:
        written, definition = self._parameters.get(name.lower(), (name, None))
        place: Path = ((self.path, "parameters"), written)
        if definition is None:
            raise Failure(f"the template declares no parameter `{name}`")
        given = self.given.get(name.lower())
        value: Operand = given() if given is not None else None
        if value is None:
            defined = "defaultvalue" in map(str.lower, definition)
            if given is None or (defined and member(definition, "defaultValue") is not None):
                value = self.default(name)
        return self._types.masked(value, definition, lambda part: self._hidden(name, part, place))

    def _missing(self, name: str, definition: dict[str, Any], place: Path) -> Operand:
        definition = self._types.resolved(definition)
        allowed = member(definition, "allowedValues")
        if isinstance(allowed, list) and len(allowed) == 1:
            return allowed[0]
        if member(definition, "nullable") is True:
            return None
        of = f" of `{self.label}`" if self.label else ""
        return Unsettled(
            f"parameter `{name}`{of} has no value",
            located(self.file, place),
            stand_in=self.parameter_symbol(name),
        )

    def parameter_symbol(self, name: str) -> str:
        """Return the symbol that stands for a parameter in names and ids."""
        of = f" of {self.label}" if self.label else ""
        return placeholder(f"parameter {name.lower()}{of}", self.root)

    def _hidden(self, name: str, value: Operand, place: Path) -> Operand:
        """Keep a literal secret out of everything; what is no secret text passes."""
        literal = isinstance(value, str) and value != "" and OPEN not in value
        if not literal and not isinstance(value, dict):
            return value
        return Unsettled(
            f"parameter `{name}` is secret, its value is not read",
            located(self.file, place),
            stand_in=placeholder(f"secret parameter {name.lower()}", self.root),
        )

    def default(self, name: str) -> Operand:
        """Return what a parameter is where nobody gives it a value."""
        written, definition = self._parameters.get(name.lower(), (name, {}))
        place: Path = ((self.path, "parameters"), written)
        if "defaultvalue" not in map(str.lower, definition):
            return self._missing(name, definition, place)
        default = member(definition, "defaultValue")
        return resolve(default, self.frame, self.file, (place, "defaultValue"))

    def parameter_type(self, name: str) -> str:
        """Return the type of a parameter in lower case."""
        _, definition = self._parameters.get(name.lower(), ("", {}))
        return str(member(self._types.resolved(definition), "type")).lower()

    def parameter_names(self) -> list[str]:
        """Return the names of the parameters in lower case."""
        return list(self._parameters)

    def declares(self, name: str) -> bool:
        """Tell whether the template has a parameter of this name."""
        return name.lower() in self._parameters

    # Variables

    def _variable_places(self) -> dict[str, tuple[str, Any, Path]]:
        """Return the variables by lower-case name: (spelling, text or loop, place)."""
        section = member(self.template, "variables")
        base: Path = (self.path, "variables")
        found: dict[str, tuple[str, Any, Path]] = {}
        for name, raw in each_member(section):
            if is_copy(name, raw):
                for index, loop in enumerate(loops_of(raw)):
                    looped = str(member(loop, "name"))
                    found[looped.lower()] = ("loop", loop, ((base, name), index))
            else:
                found[name.lower()] = ("plain", raw, (base, name))
        return found

    def variable(self, name: str) -> Operand:
        """Return a variable. Raises Failure if the template declares none of this name."""
        return self._memo("variable", name, self._variable)

    def _variable(self, name: str) -> Operand:
        if name.lower() not in self._variables:
            raise Failure(f"the template declares no variable `{name}`")
        how, raw, place = self._variables[name.lower()]
        if how == "loop":
            return unrolled(raw, self.frame, self.file, place, resolve)
        return resolve(raw, self.frame, self.file, place)

    # Outputs

    def output(self, name: str) -> Operand:
        """Return the value of an output. Raises Failure if there is none of this name."""
        return self._memo("output", name, self._output)

    def _output(self, name: str) -> Operand:
        outputs = _by_name(member(self.template, "outputs"))
        if name.lower() not in outputs:
            raise Failure(f"the deployment has no output `{name}`")
        written, definition = outputs[name.lower()]
        place: Path = ((self.path, "outputs"), written)
        loop = member(definition, "copy")
        if isinstance(loop, dict):
            named = {"name": "", **loop}
            return unrolled(named, self.frame, self.file, (place, "copy"), _looped_output)
        return resolve(member(definition, "value"), self.frame, self.file, (place, "value"))

    # Functions of the template's own

    def call(self, name: str, arguments: list[Operand]) -> Operand:
        """Call a function that the template defines in a namespace."""
        if self._functions is None:
            self._functions = self._function_places()
        if name.lower() not in self._functions:
            raise Failure(f"the template defines no function `{name}`")
        definition, place = self._functions[name.lower()]
        parameters = member(definition, "parameters") or []
        names = [str(member(each, "name")).lower() for each in parameters]
        values = dict(zip(names, arguments, strict=False))
        self.world.spend(1)
        frame = Frame(self, arguments=values)
        output = member(member(definition, "output"), "value")
        return self._guarded(f"function `{name}`", lambda: resolve(output, frame, self.file, place))

    def _function_places(self) -> dict[str, tuple[dict[str, Any], Path]]:
        found: dict[str, tuple[dict[str, Any], Path]] = {}
        listed = member(self.template, "functions")
        for index, each in enumerate(listed if isinstance(listed, list) else ()):
            space = str(member(each, "namespace"))
            place: Path = ((self.path, "functions"), index)
            for name, definition in each_member(member(each, "members")):
                found[f"{space}.{name}".lower()] = (definition, ((place, "members"), name))
        return found

    # Memory, cycles and messages

    def _memo(self, what: str, name: str, make: Callable[[str], Operand]) -> Operand:
        key = (what, name.lower())
        value = self._known.get(key, self)
        if value is _BUSY:
            return self._cycle(what, name)
        if value is not self:
            return value
        self._known[key] = _BUSY
        self._working.append(name)
        try:
            value = self._known[key] = self._guarded(f"{what} `{name}`", lambda: make(name))
        finally:
            self._working.pop()
            if self._known.get(key) is _BUSY:
                del self._known[key]
        return value

    def _guarded(self, what: str, make: Callable[[], Operand]) -> Operand:
        try:
            return make()
        except RecursionError:
            raise Failure(f"{what} refers to itself, or through too many levels") from None

    def _cycle(self, what: str, name: str) -> Operand:
        section = {"parameter": "parameters", "variable": "variables", "output": "outputs"}[what]
        source = located(self.file, ((self.path, section), name))
        reason = f"{what} `{name}` refers to itself"
        self.world.note(
            Blind(f"{what} `{name}`", "refers to itself", source, self.root, inert=True)
        )
        return Unsettled(reason, source, stand_in=placeholder(reason, self.root))

    def in_progress(self) -> str:
        """Return the name of the parameter that is being evaluated."""
        return self._working[-1] if self._working else ""

    def forget(self) -> None:
        """Forget all values, to evaluate them again with what is known now."""
        self._known.clear()

    def close(self) -> None:
        """Let go of everything; no question can be asked any more."""
        self.template = {}
        for store in (self._known, self._named, self._absent, self._parameters, self._variables):
            store.clear()

    def description(self) -> Operand:
        """Return what `deployment()` answers."""
        return {
            "name": self.name,
            "location": context("deployment.location", self.root),
            "properties": {
                "template": {"contentVersion": member(self.template, "contentVersion")},
                "templateLink": {"uri": self.world.address_of(self.file.name)},
                "mode": "Incremental",
                "provisioningState": "Succeeded",
            },
        }

    # Resources by name

    def enter(self, planned: Planned, symbolic: str, label: str) -> None:
        """Remember a resource under its symbolic name, or its plain one."""
        planned.symbolic = symbolic
        if not symbolic:
            self._named.setdefault(planned.name.lower(), planned)
            return
        if label != symbolic or "copy" in planned.raw:
            listed = self._named.setdefault(symbolic.lower(), [])
            if isinstance(listed, list):
                listed.append(planned)
        self._named.setdefault(label.lower(), planned)

    def enter_absent(self, planned: Planned, label: str) -> None:
        """Remember a resource whose condition does not hold: it is named, but never there."""
        self._absent.setdefault(label.lower(), planned)

    def absent(self, name: str) -> Planned | None:
        """Return the resource of this symbolic name that is surely not deployed."""
        return self._absent.get(name.lower())

    def named(self, name: str) -> Planned | list[Planned] | None:
        """Return the resource of a symbolic or plain name, all of them for a loop."""
        return self._named.get(name.lower())

    def outputs_of(self) -> list[str]:
        """Return the names of the outputs."""
        return [name for name, _ in each_member(member(self.template, "outputs"))]


def _by_name(section: Any) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return definitions by lower-case name, with the name as written."""
    return {
        name.lower(): (name, definition)
        for name, definition in each_member(section)
        if isinstance(definition, dict)
    }


def _looped_output(raw: Any, frame: Frame, file: TemplateFile, path: Path) -> Operand:
    return resolve(raw, frame, file, path)
