"""Functions that no template can call by name: what Bicep says and templates have no words for.

Bicep speaks of modules, of all resources of a loop, and of resources that may not be deployed.
"""

from __future__ import annotations

from ringfence.model.facts import Unknown
from ringfence.readers.arm.frame import Frame
from ringfence.readers.arm.guards import settled, text
from ringfence.readers.arm.nesting import vault_secret
from ringfence.readers.arm.planned import Planned
from ringfence.readers.arm.registry import Style, function
from ringfence.readers.arm.states import State, target
from ringfence.readers.arm.values import (
    Failure,
    Lazy,
    Operand,
    Unsettled,
    blurred,
    more,
    stand_in,
    word,
)
from ringfence.readers.identity import group_id, resource_id


@function("$unknown", style=Style.FRAME)
def unknown(frame: Frame, arguments: list[Operand]) -> Operand:
    """A value that is not known; the argument says why."""
    del frame
    return Unsettled(text(arguments[0], "$unknown"))


@function("$secret", 2, 3, style=Style.FRAME)
def secret(frame: Frame, arguments: list[Operand]) -> Operand:
    """A secret of a key vault, given by the id of the vault."""
    vault, name, *_ = settled(arguments)
    return vault_secret({"keyVault": {"id": vault}, "secretName": name}, frame.root)


@function("getSecret", 4, 5, style=Style.FRAME)
def get_secret(frame: Frame, arguments: list[Operand]) -> Operand:
    """A secret for a parameter: subscription, group and name of the vault, name of the secret."""
    subscription, group, vault, name, *_ = map(word, settled(arguments))
    id_ = resource_id(group_id(subscription, group), "Microsoft.KeyVault/vaults", vault)
    return vault_secret({"keyVault": {"id": id_}, "secretName": name}, frame.root)


def _planned(frame: Frame, named: Operand) -> Planned | list[Planned] | None:
    name = stand_in(named) if isinstance(named, Unknown) else text(named, "$module")
    return target(frame, name)


@function("$module", style=Style.FRAME)
def module(frame: Frame, arguments: list[Operand]) -> Operand:
    """A module by its symbolic name."""
    (named,) = settled(arguments)
    found = _planned(frame, named)
    if isinstance(found, Planned):
        return Deployed(frame, found)
    if isinstance(named, Unknown):
        return blurred(named, "$module", [named], frame.root)
    return Unsettled("the module is not deployed, or it is not known which one is meant")


@function("$modules", style=Style.FRAME)
def modules(frame: Frame, arguments: list[Operand]) -> Operand:
    """All modules of a loop."""
    return [
        each if isinstance(each, Unknown) else Deployed(frame, each)
        for each in _all(frame, arguments)
    ]


@function("$resources", style=Style.FRAME)
def resources(frame: Frame, arguments: list[Operand]) -> Operand:
    """The states of all resources of a loop."""
    return [
        each if isinstance(each, Unknown) else State(frame, each.id, each, whole=True)
        for each in _all(frame, arguments)
    ]


def _all(frame: Frame, arguments: list[Operand]) -> list[Planned | Unknown]:
    """Return what a loop has planned; what may not be there as any number of unknown ones."""
    found = frame.deployment.named(text(arguments[0], "$resources"))
    listed = found if isinstance(found, list) else [found] if found is not None else []
    unsure = frame.deployment.presence
    return [
        each if each.presence is None or each.presence is unsure else more(each.presence)
        for each in listed
    ]


@function("$deployed", style=Style.FRAME)
def deployed(frame: Frame, arguments: list[Operand]) -> Operand:
    """Whether a resource or module is deployed at all."""
    (named,) = settled(arguments)
    if isinstance(named, Unknown):
        return blurred(named, "$deployed", [named], frame.root)
    name = text(named, "$deployed")
    if frame.deployment.absent(name) is not None:
        return False
    found = target(frame, name)
    if isinstance(found, Planned):
        return True if found.presence is None else found.presence
    return Unsettled("it is not known whether the resource is deployed")


class Deployed(Lazy):
    """A module: its name and its outputs."""

    __slots__ = ("frame", "planned")

    def __init__(self, frame: Frame, planned: Planned) -> None:
        self.frame = frame
        self.planned = planned

    def get(self, key: str | int) -> Operand:
        """Return the name or the outputs."""
        if key == "outputs":
            return Outputs(self.frame, self.planned)
        if key == "name":
            return self.planned.name
        raise Failure(f"a module has no `{key}`")

    def settle(self) -> Operand:
        """Return all of it."""
        return {"name": self.planned.name, "outputs": self.get("outputs").settle()}


class Outputs(Lazy):
    """The outputs of a module."""

    __slots__ = ("frame", "planned")

    def __init__(self, frame: Frame, planned: Planned) -> None:
        self.frame = frame
        self.planned = planned

    def get(self, key: str | int) -> Operand:
        """Return the value of one output."""
        state = State(self.frame, self.planned.id, self.planned, whole=True)
        for step in ("properties", "outputs", key, "value"):
            found = state.get(step)
            if not isinstance(found, State):
                return found
            state = found
        return state

    def settle(self) -> Operand:
        """Return all outputs."""
        child = self.planned.child
        if child is None:
            why = self.planned.closed or Unknown("the template of the module is not known")
            return Unsettled(why.reason, why.source)
        return {name: child.output(name) for name in child.outputs_of()}
