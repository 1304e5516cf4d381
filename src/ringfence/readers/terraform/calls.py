"""Calls of modules: which folder a source means, and the modules that a call makes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ringfence.model.facts import Unknown
from ringfence.readers.terraform.evaluation.frame import Frame
from ringfence.readers.terraform.evaluation.values import Datum, Lazy, either
from ringfence.readers.terraform.expansion import Member
from ringfence.readers.terraform.folder import Site
from ringfence.readers.terraform.project import constant, inside

if TYPE_CHECKING:
    from ringfence.readers.terraform.module import Module

MAX_NESTING: Final = 50
"""Deepest nesting of module calls."""

WITHOUT_RESOURCES: Final = {
    "azure/naming/azurerm": "makes names, with a random part",
    "azure/avm-utl-regions/azurerm": "is a table of regions; sends module telemetry",
    "azure/regions/azurerm": "is a table of regions",
    "azure/avm-utl-network-ip-addresses/azurerm": "computes address ranges",
    "cloudposse/label/null": "makes names and tags",
    "hashicorp/subnets/cidr": "computes address ranges",
    "claranet/regions/azurerm": "is a table of regions",
}
"""Modules of the public registry that declare nothing in a cloud: without them nothing is missed.

Read in their repositories (2026-11). Others with `utl` in their names do declare things:
`avm-utl-interfaces` role assignments and private endpoints, `avm-utl-sku-finder` a blob.
"""

_REGISTRY: Final = re.compile(r"(?:registry\.terraform\.io/)?([\w-]+/[\w-]+/[\w-]+)(?://.*)?")


class ModuleValue(Lazy):
    """A module as references see it: its outputs."""

    __slots__ = ("module",)

    def __init__(self, module: Module) -> None:
        self.module = module

    def attribute(self, name: str) -> Datum:
        """Return an output."""
        return self.module.output(name)

    def whole(self) -> Datum:
        """Return all outputs."""
        return {name: self.module.output(name) for name in self.module.folder.outputs}


class ModuleCall:
    """One `module` block, in one instance of the calling module.

    `modules` are empty where the module cannot be read; `value` then says why.
    """

    __slots__ = ("modules", "value")

    def __init__(self, caller: Module, name: str, site: Site) -> None:
        from ringfence.readers.terraform.module import Module

        self.modules: list[Module] = []
        address = caller.prefixed(f"module.{name}")
        folder = self._folder(caller, name, site, address)
        if isinstance(folder, Unknown):
            self.value: Datum = folder
            return
        expansion = caller.expand(site, f"module.{name}")

        def add(member: Member) -> ModuleValue:
            frame = member.enter(Frame(caller, site.file.name, site.block.line))
            module = Module(
                caller.run,
                caller.run.project.folder(folder),
                address + member.suffix,
                (*caller.names, name),
                caller,
                site,
                frame,
                either(caller.presence, member.presence),
            )
            self.modules.append(module)
            return ModuleValue(module)

        def asked(key: int | str) -> Datum:
            caller.run.admit(1)
            value = add(expansion.member(key))
            caller.run.late_modules.append(value.module)
            return value

        self.value = expansion.gather([add(member) for member in expansion.members], asked)

    def _folder(self, caller: Module, name: str, site: Site, address: str) -> str | Unknown:
        """Return the folder of the module; if it cannot be read, that is a problem of the root."""
        source = constant(site.block.body.attributes.get("source"))
        if not isinstance(source, str):
            return self._missing(caller, site, address, "its `source` is not literal")
        if source.startswith(("./", "../")) or source in (".", ".."):
            folder = inside(caller.path, source)
            folder = caller.run.project.behind(folder) if folder is not None else None
            if folder is None:
                return self._missing(
                    caller, site, address, f"source `{source}` leads out of the tree"
                )
        else:
            installed = caller.run.project.installed(caller.run.root)
            folder = installed.get(".".join((*caller.names, name)))
            if folder is None or not caller.run.project.holds(folder):
                registry = _REGISTRY.fullmatch(source)
                known = WITHOUT_RESOURCES.get(registry[1].lower()) if registry else None
                reason = f"source `{_shown(source)}` is not in the tree"
                return self._missing(caller, site, address, reason, silent=known is not None)
        if not caller.run.project.holds(folder):
            return self._missing(caller, site, address, f"`{folder}` holds no configuration")
        if len(caller.names) >= MAX_NESTING:
            reason = f"modules are nested more than {MAX_NESTING} levels deep"
            return self._missing(caller, site, address, reason)
        above: Module | None = caller
        while above is not None:
            if above.path == folder:
                return self._missing(caller, site, address, f"`{folder}` calls itself")
            above = above.parent
        return folder

    def _missing(
        self, caller: Module, site: Site, address: str, reason: str, *, silent: bool = False
    ) -> Unknown:
        if not silent:
            caller.run.problem(f"module `{address}`", reason, site.source)
        return Unknown(f"module `{address}`: {reason}", site.source, refs=(address,))


def _shown(source: str) -> str:
    """Return a module source without the credentials that an URL may hold."""
    return re.sub(r"//[^/@]*@", "//", source).partition("?")[0]
