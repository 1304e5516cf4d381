"""One instance of a resource or data block: its arguments, its id, and what it answers.

Everything is evaluated when it is first asked for, so that a reference to an id needs no more
than the arguments that the id is made of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ringfence.model.facts import ABSENT, Absent, Source, Unknown, Value
from ringfence.model.symbols import symbol
from ringfence.readers.identity import client, principal
from ringfence.readers.terraform.blocks import META, META_BLOCKS
from ringfence.readers.terraform.datasources import NAMED_OBJECTS, answer
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.values import Datum, Lazy, OpenMap, settle
from ringfence.readers.terraform.mapping import Mapping, Provider
from ringfence.readers.terraform.places import Placed, Where

if TYPE_CHECKING:
    from ringfence.readers.terraform.resources import ResourceBlock

_PRINCIPAL: Final = frozenset(
    {"principal_id", "identity[0].principal_id", "identity.principal_id", "object_id"}
)
_CLIENT: Final = frozenset({"client_id", "application_id"})
_TENANT: Final = frozenset(
    {"tenant_id", "identity[0].tenant_id", "identity.tenant_id", "application_tenant_id"}
)
_FILLED: Final = re.compile(r"\{(id|name|principal|client)\}")


class Instance(Lazy):
    """One instance, as an object that answers attribute by attribute."""

    __slots__ = (
        "_busy",
        "_evaluated",
        "_placed",
        "_shown",
        "address",
        "block",
        "frame",
        "presence",
    )

    def __init__(
        self, block: ResourceBlock, address: str, frame: Frame, presence: Unknown | None
    ) -> None:
        self.block = block
        self.address = address
        self.frame = frame
        self.presence = presence
        self._evaluated: dict[str, Datum] = {}
        self._shown: dict[str, Datum] = {}
        self._busy: set[str] = set()
        self._placed: Placed | None = None
        frame.owner = self

    @property
    def root(self) -> str:
        """The root configuration it belongs to."""
        return self.block.module.run.root

    @property
    def provider(self) -> Provider:
        """The provider configuration it uses."""
        return self.block.provider

    @property
    def mapping(self) -> Mapping | None:
        """How its type becomes the provider's shape."""
        return self.block.mapping

    @property
    def source(self) -> Source:
        """Where its block begins."""
        return self.block.site.source

    # Arguments

    def argument(self, name: str) -> Datum:
        """Evaluate an argument or the nested blocks of one type; ABSENT if it is not set."""
        recipe = self.block.recipe
        found = recipe.arguments.get(name)
        if found is not None and found.constant:
            return found.settled
        if name in self._evaluated:
            return self._evaluated[name]
        if found is None and name not in recipe.nested:
            return ABSENT
        if name in self._busy:
            return self.block.module.run.cycle(f"{self.address}.{name}", self.source)
        self._busy.add(name)
        run = self.block.module.run
        if found is not None:
            value = run.evaluate(lambda frame: recipe.argument(name, frame), self.frame)
        else:
            value = run.evaluate(lambda frame: recipe.blocks(name, frame), self.frame)
        self._busy.discard(name)
        self._evaluated[name] = value
        return value

    def arguments(self) -> dict[str, Value]:
        """Evaluate all arguments and nested blocks, Terraform's own aside."""
        made: dict[str, Value] = {}
        recipe = self.block.recipe
        for name, found in recipe.arguments.items():
            if name in META:
                continue
            made[name] = found.settled if found.constant else self._settled(name)
        for name in recipe.nested:
            if name not in META_BLOCKS:
                made[name] = settle(self.argument(name))
        return made

    def _settled(self, name: str) -> Value:
        value = self.argument(name)
        if name == "tags" and isinstance(value, OpenMap):
            # Tags that are not known take nothing away from those that are.
            return {key: settle(each) for key, each in value.items() if key not in value.maybe}
        return settle(value)

    def _get(self, name: str) -> Value | Absent:
        value = self.argument(name)
        return ABSENT if value is ABSENT or value is None else settle(value)

    # The id

    @property
    def where(self) -> Where:
        """What its place in the scope tree is made from."""
        run = self.block.module.run
        root = self.root
        if self.block.mode == "data":
            # What a data source finds may be anything, even what another name stands for.
            root = f"{root}?{self.address}"
        return Where(self.address, root, self.provider, self._get, run.by_name)

    def placed(self) -> Placed:
        """Return the provider id; empty where the type has none, or a data source hides it."""
        if self._placed is not None:
            return self._placed
        mapping = self.mapping
        if mapping is None or (self.block.mode == "data" and self._hidden(mapping)):
            self._placed = Placed("")
            return self._placed
        if "id" in self._busy:
            self.block.module.run.cycle(f"{self.address}.id", self.source)
            return Placed(symbol(f"{self.address}.id", self.root))
        self._busy.add("id")
        try:
            self._placed = mapping.place.put(mapping.arm, self.where)
        finally:
            self._busy.discard("id")
        return self._placed

    def _hidden(self, mapping: Mapping) -> bool:
        """Tell whether a data source does not say by name which resource it means."""
        if self.block.type in NAMED_OBJECTS:
            return False
        stated = [self._get(name) for name in mapping.place.reads]
        own = self._get(mapping.name)
        if not isinstance(own, str):
            return True
        return any(isinstance(value, Unknown) for value in stated)

    # What it answers

    def attribute(self, name: str) -> Datum:
        """Return an attribute: an argument, or what the provider computes."""
        if name in self._shown:
            return self._shown[name]
        value = self._answer(name)
        self._shown[name] = value
        return value

    def _answer(self, name: str) -> Datum:
        recipe = self.block.recipe
        if name in recipe.nested:
            return self._blocks(name)
        if name in recipe.arguments and name not in META:
            value = self.argument(name)
            if isinstance(value, Unknown):
                word = self._word(name)
                return value if word is None else word
            if recipe.json and isinstance(value, dict):
                return Nested(value, self, name, single=True)
            if value is not None:
                return value
        return self.computed(name)

    def _blocks(self, name: str) -> Datum:
        value = self.argument(name)
        if not isinstance(value, list):
            return value
        return [
            Nested(each, self, f"{name}[{at}]") if isinstance(each, dict) else each
            for at, each in enumerate(value)
        ]

    def _word(self, name: str) -> Datum:
        """Return the symbol of the instance's own name where it is not known.

        The id of the instance holds the same symbol, so that name and id stay one thing.
        """
        mapping = self.mapping
        if self.block.mode == "data" or mapping is None:
            return None
        if name == mapping.name or (name == "name" and name in mapping.place.reads):
            return self.where.word(name)
        return None

    def computed(self, path: str) -> Datum:
        """Return an attribute that is not set: what the provider will compute."""
        if self.block.mode == "data":
            return self._looked_up(path)
        mapping = self.mapping
        if mapping is not None and path in mapping.computed:
            return self._fill(mapping.computed[path])
        id_ = self.id
        if path == "id":
            return id_
        if path in _PRINCIPAL:
            return principal(id_)
        if path in _CLIENT:
            return client(id_)
        if path in _TENANT:
            return self.provider.tenant
        return symbol(f"{self.address}.{path}", self.root)

    @property
    def id(self) -> str:
        """The provider id, or a symbol for types that have no mapping."""
        return self.placed().id or symbol(f"{self.address}.id", self.root)

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
            value = self._get(name)
            return None if isinstance(value, Absent) else value

        known = answer(self.block.type, path, self.provider, self.root, get)
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
            if path in _CLIENT and self.block.type not in NAMED_OBJECTS:
                return client(id_)
        reason = f"data source `{self.address}` is not read"
        where = self.source
        return Unknown(reason + (f" (its `{path}`)" if path else ""), where, refs=(self.address,))

    def whole(self) -> Datum:
        """Return the arguments and the id; what else the provider computes is left open."""
        made: dict[str, Datum] = dict(self.arguments())
        made["id"] = self.attribute("id")
        more = Unknown(
            f"`{self.address}` has attributes that only exist once it is deployed",
            self.source,
            refs=(self.address,),
        )
        return OpenMap(made, None, more)


class Nested(Lazy):
    """A nested block of an instance, as references see it: what is not set is computed."""

    __slots__ = ("body", "owner", "path", "single")

    def __init__(
        self, body: dict[str, Value], owner: Instance, path: str, *, single: bool = False
    ) -> None:
        self.body = body
        self.owner = owner
        self.path = path
        self.single = single

    def attribute(self, name: str) -> Datum:
        """Return an argument of the block, or what the provider computes in it."""
        value = self.body.get(name)
        if value is None:
            return self.owner.computed(f"{self.path}.{name}")
        if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
            return [
                Nested(each, self.owner, f"{self.path}.{name}[{at}]")
                for at, each in enumerate(value)
                if isinstance(each, dict)
            ]
        return value

    def whole(self) -> Datum:
        """Return what the block sets."""
        return dict(self.body)
