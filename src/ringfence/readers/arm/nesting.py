"""Deployments inside deployments: the template may stand there, or lie in another file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ringfence.model.estate import Blind
from ringfence.model.facts import Source, Unknown
from ringfence.model.symbols import placeholder, show, symbol
from ringfence.readers.arm.deployment import Deployment
from ringfence.readers.arm.evaluating import is_copy, name_text, resolve
from ringfence.readers.arm.frame import Frame
from ringfence.readers.arm.links import find, tail
from ringfence.readers.arm.naming import placed
from ringfence.readers.arm.planned import Planned
from ringfence.readers.arm.scope import MANAGEMENT_GROUPS, Level, Scope
from ringfence.readers.arm.template import Path, TemplateFile, each_member, located, member, spelt
from ringfence.readers.arm.values import Failure, Lazy, Operand, Unsettled, stand_in
from ringfence.readers.tree import Unreadable
from ringfence.syntax.jsontext import JsonError

MAX_DEPTH: Final = 40
"""How deep deployments may nest."""

Place = tuple[TemplateFile, Path]


def open_deployment(planned: Planned) -> Deployment | None:
    """Return the deployment that a resource makes, None if its template cannot be had.

    What cannot be had may declare anything: it is a gap over the whole root.
    """
    if planned.external is not None:
        planned.closed = planned.external
        return None
    try:
        planned.child = _opened(planned)
    except Failure as error:
        source = located(planned.file, planned.path)
        planned.closed = Unknown(str(error), source)
        world = planned.deployment.world
        world.note(Blind(f"deployment `{planned.address}`", str(error), source, world.root))
    return planned.child


def _opened(planned: Planned) -> Deployment:
    parent = planned.deployment
    if parent.depth >= MAX_DEPTH:
        raise Failure(f"is nested more than {MAX_DEPTH} deployments deep")
    properties = planned.value_raw("properties")
    inner = _scope_option(planned, properties) == "inner"
    template, place = _template(planned, properties)
    linked = place[0] is not planned.file
    deployment = Deployment(
        parent.world,
        template,
        place,
        _target(planned, template),
        given=_given(planned, properties),
        name=planned.name,
        label=planned.address,
        prefix=_prefix(planned),
    )
    deployment.depth = parent.depth + 1
    deployment.presence = planned.presence
    deployment.shared = planned.shared or linked
    deployment.chain = (*parent.chain, place[0].name) if linked else parent.chain
    if linked:
        return deployment
    if not inner:
        deployment.frame = planned.frame.deferring(deployment.frame)
    elif planned.frame.deferred is not None:
        # The parent of the parent has evaluated this text too: what is escaped is meant for here.
        deployment.frame = deployment.frame.deferring(deployment.frame)
    return deployment


def _prefix(planned: Planned) -> str:
    """Return what stands before the symbolic names inside: how the calls are known."""
    if planned.symbolic:
        return f"{planned.address}."
    return f"{planned.deployment.prefix}{show(planned.name)}."


def _scope_option(planned: Planned, properties: Any) -> str:
    options = member(properties, "expressionEvaluationOptions")
    value = resolve(member(options, "scope"), planned.frame, planned.file, planned.path)
    return str(value).lower() if isinstance(value, str) else "outer"


# The template


def _template(planned: Planned, properties: Any) -> tuple[dict[str, Any], Place]:
    base: Path = (planned.path, spelt(planned.raw, "properties"))
    written = member(properties, "template")
    if written is not None:
        place: Place = (planned.file, (base, spelt(properties, "template")))
        if isinstance(written, str):
            written = resolve(written, planned.frame, *place)
        if isinstance(written, Lazy):
            written = written.settle()
        if isinstance(written, Unknown):
            raise Failure(f"its template is not known: {written.reason}")
        if not isinstance(written, dict):
            raise Failure("its template is no object")
        return written, place
    link = member(properties, "templateLink")
    if isinstance(link, str):
        link = resolve(link, planned.frame, planned.file, (base, "templateLink"))
    if not isinstance(link, dict):
        raise Failure("it has no template")
    return _linked(planned, link, (base, "templateLink"))


def _linked(planned: Planned, link: dict[str, Any], path: Path) -> tuple[dict[str, Any], Place]:
    world = planned.deployment.world
    if member(link, "id") is not None:
        raise Failure("its template is a template spec, which is not in the tree")
    name = _file_of(planned, link, path)
    world.linked.add(name)
    if name in planned.deployment.chain:
        raise Failure(f"its template `{name}` deploys itself")
    file = _read(planned, name)
    if not isinstance(file.body, dict) or member(file.body, "resources") is None:
        raise Failure(f"its template `{name}` is no template")
    return file.body, (file, None)


def _read(planned: Planned, name: str) -> TemplateFile:
    try:
        return planned.deployment.world.file(name)
    except JsonError as error:
        raise Failure(f"its template `{name}` {error} (line {error.line})") from error
    except Unreadable as error:
        raise Failure(f"its template `{name}` {error}") from error


def _file_of(planned: Planned, link: dict[str, Any], path: Path) -> str:
    """Return the name of the linked file in the tree. Raises Failure if it is not there."""
    relative = member(link, "relativePath")
    key = "uri" if relative is None else "relativePath"
    value = resolve(member(link, key), planned.frame, planned.file, (path, key))
    text, _ = name_text(value)
    world = planned.deployment.world
    folder = planned.file.name.rpartition("/")[0]
    found = find(world, tail(world, text, folder, relative=relative is not None), planned.file.name)
    if found is None:
        raise Failure(f"its template `{show(text)[:200]}` is not in the tree")
    return found


# The scope


def _target(planned: Planned, template: dict[str, Any]) -> Scope:
    """Return the scope that a nested deployment goes to."""
    del template
    scope = planned.deployment.scope
    raw = planned.raw
    if member(raw, "subscriptionId") is not None or member(raw, "resourceGroup") is not None:
        return placed(planned, scope)
    if member(raw, "scope") is None:
        return scope
    text, _ = name_text(planned.value("scope"))
    text = text.rstrip("/")
    if not text:
        return scope.at(Level.TENANT)
    mark = MANAGEMENT_GROUPS[len("/providers/") :].lower()
    if mark in text.lower() + "/":
        return scope.at(Level.MANAGEMENT_GROUP, management_group=text.rpartition("/")[2])
    parts = text.strip("/").split("/")
    if len(parts) == 2 and parts[0].lower() == "subscriptions":
        return scope.at(Level.SUBSCRIPTION, subscription=parts[1])
    if len(parts) == 3 and parts[2].lower() == "resourcegroups":
        return scope.at(Level.GROUP, subscription=parts[1])  # an empty name means its own group
    if len(parts) == 4 and parts[2].lower() == "resourcegroups":
        return scope.at(Level.GROUP, subscription=parts[1], group=parts[3])
    raise Failure(f"its scope `{show(text)[:200]}` is not known")


# The parameters


def _given(planned: Planned, properties: Any) -> dict[str, Callable[[], Operand]]:
    """Return the values that a deployment passes on, evaluated when they are asked for."""
    base: Path = (planned.path, spelt(planned.raw, "properties"))
    written = member(properties, "parameters")
    place: Path = (base, spelt(properties, "parameters"))
    if written is None and member(properties, "parametersLink") is not None:
        return _linked_parameters(planned, member(properties, "parametersLink"), base)
    if isinstance(written, str):
        written = resolve(written, planned.frame, planned.file, place)
    if isinstance(written, Unknown):
        raise Failure(f"its parameters are not known: {written.reason}")
    return {
        name.lower(): _value(entry, planned.frame, planned.file, (place, name))
        for name, entry in each_member(written)
    }


def _value(entry: Any, frame: Frame, file: TemplateFile, path: Path) -> Callable[[], Operand]:
    if isinstance(entry, str):
        entry = resolve(entry, frame, file, path)
    if isinstance(entry, Unknown):
        return lambda: entry
    vault = member(entry, "reference")
    if vault is not None:
        return lambda: vault_secret(resolve(vault, frame, file, (path, "reference")), frame.root)
    if is_copy("copy", member(entry, "copy")):
        return lambda: member(resolve(entry, frame, file, path), "value")
    return lambda: resolve(member(entry, "value"), frame, file, (path, spelt(entry, "value")))


def vault_secret(reference: Operand, root: str) -> str:
    """Return the symbol of a secret in a key vault that a parameter takes its value from."""
    vault = member(member(reference, "keyVault"), "id")
    name = member(reference, "secretName")
    where, what = (
        stand_in(each) if isinstance(each, Unknown) else str(each) for each in (vault, name)
    )
    return symbol(f"secret {what} of {where}", root)


def _linked_parameters(planned: Planned, link: Any, base: Path) -> dict[str, Callable[[], Operand]]:
    """Read a linked parameter file; without it, no value of the deployment is known."""
    name = _file_of(planned, link, (base, "parametersLink"))
    file = _read(planned, name)
    return file_values(file, planned.frame.root)


def file_values(file: TemplateFile, root: str) -> dict[str, Callable[[], Operand]]:
    """Return the values of a parameter file. They are literal: nothing in them is evaluated."""
    parameters = member(file.body, "parameters")
    return {
        name.lower(): lambda entry=entry, name=name: file_value(file, name, entry, root)  # type: ignore[misc]  # defaults bind the loop variables
        for name, entry in each_member(parameters)
    }


def file_value(file: TemplateFile, name: str, entry: Any, root: str) -> Operand:
    """Return one value of a parameter file."""
    vault = member(entry, "reference")
    if vault is not None:
        return vault_secret(vault, root)
    if member(entry, "expression") is not None:
        return Unsettled(
            f"parameter `{name}` is computed at deployment",
            parameter_source(file, name),
            stand_in=placeholder(f"parameter {name.lower()}", root),
        )
    return member(entry, "value")


def parameter_source(file: TemplateFile, name: str) -> Source:
    """Return where a parameter file gives a value."""
    return located(file, ((None, "parameters"), name))
