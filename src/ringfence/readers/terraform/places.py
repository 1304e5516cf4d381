"""Where in the scope tree a declared resource lies: how its provider id is made.

An id is made from arguments alone, so that a reference to `x.id` can be answered before anything
else of `x` is evaluated. A part of an id that is not known is a symbol of the resource itself;
the rest of the id still tells where it lies.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from ringfence.model.facts import ABSENT, Absent, Unknown, Value
from ringfence.model.symbols import symbol
from ringfence.readers.identity import (
    carrier,
    graph_id,
    group_id,
    resource_id,
    subscription_id,
)
from ringfence.readers.terraform.mapping import Provider

_ARGUMENT: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Where:
    """Whose id is made: the instance, its provider, and how names of parents are looked up.

    `get` evaluates one argument of the instance (ABSENT if not set). `by_name` returns the id of
    the resource of a type with a globally unique name, None if the root declares none.
    """

    address: str
    root: str
    provider: Provider
    get: Callable[[str], Value | Absent]
    by_name: Callable[[str, str], str | None]

    def word(self, name: str) -> str:
        """Return argument `name` as one segment of an id; a symbol of ours if it is not known.

        For a resource's own name: what is declared once is one thing, whatever it is called.
        """
        value = self.get(name)
        if isinstance(value, str) and value:
            return value
        if isinstance(value, int | float):
            return str(value)
        return symbol(f"{self.address}.{name}", self.root)

    def other(self, name: str) -> str:
        """Return argument `name`, which names another thing, as one segment of an id.

        If it is not known it may name anything, even something that another argument leaves
        unknown too: such symbols have roots of their own, so that `same` answers "may be". Equal
        unknowns (one variable in two places) give equal symbols.
        """
        value = self.get(name)
        if isinstance(value, Unknown):
            which = f"{value.reason} {value.source}".replace("#", "")
            return symbol(value.hint or name, f"{self.root}?{which}")
        return self.word(name)


@dataclass(frozen=True, slots=True)
class Placed:
    """The id of an instance. `doubt` says why its parent, of one of `types`, is not known."""

    id: str
    doubt: Unknown | None = None
    types: tuple[str, ...] = ()


class Place(Protocol):
    """A rule that makes ids."""

    @property
    def reads(self) -> tuple[str, ...]:
        """The names of the arguments that the id is made of."""
        ...

    def put(self, arm: str, where: Where) -> Placed:
        """Return the id of the instance as a resource of type `arm`."""
        ...


@dataclass(frozen=True, slots=True)
class InGroup:
    """A resource in a resource group, named by `name`."""

    group: str = "resource_group_name"
    name: str = "name"

    @property
    def reads(self) -> tuple[str, ...]:
        """The group and the name."""
        return (self.group, self.name)

    def put(self, arm: str, where: Where) -> Placed:
        """Return `/subscriptions/../resourceGroups/../providers/<arm>/<name>`."""
        group = group_id(where.provider.subscription, where.other(self.group))
        return Placed(resource_id(group, arm, where.word(self.name)))


@dataclass(frozen=True, slots=True)
class Group:
    """A resource group."""

    reads: tuple[str, ...] = ("name",)

    def put(self, arm: str, where: Where) -> Placed:
        """Return `/subscriptions/../resourceGroups/<name>`."""
        del arm
        return Placed(group_id(where.provider.subscription, where.word("name")))


@dataclass(frozen=True, slots=True)
class Under:
    """A child of another resource.

    The parent, of type `parent`, is given by its id in one of `ids`, or by its name in one of
    `names`: alone where names are globally unique, with `resource_group_name` where `group` is
    true. `middle` stands between parent and child (`blobServices/default/containers`): the ARM
    segments below the parent without the child's own name; `{x}` in it is argument `x`.
    `above` says how many levels above the resource in `ids` the parent stands.
    """

    parent: str
    middle: str
    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    group: bool = False
    name: str = "name"
    above: int = 0

    @property
    def reads(self) -> tuple[str, ...]:
        """Whatever names the parent, and the child's name."""
        return (
            *self.ids,
            *self.names,
            *(("resource_group_name",) if self.group else ()),
            self.name,
        )

    def put(self, arm: str, where: Where) -> Placed:
        """Return `<parent id>/<middle>/<name>`."""
        del arm
        parent, doubt = self._parent(where)
        own = where.word(self.name) if self.name else ""
        middle = _ARGUMENT.sub(lambda match: where.word(match[1]), self.middle)
        return Placed("/".join(filter(None, (parent, middle, own))), doubt, (self.parent,))

    def _parent(self, where: Where) -> tuple[str, Unknown | None]:
        for name in self.ids:
            value = where.get(name)
            if isinstance(value, str) and value:
                return value.rstrip("/").rsplit("/", 2 * self.above)[0], None
            if isinstance(value, Unknown):
                return self._nobody(where), value
        for name in self.names:
            value = where.get(name)
            if isinstance(value, Unknown):
                return self._nobody(where), value
            if isinstance(value, str) and value:
                return self._named(where, value)
        return self._nobody(where), Unknown(f"`{where.address}` names no parent")

    def _named(self, where: Where, name: str) -> tuple[str, Unknown | None]:
        group = where.get("resource_group_name") if self.group else ABSENT
        if self.group and not isinstance(group, Unknown):
            scope = group_id(where.provider.subscription, where.word("resource_group_name"))
            return resource_id(scope, self.parent, name), None
        # Without its group the name alone tells, if only one such resource is declared.
        found = where.by_name(self.parent, name)
        if found is not None:
            return found, None
        if isinstance(group, Unknown):
            return self._nobody(where), group
        elsewhere = symbol(f"group of {name}", where.root)
        scope = group_id(where.provider.subscription, elsewhere)
        return resource_id(scope, self.parent, name), None

    def _nobody(self, where: Where) -> str:
        scope = group_id(where.provider.subscription, symbol(f"{where.address}.parent", where.root))
        nobody = symbol(f"{where.address}.parent", where.root)
        return resource_id(scope, self.parent, "/".join([nobody] * self.parent.count("/")))


@dataclass(frozen=True, slots=True)
class Beside:
    """A resource in the resource group of another one, whose id is in argument `other`.

    Of a type with two levels, `above` is the argument with the name of the upper one.
    """

    other: str
    name: str = "name"
    above: str = ""

    @property
    def reads(self) -> tuple[str, ...]:
        """The other resource and the name."""
        return (self.other, *filter(None, (self.above,)), self.name)

    def put(self, arm: str, where: Where) -> Placed:
        """Return `<group of the other>/providers/<arm>/<name>`."""
        value = where.get(self.other)
        if isinstance(value, str) and "/providers/" in value:
            group = value.partition("/providers/")[0]
        else:
            unknown = symbol(f"group of {where.address}", where.root)
            group = group_id(where.provider.subscription, unknown)
        above = f"{where.word(self.above)}/" if self.above else ""
        return Placed(resource_id(group, arm, above + where.word(self.name)))


@dataclass(frozen=True, slots=True)
class On:
    """An extension resource on a scope: role assignment, diagnostic setting, policy assignment.

    `scope` is the argument that names the scope; where it is absent, the provider's subscription.
    An unknown scope is not dangling: planes read it from the body and judge what it means.
    `named` is the name of what there is only one of on a scope.
    """

    scope: str
    name: str = "name"
    named: str = ""

    @property
    def reads(self) -> tuple[str, ...]:
        """The scope and the name."""
        return (self.scope,) if self.named else (self.scope, self.name)

    def put(self, arm: str, where: Where) -> Placed:
        """Return `<scope>/providers/<arm>/<name>`."""
        value = where.get(self.scope)
        if isinstance(value, str) and value:
            scope = value.rstrip("/")
        elif value is ABSENT:
            scope = subscription_id(where.provider.subscription)
        else:
            scope = "/" + symbol(f"{where.address}.{self.scope}", where.root)
        return Placed(resource_id(scope, arm, self.named or where.word(self.name)))


@dataclass(frozen=True, slots=True)
class InSubscription:
    """A resource of the subscription; `otherwise` is its name where none is set."""

    name: str = "name"
    otherwise: str = ""

    @property
    def reads(self) -> tuple[str, ...]:
        """The name."""
        return (self.name,)

    def put(self, arm: str, where: Where) -> Placed:
        """Return `/subscriptions/../providers/<arm>/<name>`."""
        scope = subscription_id(where.provider.subscription)
        absent = where.get(self.name) in (ABSENT, None)
        name = self.otherwise if absent and self.otherwise else where.word(self.name)
        return Placed(resource_id(scope, arm, name))


@dataclass(frozen=True, slots=True)
class InTenant:
    """A resource at the root of the scope tree (management group)."""

    name: str = "name"

    @property
    def reads(self) -> tuple[str, ...]:
        """The name."""
        return (self.name,)

    def put(self, arm: str, where: Where) -> Placed:
        """Return `/providers/<arm>/<name>`."""
        return Placed(resource_id("", arm, where.word(self.name)))


@dataclass(frozen=True, slots=True)
class InDirectory:
    """An object of the directory (group, user, application).

    Its object id is a symbol, unless the arguments of a data source state it.
    """

    collection: str
    reads: tuple[str, ...] = ("object_id",)

    def put(self, arm: str, where: Where) -> Placed:
        """Return `graph/<collection>/<object id or symbol>`."""
        del arm
        stated = where.get("object_id")
        if isinstance(stated, str) and stated:
            return Placed(graph_id(self.collection, stated))
        return Placed(graph_id(self.collection, symbol(where.address, where.root)))


@dataclass(frozen=True, slots=True)
class UnderDirectory:
    """A child of a directory object, whose id or object id an argument holds."""

    collection: str
    middle: str
    parent: str
    ids: tuple[str, ...]
    name: str = "display_name"

    @property
    def reads(self) -> tuple[str, ...]:
        """Whatever names the parent, and the child's name."""
        return (*self.ids, self.name)

    def put(self, arm: str, where: Where) -> Placed:
        """Return `graph/<collection>/<object id>/<middle>/<name>`."""
        del arm
        tail = f"{self.middle}/{where.word(self.name)}"
        for name in self.ids:
            value = where.get(name)
            if isinstance(value, str) and value:
                return Placed(f"{directory_object(self.collection, value)}/{tail}")
            if isinstance(value, Unknown):
                nobody = graph_id(self.collection, symbol(f"{where.address}.parent", where.root))
                return Placed(f"{nobody}/{tail}", value, (self.parent,))
        nobody = graph_id(self.collection, symbol(f"{where.address}.parent", where.root))
        return Placed(
            f"{nobody}/{tail}", Unknown(f"`{where.address}` names no parent"), (self.parent,)
        )


def directory_object(collection: str, value: str) -> str:
    """Return the id of a directory object from what Terraform calls it.

    That may be our id (`graph/groups/..`), the provider's (`/groups/<guid>`), an object id, or
    the symbol of an object id, which holds our id.
    """
    if value.startswith("graph/"):
        return value
    held = carrier(value)
    if held is not None:
        return held
    return graph_id(collection, value.rstrip("/").rpartition("/")[2])


@dataclass(frozen=True, slots=True)
class Named:
    """A thing of a service beside the cloud (an environment of a repository), named by arguments."""

    collection: str
    reads: tuple[str, ...]

    def put(self, arm: str, where: Where) -> Placed:
        """Return `<collection>/<argument>/<argument>`; what is not known is a symbol."""
        del arm
        return Placed("/".join((self.collection, *(where.word(name) for name in self.reads))))
