"""From a template to the resources that it declares: loops, conditions, children, deployments."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any

from ringfence.model.estate import Blind
from ringfence.model.facts import Unknown
from ringfence.model.symbols import show
from ringfence.readers.arm import directory
from ringfence.readers.arm.deployment import Deployment
from ringfence.readers.arm.evaluating import Each, passes, rounds
from ringfence.readers.arm.frame import Frame
from ringfence.readers.arm.functions.logic import truth
from ringfence.readers.arm.naming import identify
from ringfence.readers.arm.nesting import open_deployment
from ringfence.readers.arm.planned import Planned
from ringfence.readers.arm.template import Path, each_member, located, member, spelt
from ringfence.readers.arm.values import Failure, first_unknown
from ringfence.readers.arm.world import MAX_RESOURCES, World


def expand(world: World, first: Deployment) -> None:
    """Plan everything that a deployment declares, nested deployments after what is around them."""
    queue = deque([first])
    while queue:
        for planned in Expansion(queue.popleft()).run():
            child = open_deployment(planned)
            if child is not None:
                queue.append(child)
    world.forget()


class Expansion:
    """The expansion of one deployment."""

    def __init__(self, deployment: Deployment) -> None:
        self.deployment = deployment
        self.world = deployment.world
        self.file = deployment.file
        self.calls: list[Planned] = []

    def run(self) -> list[Planned]:
        """Plan all resources; return the deployments among them."""
        deployment = self.deployment
        self._all(deployment.template, deployment.path, deployment.frame, None)
        return self.calls

    def _all(
        self, holder: dict[str, Any], path: Path, frame: Frame, parent: Planned | None
    ) -> None:
        """Plan the `resources` of a template or of a resource."""
        listed = member(holder, "resources")
        if listed is not None and not isinstance(listed, list | dict):
            what = f"`resources` of `{parent.address}`" if parent is not None else "`resources`"
            self._blind(
                what, "are neither a list nor an object", (path, spelt(holder, "resources"))
            )
        for symbolic, raw, place in _listed(holder, path):
            self._declared(raw, place, frame, symbolic, parent)

    def _blind(self, what: str, reason: str, path: Path) -> None:
        """Report what cannot be read: it may declare anything."""
        self.world.note(Blind(what, reason, located(self.file, path), self.world.root))

    def _declared(
        self, raw: Any, path: Path, frame: Frame, symbolic: str, parent: Planned | None
    ) -> None:
        """Plan one entry of `resources`, once for each pass of its loop."""
        if self.world.is_full():
            return
        what = _called(raw, path, symbolic)
        if not isinstance(raw, dict):
            self._blind(what, "is no object", path)
            return
        loop = member(raw, "copy")
        try:
            if isinstance(loop, Each):
                self._for_each(loop, raw, path, frame, symbolic, parent)
                return
            if loop is not None and not isinstance(loop, dict):
                raise Failure("its copy loop is no object")
            if loop is None:
                self._one(raw, path, frame, (symbolic, symbolic), parent, None)
                return
            name = str(member(loop, "name"))
            count, doubt = passes(
                member(loop, "count"), name, frame, (self.file, ((path, "copy"), "count"))
            )
            if self.world.every:
                count = 1
            for index in range(count):
                if self.world.is_full():
                    return
                self.world.spend(1)
                inner = frame.copying(name, index if doubt is None else doubt, innermost=True)
                label = f"{symbolic}[{index}]" if symbolic and doubt is None else symbolic
                self._one(raw, path, inner, (symbolic, label), parent, doubt, looped=True)
        except Failure as error:
            self._blind(what, str(error), path)

    def _for_each(
        self, loop: Each, raw: dict[str, Any], path: Path, frame: Frame, symbolic: str,
        parent: Planned | None,
    ) -> None:  # fmt: skip
        """Plan a resource for each element of a loop."""
        unsure = False
        for inner, number, doubt in rounds(loop, frame, (self.file, (path, "copy"))):
            if self.world.is_full():
                return
            unsure = unsure or doubt is not None
            label = symbolic if unsure else f"{symbolic}[{number}]"
            self._one(raw, path, inner, (symbolic, label), parent, doubt, looped=True)

    def _one(
        self, raw: dict[str, Any], path: Path, frame: Frame, symbolic: tuple[str, str],
        parent: Planned | None, doubt: Unknown | None, *, looped: bool = False,
    ) -> None:  # fmt: skip
        """Plan one instance and what is declared inside it."""
        planned = Planned(self.deployment, frame, raw, (self.file, path))
        exists: bool | Unknown = True
        planned.shared = looped or self.deployment.shared or (parent is not None and parent.shared)
        try:
            exists = _condition(planned)
            if directory.is_extension(planned):
                if exists is not False:
                    directory.plan(planned, symbolic[1])
                    self._keep(planned, symbolic, exists, doubt)
                return
            identity = identify(planned, parent)
        except Failure as error:
            if exists is not False or member(raw, "resources"):
                self._blind(_called(raw, path, symbolic[1]), f"cannot be read: {error}", path)
            return
        planned.type, planned.name = identity.type, identity.name
        planned.id, planned.scope = identity.id, identity.scope
        version = planned.value("apiVersion")
        planned.api_version = version if isinstance(version, str) else ""
        if exists is not False:
            self._keep(planned, symbolic, exists, doubt)
        elif symbolic[1]:
            self.deployment.enter_absent(planned, symbolic[1])
        # The vendor does not carry the condition of a parent over to its children.
        self._all(raw, path, frame, planned)

    def _keep(
        self, planned: Planned, symbolic: tuple[str, str], exists: bool | Unknown,
        doubt: Unknown | None,
    ) -> None:  # fmt: skip
        """Enter a resource under its address, id and symbolic name."""
        world, deployment = self.world, self.deployment
        if len(world.planned) >= MAX_RESOURCES:
            reason = f"declares more than {MAX_RESOURCES} resources; the rest is not read"
            world.note(Blind(f"`{self.file.name}`", reason, located(self.file, None), world.root))
            world.full = True
            return
        planned.presence = first_unknown(exists, doubt, deployment.presence)
        name = symbolic[1]
        if name:
            planned.address = f"{deployment.prefix}{name}"
        elif not planned.address:
            planned.address = show(f"{planned.type}/{planned.name}")
        planned.address = world.address(planned.address)
        if member(planned.raw, "existing") is True:
            planned.external = Unknown(
                f"`{planned.address}` is an existing resource, its settings are not in this template",
                located(planned.file, planned.path),
            )
        world.planned.append(planned)
        world.enter(planned)
        deployment.enter(planned, symbolic[0], name)
        if planned.is_deployment:
            self.calls.append(planned)


def _called(raw: Any, path: Path, symbolic: str) -> str:
    """Return what a message calls a resource: its symbolic name, its type or its place."""
    stated = symbolic or member(raw, "type")
    if isinstance(stated, str) and stated[:1] != "[":
        return f"`{stated}`"
    return f"`resources[{path[1] if path is not None else ''}]`"


def _condition(planned: Planned) -> bool | Unknown:
    raw = member(planned.raw, "condition")
    if raw is None or planned.deployment.world.every:
        return True
    return truth(planned.value("condition"))


def _listed(holder: dict[str, Any], path: Path) -> Iterator[tuple[str, Any, Path]]:
    """Yield `(symbolic name, resource, place)` of the `resources` of a template or a resource."""
    resources = member(holder, "resources")
    base: Path = (path, spelt(holder, "resources"))
    if isinstance(resources, list):
        for index, raw in enumerate(resources):
            yield "", raw, (base, index)
    elif resources is not None and not isinstance(resources, dict):
        yield "", resources, base  # an expression, where the vendor takes none
    else:
        for name, raw in each_member(resources):
            yield name, raw, (base, name)
