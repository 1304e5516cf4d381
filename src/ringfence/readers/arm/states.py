"""The state of a resource, as far as its template tells: what it declares, and symbols.

What a resource of the estate declares is its value. What the provider computes (an object id, an
address) is a symbol. What a resource outside the template is like is not known.
"""

from __future__ import annotations

import re
from typing import Any, Final

from ringfence.model.facts import Unknown
from ringfence.model.symbols import OPEN, show, symbol
from ringfence.readers.arm.evaluating import (
    Each,
    evaluate,
    is_copy,
    loops_of,
    repeated,
    resolve,
    unrolled,
)
from ringfence.readers.arm.frame import Frame
from ringfence.readers.arm.planned import Planned
from ringfence.readers.arm.template import Path, member, spelt
from ringfence.readers.arm.values import Failure, Lazy, Operand, Unsettled, stand_in
from ringfence.readers.identity import client, principal

_ABSENT: Final = object()

_RELATIVE: Final = re.compile(r"[A-Za-z]\w*\.[\w.]+/")
"""How an id begins that leaves out the scope of the deployment."""

_CARRIED: Final = re.compile(r"/providers/Microsoft\.ManagedIdentity/identities/default$", re.I)
"""The id under which the system-assigned identity of a resource can be asked for."""

_ENDPOINTS: Final[dict[tuple[str, str], str]] = {
    ("microsoft.storage/storageaccounts", "primaryendpoints.blob"): "https://{}.blob.core.windows.net/",
    ("microsoft.storage/storageaccounts", "primaryendpoints.dfs"): "https://{}.dfs.core.windows.net/",
    ("microsoft.storage/storageaccounts", "primaryendpoints.file"): "https://{}.file.core.windows.net/",
    ("microsoft.storage/storageaccounts", "primaryendpoints.queue"): "https://{}.queue.core.windows.net/",
    ("microsoft.storage/storageaccounts", "primaryendpoints.table"): "https://{}.table.core.windows.net/",
    ("microsoft.keyvault/vaults", "vaulturi"): "https://{}.vault.azure.net/",
    ("microsoft.containerregistry/registries", "loginserver"): "{}.azurecr.io",
    ("microsoft.documentdb/databaseaccounts", "documentendpoint"): "https://{}.documents.azure.com:443/",
    ("microsoft.web/sites", "defaulthostname"): "{}.azurewebsites.net",
}  # fmt: skip
"""Addresses that the name of a resource decides (learn.microsoft.com, the pages of each service)."""


def target(frame: Frame, named: str) -> Planned | list[Planned] | None:
    """Return the resource of the template that an id, a symbolic name or a plain name means."""
    deployment = frame.deployment
    if "/" not in named or OPEN in named.partition("/")[0]:
        found = deployment.named(named) or deployment.absent(named)
        if isinstance(found, Planned) and found.external is not None:
            named = found.id  # it may be declared elsewhere
        elif found is not None:
            return found
    if _RELATIVE.match(named) is not None:
        named = f"{deployment.scope.id}/providers/{named}"
    by_id = deployment.world.by_id.get(named.rstrip("/").lower())
    if by_id is None or by_id.external is not None:
        deployment.world.misses += not deployment.world.settled
    return by_id


def inline(frame: Frame, id_: str) -> tuple[Planned, tuple[str | int, ...]] | None:
    """Return the resource that states the child `id_` as an element of a list, and where.

    A subnet may stand in its network; a resource of its own then only changes it.
    """
    above, _, rest = id_.rpartition("/")[0].rpartition("/")
    parent = frame.deployment.world.by_id.get(above.lower())
    if parent is None:
        return None
    path = ("properties", rest)
    listed = _declared(parent, path, whole=True)
    name = id_.rpartition("/")[2].lower()
    for index, element in enumerate(listed if isinstance(listed, list) else ()):
        own = member(element, "name")
        own = stand_in(own) if isinstance(own, Unknown) else own
        if isinstance(own, str) and own.lower() == name:
            return parent, (*path, index)
    return None


class State(Lazy):
    """What `reference` returns, looked into as far as `path`.

    Without `whole` the path starts at `properties`. `doubt` says why it is not known which
    resource it is. `base` is where in `planned` it is written, for a part of another resource.
    """

    __slots__ = ("base", "doubt", "frame", "id", "path", "planned")

    def __init__(
        self,
        frame: Frame,
        id_: str,
        planned: Planned | None,
        *,
        whole: bool,
        doubt: Unknown | None = None,
        path: tuple[str | int, ...] | None = None,
        base: tuple[str | int, ...] = (),
    ) -> None:
        self.frame = frame
        self.id = id_
        self.planned = planned
        self.doubt = doubt
        self.base = base
        self.path = path if path is not None else (() if whole else ("properties",))

    def get(self, key: str | int) -> Operand:
        """Return what is at `key`: a value as soon as the template states one."""
        path = (*self.path, key)
        planned = self.planned
        if planned is not None and planned.is_deployment and path[:2] == ("properties", "outputs"):
            return self._output(planned, path)
        deeper = State(
            self.frame, self.id, planned, whole=True, doubt=self.doubt, path=path, base=self.base
        )
        if planned is None:
            return deeper
        value = _declared(planned, self.base + path)
        # The provider adds to what an expression makes: an object is looked into from here.
        return deeper if value is _ABSENT or isinstance(value, dict | list) else value

    def _output(self, planned: Planned, path: tuple[str | int, ...]) -> Operand:
        """Return an output of a deployment; its value stands below the key `value`."""
        if len(path) < 4:
            return State(self.frame, self.id, planned, whole=True, path=path)
        if planned.child is None:
            return self._unknown_output(planned, path)
        if str(path[3]).lower() == "value":
            return planned.child.output(str(path[2]))
        raise Failure(f"an output has no `{path[3]}`")

    def _unknown_output(self, planned: Planned, path: tuple[str | int, ...]) -> Operand:
        why = planned.closed
        if why is None:
            why = Unknown("the template of the deployment is not known")
        return Unsettled(why.reason, why.source, stand_in=self._symbol(path))

    def settle(self) -> Operand:
        """Return the value here: declared parts, or a symbol for what is computed."""
        planned = self.planned
        if planned is not None:
            if planned.is_deployment and self.path[:2] == ("properties", "outputs"):
                return self._outputs(planned)
            value = _declared(planned, self.base + self.path, whole=True)
            if value is not _ABSENT:
                return self._with_ids(planned, value)
        return self._computed()

    def _with_ids(self, planned: Planned, value: Operand) -> Operand:
        """Give the parts in a list the ids that the provider gives them."""
        if not isinstance(value, list) or len(self.path) != 2 or not _has_parts(planned):
            return value
        return [
            {**each, "id": f"{self.id}/{self.path[1]}/{each['name']}"}
            if isinstance(each, dict) and isinstance(each.get("name"), str) and "id" not in each
            else each
            for each in value
        ]

    def _outputs(self, planned: Planned) -> Operand:
        """Return all outputs, or one with its type, as an object."""
        if planned.child is None:
            return self._unknown_output(planned, self.path)
        if len(self.path) == 3:
            return {"value": planned.child.output(str(self.path[2]))}
        return {name: {"value": planned.child.output(name)} for name in planned.child.outputs_of()}

    def _symbol(self, path: tuple[str | int, ...]) -> str:
        return symbol(f"{self.id}.{dotted(path)}", self.frame.root)

    def _computed(self) -> Operand:
        path = tuple(str(step).lower() for step in self.path)
        last = path[-1] if path else ""
        if (identity := _identity(self.id, self.path, path)) is not None:
            return identity
        if last == "tenantid":
            return self.frame.deployment.scope.tenant
        if path in (("id",), ("resourceid",)):
            return self.id
        planned = self.planned
        if planned is None or planned.external is not None:
            return self._outside()
        if planned.type.startswith("Microsoft.Graph/"):
            if last in ("id", "objectid", "principalid"):
                return principal(planned.id)
            if last == "appid":
                return client(planned.id)
        return self._provided(planned, path)

    def _provided(self, planned: Planned, path: tuple[str, ...]) -> Operand:
        """Return what the provider makes of names: ids of parts and addresses; else a symbol."""
        if self.base:
            return self._symbol(self.path)
        if path[-1:] == ("id",) and len(path) == 4 and _has_parts(planned):
            name = _declared(planned, (*self.path[:-1], "name"))
            if isinstance(name, str):
                return f"{self.id}/{self.path[1]}/{name}"
        form = _ENDPOINTS.get((planned.type.lower(), ".".join(path[1:])))
        if form is not None:
            return form.format(planned.name)
        return self._symbol(self.path)

    def _outside(self) -> Unsettled:
        if self.doubt is not None:
            reason, source = self.doubt.reason, self.doubt.source
            return Unsettled(reason, source, stand_in=self._symbol(self.path))
        what = dotted(self.path) or "its state"
        return Unsettled(
            f"`{what}` of `{show(self.id)}` is not in this template",
            stand_in=self._symbol(self.path),
        )


def _has_parts(planned: Planned) -> bool:
    """Tell whether what stands in lists of a resource has ids of its own: subnets, rules, pools."""
    return planned.type.lower().startswith("microsoft.network/")


def _identity(id_: str, path: tuple[str | int, ...], lower: tuple[str, ...]) -> str | None:
    """Return the principal or client that a path names, None if it names none."""
    if len(lower) < 2 or lower[-1] not in ("principalid", "clientid"):
        return None
    made = principal if lower[-1] == "principalid" else client
    id_ = _CARRIED.sub("", id_)
    if lower[:2] == ("identity", "userassignedidentities") and len(lower) == 4:
        return made(str(path[2]))
    if lower[:-1] in (("identity",), ("properties",)):
        return made(id_)
    return None


def dotted(path: tuple[str | int, ...]) -> str:
    """Return a path as text."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".").removeprefix("properties.")


def _declared(planned: Planned, path: tuple[str | int, ...], *, whole: bool = False) -> Operand:
    """Return what the template states at `path`, _ABSENT if it states nothing.

    An object or a list is returned only if `whole`: else it is looked into further. A resource
    that asks for its own state means the one from before the deployment, which is not known.
    """
    looking = planned.deployment.world.looking
    key = (id(planned), path)
    if key in looking:
        what = f"`{dotted(path)}` of `{planned.address}`"
        return Unsettled(
            f"{what} is what it was before the deployment",
            stand_in=symbol(f"{planned.id}.{dotted(path)} before", planned.frame.root),
        )
    looking.add(key)
    try:
        return _stated(planned, path, whole=whole)
    finally:
        looking.discard(key)


def _stated(planned: Planned, path: tuple[str | int, ...], *, whole: bool) -> Operand:
    raw: Any = planned.raw
    place: Path = planned.path
    for index, step in enumerate(path):
        if isinstance(raw, dict) and isinstance(step, str):
            key = spelt(raw, step)
            if key not in raw:
                return _loop(planned, raw, path[index:], place)
            raw, place = raw[key], (place, key)
        elif isinstance(raw, list) and isinstance(step, int) and 0 <= step < len(raw):
            raw, place = raw[step], (place, step)
        elif isinstance(raw, Each):
            made = repeated(raw, planned.frame, planned.file, place, resolve)
            return _below(made, path[index:], planned.frame.root)
        elif isinstance(raw, str) and raw[:1] == "[":
            return _below(evaluate(raw, planned.frame), path[index:], planned.frame.root)
        else:
            return _ABSENT
    if isinstance(raw, dict | list | Each) and not whole:
        return _ABSENT
    if path == ("name",):
        return planned.name
    return resolve(raw, planned.frame, planned.file, place)


def _loop(
    planned: Planned, raw: dict[str, Any], rest: tuple[str | int, ...], place: Path
) -> Operand:
    """Return what a property copy loop makes of `rest`, _ABSENT if none does."""
    loops = member(raw, "copy")
    if not is_copy("copy", loops):
        return _ABSENT
    for index, loop in enumerate(loops_of(loops)):
        if str(member(loop, "name")).lower() == str(rest[0]).lower():
            at: Path = ((place, spelt(raw, "copy")), index)
            made = unrolled(loop, planned.frame, planned.file, at, resolve)
            return _below(made, rest[1:], planned.frame.root)
    return _ABSENT


def _below(value: Operand, path: tuple[str | int, ...], root: str) -> Operand:
    from ringfence.readers.arm.values import get

    for step in path:
        try:
            value = get(value, step, root)
        except Failure:
            return _ABSENT
    return value


class Credentials(Lazy):
    """What a `list...` function returns: secrets, of which only the origin is kept."""

    __slots__ = ("frame", "function", "id", "path")

    def __init__(
        self, frame: Frame, function: str, id_: str, path: tuple[str | int, ...] = ()
    ) -> None:
        self.frame = frame
        self.function = function
        self.id = id_
        self.path = path

    def get(self, key: str | int) -> Operand:
        """Return a part of the secrets."""
        return Credentials(self.frame, self.function, self.id, (*self.path, key))

    def settle(self) -> Operand:
        """Return the symbol of the secret: the function, the resource and the part."""
        part = f" {dotted(self.path)}" if self.path else ""
        return symbol(f"{self.function} of {self.id}{part}", self.frame.root)


class Info(Lazy):
    """What `resourceInfo` returns."""

    __slots__ = ("planned",)

    def __init__(self, planned: Planned) -> None:
        self.planned = planned

    def get(self, key: str | int) -> Operand:
        """Return id, name, type or version."""
        return self.settle()[str(key)]

    def settle(self) -> Operand:
        """Return all of it."""
        planned = self.planned
        return {
            "id": planned.id,
            "name": planned.name,
            "type": planned.type,
            "apiVersion": planned.api_version,
        }
