"""How one Terraform resource type becomes the provider's shape. A mapping is data.

Each module in `azurerm/` and `azuread/` (named after the type without the prefix) holds one
`MAPPING`. Its parts (`parts.py`) say which argument goes where; its examples run as tests. A part
knows what it reads and what it writes, so that a report can lead from a property back to the
argument.

Terraform treats null as "not set"; so does every part. What is not set becomes the provider's
documented default, where the mapping names one for the provider version in use; otherwise the
property stays absent, and what that means is the vendor's default (`reference.defaults`).
Unknown values pass through as they are.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias

from ringfence.model.facts import ABSENT, Absent, Unknown, Value

if TYPE_CHECKING:
    from ringfence.readers.terraform.places import Place

Arguments: TypeAlias = MappingOf[str, Value]

SELF: Final = "\ue007"
"""Stands for the id of the resource that a part writes into; the translator fills it in."""

REGISTRY: Final = "https://registry.terraform.io/providers"
OWNERS: Final = {"azuredevops": "microsoft", "github": "integrations"}
"""Who publishes a provider, where it is not `hashicorp`."""


@dataclass(frozen=True, slots=True)
class Provider:
    """The provider configuration that an instance uses.

    `majors` are the major versions that the constraints admit, none where nothing is said.
    `subscription` and `tenant` are GUIDs or context symbols.
    """

    name: str
    subscription: str
    tenant: str
    majors: frozenset[int] = frozenset()
    versions: str = ""

    @property
    def major(self) -> int:
        """The major version if only one is admitted, else 0."""
        return next(iter(self.majors)) if len(self.majors) == 1 else 0


@dataclass(frozen=True, slots=True)
class Since:
    """A default that differs between major versions of the provider.

    `ABSENT` is a default too: that version sends nothing, and the service decides.
    """

    by_major: MappingOf[int, Value | Absent]

    def resolve(self, provider: Provider, argument: str) -> Value | Absent:
        """Return the default for the version in use, or an `Unknown` where that is not known."""
        majors = provider.majors
        known = majors and all(major in self.by_major for major in majors)
        values = [self.by_major[major] for major in (majors if known else self.by_major)]
        if all(value == values[0] for value in values):
            return values[0]
        each = ", ".join(
            f"{major}.x: {'none' if value is ABSENT else repr(value)}"
            for major, value in self.by_major.items()
        )
        if provider.major:
            return Unknown(
                f"the default of `{argument}` in {provider.name} {provider.major}.x is not known"
                f" ({each})"
            )
        pinned = provider.versions or "no version constraint"
        return Unknown(
            f"the default of `{argument}` depends on the {provider.name} version ({each}), "
            f"which is not pinned to one ({pinned})"
        )


class Part(Protocol):
    """One piece of a mapping. `reads` are argument names, `writes` property paths."""

    @property
    def reads(self) -> tuple[str, ...]:
        """The names of the arguments that it reads, newest first."""
        ...

    @property
    def writes(self) -> tuple[str, ...]:
        """The property paths that it writes."""
        ...

    def apply(self, arguments: Arguments, provider: Provider, out: dict[str, Value]) -> None:
        """Write what `arguments` say into the body `out`."""
        ...

    def trace(self, pointer: str, arguments: Arguments) -> str | None:
        """Return the argument path that `pointer` was written from, None if not by this part.

        "" means that this part writes it, yet no argument says so (a default).
        """
        ...


def doubted(doubt: Unknown | None, reason: str) -> Unknown:
    """Return the doubt, or one with `reason` where there is none: the value has no sense here."""
    return Unknown(reason) if doubt is None else doubt


def argument(arguments: Arguments, names: Sequence[str]) -> tuple[Value | Absent, str]:
    """Return the first of `names` that is set, and its name; null counts as not set."""
    for name in names:
        value = arguments.get(name)
        if value is not None:
            return value, name
    return ABSENT, names[0]


def put(out: dict[str, Value], pointer: str, value: Value) -> None:
    """Write `value` at `pointer` (dots only), making the objects on the way."""
    *path, last = pointer.split(".")
    for step in path:
        inner = out.get(step)
        if inner is None:
            inner = out[step] = {}
        if not isinstance(inner, dict):
            return  # an unknown object hides everything below it
        out = inner
    out[last] = value


def trace(parts: Sequence[Part], pointer: str, arguments: Arguments) -> str:
    """Return the argument path that `pointer` was written from, "" for the block itself."""
    best = ""
    for part in parts:
        found = part.trace(pointer, arguments)
        if found is not None and len(found) > len(best):
            best = found
    return best


@dataclass(frozen=True, slots=True)
class Piece:
    """What a mapping writes into another resource (see `harvest.Fold`).

    `target` is the argument that holds the other resource's id, "" if the mapping's place names
    it as the parent; `types` are its possible types.
    `parts` write a body whose property at `take` ("" for the whole body) is what is folded in.
    A `pointer` with `[]` leads into every element of a list of the target, or only into those
    whose `name` equals the argument `only`. With a `collection` the target is an object of the
    directory, named by its object id.
    """

    target: str
    types: tuple[str, ...]
    pointer: str
    mode: Literal["set", "append"]
    parts: tuple[Part, ...]
    take: str = ""
    only: str = ""
    collection: str = ""


@dataclass(frozen=True, slots=True)
class Inline:
    """A nested block that is a resource of its own in the provider (a replica, a subnet).

    Every element becomes a child of type `arm` under the declared resource, in `middle`, named by
    its argument `name`, or `named` where the block has no name. Its address is the parent's, its
    evidence points into the block.
    """

    names: tuple[str, ...]
    arm: str
    middle: str
    name: str
    parts: tuple[Part, ...]
    named: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A configuration and what the mapping must make of it: property paths and values.

    `expect` paths start at the body; `child:<type>:<path>` looks into an inline child and
    `fold:<pointer>` at what is folded elsewhere. `ABSENT` asserts absence.
    """

    hcl: str
    expect: MappingOf[str, Any]
    provider: int = 4


@dataclass(frozen=True, slots=True)
class Mapping:
    """One Terraform resource type.

    `computed` names attributes that other blocks may refer to, as templates over `{id}`, `{name}`,
    `{principal}` and `{client}`; any other attribute that is not an argument is a symbol of the
    instance. `itself` are properties with values over the same templates, `known` properties that
    are computed: what others call by that attribute is their (symbolic) value. `name` is the argument
    that holds the resource's own name. With `only_piece` the type is no resource of its own.
    `inherits` names the argument whose resource gives a property that is not set here. `elements` are
    nested blocks whose elements have ids: what stands between the resource's id and their name.
    With `names_itself` parts write ids of elements of the resource (see `build.own`).
    `hands` are arguments that hand values to others who then hold them: what such a value refers to,
    client ids apart, is a gap. `unread` are arguments that may bear on a leak and are not modelled: set, they are a gap.
    """

    terraform: str
    arm: str
    place: Place
    parts: tuple[Part, ...] = ()
    inline: tuple[Inline, ...] = ()
    pieces: tuple[Piece, ...] = ()
    only_piece: bool = False
    names_itself: bool = False
    computed: MappingOf[str, str] = field(default_factory=dict)
    itself: MappingOf[str, str] = field(default_factory=dict)
    inherits: MappingOf[str, str] = field(default_factory=dict)
    elements: MappingOf[str, str] = field(default_factory=dict)
    known: MappingOf[str, str] = field(default_factory=dict)
    hands: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    name: str = "name"
    examples: tuple[Example, ...] = ()

    @property
    def page(self) -> str:
        """The provider's reference page."""
        provider, _, rest = self.terraform.partition("_")
        owner = OWNERS.get(provider, "hashicorp")
        return f"{REGISTRY}/{owner}/{provider}/latest/docs/resources/{rest}"
