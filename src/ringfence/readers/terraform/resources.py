"""A resource or data block within a module: its instances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ringfence.readers.terraform.blocks import Recipe
from ringfence.readers.terraform.catalogue import mapping_of
from ringfence.readers.terraform.declared import Declared
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.values import Datum, either
from ringfence.readers.terraform.expansion import Expansion
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
        "_provider",
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
        base = module.prefixed(f"{data}{self.type}.{name}")
        self.instances: list[Instance] = []
        for member in expansion.members:
            frame = member.enter(Frame(module, site.file.name, site.block.line))
            presence = either(module.presence, member.presence)
            self.instances.append(Instance(self, base + member.suffix, frame, presence))
        self.value: Datum = expansion.gather(self.instances)

    @property
    def provider(self) -> Provider:
        """The provider configuration that the block uses."""
        if self._provider is None:
            stated = self.site.block.body.attributes.get("provider")
            key = dotted(stated.value) if stated is not None else self.type.partition("_")[0]
            self._provider = self.module.provider(key or self.type.partition("_")[0])
        return self._provider

    def declared(self) -> list[Declared]:
        """Return every instance with its arguments evaluated."""
        made: list[Declared] = []
        for instance in self.instances:
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
