"""One instance of a state: everything about it is known, ids and principals included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import msgspec

from ringfence.model.facts import ABSENT, Absent, Source, Value
from ringfence.readers.terraform.answers import Answering
from ringfence.readers.terraform.catalogue import mapping_of
from ringfence.readers.terraform.evaluation.values import Datum
from ringfence.readers.terraform.mapping import Mapping, Provider
from ringfence.readers.terraform.places import Placed
from ringfence.readers.terraform.plan_instances import is_arm, reads

_GUID: Final = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_ALWAYS: Final = ("id", "principal_id", "object_id", "client_id", "application_id")
"""Attributes by which others refer to an instance, besides those that its mapping lists."""

_ENDPOINT: Final = re.compile(r"(?:^|_)(?:endpoint|ur[il]|fqdn|host|hostname)$")
_KEY: Final = re.compile(r"(?:^|_)(?:access_key|key|connection_string|admin_password)$")
_SHORT: Final = 8
"""Texts up to this length say too little to be somebody's id or endpoint."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An instance as a state writes it, in either form of the file.

    `attributes` is JSON text; `hidden` are the names of attributes marked as sensitive.
    """

    address: str
    mode: str
    type: str
    provider: str
    attributes: msgspec.Raw
    hidden: frozenset[str]


@dataclass(slots=True)
class World:
    """What the instances of one state share. `majors` and `versions` are the provider's, by name."""

    root: str
    majors: dict[str, frozenset[int]] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    providers: dict[str, Provider] = field(default_factory=dict)
    named: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def source(self) -> Source:
        """The file."""
        return Source(self.root)


class StateInstance(Answering):
    """One instance. Its arguments are its attributes: null and empty texts count as not set."""

    __slots__ = ("_mapping", "_values", "stored", "world")

    def __init__(self, world: World, stored: Stored) -> None:
        super().__init__(stored.address, None)
        self.world = world
        self.stored = stored
        self._mapping = mapping_of(stored.type)
        self._values: dict[str, Value] | None = None

    @property
    def type(self) -> str:
        """The Terraform type."""
        return self.stored.type

    @property
    def mode(self) -> Literal["managed", "data"]:
        """Whether it is managed or looked up."""
        return "data" if self.stored.mode == "data" else "managed"

    @property
    def root(self) -> str:
        """The state."""
        return self.world.root

    @property
    def provider(self) -> Provider:
        """The provider configuration it uses, as far as a state tells."""
        return self.world.providers[self.stored.provider]

    @property
    def mapping(self) -> Mapping | None:
        """How its type becomes the provider's shape."""
        return self._mapping

    @property
    def source(self) -> Source:
        """The state."""
        return self.world.source

    def given(self, name: str) -> Value | Absent:
        """Return an attribute, ABSENT if it is null or not set."""
        value = self.values.get(name)
        return ABSENT if value is None else value

    def by_name(self, arm: str, name: str) -> str | None:
        """Return the id of the resource of an ARM type that the state holds by this name."""
        return self.world.named.get(arm.lower(), {}).get(name.lower())

    def cycle(self) -> None:
        """Ignore: attributes are literal, and no id is made from itself."""

    def placed(self) -> Placed:
        """Return the id that the state holds, or the one that the attributes make."""
        if self._placed is None:
            for name in ("id", "resource_manager_id", "resource_versionless_id"):
                known = self.values.get(name)
                if isinstance(known, str) and is_arm(known, self._mapping):
                    self._placed = Placed(known)
                    break
        return super().placed()

    @property
    def values(self) -> dict[str, Value]:
        """All attributes that are set; secrets that nothing reads are left out."""
        if self._values is None:
            raw = self.stored.attributes
            decoded = msgspec.json.decode(raw) if memoryview(raw).nbytes else {}
            kept = reads(self.type)
            hidden = self.stored.hidden - kept
            made = decoded if isinstance(decoded, dict) else {}
            self._values = {
                name: value if name == "tags" else _said(value)
                for name, value in made.items()
                if name not in hidden and value is not None and value != ""
            }
        return self._values

    def arguments(self) -> dict[str, Value]:
        """Return what the mapping of the type reads; all attributes of a type without one."""
        if self._mapping is None or self.type.startswith("azapi_"):
            return self.values
        kept = reads(self.type)
        return {name: value for name, value in self.values.items() if name in kept}

    def attribute(self, name: str) -> Datum:
        """Return an attribute, or what stands for one that is not set."""
        value = self.given(name)
        return self.computed(name) if value is ABSENT else value

    def whole(self) -> Datum:
        """Return all attributes."""
        return dict(self.values)

    def words(self) -> Iterator[tuple[str, str]]:
        """Yield what others call it by, each with what stands for that in an estate.

        That is its id where it is none of Resource Manager's, its principal, its keys, and the
        beginning of its endpoint. An argument that names somebody else (the principal of a role assignment) is
        none of its own.
        """
        mapping = self._mapping
        if mapping is None or not self.placed().id:
            return
        given = reads(self.type)
        for name, literal in self.values.items():
            if not isinstance(literal, str):
                continue
            computed = name in mapping.computed or (name in _ALWAYS and name not in given)
            if name == "id" or (computed and ("/" in literal or _GUID.fullmatch(literal))):
                yield from self._word(literal, name)
            elif _ENDPOINT.search(name) is not None and name not in given:
                yield from self._word(literal.rstrip("/"), name)
                yield from self._word(literal.partition("://")[2].rstrip("/"), name)
        yield from self._keys(given)
        identity = self.values.get("identity")
        for each in identity if isinstance(identity, list) else [identity]:
            if isinstance(each, dict):
                yield from self._word(each.get("principal_id"), "identity[0].principal_id")

    def _keys(self, given: frozenset[str]) -> Iterator[tuple[str, str]]:
        """Yield the keys that the provider computes, marked as sensitive or not.

        A setting of another resource that is one of them refers to it; the key itself stays here.
        """
        raw = self.stored.attributes
        decoded = msgspec.json.decode(raw) if memoryview(raw).nbytes else {}
        for name, literal in decoded.items() if isinstance(decoded, dict) else ():
            if _KEY.search(name) is not None and name not in given:
                yield from self._word(literal, name)

    def _word(self, literal: Value, name: str) -> Iterator[tuple[str, str]]:
        if isinstance(literal, str) and len(literal) > _SHORT:
            means = self.computed(name)
            if isinstance(means, str) and means != literal:
                yield literal, means


def _said(value: Any) -> Value:
    """Return a value without what says nothing: a state keeps every attribute of a block."""
    if isinstance(value, dict):
        if value.keys() == {"value", "type"}:  # an attribute of any type, as azapi has
            return _said(value["value"])
        return {
            name: each if name == "tags" else _said(each)
            for name, each in value.items()
            if each is not None and each != ""
        }
    if isinstance(value, list):
        return [_said(each) for each in value]
    return value  # type: ignore[no-any-return]  # a JSON scalar
