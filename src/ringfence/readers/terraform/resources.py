"""A resource or data block within a module: its instances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ringfence.readers.terraform.blocks import Recipe
from ringfence.readers.terraform.catalogue import mapping_of
from ringfence.readers.terraform.declared import Declared
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.values import Datum, either
from ringfence.readers.terraform.expansion import Expansion, Member
from ringfence.readers.terraform.folder import Site
from ringfence.readers.terraform.instances import Instance
from ringfence.readers.terraform.locating import BlockOrigin
from ringfence.readers.terraform.mapping import Mapping, Provider
from ringfence.readers.terraform.project import dotted

if TYPE_CHECKING:
    from ringfence.readers.terraform.module import Module


class ResourceBlock:
    """One block, in one instance of a module. `value` is what a reference to it leads to."""

    __slots__ = (
        "_base",
        "_expansion",
        "_provider",
        "_told",
        "instances",
        "mapping",
        "mode",
        "module",
        "origin",
        "recipe",
        "site",
        "type",
        "value",
    )

    def __init__(
        self, module: Module, site: Site, mode: Literal["managed", "data"], expansion: Expansion
    ) -> None:
        self.module = module
        self.site = site
        self.mode = mode
        self.type, name = site.block.labels
        self.recipe: Recipe = module.folder.recipe(site)
        self.mapping: Mapping | None = mapping_of(self.type)
        self.origin = BlockOrigin(site)
        self._provider: Provider | None = None
        data = "data." if mode == "data" else ""
        self._base = module.prefixed(f"{data}{self.type}.{name}")
        self._expansion = expansion
        self._told = 0
        self.instances: list[Instance] = []
        for member in expansion.members:
            self._add(member)
        self.value: Datum = expansion.gather(self.instances, self._asked)

    def _add(self, member: Member) -> Instance:
        site, module = self.site, self.module
        frame = member.enter(Frame(module, site.file.name, site.block.line))
        presence = either(module.presence, member.presence)
        instance = Instance(self, self._base + member.suffix, frame, presence)
        self.instances.append(instance)
        return instance

    def _asked(self, key: int | str) -> Datum:
        """Return an instance that is asked for by its key, though nobody knows which there are."""
        self.module.run.admit(1)
        self.module.run.late_blocks.append(self)
        return self._add(self._expansion.member(key))

    @property
    def provider(self) -> Provider:
        """The provider configuration that the block uses."""
        if self._provider is None:
            stated = self.site.block.body.attributes.get("provider")
            key = dotted(stated.value) if stated is not None else self.type.partition("_")[0]
            self._provider = self.module.provider(key or self.type.partition("_")[0])
        return self._provider

    def declared(self) -> list[Declared]:
        """Return every instance that was not returned before, with its arguments evaluated."""
        made: list[Declared] = []
        while self._told < len(self.instances):
            instance = self.instances[self._told]
            self._told += 1
            placed = instance.placed()
            made.append(
                Declared(
                    self.type,
                    self.mode,
                    instance.address,
                    self.module.run.root,
                    instance.arguments(),
                    self.provider,
                    self.origin,
                    placed.id,
                    placed.doubt,
                    placed.types,
                    instance.presence,
                    self.site.source,
                )
            )
        return made
