"""Functions that ask for the state of resources at run time: `reference` and the keys they list."""

from __future__ import annotations

from ringfence.model.facts import Unknown
from ringfence.readers.arm.frame import Frame
from ringfence.readers.arm.guards import settled, text
from ringfence.readers.arm.registry import Style, function
from ringfence.readers.arm.states import Credentials, Info, State, inline, target
from ringfence.readers.arm.values import Operand, blurred, stand_in
from ringfence.syntax.arm import Call


@function("reference", 1, 3, style=Style.FRAME)
def reference(frame: Frame, arguments: list[Operand]) -> Operand:
    """The state of a resource, by id or by its name in the template; `Full` gives all of it."""
    arguments = settled(arguments)
    whole = len(arguments) > 2 and str(arguments[2]).lower() == "full"
    named = arguments[0]
    doubt = named if isinstance(named, Unknown) else None
    name = text(named, "reference") if doubt is None else stand_in(named)
    found = target(frame, name)
    if isinstance(found, list):
        return [State(frame, each.id, each, whole=whole) for each in found]
    id_ = name if found is None else found.id
    written = inline(frame, id_)
    if written is not None:
        return State(frame, id_, written[0], whole=whole, base=written[1])
    return State(frame, id_, found, whole=whole, doubt=doubt if found is None else None)


@function("references", 1, 3, style=Style.FRAME)
def references(frame: Frame, arguments: list[Operand]) -> Operand:
    """The states of all resources of a copy loop, by its symbolic name."""
    made = reference(frame, arguments)
    return made if isinstance(made, list) else [made]


@function("resourceInfo", 1, style=Style.FRAME)
def resource_info(frame: Frame, arguments: list[Operand]) -> Operand:
    """Id, name and type of a resource of the template, by its symbolic name."""
    named = settled(arguments)[0]
    if isinstance(named, Unknown):
        return blurred(named, "resourceInfo", [named], frame.root)
    found = target(frame, text(named, "resourceInfo"))
    if isinstance(found, list):
        return [Info(each) for each in found]
    return State(frame, named, None, whole=True) if found is None else Info(found)


@function("list*", 1, 3, style=Style.SYNTAX)
def list_(frame: Frame, arguments: list[Operand], call: Call) -> Operand:
    """Keys and connection strings of a resource: secrets."""
    named = arguments[0](frame)
    (named,) = settled([named])
    name = stand_in(named) if isinstance(named, Unknown) else text(named, call.name)
    found = target(frame, name)
    single = found if not isinstance(found, list) else None
    return Credentials(frame, call.name, name if single is None else single.id)


@function("extensions", 1, style=Style.FRAME)
def extensions(frame: Frame, arguments: list[Operand]) -> Operand:
    """The configuration of an extension: not in the template."""
    return blurred(
        Unknown("the configuration of an extension is given at deployment"),
        "extensions", arguments, frame.root,
    )  # fmt: skip
