"""What an instance answers beyond its arguments: its id, and what the provider computes.

The same for configuration and for plans; they differ in where arguments come from.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import Final, Literal

from ringfence.model.facts import Absent, Source, Unknown, Value
from ringfence.model.symbols import symbol
from ringfence.readers.identity import client, principal
from ringfence.readers.terraform.datasources import NAMED_OBJECTS, answer
from ringfence.readers.terraform.evaluation.values import Datum, Lazy
from ringfence.readers.terraform.mapping import Mapping, Provider
from ringfence.readers.terraform.places import Placed, Where

_PRINCIPAL: Final = frozenset(
    {
        "principal_id",
        "identity[0].principal_id",
        "identity.principal_id",
        "object_id",
        "output.identity.principalId",
    }
)
_CLIENT: Final = frozenset({"client_id", "application_id"})
_TENANT: Final = frozenset(
    {
        "tenant_id",
        "identity[0].tenant_id",
        "identity.tenant_id",
        "application_tenant_id",
        "output.identity.tenantId",
    }
)
_IDENTITY: Final = {
    "output.properties.principalId": principal,
    "output.properties.clientId": client,
}
"""What azapi exports of a user-assigned identity."""
_FILLED: Final = re.compile(r"\{(id|name|principal|client)\}")


class Answering(Lazy):
    """One instance of a resource or data block."""

    __slots__ = ("_placed", "_placing", "address", "presence")

    def __init__(self, address: str, presence: Unknown | None) -> None:
        self.address = address
        self.presence = presence
        self._placed: Placed | None = None
        self._placing = False

    # What the two kinds of instances know

    @property
    @abstractmethod
    def type(self) -> str:
        """The Terraform type."""

    @property
    @abstractmethod
    def mode(self) -> Literal["managed", "data"]:
        """Whether it is declared or looked up."""

    @property
    @abstractmethod
    def root(self) -> str:
        """The root configuration it belongs to."""

    @property
    @abstractmethod
    def provider(self) -> Provider:
        """The provider configuration it uses."""

    @property
    @abstractmethod
    def mapping(self) -> Mapping | None:
        """How its type becomes the provider's shape."""

    @property
    @abstractmethod
    def source(self) -> Source:
        """Where it is declared."""

    @abstractmethod
    def given(self, name: str) -> Value | Absent:
        """Return an argument, ABSENT if it is null or not set."""

    @abstractmethod
    def by_name(self, arm: str, name: str) -> str | None:
        """Return the id of the declared resource of an ARM type with this name."""

    @abstractmethod
    def cycle(self) -> None:
        """Note that the id is made from itself."""

    # The id

    @property
    def where(self) -> Where:
        """What its place in the scope tree is made from."""
        root = self.root
        if self.mode == "data":
            # What a data source finds may be anything, even what another name stands for.
            root = f"{root}?{self.address}"
        return Where(self.address, root, self.provider, self.given, self.by_name)

    def placed(self) -> Placed:
        """Return the provider id; empty where the type has none, or a data source hides it."""
        if self._placed is not None:
            return self._placed
        mapping = self.mapping
        if mapping is None or (self.mode == "data" and self._hidden(mapping)):
            self._placed = Placed("")
            return self._placed
        if self._placing:
            self.cycle()
            return Placed(symbol(f"{self.address}.id", self.root))
        self._placing = True
        try:
            made = mapping.place.put(mapping.arm, self.where)
        finally:
            self._placing = False
        if self.mode == "data" and self._unnamed(made.id):
            made = Placed("")
        self._placed = made
        return made

    def _unnamed(self, id_: str) -> bool:
        """Tell whether a part of a data source's id is only known by the data source itself."""
        own = symbol(self.address, self.where.root)[:-1]
        return own in id_ and self.type not in NAMED_OBJECTS

    def _hidden(self, mapping: Mapping) -> bool:
        """Tell whether a data source does not say by name which resource it means."""
        if self.type in NAMED_OBJECTS:
            return False
        if self.type == "azapi_resource" and isinstance(self.given("resource_id"), str):
            return False
        if not isinstance(self.given(mapping.name), str):
            return True
        return any(isinstance(self.given(name), Unknown) for name in mapping.place.reads)

    @property
    def id(self) -> str:
        """The provider id, or a symbol for types that have no mapping."""
        return self.placed().id or symbol(f"{self.address}.id", self.root)

    # What it answers

    def word(self, name: str) -> str | None:
        """Return the symbol of the instance's own name where it is not known.

        The id of the instance holds the same symbol, so that name and id stay one thing.
        """
        mapping = self.mapping
        if self.mode == "data" or mapping is None:
            return None
        if name == mapping.name or (name == "name" and name in mapping.place.reads):
            return self.where.word(name)
        return None

    def computed(self, path: str) -> Datum:
        """Return an attribute that is not set: what the provider will compute."""
        if self.mode == "data":
            return self._looked_up(path)
        mapping = self.mapping
        if mapping is not None and path in mapping.computed:
            return self._fill(mapping.computed[path])
        if path == "id":
            return self.id
        if path in _PRINCIPAL:
            return principal(self.id)
        if path in _CLIENT:
            return client(self.id)
        if path in _TENANT:
            return self.provider.tenant
        return self._exported(path) or symbol(f"{self.address}.{path}", self.root)

    def _exported(self, path: str) -> Datum:
        """Return what azapi exports of the body that the API answers; None for anything else."""
        if not self.type.startswith("azapi_") or not path.startswith("output"):
            return None
        if path == "output":
            return Exported(self, path)
        if path == "output.id":
            return self.id
        made = _IDENTITY.get(path)
        if made is not None and "/userassignedidentities/" in self.id.lower():
            return made(self.id)
        return None

    def element(self, path: str, name: Value) -> Datum:
        """Return the id of an element of a nested block: of a subnet, a frontend, a pool."""
        mapping = self.mapping
        segment = mapping.elements.get(path.partition("[")[0]) if mapping is not None else None
        if segment is None or self.mode == "data" or not isinstance(name, str):
            return self.computed(f"{path}.id")
        return f"{self.id}/{segment}/{name}"

    def _fill(self, template: str) -> str:
        id_ = self.id

        def value(match: re.Match[str]) -> str:
            if match[1] == "name":
                mapping = self.mapping
                return self.where.word(mapping.name if mapping is not None else "name")
            return {"id": id_, "principal": principal(id_), "client": client(id_)}[match[1]]

        return _FILLED.sub(value, template)

    def _looked_up(self, path: str) -> Datum:
        """Return an attribute of a data source."""

        def get(name: str) -> Value:
            value = self.given(name)
            return None if isinstance(value, Absent) else value

        known = answer(self.type, path, self.provider, self.root, get)
        if known is not None:
            return known
        id_ = self.placed().id
        mapping = self.mapping
        if id_ and mapping is not None:
            if path in mapping.computed:
                return self._fill(mapping.computed[path])
            if path == "id":
                return id_
            if path in _PRINCIPAL:
                return principal(id_)
            if path in _CLIENT and self.type not in NAMED_OBJECTS:
                return client(id_)
            exported = self._exported(path)
            if exported is not None:
                return exported
        return self.unread(path)

    def unread(self, path: str) -> Unknown:
        """Return why an attribute of a data source is not known."""
        reason = f"data source `{self.address}` is not read (its `{path}`)"
        return Unknown(reason, self.source, refs=(self.address,))


class Nested(Lazy):
    """A nested block of an instance, as references see it: what is not set is computed."""

    __slots__ = ("body", "owner", "path", "single")

    def __init__(
        self, body: dict[str, Value], owner: Answering, path: str, *, single: bool = False
    ) -> None:
        self.body = body
        self.owner = owner
        self.path = path
        self.single = single

    def attribute(self, name: str) -> Datum:
        """Return an argument of the block, or what the provider computes in it."""
        value = self.body.get(name)
        if value is None:
            if name == "id":
                return self.owner.element(self.path, self.body.get("name"))
            return self.owner.computed(f"{self.path}.{name}")
        return nested(value, self.owner, f"{self.path}.{name}")

    def whole(self) -> Datum:
        """Return what the block sets."""
        return dict(self.body)


class Exported(Lazy):
    """The `output` of an azapi block, an object since azapi 2.0 and its JSON text before.

    Source: the provider's reference pages (`response_export_values`).
    """

    __slots__ = ("owner", "path")

    def __init__(self, owner: Answering, path: str) -> None:
        self.owner = owner
        self.path = path

    def attribute(self, name: str) -> Datum:
        """Return a property of the answer: what names an identity, else a symbol."""
        path = f"{self.path}.{name}"
        if path in ("output.identity", "output.properties"):
            return Exported(self.owner, path)
        return self.owner.computed(path)

    def whole(self) -> Datum:
        """Return a symbol: the answer is made when the resource is; a data source's is not read."""
        if self.owner.mode == "data":
            return self.owner.unread(self.path)
        return symbol(f"{self.owner.address}.{self.path}", self.owner.root)


def nested(value: Datum, owner: Answering, path: str) -> Datum:
    """Return nested blocks as references see them, any other value as it is."""
    if isinstance(value, list) and value and any(isinstance(each, dict) for each in value):
        return [
            Nested(each, owner, f"{path}[{at}]") if isinstance(each, dict) else each
            for at, each in enumerate(value)
        ]
    return value
