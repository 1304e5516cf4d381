"""One instance of a block of configuration: its arguments, evaluated when first asked for.

A reference to an id needs no more than the arguments that the id is made of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ringfence.model.facts import ABSENT, MAYBE, Absent, Source, Unknown, Value
from ringfence.readers.terraform.answers import Answering, Nested, nested
from ringfence.readers.terraform.blocks import META, META_BLOCKS
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.settling import settle
from ringfence.readers.terraform.evaluation.values import Datum, OpenMap
from ringfence.readers.terraform.mapping import Mapping, Provider

if TYPE_CHECKING:
    from ringfence.readers.terraform.resources import ResourceBlock


_BUSY = object()


class Instance(Answering):
    """One instance, as an object that answers attribute by attribute."""

    __slots__ = ("_evaluated", "_shown", "block", "frame")

    def __init__(
        self, block: ResourceBlock, address: str, frame: Frame, presence: Unknown | None
    ) -> None:
        super().__init__(address, presence)
        self.block = block
        self.frame = frame
        self._evaluated: dict[str, Datum] = {}
        self._shown: dict[str, Datum] = {}
        frame.owner = self

    @property
    def type(self) -> str:
        """The Terraform type."""
        return self.block.type

    @property
    def mode(self) -> Literal["managed", "data"]:
        """Whether it is declared or looked up."""
        return self.block.mode

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

    def by_name(self, arm: str, name: str) -> str | None:
        """Return the id of the resource of an ARM type that the root declares by this name."""
        return self.block.module.run.by_name(arm, name)

    def cycle(self) -> None:
        """Note that the id is made from itself."""
        self.block.module.run.cycle(f"{self.address}.id", self.source)

    def argument(self, name: str) -> Datum:
        """Evaluate an argument or the nested blocks of one type; ABSENT if it is not set."""
        recipe = self.block.recipe
        found = recipe.arguments.get(name)
        if found is not None and found.code is None:
            return found.settled
        known = self._evaluated.get(name)
        if known is _BUSY:
            return self.block.module.run.cycle(f"{self.address}.{name}", self.source)
        if known is not None or name in self._evaluated:
            return known
        if found is None and name not in recipe.nested:
            return ABSENT
        run = self.block.module.run
        # While it is evaluated it may ask for itself.
        self._evaluated[name] = _BUSY
        if found is not None:
            value = run.evaluate(lambda frame: recipe.argument(name, frame), self.frame)
        else:
            value = run.evaluate(lambda frame: recipe.blocks(name, frame), self.frame)
        self._evaluated[name] = value
        return value

    def arguments(self) -> dict[str, Value]:
        """Evaluate all arguments and nested blocks, Terraform's own aside."""
        made: dict[str, Value] = {}
        recipe = self.block.recipe
        for name, found in recipe.arguments.items():
            if name not in META:
                made[name] = found.settled if found.code is None else self._settled(name)
        for name in recipe.nested:
            if name not in META_BLOCKS:
                made[name] = settle(self.argument(name))
        return made

    def _settled(self, name: str) -> Value:
        value = self.argument(name)
        if name == "tags" and isinstance(value, OpenMap):
            # Tags that are not known take nothing away from those that are.
            sure = {key: settle(each) for key, each in value.items() if key not in value.maybe}
            return {**sure, MAYBE: value.why}
        return settle(value)

    def given(self, name: str) -> Value | Absent:
        """Return an argument, ABSENT if it is null or not set."""
        value = self.argument(name)
        return ABSENT if value is ABSENT or value is None else settle(value)

    def attribute(self, name: str) -> Datum:
        """Return an attribute: an argument, or what the provider computes."""
        if name in self._shown:
            return self._shown[name]
        value = self._shown[name] = self._answer(name)
        return value

    def _answer(self, name: str) -> Datum:
        recipe = self.block.recipe
        if name in recipe.nested:
            return nested(self.argument(name), self, name)
        if name in recipe.arguments and name not in META:
            value = self.argument(name)
            if isinstance(value, Unknown):
                word = self.word(name)
                return value if word is None else word
            if recipe.json and isinstance(value, dict):
                return Nested(value, self, name, single=True)
            if value is not None:
                return nested(value, self, name) if recipe.json else value
        return self.computed(name)

    def whole(self) -> Datum:
        """Return the arguments and the id; what else the provider computes is left open."""
        made: dict[str, Datum] = dict(self.arguments())
        made["id"] = self.attribute("id")
        reason = f"`{self.address}` has attributes that only exist once it is deployed"
        return OpenMap(made, None, Unknown(reason, self.source, refs=(self.address,)))
