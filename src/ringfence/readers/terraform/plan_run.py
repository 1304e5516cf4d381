"""One plan being read: its modules, instances, providers, and where they stand in the file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from msgspec import Raw

from ringfence.model.estate import Blind
from ringfence.model.facts import Source, Unknown
from ringfence.model.symbols import context
from ringfence.readers.terraform.evaluation.compile import Compiler
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.mapping import Provider
from ringfence.readers.terraform.plan_format import (
    Change,
    ConfigModule,
    Configuration,
    GivenVariable,
    Plan,
    PriorState,
    ProviderConfig,
    StateModule,
    StateValues,
    decode,
)
from ringfence.readers.terraform.plan_instances import PlanInstance
from ringfence.readers.terraform.plan_modules import ConfigFolder, PlanModule
from ringfence.readers.terraform.versions import majors_of
from ringfence.syntax.hcl.parser import parse_expression
from ringfence.syntax.hcl.tree import Expression

_STEP: Final = re.compile(r"module\.([\w-]+)(?:\[(\d+|\"(?:[^\"\\]|\\.)*\")\])?(?:\.|$)")
_SUBSCRIPTION: Final = re.compile(rb'"id":\s*"/subscriptions/([0-9a-fA-F-]{36})/')


class PlanRun:
    """The reading of one plan. `root` is its name."""

    def __init__(self, name: str, plan: Plan) -> None:
        self.root = name
        self.source = Source(name)
        self.variables: dict[str, GivenVariable] = plan.variables
        self.compiler = Compiler()
        self.problems: list[Blind] = []
        self._references: dict[str, Expression] = {}
        self._providers: dict[str, Provider] = {}
        self._names: dict[str, dict[str, str]] = {}
        self._ends: dict[str, list[str]] | None = None
        configuration = decode(plan.configuration, Configuration)
        self._configured: dict[str, ProviderConfig] = configuration.provider_config
        self.unknowns: dict[str, Raw] = {
            each.address: each.change.after_unknown
            for each in decode(plan.resource_changes, list[Change])
            if not each.deposed
        }
        folder = ConfigFolder(decode(configuration.root_module, ConfigModule))
        self.module = PlanModule(self, "", folder)
        self.instances: list[PlanInstance] = []
        self._seen = memoryview(plan.planned_values)
        self._load(decode(plan.planned_values, StateValues), data_only=False)
        prior = decode(plan.prior_state, PriorState)
        self._load(decode(prior.values, StateValues), data_only=True)

    def _load(self, values: StateValues, *, data_only: bool) -> None:
        """Take in the modules one by one; each is decoded only as far as its resources."""
        stack: list[Raw] = [values.root_module]
        while stack:
            state = decode(stack.pop(), StateModule)
            module = self._module(state.address)
            for resource in state.resources:
                if data_only and resource.mode != "data":
                    continue
                here = module.instances.setdefault(
                    (resource.mode, resource.type, resource.name), {}
                )
                if resource.index not in here:
                    instance = here[resource.index] = PlanInstance(module, resource)
                    self.instances.append(instance)
            stack.extend(reversed(state.child_modules))

    def _module(self, address: str) -> PlanModule:
        """Return the module instance with an address, made with all those above it."""
        module = self.module
        for match in _STEP.finditer(address):
            name, written = match[1], match[2]
            key: int | str | None = None
            if written is not None:
                key = int(written) if written.isdigit() else _unquoted(written)
            siblings = module.modules.setdefault(name, {})
            if key not in siblings:
                here = address[: match.end()].rstrip(".")
                config = module.config.child(name)
                siblings[key] = PlanModule(self, here, config, module, name, key)
            module = siblings[key]
        return module

    def reference(self, text: str) -> Expression:
        """Return a reference of the configuration as an expression."""
        known = self._references.get(text)
        if known is None:
            known = self._references[text] = parse_expression(text)
        return known

    # Providers

    def provider(self, key: str) -> Provider:
        """Return the provider of a configuration key (`azurerm.prod`, `module.x:azurerm`)."""
        known = self._providers.get(key)
        if known is None:
            known = self._providers[key] = self._provider(key)
        return known

    def _provider(self, key: str) -> Provider:
        config = self._configured.get(key, ProviderConfig())
        name = config.name or key.rpartition(":")[2].partition(".")[0]
        constraints = [
            each.version_constraint
            for each in self._configured.values()
            if each.name == name and each.version_constraint
        ]
        return Provider(
            name,
            self._stated(config, "subscription_id", key) or self._subscription(),
            self._stated(config, "tenant_id", key) or context("tenant", self.root),
            majors_of(constraints),
            ", ".join(dict.fromkeys(constraints)),
        )

    def _stated(self, config: ProviderConfig, argument: str, key: str) -> str:
        """Return a literal, "" where the configuration says nothing, else a symbol of its own."""
        expression = config.expressions.get(argument)
        if not isinstance(expression, dict):
            return ""
        value = self.module.resolve(expression, f"`{argument}`", Frame(self.module, self.root))
        if isinstance(value, Unknown):
            return context(argument.removesuffix("_id"), f"{self.root}@{key}")
        return value if isinstance(value, str) else ""

    def _subscription(self) -> str:
        """Return the one subscription that all known ids lie in, or the context's."""
        found = {match[1] for match in _SUBSCRIPTION.finditer(self._seen)}
        if len(found) == 1:
            return found.pop().decode()
        return context("subscription", self.root)

    # Names

    def by_name(self, arm: str, name: str) -> str | None:
        """Return the id of the planned resource of an ARM type with this name, if there is one."""
        kind = arm.lower()
        known = self._names.get(kind)
        if known is None:
            known = self._names[kind] = {}
            for instance in self.instances:
                mapping = instance.mapping
                if mapping is not None and mapping.arm.lower() == kind:
                    id_ = instance.placed().id
                    if id_:
                        known.setdefault(id_.rpartition("/")[2].lower(), id_)
        return known.get(name.lower())

    def named_below(self, above: str, name: str) -> str | None:
        """Return the id of the one planned resource that lies below an id and ends in a name."""
        if self._ends is None:
            self._ends = {}  # who asks while ids are being made gets no answer
            ends: dict[str, list[str]] = defaultdict(list)
            for instance in self.instances:
                id_ = instance.placed().id
                ends[id_.rpartition("/")[2].lower()].append(id_)
            self._ends = ends
        prefix = above.lower() + "/"
        found = {id_ for id_ in self._ends.get(name.lower(), ()) if id_.lower().startswith(prefix)}
        return found.pop() if len(found) == 1 else None

    def planned(self) -> Iterator[PlanInstance]:
        """Yield all instances."""
        yield from self.instances


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1]).replace("$${", "${").replace("%%{", "%{")
