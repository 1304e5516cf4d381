"""Rights: for each service, which actions read its content, hand out keys, open it, or run in it.

One file for each service, found because it is there. A service is data: the identity plane walks
the scope chain of a resource, collects who holds which `Need`, and writes a clause for every `Way`
whose needs one principal holds together. Actions are names of the provider's operations
(https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations); where
what an action gives is not plain from that page, the service's file names its source.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from ringfence.model.claims import Evidence
from ringfence.model.estate import Estate
from ringfence.model.facts import Absent, Unknown, Value
from ringfence.model.resource import Resource
from ringfence.model.symbols import has_symbol
from ringfence.reference.defaults import default

DATA: Final = "RF-CHN-01"
KEYS: Final = "RF-CHN-02"
WRITE: Final = "RF-CHN-03"
THROUGH: Final = "RF-CHN-04"
OUTSIDE: Final = "RF-CHN-05"


@dataclass(frozen=True, slots=True, eq=False)
class Need:
    """One right: any of the control-plane `actions` or of the data-plane `data` actions.

    It counts on the top-level resource, where `at` is "asset" on the asset itself, or anywhere at
    all. `verb` says what its holder may do, in words that follow "may"; `{it}` is the resource.
    Each need is one object: two are never the same, however alike they are.
    """

    name: str
    verb: str
    actions: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    at: Literal["top", "asset", "anywhere"] = "top"


@dataclass(frozen=True, slots=True)
class Case:
    """What a condition is asked about: an asset, the top-level resource that contains it.

    `via` is the other resource where the way leads through one (an AML workspace that keeps the
    keys of a store), else the top-level resource itself.
    """

    estate: Estate
    top: Resource
    asset: Resource
    via: Resource


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the properties of a resource leave a way open.

    Open with `doubts`: it may be. Not open with a `wall` (the name of the barrier): it is shut by
    something that somebody could take away. `because` is one clause.
    """

    open: bool
    because: str = ""
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Unknown, ...] = ()
    wall: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """One way in which a principal that holds all `needs` gets at the content.

    `rule` is the catalogue rule of the leak, `name` the rule of the proof step, `says` what the
    principal does, in words that follow its name (`{it}`: the resource). Without `network` the
    management plane hands over the content from anywhere. `only` are the types of assets (lower
    case) that it opens, all of the service if empty.
    """

    name: str
    rule: str
    needs: tuple[Need, ...]
    says: str
    when: Callable[[Case], Answer] | None = None
    network: bool = True
    only: frozenset[str] = frozenset()

    def fits(self, kind: str) -> bool:
        """Tell whether it opens assets of a type (lower case)."""
        return not self.only or kind in self.only


@dataclass(frozen=True, slots=True)
class Local:
    """A grant that is written in the resource itself: an access policy, a data-plane role.

    `principal` is an object id as read. `reads` tells whether it opens an asset, by its type.
    `scope` is the key of what it covers. `pointer` leads to it in `resource`. Without `custody` it
    makes its holder no custodian, and is no leak to it either: a key that code hands to an app.
    """

    principal: Value
    resource: Resource
    pointer: str
    scope: str
    says: str
    because: str
    reads: Callable[[str], bool | Unknown]
    rule: str
    doubts: tuple[Unknown, ...] = ()
    wall: str = ""
    custody: bool = True


@dataclass(frozen=True, slots=True)
class Through:
    """Ways that lead through another resource: rights on a workspace open the store it uses.

    `targets` yields the ids that a resource of the service refers to, with a doubt where the
    reference may not be there; `ways` are kept by the type of the target (lower case).
    """

    targets: Callable[[Resource], Iterable[tuple[Value, Unknown | None]]]
    ways: Mapping[str, tuple[Way, ...]]


@dataclass(frozen=True, slots=True)
class Service:
    """What is known of the rights on one service.

    - `types`: its top-level ARM types.
    - `ways`: how its content is obtained.
    - `opens`: the right that opens its network; None where it has no network of its own.
    - `runs`: how code gets onto it (compute), and with it its identities.
    - `creates`: the right to create such compute, to which an identity can be attached.
    - `content`: patterns of control-plane actions that do nothing but read or write content: a
      role of these alone makes a custodian, as one with data actions does, unless it allows one
      of the actions that it `manages` with.
    - `local`: the grants that are written in the resource itself.
    - `through`: ways that lead into other resources.
    - `also`: further rights that are asked for on it.
    - `grantable`: whether Azure roles open it at all, so that writing them is a way in.
    - `doubt`: why its rights are not modelled, if they are not.
    """

    types: tuple[str, ...]
    ways: tuple[Way, ...] = ()
    opens: Need | None = None
    runs: tuple[Way, ...] = ()
    creates: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    manages: tuple[str, ...] = ()
    local: Callable[[Estate, Resource], Iterable[Local]] | None = None
    through: tuple[Through, ...] = ()
    also: tuple[Need, ...] = ()
    grantable: bool = True
    doubt: str = ""

    @property
    def all_ways(self) -> tuple[Way, ...]:
        """The ways to the content, those by running code on it included."""
        return self.ways + self.runs

    def needs(self) -> Iterator[Need]:
        """Yield every right that is asked for on a resource of the service."""
        through = [way for each in self.through for ways in each.ways.values() for way in ways]
        for way in (*self.all_ways, *through):
            yield from way.needs
        yield from self.also
        if self.opens is not None:
            yield self.opens


@cache
def services() -> dict[str, Service]:
    """Return every service by its top-level types, in lower case."""
    found: dict[str, Service] = {}
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        for service in loaded.SERVICES:
            for type_ in service.types:
                if type_.lower() in found:
                    raise ValueError(f"two services have the type {type_}")
                found[type_.lower()] = service
    return found


def service_of(type_: str) -> Service:
    """Return the service of a top-level type; for one that is not modelled, a doubtful one."""
    found = services().get(type_.lower())
    return found if found is not None else _unmodelled(type_)


@cache
def _unmodelled(type_: str) -> Service:
    """Whoever may change, list or use something of an unknown type may get at what it keeps."""
    any_right = Need(
        "any",
        "change or use {it}",
        actions=(f"{type_}/write", f"{type_}/listKeys/action", f"{type_}/any/action"),
        data=(f"{type_}/read", f"{type_}/any/read", f"{type_}/any/action"),
    )
    way = Way("reads-data", KEYS, (any_right,), "may get at {it}", network=False)
    return Service((type_,), ways=(way,), doubt=f"rights on `{type_}` are not modelled")


def creators() -> tuple[str, ...]:
    """Return the actions that create compute of any kind, to which an identity can be attached."""
    made = {action for service in services().values() for action in service.creates}
    return tuple(sorted(made))


def opening(type_: str) -> Need:
    """Return the right to open the network of a resource: by its settings or a private link.

    Approving a private endpoint connection lets a network in that somebody else owns.
    """
    return Need(
        "open",
        "open the network of {it}",
        actions=(
            f"{type_}/write",
            f"{type_}/privateEndpointConnections/write",
            f"{type_}/privateEndpointConnectionsApproval/action",
        ),
    )


def _text(value: Value) -> str:
    return (str(value) if not isinstance(value, bool) else str(value).lower()).lower()


@dataclass(frozen=True, slots=True)
class Setting:
    """A property that decides something: its value in lower case, or why it is not known."""

    resource: Resource
    pointer: str
    value: str
    doubt: Unknown | None = None
    set: bool = True

    @property
    def name(self) -> str:
        """The property, as a report calls it."""
        return self.pointer.removeprefix("properties.")

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The property as evidence."""
        raw = self.resource.look(self.pointer)
        value = None if isinstance(raw, Absent) else raw
        return (Evidence(self.resource, self.pointer, value, "" if self.set else self.value),)

    @property
    def because(self) -> str:
        """The property and its value in one clause."""
        if self.doubt is not None:
            return f"`{self.name}` of `{self.resource.address}` is not known"
        if not self.set:
            return f"`{self.name}` is not set, which means `{self.value}`"
        return f"`{self.name}` is `{self.value}`"

    def when(self, *values: str, wall: str = "") -> Answer:
        """Return open where the value is one of `values` (lower case); else shut by `wall`."""
        if self.doubt is not None:
            return Answer(True, self.because, self.evidence, (self.doubt,))
        return Answer(self.value in values, self.because, self.evidence, (), wall)

    def unless(self, *values: str, wall: str = "") -> Answer:
        """Return open where the value is none of `values` (lower case); else shut by `wall`."""
        if self.doubt is not None:
            return Answer(True, self.because, self.evidence, (self.doubt,))
        return Answer(self.value not in values, self.because, self.evidence, (), wall)


def setting(resource: Resource, pointer: str) -> Setting:
    """Read a property that decides; absent means what `reference.defaults` documents.

    Absent without a documented default, unknown and symbolic values are in doubt.
    """
    value = resource.look(pointer)
    if isinstance(value, Unknown):
        return Setting(resource, pointer, "", value)
    if isinstance(value, Absent) or value is None:
        documented = default(resource.type, pointer)
        if documented is None:
            why = f"`{pointer}` of `{resource.address}` is not set, and no default is documented"
            return Setting(resource, pointer, "", Unknown(why, resource.locate(pointer)), set=False)
        return Setting(resource, pointer, _text(documented.value), set=False)
    text = _text(value)
    if has_symbol(text):
        why = f"`{pointer}` of `{resource.address}` is decided when it is deployed"
        return Setting(resource, pointer, "", Unknown(why, resource.locate(pointer)))
    return Setting(resource, pointer, text)
